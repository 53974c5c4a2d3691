"""Between two days: who joined, signed or left what, and what is still open (seed paragraph 16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ratgap.assess.age import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.answer import Answer, Status
from ratgap.assess.happening import Event, events
from ratgap.assess.moves import Move, move, share_closed, tally
from ratgap.assess.report import instruments_in
from ratgap.assess.status import answer
from ratgap.model import Dataset

Members = Callable[[date], Sequence[str]]
"""Who is asked for on a day: a group's members may change."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell at both ends, and what happened in between.

    A status of None: the state was not asked for, or the instrument did not exist, on that day.
    """

    state: str
    instrument: str
    move: Move
    start: Status | None
    end: Status | None
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """All cells of the states and instruments asked for, from ``start`` to ``end``.

    The gaps at either end are those that a report of that day counts.
    """

    start: date
    end: date
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many cells made each move, and the gaps at both ends."""
        return tally(change.move for change in self.changes)

    @property
    def share_closed(self) -> float | None:
        """Return the share closed of the gaps at the start whose end is known."""
        return share_closed(self.counts)

    @property
    def events(self) -> tuple[Event, ...]:
        """Return everything that happened, the earliest first."""
        found = [event for change in self.changes for event in change.events]
        return tuple(sorted(found, key=lambda e: (e.day.latest, e.state, e.instrument)))

    def by_state(self) -> dict[str, dict[str, int]]:
        """Return the counts of each state, in the order asked for."""
        return self._by(lambda change: change.state)

    def by_instrument(self) -> dict[str, dict[str, int]]:
        """Return the counts of each instrument, in the order of the data."""
        return self._by(lambda change: change.instrument)

    def _by(self, key: Callable[[Change], str]) -> dict[str, dict[str, int]]:
        grouped: dict[str, list[Move]] = {}
        for change in self.changes:
            grouped.setdefault(key(change), []).append(change.move)
        return {name: tally(moves) for name, moves in grouped.items()}


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
    sides = tuple(
        _Side(dataset, day, frozenset(members(day)), scope, basis, max_age) for day in (start, end)
    )
    states = dict.fromkeys((*members(start), *members(end)))
    changes = [
        change
        for instrument in instruments_in(dataset, end, scope, basis)
        for state in states
        if dataset.open_to(state, instrument.id)
        for change in _change(dataset, state, instrument.id, *sides)
    ]
    rank = {state: n for n, state in enumerate(states)}
    return Progress(start, end, tuple(sorted(changes, key=lambda c: rank[c.state])))


def boundaries(start: date, end: date) -> tuple[date, ...]:
    """Return ``start``, the last day of each year in between, and ``end``."""
    years = (date(year, 12, 31) for year in range(start.year, end.year + 1))
    return (start, *(day for day in years if start < day < end), end)


class _Side:
    """How the states stood at one end of the interval."""

    def __init__(
        self,
        dataset: Dataset,
        day: date,
        states: frozenset[str],
        scope: str | None,
        basis: str | None,
        max_age: MaxAge | None,
    ) -> None:
        self.dataset = dataset
        self.day = day
        self.states = states
        self.instruments = {i.id for i in instruments_in(dataset, day, scope, basis)}
        self.max_age = max_age

    def answer(self, state: str, instrument: str) -> Answer | None:
        """Return how ``state`` stood; None where there was nothing to ask."""
        if state not in self.states or instrument not in self.instruments:
            return None
        return answer(self.dataset, state, instrument, self.day, self.max_age)


def _change(
    dataset: Dataset, state: str, instrument: str, first: _Side, last: _Side
) -> Iterator[Change]:
    before, after = first.answer(state, instrument), last.answer(state, instrument)
    if before is None and after is None:
        return
    happened = events(dataset, state, instrument, first.day, last.day, after)
    one, two = (found.status if found else None for found in (before, after))
    yield Change(state, instrument, move(one, two), one, two, happened)
