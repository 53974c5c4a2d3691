"""Help, version, completion, and what starting the program costs."""

from __future__ import annotations

import json

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


MODULES = "import sys; from ratgap.cli.main import main; main({}); "
MODULES += "import json; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--version"], {"typer", "rich", "pydantic", "yaml"}),
        (["report", "--help"], {"rich", "pydantic", "yaml"}),
        (["report", "-s", "QM"], {"rich"}),
        (["report", "-s", "QM", "-f", "csv"], {"rich"}),
    ],
)
def test_only_what_is_used_is_loaded(
    run: Run, command: list[str], arguments: list[str], absent: set[str]
) -> None:
    command[1:] = ["-c", MODULES.format(arguments)]
    loaded = set(json.loads(run().stderr))
    assert not absent & loaded


def test_importing_the_package_loads_nothing(run: Run, command: list[str]) -> None:
    command[1:] = ["-c", "import sys, ratgap; print(*sys.modules)"]
    loaded = run().stdout.split()
    assert [name for name in loaded if name.startswith("ratgap")] == ["ratgap"]
