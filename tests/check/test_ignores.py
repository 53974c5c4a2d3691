"""Comments that silence rules: on their line, by name, and never for nothing."""

from __future__ import annotations

import pytest

from check.conftest import Found, acts
from ratgap.check.comments import Ignore, ignores
from ratgap.load.nodes import parse

EARLY = "charter: {accession: [1999-12-31, ledger]}"


@pytest.mark.parametrize(
    "comment",
    [
        "# ratgap: ignore[act-before-adoption]",
        "# ratgap:ignore[ act-before-adoption ]",
        "# ratgap:  ignore[act-before-adoption] the depositary lists it so",
        "# the depositary lists it so; ratgap: ignore[act-before-adoption]",
        "## ratgap: ignore[act-before-adoption]",
    ],
)
def test_silence(found: Found, comment: str) -> None:
    assert found(states=acts(f"{EARLY}  {comment}")) == []


def test_several_rules(found: Found) -> None:
    line = "charter: {signature: [1999-12-31, gazette]}"
    assert found(states=acts(f"{line}  # here")) == ["act-before-adoption", "reading-columns"]
    both = f"{line}  # ratgap: ignore[reading-columns, act-before-adoption]"
    assert found(states=acts(both)) == []
    one = f"{line}  # ratgap: ignore[reading-columns]  # here"
    assert found(states=acts(one)) == ["act-before-adoption"]


def test_only_its_own_line(found: Found) -> None:
    text = acts("# ratgap: ignore[act-before-adoption]  # here", f"{EARLY}  # here")
    assert found(states=text) == ["act-before-adoption", "unused-ignore"]


@pytest.mark.parametrize(
    "comment",
    [
        "ignore",
        "ignore[]",
        "ignore[ , ]",
        "ignore all of it",
        "ignore[act-before-adoptio]",
        "ignore[yaml-tab]",
        "ignore[unused-ignore]",
        "ignore[unknown-ignore]",
        "ignore act-before-adoption",
    ],
)
def test_a_comment_that_names_no_rule(found: Found, comment: str) -> None:
    line = f"charter: {{accession: [2001-12-31, ledger]}}  # ratgap: {comment}  # here"
    assert found(states=acts(line)) == ["unknown-ignore"]


@pytest.mark.parametrize("rules", ["signature-period", "layout, signature-period"])
def test_a_comment_that_silences_nothing(found: Found, rules: str) -> None:
    line = f"charter: {{accession: [2001-12-31, ledger]}}  # ratgap: ignore[{rules}]  # here"
    assert found(states=acts(line)) == ["unused-ignore"]


def test_a_rule_named_twice_is_once_too_often(found: Found) -> None:
    twice = "act-before-adoption, act-before-adoption"
    assert found(states=acts(f"{EARLY}  # ratgap: ignore[{twice}]  # here")) == ["unused-ignore"]


def named(text: str) -> list[Ignore]:
    return list(ignores(text, parse(text, "f")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "# ratgap: ignore[x]"', []),
        ("a: '# ratgap: ignore[x]'", []),
        ("a: b# ratgap: ignore[x]", []),
        (
            "a: |\n  # ratgap: ignore[x]\n  text # ratgap: ignore[y]\nb: c # ratgap: ignore[z]",
            [("z", 4)],
        ),
        ("a: 'x\n  # ratgap: ignore[x]\n  y' # ratgap: ignore[z]", [("z", 3)]),
        ("a: {b: '#', c: [d, \"#\"]} # ratgap: ignore[z]", [("z", 1)]),
        ("# ratgap: ignore[w]\na: b\n  # ratgap: ignore[z]", [("w", 1), ("z", 3)]),
        ("a:\tb # ratgap: ignore[z]", [("z", 1)]),
        ("a: b # ratgap: ignore[z]\r\nc: d # ratgap: ignore[y]\r\n", [("z", 1), ("y", 2)]),
        ("a: «ü» # ratgap: ignore[z]", [("z", 1)]),
        ("a: [1,\n  2, # ratgap: ignore[z]\n  3]", [("z", 2)]),
        ("a: b # bratgap: ignore[z]", []),
    ],
)
def test_where_comments_are(text: str, expected: list[tuple[str, int]]) -> None:
    got = named(text)
    assert [(i.rule, i.where.line) for i in got] == expected
    for ignore in got:
        line = text.split("\n")[ignore.where.line - 1]
        assert line[ignore.where.column - 1 :].startswith(ignore.rule)


def test_a_million_comments_are_not_read() -> None:
    text = "a: b\n" + "# ratgap: ignore[x]\n" * 100_000
    assert len(named(text)) == 1000
