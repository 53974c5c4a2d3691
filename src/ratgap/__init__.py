"""ratgap: which treaties a state still needs to join, and how we know.

    import ratgap

    data = ratgap.load_dataset()
    result = ratgap.report(data, ["KG"])
    for row in result.states[0].rows:
        print(row.instrument.id, row.answer.status, row.answer.evidence)

Every name in ``__all__`` is loaded on first use, so that ``import ratgap`` itself costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ratgap.api import (
        Explanation,
        Overview,
        answer,
        explain,
        load_dataset,
        overview,
        report,
    )
    from ratgap.assess.answer import Answer, Evidence, LastKnown, Reason, Signed, Status, Step
    from ratgap.assess.force import MaxAge
    from ratgap.assess.report import InstrumentSummary, Query, Report, Row, StateReport
    from ratgap.choose import RequestError
    from ratgap.model import Act, ActKind, Dataset, Instrument, State, When
    from ratgap.model.names import UnknownName
    from ratgap.planning import (
        Plans,
        Pledges,
        Review,
        commitments,
        matrix,
        plan,
        progress,
    )
    from ratgap.problem import DataError, Problem

_HOMES = {
    "ratgap.api": (
        "Explanation",
        "Overview",
        "answer",
        "explain",
        "load_dataset",
        "overview",
        "report",
    ),
    "ratgap.assess.force": ("MaxAge",),
    "ratgap.assess.answer": (
        "Answer",
        "Evidence",
        "LastKnown",
        "Reason",
        "Signed",
        "Status",
        "Step",
    ),
    "ratgap.assess.report": ("InstrumentSummary", "Query", "Report", "Row", "StateReport"),
    "ratgap.choose": ("RequestError",),
    "ratgap.model": ("Act", "ActKind", "Dataset", "Instrument", "State", "When"),
    "ratgap.model.names": ("UnknownName",),
    "ratgap.planning": (
        "Plans",
        "Pledges",
        "Review",
        "commitments",
        "matrix",
        "plan",
        "progress",
    ),
    "ratgap.problem": ("DataError", "Problem"),
}

__all__ = [
    "Act",
    "ActKind",
    "Answer",
    "DataError",
    "Dataset",
    "Evidence",
    "Explanation",
    "Instrument",
    "InstrumentSummary",
    "LastKnown",
    "MaxAge",
    "Overview",
    "Plans",
    "Pledges",
    "Problem",
    "Query",
    "Reason",
    "Report",
    "RequestError",
    "Review",
    "Row",
    "Signed",
    "State",
    "StateReport",
    "Status",
    "Step",
    "UnknownName",
    "When",
    "__version__",
    "answer",
    "commitments",
    "explain",
    "load_dataset",
    "matrix",
    "overview",
    "plan",
    "progress",
    "report",
]


if not TYPE_CHECKING:
    # Hidden from type checkers, which would otherwise take any name for one that exists.
    def __getattr__(name: str) -> object:
        """Load a public name on first use."""
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                found: object = getattr(import_module(home), name)
                globals()[name] = found
                return found
        raise AttributeError(f"module 'ratgap' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})
