"""The Python interface: what the commands do, for programs.

Every function takes the data set first. States are given by code or by any of their names; days
default to today, scope and basis to what the data call the default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from ratgap.assess import report as _report
from ratgap.assess import status as _status
from ratgap.assess.answer import Answer
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.choose import basis_id, day_of, max_age_of, pick, scope_id, state_codes
from ratgap.model import Cell, Dataset, Instrument, Reading, Source, State
from ratgap.model.names import Names

Says = Literal["listed", "absent", "silent"]
"""What a reading says of a state: lists it; is complete without it; nothing."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Every instrument of a scope on a day, and who stands how to it."""

    as_of: date
    scope: str
    basis: str | None
    max_age: MaxAge | None
    instruments: tuple[_report.InstrumentSummary, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that one answer rests on.

    ``answer`` is None where there is nothing to answer: ``inapplicable`` then says whether the
    instrument is not open to the organisation or was adopted after the day.
    ``readings`` are all readings of the instrument, the oldest first, with what each says of the
    state.
    """

    state: State
    instrument: Instrument
    as_of: date
    max_age: MaxAge | None
    cell: Cell
    readings: tuple[tuple[Source, Reading, Says], ...]
    answer: Answer | None
    inapplicable: Literal["not-open", "not-adopted"] | None = None


def load_dataset(folder: Path | str | None = None) -> Dataset:
    """Return the data set read from ``folder`` (None: the one that comes with the program).

    Raises ``DataError``, with every problem found, where the files cannot be used.
    """
    from ratgap.load import load

    return load(Path(folder) if folder is not None else None)


def report(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    everyone: bool = False,
    as_of: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
) -> _report.Report:
    """Return the gap report for ``states``, the members of ``groups``, or ``everyone``.

    The three unite, in that order, each state once; a group is the group of the day asked for.
    ``max_age`` bounds how old a negative may be ("10y", "18m", "90d"; "none" or None: any age).
    Raises ``UnknownName`` for a state and ``RequestError`` for anything else that is not in the
    data, or where no state is asked for.
    """
    day = day_of(as_of)
    chosen = scope_id(dataset, scope)
    codes = state_codes(dataset, states, groups, everyone, day, chosen)
    query = _report.Query(day, chosen, basis_id(dataset, basis), codes, max_age_of(max_age))
    return _report.report(dataset, query)


def answer(
    dataset: Dataset,
    state: str,
    instrument: str,
    as_of: date | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
) -> Answer:
    """Return how ``state`` stands under ``instrument`` on a day.

    What is not open to the state, or was not adopted by then, is answered by the evidence alone;
    ``explain`` tells. Raises ``UnknownName`` or ``RequestError`` where the data do not know one.
    """
    code = Names(dataset.states).find(state)
    treaty = pick("instrument", instrument, dataset.instruments)
    return _status.answer(dataset, code, treaty.id, day_of(as_of), max_age_of(max_age))


def overview(
    dataset: Dataset,
    *,
    as_of: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
) -> Overview:
    """Return every instrument of ``scope``, on ``basis`` (None: any), and who stands how to it.

    Raises ``RequestError`` for a scope or a basis that the data do not have.
    """
    day = day_of(as_of)
    chosen = scope_id(dataset, scope)
    mandate = pick("basis", basis, dataset.bases).id if basis is not None else None
    age = max_age_of(max_age)
    return Overview(day, chosen, mandate, age, _report.overview(dataset, day, age, chosen, mandate))


def explain(
    dataset: Dataset,
    state: str,
    instrument: str,
    as_of: date | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
) -> Explanation:
    """Return what the answer for ``state`` under ``instrument`` rests on.

    Raises ``UnknownName`` or ``RequestError`` where the data do not know one of them.
    """
    day, age = day_of(as_of), max_age_of(max_age)
    code = Names(dataset.states).find(state)
    treaty = pick("instrument", instrument, dataset.instruments)
    why: Literal["not-open", "not-adopted"] | None = None
    if not dataset.open_to(code, treaty.id):
        why = "not-open"
    elif treaty.adopted > day:
        why = "not-adopted"
    return Explanation(
        state=dataset.states[code],
        instrument=treaty,
        as_of=day,
        max_age=age,
        cell=dataset.cell(code, treaty.id),
        readings=tuple(_readings(dataset, code, treaty.id)),
        answer=None if why else _status.answer(dataset, code, treaty.id, day, age),
        inapplicable=why,
    )


def reading_age(reading: Reading, day: date) -> float | None:
    """Return how many years before ``day`` the reading speaks of, at most; 0 where it is later.

    None where the list is not dated: it was read on a day and may be of any age.
    """
    spoken = reading.as_of.earliest
    return round(max(0, (day - spoken).days) / 365.2425, 1) if spoken else None


def _readings(
    dataset: Dataset, code: str, instrument: str
) -> Iterable[tuple[Source, Reading, Says]]:
    cell = dataset.cell(code, instrument)
    naming = {s for act in cell.acts if not act.rejected for s in act.sources}
    naming |= {s for force in cell.stated_force for s in force.sources}
    denying = {s for absence in cell.absences for s in absence.sources}
    found = [
        (s, s.readings[instrument]) for s in dataset.sources.values() if instrument in s.readings
    ]
    for source, reading in sorted(found, key=lambda pair: pair[1].as_of.latest):
        left_out = reading.complete and code not in reading.silent_on
        says: Says = "silent"
        if source.id in naming:
            says = "listed"
        elif source.id in denying or left_out:
            says = "absent"
        yield source, reading, says
