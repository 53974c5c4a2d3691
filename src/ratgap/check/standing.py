"""Whether a state had consented by a day: yes, no, or nobody knows; and who lists it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ratgap.assess.record import Record, record
from ratgap.model import ActKind, Dataset, Instrument, Reading, State


def consented(known: Record, day: date) -> bool | None:
    """Return whether the state had consented by ``day`` and not left; None where none can tell."""
    for spell in known.spells:
        if spell.ended_by(day):
            continue
        if spell.consent.when.latest <= day:
            return True
        earliest = spell.consent.when.earliest
        return False if earliest and day < earliest else None
    if known.spells:
        return False
    return False if any(proof.day >= day for proof in known.proofs) else None


def members(dataset: Dataset, treaty: Instrument) -> Iterator[tuple[State, Record]]:
    """Yield every state and organisation to which ``treaty`` is open, and the evidence on it."""
    for code, state in dataset.states.items():
        if not state.former and dataset.open_to(code, treaty.id):
            yield state, record(dataset, code, treaty.id)


def listed(dataset: Dataset, reading: Reading) -> Iterator[str]:
    """Yield the codes of those whose consent cites ``reading``, and who had not left by its day."""
    for code in dataset.states:
        acts = dataset.cell(code, reading.instrument).acts
        citing = [a for a in acts if a.kind.binds and reading.source in a.sources]
        left = [
            a
            for a in acts
            if a.kind is ActKind.DENUNCIATION and reading.source in a.sources and not a.rejected
        ]
        # Who left and came back is listed for the later consent.
        if citing and not (left and left[-1].when.latest > citing[-1].when.latest):
            yield code
