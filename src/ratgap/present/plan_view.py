"""Plans as tables and in words: the steps at a glance, each in full, all as a checklist."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from ratgap.api import Plans
from ratgap.assess.answer import Signed, Status, Strength
from ratgap.assess.joining import Way
from ratgap.assess.plan import Condition, Inquiry, Plan, PlanStep
from ratgap.assess.report import Asked, Peers
from ratgap.model import Clause, ClauseKind, Dataset, Parent
from ratgap.present import view as v
from ratgap.present.text import article, counted, mark, t, word
from ratgap.present.view import Column, Section, Table, View, asked, filled, how_many, table, to_do


def plan(dataset: Dataset, result: Plans) -> View:
    """Return ``result`` for a reader: a state alone in full, several at a glance."""
    notes = _notes(dataset, result)
    if len(result.plans) == 1:
        (only,) = result.plans
        return View((_state(dataset, only, notes), *_in_full(_PlanText(dataset, only), only)))
    title = t(
        "{who}, as of {day}: {sums}",
        who=how_many([plan.state for plan in result.plans]),
        day=result.query.as_of,
        sums=to_do(result.plans),
    )
    details = t("One state at a time, or with --format markdown, every step is told in full.")
    summary = Section(title, (*notes, details))
    return View((summary, *(_state(dataset, plan, ()) for plan in result.plans)))


def checklist(dataset: Dataset, result: Plans) -> str:
    """Return ``result`` as Markdown to take to a meeting: what is to be done has a box to tick."""
    from ratgap.gate import markdown as escaped

    blocks: list[str] = []
    for plan in result.plans:
        blocks.append(f"## {escaped(_headline(plan))}")
        if plan is result.plans[0]:
            blocks += map(escaped, _notes(dataset, result))
        blocks += map(escaped, _amended(dataset, plan))
        text = _PlanText(dataset, plan)
        steps = []
        for step in plan.steps:
            box = "" if step.brought_by else "[ ] "
            steps.append(f"- {box}**{escaped(text.heading(step), begins=False)}**")
            for label, line in text.lines(step):
                box = "[ ] " if label in (t("Must"), t("May")) else ""
                steps.append(f"  - {box}{escaped(label)}: {escaped(line, begins=False)}")
        blocks.append("\n".join(steps))
        deposits = [": ".join(deposit) for deposit in _deposits(dataset, plan)]
        inquiries = [_inquiry(inquiry) for inquiry in plan.unknown]
        for title, lines in (
            (t("Worth depositing together"), deposits),
            (t("To find out first ({count})", count=len(inquiries)), inquiries),
        ):
            if lines:
                blocks.append(f"### {escaped(title)}")
                blocks.append("\n".join(f"- [ ] {escaped(line)}" for line in lines))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _headline(plan: Plan) -> str:
    state = plan.state
    text = mark("{state} ({code}), as of {day}: {sums}")
    return t(text, state=state.name, code=state.code, day=plan.query.as_of, sums=to_do([plan]))


def _notes(dataset: Dataset, result: Plans) -> tuple[str, ...]:
    text = mark("With --deposit-on a day, the days of effect are counted.")
    if result.deposit_on:
        text = mark("Days of effect are counted from a deposit of everything on {day}.")
    return (*asked(dataset, result.query), t(text, day=result.deposit_on))


def _state(dataset: Dataset, plan: Plan, notes: tuple[str, ...]) -> Section:
    notes = (*notes, *_amended(dataset, plan))
    return Section(_headline(plan), notes, filled(*_tables(dataset, plan)))


def _amended(dataset: Dataset, plan: Plan) -> Iterator[str]:
    for inquiry in plan.unknown:
        for joined in inquiry.joined_amended:
            from ratgap.present.explain_view import considered_amended  # few plans need it

            parent = dataset.instruments[joined.parent.instrument].title
            yield f"{inquiry.instrument.usual}: {considered_amended(joined, parent)}"


def _tables(dataset: Dataset, plan: Plan) -> Iterator[Table]:
    text = _PlanText(dataset, plan)
    binds = Column("Binds from", lambda step: step.binding and step.binding.day)
    text_of = mark("{joined} of {total}")
    peers = Column(
        "Have joined",
        lambda s: s.peers and t(text_of, joined=s.peers[0].joined, total=s.peers[0].of),
        rank=2,
    )
    yield table(
        "",
        plan.steps,
        Column("No.", lambda step: text.positions[step.instrument.id], number=True),
        Column("Instrument", lambda step: step.instrument.title, wrap=True),
        Column("Act", text.act, wrap=True),
        Column("With", _depositaries, rank=1, wrap=True),
        *([binds] if plan.deposit_on else []),
        *([peers] if any(step.peers for step in plan.steps) else []),
        tone=lambda step: step.answer.status,
    )
    yield table(
        t("Worth depositing together"),
        _deposits(dataset, plan),
        Column("Family", itemgetter(0), wrap=True),
        Column("With", itemgetter(1), wrap=True),
        Column("Instruments", itemgetter(2), wrap=True),
    )
    waits = Column("Waits for it", lambda inquiry: list(inquiry.bears_on), wrap=True)
    yield table(
        t("To find out first ({count})", count=len(plan.unknown)),
        plan.unknown,
        Column("Instrument", lambda inquiry: inquiry.instrument.title, wrap=True),
        Column("Last known", _last_known),
        Column("Ask", lambda inquiry: list(inquiry.instrument.depositaries), wrap=True),
        *([waits] if any(inquiry.bears_on for inquiry in plan.unknown) else []),
        tone=lambda inquiry: inquiry.answer.status,
    )


def _in_full(text: _PlanText, plan: Plan) -> Iterator[Section]:
    """Yield a section for each step, its lines under labels that are not repeated."""
    for step in plan.steps:
        lines = []
        for label, group in groupby(text.lines(step), itemgetter(0)):
            # A cell of nothing would be a dash: a label that repeats is a blank.
            lines += [(" " if n else label, line) for n, (_, line) in enumerate(group)]
        columns = (Column("", itemgetter(0)), Column("", itemgetter(1), wrap=True))
        yield Section(text.heading(step), (), (table("", lines, *columns),))


def _deposits(dataset: Dataset, plan: Plan) -> Iterator[tuple[str, str, str]]:
    for package in plan.packages:
        family = dataset.families.get(package.family, package.family)
        by = package.by_depositary
        for ids, depositaries in groupby(by, key=lambda name: by[name]):
            yield family, ", ".join(depositaries), ", ".join(ids)


def _inquiry(inquiry: Inquiry) -> str:
    treaty, answer = inquiry.instrument, inquiry.answer
    parts = [treaty.title]
    if treaty.depositaries:
        parts.append(t("ask {depositaries}", depositaries=", ".join(treaty.depositaries)))
    known = " ".join(_last_known(inquiry))
    parts.append(t("last known: {last}", last=known) if answer.evidence else known)
    if inquiry.bears_on:
        parts.append(t("it holds up {instruments}", instruments=", ".join(inquiry.bears_on)))
    return t("; ").join(parts)


def _last_known(inquiry: Inquiry) -> tuple[str, ...]:
    # Most plans have nothing to find out, and need no report.
    from ratgap.present.report_view import last_known

    return last_known(inquiry.answer)


def _joined(peers: Peers) -> str:
    text = mark("{joined} of {total}: {group}")
    if peers.unknown:
        text = mark("{joined} of {total}, {unknown} not known: {group}")
    names = {"group": peers.group.title, "unknown": peers.unknown}
    return t(text, joined=peers.joined, total=peers.of, **names)


def _depositaries(step: PlanStep) -> str:
    return "" if step.brought_by else ", ".join(step.instrument.depositaries)


_AMENDED = (
    "who joins now is considered a party to it as amended by the {title}, in force since {since}, "
    "unless it says otherwise or the treaties provide otherwise (Vienna Convention on the Law of "
    "Treaties, article 40(5)): say which is meant"
)


class _PlanText:
    def __init__(self, dataset: Dataset, plan: Plan) -> None:
        self._titles = {id_: treaty.title for id_, treaty in dataset.instruments.items()}
        self.positions = {step.instrument.id: n for n, step in enumerate(plan.steps, 1)}
        self._dataset, self._query, self._state = dataset, plan.query, plan.state.code
        self._basis = dataset.bases[plan.query.basis].title if plan.query.basis else ""

    def heading(self, step: PlanStep) -> str:
        return (
            f"{self.positions[step.instrument.id]}. {step.instrument.title} ({step.instrument.id})"
        )

    def act(self, step: PlanStep) -> str:
        if step.brought_by:
            position = self.positions[step.brought_by[0].instrument]
            return t("comes with no. {position}", position=position)
        act = t("; ").join(_orders(step.ways, short=True))
        return t("check first, then {act}", act=act) if step.proof is Strength.OLD else act

    def lines(self, step: PlanStep) -> Iterator[tuple[str, str]]:
        if step.outside:
            yield t("Act"), t("not asked for, and needed by what was")
        elif step.asked:
            yield t("Asked"), self._asked(step.asked)
        if step.proof is Strength.OLD and step.answer.evidence and not step.brought_by:
            text = mark("with the depositary first whether it has joined since {day}, then:")
            yield t("Check"), t(text, day=step.answer.evidence.confirmed)
        for by in step.brought_by:
            text = mark(
                "needs no act of its own: it comes with the {title} (no. {position}){article}"
            )
            yield t("Act"), t(text, **self._cited(by))
        if step.ways or not step.brought_by:
            for act in _orders(step.ways):
                yield t("Act"), t("or on its own: {act}", act=act) if step.brought_by else act
        yield t("Stands"), _standing(step)
        if step.doubt or step.joined_amended:
            yield from self._beside(step)
        for amendment, since in () if step.brought_by else step.amended_by:
            yield t("Note"), t(_AMENDED, title=amendment.title, since=since)
        for peers in step.peers:
            yield t("Joined"), _joined(peers)
        depositaries = _depositaries(step)
        if depositaries:
            yield t("Deposit"), t("with {depositaries}", depositaries=depositaries)
        for condition in step.conditions:
            yield t("First"), self._condition(condition)
        for brought in step.brings:
            text = mark("makes it a party to the {title} as amended{article}")
            if brought.status is Status.UNKNOWN:
                text = mark(
                    "makes it a party to the {title} as amended, if it is not one yet{article}"
                )
            if not brought.status.joined:
                yield t("Brings"), t(text, **self._cited(brought.parent))
        for text, ids in (
            (mark("prevails over {titles}, between parties to both"), step.prevails_over),
            (mark("gives way to {titles}, between parties to both"), step.gives_way_to),
        ):
            if ids:
                yield t("Relation"), t(text, titles=", ".join(self._titles[id_] for id_ in ids))
        if step.binding or not step.possible:
            yield t("Binds"), self._binds(step)
        if not step.brought_by:
            yield from _declarations(step)
        code = step.instrument.short or step.instrument.id
        day, ages = v.on_day(self._query.as_of), v.by_age(self._query)
        yield t("Why"), v.command(self._dataset, f"explain {self._state} {code}", day, ages)
        yield t("Text"), v.command(self._dataset, f"instruments {code}")

    def _asked(self, asked: Asked) -> str:
        texts = {
            Asked.ASKED: mark("by {basis}"),
            Asked.SINCE: mark("it was adopted since {basis}, whose words are read to cover it"),
            Asked.NOT_ADDRESSED: mark("{basis} addresses others: it is measured by the same list"),
        }
        return t(texts[asked], basis=self._basis)

    def _beside(self, step: PlanStep) -> Iterator[tuple[str, str]]:
        from ratgap.present.explain_view import considered_amended, set_aside

        if step.doubt:
            yield t("Doubt"), set_aside(step.doubt)
        for joined in step.joined_amended:
            yield t("Ask"), considered_amended(joined, self._titles[joined.parent.instrument])

    def _condition(self, condition: Condition) -> str:
        asks = mark("only parties to the {title} may join{article}")
        if condition.parent.rule == "together":
            asks = mark("the {title} must be joined before or at the same time{article}")
        if not condition.open:
            standing = mark("that is not open to it, so this cannot be joined")
        elif condition.planned:
            standing = mark("no. {position} of this plan")
        elif condition.status is Status.UNKNOWN:
            standing = mark("whether it has joined that is not known; ask first")
        else:
            standing = mark("it has joined that")
        cited = self._cited(condition.parent)
        return t("{asked}: {standing}", asked=t(asks, **cited), standing=t(standing, **cited))

    def _cited(self, parent: Parent) -> dict[str, object]:
        id_ = parent.instrument
        cited = article(parent.article)
        return {"title": self._titles[id_], "position": self.positions.get(id_), "article": cited}

    def _binds(self, step: PlanStep) -> str:
        binding = step.binding
        if binding is None:
            return t("not yet: it, or what it depends on, is not in force")
        reason = _clause(binding.clause) + article(binding.clause.article)
        if binding.held_by == step.instrument.id:
            reason = t("{clause}, and not before its own entry into force", clause=reason)
        elif binding.held_by:
            text = mark("{clause} gives {counted}, but not before the {title} binds")
            title = self._titles[binding.held_by]
            reason = t(text, clause=reason, counted=binding.counted, title=title)
        if not binding.through:
            return t("from {day}: {reason}", day=binding.day, reason=reason)
        through = self._titles[binding.through]
        text = mark("from {day}, through the {through}: {reason}")
        return t(text, day=binding.day, through=through, reason=reason)


def _orders(ways: tuple[Way, ...], *, short: bool = False) -> Iterator[str]:
    """One where the act alone differs: "ratify or accept"; ``short``: the first, no article."""
    alike: dict[tuple[str, bool, bool | None], list[str]] = {}
    for way in ways:
        alike.setdefault(way[1:], []).append(word("order", way.act))
    for (cited, sign_first, if_signed), acts in alike.items():
        *others, act = acts[:1] if short else acts
        if others:
            act = t("{most} or {last}", most=", ".join(others), last=act)
        if cited and not short:
            act = f"{act} ({cited})"
        if sign_first:
            yield t("sign, then {act}", act=act)
        elif if_signed:
            yield t(mark("if signed: {act}") if short else mark("{act}, if it has signed"), act=act)
        elif if_signed is None or short:
            yield act
        else:
            yield t("{act}, if it has not signed", act=act)
    if not ways:
        yield t("no way to join is open on that day")


def _standing(step: PlanStep) -> str:
    """Return how the state stands to the treaty, and which source tells that."""
    answer, evidence = step.answer, step.answer.evidence
    if answer.ended:
        text = mark("left, from {day}")
    elif answer.signature:
        text = mark("signed on {day}, not consented")
    elif answer.signed is Signed.UNKNOWN:
        text = mark("not a party; whether it has signed is not known")
    else:
        text = mark("neither party nor signatory")
    signed = answer.signature.when if answer.signature else None
    day = answer.ended or (signed.latest if signed and signed.exact else signed)
    standing = t(text, day=day)
    if evidence is None:
        return standing
    source = t("confirmed to {day} by {source}", day=evidence.confirmed, source=evidence.source)
    return f"{standing} ({source})"


def _clause(clause: Clause) -> str:
    if clause.kind is ClauseKind.MONTH_START_AFTER:
        return counted(
            clause.count,
            "the first day of a month, {count} month after that of the deposit",
            "the first day of a month, {count} months after that of the deposit",
        )
    if not clause.count:
        return t("the day of the deposit")
    if clause.kind is ClauseKind.MONTHS_AFTER:
        return counted(
            clause.count, "{count} month after the deposit", "{count} months after the deposit"
        )
    return counted(clause.count, "{count} day after the deposit", "{count} days after the deposit")


def _declarations(step: PlanStep) -> Iterator[tuple[str, str]]:
    allowed, read = step.declarations, step.instrument.declarations_read
    if allowed is None:
        yield t("Declare"), t("no text was read for declarations and notifications")
        return
    for declaration in sorted(allowed, key=lambda d: not d.required):
        label = t("Must") if declaration.required else t("May")
        text = mark("{text} (article {article}; {source})")
        if declaration.when:
            text = mark("{text} (article {article}; {when}; {source})")
        yield label, t(text, **declaration._asdict())
    if allowed and read:
        yield t("Read"), t("for these: {read}", read=read)
    elif read:
        yield t("Declare"), t("nothing in what was read ({read})", read=read)
    elif not allowed:
        yield t("Declare"), t("nothing in what was read")
