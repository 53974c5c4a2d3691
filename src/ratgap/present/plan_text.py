"""Plans in words: headlines, each step as lines, and the whole as a checklist in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ratgap.api import Plans
from ratgap.assess.answer import Signed, Status
from ratgap.assess.joining import Way
from ratgap.assess.plan import Condition, Inquiry, Plan, PlanStep
from ratgap.model import Clause, ClauseKind, Dataset, Declaration, Parent
from ratgap.present.text import article, t, word
from ratgap.present.view import asked


class Line(NamedTuple):
    """One thing to know for a step or, where it has a ``box`` to tick, to do."""

    label: str
    text: str
    box: bool = False


def headline(plan: Plan) -> str:
    """Return the headline of one state's plan."""
    counts = {"steps": len(plan.steps), "unknown": len(plan.unknown)}
    values = {"name": plan.state.name, "code": plan.state.code, "day": plan.query.as_of, **counts}
    if plan.steps:
        return t("{name} ({code}), as of {day}: {steps} to join, {unknown} to find out", **values)
    if plan.unknown:
        return t("{name} ({code}), as of {day}: nothing to join, {unknown} to find out", **values)
    return t("{name} ({code}), as of {day}: nothing to join", **values)


def notes(dataset: Dataset, result: Plans) -> tuple[str, ...]:
    """Return what was asked for, and from which day effects are counted."""
    day = result.deposit_on
    if day:
        counted = t("Days of effect are counted from a deposit of everything on {day}.", day=day)
    else:
        counted = t("With --deposit-on a day, the days of effect are counted.")
    return (*asked(dataset, result.query), counted)


class Deposit(NamedTuple):
    """Instruments of one family worth depositing together with the same depositaries."""

    family: str
    depositaries: str
    instruments: str


def deposits(dataset: Dataset, plan: Plan) -> Iterator[Deposit]:
    """Yield what is worth depositing together."""
    for package in plan.packages:
        family = dataset.families.get(package.family, package.family)
        by = package.by_depositary
        for ids, depositaries in groupby(by, key=lambda name: by[name]):
            yield Deposit(family, ", ".join(depositaries), ", ".join(ids))


def together() -> str:
    """Return the heading over what is worth depositing together."""
    return t("Worth depositing together")


def to_find_out(plan: Plan) -> str:
    """Return the heading over what is not known."""
    return t("To find out first ({count})", count=len(plan.unknown))


def checklist(dataset: Dataset, result: Plans) -> str:
    """Return ``result`` as Markdown to take to a meeting: what is to be done has a box to tick."""
    from ratgap.present.markdown import escaped

    lines: list[str] = []
    for plan in result.plans:
        lines += [f"## {escaped(headline(plan))}", ""]
        if plan is result.plans[0]:
            for note in notes(dataset, result):
                lines += [escaped(note), ""]
        text = PlanText(dataset, plan)
        for step in plan.steps:
            box = "" if step.brought_by else "[ ] "
            lines.append(f"- {box}**{escaped(text.heading(step))}**")
            for line in text.lines(step):
                box = "[ ] " if line.box else ""
                lines.append(f"  - {box}{escaped(line.label)}: {escaped(line.text)}")
        if plan.steps:
            lines.append("")
        if plan.packages:
            lines += [f"### {escaped(together())}", ""]
            for family, depositaries, ids in deposits(dataset, plan):
                lines.append(f"- [ ] {escaped(f'{family}: {depositaries}: {ids}')}")
            lines.append("")
        if plan.unknown:
            lines += [f"### {escaped(to_find_out(plan))}", ""]
            lines += [f"- [ ] {escaped(_inquiry(inquiry))}" for inquiry in plan.unknown]
            lines.append("")
    return "\n".join(lines)


def last(inquiry: Inquiry) -> tuple[str, ...]:
    """Return what was last known, or why nothing is."""
    # Most plans have nothing to find out, and need no report.
    from ratgap.present.report_view import last_known

    return last_known(inquiry.answer)


def _inquiry(inquiry: Inquiry) -> str:
    treaty, answer = inquiry.instrument, inquiry.answer
    parts = [treaty.title]
    if treaty.depositaries:
        parts.append(t("ask {depositaries}", depositaries=", ".join(treaty.depositaries)))
    known = " ".join(last(inquiry))
    parts.append(t("last known: {last}", last=known) if answer.evidence else known)
    if inquiry.bears_on:
        parts.append(t("{instruments} wait for it", instruments=", ".join(inquiry.bears_on)))
    return "; ".join(parts)


class PlanText:
    """Tells the steps of one plan."""

    def __init__(self, dataset: Dataset, plan: Plan) -> None:
        """Take what the sentences refer to."""
        self._instruments = dataset.instruments
        self._positions = {step.instrument.id: n for n, step in enumerate(plan.steps, 1)}

    def position(self, step: PlanStep) -> int:
        """Return the number of a step."""
        return self._positions[step.instrument.id]

    def heading(self, step: PlanStep) -> str:
        """Return the heading of one step."""
        treaty = step.instrument
        return f"{self.position(step)}. {treaty.title} ({treaty.id})"

    def act(self, step: PlanStep) -> str:
        """Return the act that closes the gap, the first of those alike, for a narrow column."""
        if step.brought_by:
            position = self._positions[step.brought_by[0].instrument]
            return t("comes with no. {position}", position=position)
        return "; ".join(_order(ways[:1], short=True) for ways in _alike(step.ways)) or _no_way()

    def lines(self, step: PlanStep) -> Iterator[Line]:
        """Yield everything that is known of a step."""
        yield from self._acts(step)
        yield Line(t("Stands"), _standing(step))
        depositaries = ", ".join(step.instrument.depositaries)
        if depositaries and not step.brought_by:
            yield Line(t("Deposit"), t("with {depositaries}", depositaries=depositaries))
        for condition in step.conditions:
            yield Line(t("First"), self._condition(condition))
        yield from self._relations(step)
        if step.binding or not step.possible:
            yield Line(t("Binds"), self._binds(step))
        if not step.brought_by:
            yield from _declarations(step)

    def _title(self, instrument: str) -> str:
        return self._instruments[instrument].title

    def _acts(self, step: PlanStep) -> Iterator[Line]:
        label = t("Act")
        if step.outside:
            yield Line(label, t("not asked for, and needed by what was"))
        for by in step.brought_by:
            comes = t(
                "needs no act of its own: it comes with the {title} (no. {position}){article}",
                title=self._title(by.instrument),
                position=self._positions[by.instrument],
                article=article(by.article),
            )
            yield Line(label, comes)
        orders = [_order(ways) for ways in _alike(step.ways)]
        for order in orders:
            yield Line(label, t("or on its own: {act}", act=order) if step.brought_by else order)
        if not (orders or step.brought_by):
            yield Line(label, _no_way())

    def _condition(self, condition: Condition) -> str:
        parent = condition.parent
        if not condition.open:
            standing = t("that is not open to it, so this cannot be joined")
        elif condition.planned:
            standing = t("no. {position} of this plan", position=self._positions[parent.instrument])
        elif condition.status is Status.UNKNOWN:
            standing = t("whether it has joined that is not known; ask first")
        else:
            standing = t("it has joined that")
        values = {**self._cited(parent), "standing": standing}
        if parent.rule == "together":
            return t(
                "the {title} must be joined before or at the same time{article}: {standing}",
                **values,
            )
        return t("only parties to the {title} may join{article}: {standing}", **values)

    def _relations(self, step: PlanStep) -> Iterator[Line]:
        for brought in step.brings:
            values = self._cited(brought.parent)
            if brought.status is Status.UNKNOWN:
                brings = t(
                    "makes it a party to the {title} as amended, if it is not one yet{article}",
                    **values,
                )
                yield Line(t("Brings"), brings)
            elif not brought.status.joined:
                brings = t("makes it a party to the {title} as amended{article}", **values)
                yield Line(t("Brings"), brings)
        if step.prevails_over:
            titles = ", ".join(map(self._title, step.prevails_over))
            relation = t("prevails over {titles}, between parties to both", titles=titles)
            yield Line(t("Relation"), relation)
        if step.gives_way_to:
            titles = ", ".join(map(self._title, step.gives_way_to))
            relation = t("gives way to {titles}, between parties to both", titles=titles)
            yield Line(t("Relation"), relation)

    def _cited(self, parent: Parent) -> dict[str, str]:
        return {"title": self._title(parent.instrument), "article": article(parent.article)}

    def _binds(self, step: PlanStep) -> str:
        binding = step.binding
        if binding is None:
            return t("not yet: it, or what it depends on, is not in force")
        values = {
            "day": binding.day,
            "clause": _clause(binding.clause),
            "article": article(binding.clause.article),
        }
        if binding.through:
            through = self._title(binding.through)
            effect = t(
                "from {day}, through the {through}: {clause}{article}", through=through, **values
            )
        else:
            effect = t("from {day}: {clause}{article}", **values)
        if binding.held_by == step.instrument.id:
            return t("{effect}, and not before its own entry into force", effect=effect)
        if binding.held_by:
            return t(
                "{effect} gives {counted}, but not before the {title} binds",
                effect=effect,
                counted=binding.counted,
                title=self._title(binding.held_by),
            )
        return effect


def _no_way() -> str:
    return t("no way to join is open on that day")


def _alike(ways: tuple[Way, ...]) -> list[tuple[Way, ...]]:
    """Return the ways grouped by all but the kind of act, in their order."""
    groups: dict[tuple[str, bool, bool | None], list[Way]] = {}
    for way in ways:
        groups.setdefault((way.article, way.sign_first, way.if_signed), []).append(way)
    return [tuple(group) for group in groups.values()]


def _order(ways: tuple[Way, ...], *, short: bool = False) -> str:
    """Return acts that differ in kind alone as one order: "ratify, accept or approve"."""
    first = ways[0]
    *others, act = (word("order", way.act) for way in ways)
    if others:
        act = t("{most} or {last}", most=", ".join(others), last=act)
    if first.sign_first:
        act = t("sign, then {act}", act=act)
    if first.article and not short:
        act = f"{act} ({first.article})"
    if first.if_signed is None or (short and not first.if_signed):
        return act
    if short:
        return t("if signed: {act}", act=act)
    if first.if_signed:
        return t("{act}, if it has signed", act=act)
    return t("{act}, if it has not signed", act=act)


def _standing(step: PlanStep) -> str:
    """Return how the state stands to the treaty, and which source tells that."""
    answer, evidence = step.answer, step.answer.evidence
    if answer.ended:
        standing = t("left, from {day}", day=answer.ended)
    elif answer.signature:
        standing = t("signed on {day}, not consented", day=answer.signature.when)
    elif answer.signed is Signed.UNKNOWN:
        standing = t("not a party; whether it has signed is not known")
    else:
        standing = t("neither party nor signatory")
    if evidence is None:
        return standing
    return t(
        "{standing} (confirmed to {day} by {source})",
        standing=standing,
        day=evidence.confirmed,
        source=evidence.source,
    )


def _clause(clause: Clause) -> str:
    """Return how ``clause`` counts from a deposit."""
    count = clause.count
    if clause.kind is ClauseKind.MONTH_START_AFTER:
        return t("the first day of a month, {count} months after that of the deposit", count=count)
    if not count:
        return t("the day of the deposit")
    if clause.kind is ClauseKind.MONTHS_AFTER:
        return t("{count} months after the deposit", count=count)
    return t("{count} days after the deposit", count=count)


def _declarations(step: PlanStep) -> Iterator[Line]:
    allowed, read = step.declarations, step.instrument.declarations_read
    if allowed is None:
        yield Line(t("Declare"), t("no text was read for declarations and notifications"))
        return
    for declaration in sorted(allowed, key=lambda d: not d.required):
        label = t("Must") if declaration.required else t("May")
        yield Line(label, _declaration(declaration), box=True)
    if allowed and read:
        yield Line(t("Read"), t("for these: {read}", read=read))
    elif read:
        yield Line(t("Declare"), t("nothing in what was read ({read})", read=read))
    elif not allowed:
        yield Line(t("Declare"), t("nothing in what was read"))


def _declaration(declaration: Declaration) -> str:
    values = {
        "text": declaration.text,
        "article": declaration.article,
        "when": declaration.when,
        "source": declaration.source,
    }
    if declaration.when:
        return t("{text} (article {article}; {when}; {source})", **values)
    return t("{text} (article {article}; {source})", **values)
