"""How to close each gap, in an order in which it can be done (seed paragraphs 5, 9, 12, 15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from ratgap.assess.answer import Answer, Signed, Status
from ratgap.assess.force import binds_from
from ratgap.assess.report import Query, Row, report
from ratgap.assess.status import answer
from ratgap.model import Act, ActKind, Dataset, Instrument, Joining, Parent, State, When


class ImpossibleOrderError(Exception):
    """Treaties that each ask for another to be joined first; ``cycle`` names them in turn."""

    def __init__(self, cycle: Iterable[str]) -> None:
        """Keep the ids of the treaties in the cycle."""
        self.cycle = tuple(cycle)
        super().__init__(" -> ".join(self.cycle))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to close the gap: sign first or not, then the act, under which article.

    ``needs_earlier_signature``: open only if the state has signed, which no source tells.
    """

    act: ActKind
    article: str
    sign_first: bool = False
    needs_earlier_signature: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """The parent treaty that must be joined before or together, and where the state stands."""

    parent: Parent
    status: Status
    planned: bool


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One instrument to join.

    ``comes_with``: protocols of this plan that bring it along without an act of its own.
    ``brings``: treaties to which joining makes the state a party as amended.
    ``binds_from``: the day on which it would bind if deposited on the plan's day; None where the
    treaty is not in force or no day was asked for.
    """

    row: Row
    ways: tuple[Way, ...]
    conditions: tuple[Condition, ...]
    comes_with: tuple[Parent, ...]
    brings: tuple[Parent, ...]
    prevails_over: tuple[str, ...]
    together_with: tuple[str, ...]
    binds_from: When | None

    @property
    def instrument(self) -> Instrument:
        """The treaty to join."""
        return self.row.instrument


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in order, and what must be found out first (``unknown``)."""

    state: State
    query: Query
    deposit_on: date | None
    steps: tuple[PlanStep, ...]
    unknown: tuple[Row, ...]


def plan(dataset: Dataset, query: Query, deposit_on: date | None = None) -> tuple[Plan, ...]:
    """Return, for each state of ``query``, the acts that close its gaps, in a possible order.

    A parent stands before the protocols that only its parties may join; a protocol that brings
    its parent along stands before that parent. ``deposit_on`` is the day from which the day of
    entry into force is counted. Raises ImpossibleOrderError where the treaties' conditions form a
    circle, and KeyError as ``report`` does.
    """
    order = joining_order(dataset)
    found = []
    for state in report(dataset, query).states:
        gaps = {r.instrument.id: r for r in state.rows if r.gap}
        steps = tuple(_step(dataset, query, gaps[i], gaps, deposit_on) for i in order if i in gaps)
        unknown = tuple(r for r in state.rows if r.answer.status is Status.UNKNOWN)
        found.append(Plan(state.state, query, deposit_on, steps, unknown))
    return tuple(found)


def joining_order(dataset: Dataset) -> tuple[str, ...]:
    """Return all instruments in an order in which one state could join them.

    Ties keep the order of the data. Raises ImpossibleOrderError.
    """
    before: dict[str, set[str]] = {i: set() for i in dataset.instruments}
    for treaty in dataset.instruments.values():
        for parent in treaty.parents:
            if parent.rule == "implies":
                before[parent.instrument].add(treaty.id)
            else:
                before[treaty.id].add(parent.instrument)
    sorter = TopologicalSorter(before)
    try:
        sorter.prepare()
    except CycleError as error:
        raise ImpossibleOrderError(error.args[1]) from None
    rank = {i: n for n, i in enumerate(dataset.instruments)}
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=rank.__getitem__)
        order += ready
        sorter.done(*ready)
    return tuple(order)


def ways_to_join(treaty: Instrument, found: Answer, day: date) -> tuple[Way, ...]:
    """Return the ways open to the state on ``day``, the one it has begun first.

    A signatory ratifies; where signature is still open one may sign and ratify, or sign
    definitively; accession where the treaty allows it on that day (VCLT art. 11-15). Where no
    source tells whether the state has signed, ways that need an earlier signature are marked.
    """
    open_now = signature_open(treaty, day)
    entered = treaty.entry.date is not None and treaty.entry.date <= day
    ways = []
    for mode in treaty.joining:
        if mode.after_entry_into_force and not entered:
            continue
        way = _way(mode, found.signed, open_now)
        if way:
            ways.append(way)
    return tuple(sorted(ways, key=lambda w: (w.needs_earlier_signature, w.sign_first)))


def signature_open(treaty: Instrument, day: date) -> bool:
    """Whether the treaty is open for signature on ``day``."""
    if treaty.signature_from is None or day < treaty.signature_from:
        return False
    if treaty.signature_closes_on_entry:
        return treaty.entry.date is None or day < treaty.entry.date
    return treaty.signature_until is None or day <= treaty.signature_until


def _way(mode: Joining, signed: Signed, open_now: bool) -> Way | None:
    if mode.act is ActKind.DEFINITIVE_SIGNATURE:
        return Way(mode.act, mode.article) if open_now and signed is not Signed.YES else None
    if not mode.signed_first:
        # Accession is for those that have not signed (VCLT art. 15).
        return None if signed is Signed.YES and mode.act is ActKind.ACCESSION else _plain(mode)
    if signed is Signed.YES:
        return _plain(mode)
    if open_now:
        return Way(mode.act, mode.article, sign_first=True)
    if signed is Signed.UNKNOWN:
        return Way(mode.act, mode.article, needs_earlier_signature=True)
    return None


def _plain(mode: Joining) -> Way:
    return Way(mode.act, mode.article)


def _step(
    dataset: Dataset, query: Query, row: Row, gaps: dict[str, Row], deposit_on: date | None
) -> PlanStep:
    treaty = row.instrument
    on = deposit_on or query.as_of
    ways = ways_to_join(treaty, row.answer, on)
    deposit = Act(ways[0].act if ways else ActKind.CONSENT, When.on(on), ())
    state = row.answer.state
    return PlanStep(
        row,
        ways,
        tuple(
            Condition(
                p,
                answer(dataset, state, p.instrument, query.as_of, query.max_age).status,
                p.instrument in gaps,
            )
            for p in treaty.parents
            if p.rule != "implies"
        ),
        tuple(
            Parent(i.id, p.rule, p.article)
            for i in dataset.implying(treaty.id)
            if i.id in gaps
            for p in i.parents
            if p.instrument == treaty.id
        ),
        tuple(p for p in treaty.parents if p.rule == "implies"),
        treaty.prevails_over,
        tuple(
            g for g, r in gaps.items() if g != treaty.id and r.instrument.family == treaty.family
        ),
        binds_from(treaty, deposit) if deposit_on else None,
    )
