"""What is shown beside an answer and concluded from nowhere: claims set aside, amended treaties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ratgap.assess.answer import Answer
from ratgap.assess.force import MaxAge
from ratgap.assess.status import answer
from ratgap.assess.totals import record
from ratgap.model import Act, Dataset, Instrument, Parent, When
from ratgap.named import NamedTuple


def doubt(dataset: Dataset, known: Answer) -> Act | None:
    """Return the last claim that was set aside and would overturn the negative in ``known``.

    A consent that is not relied on: a better source is preferred to it, or its sources are of low
    trust. It may be of the day asked for or before. One that is no later than the day to which
    the negative is confirmed is answered by a list, which looks at everybody, and not by another
    word on this state alone. None where there is no negative.
    """
    outside = known.status.gap or known.outside_when_last_known
    if not outside or known.evidence is None or known.evidence.confirmed is None:
        return None
    set_aside = record(dataset, known.state, known.instrument).set_aside
    if not set_aside:
        return None
    source, confirmed = known.evidence.source, known.evidence.confirmed
    reading = dataset.sources[source].readings.get(known.instrument)
    absences = dataset.cell(known.state, known.instrument).absences
    alone = known.ended is None and not (reading and reading.complete)
    alone = alone and any(source in absence.sources for absence in absences)
    claims = [
        act
        for act in set_aside
        if (alone or act.when.latest > confirmed) and act.when.earliest_or_min <= known.as_of
    ]
    return max(claims, key=lambda act: act.when.latest, default=None)


class JoinedAmended(NamedTuple):
    """A treaty that binds a state from ``since``, after the amendment to it entered into force."""

    parent: Parent
    since: When


def joined_amended(
    dataset: Dataset, amendment: Instrument, known: Answer, max_age: MaxAge | None
) -> Iterator[JoinedAmended]:
    """Yield the treaties that the state of ``known`` joined when ``amendment`` was in force.

    Failing another intention it is considered a party to such a treaty as amended, and to the
    unamended one towards those whom the amendment does not bind (VCLT art. 40(5)), unless the
    treaty provides otherwise (40(1)): a reason to ask, and no evidence that it joined. ``known``
    is its answer for the amendment; who joined that is not asked about.
    """
    entry, day = amendment.entry.date, known.as_of
    if known.status.joined or entry is None or day < entry:
        return
    for parent in amendment.parents:
        above = answer(dataset, known.state, parent.instrument, day, max_age)
        # Surely after: what may have been before is asked about by nobody.
        begun = above.in_force if parent.amends and above.status.joined else None
        if begun and begun.earliest_or_min > entry:
            yield JoinedAmended(parent, begun)


def amended_by(dataset: Dataset, instrument: str, day: date) -> tuple[tuple[Instrument, date], ...]:
    """Return the amendments to ``instrument`` that are in force on ``day``, each since when."""
    return tuple(
        (treaty, treaty.entry.date)
        for treaty, parent in dataset.children(instrument)
        if parent.amends and treaty.entry.date and treaty.entry.date <= day
    )
