"""What pages are made of: days, marks of the strengths of proof, bars, tables, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import htpy as h
from markupsafe import Markup, escape

from ratgap import language
from ratgap.named import NamedTuple
from ratgap.present.document import Json
from ratgap.present.text import mark, t, word
from ratgap.present.view import period, unsure

JOINED, RECENT, OLD, UNKNOWN = "j", "n", "o", "u"
"""How sure it is: joined, not joined, not joined when last checked, not known. Classes of CSS."""
SIGNS = {JOINED: "●", RECENT: "✕", OLD: "◐", UNKNOWN: "?"}
WORDS = {
    JOINED: mark("strength\4Joined"),
    RECENT: mark("strength\4Not joined"),
    OLD: mark("Not joined when last checked"),
    UNKNOWN: mark("strength\4Not known"),
}
HATCH = h.svg(".hatch", width="0", height="0", aria_hidden="true")[
    h.defs[
        h.pattern(
            id="hatch",
            width="6",
            height="6",
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )[h.rect(".o", width="6", height="6"), h.rect(".n", width="2.5", height="6")]
    ]
]
"""The pattern of what is not sure: a colour alone would not tell it from what is."""


def strength(row: Json) -> str:
    """Return how sure it is what ``row`` of a report says: one of the four."""
    if row["status"] in ("party", "contracting"):
        return JOINED
    if row["proof"] == "recent":
        return RECENT
    last = row["last_known"]
    was_outside = last and last["status"] in ("signatory", "none")
    return OLD if row["proof"] or was_outside else UNKNOWN


def numbers(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many there are of each strength."""
    return {
        JOINED: counts["party"] + counts["contracting"],
        RECENT: counts["gap_recent"],
        OLD: unsure(counts),
        UNKNOWN: counts["not_known"],
    }


def total(entries: Iterable[Json]) -> dict[str, int]:
    """Return how many there are of each strength in all ``entries`` of reports together."""
    each = [numbers(entry["counts"]) for entry in entries]
    return {key: sum(amounts[key] for amounts in each) for key in WORDS}


def by_strength(rows: Iterable[Json]) -> dict[str, list[Json]]:
    """Return ``rows`` of a report by how sure it is what each says, in their order."""
    sorted_rows: dict[str, list[Json]] = {key: [] for key in WORDS}
    for row in rows:
        sorted_rows[strength(row)].append(row)
    return sorted_rows


def bar(amounts: Mapping[str, int]) -> h.Node:
    """Return how the strengths share the whole, as a bar: a picture of numbers that stand by it."""
    total, before = sum(amounts.values()) or 1, 0
    pieces = []
    for key, number in amounts.items():
        if number:
            shape = {"x": before and _share(before, total), "width": _share(number, total)}
            kind = {"fill": "url(#hatch)"} if key == OLD else {"class": key}
            pieces.append(h.rect({**kind, **shape}))
        before += number
    return h.svg(".bar", aria_hidden="true")[pieces]


def _share(number: int, total: int) -> str:
    return f"{100 * number / total:.4g}%"


def tiles(amounts: Mapping[str, int]) -> h.Node:
    """Return the bar with its legend: each strength, its sign, and how many there are."""
    return h.div(".tiles")[
        bar(amounts),
        h.dl[
            (
                h.div(class_=key)[
                    h.dt[h.span(".sign", aria_hidden="true")[SIGNS[key]], " ", t(WORDS[key])],
                    h.dd[str(number)],
                ]
                for key, number in amounts.items()
            )
        ],
    ]


def in_words(iso: str, *, short: bool = False) -> str:
    """Return a day as people write it."""
    return _in_words(iso, short, language.code)


@cache  # A site tells a hundred thousand days, of which a few thousand differ.
def _in_words(iso: str, short: bool, _: str) -> str:
    when = date.fromisoformat(iso)
    return language.short_day(when) if short else language.long_day(when)


@cache
def _time(iso: str, text: str) -> Markup:
    return written(h.time(datetime=iso)[text])


def day(iso: str | None, *, long: bool = False) -> h.Node:
    """Return a day; nothing for None."""
    return iso and _time(iso, in_words(iso, short=not long))


def span(when: Json | None) -> h.Node:
    """Return on which day something was done, or between which days."""
    if not when:
        return None
    last, text = when["date"], in_words(when["date"], short=True)
    if when["on_or_before"]:
        text = _between(when["not_before"], last) or t("by {day}", day=text)
    return _time(last, text)


def _between(first: str | None, last: str) -> str | None:
    if not first:
        return None
    end = date.fromisoformat(last)
    whole = period(date.fromisoformat(first), end)
    if whole:
        return language.short_month(end) if whole == "month" else str(end.year)
    names = {"first": in_words(first, short=True), "last": in_words(last, short=True)}
    return t("{first} to {last}", **names)


def english(text: str) -> h.Node:
    """Return a text that the data have in English alone, marked as such in another language."""
    return text if language.code == language.ENGLISH else h.span(lang=language.ENGLISH)[text]


def listed(nodes: Iterable[h.Node]) -> list[h.Node]:
    """Return ``nodes`` with a comma between each two."""
    return [[", " if n else None, node] for n, node in enumerate(nodes)]


def art(number: str) -> str:
    """Return the citation of an article in brief, to follow an act; empty where there is none."""
    return t(", art. {article}", article=number) if number else ""


@cache  # Names of states, treaties and sources stand on many pages.
def to(address: str, text: str) -> Markup:
    """Return a link to another page of ours."""
    return written(h.a(href=address)[text])


def link(address: str, text: h.Node = None) -> h.Node:
    """Return a link to somewhere else; an address of another kind is no more than a text."""
    if re.fullmatch(r"https?://[^\s\"<>\\]+", address):
        return h.a(href=address, rel="external")[text or address]
    return [text, " ", address] if text else address


def ways(ways: Iterable[Json]) -> str:
    """Return by which acts a treaty can be joined, those under one article together."""
    together: dict[tuple[str, bool, bool | None], list[str]] = {}
    for way in ways:
        key = way["article"], way["sign_first"], way["if_signed"]
        together.setdefault(key, []).append(word("order", way["act"]))
    texts = []
    for (number, sign_first, if_signed), acts in together.items():
        text = mark("{acts}{article}")
        if sign_first:
            text = mark("sign, then {acts}{article}")
        elif if_signed is not None:
            text = mark("if it has signed: {acts}{article}")
            text = text if if_signed else mark("if it has not signed: {acts}{article}")
        texts.append(t(text, acts=", ".join(acts), article=art(number)))
    return "; ".join(texts)


_NOTHING = Markup()


def written(node: h.Node) -> Markup:
    """Return the markup of ``node``, made now.

    Within others each piece of it would pass through all that is around it, which takes longest.
    """
    if isinstance(node, Markup):
        return node
    if node is None or isinstance(node, bool):
        return _NOTHING
    if isinstance(node, str):
        return escape(node)
    # The library asks of each list whether it is anything else first.
    if isinstance(node, list | tuple):
        return _NOTHING.join(map(written, node))
    return escape(h.fragment[node])


Cell = Callable[[Any], h.Node]
"""Gives what stands in a cell of a row."""


LABELS = {
    ".out td:nth-child(2)": mark("Last checked"),
    ".out td:nth-child(3)": mark("Signed"),
    ".asked td:nth-child(4)": mark("Of those asked, joined"),
    ".beside td:nth-child(4)": mark("Of the group, joined"),
    ".out:not(.asked,.beside) td:nth-child(4),.out td:nth-child(5)": mark("To note"),
    ".in td:nth-child(2)": mark("Act"),
    ".in td:nth-child(3)": mark("Day"),
    ".in td:nth-child(4)": mark("In force from"),
    ".in td:nth-child(5)": mark("Confirmed to"),
}
"""Titles that stand before cells of tables of those styles: in the style sheet, not in each row."""


def labels(codes: Iterable[str]) -> str:
    """Return the style that says ``LABELS`` in each of the languages, where tables are cards."""
    rules = []
    for code in codes:
        with language.spoken(code):
            for cells, title in LABELS.items():
                label = t(title).replace("\\", "\\\\").replace('"', '\\"')
                rules.append(f':lang({code}) :is({cells})::before{{content:"{label}"}}\n')
    return f"@media (max-width: 40rem) {{\n{''.join(rules)}}}\n"


class Column(NamedTuple):
    """A column of a table.

    ``style``: "num" for numbers, "text" for texts out of the data, whose words may be of any
    length; a strength for how many have that. ``sorts``: a reader may order the rows by it.
    """

    title: str
    cell: Cell
    style: str = ""
    sorts: bool = True


def table(caption: str, rows: Iterable[Any], *columns: Column, style: str = "") -> h.Node:
    """Return a table whose first column heads its rows; nothing where there is no row.

    A ``caption`` of "" is that a heading stands right before it. A column without any content is
    left out.

    ``style`` "sort": a reader may order it; "find": and look for rows. Where it is narrow, each
    row is a card, on which the titles stand before the cells.
    """
    entries = list(rows)
    if not entries:
        return None
    first, *others = columns
    cells = [[written(column.cell(row)) for column in others] for row in entries]
    # The style sheet counts the columns of those that it labels.
    labelled = bool({"in", "out"}.intersection(style.split()))
    filled = [n for n, _ in enumerate(others) if labelled or any(row[n] for row in cells)]
    opened = [(n, *_opened(others[n], labelled)) for n in filled]

    def line(entry: Any, contents: list[Markup]) -> Markup:
        pieces = [Markup('<tr><th scope="row">'), written(first.cell(entry))]
        for n, full, empty in opened:
            pieces += [full if contents[n] else empty, contents[n]]
        return Markup("").join(pieces)

    return h.table(class_=style or None)[
        h.caption[caption] if caption else None,
        h.thead[h.tr[_head(first), (_head(others[n]) for n in filled)]],
        h.tbody[Markup("").join(map(line, entries, cells))],
    ]


def _head(column: Column) -> h.Node:
    kind = column.style or (None if column.sorts else "still")
    return h.th(scope="col", class_=kind)[t(column.title)]


def _opened(column: Column, labelled: bool) -> tuple[Markup, Markup]:
    """Return what begins a cell: of one with content, which a card labels, and of an empty one.

    ``labelled``: the style sheet has its label. A bar needs none; the strengths have a sign,
    shorter than a word in many rows.
    """
    kind = Markup(' class="{}"').format(column.style) if column.style else Markup("")
    label = Markup("")
    if column.style in ("", "num", "text") and not labelled:
        label = Markup(' data-label="{}"').format(t(column.title))
    return Markup("<td{}{}>").format(kind, label), Markup("<td{}>").format(kind)


def facts(pairs: Iterable[tuple[str, h.Node]]) -> h.Node:
    """Return facts behind their names; those of which nothing is known are left out."""
    return h.dl(".facts")[
        ([h.dt[name], h.dd[fact]] for name, fact in pairs if fact not in (None, "", [], ()))
    ]


def section(id_: str, title: str, *content: h.Node) -> h.Node:
    """Return a part of a page under its heading; nothing where it has no content."""
    inner = written(content)
    return written(h.section(id=id_)[h.h2[title], inner]) if inner else None


def drawing(title: str, width: int, height: int, content: Sequence[h.Node]) -> h.Node:
    """Return a drawing that a reader may scroll where it is wider than the screen."""
    return h.div(".drawing", tabindex="0", role="region", aria_label=title)[
        h.svg(viewBox=f"0 0 {width} {height}", aria_hidden="true")[content]
    ]


def columns(amounts: Callable[[Any], Mapping[str, int]]) -> Iterable[Column]:
    """Return a column for each strength, of numbers."""

    def number(key: str) -> Cell:
        return lambda entry: str(amounts(entry)[key])

    return [Column(WORDS[key], number(key), key) for key in WORDS]
