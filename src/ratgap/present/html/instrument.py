"""The page of a treaty: who is in, who is out and how surely, its totals, clauses and growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import htpy as h

from ratgap.model.names import fold
from ratgap.present import one_view
from ratgap.present.document import Json
from ratgap.present.html import parts, worldmap
from ratgap.present.html.page import Page
from ratgap.present.html.parts import Column, section, table
from ratgap.present.html.state import checked, consent, signed
from ratgap.present.text import article, counted, mark, t, word

_WIDTH, _HEIGHT, _LEFT = 720, 220, 40
_COUNTED = {
    "parties": mark("parties"),
    "deposits": mark("deposits"),
    "unclear": mark("parties or deposits"),
}


def instrument(page: Page, document: Json, clauses: Iterable[str], declarations: list[Json]) -> str:
    """Return the page from the document of the treaty, its clauses in words, its declarations."""
    treaty = document["instrument"]
    rows = parts.by_strength(sorted(document["states"], key=lambda row: fold(row["name"])))
    amounts = parts.numbers(document["counts"])
    most = amounts[parts.RECENT] + amounts[parts.OLD] + amounts[parts.UNKNOWN]
    outside = counted(most, "At most one has not joined.", "At most {count} have not joined.")
    return page.whole(
        treaty["name"],
        h.h1[treaty["name"], " ", h.small[treaty["short"]]],
        page.asked(),
        h.p(".lead")[_titled(treaty["title"])],
        parts.tiles(amounts),
        h.p[outside if most else t("All have joined.")],
        section("map", t("The world"), worldmap.by_status(document["states"], page.place)),
        section("missing", t("Who has not joined"), _missing(page, rows)),
        section(
            "joined",
            t("Who has joined"),
            table(
                counted(len(rows["j"]), "{count} has joined", "{count} have joined"),
                rows[parts.JOINED],
                _state(page),
                *consent(page),
                style="sort in",
            ),
        ),
        section("growth", t("How it grew"), _growth(page, treaty, rows[parts.JOINED])),
        section("totals", t("Numbers that sources state"), _totals(page, document["totals"])),
        section("clauses", t("The treaty"), parts.facts(_about(page, treaty, clauses))),
        section("declarations", t("What to declare"), _declarations(page, declarations)),
        data={t("this treaty"): f"instruments/{treaty['id']}"},
    )


def _titled(title: str) -> h.Node:
    """Return the title of a treaty, marked as English where it says so in another language."""
    before, _, after = t("{title} (in English)", title="\0").partition("\0")
    own = title.removeprefix(before).removesuffix(after)
    return title if own == title else [before, parts.english(own), after]


def _state(page: Page) -> Column:
    return Column("State", lambda row: page.state(row["code"]))


def _missing(page: Page, rows: dict[str, list[Json]]) -> Iterator[h.Node]:
    columns = _state(page), Column("Signed", signed), Column("Last checked", checked(page))
    yield table(t(parts.WORDS[parts.RECENT]), rows[parts.RECENT], *columns, style="sort gap")
    why = Column("Why not sure", lambda row: row["last_known"] and word("why", row["reason"]))
    unsure = t("Not joined when last checked: ask the depositary")
    reasons = [why] if any(row["last_known"] for row in rows[parts.OLD]) else []
    yield table(unsure, rows[parts.OLD], *columns, *reasons, style="sort old")
    reason = Column("Why", lambda row: word("why", row["reason"]))
    yield table(
        t(parts.WORDS[parts.UNKNOWN]), rows[parts.UNKNOWN], _state(page), reason, style="sort"
    )


def _totals(page: Page, totals: list[Json]) -> h.Node:
    return table(
        t("Beside those whom the data name"),
        totals,
        Column("Source", lambda total: page.source(total["source"])),
        Column("Day", lambda total: parts.span(total["when"])),
        Column("Number", lambda total: str(total["number"]), "num"),
        Column("Of", lambda total: t(_COUNTED[total["counts"]])),
        Column("Known by name", lambda total: str(total["named"]), "num"),
        Column("What follows", _follows),
    )


def _follows(total: Json) -> str:
    if total["argument"] == "outnumbered":
        return counted(
            total["unnamed"], "one joined without being named", "{count} joined without being named"
        )
    return word("argument", total["argument"])


def _growth(page: Page, treaty: Json, rows: list[Json]) -> h.Node:
    """Return how many of today's parties had joined by each year: surely, and at most."""
    acts = [row["consent"] for row in rows if row["consent"]]
    start, end = date.fromisoformat(treaty["adopted"]).year, int(page.site.day[:4])
    if not acts or end <= start:
        return None
    sure = [int(act["date"][:4]) for act in acts]
    early = [int((act["not_before"] or _first(act, treaty))[:4]) for act in acts]
    unit = (_WIDTH - _LEFT - 40) / (end - start + 1)
    scale = (_HEIGHT - 30) / len(acts)

    def place(year: int, number: int) -> tuple[int, int]:
        return round(_LEFT + (year - start + 1) * unit), round(_HEIGHT - 20 - number * scale)

    def steps(years: list[int]) -> str:
        counts = [(year, sum(one <= year for one in years)) for year in range(start, end + 1)]
        return "".join(f"H{x}V{y}" for x, y in (place(*count) for count in counts))

    base = _HEIGHT - 20
    half = len(acts) // 2
    content: list[h.Node] = [
        h.path(".maybe", d=f"M{_LEFT} {base}{steps(early)}V{base}Z"),
        h.path(".sure", d=f"M{_LEFT} {base}{steps(sure)}V{base}Z"),
        h.path(".grid", d=f"M{_LEFT} {base}H{_WIDTH - 20}"),
    ]
    for number in (half, len(acts)):
        y = place(start, number)[1]
        content += [h.path(".grid", d=f"M{_LEFT} {y}H{_WIDTH - 20}")]
        content += [h.text(x=0, y=y + 4)[str(number)]]
    for year in range(-(-start // 10) * 10, end + 1, 10):
        content.append(h.text(x=place(year - 1, 0)[0], y=_HEIGHT - 5)[str(year)])
    title = counted(
        len(acts),
        "The one party of today by the year in which it joined, {start} to {end}",
        "The {count} parties of today by the year in which they joined, {start} to {end}",
        start=start,
        end=end,
    )
    note = t(
        "Dark: had surely joined by the end of the year. Light: may have, since only a later day "
        "is known by which they had. Those who left are not shown."
    )
    return [h.p[title], parts.drawing(title, _WIDTH, _HEIGHT, content), h.p(".note")[note]]


def _first(act: Json, treaty: Json) -> str:
    return str(treaty["adopted"] if act["on_or_before"] else act["date"])


def _about(page: Page, treaty: Json, clauses: Iterable[str]) -> Iterator[tuple[str, h.Node]]:
    for text, key in (
        (mark("Official title ({language})"), "titles"),
        (mark("Title in translation ({language})"), "translations"),
    ):
        for language, title in treaty[key].items():
            source = treaty["title_sources"].get(language)
            shown = h.bdi(lang=language)[title]
            yield t(text, language=language), [shown, source and [" ", page.source(source)]]
    yield t("Adopted"), [parts.day(treaty["adopted"]), treaty["place"] and f", {treaty['place']}"]
    yield t("Depositary"), ", ".join(treaty["depositaries"])
    yield t("Signature"), _signature(treaty["signature"])
    ways = (one_view.way(w["act"], w["article"], w["signed_first"]) for w in treaty["joining"])
    yield t("Joining"), "; ".join(ways)
    yield t("Clauses"), [h.div[sentence] for sentence in clauses]
    for parent in treaty["parents"]:
        rule = word("rule", parent["rule"]) + article(parent["article"])
        yield t("Parent"), [page.treaty(parent["instrument"]), ": ", rule]
    places = treaty["citations"].items()
    yield t("Published"), [h.div[f"{kind}: ", parts.link(place)] for kind, place in places]
    yield t("Its text"), page.sources(treaty["sources"])
    yield t("Note in the data"), treaty["note"]


def _signature(signature: Json) -> str:
    first, last = (
        signature[key] and parts.in_words(signature[key], short=True) for key in ("from", "until")
    )
    return one_view.signature(first, last, signature["closes_on_entry"])


def _declarations(page: Page, declarations: list[Json]) -> h.Node:
    return table(
        t("On joining or after, as the treaty says"),
        declarations,
        Column("Article", lambda entry: entry["article"], "article"),
        Column("Declaration", lambda entry: entry["text"], "text"),
        Column("Must or may", lambda entry: t("must") if entry["required"] else t("may")),
        Column("When", lambda entry: entry["when"], "text"),
        Column("Source", lambda entry: page.source(entry["source"])),
    )
