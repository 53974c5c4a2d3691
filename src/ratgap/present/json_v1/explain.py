"""``ratgap/explain/1``."""

from __future__ import annotations

from ratgap.api import Explanation
from ratgap.model import Clause, Dataset, Instrument
from ratgap.present.json_v1 import explain_types as shape
from ratgap.present.json_v1 import parts, recorded
from ratgap.present.labels import ENGLISH
from ratgap.present.steps import sentence


def explain(dataset: Dataset, result: Explanation) -> shape.Explain:
    """Return the published form of ``result``."""
    state, answer = result.state, result.answer
    return shape.Explain(
        schema="ratgap/explain/1",
        generator=parts.generator(),
        data=parts.data(dataset),
        query=shape.ExplainQuery(
            state.code,
            result.instrument.id,
            result.as_of,
            str(result.max_age) if result.max_age else None,
        ),
        state=shape.StateName(state.code, state.alpha3, state.name, parts.kind(state)),
        instrument=_treaty(result.instrument),
        applicable=answer is not None,
        inapplicable=result.inapplicable,
        acts=[recorded.act(act) for act in result.cell.acts],
        stated_in_force=[recorded.force(force) for force in result.cell.stated_force],
        absences=[recorded.absence(absence) for absence in result.cell.absences],
        note=result.cell.note,
        readings=[
            shape.CoveringReading(
                source.id,
                reading.title or source.title,
                parts.day(reading.as_of),
                reading.complete,
                reading.absent_until,
                source.relied_on,
                says,
            )
            for source, reading, says in result.readings
        ],
        steps=[
            shape.Step(
                step.code,
                sentence(result, step, ENGLISH),
                parts.day(step.day) if step.day else None,
                list(step.sources),
                step.instrument or None,
                step.article or None,
            )
            for step in (answer.steps if answer else ())
        ],
        answer=parts.instrument_answer(result.instrument, answer) if answer else None,
    )


def _treaty(treaty: Instrument) -> shape.Treaty:
    leaving = treaty.denunciation
    return shape.Treaty(
        treaty.id,
        treaty.title,
        treaty.adopted,
        treaty.entry.date,
        _clause(treaty.later_joiners),
        _clause(leaving) if leaving else None,
    )


def _clause(clause: Clause) -> shape.Clause:
    return shape.Clause(clause.kind.value, clause.count, clause.article)
