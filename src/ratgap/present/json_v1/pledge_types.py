"""The shapes of commitments, reports and groups; see ``types`` for what they share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ratgap.present.json_v1.explain_types import StateName
from ratgap.present.json_v1.types import Commitment, Data, Generator, NationalReport


@dataclass(frozen=True, slots=True)
class CommitmentsQuery:
    """What was asked."""

    as_of: datetime.date
    states: list[str]


@dataclass(frozen=True, slots=True)
class StatePledges(StateName):
    """What one state had declared and reported."""

    commitments: list[Commitment]
    reports: list[NationalReport]
    """The latest last. None is not to say that no report was made: none is recorded."""


@dataclass(frozen=True, slots=True)
class Commitments:
    """What states had declared and reported by a day."""

    schema: Literal["ratgap/commitments/1"]
    generator: Generator
    data: Data
    query: CommitmentsQuery
    states: list[StatePledges]


@dataclass(frozen=True, slots=True)
class GroupsQuery:
    """What was asked."""

    as_of: datetime.date


@dataclass(frozen=True, slots=True)
class Member:
    """A membership; both days are included."""

    code: str
    name: str
    since: datetime.date | None
    """null: not recorded."""
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Group:
    """A named group of states."""

    id: str
    title: str
    kind: str | None
    """"region": a part of the world."""
    as_of: datetime.date | None
    """The day of which its source speaks, where it is the group of one day."""
    sources: list[str]
    members: list[Member]
    """On the day asked for."""
    others: list[Member]
    """Members on other days only."""
    observers: list[str]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of states, and their members on a day."""

    schema: Literal["ratgap/groups/1"]
    generator: Generator
    data: Data
    query: GroupsQuery
    groups: list[Group]
