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


class Reach(NamedTuple):
    """How near one treaty is to having every state of the world (organisations do not count).

    ``outside`` are the states that surely have not joined, ``unknown`` those of which it is not
    known: at most both together are outside.
    """

    instrument: Instrument
    states: int
    outside: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def joined(self) -> int:
        """Return how many states have surely joined."""
        return self.states - self.most

    @property
    def most(self) -> int:
        """Return how many states are outside at most."""
        return len(self.outside) + len(self.unknown)


class Matrix(NamedTuple):
    """The answers by state and instrument; no answer where the instrument is not open to one.

    ``reach`` is of all states of the day, whichever were asked for, the nearest first.
    """

    query: Query
    states: tuple[State, ...]
    instruments: tuple[Instrument, ...]
    cells: dict[tuple[str, str], Answer]
    reach: tuple[Reach, ...]

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

    def last_outside(self, most: int) -> tuple[Reach, ...]:
        """Return the treaties that at most ``most`` states have not joined, unknown included."""
        return tuple(r for r in self.reach if 0 < r.most <= most)


class InstrumentSummary(NamedTuple):
    """Who stands where under one instrument: codes by status, in the order of the data."""

    instrument: Instrument
    members: dict[Status, tuple[str, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many states and organisations have each status."""
        return {status.value: len(codes) for status, codes in self.members.items()}


def instruments_in(
    dataset: Dataset, day: date, scope: str | None, basis: str | None
) -> list[Instrument]:
    """Return the instruments of ``scope`` on ``basis`` (None: any) that existed on ``day``.

    One adopted after ``day`` is outside that day's scope. Raises KeyError for an unknown scope
    or basis.
    """
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
    return Report(query, tuple(_state(dataset, query, code, instruments) for code in query.states))


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
    world = tuple(
        s.code
        for s in dataset.states.values()
        if s.kind == "state" and not s.former and s.existed(query.as_of)
    )
    reach = (_reach(dataset, query, world, i) for i in instruments)
    return Matrix(
        query,
        tuple(dataset.states[code] for code in query.states),
        instruments,
        cells,
        tuple(sorted(reach, key=lambda r: (r.most, len(r.outside)))),
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
    summaries = []
    for instrument in instruments_in(dataset, day, scope, basis):
        invited = [code for code in codes if dataset.open_to(code, instrument.id)]
        members = _by_status(dataset, instrument.id, invited, day, max_age)
        summaries.append(InstrumentSummary(instrument, members))
    return tuple(summaries)


def _state(dataset: Dataset, query: Query, code: str, instruments: list[Instrument]) -> StateReport:
    gaps: list[InstrumentAnswer] = []
    unknown: list[InstrumentAnswer] = []
    joined: list[InstrumentAnswer] = []
    for instrument in instruments:
        if dataset.open_to(code, instrument.id):
            known = answer(dataset, code, instrument.id, query.as_of, query.max_age)
            entry = InstrumentAnswer(instrument, known)
            (gaps if entry.gap else joined if known.status.joined else unknown).append(entry)
    return StateReport(dataset.states[code], (*gaps, *unknown, *joined))


def _reach(dataset: Dataset, query: Query, world: tuple[str, ...], instrument: Instrument) -> Reach:
    members = _by_status(dataset, instrument.id, world, query.as_of, query.max_age)
    gaps = {code for status, codes in members.items() if status.gap for code in codes}
    outside = tuple(code for code in world if code in gaps)
    return Reach(instrument, len(world), outside, members[Status.UNKNOWN])


def _by_status(
    dataset: Dataset, instrument: str, codes: Iterable[str], day: date, max_age: MaxAge | None
) -> dict[Status, tuple[str, ...]]:
    """Return which of ``codes`` have each status under ``instrument``, in their order."""
    members: dict[Status, list[str]] = {status: [] for status in Status}
    for code in codes:
        members[answer(dataset, code, instrument, day, max_age).status].append(code)
    return {status: tuple(those) for status, those in members.items()}
