"""The shapes of the ``plan`` output; see ``types`` for what it shares with the others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ratgap.assess.answer import Reason, Signed, Status
from ratgap.model import ActKind
from ratgap.present.json_v1.explain_types import Clause, StateName
from ratgap.present.json_v1.types import Data, Day, Evidence, Generator, LastKnown


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """What was asked."""

    as_of: datetime.date
    deposit_on: datetime.date | None
    """The day on which everything would be deposited; null: no day of effect is counted."""
    scope: str
    basis: str | None
    states: list[str]
    max_age: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to join."""

    act: ActKind
    article: str
    sign_first: bool
    """Whether the treaty is to be signed before; it is still open for that."""
    if_signed: bool | None
    """Where it is not known whether it has signed: true, open only if it has; false, only if it
    has not."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another treaty on which the step bears."""

    id: str
    rule: str
    """parties-only: only its parties may join; together: one may join both at the same time;
    implies: joining makes a non-party a party to it as amended."""
    article: str
    status: Status
    """How the state stands to it."""
    planned: bool
    """Whether it is a step of this plan."""
    open: bool
    """Whether the state may join it at all."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A protocol of this plan that brings the treaty along."""

    id: str
    article: str


@dataclass(frozen=True, slots=True)
class Binding:
    """From when the treaty would bind."""

    date: datetime.date
    clause: Clause
    counted: datetime.date
    """What the clause alone gives."""
    held_by: str | None
    """The treaty whose entry into force, or whose own day of effect, moves the day back."""
    through: str | None
    """The protocol whose clause it is, where that brings the treaty along."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration or notification that joining requires or allows."""

    text: str
    article: str
    when: str
    required: bool
    organisations_only: bool
    source: str
    """Where the article was read."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One treaty to join."""

    position: int
    id: str
    title: str
    family: str
    asked: bool
    """False: it was not asked for, and a treaty that was needs it."""
    status: Status
    signed: Signed
    signature: Day | None
    ended: datetime.date | None
    """The first day on which the treaty no longer bound a state that left it."""
    evidence: Evidence | None
    possible: bool
    """Whether any act can close the gap."""
    ways: list[Way]
    """The simplest first. With ``brought_by`` none of them is needed."""
    depositaries: list[str]
    requires: list[Related]
    brought_by: list[Brought]
    brings: list[Related]
    prevails_over: list[str]
    """Between parties to both, this one prevails over those."""
    gives_way_to: list[str]
    """Between parties to both, those prevail over this one."""
    binding: Binding | None
    """null: no day of deposit was given, or it would not bind: the treaty, or a parent, is not in
    force."""
    declarations: list[Declaration] | None
    """null: no text was read for them."""
    declarations_read: str | None
    """Which articles were looked through."""


@dataclass(frozen=True, slots=True)
class Package:
    """Treaties of one family worth depositing together."""

    family: str
    title: str
    instruments: list[str]
    by_depositary: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What must be found out first."""

    id: str
    title: str
    asked: bool
    reason: Reason
    signed: Signed
    last_known: LastKnown | None
    evidence: Evidence | None
    ask: list[str]
    """The depositaries."""
    bears_on: list[str]
    """The steps that wait for it."""


@dataclass(frozen=True, slots=True)
class StatePlan(StateName):
    """What one state has to do, in an order in which it can be done."""

    steps: list[PlannedStep]
    packages: list[Package]
    unknown: list[Unknown]


@dataclass(frozen=True, slots=True)
class Plan:
    """How each state closes its gaps."""

    schema: Literal["ratgap/plan/1"]
    generator: Generator
    data: Data
    query: PlanQuery
    states: list[StatePlan]
