"""Help and version."""

from __future__ import annotations

import re

import pytest

import ratgap
from ratgap.cli.commands import COMMANDS as COMMANDS_OF_ALL
from ratgap.cli.main import main

from .conftest import Run

COMMANDS = ["report", "explain", "instruments", "states", "sources", "diff", "schema"]


def test_version(run: Run) -> None:
    assert run("states").returncode == 0  # From now on there is a snapshot.
    line, data = run("--version").stdout.splitlines()
    assert line == f"ratgap {ratgap.__version__}"
    assert re.fullmatch(r"data to \d{4}-\d\d-\d\d, 5 instruments, 12 states and .*", data)
    nowhere = run("--version", env={"RATGAP_DATA": "nosuch"})
    assert (nowhere.returncode, nowhere.stdout) == (0, f"{line}\n")


def test_help_has_groups_and_a_foot(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    listed = re.findall(r"^    (\w+)  ", text.partition("Examples:")[0], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS_OF_ALL)
    places = [text.index(f"  {word}:\n") for word in ("Ask", "Plan", "Check", "Exchange")]
    assert places == sorted(places)
    assert text.index("RATGAP_DATA") < text.index("Exit codes:")


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"\n    {name} " in text for name in COMMANDS)


def test_nothing_asked_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("Usage: ratgap")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "-h"]) == 0
    text = capsys.readouterr().out
    assert "Examples:\n" in text
    assert f"    ratgap {name}" in text
