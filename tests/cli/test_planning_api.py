"""``import ratgap``: plans, progress, matrices and commitments for programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ratgap

REGIME = Path(__file__).parent.parent / "regime"


@pytest.fixture(scope="module")
def data() -> ratgap.Dataset:
    return ratgap.load_dataset(REGIME)


def test_plan(data: ratgap.Dataset) -> None:
    found = ratgap.plan(data, ["Umber"], as_of=date(1991, 6, 1), deposit_on=date(1993, 1, 10))
    (plan,) = found.plans
    assert [step.instrument.id for step in plan.steps] == ["river-1990", "river-1900", "ferry-1950"]
    assert found.deposit_on == date(1993, 1, 10)


def test_progress(data: ratgap.Dataset) -> None:
    review = ratgap.progress(
        data, ["QM", "QN"], start=date(1900, 6, 1), end=date(1902, 6, 1), by_year=True
    )
    assert review.whole.counts["closed"] == 2
    assert [year.end for year in review.years] == [
        date(1900, 12, 31),
        date(1901, 12, 31),
        date(1902, 6, 1),
    ]
    assert sum(year.counts["closed"] for year in review.years) == 2


def test_a_state_is_not_there_before_it_existed(data: ratgap.Dataset) -> None:

    young = data.states["QS"]._replace(since=date(1992, 3, 6))
    younger = data._replace(states={**data.states, "QS": young})
    review = ratgap.progress(younger, ["QS"], start=date(1990, 1, 1), end=date(2000, 1, 1))
    assert review.states_from == ()
    assert review.whole.counts["gaps_from"] == 0
    assert review.whole.counts["new_gap"] == review.whole.counts["gaps_to"] > 0
    with pytest.raises(ratgap.RequestError, match="nobody"):
        ratgap.progress(younger, ["QS"], start=date(1980, 1, 1), end=date(1990, 1, 1))


def test_matrix_by_gap(data: ratgap.Dataset) -> None:
    found = ratgap.matrix(data, as_of=date(2000, 6, 30), sort="gap")
    gaps = [found.by_state(state.code)["gap"] for state in found.states]
    assert gaps == sorted(gaps, reverse=True)


def test_matrix_by_region() -> None:
    shipped = ratgap.load_dataset()
    found = ratgap.matrix(shipped, groups=["antalya-2004"], as_of=date(2026, 11, 24), sort="region")
    assert [s.code for s in found.states] == ["KG", "KZ", "TJ", "TM", "UZ", "AM", "AZ", "GE", "TR"]


def test_commitments(data: ratgap.Dataset) -> None:
    found = ratgap.commitments(data, as_of=date(2004, 12, 31))
    assert [entry.state.code for entry in found.states] == ["QM", "QN", "QS"]
    assert ratgap.commitments(data, ["QP"]).states[0].commitments == ()
