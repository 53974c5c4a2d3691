"""A result as one page that stands by itself, to mail and to print: its style is within it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import htpy as h
from markupsafe import Markup

from ratgap import language
from ratgap.assess.answer import Answer, Strength
from ratgap.assess.force import MaxAge
from ratgap.assess.report import Matrix, Query, Report, peers_beside
from ratgap.model import Dataset
from ratgap.present import document, document_plan
from ratgap.present import view as v
from ratgap.present.document import Json
from ratgap.present.html import group, home, parts, resource
from ratgap.present.html import state as one
from ratgap.present.html.page import SOURCES, Page, Site, harmless, head_of, title_of
from ratgap.present.html.parts import section
from ratgap.present.text import t


class Sheet(Page):
    """A page with no other beside it: it ends with the sources to which others would link.

    ``states`` are the codes of those that have a part of it.
    """

    def __init__(self, dataset: Dataset, query: Query, states: Sequence[str] = ()) -> None:
        self._sources, self._parts = dataset.sources, states
        self._cited: set[str] = set()
        site = Site(
            query.as_of.isoformat(),
            dataset.digest,
            v.asked(dataset, query),
            "",
            {code: dataset.states[code].name for code in query.states},
            {
                id_: document.called(dataset, treaty) | {"depositaries": treaty.depositaries}
                for id_, treaty in dataset.instruments.items()
            },
            {},
            {id_: {"kind": source.kind} for id_, source in dataset.sources.items()},
        )
        super().__init__(site, "")

    def link(self, path: str, text: h.Node) -> h.Node:
        """Return a link within this page, and no more than ``text`` where it is of another."""
        place, _, id_ = path.partition("#")
        if place == SOURCES and id_ in self._sources:
            self._cited.add(id_)
            return h.a(href=f"#source-{id_}")[text]
        code = place.removeprefix("states/").removesuffix(".html")
        return h.a(href=f"#{code}")[text] if code in self._parts else text

    def whole(self, title: str, *content: h.Node, data: object = None) -> str:
        """Return the page. Nothing is beside it: ``data`` is not told."""
        from base64 import b64encode
        from hashlib import sha256

        # What is cited is known when all is made.
        body = parts.written(h.fragment[content])
        style = resource("style.css") + parts.labels((language.code,))
        digest = b64encode(sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        page = h.html(lang=language.code)[
            h.head[head_of(title_of(title), policy), h.style[Markup(style)]],  # noqa: S704 ours
            h.body[
                parts.HATCH,
                h.main("#main")[body, section("sources", t("Sources"), self._list())],
                h.footer[self.cited(title)],
            ],
        ]
        return harmless(f"{page}\n")

    def _list(self) -> h.Node:
        listed = [source for id_, source in self._sources.items() if id_ in self._cited]
        return (
            listed
            and h.dl(".facts")[
                (
                    [
                        h.dt(id=f"source-{source.id}")[h.code[source.id]],
                        h.dd[
                            parts.english(source.title),
                            ". ",
                            parts.english(source.publisher),
                            ". ",
                            parts.link(source.address),
                        ],
                    ]
                    for source in listed
                )
            ]
        )

    @cached_property
    def _named(self) -> re.Pattern[str]:
        # The longest first: the id of one may begin as that of another.
        ids = "|".join(map(re.escape, sorted(self._sources, key=len, reverse=True)))
        return re.compile(rf"(?<![\w-])({ids})(?![\w-])" if ids else "(?!)()")

    def text(self, cell: str) -> h.Node:
        """Return a text of a view: a day as such, sources that it names as links."""
        if known := re.fullmatch(r"(\d{4}-\d\d-\d\d)( \.\.)?", cell):
            # The first of two days, between which something was, stands above the other.
            return [parts.day(known[1]), known[2]]
        pieces = self._named.split(cell)
        return [self.source(piece) if n % 2 else piece for n, piece in enumerate(pieces)]


def report(dataset: Dataset, result: Report) -> str:
    """Return the page of a report: a state alone, or several each in its part."""
    states: list[Json] = list(document.report(dataset, result)["states"])
    codes = [entry["code"] for entry in states]
    sheet = Sheet(dataset, result.query, codes if len(codes) > 1 else ())
    ids = dict.fromkeys(row["id"] for entry in states for row in entry["instruments"])
    peers = peers_beside(dataset, result.query, ids)
    if len(states) == 1:
        (entry,) = states
        return sheet.whole(
            entry["name"],
            h.h1[one.called(entry)],
            sheet.asked(),
            _measure(sheet),
            one.outcome(entry),
            section("missing", t("What it has not joined"), one.missing(sheet, entry, peers)),
            section("joined", t("What it has joined"), one.joined(sheet, entry)),
            section("time", t("When it acted"), one.line(sheet, entry)),
            section("declared", t("What it declared and reported"), one.declared(sheet, entry)),
        )
    title = v.how_many([entry.state for entry in result.states])
    return sheet.whole(
        title,
        h.h1[title],
        sheet.asked(),
        _measure(sheet),
        group.states(sheet, t("States"), states),
        (
            section(
                entry["code"],
                entry["name"],
                one.outcome(entry),
                list(one.missing(sheet, entry, peers)),
                one.joined(sheet, entry),
                one.declared(sheet, entry),
            )
            for entry in states
        ),
    )


def _measure(sheet: Sheet) -> h.Node:
    return h.p(".note")[(f"{line} " for line in sheet.site.measure)]


def matrix(dataset: Dataset, result: Matrix, view: v.View) -> str:
    """Return the page of a matrix; ``view`` tells, below the first of its parts, who is nearest."""
    sheet, recent = Sheet(dataset, result.query), result.query.recent
    cells: dict[str, dict[str, str]] = {state.code: {} for state in result.states}
    for (code, id_), answer in result.cells.items():
        cells[code][id_] = _strength(answer, recent)
    first, *others = view.sections
    more = (_section(sheet, part) for part in others)
    return home.matrix(sheet, first.title, document_plan.matrix(dataset, result), cells, *more)


def _strength(answer: Answer, recent: MaxAge) -> str:
    if answer.status.joined:
        return parts.JOINED
    proof = answer.proof(recent)
    if proof is Strength.RECENT:
        return parts.RECENT
    return parts.OLD if proof or answer.outside_when_last_known else parts.UNKNOWN


def shown(dataset: Dataset, query: Query, view: v.View) -> str:
    """Return the page that says what ``view`` does."""
    sheet = Sheet(dataset, query)
    first, *others = view.sections
    return sheet.whole(
        first.title,
        h.h1[first.title],
        sheet.asked(),
        list(_content(sheet, first)),
        (_section(sheet, part) for part in others),
        (h.p(".note")[line] for line in view.legend),
    )


def _section(sheet: Sheet, part: v.Section) -> h.Node:
    return h.section[h.h2[part.title], list(_content(sheet, part))]


def _content(sheet: Sheet, part: v.Section) -> Iterator[h.Node]:
    yield (h.p[sheet.text(note)] for note in part.notes)
    for table in part.tables:
        if any(column.title for column in table.columns):
            yield parts.table(table.title, table.rows, *_columns(sheet, table.columns))
        else:
            yield h.dl(".facts")[list(_facts(sheet, table.rows))]


def _columns(sheet: Sheet, columns: Sequence[v.Column]) -> Iterator[parts.Column]:
    def cell(n: int) -> parts.Cell:
        return lambda row: [sheet.text(text) for text in _spaced(row.cells[n])]

    for n, column in enumerate(columns):
        style = "text" if column.wrap else ""
        yield parts.Column(column.title, cell(n), "num" if column.number else style)


def _spaced(cell: v.Cell) -> Iterable[str]:
    """Yield the parts of a cell with a blank between them; nothing for a dash."""
    for n, text in enumerate(cell if cell != v.NOTHING else ()):
        yield from (" ", text) if n else (text,)


def _facts(sheet: Sheet, rows: Iterable[v.Row]) -> Iterator[h.Node]:
    """Yield names with what they tell; the name of a row without one is that of the row before."""
    for row in rows:
        name, fact = ("".join(cell) for cell in row.cells)
        if name.strip():
            yield h.dt[name]
        yield h.dd[sheet.text(fact)]
