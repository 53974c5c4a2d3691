"""``ratgap/report/1``."""

from __future__ import annotations

from ratgap.assess.commitments import StateCommitments, commitments
from ratgap.assess.report import Report, StateReport
from ratgap.model import Dataset
from ratgap.present.json_v1 import parts, types
from ratgap.present.json_v1.pledges import declared, reported


def report(dataset: Dataset, result: Report) -> types.Report:
    """Return the published form of ``result``."""
    query = result.query
    return types.Report(
        "ratgap/report/1",
        parts.generator(),
        parts.data(dataset),
        types.ReportQuery(
            query.as_of,
            query.scope,
            query.basis,
            list(query.states),
            str(query.max_age) if query.max_age else None,
        ),
        [
            _state(dataset, entry, told)
            for entry, told in zip(
                result.states, commitments(dataset, query.as_of, query.states), strict=True
            )
        ],
    )


def _state(dataset: Dataset, entry: StateReport, told: StateCommitments) -> types.StateAnswers:
    state = entry.state
    return types.StateAnswers(
        state.code,
        state.alpha3,
        state.name,
        parts.kind(state),
        types.Counts(**entry.counts),
        [parts.instrument_answer(row.instrument, row.answer) for row in entry.rows],
        declared(dataset, told),
        reported(told),
    )
