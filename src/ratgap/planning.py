"""The Python interface over time and to what to do next: plan, progress, matrix, commitments.

As in ``ratgap.api``: the data set first, states by code or any name, days default to today, scope
and basis to what the data call the default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from ratgap.assess import commitments as _commitments
from ratgap.assess import joining as _joining
from ratgap.assess import plan as _plan
from ratgap.assess import progress as _progress
from ratgap.assess import report as _report
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.report import Query
from ratgap.choose import (
    RequestError,
    basis_id,
    day_of,
    max_age_of,
    members_on,
    scope_id,
    state_codes,
    texts,
)
from ratgap.model import Dataset, State
from ratgap.model.names import fold
from ratgap.problem import DataError, Problem

Sort = Literal["name", "gap", "region"]
"""How a matrix orders its states: by name, the most gaps first, or by part of the world."""


@dataclass(frozen=True, slots=True)
class Plans:
    """What each state asked for has to do, counted from ``deposit_on`` where that is given."""

    query: Query
    deposit_on: date | None
    plans: tuple[_plan.Plan, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What moved between two days, and in each year between them where that was asked for.

    ``query`` is that of the last day; ``states_from`` are those asked for on the first.
    """

    query: Query
    start: date
    states_from: tuple[str, ...]
    whole: _progress.Progress
    years: tuple[_progress.Progress, ...] = ()


@dataclass(frozen=True, slots=True)
class Pledges:
    """What states had declared and reported by a day."""

    as_of: date
    states: tuple[_commitments.StateCommitments, ...]


def plan(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    everyone: bool = False,
    as_of: date | None = None,
    deposit_on: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
) -> Plans:
    """Return how each state closes its gaps, in an order in which it can be done.

    ``deposit_on`` is the day, not before ``as_of``, on which everything would be deposited.
    Raises ``UnknownName`` or ``RequestError`` as ``ratgap.report`` does, and ``DataError`` where
    the treaties ask for each other in a circle.
    """
    day = day_of(as_of)
    deposit_on = deposit_on and day_of(deposit_on, "deposit_on")
    if deposit_on and deposit_on < day:
        raise RequestError(f"the day of deposit, {deposit_on}, lies before the day asked, {day}")
    query = _query(dataset, states, groups, everyone, day, scope, basis, max_age)
    try:
        return Plans(query, deposit_on, _plan.plan(dataset, query, deposit_on))
    except _joining.ImpossibleOrderError as error:
        where = dataset.instruments[error.cycle[0]].where
        message = f"each must be joined before the next: {error}"
        remedy = "check which is the parent, and by which rule"
        raise DataError([Problem(where, "joining-order", message, remedy)]) from None


def progress(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    start: date,
    end: date | None = None,
    groups: Iterable[str] = (),
    everyone: bool = False,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    by_year: bool = False,
) -> Review:
    """Return who joined, signed or left what after ``start`` and until ``end`` (both days' ends).

    A group is on each day the group of that day. Raises ``UnknownName`` or ``RequestError`` as
    ``ratgap.report`` does, and where the interval runs backwards.
    """
    start, last = day_of(start, "start"), day_of(end, "end")
    if last < start:
        raise RequestError(f"the interval ends, {last}, before it starts, {start}")
    chosen, mandate, age = scope_id(dataset, scope), basis_id(dataset, basis), max_age_of(max_age)
    members = members_on(dataset, states, groups, everyone, chosen)
    first, final = members(start), members(last)
    if not (first or final):
        raise RequestError(f"nobody asked for was there on {start} or on {last}")
    days = _progress.boundaries(start, last) if by_year else ()

    def between(one: date, two: date) -> _progress.Progress:
        return _progress.progress(dataset, members, one, two, chosen, mandate, age)

    return Review(
        Query(last, chosen, mandate, final, age),
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
    everyone: bool = False,
    as_of: date | None = None,
    scope: str | None = None,
    basis: str | None = None,
    max_age: MaxAge | str | None = DEFAULT_MAX_AGE,
    sort: Sort = "name",
) -> _report.Matrix:
    """Return states by instruments on a day; everyone where nobody is named.

    Raises ``UnknownName`` or ``RequestError`` as ``ratgap.report`` does, and where states are to
    be sorted by region and the data have none.
    """
    day = day_of(as_of)
    named, grouped = texts(states, "states"), texts(groups, "groups")
    everyone = everyone or not (named or grouped)
    query = _query(dataset, named, grouped, everyone, day, scope, basis, max_age)
    found = _report.matrix(dataset, query)
    ordered = sorted(found.states, key=lambda state: fold(state.name))
    if sort == "gap":
        ordered.sort(key=lambda state: -found.by_state(state.code)["gap"])
    elif sort == "region":
        regions = [g.on(day) for g in dataset.groups.values() if g.kind == "region"]
        if not regions:
            raise RequestError("the data have no groups of the kind region to sort by")
        rank = {code: n for n, codes in enumerate(regions) for code in codes}
        ordered.sort(key=lambda state: rank.get(state.code, len(regions)))
    return found._replace(states=tuple(ordered))


def region_of(dataset: Dataset, state: State, day: date) -> str:
    """Return the title of the part of the world that ``state`` lies in; "" where none is given."""
    regions = (g for g in dataset.groups.values() if g.kind == "region")
    return next((g.title for g in regions if state.code in g.on(day)), "")


def commitments(
    dataset: Dataset,
    states: Iterable[str] = (),
    *,
    groups: Iterable[str] = (),
    everyone: bool = False,
    as_of: date | None = None,
) -> Pledges:
    """Return what states had declared and reported by a day.

    Without states, groups or ``everyone``: those of which the data record something. Raises
    ``UnknownName`` or ``RequestError`` as ``ratgap.report`` does.
    """
    day = day_of(as_of)
    named, grouped = texts(states, "states"), texts(groups, "groups")
    if named or grouped or everyone:
        scope = scope_id(dataset, None)
        codes = state_codes(dataset, named, grouped, everyone, day, scope)
    else:
        codes = _commitments.committed_states(dataset)
    return Pledges(day, _commitments.commitments(dataset, day, codes))


def _query(
    dataset: Dataset,
    states: Iterable[str],
    groups: Iterable[str],
    everyone: bool,
    day: date,
    scope: str | None,
    basis: str | None,
    max_age: MaxAge | str | None,
) -> Query:
    chosen = scope_id(dataset, scope)
    codes = state_codes(dataset, states, groups, everyone, day, chosen)
    return Query(day, chosen, basis_id(dataset, basis), codes, max_age_of(max_age))
