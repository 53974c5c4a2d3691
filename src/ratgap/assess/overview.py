"""Each instrument's members on a day, counted as the depositary counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ratgap.assess.age import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.answer import Status
from ratgap.assess.report import instruments_in
from ratgap.assess.status import answer
from ratgap.model import Dataset, Instrument


@dataclass(frozen=True, slots=True)
class InstrumentSummary:
    """Who stands where under one instrument: codes by status, in the order of the data."""

    instrument: Instrument
    members: dict[Status, tuple[str, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many states and organisations have each status."""
        return {status.value: len(codes) for status, codes in self.members.items()}


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
    return tuple(
        _summary(dataset, i, day, max_age) for i in instruments_in(dataset, day, scope, basis)
    )


def _summary(
    dataset: Dataset, instrument: Instrument, day: date, max_age: MaxAge | None
) -> InstrumentSummary:
    members: dict[Status, list[str]] = {status: [] for status in Status}
    for code, state in dataset.states.items():
        if not state.former and dataset.open_to(code, instrument.id):
            members[answer(dataset, code, instrument.id, day, max_age).status].append(code)
    return InstrumentSummary(instrument, {s: tuple(codes) for s, codes in members.items()})
