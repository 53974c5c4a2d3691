"""What the engine answers for one state, one instrument, one day."""

from __future__ import annotations

from datetime import date

from ratgap.assess.force import MaxAge
from ratgap.model import Act, Total, When
from ratgap.named import NamedTuple, Word


class Status(Word):
    """The statuses; they partition the world (VCLT art. 2(1)(f) and (g); UN Treaty Handbook)."""

    PARTY = "party"
    CONTRACTING = "contracting"
    SIGNATORY = "signatory"
    NONE = "none"
    UNKNOWN = "unknown"

    def __init__(self, value: str) -> None:
        """Tell which are gaps, which consents. Attributes: they are asked for in every loop."""
        self.gap = value in ("signatory", "none")
        """Whether a state of this status still has to join. Unknown is never a gap."""
        self.joined = value in ("party", "contracting")
        """Whether the state has expressed its consent to be bound."""
        self.place = 0 if self.gap else 2 if self.joined else 1
        """Where it stands in a report: gaps, then what is not known, then what is joined."""


class Signed(Word):
    """Whether the state has signed. Unknown where no source that gives signatures covers it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reason(Word):
    """Why the status is what it is: the last step of the reasoning."""

    IN_FORCE = "in-force"
    """Consent given, in force for the state."""
    NOT_YET_IN_FORCE = "not-yet-in-force"
    """Consent given, the clause has not yet run."""
    FORCE_UNKNOWN = "force-unknown"
    """Consent given; whether the treaty binds yet is not known."""
    THROUGH = "through"
    """It joined a protocol that only parties to the treaty may join, or that makes it one."""
    NO_CONSENT = "no-consent"
    """A source proves that the state was not a party."""
    CONSENT_LATER = "consent-later"
    """The recorded consent is of a later day."""
    PARENT_NOT_JOINED = "parent-not-joined"
    """The state is no party to the treaty without which it cannot be party to this one."""
    ENDED = "ended"
    """The state's denunciation has taken effect."""
    NOT_COVERED = "not-covered"
    """No source covers the cell."""
    CONSENT_UNDATED = "consent-undated"
    """The state consented on or before a day later than the one asked for."""
    TOO_OLD = "too-old"
    """The last negative is older than the maximum age."""
    OUTNUMBERED = "outnumbered"
    """More have joined since the last negative than are known by name."""
    NO_STATE = "no-state"
    """The state did not exist."""


class Strength(Word):
    """How well a negative is proved on the day asked for."""

    RECENT = "recent"
    OLD = "old"


class Evidence(NamedTuple):
    """The source behind an answer and the latest day for which the evidence speaks."""

    source: str
    confirmed: date | None


class LastKnown(NamedTuple):
    """What held on the last day for which the evidence speaks, where it is unknown since."""

    status: Status
    confirmed: date


class Step(NamedTuple):
    """One step of the reasoning, in the order in which it was made.

    ``code`` names the step (its sentence stands in ``present.explain_view``); the other fields
    are what it rests on.
    """

    code: str
    day: When | None = None
    sources: tuple[str, ...] = ()
    act: Act | None = None
    instrument: str = ""
    article: str = ""
    total: Total | None = None


class Answer(NamedTuple):
    """The status of ``state`` under ``instrument`` on ``as_of``, with its reasons.

    ``signature`` and ``consent`` are the acts done on or before ``as_of`` (a consent that has
    ended stays, with ``ended``, and one that is no more than notified later stands with the day of
    its notification); ``in_force`` is the day from which the treaty binds or bound. ``total`` is
    the one that forbids to repeat the last negative.
    """

    state: str
    instrument: str
    as_of: date
    status: Status
    reason: Reason
    signed: Signed
    signature: Act | None = None
    consent: Act | None = None
    in_force: When | None = None
    ended: date | None = None
    through: str | None = None
    last_known: LastKnown | None = None
    evidence: Evidence | None = None
    steps: tuple[Step, ...] = ()
    total: Total | None = None

    def proof(self, recent: MaxAge) -> Strength | None:
        """Return how well a gap is proved: within ``recent`` before the day, or not; else None."""
        if not (self.status.gap and self.evidence and self.evidence.confirmed):
            return None
        old = recent.passed(self.evidence.confirmed, self.as_of)
        return Strength.OLD if old else Strength.RECENT

    @property
    def outside_when_last_known(self) -> bool:
        """Whether it is unknown, and was a gap on the last day of which the evidence speaks."""
        return self.last_known is not None and self.last_known.status.gap

    @property
    def stale(self) -> bool:
        """Whether the evidence speaks of an earlier day than the one asked for."""
        confirmed = self.evidence.confirmed if self.evidence else None
        return confirmed is not None and confirmed < self.as_of
