"""The shapes of the ``instruments``, ``states`` and ``sources`` outputs; see ``types``."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ratgap.present.json_v1.types import Data, Day, Generator, StatusCounts


@dataclass(frozen=True, slots=True)
class InstrumentsQuery:
    """What was asked."""

    as_of: datetime.date
    scope: str
    basis: str | None
    """null: on any basis."""
    max_age: str | None


@dataclass(frozen=True, slots=True)
class InstrumentSummary:
    """One instrument and how the world stands to it, organisations that may join included."""

    id: str
    title: str
    family: str
    adopted: datetime.date
    place: str
    in_force: datetime.date | None
    """When the treaty itself entered into force, be it after the day asked for; null: not known."""
    depositary: str
    """All depositaries, separated by "; "."""
    depositaries: list[str]
    bases: list[str]
    scopes: list[str]
    citations: dict[str, str]
    counts: StatusCounts
    members: dict[str, list[str]]
    """The codes behind the counts, by status."""


@dataclass(frozen=True, slots=True)
class Instruments:
    """The instruments in scope on a day, with counts of their parties."""

    schema: Literal["ratgap/instruments/1"]
    generator: Generator
    data: Data
    query: InstrumentsQuery
    instruments: list[InstrumentSummary]


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state or an organisation that the data know."""

    code: str
    alpha3: str
    name: str
    names: dict[str, str]
    """By language."""
    kind: Literal["state", "organisation"]
    also: list[str]
    """Other and former names by which it is found."""
    former: bool
    """It no longer exists."""
    predecessor: str | None
    since: datetime.date | None
    """The first day on which it existed, where recorded."""
    until: datetime.date | None
    """The last day on which it existed, where recorded."""
    groups: list[str]
    """The groups of which it is a member on the day asked for."""


@dataclass(frozen=True, slots=True)
class StatesQuery:
    """What was asked."""

    as_of: datetime.date


@dataclass(frozen=True, slots=True)
class States:
    """The states and organisations that the data know."""

    schema: Literal["ratgap/states/1"]
    generator: Generator
    data: Data
    query: StatesQuery
    states: list[StateEntry]


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """One source read on one instrument."""

    instrument: str
    title: str
    address: str
    as_of: Day
    """The day that the list speaks of."""
    complete: bool
    """Whether leaving a state out means that it was not a party."""
    absent_until: datetime.date | None
    """Up to this day, inclusive, a state that the list leaves out was not a party."""
    silent_on: list[str]
    """States for which even this complete list's silence proves nothing."""
    gives: list[str]
    """What the list tells of those it names."""
    parties: int | None
    """The total of parties that the source states."""
    age_years: float | None
    """From the day that the list speaks of to the day asked for, at most; 0 where it is later.
    null: the list is not dated.
    """
    note: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A publication and what it was read to say."""

    id: str
    title: str
    publisher: str
    address: str
    kind: str
    trust: str
    relied_on: bool
    """False: its claims are shown and never concluded from."""
    note: str
    readings: list[ReadingEntry]


@dataclass(frozen=True, slots=True)
class SourcesQuery:
    """What was asked."""

    as_of: datetime.date


@dataclass(frozen=True, slots=True)
class Sources:
    """Where everything that the data say comes from."""

    schema: Literal["ratgap/sources/1"]
    generator: Generator
    data: Data
    query: SourcesQuery
    sources: list[SourceEntry]
