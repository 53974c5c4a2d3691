"""CSV: one row for each fact, with the names and values of the published JSON.

A column is the path to its value, ``*`` for the three parts of a day, or ``name=path`` where it has
a name of its own. A path that a row does not have is an empty cell. A text that a spreadsheet would
take for a formula stands behind an apostrophe.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ratgap import gate
from ratgap.present.document import Json

_DAY = ("date", "on_or_before", "not_before")
_OF_STATE = "as_of=query.as_of state=state.code alpha3=state.alpha3 name=state.name"
_EVIDENCE = "evidence.source evidence.confirmed"
_COUNTS = "party contracting signatory none unknown"
_ROW_COUNTS = (*_COUNTS.split(), "gap", "gap_recent", "gap_old")
_MOVES = (
    "gaps_from gaps_to closed open joined left new_gap new_joined withdrawn withdrawn_joined"
    " gap_then_unknown unknown_then_gap not_comparable joinings joinings_since untold cells covered"
)
_SOURCE = " ".join(
    f"source_{key}=cited.{key}" for key in ("title", "publisher", "address", "kind", "trust")
)
# New columns stand at the end: some count them.
_ANSWER = (
    f"{_OF_STATE} instrument=id title family bases status gap reason signed signature.*"
    " consent.act consent.* consent.effective in_force.* ended through last_known.status"
    f" last_known.confirmed {_EVIDENCE} proof asked consent.sources total.number total.named"
    f" total.unnamed {_SOURCE} short=treaty.short usual_name=treaty.name"
    " doubt.kind doubt.* doubt_sources=doubt.sources consent.note"
)
_COLUMNS = {
    "report": _ANSWER,
    "instrument": _ANSWER,
    "instruments": "as_of=query.as_of id title family adopted place in_force depositaries bases"
    f" scopes citations {' '.join(f'counts.{status}' for status in _COUNTS.split())}"
    " short usual_name=name counts.gap_recent counts.gap_old counts.outside_when_last_known"
    " counts.not_known total.number total.counts total.named total.unnamed total.argument"
    f" total_on=total.when.date total.source {_SOURCE}",
    "states": "code alpha3 name names kind also former predecessor since until groups"
    " m49=codes.m49 cow=codes.cow gw=codes.gw vdem=codes.vdem",
    "sources": "source=source.id source.title source.publisher source.kind source.trust"
    " source.relied_on instrument title address as_of.* complete absent_until silent_on gives"
    " parties age_years note source.address deposits total trust relied_on",
    "since": "certain * state alpha3 name instrument title act effect.* source.id source.title"
    " source.address sources",
    "plan": "as_of=query.as_of deposit_on=query.deposit_on state=state.code alpha3=state.alpha3"
    " name=state.name position instrument=id title family asked status signed ended possible"
    " depositaries prevails_over gives_way_to binding.date binding.counted binding.clause.kind"
    " binding.clause.count binding.clause.article binding.held_by binding.through"
    " declarations_read ways requires brought_by brings must_declare may_declare reason"
    f" last_known.status last_known.confirmed bears_on {_EVIDENCE} proof asked_by_basis peers"
    " doubt.* doubt_sources=doubt.sources joined_amended amended_by",
    "progress": "start=query.start end=query.end state instrument move status_start=start"
    " status_end=end signed_date=signed.day.date signed_on_or_before=signed.day.on_or_before"
    " joined_date=joined.day.date joined_on_or_before=joined.day.on_or_before"
    " left_date=left.day.date left_on_or_before=left.day.on_or_before act=last.act"
    " through=last.through sources=last.sources note=last.note",
    "years": f"start end {' '.join(f'{move}=counts.{move}' for move in _MOVES.split())}"
    " share_closed",
    "commitments": "as_of=query.as_of record state=state.code name=state.name kind text to document"
    " place made.* due.* standing outcomes related body basis ordinal symbol when.* years_ago"
    " sources note",
    "groups": "as_of=query.as_of group=group.id title=group.title kind=group.kind state=code name"
    " member since until sources=group.sources",
}


def text(document: Json) -> str:
    """Return ``document``, one of those that have rows, as CSV text."""
    import csv
    import io

    name = "years" if document.get("years") else document["schema"].split("/")[1]
    rows = _ROWS[name](document) if name in _ROWS else document[name]
    columns = [*(_matrix_columns(document) if name == "matrix" else _parsed(_COLUMNS[name]))]
    if name in _TITLED:
        for head, of in ("title", "titles"), ("title_source", "title_sources"):
            columns += [(f"{head}_{key}", ["treaty", of, key]) for key in _LANGUAGES]
    heads, paths = zip(*columns, strict=True)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        whole = {**row, "query": document["query"]}
        writer.writerow([_cell(_value(whole, path)) for path in paths])
    return written.getvalue()


_TITLED = ("report", "instrument", "instruments")
"""Documents of whose rows each is about an instrument that has official titles, by language."""
_LANGUAGES = ("en", "fr", "ru", "es", "ar", "zh")
"""Those of the United Nations: the columns are the same whatever the data have."""


def _treaties(document: Json) -> list[Json]:
    one: Json | None = document.get("instrument")
    return [one] if one else document["instruments"]


def _joined(document: Json, rows: Iterable[Json]) -> Iterator[Json]:
    """Yield ``rows``, each with its instrument and the source of its evidence or total."""
    sources = {source["id"]: source for source in document["sources"]}
    treaties = {treaty["id"]: treaty for treaty in _treaties(document)}
    for row in rows:
        named = row["evidence"] if "evidence" in row else row["total"]
        cited = sources[named["source"]] if named else None
        if cited:
            cited = {**cited, "trust": cited["trust_on"].get(row["id"], cited["trust"])}
        yield {**row, "treaty": treaties[row["id"]], "cited": cited}


def _parsed(columns: str) -> Iterator[tuple[str, list[str]]]:
    for column in columns.split():
        name, _, path = column.rpartition("=")
        stem, star, _ = path.partition("*")
        for whole in [stem + part for part in _DAY] if star else [path]:
            yield name or whole.replace(".", "_"), whole.split(".")


def _value(row: Json, path: list[str]) -> Any:
    value: Any = row
    for key in path:
        value = None if value is None else value.get(key)
    return value


def _cell(value: object) -> object:
    """Return a value as one cell: what is several joined by semicolons. Null is an empty cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = ";".join(map(str, value))
    elif isinstance(value, dict):
        value = ";".join(f"{key}={entry}" for key, entry in value.items())
    return gate.cell(value) if isinstance(value, str) else value


def _plan(document: Json) -> Iterator[Json]:
    for state in document["states"]:
        for step in state["steps"]:
            declarations = step["declarations"] or ()
            yield {
                **step,
                "state": state,
                "ways": list(map(_way, step["ways"])),
                "requires": list(map(_related, step["requires"])),
                "brought_by": [by["id"] for by in step["brought_by"]],
                "brings": list(map(_related, step["brings"])),
                "must_declare": [d["article"] for d in declarations if d["required"]],
                "may_declare": [d["article"] for d in declarations if not d["required"]],
                "peers": [f"{p['group']}:{p['joined']}/{p['of']}" for p in step["peers"]],
                "joined_amended": [treaty["id"] for treaty in step["joined_amended"]],
                "amended_by": [treaty["id"] for treaty in step["amended_by"]],
            }
        for unknown in state["unknown"]:
            asked = {"status": "unknown", "depositaries": unknown["ask"]}
            amended = [treaty["id"] for treaty in unknown["joined_amended"]]
            yield {**unknown, **asked, "joined_amended": amended, "state": state}


def _way(way: Json) -> str:
    parts = [way["act"], way["article"], "sign-first" if way["sign_first"] else ""]
    if way["if_signed"] is not None:
        parts.append("if-signed" if way["if_signed"] else "if-not-signed")
    return ":".join(filter(None, parts))


def _related(treaty: Json) -> str:
    return f"{treaty['id']}:{treaty['rule']}:{treaty['status']}"


def _progress(document: Json) -> Iterator[Json]:
    for change in document["changes"]:
        events = {event["what"]: event for event in change["events"]}
        last = events.get("left") or events.get("joined") or events.get("signed")
        yield {**change, **events, "last": last}


def _matrix_columns(document: Json) -> Iterator[tuple[str, list[str]]]:
    """Yield a column for each instrument, between who the state is and the totals of its row."""
    yield from _parsed(f"{_OF_STATE} region=state.region")
    # Not by a text: an id may have a dot, which parts the keys of a path.
    yield from ((treaty["id"], ["cells", treaty["id"]]) for treaty in document["instruments"])
    yield from ((key, ["state", "counts", key]) for key in _ROW_COUNTS)


def _commitments(document: Json) -> Iterator[Json]:
    for state in document["states"]:
        for record in state["commitments"]:
            facts = {key: _facts(record[key]) for key in ("outcomes", "related")}
            yield {**record, **facts, "record": "commitment", "state": state}
        yield from ({**record, "record": "report", "state": state} for record in state["reports"])


def _facts(facts: Iterable[Json]) -> str:
    return "; ".join(
        f"{f['text']} ({', '.join([*([f['when']['date']] if f['when'] else []), *f['sources']])})"
        for f in facts
    )


_ROWS: dict[str, Callable[[Json], Iterable[Json]]] = {
    "report": lambda document: _joined(
        document,
        ({**row, "state": state} for state in document["states"] for row in state["instruments"]),
    ),
    "instrument": lambda document: _joined(
        document, ({**document["instrument"], **row, "state": row} for row in document["states"])
    ),
    "instruments": lambda document: _joined(document, document["instruments"]),
    "sources": lambda document: (
        {**reading, "source": source}
        for source in document["sources"]
        for reading in source["readings"] or [{}]
    ),
    # An act whose day is known only to a span is not certain.
    "since": lambda document: (
        {**news, "certain": part == "acts"}
        for part in ("acts", "possible")
        for news in document[part]
    ),
    "plan": _plan,
    "progress": _progress,
    "matrix": lambda document: (
        {"state": state, "cells": document["cells"][state["code"]]} for state in document["states"]
    ),
    "commitments": _commitments,
    # A membership on the day asked for, or on another.
    "groups": lambda document: (
        {**member, "member": part == "members", "group": group}
        for group in document["groups"]
        for part in ("members", "others")
        for member in group[part]
    ),
}
"""The rows of a document; of one that is not here the list that goes by its own name."""
