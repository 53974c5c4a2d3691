"""What a state did under a treaty in an interval: signed, joined, left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ratgap.assess.answer import Answer
from ratgap.assess.record import Record, record
from ratgap.model import Act, ActKind, Dataset, When


class What(StrEnum):
    """What happened."""

    SIGNED = "signed"
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that surely happened in the interval, as the merged evidence tells it.

    ``day`` is the day of signature or of deposit, or the day from which one that left is no
    longer bound; ``notified`` is then the day of its notice. ``through``: the act was done on
    that protocol, which makes the state a party to this treaty as amended.
    """

    state: str
    instrument: str
    what: What
    act: ActKind
    day: When
    sources: tuple[str, ...]
    notified: When | None = None
    through: str = ""


def events(
    dataset: Dataset, state: str, instrument: str, start: date, end: date, last: Answer | None
) -> tuple[Event, ...]:
    """Return what happened after ``start`` and no later than ``end``, the earliest first.

    ``last`` is the answer at the end: it tells of a protocol that brought the treaty along.
    """
    found = list(_own(record(dataset, state, instrument), state, instrument))
    if last and last.through and last.consent:
        consent, through = last.consent, last.through
        found.append(_event(state, instrument, What.JOINED, consent, through=through))
    within = [e for e in found if _in(e.day, start, end)]
    return tuple(sorted(within, key=lambda e: e.day.latest))


def _own(found: Record, state: str, instrument: str) -> Iterator[Event]:
    if found.signature:
        yield _event(state, instrument, What.SIGNED, found.signature)
    for spell in found.spells:
        yield _event(state, instrument, What.JOINED, spell.consent)
        if spell.ending:
            act, day = spell.ending.act, When.on(spell.ending.day)
            yield Event(state, instrument, What.LEFT, act.kind, day, act.sources, act.when)


def _event(state: str, instrument: str, what: What, act: Act, through: str = "") -> Event:
    return Event(state, instrument, what, act.kind, act.when, act.sources, through=through)


def _in(when: When, start: date, end: date) -> bool:
    """Whether ``when`` lies in the interval wherever in its span it lies."""
    return when.earliest is not None and start < when.earliest and when.latest <= end
