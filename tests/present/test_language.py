"""Whatever people read passes through ``text.t``: in a language of its own, no English is left."""

from __future__ import annotations

import re

import pytest

import ratgap
from present.test_golden import COMMANDS, REGIME
from ratgap.cli.main import main
from ratgap.present import text

_PLACE = re.compile(r"(\{[^}]*\})")
_WORD = re.compile(r"[A-Za-z]{2,}")
_COMMAND = re.compile(r"ratgap [a-z]+( [\w-]+)*")


def _mock(english: str) -> str:
    """Return ``english`` with other letters, as wide as it is; its places stay as they are."""
    pieces = _PLACE.split(english)
    return "".join(p if _PLACE.match(p) else re.sub("[A-Za-z]", "ж", p) for p in pieces)


@pytest.fixture(autouse=True)
def _in_mock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(text, "translate", _mock)


@pytest.fixture(scope="module")
def data_words() -> set[str]:
    files = "\n".join(path.read_text("utf-8") for path in REGIME.rglob("*.yaml"))
    return {*_WORD.findall(files), *ratgap.load_dataset(REGIME).codes.values()}


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("name", COMMANDS)
def test_only_words_of_the_data_are_not_translated(
    name: str, form: str, data_words: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMANDS[name], "--format", form]) == 0
    # What is to be typed is the same in any language.
    shown = set(_WORD.findall(_COMMAND.sub("", capsys.readouterr().out)))
    assert shown <= data_words
