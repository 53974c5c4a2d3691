"""How to close each gap, in an order in which it can be done (seed paragraphs 5, 9, 12, 15)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial

from ratgap.assess.answer import Answer, Status, Strength
from ratgap.assess.doubts import JoinedAmended, amended_by, joined_amended
from ratgap.assess.force import Binding, binding
from ratgap.assess.joining import Way, joining_order, ways_to_join
from ratgap.assess.report import (
    Asked,
    InstrumentAnswer,
    Peers,
    Query,
    StateReport,
    entry_of,
    group_beside,
    peers_of,
    report,
)
from ratgap.model import Act, Dataset, Declaration, Instrument, Parent, State
from ratgap.named import NamedTuple


class Condition(NamedTuple):
    """Another treaty on which a step bears, and how the state stands to it.

    ``planned``: joining it is a step of the same plan. ``open``: the state may join it at all.
    """

    parent: Parent
    status: Status
    planned: bool
    open: bool = True


class PlanStep(NamedTuple):
    """One treaty to join, and how the state stands to it before.

    ``outside``: it was not asked for; a treaty that was needs it. ``conditions``: the parents that
    only their parties, or those that join at the same time, may follow up. ``brought_by``:
    protocols of this plan that bring it along, so that it needs no act of its own. ``brings``:
    treaties to which joining this one makes a non-party a party as amended. ``prevails_over`` and
    ``gives_way_to``: between parties to both. ``binding``: when it would bind, None where no day
    of deposit was given or where it would not bind at all. ``declarations``: None where no text
    was read for them. ``proof``: one that is old is checked with the depositary first.
    ``joined_amended``: treaties that the state joined when this amendment to them was in force,
    ``amended_by``: amendments to this one that are, each since when. ``peers``: those whom the
    basis addresses, and those of the state's part of the world.
    """

    instrument: Instrument
    answer: Answer
    outside: bool
    ways: tuple[Way, ...]
    conditions: tuple[Condition, ...]
    brought_by: tuple[Parent, ...]
    brings: tuple[Condition, ...]
    prevails_over: tuple[str, ...]
    gives_way_to: tuple[str, ...]
    declarations: tuple[Declaration, ...] | None
    binding: Binding | None = None
    proof: Strength | None = None
    asked: Asked | None = None
    doubt: Act | None = None
    joined_amended: tuple[JoinedAmended, ...] = ()
    amended_by: tuple[tuple[Instrument, date], ...] = ()
    peers: tuple[Peers, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether some act, of its own or on a protocol, can close the gap."""
        return bool(self.ways or self.brought_by) and all(c.open for c in self.conditions)


class Package(NamedTuple):
    """Treaties of one family worth depositing together, and with whom each is deposited."""

    family: str
    instruments: tuple[str, ...]
    by_depositary: dict[str, tuple[str, ...]]


class Inquiry(NamedTuple):
    """What is not known, and the steps of the plan that wait for it (``bears_on``).

    ``joined_amended``: treaties that the state joined when this amendment to them was in force.
    """

    instrument: Instrument
    answer: Answer
    outside: bool
    bears_on: tuple[str, ...]
    joined_amended: tuple[JoinedAmended, ...] = ()


class Plan(NamedTuple):
    """The steps in order, what to deposit together, and what must be found out."""

    state: State
    query: Query
    deposit_on: date | None
    steps: tuple[PlanStep, ...]
    packages: tuple[Package, ...]
    unknown: tuple[Inquiry, ...]


def plan(dataset: Dataset, query: Query, deposit_on: date | None = None) -> tuple[Plan, ...]:
    """Return, for each state of ``query``, the acts that close its gaps, in a possible order.

    A parent stands before the protocols that only its parties may join, even where the parent
    itself was not asked for; a protocol that brings its parent along stands before that parent.
    Of what is possible next, what is best proved comes first, then what can be deposited together.
    ``deposit_on`` is the day on which everything is deposited. Raises ImpossibleOrderError where
    the treaties' conditions run in a circle, and KeyError as ``report`` does.
    """
    # A circle is told even where no step is on it.
    joining_order(dataset)
    asked = report(dataset, query).states
    # The same groups are told beside the gaps of every state.
    peers = cache(partial(peers_of, dataset, query))
    return tuple(_Planner(dataset, query, deposit_on, one, peers).plan() for one in asked)


class _Planner:
    """The plan of one state: ``known`` is where it stands, under what was asked for and needed."""

    def __init__(
        self,
        dataset: Dataset,
        query: Query,
        deposit_on: date | None,
        asked: StateReport,
        peers: Callable[[str, str], Peers],
    ) -> None:
        self.dataset = dataset
        self.query = query
        self.deposit_on = deposit_on
        self.state = asked.state
        self.peers = peers
        self.asked = {entry.instrument.id for entry in asked.instruments}
        self.known = {entry.instrument.id: entry for entry in asked.instruments}
        for entry in asked.instruments:
            if entry.gap:
                self._add_parents(entry.instrument)
        self.gaps = {id_: entry for id_, entry in self.known.items() if entry.gap}
        self.groups = self._groups()

    def plan(self) -> Plan:
        """Return the steps in order, the later ones counted from the earlier."""
        steps: dict[str, PlanStep] = {}
        ranks = self._ranks()
        for id_ in joining_order(self.dataset, self.gaps, ranks.__getitem__):
            step = self._step(self.gaps[id_], steps)
            if self.deposit_on:
                step = step._replace(binding=self._binding(step, steps, self.deposit_on))
            steps[id_] = step
        ordered = tuple(steps.values())
        packages, inquiries = tuple(_packages(ordered)), tuple(self._inquiries())
        return Plan(self.state, self.query, self.deposit_on, ordered, packages, inquiries)

    def _ranks(self) -> dict[str, tuple[bool, int, int]]:
        """Proved recently first, then what one depositary takes of a family, then their order."""
        places = {id_: n for n, id_ in enumerate(self.dataset.instruments)}
        together: dict[tuple[object, ...], list[str]] = {}
        for id_, gap in self.gaps.items():
            treaty = gap.instrument
            alone = "" if treaty.family and treaty.depositaries else id_
            key = (self._doubtful(id_), treaty.family, treaty.depositaries, alone)
            together.setdefault(key, []).append(id_)
        return {
            id_: (bool(key[0]), -len(ids), min(places[other] for other in ids))
            for key, ids in together.items()
            for id_ in ids
        }

    def _doubtful(self, id_: str) -> bool:
        """Whether a step is to be checked first: its proof is old, or it waits for one such."""
        entry = self._entry(id_)
        if entry.answer.status.joined:
            return False
        return entry.proof is not Strength.RECENT or any(
            self._doubtful(parent.instrument)
            for parent in entry.instrument.parents
            if parent.first and self._open(parent.instrument)
        )

    def _groups(self) -> tuple[str, ...]:
        """Return the group that is asked to join, and the part of the world, where told."""
        group = group_beside(self.dataset, self.query.basis)
        regions = (
            group.id
            for group in self.dataset.groups.values()
            if group.kind == "region" and self.state.code in group.on(self.query.as_of)
        )
        return tuple(filter(None, (group, *regions)))

    def _entry(self, id_: str) -> InstrumentAnswer:
        if id_ not in self.known:
            treaty = self.dataset.instruments[id_]
            entry = entry_of(self.dataset, self.query, self.state.code, treaty)
            # The basis did not ask for it: what it asked for needs it.
            self.known[id_] = entry._replace(asked=None)
        return self.known[id_]

    def _add_parents(self, treaty: Instrument) -> None:
        for parent in treaty.parents:
            known = parent.instrument in self.known
            if not (parent.first and self._open(parent.instrument)):
                continue
            entry = self._entry(parent.instrument)
            if entry.gap and not known:
                self._add_parents(entry.instrument)

    def _open(self, id_: str) -> bool:
        return self.dataset.open_to(self.state.code, id_)

    def _condition(self, parent: Parent) -> Condition:
        id_ = parent.instrument
        return Condition(parent, self._entry(id_).answer.status, id_ in self.gaps, self._open(id_))

    def _step(self, gap: InstrumentAnswer, earlier: dict[str, PlanStep]) -> PlanStep:
        treaty = gap.instrument
        day, max_age = self.deposit_on or self.query.as_of, self.query.max_age
        declarations = treaty.declarations
        if declarations is not None and self.state.kind == "state":
            declarations = tuple(d for d in declarations if not d.organisations_only)
        return PlanStep(
            instrument=treaty,
            answer=gap.answer,
            outside=treaty.id not in self.asked,
            ways=ways_to_join(treaty, self.state, gap.answer, day),
            conditions=tuple(self._condition(p) for p in treaty.parents if p.first),
            brought_by=tuple(
                Parent(protocol.id, p.rule, p.article)
                for protocol, p in self.dataset.children(treaty.id)
                if not p.first and protocol.id in earlier and earlier[protocol.id].possible
            ),
            brings=tuple(self._condition(p) for p in treaty.parents if not p.first),
            # Between parties to both, the later treaty says which of them governs (VCLT art. 30).
            prevails_over=treaty.prevails_over,
            gives_way_to=tuple(
                other.id
                for other in self.dataset.instruments.values()
                if treaty.id in other.prevails_over and other.adopted <= self.query.as_of
            ),
            declarations=declarations,
            proof=gap.proof,
            asked=gap.asked,
            doubt=gap.doubt,
            joined_amended=tuple(joined_amended(self.dataset, treaty, gap.answer, max_age)),
            amended_by=amended_by(self.dataset, treaty.id, day),
            peers=tuple(self.peers(group, treaty.id) for group in self.groups),
        )

    def _binding(
        self, step: PlanStep, earlier: dict[str, PlanStep], deposit: date
    ) -> Binding | None:
        """By a protocol that brings it, else by its own clause; not before parents asked for."""
        if not step.possible:
            return None
        if step.brought_by:
            # No act of its own is needed: it binds with the first protocol that brings it.
            by_protocol = {p.instrument: earlier[p.instrument].binding for p in step.brought_by}
            brought = [b._replace(through=id_) for id_, b in by_protocol.items() if b]
            return min(brought, key=lambda b: b.day, default=None)
        own = binding(step.instrument, deposit)
        for condition in step.conditions:
            if not own or not (condition.planned or condition.status.joined):
                continue
            parent_day = self._parent_binds(condition, earlier)
            if parent_day is None:
                return None
            if parent_day > own.day:
                own = own._replace(day=parent_day, held_by=condition.parent.instrument)
        return own

    def _parent_binds(self, condition: Condition, earlier: dict[str, PlanStep]) -> date | None:
        """Return the day from which a parent binds; the calendar's first if it does already."""
        id_ = condition.parent.instrument
        if condition.planned:
            planned = earlier[id_].binding
            return planned.day if planned else None
        joined = self._entry(id_).answer
        if joined.status is Status.PARTY:
            return date.min
        return joined.in_force.latest if joined.in_force else None

    def _inquiries(self) -> Iterator[Inquiry]:
        waiting: dict[str, list[str]] = {}
        for id_, gap in self.gaps.items():
            for parent in gap.instrument.parents:
                if parent.first:
                    waiting.setdefault(parent.instrument, []).append(id_)
        for id_, entry in self.known.items():
            asked, bears_on = id_ in self.asked, tuple(waiting.get(id_, ()))
            if entry.answer.status is Status.UNKNOWN and (asked or bears_on):
                treaty, answer = entry.instrument, entry.answer
                amended = joined_amended(self.dataset, treaty, answer, self.query.max_age)
                yield Inquiry(treaty, answer, not asked, bears_on, tuple(amended))


def _packages(steps: tuple[PlanStep, ...]) -> Iterator[Package]:
    for family in dict.fromkeys(s.instrument.family for s in steps if s.instrument.family):
        own = [s for s in steps if s.instrument.family == family]
        # What a protocol brings along is no deposit: one deposit alone is no package.
        acts = [s.instrument for s in own if not s.brought_by]
        if len(acts) > 1:
            depositaries = dict.fromkeys(d for treaty in acts for d in treaty.depositaries)
            by = {d: tuple(t.id for t in acts if d in t.depositaries) for d in depositaries}
            yield Package(family, tuple(s.instrument.id for s in own), by)
