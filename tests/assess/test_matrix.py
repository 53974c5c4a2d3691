"""Matrices under the invented regime."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ratgap.assess.answer import Status
from ratgap.assess.report import Matrix, Query, matrix, report
from ratgap.model import Dataset

DAY = date(2000, 6, 30)
FOUR = ("QM", "QN", "QO", "QS")


def asked(dataset: Dataset, *states: str, day: date = DAY) -> Matrix:
    return matrix(dataset, Query(day, "all-rivers", None, states, None))


def test_a_cell_is_the_answer_of_that_day_and_empty_where_it_is_not_open(regime: Dataset) -> None:
    found = asked(regime, "QM", "QN", "RIVCOM")
    assert [i.id for i in found.instruments] == [
        "river-1900",
        "ferry-1950",
        "lock-1975",
        "river-1990",
    ]
    assert found.status("QM", "river-1900") is Status.PARTY
    assert found.status("QN", "river-1900") is Status.NONE
    assert found.status("RIVCOM", "river-1900") is None
    assert found.status("RIVCOM", "lock-1975") is Status.PARTY


def test_rows_and_columns_add_up(regime: Dataset) -> None:
    found = asked(regime, *FOUR)
    for key in ("gap", "party", "none", "unknown"):
        rows = sum(found.by_state(s.code)[key] for s in found.states)
        columns = sum(found.by_instrument(i.id)[key] for i in found.instruments)
        assert rows == columns
    counts = report(regime, found.query).states[0].counts
    assert found.by_state("QM") == counts


def test_reach_is_of_all_states_whoever_is_asked_for(regime: Dataset) -> None:
    one, all_four = asked(regime, "QM"), asked(regime, *FOUR)
    assert one.reach == all_four.reach
    assert {r.states for r in one.reach} == {9}
    river = next(r for r in one.reach if r.instrument.id == "river-1900")
    assert (river.outside, river.unknown) == (("ON", "QN", "QV"), ())
    assert (river.joined, river.most) == (6, 3)
    assert one.reach[0] == river
    (*_, dredge) = asked(regime, "QM", day=date(2013, 3, 31)).reach
    # Four are no party to the Lock Convention, which who joins the Dredging Protocol joins (8(3)).
    assert (dredge.joined, len(dredge.unknown), dredge.most) == (1, 4, 8)
    assert dredge.outside == ("ON", "QN", "QR", "QS")


def test_the_last_outside(regime: Dataset) -> None:
    found = asked(regime, "QM")
    assert [r.instrument.id for r in found.last_outside(3)] == ["river-1900"]
    assert [r.instrument.id for r in found.last_outside(4)] == ["river-1900", "lock-1975"]
    assert found.last_outside(2) == ()


@given(day=st.dates(date(1890, 1, 1), date(2030, 1, 1)))
def test_every_state_is_joined_outside_or_unknown(regime: Dataset, day: date) -> None:
    codes = tuple(c for c, s in regime.states.items() if not s.former)
    found = asked(regime, *codes, day=day)
    for reach in found.reach:
        assert 0 <= reach.joined <= reach.states
        assert not set(reach.outside) & set(reach.unknown)
        column = found.by_instrument(reach.instrument.id)
        assert sum(column[s.value] for s in Status) >= reach.states


def test_a_status_is_found_by_its_word(regime: Dataset) -> None:
    words: set[str | None] = {asked(regime, "QM").status("QM", "river-1900")}
    assert "party" in words
