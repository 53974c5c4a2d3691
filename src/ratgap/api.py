"""The Python interface: what the commands do, for programs.

Every function takes the data set first. States are given by code or by any of their names; days
default to today, scope and basis to what the data call the default. Where several states may be
asked for, ``states``, the members of ``groups`` and ``all_states`` unite, in the order of the data;
a group is the group of the day asked for. ``max_age`` bounds how old a negative may
be ("10y", "18m", "90d"; "none" or None: any age), ``recent`` up to which age a proof is recent.
On a day to come both count from today.

Each function raises ``UnknownName`` for a state and ``RequestError`` for anything else that is
not in the data, or where nobody is asked for; what it raises besides, it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ratgap.assess import report as _report
from ratgap.assess import status as _status
from ratgap.assess.answer import Answer
from ratgap.assess.force import DEFAULT_MAX_AGE, DEFAULT_RECENT, MaxAge
from ratgap.assess.record import Says, readings
from ratgap.assess.totals import stated_by

# What only one of the answers needs is imported by its function: a command starts sooner so.
from ratgap.model import Cell, Dataset, Instrument, Reading, Source, State, Total
from ratgap.named import NamedTuple
from ratgap.problem import refused
from ratgap.request import (
    RequestError,
    Selection,
    a_name,
    basis_id,
    day_of,
    max_age_of,
    pick,
    recent_of,
    scope_id,
)

if TYPE_CHECKING:
    from ratgap.assess import plan as _plan
    from ratgap.assess import progress as _progress
    from ratgap.assess.commitments import StateCommitments

Sort = Literal["data", "name", "gap", "region"]
"""How a matrix orders its states: as the data do, by name, the most gaps first, by region."""


class Overview(NamedTuple):
    """Every instrument of a scope, and how the states of the query stand to it."""

    query: _report.Query
    instruments: tuple[_report.InstrumentSummary, ...]


class Explanation(NamedTuple):
    """Everything that one answer rests on.

    ``answer`` is None where there is nothing to answer: ``inapplicable`` then says whether the
    instrument is not open to the organisation, was adopted after the day, or the state was not
    there.
    ``readings`` are all readings of the instrument, the oldest first, with what each says of the
    state; ``totals`` all that sources state of it by the day, with what follows from each.
    """

    state: State
    instrument: Instrument
    as_of: date
    max_age: MaxAge | None
    cell: Cell
    readings: tuple[tuple[Source, Reading, Says], ...]
    answer: Answer | None
    inapplicable: Literal["not-open", "not-adopted", "no-state"] | None = None
    recent: MaxAge = DEFAULT_RECENT
    totals: tuple[Total, ...] = ()


class Plans(NamedTuple):
    """What each state asked for has to do, counted from ``deposit_on`` where that is given."""

    query: _report.Query
    deposit_on: date | None
    plans: tuple[_plan.Plan, ...]


class Review(NamedTuple):
    """What moved between two days, and in each year between them where that was asked for.

    ``query`` is that of the last day; ``states_from`` are those asked for on the first.
    """

    query: _report.Query
    start: date
    states_from: tuple[str, ...]
    whole: _progress.Progress
    years: tuple[_progress.Progress, ...] = ()


class Commitments(NamedTuple):
    """What states had declared and reported by a day."""

    as_of: date
    states: tuple[StateCommitments, ...]
    not_there: tuple[State, ...] = ()


def load_dataset(folder: Path | str | None = None, *, places: bool = False) -> Dataset:
    """Return the data set read from ``folder`` (None: the one that comes with the program).

    It is read from a snapshot where the files are as they were when it was written. With
    ``places`` the files themselves are read, and every record knows where it stands (``where``).
    Raises ``DataError``, with every problem found, where the files cannot be used.
    """
    from ratgap.assess.totals import conclude
    from ratgap.load import load, quick

    path = None if folder is None else Path(folder)
    return load(path) if places else quick(path, conclude)


def report(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    all_states: bool = False,
    as_of: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    recent: MaxAge | str = DEFAULT_RECENT,
) -> _report.Report:
    """Return the gap report: what each state asked for has joined, what not, what is not known."""
    asked = Selection.of(dataset, states, groups, all_states, scope_id(dataset, scope))
    return _report.report(dataset, asked.query(day_of(as_of), basis, max_age, recent))


def answer(
    dataset: Dataset,
    state: str,
    instrument: str,
    as_of: date | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
) -> Answer:
    """Return how ``state`` stands under ``instrument`` on a day.

    What is not open to the state, or was not adopted by then, is answered by the evidence alone;
    ``explain`` tells.
    """
    code = dataset.names.find(a_name(state, "state"))
    treaty = pick("instrument", instrument, dataset.instruments)
    day = day_of(as_of)
    return _status.answer(dataset, code, treaty.id, day, max_age_of(max_age, day))


def overview(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    as_of: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    recent: MaxAge | str = DEFAULT_RECENT,
) -> Overview:
    """Return every instrument of ``scope``, on ``basis`` (None: any), and who stands how to it."""
    asked = Selection.of(dataset, states, groups, False, scope_id(dataset, scope)).or_everybody()
    query = asked.query(day_of(as_of), basis, max_age, recent)
    # What is listed stands on no basis where none is named.
    query = query if basis is not None else query._replace(basis=None)
    return Overview(query, _report.overview(dataset, query))


def participation(
    dataset: Dataset,
    instrument: str,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    as_of: date | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    recent: MaxAge | str = DEFAULT_RECENT,
) -> _report.Participation:
    """Return who stands how under one instrument; all to whom it is open where nobody is named.

    Raises ``RequestError`` also where it was adopted after the day.
    """
    day = day_of(as_of)
    treaty = pick("instrument", instrument, dataset.instruments)
    if treaty.adopted > day:
        raise RequestError(
            "{treaty} was adopted on {adopted}, after {day}",
            treaty=treaty.title,
            adopted=treaty.adopted,
            day=day,
        )
    asked = Selection.of(dataset, states, groups, False, dataset.default_scope or "")
    query = asked.or_everybody().query(day, basis, max_age, recent)
    return _report.participation(dataset, query, treaty)


def explain(
    dataset: Dataset,
    state: str,
    instrument: str,
    as_of: date | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    recent: MaxAge | str = DEFAULT_RECENT,
) -> Explanation:
    """Return what the answer for ``state`` under ``instrument`` rests on."""
    day = day_of(as_of)
    age = max_age_of(max_age, day)
    code = dataset.names.find(a_name(state, "state"))
    treaty = pick("instrument", instrument, dataset.instruments)
    why: Literal["not-open", "not-adopted", "no-state"] | None = None
    if not dataset.open_to(code, treaty.id):
        why = "not-open"
    elif treaty.adopted > day:
        why = "not-adopted"
    elif not dataset.states[code].existed(day):
        why = "no-state"
    return Explanation(
        state=dataset.states[code],
        instrument=treaty,
        as_of=day,
        max_age=age,
        cell=dataset.cell(code, treaty.id),
        readings=tuple(readings(dataset, code, treaty.id)),
        answer=None if why else _status.answer(dataset, code, treaty.id, day, age),
        inapplicable=why,
        recent=recent_of(recent, day),
        totals=stated_by(dataset, treaty.id, day),
    )


def plan(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    all_states: bool = False,
    as_of: date | None = None,
    deposit_on: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    recent: MaxAge | str = DEFAULT_RECENT,
) -> Plans:
    """Return how each state closes its gaps, in an order in which it can be done.

    ``deposit_on`` is the day, not before ``as_of``, on which everything would be deposited.
    Raises ``DataError`` where the treaties ask for each other in a circle.
    """
    from ratgap.assess.joining import ImpossibleOrderError
    from ratgap.assess.plan import plan

    day = day_of(as_of)
    deposit_on = deposit_on and day_of(deposit_on, "deposit_on")
    if deposit_on and deposit_on < day:
        raise RequestError(
            "the day of deposit, {deposit_on}, lies before the day asked, {day}",
            deposit_on=deposit_on,
            day=day,
        )
    asked = Selection.of(dataset, states, groups, all_states, scope_id(dataset, scope))
    query = asked.query(day, basis, max_age, recent)
    try:
        return Plans(query, deposit_on, plan(dataset, query, deposit_on))
    except ImpossibleOrderError as error:
        where = dataset.instruments[error.cycle[0]].where
        message = f"each must be joined before the next: {error}"
        remedy = "check which is the parent, and by which rule"
        raise refused(where, "joining-order", message, remedy) from None


def progress(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    start: date,
    end: date | None = None,
    groups: Iterable[str] = (),
    all_states: bool = False,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    by_year: bool = False,
) -> Review:
    """Return who joined, signed or left what after ``start`` and until ``end`` (both days' ends).

    A group is on each day the group of that day. Raises ``RequestError`` also where the interval
    runs backwards.
    """
    from ratgap.assess.progress import Progress, boundaries, progress

    start, last = day_of(start, "start"), day_of(end, "end")
    if last < start:
        raise RequestError(
            "the interval ends, {last}, before it starts, {start}", last=last, start=start
        )
    chosen, mandate = scope_id(dataset, scope), basis_id(dataset, basis)
    age = max_age_of(max_age, last)
    asked = Selection.of(dataset, states, groups, all_states, chosen)
    first, final = asked.on(start), asked.on(last)
    if not (first or final):
        raise RequestError(
            "nobody asked for was there on {start} or on {last}", start=start, last=last
        )
    days = boundaries(start, last) if by_year else ()

    def between(one: date, two: date) -> Progress:
        return progress(dataset, asked.on, one, two, chosen, mandate, age)

    return Review(
        _report.Query(last, chosen, mandate, final, age, not_there=asked.absent_on(last)),
        start,
        first,
        between(start, last),
        tuple(between(one, two) for one, two in pairwise(days)),
    )


def matrix(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    all_states: bool = False,
    as_of: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    recent: MaxAge | str = DEFAULT_RECENT,
    sort: Sort = "data",
) -> _report.Matrix:
    """Return states by instruments on a day; all states where nobody is named.

    Raises ``RequestError`` also where they are to be sorted by region and the data have none.
    """
    from ratgap.model.names import fold

    day = day_of(as_of)
    asked = Selection.of(dataset, states, groups, all_states, scope_id(dataset, scope))
    if not asked.anybody:
        asked = asked._replace(all_states=True)
    cells = _report.matrix(dataset, asked.query(day, basis, max_age, recent))
    ordered = list(cells.states)
    if sort == "name":
        ordered.sort(key=lambda state: fold(state.name))
    elif sort == "gap":
        ordered.sort(key=lambda state: -cells.by_state(state.code)["gap"])
    elif sort == "region":
        regions = dataset.regions(day)
        if not regions:
            raise RequestError("the data have no groups of the kind region to sort by")
        rank = {title: n for n, title in enumerate(dict.fromkeys(regions.values()))}
        ordered.sort(key=lambda state: rank.get(regions.get(state.code, ""), len(rank)))
    return cells._replace(states=tuple(ordered))


def commitments(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    all_states: bool = False,
    as_of: date | None = None,
) -> Commitments:
    """Return what states had declared and reported by a day.

    Without states, groups or ``all_states``: those of which the data record something.
    """
    from ratgap.assess.commitments import commitments, committed_states

    day = day_of(as_of)
    asked = Selection.of(dataset, states, groups, all_states, dataset.default_scope or "")
    absent: tuple[str, ...] = ()
    if asked.anybody:
        codes, absent = asked.only_on(day)
    else:
        codes = committed_states(dataset)
    not_there = tuple(dataset.states[code] for code in absent)
    return Commitments(day, commitments(dataset, day, codes), not_there)
