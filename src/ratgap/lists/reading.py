"""The reading that an import records: its day, whether it is complete, which columns count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ratgap.lists.listing import ListedRow
from ratgap.lists.proposal import Reading
from ratgap.model import Column, Dataset, Source, When
from ratgap.model import Reading as Recorded
from ratgap.request import RequestError

PARTIES = frozenset({Column.CONSENTS, Column.MEMBERSHIP, Column.IN_FORCE})


class Plan(NamedTuple):
    """What is to be recorded of the reading itself.

    ``before`` is what stands there of the same source; ``same``: it is of the same day, so that
    the list is the one that was read then. ``columns`` are those that are taken from it.
    """

    source: Source
    id: str
    before: Recorded | None
    after: Recorded
    columns: frozenset[Column]
    file: str
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the list was read before."""
        return self.before is not None and self.before.as_of == self.after.as_of


def planned(dataset: Dataset, rows: Sequence[ListedRow], asked: Reading) -> Plan:
    """Return the reading to record; raise ``RequestError`` where it makes no sense."""
    _check_treaty(dataset, asked)
    before = asked.source.readings.get(asked.instrument)
    as_of = _as_of(asked)
    same = before is not None and before.as_of == as_of
    if before and not same and _earlier(as_of, before.as_of):
        raise RequestError(
            f"{asked.source.id} is recorded as of {before.as_of}, which is later than {as_of}: "
            "read the older list under a source of its own (--source)"
        )
    complete = asked.listing.whole if asked.complete is None else asked.complete
    if before and same:
        return _again(asked, before, complete=complete)
    lacking = before.gives - asked.listing.gives - {Column.MEMBERSHIP} if before else ()
    if lacking:
        raise RequestError(
            f"the list gives no {' and no '.join(sorted(lacking))}, as {asked.source.id} did: "
            "read it under a source of its own (--source)"
        )
    until = _absent_until(as_of) if complete else None
    listed = {row.code for row in rows}
    fresh = before or Recorded(asked.source.id, asked.instrument, as_of)
    after = fresh._replace(
        as_of=as_of,
        gives=asked.listing.gives,
        absent_until=until,
        silent_on=frozenset(fresh.silent_on - listed) if complete else frozenset(),
        parties=asked.listing.parties,
    )
    notes = []
    if asked.complete is None and not complete:
        notes.append("taken as partial: say --complete if nobody is missing")
    if before and (before.note or before.title):
        notes.append(
            f"the note and the title of {asked.source.id}'s reading stand: read them again"
        )
    columns, file = asked.listing.gives, asked.listing.file
    return Plan(asked.source, asked.instrument, before, after, columns, file, tuple(notes))


def _again(asked: Reading, before: Recorded, *, complete: bool) -> Plan:
    """Return the reading that stands: what somebody recorded of a list is not undone by it."""
    after, notes = before, []
    if complete and not before.complete:
        after = after._replace(absent_until=_absent_until(before.as_of))
    if asked.complete is False and before.complete:
        notes.append(f"{asked.source.id} stays recorded as complete until {before.absent_until}")
    if after.parties is None and asked.listing.parties is not None:
        after = after._replace(parties=asked.listing.parties)
    columns = asked.listing.gives & before.gives if before.gives else asked.listing.gives
    # A list of names that also gives days has them from elsewhere.
    aside = sorted(asked.listing.gives - before.gives - {Column.MEMBERSHIP}) if before.gives else []
    if aside:
        given = ", ".join(column for column in Column if column in before.gives)
        notes.append(
            f"{asked.source.id} is recorded as giving {given}: "
            f"its {' and '.join(aside)} are not taken from it"
        )
    if before.gives & PARTIES and asked.listing.gives & PARTIES:
        columns |= before.gives & PARTIES
    file = asked.listing.file
    return Plan(asked.source, asked.instrument, before, after, columns, file, tuple(notes))


def _as_of(asked: Reading) -> When:
    own = asked.listing.as_of
    if asked.as_of is None and own is None:
        raise RequestError("the list does not say of which day it speaks: give --as-of")
    if asked.as_of is None or (own and asked.as_of == When.on(own)):
        return When.on(own) if own else When.by(date.min)
    if own:
        raise RequestError(f"the list speaks of {own}, and --as-of says {asked.as_of}")
    return asked.as_of


def _absent_until(as_of: When) -> date:
    if as_of.earliest is None:
        raise RequestError(
            f'--complete needs to know when the list was right; "{as_of}" has no beginning'
        )
    return as_of.earliest


def _earlier(one: When, other: When) -> bool:
    return (one.latest, one.earliest_or_min) < (other.latest, other.earliest_or_min)


def _check_treaty(dataset: Dataset, asked: Reading) -> None:
    """Raise where the list names another treaty by its number than the data do."""
    if not asked.listing.number:
        return
    for citation in dataset.instruments[asked.instrument].citations.values():
        match = re.fullmatch(r"[IVXLC]+-(\d+)(?:-?([a-z]))?", citation)
        number = "".join(filter(None, match.groups())) if match else asked.listing.number
        if number != asked.listing.number:
            raise RequestError(
                f"the list is numbered {asked.listing.number} in its chapter, and "
                f"{asked.instrument} is {citation}"
            )
