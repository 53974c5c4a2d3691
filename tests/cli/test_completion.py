"""What shells are told, and what they are told where they do not ask properly."""

from __future__ import annotations

import pytest

from .conftest import Run


def test_commands_and_choices(run: Run) -> None:
    env = {"_RATGAP_COMPLETE": "complete_bash", "COMP_WORDS": "ratgap rep", "COMP_CWORD": "1"}
    assert run(env=env).stdout.split() == ["report"]
    env |= {"COMP_WORDS": "ratgap report --format j", "COMP_CWORD": "3"}
    assert run(env=env).stdout.split() == ["json"]


def test_the_script(run: Run) -> None:
    done = run(env={"_RATGAP_COMPLETE": "source_zsh"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.lstrip().startswith("#compdef ratgap")


def test_a_silent_answer_keeps_its_code(run: Run) -> None:
    # So fish learns that file names are to be completed.
    env = {"_RATGAP_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    done = run(env=env | {"_TYPER_COMPLETE_ARGS": "ratgap report --output "})
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"COMP_WORDS": "ratgap rep"},
        {"COMP_WORDS": "ratgap rep", "COMP_CWORD": "one"},
        {"_RATGAP_COMPLETE": "nonsense"},
        {"_RATGAP_COMPLETE": "complete_nosuch"},
        {"_RATGAP_COMPLETE": "nonsense_bash"},
    ],
)
def test_what_cannot_be_answered_is_one_line(run: Run, env: dict[str, str]) -> None:
    done = run(env={"_RATGAP_COMPLETE": "complete_bash"} | env)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("ratgap: error: _RATGAP_COMPLETE: ")
