"""Sites as a user has them: written by the command into a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ratgap.cli.main import main

REGIME = Path(__file__).parent.parent / "regime"
DAY = "2026-11-24"
Make = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what reads the whole site out of the quick part."""
    for item in items:
        if {"shipped", "everywhere"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Write the site of the invented regime, or of ``data``, into a folder; return that."""

    def write(*arguments: str, out: str = "out", data: Path = REGIME, code: int = 0) -> Path:
        monkeypatch.setenv("RATGAP_DATA", str(data))
        assert main(["site", str(tmp_path / out), "--as-of", DAY, *arguments]) == code
        return tmp_path / out

    return write


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the data that come with the program."""
    out = tmp_path_factory.mktemp("site") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RATGAP_DATA", raising=False)
        assert main(["site", str(out), "--as-of", DAY]) == 0
    return out
