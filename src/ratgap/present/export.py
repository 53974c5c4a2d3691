"""The rows of an export: what the data record, and what the engine answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ratgap.assess.answer import Answer, Reason, Status
from ratgap.assess.force import DEFAULT_MAX_AGE
from ratgap.assess.status import answer
from ratgap.assess.turning import turning_days
from ratgap.model import SCHEMES, Dataset, State, When
from ratgap.present.export_tables import PANEL, TABLES, Table
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
    made: dict[str, Iterable[Row]] = {
        "states": map(_state, states),
        "instruments": (_instrument(dataset, treaty) for treaty in treaties),
        "sources": map(_source, dataset.sources.values()),
        "acts": (act for cell in cells for act in _acts(dataset, *cell, day)),
        "status": (
            _status(state, answer(dataset, state.code, treaty.id, day, age))
            for state, treaty in cells
            if state.existed(day)
        ),
        "spells": spells,
        "panel": (row for spell in spells for row in _years(spell)),
    }
    for table in (*TABLES, *([PANEL] if panel else [])):
        yield table, list(made[table.name])


def _identifiers(state: State) -> Row:
    # ISO 3166-1 has codes of countries: those by which organisations go are reserved or our own.
    iso = state.kind == "state" and bool(state.alpha3)
    codes = {("vdem_id" if s == "vdem" else s): state.codes.get(s) or None for s in SCHEMES}
    return {
        "iso2": state.code if iso else None,
        "iso3": state.alpha3 if iso else None,
        **codes,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(name: str, when: When | None) -> Row:
    exact = when and when.exact
    return {
        name: _day(when.latest) if when and exact else None,
        f"{name}_earliest": _day(when.earliest) if when else None,
        f"{name}_latest": _day(when.latest) if when else None,
    }


def _state(state: State) -> Row:
    return {
        "state": state.code,
        **_identifiers(state),
        "name": state.name,
        "kind": "organisation" if state.kind == "organisation" else "state",
        "since": _day(state.since),
        "until": _day(state.until),
    }


def _instrument(dataset: Dataset, treaty: Instrument) -> Row:
    return {
        "instrument": treaty.id,
        "short": dataset.codes[treaty.id],
        "name": treaty.usual,
        "title": treaty.title,
        "family": treaty.family or None,
        "adopted": _day(treaty.adopted),
        "place": treaty.place or None,
        "in_force": _day(treaty.entry.date),
        "depositaries": ";".join(treaty.depositaries) or None,
        "bases": ";".join(treaty.bases) or None,
    }


def _source(source: Any) -> Row:
    texts = ("title", "publisher", "address", "kind", "trust")
    named: Row = {name: getattr(source, name) or None for name in texts}
    return {"source": source.id, **named, "relied_on": source.relied_on}


def _acts(dataset: Dataset, state: State, treaty: Instrument, day: date) -> Iterator[Row]:
    for number, act in enumerate(dataset.cell(state.code, treaty.id).acts, 1):
        # What is done by the day for sure, as an answer of that day has it.
        if act.when.latest <= day:
            yield {
                "state": state.code,
                "instrument": treaty.id,
                "number": number,
                **_identifiers(state),
                "act": act.kind.value,
                **_span("day", act.when),
                "effective": _day(act.effective),
                "source": act.sources[0],
                "sources": ";".join(act.sources),
                "rejected": act.rejected or None,
                "note": act.note or None,
            }


def _standing(known: Answer) -> Row:
    consent = known.consent and known.consent.when
    return {**_span("consent", consent), **_span("in_force", known.in_force)}


def _status(state: State, known: Answer) -> Row:
    evidence = known.evidence
    return {
        "state": state.code,
        "instrument": known.instrument,
        **_identifiers(state),
        "as_of": _day(known.as_of),
        "status": known.status.value,
        "reason": known.reason.value,
        "signed": known.signed.value,
        **_span("signature", known.signature and known.signature.when),
        "act": known.consent.kind.value if known.consent else None,
        **_standing(known),
        "ended": _day(known.ended),
        "through": known.through,
        "source": evidence.source if evidence else None,
        "confirmed": _day(evidence.confirmed) if evidence else None,
    }


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
    why = _why(known)
    return {
        "state": state.code,
        "instrument": known.instrument,
        **_identifiers(state),
        "status": known.status.value,
        "reason": why.value if why else None,
        "from": _day(first),
        "to": _day(last),
        **_standing(known),
    }


def _years(spell: Row) -> Iterator[Row]:
    """Yield a row of the panel for each year whose last day lies in ``spell``."""
    first, last = str(spell["from"]), str(spell["to"])
    for year in range(int(first[:4]), int(last[:4]) + 1):
        if f"{year:04}-12-31" <= last:
            named = {c.name: spell[c.name] for c in PANEL.columns if c.name in spell}
            yield {**named, "year": year}
