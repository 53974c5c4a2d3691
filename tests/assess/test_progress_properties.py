"""Progress adds up, for any evidence, any two days and any comings and goings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ratgap.assess.force import MaxAge
from ratgap.assess.progress import EventKind, Progress, Transition, boundaries, progress
from ratgap.assess.report import Query, report
from ratgap.model import (
    Act,
    ActKind,
    Basis,
    Cell,
    Clause,
    ClauseKind,
    Column,
    Dataset,
    EntryIntoForce,
    Instrument,
    Reading,
    Scope,
    Source,
    State,
    When,
)

FIRST, LAST = date(1990, 1, 1), date(2020, 12, 31)
days = st.dates(FIRST, LAST)
STATES = ("AA", "BB", "CC")
IDS = ("t0", "t1")


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    acts = []
    for _ in range(draw(st.integers(0, 2))):
        latest = draw(days)
        earliest = draw(st.none() | st.just(latest) | st.just(latest - timedelta(200)))
        acts.append(Act(ActKind.ACCESSION, When(earliest, latest), ("roll",)))
    if draw(st.booleans()):
        acts.append(Act(ActKind.SIGNATURE, When.on(draw(days)), ("roll",)))
    if draw(st.booleans()):
        gone = draw(days)
        acts.append(Act(ActKind.DENUNCIATION, When.on(gone), ("roll",), effective=gone))
    return Cell(tuple(acts))


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    treaties = {
        id_: Instrument(
            id_,
            id_,
            draw(days),
            Clause(ClauseKind.DAYS_AFTER, 30),
            signature_from=FIRST,
            entry=EntryIntoForce(draw(st.none() | days)),
            bases=("b",),
            scopes=("all",),
        )
        for id_ in IDS
    }
    readings = {}
    for id_ in IDS:
        until = draw(st.none() | days)
        readings[id_] = Reading(
            "list", id_, When.on(until or LAST), frozenset({Column.CONSENTS}), until
        )
    sources = {
        "list": Source("list", "List", readings=readings),
        "roll": Source(
            "roll", "Roll", readings={i: Reading("roll", i, When.on(LAST)) for i in IDS}
        ),
    }
    return Dataset(
        treaties,
        {code: State(code) for code in STATES},
        sources,
        bases={"b": Basis("b", "b", "")},
        scopes={"all": Scope("all", "all")},
        cells={(code, id_): draw(cells()) for code in STATES for id_ in IDS},
    )


ages = st.none() | st.builds(MaxAge, st.integers(0, 15), st.just("y"))
some = st.sets(st.sampled_from(STATES)).map(sorted)


def _gaps(dataset: Dataset, states: Sequence[str], day: date, age: MaxAge | None) -> int:
    """Return the gaps that a report of that day counts."""
    found = report(dataset, Query(day, "all", "b", tuple(states), age))
    return sum(state.counts["gap"] for state in found.states)


def _adds_up(counts: dict[str, int]) -> bool:
    gone = counts["closed"] + counts["withdrawn"] + counts["gap_then_unknown"]
    came = counts["new_gap"] + counts["left"] + counts["unknown_then_gap"]
    return counts["gaps_from"] - gone + came == counts["gaps_to"]


@given(datasets(), st.tuples(days, days).map(sorted), some, some, ages)
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
    if found.share_closed is not None:
        assert 0 <= found.share_closed <= 1


@given(datasets(), st.tuples(days, days).map(sorted), ages)
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


@given(datasets(), st.tuples(days, days).map(sorted))
def test_a_closed_gap_has_an_act_that_closed_it(dataset: Dataset, ends: Sequence[date]) -> None:
    start, end = ends
    found = progress(dataset, lambda _: STATES, start, end, "all", "b", None)
    for change in found.changes:
        kinds = {event.what for event in change.events}
        if change.move is Transition.CLOSED:
            assert EventKind.JOINED in kinds
        if change.move is Transition.LEFT:
            assert EventKind.LEFT in kinds
        for event in change.events:
            assert event.day.earliest is not None
            assert start < event.day.earliest <= event.day.latest <= end


@given(datasets(), days, ages)
def test_nothing_moves_in_no_time(dataset: Dataset, day: date, age: MaxAge | None) -> None:
    found = progress(dataset, lambda _: STATES, day, day, "all", "b", age)
    still = {Transition.OPEN, Transition.JOINED, Transition.NOT_COMPARABLE}
    assert {change.move for change in found.changes} <= still
    assert found.events == ()
    doubled = dataset._replace(digest="other")
    assert progress(doubled, lambda _: STATES, day, day, "all", "b", age) == found
