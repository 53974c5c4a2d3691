"""Acts by which a state signs, joins or leaves a treaty (VCLT art. 2(1)(b), 11-17, 54)."""

from __future__ import annotations

from datetime import date

from ratgap.named import NamedTuple, Word
from ratgap.problem import NOWHERE, Where, ignoring_place


class ActKind(Word):
    """The kinds of act, in the words of the UN Treaty Handbook's glossary."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    DEFINITIVE_SIGNATURE = "definitive-signature"
    FORMAL_CONFIRMATION = "formal-confirmation"
    CONSENT = "consent"
    """Consent to be bound whose kind the source does not tell: it names a party, no more."""
    DENUNCIATION = "denunciation"

    def __init__(self, value: str) -> None:
        """Tell which bind. An attribute: it is asked for in every loop."""
        self.binds = value not in ("signature", "denunciation")
        """Whether the act expresses consent to be bound (VCLT art. 11)."""


class When(NamedTuple):
    """A calendar day, or the span (both ends inclusive) in which an unknown day lies.

    ``earliest`` is None where a source only says "on or before ``latest``".
    """

    earliest: date | None
    latest: date

    @classmethod
    def on(cls, day: date) -> When:
        """Return the exact ``day``."""
        return cls(day, day)

    @classmethod
    def by(cls, day: date) -> When:
        """Return "on or before ``day``"."""
        return cls(None, day)

    @classmethod
    def between(cls, earliest: date, latest: date) -> When:
        """Return the span; an ``earliest`` that is the calendar's first day bounds nothing."""
        return cls(None if earliest == date.min else earliest, latest)

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest == self.latest

    @property
    def earliest_or_min(self) -> date:
        """The earliest day possible; the calendar's first where nothing bounds it."""
        return self.earliest or date.min

    def apart(self, other: When) -> bool:
        """Whether this and ``other`` cannot be the same day."""
        return self.latest < other.earliest_or_min or other.latest < self.earliest_or_min

    def __str__(self) -> str:
        """Return the span as the data files write it."""
        if self.exact:
            return self.latest.isoformat()
        if self.earliest is None:
            return f"<={self.latest.isoformat()}"
        return f"{self.earliest.isoformat()}..{self.latest.isoformat()}"


@ignoring_place
class Act(NamedTuple):
    """One recorded act of one state on one instrument.

    ``when`` is the day of signature, of deposit, or of notification (succession, denunciation).
    ``effective`` is the day of effect where it differs by its nature: a succession takes effect
    on the date of the succession of states, a denunciation when its notice has run out.
    ``sources`` names who says so: the first gives the date, the others confirm the act.
    ``rejected`` is empty for a claim that is relied on; otherwise it says why another claim
    is preferred to this one.
    """

    kind: ActKind
    when: When
    sources: tuple[str, ...]
    effective: date | None = None
    note: str = ""
    rejected: str = ""
    where: Where = NOWHERE

    def same_as(self, other: Act) -> bool:
        """Whether both may tell of one act: of one kind as far as told, on days that may be one."""
        kinds = {self.kind, other.kind} - {ActKind.CONSENT}
        return len(kinds) <= 1 and not self.when.apart(other.when)
