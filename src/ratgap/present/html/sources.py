"""The page of the sources: where each is, what it was read to say, what rests on it."""

from __future__ import annotations

import htpy as h

from ratgap.present.document import Json
from ratgap.present.html import parts
from ratgap.present.html.page import Page
from ratgap.present.html.parts import Column, table
from ratgap.present.text import counted, t, word


def sources(page: Page, document: Json) -> str:
    """Return the page from the document of all sources."""
    entries = document["sources"]
    return page.whole(
        t("Sources"),
        h.h1[t("Sources")],
        page.asked(),
        h.p(".lead")[
            counted(
                len(entries),
                "One source: what it was read to say, and for which day it speaks.",
                "{count} sources: what each was read to say, and for which day it speaks.",
            )
        ],
        (_source(page, entry) for entry in entries),
        data={t("sources"): "sources"},
    )


def _source(page: Page, source: Json) -> h.Node:
    described = ", ".join((word("kind", source["kind"]), word("trust", source["trust"])))
    cited = source["cited_by"]
    records = sum(cell["records"] for cell in cited["cells"])
    rests = counted(records, "One record rests on it.", "{count} records rest on it.")
    return h.section(".source", id=source["id"])[
        h.h2[parts.english(source["title"])],
        h.p[
            h.code[source["id"]],
            " ",
            parts.english(source["publisher"]),
            "; ",
            described,
            ". ",
            parts.link(source["address"]),
        ],
        source["note"] and h.p(".note")[parts.english(source["note"])],
        table(
            t("What it was read to say"),
            source["readings"],
            Column("Treaty", lambda reading: page.treaty(reading["instrument"])),
            Column("As of", lambda reading: parts.span(reading["as_of"])),
            Column("Complete to", lambda reading: parts.day(reading["absent_until"])),
            Column("Years old", _age, "num"),
            Column("States", _total, "num"),
            Column("Where", lambda reading: _where(source, reading)),
        ),
        h.p[rests],
    ]


def _age(reading: Json) -> str:
    return "" if reading["age_years"] is None else str(reading["age_years"])


def _total(reading: Json) -> str:
    numbers = (reading[key] for key in ("parties", "deposits", "total"))
    return next((str(number) for number in numbers if number is not None), "")


def _where(source: Json, reading: Json) -> h.Node:
    """Return a link to the place of this reading where it has its own."""
    own = reading["address"] != source["address"]
    return parts.link(reading["address"], t("list")) if own else None
