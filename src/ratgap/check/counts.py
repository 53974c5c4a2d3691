"""Who had consented by a day: yes, no, or nobody knows; who lists it, and who is cited for what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate

from ratgap.assess.record import Record, record
from ratgap.model import Absence, Act, ActKind, Dataset, Instrument, State, StatedForce

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")


def members(dataset: Dataset, treaty: Instrument) -> Iterator[tuple[State, Record]]:
    """Yield every state and organisation to which ``treaty`` is open, and the evidence on it."""
    for code, state in dataset.states.items():
        if not state.former and dataset.open_to(code, treaty.id):
            yield state, record(dataset, code, treaty.id)


def consented(known: Record, day: date) -> bool | None:
    """Return whether the state had consented by ``day`` and not left; None where none can tell."""
    for period in known.periods:
        if period.ended_by(day):
            continue
        if period.consent.when.latest <= day:
            return True
        earliest = period.consent.when.earliest
        return False if earliest and day < earliest else None
    if known.periods:
        return False
    return False if any(proof.day >= day for proof in known.proofs) else None


class Tally:
    """How many had consented by a day, surely and possibly."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Count ``records`` once, so that any number of days can be asked for."""
        changes: dict[date, list[int]] = {}
        for known in records:
            was: bool | None = False
            for day in _turns(known):
                now = consented(known, day)
                change = changes.setdefault(day, [0, 0])
                change[0] += (now is True) - (was is True)
                change[1] += (now is not False) - (was is not False)
                was = now
        self._days = sorted(changes)
        counts = accumulate(
            (changes[d] for d in self._days), lambda a, b: [a[0] + b[0], a[1] + b[1]]
        )
        self._counts = list(counts)

    def surely(self, day: date) -> int:
        """Return how many had consented by ``day`` as far as is known."""
        return self._at(day)[0]

    def possibly(self, day: date) -> int:
        """Return how many may have consented by ``day``."""
        return self._at(day)[1]

    def _at(self, day: date) -> list[int]:
        place = bisect_right(self._days, day)
        return self._counts[place - 1] if place else [0, 0]


def _turns(known: Record) -> list[date]:
    """Return the days from which another answer may hold, in order."""
    days = {date.min}
    for period in known.periods:
        days |= {period.consent.when.earliest_or_min, period.consent.when.latest}
        if period.denunciation:
            days.add(period.denunciation.day)
    if known.proofs and not known.periods:
        days.add(max(proof.day for proof in known.proofs) + timedelta(1))
    return sorted(days)


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


def cited(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each source that is cited, with the instrument it is cited for; "" for no act.

    A note may cite a source too: a hint that is no claim is kept there.
    """
    claims: tuple[Act | StatedForce | Absence, ...]
    for (_, instrument), cell in dataset.cells.items():
        claims = (*cell.acts, *cell.stated_force, *cell.absences)
        for claim in claims:
            for source in claim.sources:
                yield source, instrument
    for source in _cited_elsewhere(dataset):
        yield source, ""


def _cited_elsewhere(dataset: Dataset) -> Iterator[str]:
    notes = [cell.note for cell in dataset.cells.values()]
    for treaty in dataset.instruments.values():
        notes += [treaty.note, treaty.entry.note]
        yield from (*treaty.sources, *treaty.entry.sources)
        if treaty.status_list:
            yield treaty.status_list.source
        for declaration in treaty.declarations or ():
            yield declaration.source
    for note in notes:
        yield from (word for word in _ID.findall(note) if word in dataset.sources)
    for group in dataset.groups.values():
        yield from group.sources
    for commitment in dataset.commitments:
        yield commitment.document
        for outcome in (*commitment.outcomes, *commitment.related):
            yield from outcome.sources
    for report in dataset.reports:
        yield from report.sources
