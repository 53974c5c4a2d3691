"""Commitments, reports and declarations as they are read, and what is wrong with them, in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ratgap.model import Dataset, Outcome, When

from .reading import read

Make = Callable[..., Dataset]
Folder = Callable[..., Path]

PLEDGE = "{state: QA, text: Do it, document: roll, place: first line, kind: undertaking}"


def test_a_commitment_keeps_its_place_due_day_and_outcomes(regime: Dataset) -> None:
    sent, survey, join = regime.commitments
    assert (sent.state, sent.kind, sent.to) == ("QM", "undertaking", ("River Commission",))
    assert (sent.document, sent.place) == ("ledger-2000", "Pledge of Marrow, first sentence")
    assert sent.due == When(date(2001, 1, 1), date(2001, 12, 31))
    assert sent.outcomes == (
        Outcome("The law was sent", ("bulletin-2013",), When.on(date(2001, 3, 4))),
    )
    assert survey.due is None
    assert survey.outcomes == ()
    assert survey.related[0].when is None
    assert join.due == When.by(date(2002, 6, 30))
    assert (join.where.line, join.where.column) == (22, 5)


def test_a_report_may_lack_a_day_an_ordinal_and_a_symbol(regime: Dataset) -> None:
    first, second, other = regime.reports
    assert (first.ordinal, first.symbol, first.when) == (1, "RC/2001/3", When.on(date(2001, 2, 3)))
    assert second.when == When(date(2003, 1, 1), date(2003, 12, 31))
    assert (other.ordinal, other.symbol, other.when, other.basis) == (None, "", None, "")


def test_the_file_may_be_missing_or_hold_one_list_only(dataset: Make) -> None:
    assert dataset().commitments == ()
    assert len(dataset(commitments=f"commitments: [{PLEDGE}]\n").commitments) == 1
    only = "reports:\n  - {state: QA, body: Board, sources: [roll]}\n"
    assert dataset(commitments=only).reports[0].body == "Board"


def test_declarations_that_were_read_and_that_were_not(regime: Dataset) -> None:
    tolls, arbitration = regime.instruments["river-1900"].declarations or ()
    assert (tolls.required, tolls.article, tolls.when) == (True, "7(2)", "on joining")
    assert not arbitration.required
    assert not tolls.organisations_only
    (competence,) = regime.instruments["lock-1975"].declarations or ()
    assert competence.organisations_only
    assert regime.instruments["river-1990"].declarations == ()
    assert regime.instruments["river-1990"].declarations_read == "the whole text"
    assert regime.instruments["ferry-1950"].declarations is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("commitments: {}", "1:14: shape-type: a list is expected, not keys and values"),
        ("commitment: []", "1:1: shape-unknown-key: there is no key commitment here"),
        ("commitments: [word]", "1:15: shape-type: keys and values are expected, not word"),
        (
            "commitments:\n  - {state: QA, text: Do it, document: roll, kind: undertaking}",
            "2:5: shape-missing-key: the key place is missing",
        ),
        (
            f"commitments:\n  - {PLEDGE.replace('undertaking', 'undertakin')}",
            "2:71: shape-choice: undertakin is not known here",
        ),
        (
            f"commitments:\n  - {PLEDGE.replace('QA', 'QX')}",
            "2:13: unknown-state: there is no state QX",
        ),
        (
            f"commitments:\n  - {PLEDGE.replace('roll', 'rol')}",
            "2:40: unknown-source: there is no source rol",
        ),
        (
            f"commitments:\n  - {PLEDGE.replace('}', ', due: soon}')}",
            "2:89: shape-day: soon is no day or span of days",
        ),
        (
            f"commitments:\n  - {PLEDGE.replace('}', ', outcomes: [{text: a, sources: [b]}]}')}",
            "2:115: unknown-source: there is no source b",
        ),
        (
            "reports:\n  - {state: QA, body: Board, sources: []}",
            "2:39: shape-empty: nothing is written here",
        ),
        (
            "reports:\n  - {state: QA, body: Board, basis: cal, sources: [roll]}",
            "2:37: unknown-basis: there is no basis cal",
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    data_folder: Folder, text: str, expected: str
) -> None:
    found, problems = read(data_folder(commitments=text + "\n"))
    assert found is None
    told = [str(problem).partition("commitments.yaml:")[2] for problem in problems]
    assert [line.startswith(expected) for line in told] == [True], told


def test_one_wrong_key_hides_no_other_problem(data_folder: Folder) -> None:
    text = f"commitments:\n  - {PLEDGE.replace('QA', 'QX').replace('}', ', due: soon}')}\n"
    _, problems = read(data_folder(commitments=text))
    assert [problem.rule for problem in problems] == ["unknown-state", "shape-day"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("short: low", "shape-text"),
        ("declarations: [{text: a, article: '1', source: roll}]", "shape-missing-key"),
        ("declarations: [{text: a, article: '1', required: false, source: rol}]", "unknown-source"),
        (
            "declarations: [{text: a, article: '1', required: true, source: roll-1920, for: us}]",
            "shape-choice",
        ),
    ],
)
def test_what_is_wrong_with_an_instruments_declarations(
    regime_folder: Path, line: str, expected: str
) -> None:
    path = regime_folder / "instruments.yaml"
    text = path.read_text("utf-8").replace(
        "    adopted: 1950-03-01\n", f"    adopted: 1950-03-01\n    {line}\n"
    )
    path.write_text(text.replace("roll}", "roll-1920}"), "utf-8")
    _, problems = read(regime_folder)
    assert [problem.rule for problem in problems] == [expected]


def test_the_shipped_declarations_and_regions_are_whole(shipped: Dataset) -> None:
    data = shipped
    assert all(treaty.declarations_read for treaty in data.instruments.values())
    codes = [treaty.short for treaty in data.instruments.values()]
    assert all(codes)
    assert len(set(codes)) == len(codes)
    regions = [group for group in data.groups.values() if group.kind == "region"]
    placed = [member.state for group in regions for member in group.members]
    assert len(placed) == len(set(placed))
    states = {c for c, s in data.states.items() if s.kind == "state" and not s.former}
    assert set(placed) == states
