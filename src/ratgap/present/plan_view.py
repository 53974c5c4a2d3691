"""Plans as tables: the steps at a glance, then each step in full."""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.api import Plans
from ratgap.assess.plan import Plan, PlanStep
from ratgap.model import Dataset
from ratgap.present import plan_text
from ratgap.present.plan_text import PlanText
from ratgap.present.text import t
from ratgap.present.view import Column, Section, Table, View, kinds, table


def plan(dataset: Dataset, result: Plans) -> View:
    """Return ``result`` for a reader: a state alone in full, several at a glance."""
    notes = plan_text.notes(dataset, result)
    if len(result.plans) == 1:
        (only,) = result.plans
        return View((_state(dataset, only, notes), *_in_full(dataset, only)))
    sections = (_state(dataset, plan, ()) for plan in result.plans)
    return View((_summary(result, notes), *sections))


def _summary(result: Plans, notes: tuple[str, ...]) -> Section:
    title = t(
        "{count} {kinds}, as of {day}: {steps} to join, {unknown} to find out",
        count=len(result.plans),
        kinds=kinds(plan.state for plan in result.plans),
        day=result.query.as_of,
        steps=sum(len(plan.steps) for plan in result.plans),
        unknown=sum(len(plan.unknown) for plan in result.plans),
    )
    details = t("One state at a time, or with --format markdown, every step is told in full.")
    return Section(title, (*notes, details))


def _state(dataset: Dataset, plan: Plan, notes: tuple[str, ...]) -> Section:
    state = plan.state
    if state.since and plan.query.as_of < state.since:
        notes = (*notes, t("{name} has existed since {day}.", name=state.name, day=state.since))
    tables = (_steps(dataset, plan), _packages(dataset, plan), _unknown(plan))
    return Section(plan_text.headline(plan), notes, tuple(t for t in tables if t.rows))


def _steps(dataset: Dataset, plan: Plan) -> Table:
    text = PlanText(dataset, plan)

    def depositaries(step: PlanStep) -> str:
        return "" if step.brought_by else ", ".join(step.instrument.depositaries)

    binds = Column("Binds from", lambda step: step.binding and step.binding.day)
    return table(
        "",
        plan.steps,
        Column("No.", text.position, number=True),
        Column("Instrument", lambda step: step.instrument.title, wrap=True),
        Column("Act", text.act, wrap=True),
        Column("With", depositaries, rank=1, wrap=True),
        *([binds] if plan.deposit_on else []),
        tone=lambda step: step.answer.status,
    )


def _packages(dataset: Dataset, plan: Plan) -> Table:
    return table(
        plan_text.together(),
        plan_text.deposits(dataset, plan),
        Column("Family", lambda deposit: deposit.family, wrap=True),
        Column("With", lambda deposit: deposit.depositaries, wrap=True),
        Column("Instruments", lambda deposit: deposit.instruments, wrap=True),
    )


def _unknown(plan: Plan) -> Table:
    waiting = any(inquiry.bears_on for inquiry in plan.unknown)
    waits = Column("Waits for it", lambda inquiry: list(inquiry.bears_on), wrap=True)
    return table(
        plan_text.to_find_out(plan),
        plan.unknown,
        Column("Instrument", lambda inquiry: inquiry.instrument.title, wrap=True),
        Column("Last known", plan_text.last),
        Column("Ask", lambda inquiry: list(inquiry.instrument.depositaries), wrap=True),
        *([waits] if waiting else []),
        tone=lambda inquiry: inquiry.answer.status,
    )


def _in_full(dataset: Dataset, plan: Plan) -> Iterator[Section]:
    """Yield a section for each step, its lines under labels that are not repeated."""
    text = PlanText(dataset, plan)
    for step in plan.steps:
        lines: list[tuple[str, str]] = []
        before = ""  # a cell of nothing would be a dash: a label that repeats is a blank
        for line in text.lines(step):
            lines.append((" " if line.label == before else line.label, line.text))
            before = line.label
        columns = (
            Column("", lambda line: line[0]),
            Column("", lambda line: line[1], wrap=True),
        )
        yield Section(text.heading(step), (), (table("", lines, *columns),))
