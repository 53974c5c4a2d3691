"""What checking found, for people, for programs, for GitHub, for viewers of SARIF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ratgap.problem import Level, Problem, Where

if TYPE_CHECKING:
    from ratgap.check.rules import Rule
    from ratgap.check.run import Outcome


def render(form: str, outcome: Outcome, folder: str, *, strict: bool) -> str:
    """Return what was found in ``folder`` as ``form``: text, json, github or sarif."""
    if form == "json":
        from ratgap.present import document

        return document.text(document.validate(outcome, folder, strict=strict))
    if form == "sarif":
        return _sarif(outcome.problems)
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


def _sarif(problems: Iterable[Problem]) -> str:
    """Return ``problems`` as one run of SARIF 2.1.0, which code hosts and editors take.

    Files are named relative to the working folder.
    """
    import json

    from ratgap import __version__
    from ratgap.check.rules import rules

    reported = tuple(problems)
    named = sorted({problem.rule for problem in reported})
    index = {rule: place for place, rule in enumerate(named)}
    run = {
        "tool": {
            "driver": {
                "name": "ratgap",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rules()[rule]) for rule in named],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, index) for problem in reported],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    page = f"{rule.title}\n\n{rule.page}".strip()
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": str(rule.level)},
    }


def _result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    remedy = f" ({problem.remedy})" if problem.remedy else ""
    return {
        "ruleId": problem.rule,
        "ruleIndex": index[problem.rule],
        "level": str(problem.level),
        "message": {"text": problem.message + remedy},
        "locations": [{"physicalLocation": _place(problem.where)}],
    }


def _place(where: Where) -> dict[str, Any]:
    from pathlib import PurePath
    from urllib.parse import quote

    path = PurePath(where.file)
    artifact = (
        {"uri": path.as_uri()}
        if path.is_absolute()
        else {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}
    )
    place: dict[str, Any] = {"artifactLocation": artifact}
    if where.line:
        place["region"] = {"startLine": where.line, "startColumn": where.column or 1}
    return place
