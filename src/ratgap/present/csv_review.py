"""CSV of plans, progress, matrices, commitments and groups; see ``csv_``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ratgap.present.csv_rows import key, values, write
from ratgap.present.json_v1 import matrix_types, plan_types, pledge_types, progress_types, types

_DAY = ("date", "on_or_before", "not_before")
_STEP = (
    *("id", "title", "family", "asked", "status", "signed", "ended", "possible"),
    *("depositaries", "prevails_over", "gives_way_to"),
    *("binding.date", "binding.counted", "binding.clause.kind", "binding.clause.count"),
    *("binding.clause.article", "binding.held_by", "binding.through"),
    *("declarations_read", "evidence.source", "evidence.confirmed"),
)
_UNKNOWN = (
    *("reason", "last_known.status", "last_known.confirmed", "bears_on"),
    *("evidence.source", "evidence.confirmed"),
)
_COUNTS = (
    *("gaps_from", "gaps_to", "closed", "open", "joined", "left", "new_gap", "new_joined"),
    *("withdrawn", "withdrawn_joined", "gap_then_unknown", "unknown_then_gap", "not_comparable"),
)
_COMMITMENT = (
    *("kind", "text", "to", "document", "place"),
    *(f"made.{part}" for part in _DAY),
    *(f"due.{part}" for part in _DAY),
    *("standing", "note"),
)
_REPORT = (
    *("body", "basis", "ordinal", "symbol"),
    *(f"when.{part}" for part in _DAY),
    *("years_ago", "sources", "note"),
)


def plan(document: plan_types.Plan) -> str:
    """Return one row for each step and, without a position, for each thing to find out."""
    head = [
        *("as_of", "deposit_on", "state", "alpha3", "name", "position", "instrument"),
        *map(key, _STEP[1:-2]),
        *("ways", "requires", "brought_by", "brings", "must_declare", "may_declare"),
        *map(key, _UNKNOWN),
    ]
    query = document.query
    rows = (
        [query.as_of, query.deposit_on, state.code, state.alpha3, state.name, *row]
        for state in document.states
        for row in _plan(state)
    )
    return write(head, rows)


def _plan(state: plan_types.StatePlan) -> Iterator[list[object]]:
    for step in state.steps:
        declared = step.declarations
        yield [
            step.position,
            *values(step, _STEP[:-2]),
            list(map(_way, step.ways)),
            list(map(_related, step.requires)),
            [by.id for by in step.brought_by],
            list(map(_related, step.brings)),
            None if declared is None else [d.article for d in declared if d.required],
            None if declared is None else [d.article for d in declared if not d.required],
            *([None] * (len(_UNKNOWN) - 2)),
            *values(step, _STEP[-2:]),
        ]
    for unknown in state.unknown:
        told = {"id": unknown.id, "title": unknown.title, "asked": unknown.asked}
        told |= {"status": "unknown", "signed": unknown.signed, "depositaries": unknown.ask}
        yield [
            None,
            *(told.get(path) for path in _STEP[:-2]),
            *([None] * 6),
            *values(unknown, _UNKNOWN),
        ]


def _way(way: plan_types.Way) -> str:
    """Return a way as ``act:article``, with what it depends on."""
    parts = [way.act, way.article, "sign-first" if way.sign_first else ""]
    if way.if_signed is not None:
        parts.append("if-signed" if way.if_signed else "if-not-signed")
    return ":".join(filter(None, parts))


def _related(related: plan_types.Related) -> str:
    return f"{related.id}:{related.rule}:{related.status}"


def progress(document: progress_types.Progress) -> str:
    """Return one row for each state and instrument or, asked for by year, for each year."""
    if document.years:
        head = ["start", "end", *_COUNTS, "share_closed"]
        return write(
            head,
            ([y.start, y.end, *values(y.counts, _COUNTS), y.share_closed] for y in document.years),
        )
    head = ["start", "end", "state", "instrument", "move", "status_start", "status_end"]
    head += [f"{what}_{part}" for what in ("signed", "joined", "left") for part in _DAY[:2]]
    head += ["act", "through", "sources"]
    query = document.query
    return write(head, ([query.start, query.end, *_change(c)] for c in document.changes))


def _change(change: progress_types.Change) -> list[object]:
    """Return one cell of the matrix; of several events of a kind the last."""
    last = {event.what.value: event for event in change.events}
    days: list[object] = []
    for what in ("signed", "joined", "left"):
        days += values(last.get(what), ("day.date", "day.on_or_before"))
    told = last.get("left") or last.get("joined") or last.get("signed")
    return [
        *(change.state, change.instrument, change.move, change.start, change.end),
        *days,
        *values(told, ("act", "through", "sources")),
    ]


def matrix(document: matrix_types.Matrix) -> str:
    """Return one row for each state, a column for each instrument, and the totals of the row."""
    totals = ("party", "contracting", "signatory", "none", "unknown", "gap")
    ids = [instrument.id for instrument in document.instruments]
    head = ["as_of", "state", "alpha3", "name", "region", *ids, *totals]
    rows = (
        [
            *(document.query.as_of, state.code, state.alpha3, state.name, state.region),
            *(document.cells[state.code][id_] for id_ in ids),
            *values(state.counts, totals),
        ]
        for state in document.states
    )
    return write(head, rows)


def commitments(document: pledge_types.Commitments) -> str:
    """Return one row for each commitment and for each report."""
    head = ["as_of", "record", "state", "name", *map(key, _COMMITMENT[:-1])]
    head += ["outcomes", "related", *map(key, _REPORT[:-1]), "note"]
    day = document.query.as_of
    rows = (
        [day, *row[:1], state.code, state.name, *row[1:]]
        for state in document.states
        for row in _pledges(state)
    )
    return write(head, rows)


def _pledges(state: pledge_types.StatePledges) -> Iterator[list[object]]:
    for found in state.commitments:
        yield [
            "commitment",
            *values(found, _COMMITMENT[:-1]),
            _facts(found.outcomes),
            _facts(found.related),
            *([None] * (len(_REPORT) - 1)),
            found.note,
        ]
    for report in state.reports:
        yield [
            "report",
            *([None] * (len(_COMMITMENT) + 1)),
            *values(report, _REPORT),
        ]


def _facts(facts: Iterable[types.Fact]) -> str:
    return "; ".join(
        f"{fact.text} ({', '.join([*([str(fact.when.date)] if fact.when else []), *fact.sources])})"
        for fact in facts
    )


def groups(document: pledge_types.Groups) -> str:
    """Return one row for each membership, on the day asked for or on another."""
    head = ["as_of", "group", "title", "kind", "state", "name", "member", "since", "until"]
    day = document.query.as_of
    rows = (
        [
            *(day, group.id, group.title, group.kind, member.code, member.name, there),
            *(member.since, member.until, group.sources),
        ]
        for group in document.groups
        for there, members in ((True, group.members), (False, group.others))
        for member in members
    )
    return write([*head, "sources"], rows)
