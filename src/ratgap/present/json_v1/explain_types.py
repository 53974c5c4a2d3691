"""The shape of the ``explain`` output; see ``types`` for what it shares with the others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ratgap.model import ActKind
from ratgap.present.json_v1.types import Data, Day, Generator, InstrumentAnswer


@dataclass(frozen=True, slots=True)
class ExplainQuery:
    """What was asked."""

    state: str
    instrument: str
    as_of: datetime.date
    max_age: str | None


@dataclass(frozen=True, slots=True)
class StateName:
    """The state asked about."""

    code: str
    alpha3: str
    name: str
    kind: Literal["state", "organisation"]


@dataclass(frozen=True, slots=True)
class Clause:
    """From when the treaty binds one that joins."""

    kind: str
    """"days-after", "months-after" or "month-start-after" the day of deposit."""
    count: int
    article: str


@dataclass(frozen=True, slots=True)
class Treaty:
    """The instrument asked about, with the clauses that the reasoning rests on."""

    id: str
    title: str
    adopted: datetime.date
    in_force: datetime.date | None
    later_joiners: Clause
    denunciation: Clause | None


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One act as the data record it."""

    kind: ActKind
    date: datetime.date
    on_or_before: bool
    not_before: datetime.date | None
    effective: datetime.date | None
    sources: list[str]
    rejected: str | None
    """Why another claim is preferred to this one; null: it is relied on."""
    note: str


@dataclass(frozen=True, slots=True)
class RecordedForce:
    """A source gives the day from which the treaty binds the state."""

    date: datetime.date
    on_or_before: bool
    not_before: datetime.date | None
    sources: list[str]
    rejected: str | None


@dataclass(frozen=True, slots=True)
class RecordedAbsence:
    """A source says that the state was not a party on a day."""

    date: datetime.date
    sources: list[str]


@dataclass(frozen=True, slots=True)
class CoveringReading:
    """A source read on the instrument, and what it says of the state."""

    source: str
    title: str
    as_of: Day
    complete: bool
    absent_until: datetime.date | None
    relied_on: bool
    says: Literal["listed", "absent", "silent"]
    """It lists the state; it leaves it out and is complete; its silence proves nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning."""

    code: str
    text: str
    """The step as a sentence in English; tools should read ``code`` and the fields instead."""
    day: Day | None
    sources: list[str]
    instrument: str | None
    article: str | None


@dataclass(frozen=True, slots=True)
class Explain:
    """Why one state stands as it does under one instrument on one day."""

    schema: Literal["ratgap/explain/1"]
    generator: Generator
    data: Data
    query: ExplainQuery
    state: StateName
    instrument: Treaty
    applicable: bool
    """Whether there is an answer at all."""
    inapplicable: Literal["not-open", "not-adopted"] | None
    """The instrument is not open to this organisation; it was adopted after the day asked for."""
    acts: list[RecordedAct]
    stated_in_force: list[RecordedForce]
    absences: list[RecordedAbsence]
    note: str
    """What the data say beside these records."""
    readings: list[CoveringReading]
    steps: list[Step]
    answer: InstrumentAnswer | None
