"""The gap report: for each state, what is missing, on which basis (seed paragraph 9)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ratgap.assess.age import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.answer import Answer, Status
from ratgap.assess.status import answer
from ratgap.model import Dataset, Instrument, State


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: the day (inclusive), scope, basis (None: any), states, evidence age."""

    as_of: date
    scope: str
    basis: str | None
    states: tuple[str, ...]
    max_age: MaxAge | None = DEFAULT_MAX_AGE


@dataclass(frozen=True, slots=True)
class Row:
    """One instrument in one state's report."""

    instrument: Instrument
    answer: Answer

    @property
    def gap(self) -> bool:
        """Whether the state still has to join. Every row is in scope and on the basis asked."""
        return self.answer.status.gap


@dataclass(frozen=True, slots=True)
class StateReport:
    """One state's rows: gaps first, then unknown, then joined; else in the order of the data."""

    state: State
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows have each status, and how many are gaps."""
        found = Counter(row.answer.status for row in self.rows)
        return {s.value: found[s] for s in Status} | {"gap": sum(r.gap for r in self.rows)}


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to a Query."""

    query: Query
    states: tuple[StateReport, ...]


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


def report(dataset: Dataset, query: Query) -> Report:
    """Return each state's rows for the instruments that are asked for and open to it.

    Gap: in scope, on the basis asked for, and signatory or none. Unknown is reported apart,
    never counted as a gap, never as joined. Raises KeyError for an unknown state, scope or basis.
    """
    instruments = instruments_in(dataset, query.as_of, query.scope, query.basis)
    return Report(query, tuple(_state(dataset, query, code, instruments) for code in query.states))


def _state(dataset: Dataset, query: Query, code: str, instruments: list[Instrument]) -> StateReport:
    rows = [
        Row(i, answer(dataset, code, i.id, query.as_of, query.max_age))
        for i in instruments
        if dataset.open_to(code, i.id)
    ]
    rows.sort(key=lambda r: 0 if r.gap else 1 if r.answer.status is Status.UNKNOWN else 2)
    return StateReport(dataset.states[code], tuple(rows))
