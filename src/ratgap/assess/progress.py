"""Between two days: who signed, joined or left what, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ratgap.assess.answer import Answer, Status
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.report import instruments_in
from ratgap.assess.status import answer
from ratgap.assess.totals import record
from ratgap.model import Act, ActKind, Dataset, When


class Transition(StrEnum):
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


def tally(moves: Iterable[Transition]) -> dict[str, int]:
    """Return how many cells made each move, and the gaps at both ends.

    It adds up: gaps_from - closed - withdrawn - gap_then_unknown + new_gap + left +
    unknown_then_gap = gaps_to.
    """
    number = Counter(moves)
    counts = {kind.value.replace("-", "_"): number[kind] for kind in Transition}
    stays = number[Transition.OPEN]
    gone = number[Transition.CLOSED] + number[Transition.WITHDRAWN] + number[Transition.LOST]
    came = number[Transition.NEW_GAP] + number[Transition.LEFT] + number[Transition.FOUND]
    return {"gaps_from": stays + gone, "gaps_to": stays + came, **counts}


def share_closed(counts: dict[str, int]) -> float | None:
    """Return the share closed of the gaps at the start whose end is known; None without any."""
    known = counts["closed"] + counts["open"]
    return counts["closed"] / known if known else None


class EventKind(StrEnum):
    """What happened."""

    SIGNED = "signed"
    JOINED = "joined"
    LEFT = "left"


class Event(NamedTuple):
    """One act of one state on one instrument, as the merged evidence tells it.

    ``effect`` is the day from which the treaty binds the state, or no longer binds it; None for
    a signature, and while the treaty itself is not in force. ``through``: the act was done on
    that protocol, which makes the state a party to this treaty as amended.
    """

    state: str
    instrument: str
    act: Act
    effect: When | None = None
    through: str = ""

    @property
    def what(self) -> EventKind:
        """What the state did."""
        if self.act.kind is ActKind.DENUNCIATION:
            return EventKind.LEFT
        return EventKind.SIGNED if self.act.kind is ActKind.SIGNATURE else EventKind.JOINED

    @property
    def day(self) -> When:
        """The day of signature or of deposit, or from which one that left is no longer bound."""
        return self.effect if self.notified and self.effect else self.act.when

    @property
    def notified(self) -> When | None:
        """The day on which one that left gave its notice: it is bound until that has run out."""
        return self.act.when if self.act.kind is ActKind.DENUNCIATION else None


class Since(NamedTuple):
    """What is new after ``start`` (exclusive) up to ``end`` (inclusive).

    ``certain`` are the acts of a known day, in order of days; ``possible`` are those whose day is
    known only to a span of which a part lies in between.
    """

    start: date
    end: date
    certain: tuple[Event, ...]
    possible: tuple[Event, ...]


class CellProgress(NamedTuple):
    """One cell at both ends, and what happened in between.

    A status of None: the state was not asked for, or the instrument did not exist, on that day.
    """

    state: str
    instrument: str
    move: Transition
    start: Status | None
    end: Status | None
    events: tuple[Event, ...]


class Progress(NamedTuple):
    """All cells of the states and instruments asked for, from ``start`` to ``end``.

    The gaps at either end are those that a report of that day counts.
    """

    start: date
    end: date
    changes: tuple[CellProgress, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many cells made each move, and the gaps at both ends."""
        return tally(change.move for change in self.changes)

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
        grouped: dict[str, list[Transition]] = {}
        for change in self.changes:
            grouped.setdefault(key(change), []).append(change.move)
        return {name: tally(moves) for name, moves in grouped.items()}


Members = Callable[[date], Sequence[str]]
"""Who is asked for on a day: a group's members may change."""


def events(dataset: Dataset, state: str, instrument: str) -> list[Event]:
    """Return each act of a state on an instrument once, as the engine merges what sources tell."""
    key = (Event, state, instrument)
    known = dataset.memo.get(key)
    if not isinstance(known, list):
        known = dataset.memo[key] = list(_events(dataset, state, instrument))
    return known


def _events(dataset: Dataset, state: str, instrument: str) -> Iterator[Event]:
    merged = record(dataset, state, instrument)
    if merged.signature:
        yield Event(state, instrument, merged.signature)
    for period in merged.periods:
        yield Event(state, instrument, period.consent, period.in_force)
        if period.denunciation:
            leaving = period.denunciation
            yield Event(state, instrument, leaving.act, When.on(leaving.day))


def since(dataset: Dataset, start: date, end: date, states: Container[str] | None = None) -> Since:
    """Return the acts of ``states`` (None: of all) after ``start``, up to and including ``end``.

    Claims set aside, and those by sources of low trust alone, do not come. Raises ValueError for
    ``end`` before ``start``.
    """
    if end < start:
        raise ValueError(f"{end} comes before {start}")
    codes = sorted(code for code in dataset.states if states is None or code in states)
    within = [
        event
        for instrument in dataset.instruments
        for code in codes
        for event in events(dataset, code, instrument)
        if start < event.act.when.latest and event.act.when.earliest_or_min <= end
    ]
    # Of one day: in the order of instruments and codes, in which they come.
    within.sort(key=lambda event: event.act.when.latest)
    certain = tuple(event for event in within if event.act.when.exact)
    return Since(start, end, certain, tuple(e for e in within if not e.act.when.exact))


def _happened(
    dataset: Dataset, state: str, instrument: str, start: date, end: date, last: Answer | None
) -> tuple[Event, ...]:
    """Return what surely happened after ``start`` and no later than ``end``, the earliest first.

    ``last`` is the answer at the end: it tells of a protocol that brought the treaty along.
    """
    own = events(dataset, state, instrument)
    if last and last.through and last.consent:
        own = [*own, Event(state, instrument, last.consent, last.in_force, last.through)]
    # In the interval wherever in its span the day lies.
    surely = [e for e in own if start < e.day.earliest_or_min and e.day.latest <= end]
    return tuple(sorted(surely, key=lambda event: event.day.latest))


def progress(
    dataset: Dataset,
    members: Members,
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
    asked = {day: frozenset(members(day)) for day in (start, end)}
    there = {i.id for i in instruments_in(dataset, start, scope, basis)}

    def stood(state: str, instrument: str, day: date) -> Answer | None:
        if state not in asked[day] or (day == start and instrument not in there):
            return None
        return answer(dataset, state, instrument, day, max_age)

    changes = []
    # What was adopted by the start was by the end: the last day's instruments are all.
    instruments = instruments_in(dataset, end, scope, basis)
    for state in dict.fromkeys((*members(start), *members(end))):
        for id_ in (i.id for i in instruments if dataset.open_to(state, i.id)):
            first, last = stood(state, id_, start), stood(state, id_, end)
            if first or last:
                before, after = first and first.status, last and last.status
                happened = _happened(dataset, state, id_, start, end, last)
                moved = move(before, after)
                changes.append(CellProgress(state, id_, moved, before, after, happened))
    return Progress(start, end, tuple(changes))


def boundaries(start: date, end: date) -> tuple[date, ...]:
    """Return ``start``, the last day of each year in between, and ``end``."""
    years = (date(year, 12, 31) for year in range(start.year, end.year + 1))
    return (start, *(day for day in years if start < day < end), end)
