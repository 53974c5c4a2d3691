"""Help and version."""

from __future__ import annotations

import pytest

import ratgap
from ratgap.cli.main import main

from .conftest import Run

COMMANDS = ["report", "explain", "instruments", "states", "sources", "diff", "schema"]


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"ratgap {ratgap.__version__}\n"


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"\n  {name} " in text for name in COMMANDS)


def test_nothing_asked_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("Usage: ratgap")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "-h"]) == 0
    text = capsys.readouterr().out
    assert "Examples:\n" in text
    assert f"    ratgap {name}" in text
