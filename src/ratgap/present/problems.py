"""What checking found, for people, for programs, for GitHub, for viewers of SARIF."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ratgap.problem import Level

if TYPE_CHECKING:
    from ratgap.check.run import Outcome
    from ratgap.problem import Problem


def render(form: str, outcome: Outcome, folder: str, *, strict: bool) -> str:
    """Return what was found in ``folder`` as ``form``: text, json, github or sarif."""
    if form == "json":
        from ratgap.present import document

        return document.text(document.validate(outcome, folder, strict=strict))
    if form == "sarif":
        from ratgap.present.sarif import sarif

        return sarif(outcome.problems)
    line: Callable[[Problem], str] = _github if form == "github" else _text
    return "".join(f"{line(problem)}\n" for problem in outcome.problems)


def summary(outcome: Outcome, folder: str) -> tuple[str, ...]:
    """Return in a sentence or two how it went."""
    errors, warnings = outcome.number_of(Level.ERROR), outcome.number_of(Level.WARNING)
    counts = " and ".join(
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    )
    found = (f"{counts or 'no problems'} in {folder}",)
    if not outcome.left_out:
        return found
    left = len(outcome.left_out)
    wait = "1 rule waits" if left == 1 else f"{left} rules wait"
    return (*found, f"{wait} until all of the data can be read")


def _text(problem: Problem) -> str:
    remedy = f" ({problem.remedy})" if problem.remedy else ""
    return f"{problem.where}: {problem.level}: {problem.message}{remedy} [{problem.rule}]"


_MESSAGE_SIGNS = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_MESSAGE = str.maketrans(_MESSAGE_SIGNS)
_IN_FIELD = str.maketrans({**_MESSAGE_SIGNS, ":": "%3A", ",": "%2C"})


def _github(problem: Problem) -> str:
    """Return a workflow command that makes GitHub show the problem at its line."""
    where = problem.where
    places = {"file": where.file, "line": where.line, "col": where.column, "title": problem.rule}
    fields = ",".join(f"{key}={str(v).translate(_IN_FIELD)}" for key, v in places.items() if v)
    message = problem.message + (f"\n{problem.remedy}" if problem.remedy else "")
    return f"::{problem.level} {fields}::{message.translate(_IN_MESSAGE)}"
