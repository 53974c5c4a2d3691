"""CSV: one row for each fact, with the names and values of the published JSON.

A column is the path to its value in the document; ``*`` stands for the parts of a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ratgap.present.document import Json

_DAY = ("date", "on_or_before", "not_before")


def _paths(text: str) -> tuple[str, ...]:
    """Return the paths in ``text``, those of days in their parts."""
    paths: list[str] = []
    for path in text.split():
        stem, day, _ = path.partition("*")
        paths += [stem + part for part in _DAY] if day else [path]
    return tuple(paths)


_WHO = _paths("code alpha3 name")
_STANDING = _paths(
    "id title family bases status gap reason signed signature.* consent.act consent.*"
    " consent.effective in_force.* ended through last_known.status last_known.confirmed"
    " evidence.source evidence.confirmed"
)
_TOTALS = _paths("party contracting signatory none unknown gap")
_INSTRUMENT = _paths(
    "id title family adopted place in_force depositaries bases scopes citations"
    " counts.party counts.contracting counts.signatory counts.none counts.unknown"
)
_STATE = _paths("code alpha3 name names kind also former predecessor since until groups")
_SOURCE = _paths("id title publisher kind trust relied_on")
_READING = _paths(
    "instrument title address as_of.* complete absent_until silent_on gives parties age_years note"
)
_NEWS = _paths(
    "* state alpha3 name instrument title act effect.* source.id source.title source.address"
    " sources"
)
_STEP = _paths(
    "id title family asked status signed ended possible depositaries prevails_over gives_way_to"
    " binding.date binding.counted binding.clause.kind binding.clause.count"
    " binding.clause.article binding.held_by binding.through declarations_read"
)
_UNKNOWN = _paths("reason last_known.status last_known.confirmed bears_on")
_EVIDENCE = _paths("evidence.source evidence.confirmed")
_MOVES = _paths(
    "gaps_from gaps_to closed open joined left new_gap new_joined withdrawn withdrawn_joined"
    " gap_then_unknown unknown_then_gap not_comparable"
)
_COMMITMENT = _paths("kind text to document place made.* due.* standing")
_REPORT = _paths("body basis ordinal symbol when.* years_ago sources")


def text(document: Json) -> str:
    """Return ``document``, one of those that have rows, as CSV text."""
    return _WRITERS[document["schema"].split("/")[1]](document)


def _report(document: Json) -> str:
    """Return one row for each state and instrument."""
    day = document["query"]["as_of"]
    return _written(
        ["as_of", "state", "alpha3", "name", "instrument", *_STANDING[1:]],
        (
            [day, *_values(state, _WHO), *_values(answer, _STANDING)]
            for state in document["states"]
            for answer in state["instruments"]
        ),
    )


def _instruments(document: Json) -> str:
    """Return one row for each instrument."""
    day = document["query"]["as_of"]
    rows = ([day, *_values(entry, _INSTRUMENT)] for entry in document["instruments"])
    return _written(["as_of", *_INSTRUMENT], rows)


def _states(document: Json) -> str:
    """Return one row for each state or organisation."""
    return _written(_STATE, (_values(state, _STATE) for state in document["states"]))


def _sources(document: Json) -> str:
    """Return one row for each reading, and one for each source without any."""
    return _written(
        ["source", *(f"source_{name}" for name in _SOURCE[1:]), *_READING],
        (
            [*_values(source, _SOURCE), *_values(reading, _READING)]
            for source in document["sources"]
            for reading in source["readings"] or [None]
        ),
    )


def _since(document: Json) -> str:
    """Return one row for each act; one whose day is known only to a span is not certain."""
    parts = ((True, document["acts"]), (False, document["possible"]))
    rows = ([certain, *_values(news, _NEWS)] for certain, acts in parts for news in acts)
    return _written(["certain", *_NEWS], rows)


def _plan(document: Json) -> str:
    """Return one row for each step and, without a position, for each thing to find out."""
    related = _paths("ways requires brought_by brings must_declare may_declare")
    asked = _values(document["query"], ("as_of", "deposit_on"))
    return _written(
        [
            *_paths("as_of deposit_on state alpha3 name position instrument"),
            *(*_STEP[1:], *related, *_UNKNOWN, *_EVIDENCE),
        ],
        (
            [*asked, *_values(state, _WHO), *row]
            for state in document["states"]
            for row in (*map(_step, state["steps"]), *map(_inquiry, state["unknown"]))
        ),
    )


def _step(step: Json) -> list[Any]:
    declared = step["declarations"]
    return [
        step["position"],
        *_values(step, _STEP),
        list(map(_way, step["ways"])),
        list(map(_related, step["requires"])),
        [by["id"] for by in step["brought_by"]],
        list(map(_related, step["brings"])),
        None if declared is None else [d["article"] for d in declared if d["required"]],
        None if declared is None else [d["article"] for d in declared if not d["required"]],
        *([None] * len(_UNKNOWN)),
        *_values(step, _EVIDENCE),
    ]


def _inquiry(inquiry: Json) -> list[Any]:
    # The columns of a step hold what is the same of it; the depositaries are those to ask.
    same = {**inquiry, "status": "unknown", "depositaries": inquiry["ask"]}
    columns = ("id", "title", "asked", "status", "signed", "depositaries")
    return [
        None,
        *(same[path] if path in columns else None for path in _STEP),
        *([None] * 6),
        *_values(inquiry, (*_UNKNOWN, *_EVIDENCE)),
    ]


def _way(way: Json) -> str:
    """Return a way as ``act:article``, with what it depends on."""
    parts = [way["act"], way["article"], "sign-first" if way["sign_first"] else ""]
    if way["if_signed"] is not None:
        parts.append("if-signed" if way["if_signed"] else "if-not-signed")
    return ":".join(filter(None, parts))


def _related(treaty: Json) -> str:
    return f"{treaty['id']}:{treaty['rule']}:{treaty['status']}"


def _progress(document: Json) -> str:
    """Return one row for each state and instrument or, asked for by year, for each year."""
    if document["years"]:
        columns = ("start", "end", *(f"counts.{move}" for move in _MOVES), "share_closed")
        rows = (_values(year, columns) for year in document["years"])
        return _written(["start", "end", *_MOVES, "share_closed"], rows)
    days = [f"{what}_{part}" for what in ("signed", "joined", "left") for part in _DAY[:2]]
    interval = _values(document["query"], ("start", "end"))
    return _written(
        [
            *_paths("start end state instrument move status_start status_end"),
            *(*days, "act", "through", "sources"),
        ],
        ([*interval, *_change(change)] for change in document["changes"]),
    )


def _change(change: Json) -> list[Any]:
    """Return one cell of the matrix; of several events of a kind the last."""
    last = {event["what"]: event for event in change["events"]}
    signed, joined, left = (last.get(what) for what in ("signed", "joined", "left"))
    row = _values(change, ("state", "instrument", "move", "start", "end"))
    for event in (signed, joined, left):
        row += _values(event, ("day.date", "day.on_or_before"))
    return row + _values(left or joined or signed, ("act", "through", "sources"))


def _matrix(document: Json) -> str:
    """Return one row for each state, a column for each instrument, and the totals of the row."""
    ids = [instrument["id"] for instrument in document["instruments"]]
    day = document["query"]["as_of"]
    return _written(
        ["as_of", "state", "alpha3", "name", "region", *ids, *_TOTALS],
        (
            [
                *(day, *_values(state, (*_WHO, "region"))),
                *(document["cells"][state["code"]][id_] for id_ in ids),
                *_values(state["counts"], _TOTALS),
            ]
            for state in document["states"]
        ),
    )


def _commitments(document: Json) -> str:
    """Return one row for each commitment and for each report."""
    day = document["query"]["as_of"]
    head = ["as_of", "record", "state", "name", *_COMMITMENT, "outcomes", "related"]
    rows = (
        [day, kind, state["code"], state["name"], *row]
        for state in document["states"]
        for kind, row in _of_state(state)
    )
    return _written([*head, *_REPORT, "note"], rows)


def _of_state(state: Json) -> Iterator[tuple[str, list[Any]]]:
    for made in state["commitments"]:
        facts = [_facts(made["outcomes"]), _facts(made["related"])]
        no_report = [None] * len(_REPORT)
        yield "commitment", [*_values(made, _COMMITMENT), *facts, *no_report, made["note"]]
    for report in state["reports"]:
        no_commitment = [None] * (len(_COMMITMENT) + 2)
        yield "report", [*no_commitment, *_values(report, (*_REPORT, "note"))]


def _facts(facts: Iterable[Json]) -> str:
    return "; ".join(
        f"{f['text']} ({', '.join([*([f['when']['date']] if f['when'] else []), *f['sources']])})"
        for f in facts
    )


def _groups(document: Json) -> str:
    """Return one row for each membership, on the day asked for or on another."""
    head = _paths("as_of group title kind state name member since until sources")
    day = document["query"]["as_of"]
    rows = (
        [
            *(day, *_values(group, ("id", "title", "kind")), member["code"], member["name"]),
            *(current, member["since"], member["until"], group["sources"]),
        ]
        for group in document["groups"]
        for current, members in ((True, group["members"]), (False, group["others"]))
        for member in members
    )
    return _written(head, rows)


def _values(entry: Json | None, paths: Iterable[str]) -> list[Any]:
    """Return what lies at the end of each of ``paths``; None where any part of it is absent."""
    found: list[Any] = []
    for path in paths:
        value: Any = entry
        for key in path.split("."):
            value = None if value is None else value[key]
        found.append(value)
    return found


def _written(head: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return ``rows`` under ``head`` as CSV text; the path ``made.date`` heads ``made_date``."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([path.replace(".", "_") for path in head])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a value as one cell: empty for null, what is several joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, dict):
        return ";".join(f"{key}={entry}" for key, entry in value.items())
    return str(value)


_WRITERS: dict[str, Callable[[Json], str]] = {
    "report": _report,
    "instruments": _instruments,
    "states": _states,
    "sources": _sources,
    "since": _since,
    "plan": _plan,
    "progress": _progress,
    "matrix": _matrix,
    "commitments": _commitments,
    "groups": _groups,
}
