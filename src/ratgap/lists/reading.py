"""The reading that an import records: its day, whether it is complete, which columns count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ratgap.assess.record import PARTIES
from ratgap.lists.listing import ListedRow, Listing
from ratgap.model import ActKind, Column, Dataset, Instrument, Source, When
from ratgap.model import Reading as Recorded
from ratgap.model.instrument import MTDSG, TREATY_NUMBER
from ratgap.model.names import fold
from ratgap.named import NamedTuple
from ratgap.problem import DataError, Problem, Where
from ratgap.request import RequestError

_NUMBER = re.compile(TREATY_NUMBER)


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


class Plan(NamedTuple):
    """What is to be recorded of the reading itself.

    ``before`` is what stands there of the same source, ``columns`` those that are taken from the
    list.
    """

    source: Source
    id: str
    before: Recorded | None
    after: Recorded
    columns: frozenset[Column]
    file: str
    notes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the list is of the day of the one before, so that it was read then."""
        return self.before is not None and self.before.as_of == self.after.as_of


def planned(dataset: Dataset, rows: Sequence[ListedRow], reading: Reading) -> Plan:
    """Return the reading to record; raise ``RequestError`` where it makes no sense."""
    doubts = _doubts(dataset.instruments[reading.instrument], reading)
    before = reading.source.readings.get(reading.instrument)
    as_of = day_of(reading)
    complete = reading.listing.whole if reading.complete is None else reading.complete
    if before and before.as_of == as_of:
        after, columns, notes = _again(reading, before, complete=complete)
    else:
        listed = {row.code for row in rows}
        after, notes = _anew(reading, before, as_of, listed, complete=complete)
        columns = reading.listing.gives
    left = _left(dataset, rows, reading.instrument) if after.complete else set()
    if left - after.silent_on:
        after = after._replace(silent_on=after.silent_on | left)
        names = ", ".join(dataset.states[code].name for code in sorted(left))
        notes.append(f"no longer standing, and no end is recorded: taken as silent on {names}")
    file = reading.listing.file
    _check_days(rows, as_of, file)
    return Plan(reading.source, reading.instrument, before, after, columns, file, (*doubts, *notes))


def _left(dataset: Dataset, rows: Sequence[ListedRow], instrument: str) -> set[str]:
    """Return who had consented by the list and does not stand there as a party any more.

    The list denies no day on which they were parties. Those of whom something is recorded are
    answered by that, and what the list would take from it is a loss, to be judged.
    """
    former = {row.code for row in rows if row.consents and not row.is_party}
    return {
        code
        for code in former
        if all(act.kind is ActKind.SIGNATURE for act in dataset.cell(code, instrument).acts)
    }


def _doubts(treaty: Instrument, reading: Reading) -> list[str]:
    """Return what is doubtful in the list and yet can be lived with.

    Raise ``RequestError`` where it is another treaty's, by its number in the depositary's
    collection or, where the data have none, by its title and days. Raise ``DataError`` where it
    does not come to its own totals, unless nothing is to be concluded from whom it leaves out.
    """
    listing, notes = reading.listing, []
    cited = treaty.citations.items()
    numbers = [number for key, number in cited if key == MTDSG or _NUMBER.fullmatch(number)]
    by_number = bool(listing.number and numbers)
    if by_number and _compact(listing.number) not in map(_compact, numbers):
        raise RequestError(
            f"the list is numbered {listing.number}, and {treaty.id} is {numbers[0]}"
        )
    days = (
        ("concluded", listing.concluded, treaty.adopted),
        ("in force", listing.entered, treaty.entry.date),
    )
    differ = [
        f"by the list it was {what} on {day}, by the data on {known}"
        for what, day, known in days
        if day and known and day != known
    ]
    # Where both days differ, or one and there is no number to go by, the title has to agree.
    titles = {fold(title) for title in (treaty.title, treaty.name, *treaty.titles.values())}
    named = not listing.title or fold(listing.title) in titles
    if not named and len(differ) > by_number:
        raise RequestError(
            f'the list is of "{listing.title}", and {treaty.id} is "{treaty.title}": '
            + "; ".join(differ)
        )
    if listing.doubts and reading.complete is not False:
        raise DataError(listing.doubts)
    notes += [f"{doubt.where}: {doubt.message}" for doubt in listing.doubts]
    return [*notes, *(f"{treaty.id}: {what}" for what in differ)]


def _compact(number: str) -> str:
    """Return the number of a treaty as it is compared: ``III-2-12-a`` is ``III-2-12a``."""
    return re.sub(r"(?<=\d)-(?=[a-z]+$)", "", number.lower())


def _check_days(rows: Sequence[ListedRow], as_of: When, file: str) -> None:
    """Raise ``DataError`` for acts that are later than the day of which the list speaks."""
    told = [(row, act.kind, act.when) for row in rows for act in row.acts if act.when]
    told += [(row, ActKind.DENUNCIATION, When.on(row.denounced)) for row in rows if row.denounced]
    late = [
        Problem(
            Where(file, row.line, 1),
            "list-day",
            f"{row.name}: {kind} on {when}, and the list speaks of {as_of}",
            "one of the days is wrong: that of the row, or --as-of",
        )
        for row, kind, when in told
        if when.earliest and when.earliest > as_of.latest
    ]
    if late:
        raise DataError(late)


def day_of(reading: Reading) -> When:
    """Return the day of which the list speaks; raise ``RequestError`` where that is not known."""
    own = reading.listing.as_of
    if own and reading.as_of not in (None, When.on(own)):
        raise RequestError(f"the list speaks of {own}, and --as-of says {reading.as_of}")
    if own and own > date.today():
        raise RequestError(f"the list speaks of {own}, which is still to come")
    if own:
        return When.on(own)
    if reading.as_of is None:
        raise RequestError("the list does not say of which day it speaks: give --as-of")
    return reading.as_of


def _anew(
    reading: Reading, before: Recorded | None, as_of: When, listed: set[str], *, complete: bool
) -> tuple[Recorded, list[str]]:
    id_, listing, notes = reading.source.id, reading.listing, []
    if before:
        known = before.as_of
        if (as_of.latest, as_of.earliest_or_min) < (known.latest, known.earliest_or_min):
            raise RequestError(
                f"{id_} is recorded as of {known}, which is later than {as_of}: "
                "read the older list under a source of its own (--source)"
            )
        lacking = before.gives - listing.gives - {Column.MEMBERSHIP}
        if lacking:
            raise RequestError(
                f"the list gives no {' and no '.join(sorted(lacking))}, as {id_} did: "
                "read it under a source of its own (--source)"
            )
    if reading.complete is None and not complete:
        notes.append("taken as partial: say --complete if nobody is missing")
    if before and (before.note or before.title):
        notes.append(f"the note and the title of {id_}'s reading stand: read them again")
    fresh = before or Recorded(id_, reading.instrument, as_of)
    after = fresh._replace(
        as_of=as_of,
        gives=listing.gives,
        absent_until=_absent_until(as_of) if complete else None,
        silent_on=frozenset(fresh.silent_on - listed) if complete else frozenset(),
        parties=listing.parties,
    )
    return after, notes


def _again(
    reading: Reading, before: Recorded, *, complete: bool
) -> tuple[Recorded, frozenset[Column], list[str]]:
    """What somebody recorded of a list is not undone by it."""
    id_, gives, notes = reading.source.id, reading.listing.gives, []
    after = before
    if complete and not before.complete:
        after = after._replace(absent_until=_absent_until(before.as_of))
    if reading.complete is False and before.complete:
        notes.append(f"{id_} stays recorded as complete until {before.absent_until}")
    if after.parties is None:
        after = after._replace(parties=reading.listing.parties)
    if not before.gives:
        return after, gives, notes
    # A list of names that also gives days has them from elsewhere.
    aside = sorted(gives - before.gives - {Column.MEMBERSHIP})
    if aside:
        given = ", ".join(column for column in Column if column in before.gives)
        notes.append(
            f"{id_} is recorded as giving {given}: its {' and '.join(aside)} are not taken from it"
        )
    parties = before.gives & PARTIES if gives & PARTIES else frozenset()
    return after, gives & before.gives | parties, notes


def _absent_until(as_of: When) -> date:
    if as_of.earliest is None:
        raise RequestError(
            f'--complete needs to know when the list was right; "{as_of}" has no beginning'
        )
    return as_of.earliest
