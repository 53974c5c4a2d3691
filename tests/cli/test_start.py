"""What starting the program costs: only the command that is asked for is imported and built."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache

import pytest
import typer

from ratgap.cli.commands import COMMANDS, app, build
from ratgap.cli.main import main

from .conftest import REGIME, Run

LOADED = "import sys, json; {}; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
RATGAP = "from ratgap.cli.main import main; main({})"
BARE = """
import typer
app = typer.Typer(rich_markup_mode=None)
app.command()(lambda: None)
app([], standalone_mode=False)
"""
HEAVY = {"pydantic", "yaml", "rich", "lxml", "urllib.request", "difflib", "hashlib", "decimal"}
HEAVY |= {"calendar", "dataclasses", "jsonschema_rs", "htpy", "markupsafe"}
Loaded = Callable[..., set[str]]


@cache
def _bare() -> set[str]:
    """Return what typer loads for a program that does nothing."""
    code = f"exec({BARE!r})"
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(code)], capture_output=True, check=True
    )
    return set(json.loads(done.stderr))


@pytest.fixture(autouse=True)
def _regime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))


@pytest.fixture
def loaded(run: Run, command: list[str]) -> Loaded:
    """Return a function from a command line to the modules that it loads beyond typer's own."""

    def modules(*arguments: str) -> set[str]:
        command[1:] = ["-c", LOADED.format(RATGAP.format(list(arguments)))]
        return set(json.loads(run().stderr.splitlines()[-1])) - _bare()

    return modules


@pytest.mark.parametrize("arguments", [["--help"], [], ["report", "--help"], ["explain", "-h"]])
def test_help_loads_nothing_heavy(loaded: Loaded, arguments: list[str]) -> None:
    assert not loaded(*arguments) & HEAVY


def test_help_of_the_program_loads_no_command(loaded: Loaded) -> None:
    modules = loaded("--help")
    assert _of("cli", modules) == {"commands", "console", "main", "output"}
    assert not any(_of(folder, modules) for folder in ("assess", "load", "model", "present"))


def test_the_version_loads_nothing(run: Run, command: list[str]) -> None:
    command[1:] = ["-c", LOADED.format(RATGAP.format(["--version"]))]
    modules = set(json.loads(run().stderr))
    assert not modules & (HEAVY | {"typer", "click"})


ANSWERS = {
    "report": (["report", "-s", "QM"], {"first_view"}),
    "explain": (["explain", "QM", "river-1900"], {"explain_view"}),
    "plan": (["plan", "-s", "QP"], {"plan_view", "report_view"}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_loads_what_it_needs(loaded: Loaded, name: str) -> None:
    arguments, views = ANSWERS[name]
    assert main(arguments) == 0  # From now on there is a snapshot of the data.
    modules = loaded(*arguments)
    assert not modules & HEAVY
    assert _of("cli", modules) == {"answers", "commands", "console", "main", "options", "output"}
    assert _of("load", modules) == {"files", "snapshot"}
    assert _of("present", modules) <= _LAYOUT | views
    assert not _of("check", modules) | _of("lists", modules)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_in_json_loads_what_it_needs(loaded: Loaded, name: str) -> None:
    arguments, _ = ANSWERS[name]
    assert main(arguments) == 0
    modules = loaded(*arguments, "-f", "json")
    assert not modules & HEAVY
    assert _of("load", modules) == {"files", "snapshot"}
    assert not _of("present", modules) & {"fit", "plain", "report_view", "plan_view"}
    assert not _of("check", modules) | _of("lists", modules)


_LAYOUT = {"fit", "plain", "text", "view"}


def _of(folder: str, modules: set[str]) -> set[str]:
    """Return which of the modules in ``folder`` are loaded."""
    prefix = f"ratgap.{folder}."
    return {name.removeprefix(prefix) for name in modules if name.startswith(prefix)}


def test_importing_the_package_loads_nothing(run: Run, command: list[str]) -> None:
    command[1:] = ["-c", "import sys, ratgap; print(*sys.modules)"]
    names = run().stdout.split()
    assert [name for name in names if name.startswith("ratgap")] == ["ratgap"]


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_help_is_that_of_all_commands_built(
    width: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert main(["--help"]) == 0
    lazy = capsys.readouterr().out
    whole = typer.main.get_command(app)
    whole.commands = {name: build(name) for name in COMMANDS}  # type: ignore[attr-defined]
    whole(["--help"], prog_name="ratgap", standalone_mode=False)
    assert lazy == capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_command_is_the_first_of_its_help(name: str) -> None:
    whole = build(name)
    assert whole.name == name
    assert whole.help.splitlines()[0] == COMMANDS[name]
