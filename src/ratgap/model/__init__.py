"""The words of treaty law as named tuples: standard library only, no input or output."""

from ratgap.model.act import Act, ActKind, When
from ratgap.model.commitment import Commitment, NationalReport, Outcome
from ratgap.model.dataset import Cell, Dataset
from ratgap.model.evidence import Absence, Column, Reading, Source, StatedForce
from ratgap.model.instrument import (
    Basis,
    Clause,
    ClauseKind,
    Declaration,
    EntryIntoForce,
    Instrument,
    Joining,
    Parent,
    Scope,
    StatusList,
)
from ratgap.model.state import Group, Member, State

__all__ = [
    "Absence",
    "Act",
    "ActKind",
    "Basis",
    "Cell",
    "Clause",
    "ClauseKind",
    "Column",
    "Commitment",
    "Dataset",
    "Declaration",
    "EntryIntoForce",
    "Group",
    "Instrument",
    "Joining",
    "Member",
    "NationalReport",
    "Outcome",
    "Parent",
    "Reading",
    "Scope",
    "Source",
    "State",
    "StatedForce",
    "StatusList",
    "When",
]
