"""Claims as the data record them, in their published form."""

from __future__ import annotations

from ratgap.model import Absence, Act, StatedForce
from ratgap.present.json_v1 import explain_types as shape
from ratgap.present.json_v1 import parts


def act(claim: Act) -> shape.RecordedAct:
    """Return an act."""
    return shape.RecordedAct(
        claim.kind,
        claim.when.latest,
        not claim.when.exact,
        parts.not_before(claim.when),
        claim.effective,
        list(claim.sources),
        claim.rejected or None,
        claim.note,
    )


def force(claim: StatedForce) -> shape.RecordedForce:
    """Return a day from which a treaty binds a state."""
    return shape.RecordedForce(
        claim.when.latest,
        not claim.when.exact,
        parts.not_before(claim.when),
        list(claim.sources),
        claim.rejected or None,
    )


def absence(claim: Absence) -> shape.RecordedAbsence:
    """Return a day on which a state was not a party."""
    return shape.RecordedAbsence(claim.day, list(claim.sources))
