"""CSV: one row for each fact, with the names and values of the published JSON."""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.present.csv_rows import key, values, write
from ratgap.present.json_v1 import catalogue_types, diff_types, types

_DAY = ("date", "on_or_before", "not_before")
_REPORT = (
    *("id", "title", "family", "bases", "status", "gap", "reason", "signed"),
    *(f"signature.{part}" for part in _DAY),
    *(f"consent.{part}" for part in ("act", *_DAY, "effective")),
    *(f"in_force.{part}" for part in _DAY),
    *("ended", "through", "last_known.status", "last_known.confirmed"),
    *("evidence.source", "evidence.confirmed"),
)
_INSTRUMENTS = (
    *("id", "title", "family", "adopted", "place", "in_force"),
    *("depositaries", "bases", "scopes", "citations"),
    *(f"counts.{status}" for status in ("party", "contracting", "signatory", "none", "unknown")),
)
_STATES = (
    *("code", "alpha3", "name", "names", "kind", "also", "former", "predecessor"),
    *("since", "until", "groups"),
)
_SOURCE = ("id", "title", "publisher", "kind", "trust", "relied_on")
_READING = (
    *("instrument", "title", "address"),
    *(f"as_of.{part}" for part in _DAY),
    *("complete", "absent_until", "silent_on", "gives", "parties", "age_years", "note"),
)
_NEWS = (
    *_DAY,
    *("state", "alpha3", "name", "instrument", "title", "act"),
    *(f"effect.{part}" for part in _DAY),
    *("source.id", "source.title", "source.address", "sources"),
)


def report(document: types.Report) -> str:
    """Return one row for each state and instrument."""
    head = ["as_of", "state", "alpha3", "name", "instrument", *map(key, _REPORT[1:])]
    day = document.query.as_of
    return write(
        head,
        (
            [day, state.code, state.alpha3, state.name, *values(row, _REPORT)]
            for state in document.states
            for row in state.instruments
        ),
    )


def instruments(document: catalogue_types.Instruments) -> str:
    """Return one row for each instrument."""
    head = ["as_of", *map(key, _INSTRUMENTS)]
    day = document.query.as_of
    return write(head, ([day, *values(i, _INSTRUMENTS)] for i in document.instruments))


def states(document: catalogue_types.States) -> str:
    """Return one row for each state or organisation."""
    return write(_STATES, (values(state, _STATES) for state in document.states))


def sources(document: catalogue_types.Sources) -> str:
    """Return one row for each reading, and one for each source without any."""
    head = ["source", *(f"source_{key}" for key in _SOURCE[1:]), *map(key, _READING)]
    return write(head, (row for source in document.sources for row in _source(source)))


def since(document: diff_types.Since) -> str:
    """Return one row for each act; one whose day is known only to a span is not certain."""
    told = [(True, document.acts), (False, document.possible)]
    rows = ([certain, *values(news, _NEWS)] for certain, acts in told for news in acts)
    return write(["certain", *map(key, _NEWS)], rows)


def _source(source: catalogue_types.SourceEntry) -> Iterator[list[object]]:
    readings: list[catalogue_types.ReadingEntry] | list[None] = source.readings or [None]
    for reading in readings:
        yield [*values(source, _SOURCE), *values(reading, _READING)]
