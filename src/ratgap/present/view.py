"""A result as labelled tables, before any format: what every format for people lays out.

    table(
        t("Missing ({count})", count=len(gaps)),
        gaps,
        Column("Status", lambda row: word("status", row.answer.status)),
        Column("Instrument", lambda row: row.instrument.title, wrap=True),
        tone=lambda row: row.answer.status,
    )

A getter gives a text, a number, a day or a ``When``, a list (told with commas), or a tuple: the
parts of a cell, that may stand below each other. Where it gives nothing there is a dash.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ratgap.assess.answer import Strength
from ratgap.assess.force import DEFAULT_MAX_AGE, DEFAULT_RECENT
from ratgap.model import Act, Dataset, Reading, Source, State, When
from ratgap.named import NamedTuple
from ratgap.present.text import counted, mark, t, word

if TYPE_CHECKING:
    from ratgap.assess.force import MaxAge
    from ratgap.assess.plan import Plan
    from ratgap.assess.report import Peers, Query

Cell = tuple[str, ...]
"""The parts of one cell: beside each other, or stacked where the space is short."""

NOTHING: Cell = ("-",)


class Column(NamedTuple):
    """A column. ``rank`` 0 is always shown; the highest rank is left out first.

    ``below``: where the space is short it may go below the column before it.
    """

    title: str
    get: Callable[[Any], object] = str
    rank: int = 0
    wrap: bool = False
    number: bool = False
    below: bool = False


class Row(NamedTuple):
    """A row of cells; ``tones`` are the statuses that may lend the first ones a colour."""

    cells: tuple[Cell, ...]
    tones: tuple[str, ...] = ()


class Table(NamedTuple):
    """A titled table; ``gap`` is how many blanks stand between its columns."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    gap: int = 2


class Section(NamedTuple):
    """A headline, sentences, tables."""

    title: str
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


class Line(NamedTuple):
    """A line of a screen; its tone is a status, "title" or "dim"."""

    text: str
    tone: str = ""


class View(NamedTuple):
    """A whole output; ``legend`` says at its end what the words in it mean.

    ``screen``, if any, gives its lines instead: for so many columns (None: any), in Unicode or
    not.
    """

    sections: tuple[Section, ...]
    legend: tuple[str, ...] = ()
    screen: Callable[[int | None, bool], Sequence[Line]] | None = None


Layout = Callable[[View], str]
"""How a view becomes text: ``terminal.render``, or ``plain.render`` for a width."""


def table(
    title: str, items: Iterable[Any], *columns: Column, tone: Callable[[Any], str] = lambda _: ""
) -> Table:
    """Return a table with a row for each of ``items``; ``tone`` gives the status of one."""
    rows = tuple(Row(tuple(cell(c.get(item)) for c in columns), (tone(item),)) for item in items)
    return Table(title, tuple(c._replace(title=t(c.title)) for c in columns), rows)


def command(dataset: Dataset, words: str, *options: str) -> str:
    """Return what is typed to ask the same data again: ``words`` behind the program's name.

    ``options`` are those by which it is asked for the same, as ``on_day``, ``by_age`` and
    ``by_terms`` give them.
    """
    data = f" --data {quoted(dataset.chosen)}" if dataset.chosen else ""
    return "".join(("ratgap ", words, *options, data))


def quoted(path: str) -> str:
    """Return ``path`` as it is typed where a command is."""
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    from shlex import quote

    return quote(path)


def on_day(day: date) -> str:
    """Return the option by which another command is asked about ``day``."""
    return _options(("--as-of", day, date.today()))


def by_age(query: Query) -> str:
    """Return the options by which another command takes proofs of the same age."""
    return _options(
        ("--recent", query.recent, DEFAULT_RECENT),
        ("--max-age", query.max_age or "none", DEFAULT_MAX_AGE),
    )


def by_terms(dataset: Dataset, query: Query) -> str:
    """Return the options by which another command has the scope and the basis of ``query``."""
    return _options(
        ("--scope", query.scope, dataset.default_scope),
        ("--basis", query.basis, dataset.default_basis),
    )


def _options(*given: tuple[str, object, object]) -> str:
    """Return the options with their values, but those whose value is the usual one."""
    return "".join(f" {name} {value}" for name, value, usual in given if str(value) != str(usual))


def noted(view: View, notes: tuple[str, ...]) -> View:
    """Return ``view`` with ``notes`` below its first headline; a screen has its own."""
    if view.screen or not notes:
        return view
    first, *others = view.sections
    return view._replace(sections=(first._replace(notes=(*notes, *first.notes)), *others))


def filled(*tables: Table) -> tuple[Table, ...]:
    """Return those of ``tables`` that have rows."""
    return tuple(table for table in tables if table.rows)


def cell(value: object) -> Cell:
    """Return the cell that shows ``value``."""
    if isinstance(value, When):
        return (day(value),)
    if isinstance(value, tuple):
        return tuple(text for part in value for text in cell(part) if part) or NOTHING
    if isinstance(value, list):
        value = ", ".join(value)
    return NOTHING if value is None or value == "" else (str(value),)


def day(when: When) -> str:
    """Return a day as tables show it: "2003-10-02"; "≤ 2017-12-31" for on or before.

    A whole month or year is written as such: "1985-04", "1995".
    """
    if when.exact:
        return when.latest.isoformat()
    whole = when.earliest and period(when.earliest, when.latest)
    if whole:
        return f"{when.latest:%Y-%m}" if whole == "month" else f"{when.latest:%Y}"
    return f"≤ {when.latest.isoformat()}"


def period(first: date, last: date) -> str:
    """Return "month" or "year" where the two days are the ends of a whole one, else ""."""
    if first.day != 1 or first.year != last.year or (last + timedelta(1)).day != 1:
        return ""
    if first.month == last.month:
        return "month"
    return "year" if (first.month, last.month) == (1, 12) else ""


def span(when: When) -> Cell:
    """Return the cell of the day on which something held, with both ends where they are known."""
    shown = day(when)
    if when.earliest and shown.startswith("≤"):
        return (f"{when.earliest} ..", f"{when.latest}")
    return (shown,)


def starred(shown: Cell, act: Act | None = None) -> Cell:
    """Return the day of ``act`` as ``shown``, marked where the data say how it was found."""
    return (*shown[:-1], f"{shown[-1]}*") if act and act.note else shown


def star(acts: Iterable[Act | None]) -> tuple[str, ...]:
    """Return what the mark at the day of one of ``acts`` means; nothing where none has it."""
    if not any(act and act.note for act in acts):
        return ()
    return (t("* By the data's own note, such as that the day is derived: ratgap explain has it."),)


def age(limit: MaxAge) -> str:
    """Return an age as it is typed, "3y", in words where the language has no such letters."""
    if limit.unit == "y":
        return counted(limit.number, "{count}y", "{count}y")
    if limit.unit == "m":
        return counted(limit.number, "{count}m", "{count}m")
    return counted(limit.number, "{count}d", "{count}d")


def how_many(states: Collection[State]) -> str:
    """Return how many ``states`` are, and what: states, organisations, or both."""
    count, organisations = len(states), sum(state.kind != "state" for state in states)
    if not organisations:
        return counted(count, "{count} state", "{count} states")
    if organisations == count:
        return counted(count, "{count} organisation", "{count} organisations")
    return t("{count} states and organisations", count=count)


def asked(dataset: Dataset, query: Query) -> tuple[str, ...]:
    """Return which scope and which basis were asked for, and whom of those asked it leaves out."""
    absent = left_out(query.as_of, (dataset.states[code] for code in query.not_there))
    scope = dataset.scopes[query.scope]
    names = {"scope": scope.id, "scope_title": scope.title}
    if query.basis is None:
        return (t("Scope {scope} ({scope_title}), on any basis.", **names), *absent)
    basis = dataset.bases[query.basis]
    names |= {"basis": basis.id, "basis_title": basis.title}
    text = mark("Scope {scope} ({scope_title}), basis {basis} ({basis_title}).")
    return (t(text, **names), *absent)


def heading(peers: Mapping[str, Peers]) -> str:
    """Return the title of the column that tells how many of ``peers`` have joined."""
    asked = all(known.asked for known in peers.values())
    return mark("Of those asked, joined") if asked else mark("Of the group, joined")


def joined_of(peers: Peers) -> str:
    """Return how many of them have joined."""
    return t("{joined} of {total}", joined=peers.joined, total=peers.of)


def counted_are(peers: Mapping[str, Peers]) -> tuple[str, ...]:
    """Return who is counted, where it is not those whom the basis asks."""
    group = next((known.group for known in peers.values() if not known.asked), None)
    count = max((known.of for known in peers.values()), default=0)
    text = mark("Joined, of {count}: {group}")
    return (t(text, count=count, group=group.title),) if group else ()


def left_out(day: date, states: Iterable[State]) -> tuple[str, ...]:
    """Return that ``states`` were asked for, and from which day on they were there."""
    spans = [
        t("{state} (since {day})", state=state.name, day=state.since)
        if state.since and day < state.since
        else t("{state} (no longer)", state=state.name)
        for state in states
    ]
    text = mark("Left out, because not there on {day}: {names}.")
    return (t(text, day=day, names=", ".join(spans)),) if spans else ()


def to_do(plans: Sequence[Plan]) -> str:
    """Return how many are not joined, by strength of proof as every output has them."""
    proofs = [step.proof for plan in plans for step in plan.steps]
    asked = [inquiry.answer.outside_when_last_known for plan in plans for inquiry in plan.unknown]
    if not (proofs or asked):
        return t("nothing to join")
    recent, outside = proofs.count(Strength.RECENT), sum(asked)
    return t(
        "{recent} not joined, {unsure} unsure, {unknown} not known: {steps} to join, "
        "{inquiries} to find out",
        recent=recent,
        unsure=len(proofs) - recent + outside,
        unknown=len(asked) - outside,
        steps=len(proofs),
        inquiries=len(asked),
    )


def strengths(counts: Callable[[Any], Mapping[str, int]]) -> tuple[Column, ...]:
    """Return the columns of how many are not joined, by strength of proof; ``counts`` of a row."""
    return (
        Column("Not joined", lambda row: counts(row)["gap_recent"], number=True),
        Column("Unsure", lambda row: unsure(counts(row)), number=True),
        Column("Not known", lambda row: counts(row)["not_known"], number=True),
    )


def unsure(counts: Mapping[str, int]) -> int:
    """Return how many were not joined when last checked, which is long ago."""
    return counts["gap_old"] + counts["outside_when_last_known"]


def sources(dataset: Dataset, ids: Collection[str], instrument: str = "") -> tuple[Section, ...]:
    """Return what stands behind the ids of sources, in the order of the data.

    Of a source that was read on ``instrument`` the title and the address of that reading too.
    """
    named = tuple(
        described(source, source.readings.get(instrument))
        for id_, source in dataset.sources.items()
        if id_ in ids
    )
    return (Section(t("Sources"), named),) if named else ()


def described(source: Source, reading: Reading | None = None) -> str:
    """Return the title of a source, who publishes it, what it is, its trust, where it is read."""
    title, address, trust = source.title, source.address, source.trust
    if reading:
        trust = reading.trust or trust
        title, address = (
            t("; ").join(filter(None, (title, reading.title))),
            reading.address or address,
        )
    return t(
        "{source}: {title}{publisher}; {kind}, {trust}.{address}",
        source=source.id,
        title=title,
        publisher=f" ({source.publisher})" if source.publisher else "",
        kind=word("kind", source.kind),
        trust=word("trust", trust),
        address=" " + (address or t("No address is known.")),
    )
