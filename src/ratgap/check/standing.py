"""Whether a state had consented by a day: yes, no, or nobody knows; and who lists it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ratgap.assess.record import Record, record
from ratgap.model import ActKind, Dataset, Instrument, State


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


def listed(dataset: Dataset) -> dict[tuple[str, str], set[str]]:
    """Return, by source and instrument, the codes of those whom the source lists as parties.

    Those are listed whose consent cites it, save who had left by its day and it tells so.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for (code, instrument), cell in dataset.cells.items():
        given: dict[str, date] = {}
        left: dict[str, date] = {}
        for act in cell.acts:
            if act.kind.binds:
                given |= dict.fromkeys(act.sources, act.when.latest)
            elif act.kind is ActKind.DENUNCIATION and not act.rejected:
                left |= dict.fromkeys(act.sources, act.when.latest)
        for source, day in given.items():
            # Who left and came back is listed for the later consent.
            if source not in left or left[source] <= day:
                found.setdefault((source, instrument), set()).add(code)
    return found
