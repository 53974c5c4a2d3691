"""What checking found, in each format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema_rs import Draft4Validator

from documents import check
from ratgap.check.rules import rules
from ratgap.check.run import Outcome
from ratgap.present.problems import render, summary
from ratgap.problem import Level, Problem, Where

SARIF = json.loads(
    (Path(__file__).parent.parent / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8")
)
for shape in SARIF["definitions"].values():
    # A regular expression with a bracket too many, as it was published.
    shape["properties"].get("language", {}).pop("pattern", None)

PROBLEMS = (
    Problem(Where("data/groups.yaml"), "file-encoding", "50% is odd", ""),
    Problem(
        Where("data/état civil, 2:1.yaml", 12, 3),
        "act-before-adoption",
        'Åland\'s "accession": 100 %, really',
        "check the day",
    ),
    Problem(Where("/elsewhere/states.yaml", 7, 1), "layout", "odd", "run it", Level.WARNING),
)
OUTCOME = Outcome(PROBLEMS, "0" * 64, ("checkpoint",))
CLEAN = Outcome((), "0" * 64)


def shown(form: str, outcome: Outcome = OUTCOME) -> str:
    return render(form, outcome, "data", strict=False)


def test_text() -> None:
    assert shown("text").splitlines() == [
        "data/groups.yaml: error: 50% is odd [file-encoding]",
        'data/état civil, 2:1.yaml:12:3: error: Åland\'s "accession": 100 %, really '
        "(check the day) [act-before-adoption]",
        "/elsewhere/states.yaml:7:1: warning: odd (run it) [layout]",
    ]


def test_github() -> None:
    """As its workflow commands ask: percent, line ends, and in fields colon and comma escaped."""
    assert shown("github").splitlines() == [
        "::error file=data/groups.yaml,title=file-encoding::50%25 is odd",
        "::error file=data/état civil%2C 2%3A1.yaml,line=12,col=3,title=act-before-adoption::"
        'Åland\'s "accession": 100 %25, really%0Acheck the day',
        "::warning file=/elsewhere/states.yaml,line=7,col=1,title=layout::odd%0Arun it",
    ]


@pytest.mark.parametrize("outcome", [OUTCOME, CLEAN], ids=["problems", "clean"])
def test_json(outcome: Outcome) -> None:
    document = check(shown("json", outcome))
    assert document["counts"] == {
        "error": outcome.number_of(Level.ERROR),
        "warning": outcome.number_of(Level.WARNING),
    }
    assert [(p["rule"], p["line"]) for p in document["problems"]] == [
        (p.rule, p.where.line or None) for p in outcome.problems
    ]
    assert document["not_checked"] == list(outcome.left_out)


@pytest.mark.parametrize("outcome", [OUTCOME, CLEAN], ids=["problems", "clean"])
def test_sarif(outcome: Outcome) -> None:
    document = json.loads(shown("sarif", outcome))
    Draft4Validator(SARIF, validate_formats=True).validate(document)
    (run,) = document["runs"]
    named = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result, problem in zip(run["results"], outcome.problems, strict=True):
        assert named[result["ruleIndex"]] == result["ruleId"] == problem.rule
        assert result["level"] == problem.level


def test_sarif_places() -> None:
    (run,) = json.loads(shown("sarif"))["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    root = {"uriBaseId": "%SRCROOT%"}
    assert places == [
        {
            "artifactLocation": {"uri": "data/groups.yaml", **root},
            "region": {"startLine": 1, "startColumn": 1},
        },
        {
            "artifactLocation": {"uri": "data/%C3%A9tat%20civil%2C%202%3A1.yaml", **root},
            "region": {"startLine": 12, "startColumn": 3},
        },
        {
            "artifactLocation": {"uri": "file:///elsewhere/states.yaml"},
            "region": {"startLine": 7, "startColumn": 1},
        },
    ]


def test_sarif_of_every_rule_is_valid() -> None:
    every = tuple(
        Problem(Where("a.yaml", 1, 1), rule.id, "m", "r", rule.level) for rule in rules().values()
    )
    document = json.loads(shown("sarif", Outcome(every, "")))
    Draft4Validator(SARIF).validate(document)
    described = document["runs"][0]["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in described)


def test_summary() -> None:
    assert summary(OUTCOME, "data") == (
        "2 errors and 1 warning in data",
        "1 rule waits until all of the data can be read",
    )
    assert summary(CLEAN, "data") == ("no problems in data",)
