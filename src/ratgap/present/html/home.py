"""The first page, and the matrix: who was asked for what, and how all stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import htpy as h

from ratgap.model import Basis
from ratgap.model.names import fold
from ratgap.present.document import Json
from ratgap.present.html import parts, worldmap
from ratgap.present.html.documents import Documents
from ratgap.present.html.group import states
from ratgap.present.html.page import Page
from ratgap.present.html.parts import Column, section, table
from ratgap.present.text import counted, t, word

_LATELY = 12


def home(page: Page, documents: Documents, entries: Mapping[str, Json]) -> str:
    """Return the first page; ``entries`` are those of states in reports, by code."""
    title = t("Which treaties does each state still need to join?")
    data, query = documents.dataset, documents.query
    basis = data.bases[query.basis] if query.basis else None
    group = data.groups.get(basis.addressees) if basis else None
    asked = [entries[code] for code in (group.on(query.as_of) if group else ()) if code in entries]
    groups = {id_: len(data.groups[id_].on(query.as_of)) for id_ in documents.groups}
    return page.whole(
        title,
        h.h1[title],
        page.asked(),
        list(_mandate(page, basis, len(entries))),
        basis
        and asked
        and section("asked", t("Those who were asked"), states(page, basis.title, asked)),
        section("map", t("The world"), worldmap.by_count(entries.values(), page.place)),
        section(
            "all", t("All states and treaties together"), parts.tiles(parts.total(entries.values()))
        ),
        section("lately", t("Joined lately"), _lately(page, entries)),
        section("instruments", t("Treaties"), _treaties(page, documents)),
        section("states", t("States"), _find(), _states(page, entries, documents.matrix)),
        section("groups", t("Groups"), h.ul(".columns")[_groups(page, groups)]),
        data={t("matrix"): "matrix", t("treaties"): "instruments"},
    )


def _mandate(page: Page, basis: Basis | None, states: int) -> Iterator[h.Node]:
    treaties = len(page.site.treaties)
    measured = counted(
        treaties,
        "{states} states and organisations are measured by one treaty.",
        "{states} states and organisations are measured by {count} treaties.",
        states=states,
    )
    if basis and basis.citation:
        yield h.p(".lead")[t("What is asked:"), " ", basis.citation, "."]
    yield h.p[
        measured,
        " ",
        t(
            "Each answer rests on a dated source and says how sure it is: a recent list proves "
            "that a state has not joined; an old one tells only that it had not when last checked."
        ),
    ]


def _lately(page: Page, entries: Mapping[str, Json]) -> h.Node:
    acts = [
        {**row, "code": code}
        for code, entry in entries.items()
        for row in entry["instruments"]
        if row["consent"] and not (row["consent"]["on_or_before"] or row["through"])
    ]
    acts.sort(key=lambda row: row["consent"]["date"], reverse=True)
    return table(
        t("The latest acts of which the day is known"),
        acts[:_LATELY],
        Column("State", lambda row: page.state(row["code"])),
        Column("Treaty", lambda row: page.treaty(row["id"])),
        Column("Act", lambda row: word("act", row["consent"]["act"])),
        Column("Day", lambda row: parts.span(row["consent"])),
        Column("Sources", lambda row: page.sources(row["consent"]["sources"][:2])),
    )


def _treaties(page: Page, documents: Documents) -> h.Node:
    complete: dict[str, str] = {}
    for source in documents.sources["sources"]:
        for reading in source["readings"]:
            id_, until = reading["instrument"], reading["absent_until"]
            # A list of a later day is none yet.
            if until and until <= page.site.day:
                complete[id_] = max(until, complete.get(id_, ""))

    def amounts(entry: Json) -> dict[str, int]:
        return parts.numbers(entry["counts"])

    return table(
        t("How many have joined each, and how old the last complete list of its parties is"),
        documents.overview["instruments"],
        Column("Treaty", lambda entry: page.treaty(entry["id"])),
        Column("Share", lambda entry: parts.bar(amounts(entry)), "share"),
        *parts.columns(amounts),
        Column(
            "Complete list to",
            lambda entry: parts.day(complete.get(entry["id"])) or t("no complete list"),
        ),
        style="sort counts",
    )


def _find() -> h.Node:
    return h.p(".search", hidden=True)[
        h.label(for_="find")[t("Find a state")], " ", h.input("#find", type="search")
    ]


def _states(page: Page, entries: Mapping[str, Json], matrix: Json) -> h.Node:
    regions = {state["code"]: state["region"] for state in matrix["states"]}
    amounts = {code: parts.numbers(entry["counts"]) for code, entry in entries.items()}
    ordered = sorted(amounts, key=lambda code: fold(entries[code]["name"]))
    return table(
        t(
            "How many treaties each has joined, has not joined, may have joined since, and of how "
            "many nothing tells"
        ),
        ordered,
        Column("State", page.state),
        *parts.columns(amounts.__getitem__),
        Column("Part of the world", regions.get),
        style="sort find counts",
    )


def _groups(page: Page, groups: Mapping[str, int]) -> Iterator[h.Node]:
    for id_, members in groups.items():
        yield h.li[page.group(id_), ", ", counted(members, "{count} member", "{count} members")]


def matrix(
    page: Page, title: str, document: Json, cells: Mapping[str, Mapping[str, str]], *more: h.Node
) -> str:
    """Return the page of the matrix from its document, and ``more`` below.

    ``cells`` tell how sure it is, by state and treaty.
    """
    treaties = document["instruments"]
    regions: dict[str | None, list[Json]] = {}
    for entry in document["states"]:
        regions.setdefault(entry["region"], []).append(entry)
    heads = [
        h.th(scope="col")[
            page.link(f"instruments/{i['id']}.html", h.abbr(title=i["title"])[i["short"]])
        ]
        for i in treaties
    ]
    legend: list[h.Node] = [
        [h.span(class_=key)[parts.SIGNS[key]], "\N{NO-BREAK SPACE}", t(text), ". "]
        for key, text in parts.WORDS.items()
    ]
    return page.whole(
        title,
        h.h1[title],
        page.asked(),
        h.p[legend],
        h.div(".wide", tabindex="0", role="region", aria_label=title)[
            h.table(".matrix")[
                h.caption[t("States by treaties; a place without a sign: not open to it")],
                h.thead[h.tr[h.th(scope="col")[t("State")], heads]],
                (_region(page, name, listed, treaties, cells) for name, listed in regions.items()),
            ]
        ],
        more,
        data={t("matrix"): "matrix"},
    )


def _region(
    page: Page,
    name: str | None,
    listed: list[Json],
    treaties: list[Json],
    cells: Mapping[str, Mapping[str, str]],
) -> h.Node:
    def cell(code: str, id_: str) -> h.Node:
        key = cells[code].get(id_)
        return h.td(class_=key)[parts.SIGNS[key]] if key else h.td

    rows = (
        h.tr[h.th(scope="row")[page.state(s["code"])], (cell(s["code"], i["id"]) for i in treaties)]
        for s in sorted(listed, key=lambda state: fold(state["name"]))
    )
    heading = h.tr[h.th(scope="rowgroup", colspan=len(treaties) + 1)[name or t("Others")]]
    return h.tbody[heading, rows]
