"""The gap report: for each state, what is missing, on which basis (seed paragraph 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ratgap.assess.answer import Answer, Status
from ratgap.assess.status import DEFAULT_MAX_AGE, MaxAge, answer
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
    """One state's rows: gaps first, then unknown, then joined; by age of the treaty within."""

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
