"""Progress adds up, for any evidence, any two days and any comings and goings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratgap.assess.answer import Status
from ratgap.assess.events import EventKind, events
from ratgap.assess.force import MaxAge
from ratgap.assess.progress import (
    Progress,
    Transition,
    beyond_evidence,
    boundaries,
    progress,
    share_closed,
)
from ratgap.assess.report import Query, report
from ratgap.model import ActKind, Cell, Dataset, Parent
from strategies import STATES, ages, recent, several_cells

pytestmark = pytest.mark.slow

some = st.sets(st.sampled_from(STATES)).map(sorted)


@st.composite
def related(draw: st.DrawFn) -> Dataset:
    """As ``several_cells``, with a parent, with states that came in later, with successions."""
    dataset = draw(several_cells())
    rule = draw(st.sampled_from(["parties-only", "together", "implies"]))
    child = dataset.instruments["t1"]._replace(parents=(Parent("t0", rule),))
    states = {
        code: state._replace(since=draw(st.none() | recent))
        for code, state in dataset.states.items()
    }

    def succeeded(cell: Cell) -> Cell:
        acts = (
            act._replace(kind=ActKind.SUCCESSION, effective=act.when.latest - timedelta(400))
            if act.kind is ActKind.ACCESSION and act.when.exact
            else act
            for act in cell.acts
        )
        return Cell(tuple(acts))

    several = {
        key: succeeded(cell) if draw(st.booleans()) else cell for key, cell in dataset.cells.items()
    }
    instruments = {**dataset.instruments, "t1": child}
    return dataset._replace(instruments=instruments, states=states, cells=several)


def _gaps(dataset: Dataset, states: Sequence[str], day: date, age: MaxAge | None) -> int:
    """Return the gaps that a report of that day counts."""
    found = report(dataset, Query(day, "all", "b", tuple(states), age))
    return sum(state.counts["gap"] for state in found.states)


def _adds_up(counts: dict[str, int]) -> bool:
    gone = counts["closed"] + counts["withdrawn"] + counts["gap_then_unknown"]
    came = counts["new_gap"] + counts["left"] + counts["unknown_then_gap"]
    return counts["gaps_from"] - gone + came == counts["gaps_to"]


@given(related(), st.tuples(recent, recent).map(sorted), some, some, ages)
def test_it_adds_up_to_the_reports_of_both_days(
    dataset: Dataset,
    ends: Sequence[date],
    before: list[str],
    after: list[str],
    age: MaxAge | None,
) -> None:
    start, end = ends
    if start == end:
        after = before

    def members(day: date) -> Sequence[str]:
        return before if day == start else after

    found = progress(dataset, members, start, end, "all", "b", age)
    counts = found.counts
    assert _adds_up(counts)
    assert counts["gaps_from"] == _gaps(dataset, before, start, age)
    assert counts["gaps_to"] == _gaps(dataset, after, end, age)
    for part in (found.by_state(), found.by_instrument()):
        assert all(_adds_up(own) for own in part.values())
        for key, total in counts.items():
            assert sum(own[key] for own in part.values()) == total
    share = share_closed(counts)
    assert share is None or 0 <= share <= 1


@given(several_cells(), st.tuples(recent, recent).map(sorted), ages)
def test_the_years_follow_on_each_other_and_on_the_whole(
    dataset: Dataset, ends: Sequence[date], age: MaxAge | None
) -> None:
    start, end = ends
    bounds = boundaries(start, end)
    parts: list[Progress] = [
        progress(dataset, lambda _: STATES, one, two, "all", "b", age)
        for one, two in pairwise(bounds)
    ]
    for one, two in pairwise(parts):
        assert one.counts["gaps_to"] == two.counts["gaps_from"]
    whole = progress(dataset, lambda _: STATES, start, end, "all", "b", age)
    assert whole.counts["gaps_from"] == parts[0].counts["gaps_from"]
    assert whole.counts["gaps_to"] == parts[-1].counts["gaps_to"]
    told = [e for part in parts for e in part.events]
    assert set(told) <= set(whole.events)


@given(related(), st.tuples(recent, recent).map(sorted), ages)
def test_what_the_head_counts_is_listed(
    dataset: Dataset, ends: Sequence[date], age: MaxAge | None
) -> None:
    start, end = ends
    found = progress(dataset, lambda _: STATES, start, end, "all", "b", age)
    counts = found.counts
    joined = [event for event in found.events if event.what is EventKind.JOINED]
    assert counts["joinings"] == len(joined)
    # Every joining closed a gap of the start, or is one of those that came in since.
    assert 0 <= counts["joinings_since"] == len(joined) - counts["closed"]
    open_at_start = {(c.state, c.instrument) for c in found.changes if c.start and c.start.gap}
    closed = {(c.state, c.instrument) for c in found.changes if c.move is Transition.CLOSED}
    assert closed <= open_at_start & {(event.state, event.instrument) for event in joined}
    assert counts["untold"] == sum(Status.UNKNOWN in (c.start, c.end) for c in found.changes)
    assert 0 <= counts["covered"] <= counts["cells"]
    assert counts["covered"] == counts["cells"] or found.known_until != end
    told = {(e.state, e.instrument, e.act.when.latest) for e in joined}
    for code in STATES:
        for id_ in dataset.instruments:
            for event in events(dataset, code, id_):
                surely = start < event.day.earliest_or_min and event.day.latest <= end
                there = (
                    dataset.states[code].existed(end) and dataset.instruments[id_].adopted <= end
                )
                if surely and there and event.what is EventKind.JOINED:
                    assert (code, id_, event.act.when.latest) in told


@given(several_cells(), st.tuples(recent, recent).map(sorted), ages)
def test_what_no_list_covers_has_no_share(
    dataset: Dataset, ends: Sequence[date], age: MaxAge | None
) -> None:
    start, end = ends
    counts = progress(dataset, lambda _: STATES, start, end, "all", "b", age).counts
    if beyond_evidence(counts):
        assert counts["closed"] == 0
        assert share_closed(counts) is None


@given(related(), st.tuples(recent, recent).map(sorted))
def test_a_closed_gap_has_an_act_that_closed_it(dataset: Dataset, ends: Sequence[date]) -> None:
    start, end = ends
    found = progress(dataset, lambda _: STATES, start, end, "all", "b", None)
    for change in found.changes:
        kinds = {event.what for event in change.events}
        if change.move is Transition.CLOSED:
            assert EventKind.JOINED in kinds
        # Who left a protocol left, as far as is known, what it was party to through it.
        if change.move is Transition.LEFT and change.instrument == "t1":
            assert EventKind.LEFT in kinds
        for event in change.events:
            assert event.day.earliest is not None
            assert start < event.day.earliest <= event.day.latest <= end


@given(several_cells(), recent, ages)
def test_nothing_moves_in_no_time(dataset: Dataset, day: date, age: MaxAge | None) -> None:
    found = progress(dataset, lambda _: STATES, day, day, "all", "b", age)
    still = {Transition.OPEN, Transition.JOINED, Transition.NOT_COMPARABLE}
    assert {change.move for change in found.changes} <= still
    assert found.events == ()
    doubled = dataset._replace(digest="other")
    assert progress(doubled, lambda _: STATES, day, day, "all", "b", age) == found
