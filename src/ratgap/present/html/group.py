"""The page of a group: how its members stand, what moved since they were asked, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import htpy as h

from ratgap.model.names import fold
from ratgap.present.document import Json
from ratgap.present.html import parts
from ratgap.present.html.page import Page
from ratgap.present.html.parts import Column, section, table
from ratgap.present.text import counted, t

_WIDTH, _HEIGHT, _LEFT = 720, 170, 30
_LATEST = 60


def group(page: Page, about: Json, reports: list[Json], progress: Json | None) -> str:
    """Return the page from the documents of the group, of its members and of its progress.

    ``reports`` are the entries of its members in reports. ``progress``: None where its mandate is
    of a later day than the one asked about.
    """
    (known,) = about["groups"]
    members = counted(len(reports), "{count} member", "{count} members")
    data = {t("group"): f"groups/{known['id']}"}
    if progress:
        data[t("progress")] = f"progress/{known['id']}"
    return page.whole(
        known["title"],
        h.h1[known["title"]],
        page.asked(),
        h.p(".lead")[members],
        parts.tiles(parts.total(reports)),
        section("members", t("How its members stand"), states(page, t("Members"), reports)),
        list(_progress(page, progress)) if progress else None,
        section("about", t("The group"), parts.facts(_about(page, known))),
        data=data,
    )


def states(page: Page, caption: str, reports: Iterable[Json]) -> h.Node:
    """Return a table of states by name: each with its bar, and how many of each strength."""
    named = sorted(reports, key=lambda entry: fold(entry["name"]))
    amounts = {entry["code"]: parts.numbers(entry["counts"]) for entry in named}
    return table(
        caption,
        amounts,
        Column("State", page.state),
        Column("Share", lambda code: parts.bar(amounts[code]), "share"),
        *parts.columns(amounts.__getitem__),
        style="sort counts",
    )


def _progress(page: Page, progress: Json) -> Iterator[h.Node]:
    query, counts = progress["query"], progress["counts"]
    pairs = (
        (t("Not joined on the first day"), counts["gaps_from"]),
        (t("Joined since"), counts["closed"]),
        (t("Still not joined, of those"), counts["open"]),
        (t("Not known at one end or both"), counts["untold"]),
        (t("Joined of what was adopted since"), counts["new_joined"]),
        (t("Not joined of what was adopted since"), counts["new_gap"]),
    )
    first, last = (parts.in_words(query[key]) for key in ("start", "end"))
    known_until = progress["known_until"]
    until = known_until and t(
        "The last day of which a list tells who had not joined yet: {day}.",
        day=parts.in_words(known_until),
    )
    yield section(
        "progress",
        t("What moved from {first} to {last}", first=first, last=last),
        parts.facts((name, str(number)) for name, number in pairs),
        until and h.p[until],
        _moves(page, progress),
    )
    if progress["years"]:
        yield section("years", t("Year by year"), list(_years(progress["years"])))


def _moves(page: Page, progress: Json) -> h.Node:
    events = [{**change, **event} for change in progress["changes"] for event in change["events"]]
    joined = [event for event in events if event["what"] == "joined"]
    joined.sort(key=lambda event: event["day"]["date"], reverse=True)
    caption = counted(
        len(joined),
        "The one that joined",
        "Who joined what: the latest {most} of {count}",
        most=min(len(joined), _LATEST),
    )
    return table(
        caption,
        joined[:_LATEST],
        Column("State", lambda event: page.state(event["state"])),
        Column("Treaty", lambda event: page.treaty(event["instrument"])),
        Column("Day", lambda event: parts.span(event["day"])),
        Column("Sources", lambda event: page.sources(event["sources"][:2])),
        style="sort",
    )


def _years(years: list[Json]) -> Iterator[h.Node]:
    joinings = [year["counts"]["joinings"] for year in years]
    most = max(filter(None, joinings), default=1)
    step, scale = (_WIDTH - _LEFT) / len(years), (_HEIGHT - 40) / most
    content: list[h.Node] = []
    for n, (year, number) in enumerate(zip(years, joinings, strict=True)):
        x, name = round(_LEFT + n * step), year["end"][:4]
        if number is not None:
            high = round(number * scale)
            at = {"x": x, "y": _HEIGHT - 20 - high, "width": round(step) - 6, "height": high}
            content += [h.rect(".j", at), h.text(x=x, y=_HEIGHT - 24 - high)[str(number)]]
        if n % 4 == 0:
            content.append(h.text(x=x, y=_HEIGHT - 4)[name])
        if number is None:
            shape = {"x": x, "y": 16, "width": round(step) - 6, "height": _HEIGHT - 36}
            content.append(h.rect(".none", shape))
    title = t("Joinings in each year; a year of which no evidence tells is left blank")
    yield parts.drawing(title, _WIDTH, _HEIGHT, content)
    yield h.p(".note")[title]
    yield table(
        t("The same in figures"),
        years,
        Column("Until", lambda year: parts.day(year["end"])),
        Column("Joinings", _amount("joinings"), "num"),
        Column("Not joined at its end", _amount("gaps_to"), "num"),
    )


def _amount(key: str) -> parts.Cell:
    def cell(year: Mapping[str, Json]) -> str:
        number = year["counts"][key]
        return t("no evidence") if number is None else str(number)

    return cell


def _about(page: Page, about: Json) -> Iterator[tuple[str, h.Node]]:
    dated = [member for member in (*about["members"], *about["others"]) if member["until"]]
    yield t("Id"), h.code[about["id"]]
    yield t("Sources"), page.sources(about["sources"])
    yield t("As read on"), parts.day(about["as_of"])
    yield t("Observers"), ", ".join(about["observers"])
    yield (
        t("Left"),
        [h.div[page.state(member["code"]), " ", parts.day(member["until"])] for member in dated],
    )
