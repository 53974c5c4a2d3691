"""SARIF 2.1.0, the format in which code hosts and editors take what checkers find."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ratgap import __version__
from ratgap.check.rules import Rule, rules
from ratgap.problem import Problem, Where

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Iterable[Problem]) -> str:
    """Return ``problems`` as one SARIF run; files are named relative to the working folder."""
    found = tuple(problems)
    named = sorted({problem.rule for problem in found})
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
        "results": [_result(problem, index) for problem in found],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
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
