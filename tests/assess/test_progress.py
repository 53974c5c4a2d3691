"""Progress under the invented regime: every kind of move, and what happened in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from ratgap.assess.events import EventKind
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.progress import (
    CellProgress,
    Progress,
    Transition,
    beyond_evidence,
    boundaries,
    progress,
    share_closed,
)
from ratgap.model import Act, ActKind, Cell, Dataset, When

D = date


def between(
    dataset: Dataset, start: date, end: date, *states: str, max_age: MaxAge | None = None
) -> Progress:
    return progress(dataset, lambda _: states, start, end, "all-rivers", None, max_age)


def change(found: Progress, state: str, instrument: str) -> CellProgress:
    (one,) = [c for c in found.changes if (c.state, c.instrument) == (state, instrument)]
    return one


@pytest.mark.parametrize(
    ("state", "instrument", "start", "end", "expected"),
    [
        ("QM", "river-1900", D(1900, 6, 1), D(1901, 1, 1), Transition.CLOSED),
        ("ON", "river-1900", D(1901, 2, 1), D(1920, 1, 1), Transition.OPEN),
        ("QM", "river-1900", D(1901, 1, 1), D(1920, 1, 1), Transition.JOINED),
        ("QN", "river-1900", D(1950, 1, 1), D(1960, 7, 10), Transition.LEFT),
        ("ON", "lock-1975", D(1970, 1, 1), D(1980, 1, 1), Transition.NEW_GAP),
        ("QM", "lock-1975", D(1970, 1, 1), D(1980, 1, 1), Transition.NEW_JOINED),
        ("ON", "ferry-1950", D(1990, 1, 1), D(2013, 1, 1), Transition.LOST),
        ("QV", "lock-1975", D(1985, 4, 10), D(2013, 1, 1), Transition.NOT_COMPARABLE),
    ],
)
def test_each_move(
    regime: Dataset, state: str, instrument: str, start: date, end: date, expected: Transition
) -> None:
    found = between(regime, start, end, state, max_age=DEFAULT_MAX_AGE)
    assert change(found, state, instrument).move is expected


def test_members_who_come_and_go(regime: Dataset) -> None:
    def members(day: date) -> Sequence[str]:
        return regime.groups["upper-basin"].on(day)

    found = progress(regime, members, D(1998, 1, 1), D(2006, 1, 1), "all-rivers", None, None)
    moves = {(c.state, c.instrument): c.move for c in found.changes}
    assert moves["ON", "ferry-1950"] is Transition.NEW_GAP
    assert moves["QP", "lock-1975"] is Transition.WITHDRAWN_JOINED
    assert moves["QP", "ferry-1950"] is Transition.WITHDRAWN
    assert moves["QU", "ferry-1950"] is Transition.OPEN


def test_what_happened_in_between(regime: Dataset) -> None:
    found = between(regime, D(1900, 5, 1), D(1960, 7, 10), "QM", "QN", "ON")
    told = [
        (str(e.day), e.state, e.instrument, e.what.value, e.act.kind.value) for e in found.events
    ]
    assert told == [
        ("1900-11-01", "QM", "river-1900", "joined", "ratification"),
        ("1901-01-20", "ON", "river-1900", "signed", "signature"),
        ("1901-02-10", "QN", "river-1900", "joined", "ratification"),
        ("1950-03-01", "QM", "ferry-1950", "signed", "signature"),
        ("1950-08-08", "QM", "ferry-1950", "joined", "ratification"),
        ("1960-07-10", "QN", "river-1900", "left", "denunciation"),
    ]
    assert found.events[-1].notified == When.on(D(1960, 1, 10))
    assert all(event.act.sources for event in found.events)


def test_a_treaty_that_a_protocol_brings_along_was_joined_by_that_act(regime: Dataset) -> None:
    found = between(regime, D(1991, 1, 1), D(1993, 1, 1), "QU")
    one = change(found, "QU", "river-1900")
    assert one.move is Transition.CLOSED
    (event,) = one.events
    assert (event.what, event.through, str(event.day)) == (
        EventKind.JOINED,
        "river-1990",
        "1992-02-02",
    )


def test_an_act_that_may_lie_outside_did_not_surely_happen(regime: Dataset) -> None:
    def told(start: date) -> list[str]:
        found = between(regime, start, D(2001, 1, 1), "QP")
        return [str(e.day) for e in found.events if e.instrument == "river-1900"]

    assert told(D(1921, 6, 1)) == []
    assert told(D(1920, 12, 31)) == ["1921-01-01..2000-06-30"]


def test_a_span_that_starts_with_the_adoption_lies_after_a_day_before_it(regime: Dataset) -> None:
    named = Act(ActKind.CONSENT, When.by(D(2000, 6, 30)), ("ledger-2000",))
    cells = {**regime.cells, ("QO", "ferry-1950"): Cell((named,))}
    found = between(regime._replace(cells=cells), D(1949, 1, 1), D(2001, 1, 1), "QO")
    one = change(found, "QO", "ferry-1950")
    assert one.move is Transition.NEW_JOINED
    assert [str(e.day) for e in one.events] == ["1950-03-01..2000-06-30"]
    counts = found.by_instrument()["ferry-1950"]
    assert (counts["joinings"], counts["joinings_since"], counts["closed"]) == (1, 1, 0)


def test_a_state_that_came_into_being_since_had_no_gap(regime: Dataset) -> None:
    born = D(1960, 5, 5)
    young = regime.states["QO"]._replace(since=born)
    act = Act(ActKind.SUCCESSION, When.on(D(1963, 2, 2)), ("ledger-2000",), effective=born)
    data = regime._replace(
        states={**regime.states, "QO": young},
        cells={**regime.cells, ("QO", "river-1900"): Cell((act,))},
    )
    # It was bound from the day of the succession, notified only after the last day.
    found = between(data, D(1960, 1, 1), D(1961, 1, 1), "QO")
    one = change(found, "QO", "river-1900")
    assert (one.start, one.move) == (None, Transition.NEW_JOINED)
    (event,) = one.events
    assert (event.day, event.notified) == (When.on(born), act.when)
    counts = found.counts
    assert (counts["gaps_from"], counts["joinings"], counts["joinings_since"]) == (0, 1, 1)


def test_what_no_list_covers_was_not_left_undone(regime: Dataset) -> None:
    # Of Onland the ledger of 2000 is the last that tells.
    known = between(regime, D(1990, 1, 1), D(1999, 12, 31), "ON")
    assert known.counts["covered"] == known.counts["cells"] > 0
    assert (known.known_until, share_closed(known.counts)) == (known.end, 0.0)
    found = between(regime, D(2001, 1, 1), D(2002, 1, 1), "ON")
    counts = found.by_instrument()["river-1900"]
    assert (counts["open"], counts["cells"], counts["covered"]) == (1, 1, 0)
    assert beyond_evidence(counts)
    assert share_closed(counts) is None


def test_gaps_at_both_ends_and_the_share_closed(regime: Dataset) -> None:
    found = between(regime, D(1900, 6, 1), D(1901, 6, 1), "QM", "QN", "QO", "ON")
    counts = found.counts
    assert (counts["gaps_from"], counts["closed"], counts["open"], counts["gaps_to"]) == (
        4,
        2,
        2,
        2,
    )
    assert share_closed(counts) == 0.5
    assert found.by_state()["QM"]["closed"] == 1
    assert found.by_instrument()["river-1900"] == counts
    assert share_closed(between(regime, D(1899, 1, 1), D(1899, 6, 1), "QM").counts) is None


def test_left_and_joined_again(regime: Dataset) -> None:
    cell = regime.cells["QN", "river-1900"]
    again = Act(ActKind.ACCESSION, When.on(D(1970, 5, 5)), ("ledger-2000",))
    cells = {**regime.cells, ("QN", "river-1900"): cell._replace(acts=(*cell.acts, again))}
    found = between(regime._replace(cells=cells), D(1950, 1, 1), D(1975, 1, 1), "QN")
    one = change(found, "QN", "river-1900")
    assert one.move is Transition.JOINED
    assert [e.what.value for e in one.events] == ["left", "joined"]


def test_boundaries_of_years() -> None:
    assert boundaries(D(2004, 2, 25), D(2006, 7, 10)) == (
        D(2004, 2, 25),
        D(2004, 12, 31),
        D(2005, 12, 31),
        D(2006, 7, 10),
    )
    assert boundaries(D(2004, 12, 31), D(2005, 12, 31)) == (D(2004, 12, 31), D(2005, 12, 31))
    assert boundaries(D(2004, 1, 1), D(2004, 1, 1)) == (D(2004, 1, 1), D(2004, 1, 1))


def test_an_interval_runs_forward(regime: Dataset) -> None:
    with pytest.raises(ValueError, match="ends"):
        between(regime, D(2004, 1, 2), D(2004, 1, 1), "QM")
