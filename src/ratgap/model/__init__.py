"""The words of treaty law as named tuples: standard library only, no input or output."""

from ratgap.model.act import Act as Act
from ratgap.model.act import ActKind as ActKind
from ratgap.model.act import When as When
from ratgap.model.commitment import Commitment as Commitment
from ratgap.model.commitment import NationalReport as NationalReport
from ratgap.model.commitment import Outcome as Outcome
from ratgap.model.dataset import Cell as Cell
from ratgap.model.dataset import Dataset as Dataset
from ratgap.model.evidence import Absence as Absence
from ratgap.model.evidence import Column as Column
from ratgap.model.evidence import Reading as Reading
from ratgap.model.evidence import Source as Source
from ratgap.model.evidence import StatedForce as StatedForce
from ratgap.model.instrument import Basis as Basis
from ratgap.model.instrument import Clause as Clause
from ratgap.model.instrument import ClauseKind as ClauseKind
from ratgap.model.instrument import Declaration as Declaration
from ratgap.model.instrument import EntryIntoForce as EntryIntoForce
from ratgap.model.instrument import Instrument as Instrument
from ratgap.model.instrument import Joining as Joining
from ratgap.model.instrument import Parent as Parent
from ratgap.model.instrument import Scope as Scope
from ratgap.model.instrument import StatusList as StatusList
from ratgap.model.state import Group as Group
from ratgap.model.state import Member as Member
from ratgap.model.state import State as State
