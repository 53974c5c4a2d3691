"""Who signed, joined or left what since a day: with source, deposit day and day of effect."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from ratgap.assess.record import record
from ratgap.model import Act, Dataset, When


@dataclass(frozen=True, slots=True)
class News:
    """One act of one state: ``act.when`` is its day, its first source gives that day.

    ``effect`` is the day from which the treaty binds the state, or no longer binds it; None for
    a signature, and while the treaty itself is not in force.
    """

    state: str
    instrument: str
    act: Act
    effect: When | None


@dataclass(frozen=True, slots=True)
class Since:
    """What is new after ``start`` (exclusive) up to ``end`` (inclusive).

    ``certain`` are the acts of a known day, in order of days; ``possible`` are those whose day is
    known only to a span of which a part lies in between.
    """

    start: date
    end: date
    certain: tuple[News, ...]
    possible: tuple[News, ...]


def since(dataset: Dataset, start: date, end: date, states: Container[str] | None = None) -> Since:
    """Return the acts of ``states`` (None: of all) after ``start``, up to and including ``end``.

    Where several sources tell of one act it comes once, as the engine merges it; claims set
    aside, and those by sources of low trust alone, do not come. Raises ValueError for ``end``
    before ``start``.
    """
    if end < start:
        raise ValueError(f"{end} comes before {start}")
    certain, possible = [], []
    for state, instrument in dataset.cells:
        if states is not None and state not in states:
            continue
        for news in _told(dataset, state, instrument):
            when = news.act.when
            if when.exact and start < when.latest <= end:
                certain.append(news)
            elif not when.exact and start < when.latest and when.earliest_or_min <= end:
                possible.append(news)
    order = {id_: n for n, id_ in enumerate(dataset.instruments)}

    def place(news: News) -> tuple[date, int, str]:
        return news.act.when.latest, order[news.instrument], news.state

    return Since(start, end, tuple(sorted(certain, key=place)), tuple(sorted(possible, key=place)))


def _told(dataset: Dataset, state: str, instrument: str) -> Iterator[News]:
    """Yield each act of one state on one instrument once, with its effect."""
    merged = record(dataset, state, instrument)
    if merged.signature:
        yield News(state, instrument, merged.signature, None)
    for spell in merged.spells:
        yield News(state, instrument, spell.consent, spell.in_force)
        if spell.ending:
            yield News(state, instrument, spell.ending.act, When.on(spell.ending.day))
