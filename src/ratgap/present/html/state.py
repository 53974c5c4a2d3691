"""The page of a state: what it has not joined, what it has, since when, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

import htpy as h

from ratgap import language
from ratgap.assess.report import Peers
from ratgap.present import view as v
from ratgap.present.document import Json
from ratgap.present.html import parts
from ratgap.present.html.page import Page
from ratgap.present.html.parts import Column, section, table
from ratgap.present.text import counted, mark, t, word

_WIDTH, _LEFT, _ROW = 720, 46, 15
_Cell = Callable[[Json], h.Node]


def state(page: Page, report: Json, plan: Json, about: Json, peers: Mapping[str, Peers]) -> str:
    """Return the page from the documents of the report, of the plan and of the state itself.

    ``peers``: by treaty, how many have joined it of those who are told beside a gap.
    """
    (entry,), (planned,) = report["states"], plan["states"]
    title = entry["name"]
    return page.whole(
        title,
        h.h1[called(entry)],
        page.asked(),
        outcome(entry),
        section("missing", t("What it has not joined"), missing(page, entry, peers)),
        section("joined", t("What it has joined"), joined(page, entry)),
        section("time", t("When it acted"), line(page, entry)),
        section("plan", t("How to join"), _plan(page, planned)),
        section("declared", t("What it declared and reported"), declared(page, entry)),
        section("about", t("The state"), _about(page, about)),
        data={t("report"): f"report/{entry['code']}", t("plan"): f"plan/{entry['code']}"},
    )


def called(entry: Json) -> h.Node:
    """Return the name of a state with its codes; ``entry``: its entry in a report, as below."""
    return [entry["name"], " ", h.small[", ".join(filter(None, (entry["code"], entry["alpha3"])))]]


def outcome(entry: Json) -> h.Node:
    """Return how many treaties the state has joined, and how surely not the others."""
    text = counted(
        len(entry["instruments"]),
        "{joined} of {count} treaty joined",
        "{joined} of {count} treaties joined",
        joined=len(parts.by_strength(entry["instruments"])[parts.JOINED]),
    )
    return [h.p(".lead")[text], parts.tiles(parts.numbers(entry["counts"]))]


def missing(page: Page, entry: Json, peers: Mapping[str, Peers]) -> Iterator[h.Node]:
    """Yield a table for each strength of proof that the state has not joined."""
    rows = parts.by_strength(entry["instruments"])
    treaty = Column("Treaty", lambda row: page.treaty(row["id"]))
    columns = (
        treaty,
        Column("Last checked", checked(page, sorts=False)),
        Column("Signed", signed),
        *([Column(v.heading(peers), lambda row: v.joined_of(peers[row["id"]]))] if peers else []),
    )
    counted_are = v.counted_are(peers)
    old = t("Not joined when last checked: ask the depositary before you act")
    for caption, listed, style in (
        (t(parts.WORDS[parts.RECENT]), rows[parts.RECENT], "gap"),
        (old, rows[parts.OLD], "old"),
    ):
        note = [Column("To note", _hints)] if any(map(_hints, listed)) else []
        whose = ("beside ", "asked ")[not counted_are] if peers else ""
        yield table(caption, listed, *columns, *note, style=f"{whose}out {style}")
    why = Column("Why", lambda row: word("why", row["reason"]))
    yield table(t(parts.WORDS[parts.UNKNOWN]), rows[parts.UNKNOWN], treaty, why)
    if rows[parts.RECENT] or rows[parts.OLD]:
        yield (h.p(".note")[line] for line in counted_are)
    if not any(rows[key] for key in (parts.RECENT, parts.OLD, parts.UNKNOWN)):
        yield h.p[t("Nothing is missing.")]


def checked(page: Page, *, sorts: bool = True) -> _Cell:
    """Return what gives a row's last day of evidence, linked to its source.

    ``sorts``: a reader may order the rows by it, which asks for the day as programs read it.
    """

    def cell(row: Json) -> h.Node:
        proved = row["evidence"]
        if not (proved and proved["confirmed"]):
            return None
        kind = page.site.sources[proved["source"]]["kind"]
        day = parts.in_words(proved["confirmed"], short=True)
        return [
            parts.day(proved["confirmed"]) if sorts else day,
            " ",
            page.source(proved["source"], word("kind", kind)),
        ]

    return cell


def signed(row: Json) -> h.Node:
    """Return the day on which the state signed, or whether it did."""
    return parts.span(row["signature"]) or word("signed", row["signed"])


def _hints(row: Json) -> str:
    """Return what must be known beside a negative: who may have joined, left, or is said to."""
    hints = []
    if row["total"]:
        total = row["total"]
        day = parts.in_words(total["when"]["date"], short=True)
        hints.append(
            counted(
                total["unnamed"],
                "one state that our data do not name had joined by {day}",
                "{count} states that our data do not name had joined by {day}",
                day=day,
            )
        )
    if row["ended"]:
        hints.append(t("it left on {day}", day=parts.in_words(row["ended"], short=True)))
    if row["doubt"]:
        day = parts.in_words(row["doubt"]["date"], short=True)
        hints.append(t("a claim of {day} that it joined was set aside", day=day))
    return "; ".join(hints)


def consent(page: Page, *, sorts: bool = True) -> tuple[Column, ...]:
    """Return the columns of a consent: the act, its day, since when it binds, who confirms it.

    ``sorts``: a reader may order the rows by the last of these too.
    """

    def act(row: Json) -> h.Node:
        consent = row["consent"]
        through = row["through"] and [t("through"), " ", page.treaty(row["through"])]
        return through or (consent and word("act", consent["act"]))

    return (
        Column("Act", act),
        Column("Day", lambda row: parts.span(row["consent"])),
        Column("In force from", lambda row: parts.span(row["in_force"])),
        Column("Confirmed to", checked(page, sorts=sorts), sorts=sorts),
    )


def joined(page: Page, entry: Json) -> h.Node:
    """Return a table of what the state has joined, and when."""
    rows = parts.by_strength(entry["instruments"])[parts.JOINED]
    treaty = Column("Treaty", lambda row: page.treaty(row["id"]))
    ordered = sorted(rows, key=lambda row: row["consent"]["date"] if row["consent"] else "")
    return table(
        t("In the order in which it joined"),
        ordered,
        treaty,
        *consent(page, sorts=False),
        style="sort in",
    )


def line(page: Page, entry: Json) -> h.Node:
    """Return the acts in time: a stroke for a signature, a dot for a consent, a bar for a span."""
    order = list(page.site.treaties)
    acted = [row for row in entry["instruments"] if row["signature"] or row["consent"]]
    acted.sort(key=lambda row: order.index(row["id"]))
    if not acted:
        return None
    days = [d for row in acted for act in ("signature", "consent") for d in _ends(row[act])]
    first, last = min(days).year // 10 * 10, date.fromisoformat(page.site.day)
    height = len(acted) * _ROW + 20
    unit = (_WIDTH - _LEFT - 10) / max(1, last.toordinal() - date(first, 1, 1).toordinal())

    def x(day: date) -> int:
        return round(_LEFT + (day.toordinal() - date(first, 1, 1).toordinal()) * unit)

    labels: list[h.Node] = []
    # All marks of a kind are one path: a page has some fifty.
    paths: dict[str, str] = dict.fromkeys(("grid", "bound", "span", "dot", "sign"), "")
    for year in range(first, last.year + 1, 10):
        at = x(date(year, 1, 1))
        paths["grid"] += f"M{at} 0V{height - 14}"
        labels.append(h.text(x=at, y=height - 3)[str(year)])
    for n, row in enumerate(acted):
        y = n * _ROW + 8
        labels.append(h.text(y=y + 4)[page.site.treaties[row["id"]]["short"]])
        for kind, drawn in _marks(row, x):
            paths[kind] += drawn.format(y=y)
    content = [h.path(class_=kind, d=drawn) for kind, drawn in paths.items()]
    title = t("Signatures and consents in time; the tables above have the same days in words")
    legend = t(
        "A stroke is a signature, a dot the consent to be bound; a bar is a consent of which is "
        "known only that it was given within it. The line begins when the treaty binds."
    )
    return [parts.drawing(title, _WIDTH, height, [content, labels]), h.p(".note")[legend]]


def _ends(when: Json | None) -> tuple[date, ...]:
    if not when:
        return ()
    last = date.fromisoformat(when["date"])
    return (date.fromisoformat(when["not_before"]) if when["not_before"] else last, last)


def _marks(row: Json, x: Callable[[date], int]) -> Iterator[tuple[str, str]]:
    """Yield the kind of each mark of a row, and how it is drawn at the height ``{y}``."""
    if row["signature"]:
        yield "sign", f"M{x(_ends(row['signature'])[1])} {{y}}m0-5v10"
    act = row["consent"]
    if not act:
        return
    (first, last), bound = _ends(act), _ends(row["in_force"])
    if bound:
        end = x(date.fromisoformat(row["ended"])) if row["ended"] else _WIDTH - 10
        yield "bound", f"M{x(bound[1])} {{y}}H{end}"
    if act["on_or_before"]:
        left = x(first) if act["not_before"] else _LEFT
        yield "span", f"M{left} {{y}}h{max(3, x(last) - left)}"
    else:
        yield "dot", f"M{x(last)} {{y}}h0"


def _plan(page: Page, plan: Json) -> h.Node:
    steps = plan["steps"]
    unsure = any(step["proof"] != "recent" for step in steps)
    text = mark("{sign} Check with the depositary first whether it has joined since.")
    return [
        unsure and h.p(".note")[t(text, sign=parts.SIGNS[parts.OLD])],
        list(_deposits(page, steps)),
        table(
            t("To find out first"),
            plan["unknown"],
            Column("Treaty", lambda entry: page.treaty(entry["id"])),
            Column("Ask", lambda entry: page.depositaries(entry["id"])),
        ),
    ]


def _deposits(page: Page, steps: list[Json]) -> Iterator[h.Node]:
    """Yield the steps in their order, under the depositary of those that follow each other."""
    for names, listed in groupby(steps, lambda step: page.depositaries(step["id"])):
        own = list(listed)
        first = own[0]["position"]
        yield h.p[t("Deposit with {names}:", names=names)] if names else None
        yield h.ol(".steps", start=first > 1 and str(first))[
            (h.li[list(_step(page, step))] for step in own)
        ]


def _step(page: Page, step: Json) -> Iterator[h.Node]:
    """Yield what to do. The tables above link each treaty; here it is named."""
    treaties = page.site.treaties
    sure = step["proof"] == "recent"
    yield None if sure else [parts.SIGNS[parts.OLD], " "]
    yield [h.b[treaties[step["id"]]["name"]], ": ", parts.ways(step["ways"])]
    for parent in step["requires"]:
        if parent["status"] not in ("party", "contracting"):
            text = mark("Only for parties to: {treaty}{article}")
            if parent["rule"] == "together":
                text = mark("Before it or together with it: {treaty}{article}")
            name = treaties[parent["id"]]["name"]
            yield h.div[t(text, treaty=name, article=parts.art(parent["article"]))]
    must, may = (
        dict.fromkeys(d["article"] for d in step["declarations"] or () if d["required"] is needed)
        for needed in (True, False)
    )
    texts = [
        ""
        if not must
        else counted(
            len(must),
            "Must declare under article {articles}.",
            "Must declare under articles {articles}.",
            articles=", ".join(must),
        ),
        ""
        if not may
        else counted(
            len(may),
            "May declare under article {articles}.",
            "May declare under articles {articles}.",
            articles=", ".join(may),
        ),
    ]
    if any(texts):
        yield h.div[" ".join(filter(None, texts))]


def declared(page: Page, entry: Json) -> h.Node:
    """Return what the state declared, what came of it, and its reports."""
    commitments = [
        h.li[
            item["text"],
            " (",
            page.source(item["document"], parts.english(item["place"])),
            ", ",
            parts.span(item["made"]),
            item["due"] and ["; ", t("due"), " ", parts.span(item["due"])],
            ")",
            _outcomes(page, (*item["outcomes"], *item["related"])),
        ]
        for item in entry["commitments"]
    ]
    reports = table(
        t("Reports"),
        entry["reports"],
        Column("To", lambda item: item["body"]),
        Column("No.", lambda item: item["ordinal"] and str(item["ordinal"]), "num"),
        Column("Symbol", lambda item: item["symbol"], "text"),
        Column("Day", lambda item: parts.span(item["when"])),
        Column("Sources", lambda item: page.sources(item["sources"])),
    )
    if not (commitments or reports):
        return None
    return [commitments and h.ul[commitments], reports]


def _outcomes(page: Page, facts: Iterable[Json]) -> h.Node:
    listed = [
        h.li[
            fact["text"],
            " (",
            fact["when"] and [parts.span(fact["when"]), ", "],
            page.sources(fact["sources"]),
            ")",
        ]
        for fact in facts
    ]
    return listed and h.ul[listed]


def _about(page: Page, about: Json) -> h.Node:
    groups = [id_ for id_ in about["groups"] if id_ in page.site.groups]
    others = ((key, name) for key, name in about["names"].items() if key != language.code)
    return parts.facts(
        (
            (t("Names"), parts.listed(h.bdi(lang=key)[name] for key, name in others)),
            (t("Has existed since"), parts.day(about["since"])),
            (t("Groups"), parts.listed(map(page.group, groups))),
        )
    )
