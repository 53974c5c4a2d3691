"""The shapes of the ``diff`` and ``since`` outputs; see ``types`` for what they share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ratgap.assess.answer import Status
from ratgap.assess.change import Edit
from ratgap.model import ActKind
from ratgap.present.json_v1.explain_types import RecordedAbsence, RecordedAct, RecordedForce
from ratgap.present.json_v1.types import Data, Day, Generator


@dataclass(frozen=True, slots=True)
class DiffQuery:
    """What was compared."""

    old: str
    """The folder, file or revision that was named."""
    new: str
    as_of: datetime.date
    """The day for which the statuses are compared."""
    scope: str | None
    """The default scope of the new data: gaps are counted in it."""
    basis: str | None
    """The default basis of the new data; null: any basis."""
    max_age: str | None


@dataclass(frozen=True, slots=True)
class EditCounts:
    """How many were added, changed and removed."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class DiffCounts:
    """How many of everything changed."""

    acts: EditCounts
    in_force: EditCounts
    not_party: EditCounts
    notes: EditCounts
    readings: EditCounts
    records: EditCounts
    statuses: int
    gaps_opened: int
    gaps_closed: int


@dataclass(frozen=True, slots=True)
class StatusChange:
    """How a state stands under an instrument, by either data."""

    state: str
    instrument: str
    old: Status | None
    """null: not in the data, not open to it, or not there on the day."""
    new: Status | None
    gap: Literal["opened", "closed"] | None
    """In the default scope and on the default basis."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the data files, and what either side has there; null: nothing.

    Of lists in which order means nothing, only what the other side lacks.
    """

    field: str
    old: str | list[str] | None
    new: str | list[str] | None


@dataclass(frozen=True, slots=True)
class ActChange:
    """An act that is recorded otherwise."""

    edit: Edit
    state: str
    instrument: str
    fields: list[str]
    """What differs, by key of the data files; for an act added or removed, all that it has."""
    old: RecordedAct | None
    new: RecordedAct | None


@dataclass(frozen=True, slots=True)
class ForceChange:
    """A recorded day from which a treaty binds a state, recorded otherwise."""

    edit: Edit
    state: str
    instrument: str
    fields: list[str]
    old: RecordedForce | None
    new: RecordedForce | None


@dataclass(frozen=True, slots=True)
class AbsenceChange:
    """A recorded day on which a state was not a party, recorded otherwise."""

    edit: Edit
    state: str
    instrument: str
    fields: list[str]
    old: RecordedAbsence | None
    new: RecordedAbsence | None


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note on a state and an instrument that reads otherwise."""

    edit: Edit
    state: str
    instrument: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """What a source was read to say of an instrument, recorded otherwise."""

    edit: Edit
    source: str
    instrument: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """Any other record that reads otherwise."""

    edit: Edit
    part: Literal[
        "instruments",
        "states",
        "sources",
        "groups",
        "bases",
        "scopes",
        "families",
        "commitments",
        "reports",
    ]
    id: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Diff:
    """What an edit of the data means, whatever its layout."""

    schema: Literal["ratgap/diff/1"]
    generator: Generator
    data: Data
    """The new data."""
    old_data: Data
    query: DiffQuery
    changed: bool
    """Whether anything but layout, order and comments differs."""
    counts: DiffCounts
    statuses: list[StatusChange]
    acts: list[ActChange]
    in_force: list[ForceChange]
    not_party: list[AbsenceChange]
    notes: list[NoteChange]
    readings: list[ReadingChange]
    records: list[RecordChange]


@dataclass(frozen=True, slots=True)
class SinceQuery:
    """What was asked."""

    since: datetime.date
    """Exclusive."""
    until: datetime.date
    """Inclusive."""
    states: list[str] | None
    """null: all."""


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source, and where it was read."""

    id: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class News:
    """One act of one state."""

    date: datetime.date
    """The day of signature, of deposit or of notice."""
    on_or_before: bool
    not_before: datetime.date | None
    state: str
    alpha3: str
    name: str
    instrument: str
    title: str
    act: ActKind
    effect: Day | None
    """From when the treaty binds the state, or no longer binds it; null for a signature, and while
    the treaty itself is not in force."""
    source: SourceName
    """Who gives the day."""
    sources: list[str]
    """All who tell of the act, that one first."""


@dataclass(frozen=True, slots=True)
class Since:
    """Who signed, joined or left what since a day."""

    schema: Literal["ratgap/since/1"]
    generator: Generator
    data: Data
    query: SinceQuery
    acts: list[News]
    """In order of days."""
    possible: list[News]
    """Acts of which the day is not known, and may lie in the time asked for."""
