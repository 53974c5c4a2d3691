"""What an import would change: the data set after it, and what was found on the way."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ratgap.lists.listing import Listing
from ratgap.model import Act, Dataset, Source, StatedForce, When


class FindingKind(StrEnum):
    """What the list and the data come to for one claim."""

    ADDED = "added"
    """The data had no such act."""
    CONFIRMED = "confirmed"
    """The data have it from others; the list is cited beside them."""
    KNOWN = "known"
    """The data have it from this source."""
    TOLD = "told"
    """The data have it less exactly: the list tells the day or the kind of act."""
    DISAGREES = "disagrees"
    """The data say otherwise: the list's claim is kept, set aside until somebody judges."""
    ENDED = "ended"
    """The list shows an act that no longer stands, and the data have none: not recorded."""
    LOST = "lost"
    """The data have it, and the list that should does not."""


class Finding(NamedTuple):
    """One claim: what was found of it, where in the list, and what the data say against it.

    ``line`` is 0 where the list has nothing. ``claim`` is the list's, and for what is lost the
    data's. ``against`` is the claim or, in words, the silence that contradicts it.
    """

    kind: FindingKind
    state: str
    line: int
    claim: Act | StatedForce
    against: str = ""


class Reading(NamedTuple):
    """A list as it is to be merged: who says it, of which treaty, of which day.

    ``complete``: a state that it leaves out was not a party. None: not told, and taken from the
    list's own totals or from what is recorded of the same reading.
    """

    source: Source
    instrument: str
    listing: Listing
    as_of: When | None = None
    complete: bool | None = None


class Proposal(NamedTuple):
    """The data set before and after; ``findings`` say why, ``notes`` what else to know.

    ``lost`` of the findings were only carried out if removals were accepted: until then they
    stand in the way, and ``after`` is ``before``.
    """

    before: Dataset
    after: Dataset
    source: str
    instrument: str
    as_of: When
    absent_until: date | None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    accepted: bool = True

    @property
    def lost(self) -> tuple[Finding, ...]:
        """What the list should have and has not."""
        return tuple(f for f in self.findings if f.kind is FindingKind.LOST)

    @property
    def held_up(self) -> bool:
        """Whether the list has lost members and nobody accepted that."""
        return bool(self.lost) and not self.accepted

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return self.before is not self.after and (
            self.before.cells != self.after.cells or self.before.sources != self.after.sources
        )

    def count(self, kind: FindingKind) -> int:
        """Return how many findings are of that kind."""
        return sum(f.kind is kind for f in self.findings)
