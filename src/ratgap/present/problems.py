"""What checking found, for people, for programs, for GitHub, for viewers of SARIF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ratgap import gate
from ratgap.check.run import Outcome
from ratgap.present.text import counted, t
from ratgap.problem import Level, Problem, Where


def render(form: str, outcome: Outcome, folder: str, *, strict: bool, compact: bool = False) -> str:
    """Return what was found in ``folder`` as ``form``: text, json (``compact``), github, sarif."""
    if form == "json":
        from ratgap.present import document

        return document.text(document.validate(outcome, folder, strict=strict), compact=compact)
    if form == "sarif":
        return _sarif(outcome.problems)
    line: Callable[[Problem], str] = _github if form == "github" else _text
    return "".join(f"{line(problem)}\n" for problem in outcome.problems)


def summary(outcome: Outcome, folder: str) -> tuple[str, ...]:
    """Return in a sentence or two how it went."""
    errors, warnings = outcome.number_of(Level.ERROR), outcome.number_of(Level.WARNING)
    counts = [
        counted(errors, "{count} error", "{count} errors") if errors else "",
        counted(warnings, "{count} warning", "{count} warnings") if warnings else "",
    ]
    problems = t(" and ").join(filter(None, counts)) or t("no problems")
    sentences = (t("{problems} in {folder}", problems=problems, folder=folder),)
    waiting = len(outcome.left_out)
    if not waiting:
        return sentences
    if outcome.passed_over:
        names = ", ".join(outcome.passed_over[:3])
        more = len(outcome.passed_over) - 3
        if more > 0:
            names = t("{names} and {more} more", names=names, more=more)
        passing = counted(
            waiting,
            "{count} rule passes over what cannot be read: {names}",
            "{count} rules pass over what cannot be read: {names}",
            names=names,
        )
        return (*sentences, passing)
    rules = counted(
        waiting,
        "{count} rule waits until all of the data can be read",
        "{count} rules wait until all of the data can be read",
    )
    return (*sentences, rules)


def _text(problem: Problem) -> str:
    message = f"{problem.where}: {problem.level}: {_message(problem)} [{problem.rule}]"
    return gate.line(message)


def _message(problem: Problem) -> str:
    return f"{problem.message} ({problem.remedy})" if problem.remedy else problem.message


# As GitHub's runner reads its commands: a line each, in which fields are parted by these signs.
_MESSAGE_SIGNS = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_MESSAGE = str.maketrans(_MESSAGE_SIGNS)
_IN_FIELD = str.maketrans({**_MESSAGE_SIGNS, ":": "%3A", ",": "%2C"})


def _github(problem: Problem) -> str:
    where = problem.where
    places = {"file": where.file, "line": where.line, "col": where.column, "title": problem.rule}
    fields = ",".join(f"{key}={str(v).translate(_IN_FIELD)}" for key, v in places.items() if v)
    message = problem.message + (f"\n{problem.remedy}" if problem.remedy else "")
    return f"::{problem.level} {fields}::{message.translate(_IN_MESSAGE)}"


def _sarif(problems: tuple[Problem, ...]) -> str:
    """One run of SARIF 2.1.0, its files named relative to the working folder."""
    import json

    from ratgap import __version__
    from ratgap.check.rules import rules

    named = sorted({problem.rule for problem in problems})
    described = []
    for rule in (rules()[name] for name in named):
        page = f"{rule.title}\n\n{rule.page}".strip()
        described.append(
            {
                "id": rule.id,
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.why},
                "help": {"text": page, "markdown": page},
                "defaultConfiguration": {"level": rule.level},
            }
        )
    program = {"name": "ratgap", "version": __version__, "semanticVersion": __version__}
    run = {
        "tool": {"driver": {**program, "rules": described}},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": problem.rule,
                "ruleIndex": named.index(problem.rule),
                "level": problem.level,
                "message": {"text": _message(problem)},
                "locations": [{"physicalLocation": _place(problem.where)}],
            }
            for problem in problems
        ],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    document = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _place(where: Where) -> dict[str, Any]:
    from pathlib import PurePath
    from urllib.parse import quote

    path = PurePath(where.file)
    location = {"uri": quote(path.as_posix(), errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}
    if path.is_absolute():
        location = {"uri": path.as_uri()}
    place: dict[str, Any] = {"artifactLocation": location}
    # Code hosts show nothing that has no line.
    place["region"] = {"startLine": where.line or 1, "startColumn": where.column or 1}
    return place
