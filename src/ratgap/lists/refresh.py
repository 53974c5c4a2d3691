"""The current list of one treaty from its depositary, merged: or why it was not taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ratgap.lists.edit import unsound
from ratgap.lists.fetch import FetchError, Patience, fetch
from ratgap.lists.merge import Proposal, merge
from ratgap.lists.reading import Reading
from ratgap.lists.recognise import read_list
from ratgap.model import Dataset, Instrument, When
from ratgap.named import NamedTuple, Word
from ratgap.problem import NONE, DataError
from ratgap.request import RequestError


class Outcome(Word):
    """What came of asking for one list."""

    CHANGES = "changes"
    SAME = "same"
    UNCHANGED = "unchanged"
    HELD_UP = "held-up"
    REFUSED = "refused"


class Refreshed(NamedTuple):
    """One treaty's outcome; ``since`` is the day of the reading that the server was told of.

    ``reasons`` say why a list was refused; ``proposal`` is None then and where it is unchanged.
    """

    instrument: str
    outcome: Outcome
    proposal: Proposal | None = None
    since: date | None = None
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def refresh(
    dataset: Dataset,
    treaty: Instrument,
    today: date,
    patience: Patience,
    wordings: Mapping[str, str] = NONE,
    *,
    accept_removals: bool = False,
) -> Refreshed:
    """Return what the current list of ``treaty`` comes to; it speaks of ``today``.

    The treaty has an address for its list. Only a list that is shown to be whole by its own
    totals is taken: nobody looks at what a server sends.
    """
    address = treaty.status_list
    if address is None:
        raise RequestError(f"{treaty.id} has no address for its current list")
    source = dataset.sources[address.source]
    before = source.readings.get(treaty.id)
    since = before.as_of.earliest if before else None

    def refused(*reasons: str) -> Refreshed:
        return Refreshed(treaty.id, Outcome.REFUSED, since=since, reasons=reasons)

    try:
        content = fetch(address.url, since, patience)
        if content is None:
            return Refreshed(treaty.id, Outcome.UNCHANGED, since=since)
        listing = read_list(content, address.url, dataset.states, wordings)
        if not listing.number:
            raise FetchError("the list does not tell of which treaty it is")
        if listing.doubts:
            raise DataError(listing.doubts)
        if not listing.whole:
            raise FetchError("the list states no total of parties, so it may not be whole")
        day = None if listing.as_of else When.on(today)
        reading = Reading(source, treaty.id, listing, day, complete=True)
        proposal = merge(dataset, reading, accept_removals=accept_removals)
        broken = unsound(dataset, proposal.after, address.url, removals=accept_removals)
        if broken:
            raise DataError(broken)
    except DataError as error:
        return refused(*map(str, error.problems))
    except (FetchError, RequestError) as error:
        return refused(f"{address.url}: {error}")
    except Exception as error:
        # A mistake of ours that this list brings out is no reason to ask for no other.
        reason = f"{type(error).__name__}: {error}"
        return refused(f"{address.url}: it cannot be read: {reason[:200]} (please report this)")
    outcome = Outcome.CHANGES if proposal.changes else Outcome.SAME
    if proposal.held_up:
        outcome = Outcome.HELD_UP
    unread = (f"{address.url}: the column {heading} is not read" for heading in listing.unread)
    notes = (*unread, *map(str, listing.notices), *proposal.notes)
    return Refreshed(treaty.id, outcome, proposal, since, notes=notes)
