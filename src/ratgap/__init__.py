"""ratgap: which treaties a state still needs to join, and how we know.

    import ratgap

    data = ratgap.load_dataset()
    result = ratgap.report(data, ["KG"])
    for entry in result.states[0].instruments:
        print(entry.instrument.id, entry.answer.status, entry.answer.evidence)

Every name in ``__all__`` is loaded on first use, so that ``import ratgap`` itself costs nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"

_HOMES = {
    "ratgap.api": "Commitments Explanation Overview Plans Review answer commitments explain"
    " load_dataset matrix overview participation plan progress report",
    "ratgap.assess.answer": "Answer Evidence LastKnown Reason Signed Status Step",
    "ratgap.assess.force": "MaxAge",
    "ratgap.assess.report": "InstrumentSummary InstrumentAnswer Participation Query Report"
    " StateReport",
    "ratgap.model": "Act ActKind Dataset Instrument State When",
    "ratgap.model.names": "UnknownName",
    "ratgap.problem": "DataError Problem",
    "ratgap.request": "RequestError",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = ["__version__", *_HOME]


# Type checkers take it for true; importing it from typing would cost more than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ratgap.api import Commitments as Commitments
    from ratgap.api import Explanation as Explanation
    from ratgap.api import Overview as Overview
    from ratgap.api import Plans as Plans
    from ratgap.api import Review as Review
    from ratgap.api import answer as answer
    from ratgap.api import commitments as commitments
    from ratgap.api import explain as explain
    from ratgap.api import load_dataset as load_dataset
    from ratgap.api import matrix as matrix
    from ratgap.api import overview as overview
    from ratgap.api import participation as participation
    from ratgap.api import plan as plan
    from ratgap.api import progress as progress
    from ratgap.api import report as report
    from ratgap.assess.answer import Answer as Answer
    from ratgap.assess.answer import Evidence as Evidence
    from ratgap.assess.answer import LastKnown as LastKnown
    from ratgap.assess.answer import Reason as Reason
    from ratgap.assess.answer import Signed as Signed
    from ratgap.assess.answer import Status as Status
    from ratgap.assess.answer import Step as Step
    from ratgap.assess.force import MaxAge as MaxAge
    from ratgap.assess.report import InstrumentAnswer as InstrumentAnswer
    from ratgap.assess.report import InstrumentSummary as InstrumentSummary
    from ratgap.assess.report import Participation as Participation
    from ratgap.assess.report import Query as Query
    from ratgap.assess.report import Report as Report
    from ratgap.assess.report import StateReport as StateReport
    from ratgap.model import Act as Act
    from ratgap.model import ActKind as ActKind
    from ratgap.model import Dataset as Dataset
    from ratgap.model import Instrument as Instrument
    from ratgap.model import State as State
    from ratgap.model import When as When
    from ratgap.model.names import UnknownName as UnknownName
    from ratgap.problem import DataError as DataError
    from ratgap.problem import Problem as Problem
    from ratgap.request import RequestError as RequestError
else:
    # Hidden from type checkers, which would otherwise take any name for one that exists.
    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _HOME:
            raise AttributeError(f"module 'ratgap' has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOME[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
