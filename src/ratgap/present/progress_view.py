"""What moved between two days as tables: by state, by instrument, by year, act by act."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ratgap.api import Review
from ratgap.assess.answer import Status
from ratgap.assess.events import Event, EventKind
from ratgap.assess.progress import UNTOLD, Transition, beyond_evidence, share_closed
from ratgap.language import percent
from ratgap.model import Act, ActKind, Dataset
from ratgap.present import view as v
from ratgap.present.text import counted, mark, t, word
from ratgap.present.view import day

_OPTIONAL = (
    (mark("Since"), "joinings_since"),
    (mark("New"), "new_gap"),
    (mark("Left"), "left"),
    (mark("Gone"), "withdrawn"),
    (mark("Lost"), "gap_then_unknown"),
    (mark("Found"), "unknown_then_gap"),
)
"""Columns that stand only where there is something to count."""


def progress(dataset: Dataset, result: Review) -> v.View:
    """Return ``result`` for a reader."""
    whole = result.whole
    notes = [*v.asked(dataset, result.query), *_sums(dataset, result)]
    there = {*result.states_from}
    later = [dataset.states[code] for code in result.query.states if code not in there]
    young = [state.name for state in later if not state.existed(result.start)]
    if young:
        names = ", ".join(young)
        notes.append(t("Not in being yet on {start}: {names}.", start=result.start, names=names))
    if not whole.events:
        notes.append(t("Nothing is known to have been done."))
    years: list[tuple[str, Mapping[str, int]]]
    years = [(year.end.isoformat(), year.counts) for year in result.years]
    known = whole.known_until
    title = t("By year")
    if known and years and beyond_evidence(years[-1][1]):
        title = t("By year, known up to {day}", day=known)
    dated = sum(counts["joinings"] for _, counts in years)
    if years and whole.counts["joinings"] > dated:
        years.append((t("span of years"), {"joinings": whole.counts["joinings"] - dated}))
    # The gaps at the start of a year are those at the end of the one before.
    tables = [_counted(title, "Until", years, "", t("Gaps"))]
    by_state = whole.by_state()
    if len(by_state) > 1:
        ends = [t("Gaps {year}", year=day.year) for day in (result.start, result.query.as_of)]
        states = [(dataset.states[code].name, counts) for code, counts in by_state.items()]
        instruments = [
            (dataset.instruments[id_].title, counts)
            for id_, counts in whole.by_instrument().items()
            if any(counts[key] for key in ("gaps_from", "gaps_to", "untold", "joinings"))
        ]
        title = t("By instrument (those without a gap, a joining or a doubt are left out)")
        tables.append(_counted(t("By state"), "State", states, *ends))
        tables.append(_counted(title, "Instrument", instruments, *ends))
    tables += [_events(dataset, whole.events), _untold(dataset, result)]
    legend = [
        t(
            "gap: not joined, by recent proof or, unsure, by an old one that still counts; "
            "closed: a gap at the start, joined at the end; since: joinings that closed no gap of "
            "the start, as of instruments adopted since; new: a gap, the instrument or the state "
            "came in later; lost: a gap at the start, unknown at the end; found: unknown at the "
            "start, a gap at the end; untold: unknown at one end or both; share: closed of the "
            "gaps at the start whose end is known."
        )
    ]
    if years:
        legend.append(
            t(
                "covered: of the cells not joined at the start, those joined by then or shown by a "
                "list to be outside; where there are none, nothing is known of that year; joined: "
                "all joinings of the year; span of years: those of which no year is known."
            )
        )
    legend += v.star(act for event in whole.events for act in _acted(event))
    section = v.Section(_head(dataset, result), tuple(notes), tuple(t for t in tables if t.rows))
    return v.View((section,), tuple(legend))


def _head(dataset: Dataset, result: Review) -> str:
    codes = dict.fromkeys([*result.states_from, *result.query.states])
    states = [dataset.states[code] for code in codes]
    one = states[0]
    who = f"{one.name} ({one.code})" if len(states) == 1 else v.how_many(states)
    ends = {"who": who, "start": result.start, "end": result.query.as_of, **result.whole.counts}
    ends["gaps"] = counted(
        result.whole.counts["gaps_from"], "{count} gap at the start", "{count} gaps at the start"
    )
    if beyond_evidence(result.whole.counts):
        return t(
            "{who}, {start} to {end}: {gaps}; what was done after {known} is not known",
            known=result.whole.known_until or result.start,
            **ends,
        )
    return t("{who}, {start} to {end}: {gaps}, {closed} closed, {gaps_to} at the end", **ends)


def _sums(dataset: Dataset, result: Review) -> list[str]:
    """Return how the gaps of the first day become those of the last, and what is untold."""
    counts, start = result.whole.counts, result.start
    terms = (
        ("-", "closed", t("{closed} closed", **counts)),
        ("-", "withdrawn", t("{withdrawn} of former members", **counts)),
        ("-", "gap_then_unknown", t("{gap_then_unknown} no longer known", **counts)),
        ("+", "new_gap", t("{new_gap} new (later instruments or members)", **counts)),
        ("+", "left", t("{left} left", **counts)),
        ("+", "unknown_then_gap", t("{unknown_then_gap} not known before", **counts)),
    )
    first = t("{count} on {start}", count=counts["gaps_from"], start=start)
    shown = "" if beyond_evidence(counts) else "closed"
    rest = (f" {sign} {term}" for sign, key, term in terms if counts[key] or key == shown)
    sums = "".join((first, *rest))
    end = result.query.as_of
    notes = [t("Gaps: {sums} = {gaps_to} on {end}.", sums=sums, end=end, **counts)]
    acts = Counter(event.what for event in result.whole.events)
    if counts["joinings"]:
        notes.append(_joinings(dataset, result))
    if acts[EventKind.SIGNED] or acts[EventKind.LEFT]:
        signed, left = acts[EventKind.SIGNED], acts[EventKind.LEFT]
        notes.append(t("Signatures: {signed}; denunciations: {left}.", signed=signed, left=left))
    share = share_closed(counts)
    if share is not None:
        notes.append(
            t(
                "Closed: {share} of the gaps on {start} whose end is known ({known}).",
                share=percent(share),
                known=counts["closed"] + counts["open"],
                start=start,
            )
        )
    if counts["untold"]:
        notes.append(t("Unknown at one end or both: {untold}, listed below.", **counts))
    known = result.whole.known_until
    if known and known < end:
        notes.append(
            t(
                "Known for {end} itself: {covered} of the {cells} not joined on {start}. No list "
                "of the others speaks of a day after {known}.",
                end=end,
                start=start,
                known=known,
                **counts,
            )
        )
    return notes


def _joinings(dataset: Dataset, result: Review) -> str:
    """Return how many joined: each joining is listed, and is one of a gap of the start or not."""
    counts = result.whole.counts
    others = [
        change
        for change in result.whole.changes
        if change.move is not Transition.CLOSED
        and any(event.what is EventKind.JOINED for event in change.events)
    ]
    sums = t(
        "{joinings}: {closed}",
        joinings=counted(counts["joinings"], "{count} joining", "{count} joinings"),
        closed=counted(
            counts["closed"],
            "{count} closed a gap of the start",
            "{count} closed gaps of the start",
        ),
    )
    text = mark(
        "{sums}, {joinings_since} of "
        "instruments adopted or states that came in since, or of states that left before or after."
    )
    if all(dataset.instruments[change.instrument].adopted > result.start for change in others):
        text = mark("{sums}, {joinings_since} of instruments adopted since.")
    elif all(change.start is None for change in others):
        text = mark("{sums}, {joinings_since} of instruments adopted or states that came in since.")
    return t(text, sums=sums, **counts)


def _counted(
    title: str, head: str, lines: Sequence[tuple[str, Mapping[str, int]]], start: str, end: str
) -> v.Table:
    """Return how many cells of each line made each move.

    ``start`` and ``end`` head the gaps on either day; without a ``start`` the first are left out,
    how many joined and how far the evidence goes is told of each line. A line may have joinings
    alone.
    """

    def number(head: str, key: str, rank: int = 0) -> v.Column:
        def known(line: tuple[str, Mapping[str, int]]) -> int | None:
            # Of a year that no list covers nothing is known; the gaps of two days are reported.
            if "cells" in line[1] and beyond_evidence(line[1]) and (key == "closed" or not start):
                return None
            return line[1].get(key)

        return v.Column(head, known, rank=rank, number=True)

    def share(line: tuple[str, Mapping[str, int]]) -> str:
        closed = share_closed(line[1]) if "cells" in line[1] else None
        return "" if closed is None else percent(closed)

    def covered(line: tuple[str, Mapping[str, int]]) -> str:
        return t("{covered} of {cells}", **line[1]) if "cells" in line[1] else ""

    return v.table(
        title,
        lines,
        v.Column(head, lambda line: line[0], wrap=True),
        *([number(start, "gaps_from")] if start else []),
        *([] if start else [number(mark("Joined"), "joinings")]),
        number(mark("Closed"), "closed"),
        *(number(*pair) for pair in _OPTIONAL if any(counts.get(pair[1]) for _, counts in lines)),
        number(end, "gaps_to"),
        number(mark("Untold"), "untold", rank=1),
        *([] if start else [v.Column("Covered", covered, number=True)]),
        v.Column("Share", share, rank=2, number=True),
        tone=lambda line: ("none" if line[1]["gaps_to"] else "party") if start else "",
    )


def _events(dataset: Dataset, events: Sequence[Event]) -> v.Table:
    return v.table(
        t("What was done ({count})", count=len(events)),
        events,
        v.Column("Day", lambda event: v.starred(v.span(event.day), *_acted(event))),
        v.Column("State", lambda event: dataset.states[event.state].name, wrap=True),
        v.Column(
            "Instrument", lambda event: dataset.instruments[event.instrument].title, wrap=True
        ),
        v.Column("What", _what, wrap=True),
        v.Column("Source", lambda event: event.act.sources[0], rank=1),
    )


def _acted(event: Event) -> tuple[Act, ...]:
    """Return the act whose day is that of ``event``; none where that is of its effect."""
    return (event.act,) if event.act.when == event.day else ()


def _what(event: Event) -> str:
    if event.what is EventKind.SIGNED:
        return t("signed")
    if event.what is EventKind.LEFT:
        return t("left: notice of {day}", day=day(event.act.when))
    act = word("act", event.act.kind)
    if event.what is EventKind.NOTIFIED and event.begins:
        return t("notified: {act}, in effect from {day}", act=act, day=day(event.begins))
    if event.notified:
        return t("bound: {act} notified on {day}", act=act, day=day(event.notified))
    if event.through:
        return t("joined: {act} of {through}", act=act, through=event.through)
    # Of what kind a consent was is not always told.
    return t("joined") if event.act.kind is ActKind.CONSENT else t("joined: {act}", act=act)


def _untold(dataset: Dataset, result: Review) -> v.Table:
    states: dict[tuple[str, Status | None, Status | None], list[str]] = {}
    for cell in result.whole.changes:
        if cell.move in UNTOLD:
            states.setdefault((cell.instrument, cell.start, cell.end), []).append(cell.state)
    order = list(dataset.instruments)
    return v.table(
        t("What cannot be said ({count})", count=sum(map(len, states.values()))),
        sorted(states, key=lambda key: order.index(key[0])),
        v.Column("Instrument", lambda key: dataset.instruments[key[0]].title, wrap=True),
        v.Column(str(result.start), lambda key: key[1] and word("status", key[1])),
        v.Column(str(result.query.as_of), lambda key: key[2] and word("status", key[2])),
        v.Column("State", lambda key: states[key], wrap=True),
        tone=lambda key: Status.UNKNOWN,
    )
