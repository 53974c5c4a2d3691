"""The corpus itself: it tells two programs apart, and each line of it is a command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus import run

REGIME = Path(__file__).parents[1] / "regime"
LINES = [
    line
    for line in (run.HERE / "commands.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_no_command_stands_there_twice() -> None:
    assert len(set(LINES)) == len(LINES) > 200


def test_outcome_has_everything_that_a_command_gives() -> None:
    def program() -> int:
        folder = Path(sys.argv[-1])
        (folder / "states.yaml").write_text("written", encoding="utf-8")
        print("seen", folder)
        return 1

    outcome = run._outcome(program, "COLUMNS=60 import --data {copy}", REGIME)
    assert outcome["output"] == "seen COPY\n"
    assert outcome["code"] == "1"
    assert "written" in outcome["data"]
    assert (REGIME / "states.yaml").read_text(encoding="utf-8") != "written"


def test_what_differs_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    one = {"output": "a", "error": "", "code": "0", "data": ""}
    assert not run._told({"report": one}, {"report": one})
    assert run._told({"report": one}, {"report": one | {"output": "b"}})
    assert "differs in output" in capsys.readouterr().out


def test_what_runs_on_neither_side_is_not_alike(capsys: pytest.CaptureFixture[str]) -> None:
    one = {"output": "", "error": "", "code": "TypeError: no such argument", "data": ""}
    assert run._told({"report": one}, {"report": one})
    assert "ends with TypeError" in capsys.readouterr().out
