"""The shapes of the ``progress`` output; see ``types`` for what it shares with the others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ratgap.assess.answer import Status
from ratgap.assess.progress import Move, What
from ratgap.model import ActKind
from ratgap.present.json_v1.explain_types import StateName
from ratgap.present.json_v1.types import Data, Day, Generator


@dataclass(frozen=True, slots=True)
class ProgressQuery:
    """What was asked: from the end of one day to the end of another."""

    start: datetime.date
    end: datetime.date
    scope: str
    basis: str | None
    max_age: str | None
    states_start: list[str]
    """Who was asked for on the first day: a group may change."""
    states_end: list[str]


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """How many cells (a state and an instrument) made each move, and the gaps at both ends.

    gaps_from - closed - withdrawn - gap_then_unknown + new_gap + left + unknown_then_gap = gaps_to.
    """

    gaps_from: int
    """As a report of the first day counts them."""
    gaps_to: int
    """As a report of the last day counts them."""
    closed: int
    """A gap at the start, joined at the end."""
    open: int
    """A gap at both ends."""
    joined: int
    """Joined at both ends."""
    left: int
    """Joined at the start, a gap at the end."""
    new_gap: int
    """The instrument or the state came in after the start; a gap at the end."""
    new_joined: int
    """The instrument or the state came in after the start; joined at the end."""
    withdrawn: int
    """A gap at the start of a state that is not asked for at the end."""
    withdrawn_joined: int
    """Joined at the start by a state that is not asked for at the end."""
    gap_then_unknown: int
    """A gap at the start; at the end the evidence does not tell."""
    unknown_then_gap: int
    """At the start the evidence does not tell; a gap at the end."""
    not_comparable: int
    """Unknown at one end or both, and a gap at neither."""


@dataclass(frozen=True, slots=True)
class StateProgress(StateName):
    """What one state did."""

    counts: MoveCounts
    share_closed: float | None
    """Of the gaps at the start whose end is known; null where there are none."""


@dataclass(frozen=True, slots=True)
class InstrumentProgress:
    """What was done under one instrument."""

    id: str
    title: str
    counts: MoveCounts
    share_closed: float | None


@dataclass(frozen=True, slots=True)
class Event:
    """What surely happened in the interval."""

    what: What
    act: ActKind
    day: Day
    """Of signature or of deposit; of one that left, the first day on which it was no longer bound.
    """
    notified: Day | None
    """When one that left gave notice."""
    through: str | None
    """The protocol on which the act was done, where that made the state a party."""
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Change:
    """One state under one instrument at both ends, and what happened in between."""

    state: str
    instrument: str
    move: Move
    start: Status | None
    """null: the state was not asked for, or the instrument did not exist."""
    end: Status | None
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the interval: a year, or what of a year lies inside."""

    start: datetime.date
    end: datetime.date
    counts: MoveCounts
    share_closed: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Who joined, signed or left what, and which gaps are still open."""

    schema: Literal["ratgap/progress/1"]
    generator: Generator
    data: Data
    query: ProgressQuery
    counts: MoveCounts
    share_closed: float | None
    states: list[StateProgress]
    instruments: list[InstrumentProgress]
    changes: list[Change]
    years: list[Period]
    """Empty unless asked for."""
