"""One step of a plan in words: the act, with whom, what first, what it brings, when it binds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ratgap.assess.answer import Signed, Status
from ratgap.assess.joining import Way
from ratgap.assess.plan import Condition, PlanStep
from ratgap.model import Clause, ClauseKind, Dataset, Declaration
from ratgap.present.labels import Say
from ratgap.present.steps import article


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know or, where it is ``to_do``, to do for a step. ``label`` names its kind."""

    label: str
    text: str
    to_do: bool = False


class Teller:
    """Tells the steps of one plan; ``positions`` are their numbers by instrument."""

    def __init__(self, dataset: Dataset, positions: Mapping[str, int], say: Say) -> None:
        """Take what the sentences refer to."""
        self.dataset = dataset
        self.positions = positions
        self.say = say

    def act(self, step: PlanStep) -> str:
        """Return the act that closes the gap, the first of those alike, for a narrow column."""
        if step.brought_by:
            by = step.brought_by[0].instrument
            return self.say("do.comes", position=self.positions[by])
        orders = [self._order(ways[:1], short=True) for ways in _alike(step.ways)]
        return "; ".join(orders) or self.say("do.none")

    def lines(self, step: PlanStep) -> Iterator[Line]:
        """Yield everything that is known of a step."""
        yield from self._acts(step)
        yield Line("stands", self._standing(step))
        depositaries = ", ".join(step.instrument.depositaries)
        if depositaries and not step.brought_by:
            yield Line("deposit", self.say("line.deposit.with", depositaries=depositaries))
        yield from self._conditions(step)
        yield from self._relations(step)
        if step.binding or not step.possible:
            yield from self._binds(step)
        if not step.brought_by:
            yield from self._declarations(step)

    def binds(self, step: PlanStep) -> str:
        """Return the day on which a step would bind, for a narrow column."""
        return step.binding.day.isoformat() if step.binding else ""

    def title(self, instrument: str) -> str:
        """Return the short title of an instrument."""
        return self.dataset.instruments[instrument].title

    def _acts(self, step: PlanStep) -> Iterator[Line]:
        if step.outside:
            yield Line("act", self.say("line.needed"))
        for by in step.brought_by:
            comes = self.say(
                "line.comes",
                title=self.title(by.instrument),
                position=self.positions[by.instrument],
                article=article(by.article, self.say),
            )
            yield Line("act", comes)
        orders = [self._order(ways) for ways in _alike(step.ways)]
        for order in orders:
            told = self.say("line.own", act=order) if step.brought_by else order
            yield Line("act", told, to_do=not step.brought_by)
        if not (orders or step.brought_by):
            yield Line("act", self.say("do.none"))

    def _order(self, ways: tuple[Way, ...], *, short: bool = False) -> str:
        """Return acts that differ in kind alone as one order: "ratify, accept or approve"."""
        say, first = self.say, ways[0]
        *most, last = (say(f"do.{way.act}") for way in ways)
        act = say("do.or", most=", ".join(most), last=last) if most else last
        if first.sign_first:
            act = say("do.sign", act=act)
        if first.article and not short:
            act = say("do.cited", act=act, article=first.article)
        if first.if_signed is None:
            return act
        key = "do.if-signed" if first.if_signed else "do.if-not-signed"
        return say(f"{key}.short" if short else key, act=act)

    def _standing(self, step: PlanStep) -> str:
        say, answer = self.say, step.row.answer
        if answer.ended:
            told = say("line.stands.left", day=answer.ended)
        elif answer.signature:
            told = say("line.stands.signed", day=answer.signature.when)
        elif answer.signed is Signed.UNKNOWN:
            told = say("line.stands.unsigned-unknown")
        else:
            told = say("line.stands.none")
        if answer.evidence is None:
            return told
        confirmed, source = answer.evidence.confirmed, answer.evidence.source
        return say("line.evidence", standing=told, day=confirmed, source=source)

    def _conditions(self, step: PlanStep) -> Iterator[Line]:
        for condition in step.conditions:
            parent = condition.parent
            told = self.say(
                f"line.{parent.rule}",
                title=self.title(parent.instrument),
                article=article(parent.article, self.say),
                standing=self._parent(condition),
            )
            yield Line("first", told)

    def _parent(self, condition: Condition) -> str:
        if not condition.open:
            return self.say("line.is-closed")
        if condition.planned:
            return self.say("line.is-step", position=self.positions[condition.parent.instrument])
        if condition.status is Status.UNKNOWN:
            return self.say("line.is-unknown")
        return self.say("line.is-joined")

    def _relations(self, step: PlanStep) -> Iterator[Line]:
        for brought in step.brings:
            if not brought.status.joined:
                key = "unknown" if brought.status is Status.UNKNOWN else "party"
                cited = article(brought.parent.article, self.say)
                title = self.title(brought.parent.instrument)
                yield Line("brings", self.say(f"line.brings.{key}", title=title, article=cited))
        for key, others in (
            ("prevails", step.prevails_over),
            ("gives-way", step.gives_way_to),
        ):
            if others:
                titles = ", ".join(map(self.title, others))
                yield Line("relation", self.say(f"line.{key}", titles=titles))

    def _binds(self, step: PlanStep) -> Iterator[Line]:
        found, say = step.binding, self.say
        if found is None:
            yield Line("binds", say("line.binds.never"))
            return
        clause, cited = clause_in_words(found.clause, say), article(found.clause.article, say)
        if found.through:
            through = self.title(found.through)
            told = say(
                "line.binds.through", day=found.day, through=through, clause=clause, article=cited
            )
        else:
            told = say("line.binds.on", day=found.day, clause=clause, article=cited)
        if found.held_by == step.instrument.id:
            told = say("line.binds.not-before-entry", told=told)
        elif found.held_by:
            told = say(
                "line.binds.not-before",
                told=told,
                counted=found.counted,
                title=self.title(found.held_by),
            )
        yield Line("binds", told)

    def _declarations(self, step: PlanStep) -> Iterator[Line]:
        say, declared, read = self.say, step.declarations, step.instrument.declarations_read
        if declared is None:
            yield Line("declare", say("line.declare.unread"))
            return
        for declaration in sorted(declared, key=lambda d: not d.required):
            label = "must" if declaration.required else "may"
            yield Line(label, self._declaration(declaration), to_do=True)
        if not declared and not read:
            yield Line("declare", say("line.declare.none.whole"))
        elif not declared:
            yield Line("declare", say("line.declare.none", read=read))
        elif read:
            yield Line("read", say("line.read.for", read=read))

    def _declaration(self, found: Declaration) -> str:
        key = "line.declaration" if found.when else "line.declaration.no-when"
        return self.say(
            key, text=found.text, article=found.article, when=found.when, source=found.source
        )


def clause_in_words(clause: Clause, say: Say) -> str:
    """Return how ``clause`` counts from a deposit."""
    if not clause.count and clause.kind is not ClauseKind.MONTH_START_AFTER:
        return say("clause.deposit")
    return say(f"clause.{clause.kind}", count=clause.count)


def _alike(ways: Iterable[Way]) -> Iterator[tuple[Way, ...]]:
    """Yield the ways grouped by all but the kind of act, in their order."""
    found: dict[tuple[str, bool, bool | None], list[Way]] = {}
    for way in ways:
        found.setdefault((way.article, way.sign_first, way.if_signed), []).append(way)
    yield from (tuple(group) for group in found.values())
