"""The shape of every JSON output, from which the published JSON Schemas are generated.

Days are ISO 8601 (``YYYY-MM-DD``). ``null`` means "not known or not so", and the field beside it
says which: a ``signature`` of null with ``signed`` "unknown" is not "has not signed".
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ratgap.assess.answer import Reason, Signed, Status
from ratgap.assess.commitments import Standing
from ratgap.model import ActKind


@dataclass(frozen=True, slots=True)
class Generator:
    """The program that wrote the document."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Data:
    """The data set that the document was derived from."""

    digest: str
    """Identifies the content of the data files."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, exact or the last one possible."""

    date: datetime.date
    on_or_before: bool
    """True: the day itself is not known, only that it was on or before ``date``."""
    not_before: datetime.date | None
    """The first day possible, where the day is not exact and one is known."""


@dataclass(frozen=True, slots=True)
class DatedAct:
    """An act of consent and its day."""

    act: ActKind
    """"consent" where the source names a party and not the kind of its act."""
    date: datetime.date
    on_or_before: bool
    not_before: datetime.date | None
    effective: datetime.date | None
    """The day of effect where it is not the day of notification: a succession's."""
    sources: list[str]
    """Who says so: the first gives the day, the others confirm the act."""


@dataclass(frozen=True, slots=True)
class LastKnown:
    """What held on the last day that the evidence speaks of, where it is unknown since."""

    status: Status
    confirmed: datetime.date


@dataclass(frozen=True, slots=True)
class Evidence:
    """The source behind the answer."""

    source: str
    confirmed: datetime.date | None
    """The latest day for which the evidence speaks."""


@dataclass(frozen=True, slots=True)
class InstrumentAnswer:
    """One state's standing under one instrument on the day asked for."""

    id: str
    title: str
    family: str
    bases: list[str]
    """The texts that ask states to join this instrument."""
    status: Status
    gap: bool
    """Whether the state still has to join. Never true of ``unknown``."""
    reason: Reason
    """The last step of the reasoning."""
    signed: Signed
    """Whether the state has signed; "unknown" where no source that gives signatures covers it."""
    signature: Day | None
    consent: DatedAct | None
    in_force: Day | None
    """From when the treaty binds, or bound, the state."""
    ended: datetime.date | None
    """The first day on which the treaty no longer bound a state that left it."""
    through: str | None
    """The protocol whose joining made the state a party to this treaty as amended."""
    last_known: LastKnown | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """How many of each status."""

    party: int
    contracting: int
    signatory: int
    none: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Counts(StatusCounts):
    """How many of each status, and how many are gaps."""

    gap: int
    """``signatory`` and ``none`` together."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a source documents."""

    text: str
    when: Day | None
    """null: the source gives no full date."""
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing that the state declared, in our words."""

    text: str
    to: list[str]
    document: str
    """The source in which it stands."""
    document_title: str
    place: str
    """Where in the document."""
    kind: str
    """After the verb of the original: "undertaking", "intention" or "welcome"."""
    made: Day | None
    due: Day | None
    """What the document itself sets; null: it sets none."""
    standing: Standing
    """"due-passed" does not say that nothing was done: no outcome is documented."""
    outcomes: list[Fact]
    """What is documented by the day asked for; empty: no documented outcome."""
    related: list[Fact]
    """The same matter, and no outcome."""
    note: str


@dataclass(frozen=True, slots=True)
class NationalReport:
    """A report that the state made."""

    body: str
    basis: str | None
    ordinal: int | None
    symbol: str | None
    when: Day | None
    years_ago: float | None
    """From the last day possible to the day asked for; null where no source dates it."""
    sources: list[str]
    note: str


@dataclass(frozen=True, slots=True)
class StateAnswers:
    """One state's report."""

    code: str
    """ISO 3166-1 alpha-2 for states."""
    alpha3: str
    name: str
    kind: Literal["state", "organisation"]
    counts: Counts
    instruments: list[InstrumentAnswer]
    """Gaps first, then unknown, then joined."""
    commitments: list[Commitment]
    """What the state had declared by the day asked for."""
    reports: list[NationalReport]
    """What the state had reported by the day asked for, the latest last. None is not to say that
    no report was made: none is recorded."""


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """What was asked."""

    as_of: datetime.date
    scope: str
    basis: str | None
    states: list[str]
    max_age: str | None
    """How old a negative may be, such as "10y"; null: any age."""


@dataclass(frozen=True, slots=True)
class Report:
    """What each state still has to join, and how that is known."""

    schema: Literal["ratgap/report/1"]
    generator: Generator
    data: Data
    query: ReportQuery
    states: list[StateAnswers]
