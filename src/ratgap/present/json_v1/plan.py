"""``ratgap/plan/1``."""

from __future__ import annotations

from ratgap.assess.plan import Condition, Inquiry, Plan, PlanStep
from ratgap.model import Dataset
from ratgap.planning import Plans
from ratgap.present.json_v1 import parts
from ratgap.present.json_v1 import plan_types as shape
from ratgap.present.json_v1.explain_types import Clause


def plan(dataset: Dataset, result: Plans) -> shape.Plan:
    """Return the published form of ``result``."""
    query = result.query
    return shape.Plan(
        "ratgap/plan/1",
        parts.generator(),
        parts.data(dataset),
        shape.PlanQuery(
            query.as_of,
            result.deposit_on,
            query.scope,
            query.basis,
            list(query.states),
            str(query.max_age) if query.max_age else None,
        ),
        [_state(dataset, found) for found in result.plans],
    )


def _state(dataset: Dataset, found: Plan) -> shape.StatePlan:
    state = found.state
    return shape.StatePlan(
        state.code,
        state.alpha3,
        state.name,
        parts.kind(state),
        [_step(step, n) for n, step in enumerate(found.steps, 1)],
        [
            shape.Package(
                package.family,
                dataset.families.get(package.family, package.family),
                list(package.instruments),
                {name: list(ids) for name, ids in package.by_depositary.items()},
            )
            for package in found.packages
        ],
        [_unknown(inquiry) for inquiry in found.unknown],
    )


def _step(step: PlanStep, position: int) -> shape.PlannedStep:
    treaty, answer = step.instrument, step.row.answer
    declared = step.declarations
    return shape.PlannedStep(
        position=position,
        id=treaty.id,
        title=treaty.title,
        family=treaty.family,
        asked=not step.outside,
        status=answer.status,
        signed=answer.signed,
        signature=parts.day(answer.signature.when) if answer.signature else None,
        ended=answer.ended,
        evidence=parts.evidence(answer),
        possible=step.possible,
        ways=[shape.Way(w.act, w.article, w.sign_first, w.if_signed) for w in step.ways],
        depositaries=list(treaty.depositaries),
        requires=[_related(condition) for condition in step.conditions],
        brought_by=[shape.Brought(by.instrument, by.article) for by in step.brought_by],
        brings=[_related(condition) for condition in step.brings],
        prevails_over=list(step.prevails_over),
        gives_way_to=list(step.gives_way_to),
        binding=_binding(step),
        declarations=None
        if declared is None
        else [
            shape.Declaration(d.text, d.article, d.when, d.required, d.organisations_only, d.source)
            for d in declared
        ],
        declarations_read=treaty.declarations_read or None,
    )


def _related(condition: Condition) -> shape.Related:
    parent = condition.parent
    return shape.Related(
        parent.instrument,
        parent.rule,
        parent.article,
        condition.status,
        condition.planned,
        condition.open,
    )


def _binding(step: PlanStep) -> shape.Binding | None:
    found = step.binding
    if found is None:
        return None
    return shape.Binding(
        found.day,
        Clause(found.clause.kind.value, found.clause.count, found.clause.article),
        found.counted,
        found.held_by or None,
        found.through or None,
    )


def _unknown(inquiry: Inquiry) -> shape.Unknown:
    treaty, answer = inquiry.row.instrument, inquiry.row.answer
    return shape.Unknown(
        treaty.id,
        treaty.title,
        not inquiry.outside,
        answer.reason,
        answer.signed,
        parts.last_known(answer),
        parts.evidence(answer),
        list(treaty.depositaries),
        list(inquiry.bears_on),
    )
