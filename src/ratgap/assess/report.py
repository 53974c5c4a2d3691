"""How states stand under instruments on a day: the gap report, the matrix, each one's members.

A gap exists on a basis, never in the void: a query names a scope and, mostly, a basis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ratgap.assess.answer import Answer, Status
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.status import answer
from ratgap.model import Dataset, Instrument, State


class Query(NamedTuple):
    """What was asked: the day (inclusive), scope, basis (None: any), states, evidence age."""

    as_of: date
    scope: str
    basis: str | None
    states: tuple[str, ...]
    max_age: MaxAge | None = DEFAULT_MAX_AGE


class InstrumentAnswer(NamedTuple):
    """How one state stands under one instrument that it was asked about."""

    instrument: Instrument
    answer: Answer

    @property
    def gap(self) -> bool:
        """Whether the state still has to join: it is in scope and on the basis asked."""
        return self.answer.status.gap


class StateReport(NamedTuple):
    """One state's instruments: gaps first, then unknown, joined; else in the order of the data."""

    state: State
    instruments: tuple[InstrumentAnswer, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many instruments have each status, and how many are gaps."""
        return counts(entry.answer.status for entry in self.instruments)


class Report(NamedTuple):
    """The answer to a Query."""

    query: Query
    states: tuple[StateReport, ...]


class InstrumentSummary(NamedTuple):
    """How states stand under one instrument: the status of each code, in the order of the data."""

    instrument: Instrument
    statuses: dict[str, Status]

    @property
    def members(self) -> dict[Status, tuple[str, ...]]:
        """Return the codes by status, in the order of the data."""
        by_status: dict[Status, list[str]] = {status: [] for status in Status}
        for code, status in self.statuses.items():
            by_status[status].append(code)
        return {status: tuple(codes) for status, codes in by_status.items()}

    @property
    def counts(self) -> dict[str, int]:
        """Return how many states and organisations have each status."""
        return {status.value: len(codes) for status, codes in self.members.items()}

    @property
    def states(self) -> int:
        """Return how many were looked at."""
        return len(self.statuses)

    @property
    def joined(self) -> int:
        """Return how many have surely joined."""
        return sum(status.joined for status in self.statuses.values())

    @property
    def outside(self) -> tuple[str, ...]:
        """Return those that surely have not joined."""
        return tuple(code for code, status in self.statuses.items() if status.gap)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return those of which it is not known whether they have joined."""
        return self.members[Status.UNKNOWN]

    @property
    def most(self) -> int:
        """Return how many are outside at most: surely, or possibly since nothing is known."""
        return self.states - self.joined


class Matrix(NamedTuple):
    """The answers by state and instrument; no answer where the instrument is not open to one.

    ``reach`` tells how near each treaty is to having every state of the world (organisations do
    not count), whichever states were asked for: the nearest first.
    """

    query: Query
    states: tuple[State, ...]
    instruments: tuple[Instrument, ...]
    cells: dict[tuple[str, str], Answer]
    reach: tuple[InstrumentSummary, ...]

    def status(self, state: str, instrument: str) -> Status | None:
        """Return the status in one cell; None where the instrument is not open to the state."""
        known = self.cells.get((state, instrument))
        return known.status if known else None

    def by_state(self, state: str) -> dict[str, int]:
        """Return the counts of one row."""
        return counts(self.status(state, i.id) for i in self.instruments)

    def by_instrument(self, instrument: str) -> dict[str, int]:
        """Return the counts of one column."""
        return counts(self.status(s.code, instrument) for s in self.states)

    def last_outside(self, most: int) -> tuple[InstrumentSummary, ...]:
        """Return the treaties that at most ``most`` states have not joined, unknown included."""
        return tuple(r for r in self.reach if 0 < r.most <= most)


def instruments_in(
    dataset: Dataset, day: date, scope: str | None, basis: str | None
) -> list[Instrument]:
    """Return the instruments of ``scope`` on ``basis`` (None: any) that existed on ``day``.

    One adopted after ``day`` is outside that day's scope. Raises KeyError for an unknown scope
    or basis.
    """
    # An unknown scope or basis is a KeyError, not an empty list.
    if scope is not None:
        dataset.scopes[scope]
    if basis is not None:
        dataset.bases[basis]
    return [
        i
        for i in dataset.instruments.values()
        if i.adopted <= day
        and (scope is None or scope in i.scopes)
        and (basis is None or basis in i.bases)
    ]


def counts(statuses: Iterable[Status | None]) -> dict[str, int]:
    """Return how many of each status, and how many are gaps."""
    number = Counter(statuses)
    by_status = {status.value: number[status] for status in Status}
    return by_status | {"gap": by_status["signatory"] + by_status["none"]}


def report(dataset: Dataset, query: Query) -> Report:
    """Return each state's answers for the instruments that are asked for and open to it.

    Gap: in scope, on the basis asked for, and signatory or none. Unknown is reported apart,
    never counted as a gap, never as joined. Raises KeyError for an unknown state, scope or basis.
    """
    instruments = instruments_in(dataset, query.as_of, query.scope, query.basis)
    states = []
    for code in query.states:
        entries = [
            InstrumentAnswer(i, answer(dataset, code, i.id, query.as_of, query.max_age))
            for i in instruments
            if dataset.open_to(code, i.id)
        ]
        # Gaps, then what is not known, then what is joined.
        entries.sort(key=lambda entry: (not entry.gap, entry.answer.status.joined))
        states.append(StateReport(dataset.states[code], tuple(entries)))
    return Report(query, tuple(states))


def matrix(dataset: Dataset, query: Query) -> Matrix:
    """Return how each state of ``query`` stands under each instrument that it asks for.

    Raises KeyError for an unknown state, scope or basis.
    """
    instruments = tuple(instruments_in(dataset, query.as_of, query.scope, query.basis))
    cells = {
        (code, i.id): answer(dataset, code, i.id, query.as_of, query.max_age)
        for code in query.states
        for i in instruments
        if dataset.open_to(code, i.id)
    }
    world = [
        s.code
        for s in dataset.states.values()
        if s.kind == "state" and not s.former and s.existed(query.as_of)
    ]
    reach = (_summary(dataset, i, world, query.as_of, query.max_age) for i in instruments)
    return Matrix(
        query,
        tuple(dataset.states[code] for code in query.states),
        instruments,
        cells,
        tuple(sorted(reach, key=lambda near: (near.most, len(near.outside)))),
    )


def overview(
    dataset: Dataset,
    day: date,
    max_age: MaxAge | None = DEFAULT_MAX_AGE,
    scope: str | None = None,
    basis: str | None = None,
) -> tuple[InstrumentSummary, ...]:
    """Return a summary of each instrument of ``scope`` on ``basis`` that existed on ``day``.

    Organisations count where the instrument is open to them. Raises KeyError for an unknown
    scope or basis.
    """
    codes = [code for code, state in dataset.states.items() if not state.former]
    return tuple(
        _summary(dataset, i, [c for c in codes if dataset.open_to(c, i.id)], day, max_age)
        for i in instruments_in(dataset, day, scope, basis)
    )


def _summary(
    dataset: Dataset, instrument: Instrument, codes: list[str], day: date, max_age: MaxAge | None
) -> InstrumentSummary:
    statuses = {code: answer(dataset, code, instrument.id, day, max_age).status for code in codes}
    return InstrumentSummary(instrument, statuses)
