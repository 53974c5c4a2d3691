"""Between two days: who signed, joined or left what, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from ratgap.assess.answer import Answer, Status
from ratgap.assess.events import Event, EventKind, events
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.report import instruments_in
from ratgap.assess.status import answer
from ratgap.assess.totals import record
from ratgap.model import Dataset, Instrument, When
from ratgap.named import NamedTuple, Word


class Transition(Word):
    """From the end of the first day to the end of the last; every cell makes exactly one."""

    CLOSED = "closed"
    """A gap at the start, joined at the end."""
    OPEN = "open"
    """A gap at both ends."""
    JOINED = "joined"
    """Joined at both ends."""
    LEFT = "left"
    """Joined at the start, a gap at the end."""
    NEW_GAP = "new-gap"
    """The instrument or the state came in after the start, and it is a gap at the end."""
    NEW_JOINED = "new-joined"
    """The instrument or the state came in after the start, and it has been joined."""
    WITHDRAWN = "withdrawn"
    """A gap at the start of a state that is not asked for at the end."""
    WITHDRAWN_JOINED = "withdrawn-joined"
    """Joined at the start by a state that is not asked for at the end."""
    LOST = "gap-then-unknown"
    """A gap at the start; at the end the evidence does not tell."""
    FOUND = "unknown-then-gap"
    """At the start the evidence does not tell; a gap at the end."""
    NOT_COMPARABLE = "not-comparable"
    """Unknown at one end or both, and a gap at neither: nothing can be said."""


UNTOLD = (Transition.LOST, Transition.FOUND, Transition.NOT_COMPARABLE)
"""The moves of cells that are unknown at one end or both."""
_MOVES: dict[tuple[str, str], Transition] = {
    ("gap", "joined"): Transition.CLOSED,
    ("gap", "gap"): Transition.OPEN,
    ("gap", "away"): Transition.WITHDRAWN,
    ("gap", "unknown"): Transition.LOST,
    ("joined", "joined"): Transition.JOINED,
    ("joined", "gap"): Transition.LEFT,
    ("joined", "away"): Transition.WITHDRAWN_JOINED,
    ("away", "gap"): Transition.NEW_GAP,
    ("away", "joined"): Transition.NEW_JOINED,
    ("unknown", "gap"): Transition.FOUND,
}


@cache
def move(start: Status | None, end: Status | None) -> Transition:
    """Return what became of a cell; None: the state or the treaty was not there on that day."""
    return _MOVES.get((_side(start), _side(end)), Transition.NOT_COMPARABLE)


def _side(status: Status | None) -> str:
    if status is None:
        return "away"
    if status is Status.UNKNOWN:
        return "unknown"
    return "gap" if status.gap else "joined"


class CellProgress(NamedTuple):
    """One cell at both ends, and what happened in between.

    A status of None: the state was not there or not asked for, or the instrument did not exist,
    on that day. ``known``: the last day, up to the end, of which the evidence tells how it stood.
    """

    state: str
    instrument: str
    move: Transition
    start: Status | None
    end: Status | None
    events: tuple[Event, ...]
    known: date | None = None

    @property
    def could_close(self) -> bool:
        """Whether there was something to join in the interval: not joined before it."""
        return self.end is not None and not (self.start and self.start.joined)


class Progress(NamedTuple):
    """All cells of the states and instruments asked for, from ``start`` to ``end``.

    The gaps at either end are those that a report of that day counts.
    """

    start: date
    end: date
    changes: tuple[CellProgress, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many cells made each move, and the gaps at both ends: see ``tally``."""
        return tally(self.changes, self.end)

    @property
    def known_until(self) -> date | None:
        """The last day of which a list tells who had not joined yet; the end, if of all of them.

        None where no list tells of anybody.
        """
        last = [c.known for c in self.changes if c.could_close and not _covered(c, self.end)]
        return max((day for day in last if day), default=None) if last else self.end

    @property
    def events(self) -> tuple[Event, ...]:
        """Return everything that happened, the earliest first."""
        all_events = [event for change in self.changes for event in change.events]
        return tuple(sorted(all_events, key=lambda e: (e.day.latest, e.state, e.instrument)))

    def by_state(self) -> dict[str, dict[str, int]]:
        """Return the counts of each state, in the order asked for."""
        return self._by(lambda change: change.state)

    def by_instrument(self) -> dict[str, dict[str, int]]:
        """Return the counts of each instrument, in the order of the data."""
        return self._by(lambda change: change.instrument)

    def _by(self, key: Callable[[CellProgress], str]) -> dict[str, dict[str, int]]:
        grouped: dict[str, list[CellProgress]] = {}
        for change in self.changes:
            grouped.setdefault(key(change), []).append(change)
        return {name: tally(cells, self.end) for name, cells in grouped.items()}


def _covered(cell: CellProgress, end: date) -> bool:
    """Whether the evidence tells of the end itself: joined by then, or shown to be outside."""
    return cell.end is not None and (cell.end.joined or cell.known == end)


def tally(cells: Sequence[CellProgress], end: date) -> dict[str, int]:
    """Return how many cells made each move until ``end``, and what else is counted of them.

    Gaps add up: gaps_from - closed - withdrawn - gap_then_unknown + new_gap + left +
    unknown_then_gap = gaps_to. So do ``joinings``, one for each act: those that closed a gap, and
    ``joinings_since``, of what came in since the start. ``untold`` are unknown at one end or
    both; of the ``cells`` that were not joined at the start the evidence tells of the end itself
    for those ``covered``.
    """
    number = Counter(cell.move for cell in cells)
    counts = {kind.value.replace("-", "_"): number[kind] for kind in Transition}
    stays, closed = number[Transition.OPEN], number[Transition.CLOSED]
    gone = closed + number[Transition.WITHDRAWN] + number[Transition.LOST]
    came = number[Transition.NEW_GAP] + number[Transition.LEFT] + number[Transition.FOUND]
    joinings = sum(event.what is EventKind.JOINED for cell in cells for event in cell.events)
    could_close = [cell for cell in cells if cell.could_close]
    return {
        "gaps_from": stays + gone,
        "gaps_to": stays + came,
        **counts,
        "joinings": joinings,
        "joinings_since": joinings - closed,
        "untold": sum(number[move] for move in UNTOLD),
        "cells": len(could_close),
        "covered": sum(_covered(cell, end) for cell in could_close),
    }


def beyond_evidence(counts: Mapping[str, int]) -> bool:
    """Whether of all that could be joined nothing tells how it stood at the end.

    What no list covers was not left undone: nothing is known of it.
    """
    return counts["cells"] > 0 and not counts["covered"]


def share_closed(counts: Mapping[str, int]) -> float | None:
    """Return the share closed of the gaps at the start whose end is known; None without any."""
    known = counts["closed"] + counts["open"]
    return None if beyond_evidence(counts) or not known else counts["closed"] / known


StatesOn = Callable[[date], Sequence[str]]
"""Who is asked for on a day: a group's members may change."""


def _happened(
    dataset: Dataset, start: date, end: date, first: Answer | None, last: Answer | None
) -> tuple[Event, ...]:
    """Return what surely happened after ``start`` and no later than ``end``, the earliest first.

    ``first`` and ``last`` are the answers of both days; None where there was nothing to join.
    """
    known = last or first
    if known is None:
        return ()
    own = events(dataset, known.state, known.instrument)
    # To give notice of a succession is something done; what it changes has its own day.
    own = [*own, *(e._replace(notice=True) for e in own if e.begins and e.notified)]
    # In the interval wherever in its span the day lies.
    surely = [e for e in own if start < e.day.earliest_or_min and e.day.latest <= end]
    outside = first is None or first.status.gap
    if outside and last and not any(event.what is EventKind.JOINED for event in surely):
        surely += _brought(dataset, start, end, first, last)
    return tuple(sorted(surely, key=lambda event: event.day.latest))


def _brought(
    dataset: Dataset, start: date, end: date, first: Answer | None, last: Answer
) -> Iterator[Event]:
    """Yield how a state that had not joined at the start has joined by none of its dated acts.

    Most often by a protocol that brings the treaty along. Its day lies in the interval: before it
    the state was outside, or the treaty or the state was not there.
    """
    if not (last.status.joined and last.consent):
        return
    latest = last.consent.when.latest
    treaty, since = dataset.instruments[last.instrument], dataset.states[last.state].since
    if first is None and latest < max(treaty.adopted, start + timedelta(1)):
        return
    if latest <= start:
        # Who had deposited a protocol without its parent joined that before the protocol bound it.
        bound = last.in_force
        latest = bound.latest if bound and bound.latest > start else end
    bounds = [start + timedelta(1), treaty.adopted, treaty.signature_from, since]
    bounds.append(last.consent.when.earliest)
    for parent in treaty.parents:
        if parent.first:
            periods = record(dataset, last.state, parent.instrument).periods
            bounds += [period.begun.earliest for period in periods[-1:]]
    latest = min(latest, end)
    when = When(min(max(day for day in bounds if day), latest), latest)
    act = last.consent._replace(when=when)
    yield Event(last.state, last.instrument, act, last.in_force, last.through or "")


def progress(
    dataset: Dataset,
    states_on: StatesOn,
    start: date,
    end: date,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | None = DEFAULT_MAX_AGE,
) -> Progress:
    """Return what moved between the end of ``start`` and the end of ``end``.

    Each day is answered as a report of that day answers it, with the same ``max_age``.
    Raises KeyError for an unknown state, scope or basis, ValueError for ``end`` before ``start``.
    """
    if end < start:
        raise ValueError(f"the interval ends ({end}) before it starts ({start})")
    asked = {day: frozenset(states_on(day)) for day in (start, end)}
    # What was adopted by the start was by the end: the last day's instruments are all.
    instruments = instruments_in(dataset, end, scope, basis)

    def stood(state: str, treaty: Instrument, day: date) -> Answer | None:
        if treaty.adopted > day or not dataset.states[state].existed(day):
            return None
        return answer(dataset, state, treaty.id, day, max_age)

    changes = []
    for state in dict.fromkeys((*states_on(start), *states_on(end))):
        for treaty in instruments:
            if not dataset.open_to(state, treaty.id):
                continue
            first, last = stood(state, treaty, start), stood(state, treaty, end)
            before = first.status if first and state in asked[start] else None
            after = last.status if last and state in asked[end] else None
            if before or after:
                happened = _happened(dataset, start, end, first, last)
                moved, until = move(before, after), _known(last, end)
                changes.append(
                    CellProgress(state, treaty.id, moved, before, after, happened, until)
                )
    return Progress(start, end, tuple(changes))


def _known(last: Answer | None, end: date) -> date | None:
    """Return the last day up to ``end`` of which the evidence behind ``last`` tells."""
    if last is None:
        return None
    if last.status.joined and last.consent:
        return min(last.consent.when.latest, end)
    confirmed = last.evidence and last.evidence.confirmed
    return min(confirmed, end) if confirmed else None


def boundaries(start: date, end: date) -> tuple[date, ...]:
    """Return ``start``, the last day of each year in between, and ``end``."""
    years = (date(year, 12, 31) for year in range(start.year, end.year + 1))
    return (start, *(day for day in years if start < day < end), end)
