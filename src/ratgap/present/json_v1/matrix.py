"""``ratgap/matrix/1``."""

from __future__ import annotations

from ratgap.assess.report import Matrix, Reach
from ratgap.model import Dataset
from ratgap.planning import region_of
from ratgap.present.heads import heads
from ratgap.present.json_v1 import matrix_types as shape
from ratgap.present.json_v1 import parts
from ratgap.present.json_v1.types import Counts, ReportQuery


def matrix(dataset: Dataset, result: Matrix) -> shape.Matrix:
    """Return the published form of ``result``."""
    query = result.query
    reach = {found.instrument.id: found for found in result.reach}
    codes = heads(result.instruments)
    return shape.Matrix(
        "ratgap/matrix/1",
        parts.generator(),
        parts.data(dataset),
        ReportQuery(
            query.as_of,
            query.scope,
            query.basis,
            list(query.states),
            str(query.max_age) if query.max_age else None,
        ),
        [
            shape.MatrixState(
                state.code,
                state.alpha3,
                state.name,
                parts.kind(state),
                region_of(dataset, state, query.as_of) or None,
                Counts(**result.by_state(state.code)),
            )
            for state in result.states
        ],
        [
            shape.MatrixInstrument(
                treaty.id,
                codes[treaty.id],
                treaty.title,
                treaty.family,
                Counts(**result.by_instrument(treaty.id)),
                _reach(reach[treaty.id]),
            )
            for treaty in result.instruments
        ],
        {
            state.code: {i.id: result.status(state.code, i.id) for i in result.instruments}
            for state in result.states
        },
        [found.instrument.id for found in result.reach],
    )


def _reach(found: Reach) -> shape.Reach:
    return shape.Reach(found.states, found.joined, list(found.outside), list(found.unknown))
