"""Commitments and reports as they stood on a day."""

from __future__ import annotations

from datetime import date

from ratgap.assess.commitments import (
    CommitmentStatus,
    StateCommitments,
    commitments,
    committed_states,
    known_by,
    years_since,
)
from ratgap.model import Dataset

D = date


def of(dataset: Dataset, state: str, day: date) -> StateCommitments:
    (found,) = commitments(dataset, day, [state])
    return found


def standing(dataset: Dataset, day: date) -> list[CommitmentStatus]:
    return [s for _, s in of(dataset, "QM", day).commitments]


def test_a_commitment_stands_as_its_document_and_its_outcomes_tell(regime: Dataset) -> None:
    assert standing(regime, D(2001, 3, 3)) == [CommitmentStatus.OPEN, CommitmentStatus.OPEN]
    assert standing(regime, D(2001, 3, 4)) == [CommitmentStatus.DOCUMENTED, CommitmentStatus.OPEN]
    assert standing(regime, D(2030, 1, 1)) == [CommitmentStatus.DOCUMENTED, CommitmentStatus.OPEN]


def test_only_a_due_day_of_the_document_can_pass(regime: Dataset) -> None:
    sedge = [of(regime, "QS", day).commitments[0][1] for day in (D(2002, 6, 30), D(2002, 7, 1))]
    assert sedge == [CommitmentStatus.OPEN, CommitmentStatus.DUE_PASSED]
    first, *others = regime.commitments
    undone = regime._replace(commitments=(first._replace(outcomes=()), *others))
    assert standing(undone, D(2001, 12, 31))[0] is CommitmentStatus.OPEN
    assert standing(undone, D(2002, 1, 1))[0] is CommitmentStatus.DUE_PASSED


def test_nothing_is_told_of_before_its_day(regime: Dataset) -> None:
    early = of(regime, "QM", D(2000, 4, 11))
    assert (early.commitments, early.reports, early.last_report) == ((), (), None)
    assert len(of(regime, "QM", D(2000, 4, 12)).commitments) == 2
    survey = regime.commitments[1]
    assert known_by(survey.related, D(1990, 1, 1)) == survey.related


def test_the_last_report_and_how_long_ago(regime: Dataset) -> None:
    found = of(regime, "QM", D(2004, 12, 31))
    assert [r.ordinal for r in found.reports] == [1, 2]
    last = found.last_report
    assert last is not None
    assert last.symbol == "RC/2003"
    assert years_since(last, D(2004, 12, 31)) == 1.0
    undated = of(regime, "QN", D(2004, 12, 31))
    assert len(undated.reports) == 1
    assert undated.last_report is None
    assert years_since(undated.reports[0], D(2004, 12, 31)) is None
    assert of(regime, "QM", D(2003, 6, 1)).last_report == regime.reports[0]


def test_who_has_declared_or_reported(regime: Dataset) -> None:
    assert committed_states(regime) == ("QM", "QN", "QS")
