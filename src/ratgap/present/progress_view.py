"""What moved between two days as tables: by state, by instrument, by year, act by act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ratgap.api import Review
from ratgap.assess.progress import Event, EventKind, Transition, share_closed
from ratgap.model import ActKind, Dataset
from ratgap.present import drawing, view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.report_view import asked
from ratgap.present.view import Cell, Column, Row, Section, Table, View

Counts = Mapping[str, int]

_GONE = ("closed", "withdrawn", "gap_then_unknown")
_CAME = ("new_gap", "left", "unknown_then_gap")
_OPTIONAL = (
    ("new", "new_gap"),
    ("left", "left"),
    ("gone", "withdrawn"),
    ("lost", "gap_then_unknown"),
    ("found", "unknown_then_gap"),
)
_UNTOLD = (Transition.LOST, Transition.FOUND, Transition.NOT_COMPARABLE)


def progress(dataset: Dataset, result: Review, *, drawn: bool = False, say: Say = ENGLISH) -> View:
    """Return ``result`` for a reader; ``drawn``: with bars and lines of characters."""
    whole = result.whole
    tables = [
        _years(result, drawn, say),
        _counted(dataset, result, "states", drawn, say),
        _counted(dataset, result, "instruments", drawn, say),
        _events(dataset, whole.events, say),
        _untold(dataset, result, say),
    ]
    notes = (*asked(dataset, result.query, say), *_sums(result, say))
    if drawn and result.years:
        values = [result.years[0].counts["gaps_from"]]
        values += [year.counts["gaps_to"] for year in result.years]
        days = f"{result.start} .. {result.query.as_of}"
        notes = (*notes, say("progress.line", line=drawing.line(values), days=days))
    if not whole.events:
        notes = (*notes, say("progress.events.none"))
    section = Section(_head(dataset, result, say), notes, tuple(t for t in tables if t.rows))
    return View((section,), (say("progress.legend"),))


def _head(dataset: Dataset, result: Review, say: Say) -> str:
    codes = list(dict.fromkeys([*result.states_from, *result.query.states]))
    states = [dataset.states[code] for code in codes]
    if len(states) == 1:
        who = say("progress.who.one", name=states[0].name, code=states[0].code)
    else:
        mixed = any(state.kind != "state" for state in states)
        kinds = say("report.states.organisations" if mixed else "report.states")
        who = say("progress.who.several", count=len(states), kinds=kinds)
    return say(
        "progress.head", who=who, start=result.start, end=result.query.as_of, **result.whole.counts
    )


def _sums(result: Review, say: Say) -> tuple[str, ...]:
    """Return how the gaps of the first day become those of the last, and what is untold."""
    counts, start, end = result.whole.counts, result.start, result.query.as_of
    terms = say("progress.term.gaps_from", count=counts["gaps_from"], start=start)
    for sign, keys in (("-", _GONE), ("+", _CAME)):
        for key in keys:
            if counts[key] or key == "closed":
                terms += f" {sign} {say(f'progress.term.{key}', count=counts[key])}"
    notes = [say("progress.adds", terms=terms, gaps_to=counts["gaps_to"], end=end)]
    share = share_closed(dict(counts))
    if share is not None:
        told = counts["closed"] + counts["open"]
        notes.append(say("progress.share", share=f"{share:.0%}", told=told, start=start))
    if counts["not_comparable"]:
        notes.append(say("progress.unknown", count=counts["not_comparable"]))
    return tuple(notes)


def _counted(dataset: Dataset, result: Review, by: str, drawn: bool, say: Say) -> Table:
    whole = result.whole
    by_state = whole.by_state()
    if len(by_state) < 2:
        return Table("", (), ())
    if by == "states":
        found = {dataset.states[code].name: n for code, n in by_state.items()}
    else:
        # Where all had joined before there is nothing to tell.
        found = {
            dataset.instruments[id_].title: n
            for id_, n in whole.by_instrument().items()
            if n["gaps_from"] or n["gaps_to"] or n["not_comparable"]
        }
    first = Column(say("column.state" if by == "states" else "column.instrument"), wrap=True)
    ends = (
        say("column.from", day=result.start.year),
        say("column.to", day=result.query.as_of.year),
    )
    columns, kept = _columns(first, ends, found.values(), drawn, say)
    rows = tuple(
        Row(((name,), *_cells(counts, kept, drawn)), "none" if counts["gaps_to"] else "party")
        for name, counts in found.items()
    )
    return Table(say(f"progress.{by}"), columns, rows)


def _years(result: Review, drawn: bool, say: Say) -> Table:
    counts = [year.counts for year in result.years]
    ends = (say("column.gaps"), say("column.gaps"))
    columns, kept = _columns(Column(say("column.period")), ends, counts, drawn, say)
    # The gaps at the start of a year are those at the end of the one before.
    columns = (columns[0], *columns[2:])
    rows = tuple(
        Row(((year.end.isoformat(),), *_cells(year.counts, kept, drawn)[1:]))
        for year in result.years
    )
    return Table(say("progress.years"), columns, rows)


def _columns(
    first: Column, ends: tuple[str, str], found: Iterable[Counts], drawn: bool, say: Say
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the columns, and the keys of those that are counted only where there is something."""
    some = list(found)
    optional = [(name, key) for name, key in _OPTIONAL if any(counts[key] for counts in some)]
    columns = (
        first,
        Column(ends[0], number=True),
        Column(say("column.closed"), number=True),
        *(Column(say(f"column.{name}"), number=True) for name, _ in optional),
        Column(ends[1], number=True),
        Column(say("column.untold"), rank=1, number=True),
        Column(say("column.share"), rank=2, number=not drawn),
    )
    return columns, tuple(key for _, key in optional)


def _cells(counts: Counts, kept: Iterable[str], drawn: bool) -> tuple[Cell, ...]:
    share = share_closed(dict(counts))
    told = "" if share is None else f"{share:.0%}"
    if drawn and share is not None:
        told = f"{drawing.bar(share)} {told:>4}"
    return (
        (str(counts["gaps_from"]),),
        (str(counts["closed"]),),
        *((str(counts[key]),) for key in kept),
        (str(counts["gaps_to"]),),
        (str(counts["not_comparable"]),),
        view.parts(told),
    )


def _events(dataset: Dataset, events: Iterable[Event], say: Say) -> Table:
    columns = (
        Column(say("column.day")),
        Column(say("column.state"), wrap=True),
        Column(say("column.instrument"), wrap=True),
        Column(say("column.what"), wrap=True),
        Column(say("column.source"), rank=1),
    )
    rows = tuple(
        Row(
            (
                view.span(event.day),
                (dataset.states[event.state].name,),
                (dataset.instruments[event.instrument].title,),
                (_what(event, say),),
                view.parts(event.sources[0]),
            )
        )
        for event in events
    )
    return Table(say("progress.events", count=len(rows)), columns, rows)


def _what(event: Event, say: Say) -> str:
    what = say(f"what.{event.what}")
    if event.what is EventKind.SIGNED:
        return what
    if event.what is EventKind.LEFT:
        day = view.day(event.notified) if event.notified else ""
        return say("progress.act.left", what=what, day=day)
    if event.through:
        act = say(f"act.{event.act}")
        return say("progress.act.through", what=what, act=act, through=event.through)
    if event.act is ActKind.CONSENT:
        return say("progress.act.unknown", what=what)
    return say("progress.act", what=what, act=say(f"act.{event.act}"))


def _untold(dataset: Dataset, result: Review, say: Say) -> Table:
    """Return, for each instrument, of which states one end or both are unknown."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for change in result.whole.changes:
        if change.move in _UNTOLD:
            ends = (
                say(f"status.{s}") if s else say("move.away") for s in (change.start, change.end)
            )
            one, two = ends
            found.setdefault((change.instrument, one, two), []).append(change.state)
    order = list(dataset.instruments)
    columns = (
        Column(say("column.instrument"), wrap=True),
        Column(say("column.start", day=result.start)),
        Column(say("column.start", day=result.query.as_of)),
        Column(say("column.state"), wrap=True),
    )
    rows = tuple(
        Row(((dataset.instruments[id_].title,), (one,), (two,), view.listed(codes)), "unknown")
        for (id_, one, two), codes in sorted(found.items(), key=lambda i: order.index(i[0][0]))
    )
    count = sum(len(codes) for codes in found.values())
    return Table(say("progress.untold", count=count), columns, rows)
