"""What moved between two days as tables: by state, by instrument, by year, act by act."""

from collections.abc import Sequence

from ratgap.api import Review
from ratgap.assess.answer import Status
from ratgap.assess.progress import Event, EventKind, Transition, share_closed
from ratgap.model import ActKind, Dataset
from ratgap.present.text import t, word
from ratgap.present.view import Column, Section, Table, View, asked, day, kinds, span, table

_OPTIONAL = (
    ("New", "new_gap"),
    ("Left", "left"),
    ("Gone", "withdrawn"),
    ("Lost", "gap_then_unknown"),
    ("Found", "unknown_then_gap"),
)
"""Columns that stand only where there is something to count."""


def progress(dataset: Dataset, result: Review) -> View:
    """Return ``result`` for a reader."""
    whole = result.whole
    notes = [*asked(dataset, result.query), *_sums(result)]
    if not whole.events:
        notes.append(t("Nothing is known to have been done."))
    years = [(year.end.isoformat(), year.counts) for year in result.years]
    # The gaps at the start of a year are those at the end of the one before.
    tables = [_counted(t("By year"), "Until", years, "", t("Gaps"))]
    by_state = whole.by_state()
    if len(by_state) > 1:
        ends = [t("Gaps {year}", year=day.year) for day in (result.start, result.query.as_of)]
        states = [(dataset.states[code].name, counts) for code, counts in by_state.items()]
        instruments = [
            (dataset.instruments[id_].title, counts)
            for id_, counts in whole.by_instrument().items()
            if counts["gaps_from"] or counts["gaps_to"] or counts["not_comparable"]
        ]
        title = t("By instrument (those without a gap or a doubt are left out)")
        tables.append(_counted(t("By state"), "State", states, *ends))
        tables.append(_counted(title, "Instrument", instruments, *ends))
    tables += [_events(dataset, whole.events), _untold(dataset, result)]
    legend = t(
        "closed: a gap at the start, joined at the end; new: the instrument or the state came in "
        "later; lost: a gap at the start, unknown at the end; found: unknown at the start, a gap "
        "at the end."
    )
    section = Section(_head(dataset, result), tuple(notes), tuple(t for t in tables if t.rows))
    return View((section,), (legend,))


def _head(dataset: Dataset, result: Review) -> str:
    codes = dict.fromkeys([*result.states_from, *result.query.states])
    states = [dataset.states[code] for code in codes]
    one = states[0]
    who = f"{one.name} ({one.code})" if len(states) == 1 else f"{len(states)} {kinds(states)}"
    return t(
        "{who}, {start} to {end}: {gaps_from} gaps at the start, {closed} closed, "
        "{gaps_to} at the end",
        who=who,
        start=result.start,
        end=result.query.as_of,
        **result.whole.counts,
    )


def _sums(result: Review) -> list[str]:
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
    rest = (f" {sign} {term}" for sign, key, term in terms if counts[key] or key == "closed")
    sums = "".join((first, *rest))
    notes = [t("Gaps: {sums} = {gaps_to} on {end}.", sums=sums, end=result.query.as_of, **counts)]
    share = share_closed(counts)
    if share is not None:
        notes.append(
            t(
                "Closed: {share} of the gaps on {start} whose end is known ({known}).",
                share=f"{share:.0%}",
                known=counts["closed"] + counts["open"],
                start=start,
            )
        )
    if counts["not_comparable"]:
        notes.append(
            t(
                "Unknown at one end or both, so that nothing is said of them: {not_comparable}.",
                **counts,
            )
        )
    return notes


def _counted(
    title: str, head: str, lines: Sequence[tuple[str, dict[str, int]]], start: str, end: str
) -> Table:
    """Return how many cells of each line made each move.

    ``start`` and ``end`` head the gaps on either day; without a ``start`` the first are left out.
    """

    def number(head: str, key: str, rank: int = 0) -> Column:
        return Column(head, lambda line: line[1][key], rank=rank, number=True)

    def share(line: tuple[str, dict[str, int]]) -> str:
        closed = share_closed(line[1])
        return "" if closed is None else f"{closed:.0%}"

    return table(
        title,
        lines,
        Column(head, lambda line: line[0], wrap=True),
        *([number(start, "gaps_from")] if start else []),
        number("Closed", "closed"),
        *(number(*pair) for pair in _OPTIONAL if any(counts[pair[1]] for _, counts in lines)),
        number(end, "gaps_to"),
        number("Untold", "not_comparable", rank=1),
        Column("Closed of known", share, rank=2, number=True),
        tone=lambda line: ("none" if line[1]["gaps_to"] else "party") if start else "",
    )


def _events(dataset: Dataset, events: Sequence[Event]) -> Table:
    return table(
        t("What was done ({count})", count=len(events)),
        events,
        Column("Day", lambda event: span(event.day)),
        Column("State", lambda event: dataset.states[event.state].name, wrap=True),
        Column("Instrument", lambda event: dataset.instruments[event.instrument].title, wrap=True),
        Column("What", _what, wrap=True),
        Column("Source", lambda event: event.act.sources[0], rank=1),
    )


def _what(event: Event) -> str:
    if event.what is EventKind.SIGNED:
        return t("signed")
    if event.notified:
        return t("left: notice of {day}", day=day(event.notified))
    act = word("act", event.act.kind)
    if event.through:
        return t("joined: {act} of {through}", act=act, through=event.through)
    # Of what kind a consent was is not always told.
    return t("joined") if event.act.kind is ActKind.CONSENT else t("joined: {act}", act=act)


def _untold(dataset: Dataset, result: Review) -> Table:
    """Return, for each instrument, of which states one end or both are unknown."""
    states: dict[tuple[str, Status | None, Status | None], list[str]] = {}
    for cell in result.whole.changes:
        if cell.move in (Transition.LOST, Transition.FOUND, Transition.NOT_COMPARABLE):
            states.setdefault((cell.instrument, cell.start, cell.end), []).append(cell.state)
    order = list(dataset.instruments)
    return table(
        t("What cannot be said ({count})", count=sum(map(len, states.values()))),
        sorted(states, key=lambda key: order.index(key[0])),
        Column("Instrument", lambda key: dataset.instruments[key[0]].title, wrap=True),
        Column(str(result.start), lambda key: key[1] and word("status", key[1])),
        Column(str(result.query.as_of), lambda key: key[2] and word("status", key[2])),
        Column("State", lambda key: states[key], wrap=True),
        tone=lambda key: Status.UNKNOWN,
    )
