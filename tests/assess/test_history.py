"""What was worked out of a cell is kept for one data set, for every day, and changes no answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratgap.assess.force import MaxAge
from ratgap.assess.status import answer
from ratgap.assess.totals import record
from ratgap.model import (
    Act,
    ActKind,
    Cell,
    Clause,
    ClauseKind,
    Dataset,
    EntryIntoForce,
    Instrument,
    Parent,
    Source,
    When,
)
from strategies import FIRST, ages, cells, families, one_cell
from strategies import regime as made

pytestmark = pytest.mark.slow


def test_it_is_worked_out_once(regime: Dataset) -> None:
    assert record(regime, "QM", "lock-1975") is record(regime, "QM", "lock-1975")


def test_a_changed_copy_is_worked_out_anew(regime: Dataset) -> None:
    day = date(2000, 1, 1)
    assert answer(regime, "QM", "lock-1975", day).status.joined
    emptied = regime._replace(cells={**regime.cells, ("QM", "lock-1975"): Cell()})
    assert not answer(emptied, "QM", "lock-1975", day).status.joined
    assert answer(regime, "QM", "lock-1975", day).status.joined


def _dates(value: object) -> Iterator[date]:
    """Yield every day that stands anywhere in ``value``."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _dates(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _dates(part)


def _ask_on_every_edge(
    dataset: Dataset, state: str, instrument: str, age: MaxAge | None, evidence: object
) -> None:
    """Ask on and around each day on which anything may change; each answer as if asked alone."""
    days = set(_dates((evidence, *record(dataset, state, instrument)[1:])))
    days |= {age.last_day(day) for day in days if age}
    edges = {day + timedelta(n) for day in days if day < date(3000, 1, 1) for n in (-1, 0, 1)}
    for day in sorted(edges, key=lambda edge: (edge.day, edge)):
        alone = answer(dataset._replace(), state, instrument, day, age)
        assert answer(dataset, state, instrument, day, age) == alone


@given(one_cell(), ages)
def test_the_days_asked_before_change_no_answer(dataset: Dataset, age: MaxAge | None) -> None:
    evidence = (dataset.sources, dataset.instruments, dataset.cells)
    _ask_on_every_edge(dataset, "AA", "treaty", age, evidence)


def test_nor_do_they_in_any_cell_of_the_regime(regime: Dataset) -> None:
    for state, treaty in product(regime.states, regime.instruments.values()):
        protocols = [protocol for protocol, _ in regime.children(treaty.id)]
        parents = [regime.instruments[parent.instrument] for parent in treaty.parents]
        family = [treaty, *protocols, *parents]
        recorded = [regime.cell(state, each.id) for each in family]
        lists = [list(regime.readings(each.id)) for each in family]
        evidence = (regime.states[state], *family, *recorded, *map(tuple, lists))
        _ask_on_every_edge(regime, state, treaty.id, MaxAge(10, "y"), evidence)


@given(families(), st.data())
def test_nor_do_they_where_treaties_have_any_parents(dataset: Dataset, data: st.DataObject) -> None:
    known = {("AA", id_): data.draw(cells()) for id_ in dataset.instruments}
    dataset = dataset._replace(cells=known)
    evidence = (dataset.sources, dataset.instruments, dataset.cells)
    for id_ in dataset.instruments:
        _ask_on_every_edge(dataset, "AA", id_, data.draw(ages), evidence)


@pytest.mark.parametrize("order", list(permutations(["t0", "t1", "t2"])))
def test_nor_does_the_treaty_asked_before_even_in_a_circle(order: tuple[str, ...]) -> None:
    """Validate reports treaties that ask for each other; each answer is one all the same."""
    above: dict[str, list[str]] = {"t0": [], "t1": ["t1", "t2"], "t2": ["t1", "t0"]}
    treaties = {
        id_: Instrument(
            id_,
            id_,
            FIRST,
            Clause(ClauseKind.DAYS_AFTER, 0),
            entry=EntryIntoForce(date(1999 if parents else 2000, 1, 1)),
            parents=tuple(Parent(parent, "parties-only") for parent in parents),
        )
        for id_, parents in above.items()
    }
    joined = Cell((Act(ActKind.ACCESSION, When.by(date(2000, 1, 1)), ("roll",)),))
    cells = {("AA", id_): joined for id_ in treaties}
    dataset = made(treaties, ("AA",), {"roll": Source("roll", "Roll")}, cells)
    for id_ in order:
        assert record(dataset, "AA", id_) == record(dataset._replace(), "AA", id_)
