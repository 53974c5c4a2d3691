"""Plans as tables: the steps at a glance, then each step in full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ratgap.assess.plan import Plan, PlanStep
from ratgap.model import Dataset
from ratgap.planning import Plans
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.plan_lines import Line, Teller
from ratgap.present.report_view import asked, last_known
from ratgap.present.view import Column, Row, Section, Table, View


def plan(dataset: Dataset, result: Plans, say: Say = ENGLISH) -> View:
    """Return ``result`` for a reader: a state alone in full, several at a glance."""
    alone = len(result.plans) == 1
    said = notes(dataset, result, say)
    sections = [
        _state(dataset, result, found, said if alone else (), say) for found in result.plans
    ]
    if alone:
        (found,) = result.plans
        return View((*sections, *_in_full(dataset, found, say)))
    return View((_summary(result, said, say), *sections))


def title(found: Plan, say: Say) -> str:
    """Return the headline of one state's plan."""
    key = "head" if found.steps else "nothing" if found.unknown else "done"
    return say(
        f"plan.{key}",
        name=found.state.name,
        code=found.state.code,
        day=found.query.as_of,
        steps=len(found.steps),
        unknown=len(found.unknown),
    )


def positions(found: Plan) -> dict[str, int]:
    """Return the number of each step by instrument."""
    return {step.instrument.id: n for n, step in enumerate(found.steps, 1)}


def notes(dataset: Dataset, result: Plans, say: Say) -> tuple[str, ...]:
    """Return what was asked for, and from which day it is counted."""
    day = result.deposit_on
    counted = say("plan.deposit", day=day) if day else say("plan.no-deposit")
    return (*asked(dataset, result.query, say), counted)


def _summary(result: Plans, said: tuple[str, ...], say: Say) -> Section:
    organisations = any(found.state.kind != "state" for found in result.plans)
    head = say(
        "plan.summary",
        count=len(result.plans),
        kinds=say("report.states.organisations" if organisations else "report.states"),
        day=result.query.as_of,
        steps=sum(len(found.steps) for found in result.plans),
        unknown=sum(len(found.unknown) for found in result.plans),
    )
    return Section(head, (*said, say("plan.details")))


def _state(
    dataset: Dataset, result: Plans, found: Plan, said: tuple[str, ...], say: Say
) -> Section:
    state = found.state
    if state.since and found.query.as_of < state.since:
        said = (*said, say("report.before", name=state.name, day=state.since))
    tables = (
        _steps(dataset, result, found, say),
        _packages(dataset, found, say),
        _unknown(found, say),
    )
    return Section(title(found, say), said, tuple(table for table in tables if table.rows))


def _steps(dataset: Dataset, result: Plans, found: Plan, say: Say) -> Table:
    teller = Teller(dataset, positions(found), say)
    columns = [
        Column(say("column.position"), number=True),
        Column(say("column.instrument"), wrap=True),
        Column(say("column.act.do"), wrap=True),
        Column(say("column.with"), rank=1, wrap=True),
        *([Column(say("column.binds"))] if result.deposit_on else []),
    ]
    rows = tuple(
        Row(
            (
                (str(n),),
                (step.instrument.title,),
                (teller.act(step),),
                view.listed(() if step.brought_by else step.instrument.depositaries),
                *([view.parts(teller.binds(step))] if result.deposit_on else []),
            ),
            step.row.answer.status,
        )
        for n, step in enumerate(found.steps, 1)
    )
    return Table("", tuple(columns), rows)


def _packages(dataset: Dataset, found: Plan, say: Say) -> Table:
    columns = (
        Column(say("column.family"), wrap=True),
        Column(say("column.with"), wrap=True),
        Column(say("column.instruments"), wrap=True),
    )
    rows = tuple(
        Row(
            (
                (dataset.families.get(package.family, package.family),),
                (depositaries,),
                (ids,),
            )
        )
        for package in found.packages
        for depositaries, ids in by_depositary(package.by_depositary)
    )
    return Table(say("plan.packages"), columns, rows)


def by_depositary(found: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the depositaries that receive the same, and what they receive."""
    for ids, names in groupby(found, key=lambda name: found[name]):
        yield ", ".join(names), ", ".join(ids)


def _unknown(found: Plan, say: Say) -> Table:
    columns = (
        Column(say("column.instrument"), wrap=True),
        Column(say("column.known")),
        Column(say("column.ask"), wrap=True),
        *([Column(say("column.bears_on"), wrap=True)] if _waited_for(found) else []),
    )
    rows = tuple(
        Row(
            (
                (inquiry.row.instrument.title,),
                last_known(inquiry.row.answer, say),
                view.listed(inquiry.row.instrument.depositaries),
                *([view.listed(inquiry.bears_on)] if _waited_for(found) else []),
            ),
            inquiry.row.answer.status,
        )
        for inquiry in found.unknown
    )
    return Table(say("plan.unknown", count=len(rows)), columns, rows)


def _waited_for(found: Plan) -> bool:
    return any(inquiry.bears_on for inquiry in found.unknown)


def _in_full(dataset: Dataset, found: Plan, say: Say) -> Iterator[Section]:
    """Yield a section for each step."""
    teller = Teller(dataset, positions(found), say)
    for n, step in enumerate(found.steps, 1):
        yield Section(step_title(step, n, say), (), (_lines(teller.lines(step), say),))


def step_title(step: PlanStep, position: int, say: Say) -> str:
    """Return the heading of one step."""
    treaty = step.instrument
    return say("plan.step", position=position, title=treaty.title, id=treaty.id)


def _lines(lines: Iterator[Line], say: Say) -> Table:
    rows = []
    before = ""
    for line in lines:
        label = "" if line.label == before else say(f"line.{line.label}")
        rows.append(Row(((label,), (line.text,))))
        before = line.label
    return Table("", (Column(""), Column("", wrap=True)), tuple(rows))
