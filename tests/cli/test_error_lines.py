"""An error is one line that a terminal can show, whatever was typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ratgap.cli.main import main

from .conftest import REGIME, Run

ODD = ["KG\nx", "\x1b[31mred", "a\u2028b\rc", "\udcff", "x" * 5000, "x y " * 1200]


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    monkeypatch.chdir(tmp_path)


def _error(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    line = printed.err.removesuffix("\n")
    assert line.startswith("ratgap: error: ")
    return line


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "-s", "{}"],
        ["report", "-g", "{}"],
        ["report", "-s", "QM", "--scope", "{}"],
        ["report", "-s", "QM", "--as-of", "{}"],
        ["report", "-s", "QM", "--max-age", "{}"],
        ["report", "-s", "QM", "--format", "{}"],
        ["report", "-s", "QM", "--data", "{}"],
        ["report", "-s", "QM", "-o", "missing/{}"],
        ["explain", "{}", "river-1900"],
        ["explain", "QM", "{}"],
        ["schema", "{}"],
        ["{}"],
    ],
    ids=" ".join,
)
def test_what_was_typed_is_shown_safely(
    arguments: list[str], value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = _error(capsys, *(part.replace("{}", value) for part in arguments))
    assert line.isprintable()
    assert len(line) < 1500


def test_control_characters_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    assert 'no state "KG\\n\\x1b[31mx"' in _error(capsys, "report", "-s", "KG\n\x1b[31mx")


def test_a_long_value_keeps_its_start_and_the_advice(capsys: pytest.CaptureFixture[str]) -> None:
    line = _error(capsys, "report", "-s", "QM", "--scope", "weir" * 1000)
    assert '"weirweir' in line
    assert '…": ' in line
    assert line.endswith("there are all-rivers, delta-2000")


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "-s", "QM", "--data", ""],
        ["validate", ""],
        ["format", ""],
        ["diff", "HEAD", "--path", ""],
    ],
)
def test_an_empty_folder_name_is_not_the_working_folder(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "the name of the folder is empty" in _error(capsys, *arguments)


def test_an_empty_variable_is_as_if_it_were_not_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RATGAP_DATA", "")
    assert main(["report", "-s", "Kyrgyzstan"]) == 0


def test_digits_are_those_of_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    assert "is not an age" in _error(capsys, "report", "-s", "QM", "--max-age", "１０y")


def test_a_working_folder_that_is_gone(run: Run, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()

    def leave() -> None:
        os.chdir(gone)
        gone.rmdir()

    done = run("diff", "main", preexec_fn=leave, env={"RATGAP_DATA": "data"})
    assert done.returncode == 2
    assert done.stderr == "ratgap: error: the folder that this is run in is no longer there\n"
