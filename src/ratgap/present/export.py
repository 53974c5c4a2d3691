"""The rows of an export: what the data record, and what the engine answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ratgap.assess.answer import Answer, Reason, Status
from ratgap.assess.force import DEFAULT_MAX_AGE
from ratgap.assess.status import answer
from ratgap.assess.turning import turning_days
from ratgap.model import SCHEMES, Dataset, State, When
from ratgap.named import Word
from ratgap.present.export_tables import (
    ACTS,
    INSTRUMENTS,
    PANEL,
    SOURCES,
    SPELLS,
    STATES,
    STATUS,
    Table,
)
from ratgap.request import max_age_of

if TYPE_CHECKING:
    from ratgap.assess.force import MaxAge
    from ratgap.model import Instrument

Row = dict[str, str | int | bool | None]
"""A row by the names of its columns; days are ISO 8601; None: not known or not so."""


def rows(dataset: Dataset, day: date, *, panel: bool = False) -> Iterator[tuple[Table, list[Row]]]:
    """Yield each table with its rows as known on ``day``; ``panel``: one of years last.

    All states and organisations, and all instruments adopted by ``day``, each state with those
    that are open to it.
    """
    age = max_age_of(DEFAULT_MAX_AGE, day)
    treaties = [treaty for treaty in dataset.instruments.values() if treaty.adopted <= day]
    states = [state for state in dataset.states.values() if not state.former]
    cells = [(s, i) for s in states for i in treaties if dataset.open_to(s.code, i.id)]
    spells = [spell for cell in cells for spell in _spells(dataset, *cell, day, age)]
    yield STATES, list(map(_state, states))
    yield INSTRUMENTS, [_instrument(dataset, treaty) for treaty in treaties]
    yield SOURCES, [_row(SOURCES, s, source=s.id) for s in dataset.sources.values()]
    yield ACTS, [act for cell in cells for act in _acts(dataset, *cell, day)]
    there = [cell for cell in cells if cell[0].existed(day)]
    yield STATUS, [_status(s, answer(dataset, s.code, i.id, day, age)) for s, i in there]
    yield SPELLS, spells
    if panel:
        yield PANEL, [row for spell in spells for row in _years(spell)]


def _row(table: Table, record: object, **own: object) -> Row:
    """Return the row of ``record``: its attributes that go by the names of columns, or ``own``."""
    names = (column.name for column in table.columns)
    return {name: _cell(own[name] if name in own else getattr(record, name)) for name in names}


def _cell(value: Any) -> str | int | bool | None:
    if isinstance(value, Word):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        value = ";".join(value)
    # A text that the data do not have is empty there; no number is.
    return None if value == "" else value


def _identifiers(state: State) -> dict[str, object]:
    # ISO 3166-1 has codes of countries: those by which organisations go are reserved or our own.
    iso = state.kind == "state" and bool(state.alpha3)
    codes = {("vdem_id" if s == "vdem" else s): state.codes.get(s) for s in SCHEMES}
    return {"iso2": state.code if iso else None, "iso3": state.alpha3 if iso else None, **codes}


def _span(name: str, when: When | None) -> dict[str, object]:
    return {
        name: when.latest if when and when.exact else None,
        f"{name}_earliest": when and when.earliest,
        f"{name}_latest": when and when.latest,
    }


def _state(state: State) -> Row:
    kind = "organisation" if state.kind == "organisation" else "state"
    return _row(STATES, state, state=state.code, **_identifiers(state), kind=kind)


def _instrument(dataset: Dataset, treaty: Instrument) -> Row:
    names = {"instrument": treaty.id, "short": dataset.codes[treaty.id], "name": treaty.usual}
    return _row(INSTRUMENTS, treaty, **names, in_force=treaty.entry.date)


def _acts(dataset: Dataset, state: State, treaty: Instrument, day: date) -> Iterator[Row]:
    cell = {"state": state.code, "instrument": treaty.id, **_identifiers(state)}
    for number, act in enumerate(dataset.cell(state.code, treaty.id).acts, 1):
        # What is done by the day for sure, as an answer of that day has it.
        if act.when.latest <= day:
            own = {"number": number, "act": act.kind, "source": act.sources[0]}
            yield _row(ACTS, act, **cell, **own, **_span("day", act.when))


def _days(state: State, known: Answer) -> dict[str, object]:
    """Return whose answer it is, and the days of the consent and of its effect."""
    consent = known.consent and known.consent.when
    days = {**_span("consent", consent), **_span("in_force", known.in_force)}
    return {"state": state.code, **_identifiers(state), **days}


def _status(state: State, known: Answer) -> Row:
    evidence = known.evidence
    return _row(
        STATUS,
        known,
        **_days(state, known),
        **_span("signature", known.signature and known.signature.when),
        act=known.consent and known.consent.kind,
        source=evidence and evidence.source,
        confirmed=evidence and evidence.confirmed,
    )


def _spells(
    dataset: Dataset, state: State, treaty: Instrument, day: date, age: MaxAge | None
) -> Iterator[Row]:
    """Yield the stretches of one status of a cell, from the days on which its answer may turn."""
    first = max(treaty.adopted, state.since or date.min)
    last = min(day, state.until or date.max)
    turns = turning_days(dataset, state.code, treaty.id, age)
    days = sorted({first, *(turn for turn in turns if first < turn <= last)}) * (first <= last)
    spell: tuple[date, Answer] | None = None
    for turn in days:
        known = answer(dataset, state.code, treaty.id, turn, age)
        # Of an unknown the reason is part of what is told.
        if spell and (spell[1].status, _why(spell[1])) == (known.status, _why(known)):
            continue
        if spell:
            yield _spell(state, *spell, turn - timedelta(1))
        spell = turn, known
    if spell:
        yield _spell(state, *spell, last)


def _why(known: Answer) -> Reason | None:
    return known.reason if known.status is Status.UNKNOWN else None


def _spell(state: State, first: date, known: Answer, last: date) -> Row:
    span = {"from": first, "to": last}
    return _row(SPELLS, known, **_days(state, known), reason=_why(known), **span)


def _years(spell: Row) -> Iterator[Row]:
    """Yield a row of the panel for each year whose last day lies in ``spell``."""
    first, last = str(spell["from"]), str(spell["to"])
    for year in range(int(first[:4]), int(last[:4]) + 1):
        if f"{year:04}-12-31" <= last:
            named = {c.name: spell[c.name] for c in PANEL.columns if c.name in spell}
            yield {**named, "year": year}
