"""The invented regime, and data sets from a few lines of YAML."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import catalogue
import pytest
from hypothesis import settings

from documents import check
from ratgap import api
from ratgap.load import load
from ratgap.model import Dataset
from ratgap.present import document

# Workers of xdist are told the width of the terminal that started them; here a pipe has none.
os.environ.pop("COLUMNS", None)
# Whatever the developer's language.
os.environ["RATGAP_LANG"] = "en"
# Hundreds of processes are started: what they import is compiled by the first of them alone, and
# the tests themselves once for all runs.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A slow machine is no failure; what must be fast is measured in benchmarks.
settings.register_profile("house", deadline=None, max_examples=40)
# ``pytest --hypothesis-profile thorough``, as in ``.ci/run``; each run draws examples of its own.
settings.register_profile("thorough", deadline=None, max_examples=100)
settings.load_profile("house")

REGIME = Path(__file__).parent / "regime"

# The least that makes a data set; a test replaces the files that it is about.
LEAST = {
    "instruments": """\
        bases:
          call: {title: Call, citation: The Call, default: true}
        scopes:
          all: {title: All, default: true}
        instruments:
          alpha-2000:
            title: Alpha Convention
            adopted: 2000-01-01
            later_joiners: {days_after: 30}
            bases: [call]
            scopes: [all]
        """,
    "states": """\
        QA:
          name: {en: Quay}
        """,
    "sources": """\
        roll:
          title: Roll
          kind: depositary
          trust: high
          readings:
            alpha-2000: {as_of: 2010-01-01, gives: [consents]}
        """,
}


def pytest_collection_finish() -> None:
    """Keep what was collected out of all looking for garbage, which takes a tenth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _every_document_is_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold to its schema whatever JSON document a test makes the program write."""
    written = document.text

    def checked(value: document.Json, *, compact: bool = False) -> str:
        text = written(value, compact=compact)
        check(text)
        return text

    monkeypatch.setattr(document, "text", checked)


@pytest.fixture(scope="session", autouse=True)
def _snapshots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep snapshots of data where no user has theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RATGAP_CACHE", str(tmp_path_factory.mktemp("snapshots")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    """Compile the catalogues of languages that have changed since they were compiled."""
    catalogue.compiled()


@pytest.fixture(scope="session")
def regime() -> Dataset:
    """Return the invented regime of ``tests/regime``."""
    return load(REGIME)


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """Return the data that come with the program."""
    return load(None)


@pytest.fixture(scope="session")
def _once_read() -> Dataset:
    return api.load_dataset()


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch, _once_read: Dataset) -> None:
    """Give all commands the same reading of the shipped data, with what was worked out of them."""
    load_dataset = api.load_dataset

    def once(folder: Path | str | None = None, *, places: bool = False) -> Dataset:
        whole = folder is None and not places
        return _once_read if whole else load_dataset(folder, places=places)

    monkeypatch.setattr(api, "load_dataset", once)


@pytest.fixture
def regime_folder(tmp_path: Path) -> Path:
    """Return a copy of the invented regime's files that a test may break."""
    return Path(shutil.copytree(REGIME, tmp_path / "regime"))


@pytest.fixture
def data_folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a function from YAML texts (``states=...``) to a folder of data files."""

    def write(**texts: str) -> Path:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        for name, text in {**LEAST, **texts}.items():
            (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def dataset(data_folder: Callable[..., Path]) -> Callable[..., Dataset]:
    """Return a function from YAML texts (``states=...``) to the data set that they make."""
    return lambda **texts: load(data_folder(**texts))
