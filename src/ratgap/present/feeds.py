"""Feeds: new acts as Atom (RFC 4287), days ahead as iCalendar (RFC 5545).

Made from the published documents. Nothing is told by a clock: an entry is of the day of its act, an
event was last revised on the day of its evidence, so that the same data give the same bytes. What
identifies an entry says what it is about, in no language.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ratgap import gate, language
from ratgap.assess.force import MaxAge
from ratgap.language import counted, t
from ratgap.named import NamedTuple
from ratgap.present.text import word

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ratgap.model import Dataset
    from ratgap.present.document import Json

MONTHS = 60  # Lists come out late: acts of two years ago may be new
_FOLD = 75  # Octets of a line, without what ends it


class Feed(NamedTuple):
    """What a feed is called, where it stands in a site, and the day after which it tells.

    ``path`` identifies it: it stays the same wherever the site is. ``address`` is where that is,
    without a slash at its end; "" where that is not known.
    """

    title: str
    path: str
    since: str
    address: str = ""


def titled(ahead: bool, about: str) -> str:
    """Return what a feed is called: of days ahead, or of acts; ``about`` nobody alone where ""."""
    if not about:
        return t("Treaty days ahead") if ahead else t("Acts under treaties")
    if ahead:
        return t("Treaty days ahead: {about}", about=about)
    return t("Acts under treaties: {about}", about=about)


def news(dataset: Dataset, start: date, end: date, codes: Container[str] | None) -> list[Json]:
    """Return the acts after ``start`` and by ``end``, of all states for None.

    Of those whose day is not known these are the ones that surely lie in between.
    """
    from ratgap.assess.events import since
    from ratgap.present.document_diff import since as since_document

    published = since_document(dataset, since(dataset, start, end, codes))
    surely = [act for act in published["possible"] if (act["not_before"] or "") > start.isoformat()]
    return [*published["acts"], *surely]


def atom(acts: Iterable[Json], feed: Feed) -> str:
    """Return a feed of ``acts``, the entries of ``ratgap/since/1``, the latest first."""
    from xml.etree.ElementTree import Element, indent, tostring

    # Of one day in the order in which they came.
    ordered = sorted(acts, key=lambda act: str(act["date"]), reverse=True)
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language.code})
    _add(root, "id", _urn(feed.path))
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max([feed.since, *(act["date"] for act in ordered)])))
    _add(_add(root, "author"), "name", "ratgap")
    if feed.address:
        _add(root, "link", rel="self", href=f"{feed.address}/{feed.path}")
    for act in ordered:
        _entry(_add(root, "entry"), act, feed.address)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(entry: Element, act: Json, address: str) -> None:
    source = act["source"]
    key = ("state", "instrument", "act", "not_before", "date")
    _add(entry, "id", _urn("act", *(str(act[name]) for name in key)))
    title = t(
        "{state}: {act}, {instrument}",
        state=act["name"],
        act=word("act", act["act"]),
        instrument=act["title"],
    )
    _add(entry, "title", title)
    _add(entry, "updated", _moment(act["date"]))
    if address:
        _add(entry, "link", rel="alternate", href=f"{address}/states/{act['state']}.html")
    if source["address"].startswith(("https://", "http://")):
        _add(entry, "link", rel="via", href=source["address"], title=source["title"])
    _add(entry, "content", " ".join(_told(act)), type="text")


def _told(act: Json) -> Iterator[str]:
    names = _span(act)
    if not act["on_or_before"]:
        yield t("Done on {last}.", **names)
    elif act["not_before"]:
        yield t("Done between {first} and {last}.", **names)
    else:
        yield t("Done on or before {last}.", **names)
    if effect := act["effect"]:
        names = _span(effect)
        if act["act"] == "denunciation":
            yield t("The treaty no longer binds it from {last}.", **names)
        elif effect["not_before"]:
            yield t("The treaty binds it from a day between {first} and {last}.", **names)
        elif effect["on_or_before"]:
            yield t("The treaty binds it from {last} or an earlier day.", **names)
        else:
            yield t("The treaty binds it from {last}.", **names)
    yield t(
        "Source: {title} ({sources}).",
        title=act["source"]["title"],
        sources=", ".join(act["sources"]),
    )


def _span(when: Json) -> dict[str, date | None]:
    first = when["not_before"]
    return {
        "first": date.fromisoformat(first) if first else None,
        "last": date.fromisoformat(when["date"]),
    }


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    from xml.etree.ElementTree import SubElement

    # XML has no form of most signs that cannot be seen.
    element = SubElement(parent, name, {key: gate.line(attributes[key]) for key in attributes})
    element.text = gate.line(text) or None
    return element


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _urn(*parts: str) -> str:
    return f"urn:uuid:{_uuid(*parts)}"


def _uuid(*parts: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, "ratgap:" + "\n".join(parts)))


class Happening(NamedTuple):
    """A day ahead: what makes it the one it is, the day of its evidence, and what people read."""

    day: date
    key: tuple[str, ...]
    known: str
    title: str
    text: str = ""


def calendar(documents: Iterable[Json], feed: Feed) -> str:
    """Return the days ahead, after ``feed.since``, in the order of days.

    ``documents`` are ``ratgap/report/1`` and ``ratgap/instrument/1``. Told are the days on which a
    treaty begins to bind a state that has joined, and those on which the proof that states have
    not joined is no longer recent.
    """
    rows = [row for document in documents for row in _rows(document)]
    happenings = [*_binding(rows, feed), *_ageing(rows, feed)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//ratgap//feeds//{language.code.upper()}",
        f"NAME:{_escaped(feed.title)}",
        f"X-WR-CALNAME:{_escaped(feed.title)}",
    ]
    for happening in sorted(happenings):
        lines += _component("VEVENT", happening)
    if not happenings:
        # A calendar has at least one component; this one blocks no day.
        title = t("No day ahead is known.")
        since = date.fromisoformat(feed.since)
        lines += _component("VJOURNAL", Happening(since, ("none", feed.path), feed.since, title))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


class _Row(NamedTuple):
    """How a state stands to an instrument, with what both are called."""

    state: Json
    instrument: Json
    answer: Json
    recent: MaxAge


def _rows(document: Json) -> Iterator[_Row]:
    recent = MaxAge.parse(document["query"]["recent"])
    for state in document["states"]:
        # The document of one instrument has the answer beside the names of the state.
        known = document.get("instrument")
        for answer in [state] if known else state["instruments"]:
            yield _Row(state, known or answer, answer, recent)


def _binding(rows: Iterable[_Row], feed: Feed) -> Iterator[Happening]:
    for state, instrument, answer, _ in rows:
        when, consent = answer["in_force"], answer["consent"]
        if not (when and consent and when["date"] > feed.since):
            continue
        names = {"state": state["name"], "instrument": instrument["title"]}
        title = t("{instrument} begins to bind {state}", **names)
        if when["on_or_before"]:
            title = t("{instrument} binds {state} from this day at the latest", **names)
        key = ("binds", state["code"], instrument["id"])
        text = t("Sources: {sources}.", sources=", ".join(consent["sources"]))
        yield Happening(date.fromisoformat(when["date"]), key, consent["date"], title, text)


def _ageing(rows: Iterable[_Row], feed: Feed) -> Iterator[Happening]:
    """Yield the first days on which a proof is old: one for all states of a treaty."""
    states: dict[tuple[date, str], list[_Row]] = {}
    for row in rows:
        confirmed = row.answer["proof"] and row.answer["evidence"]["confirmed"]
        if confirmed:
            last = row.recent.last_day(date.fromisoformat(confirmed))
            if feed.since <= last.isoformat() and last < date.max:
                states.setdefault((last + timedelta(1), row.instrument["id"]), []).append(row)
    for (day, id_), old in states.items():
        title = counted(
            len(old),
            "{instrument}: the proof that {count} state has not joined is no longer recent",
            "{instrument}: the proof that {count} states have not joined is no longer recent",
            instrument=old[0].instrument["title"],
        )
        confirmed = max(row.answer["evidence"]["confirmed"] for row in old)
        sources = dict.fromkeys(row.answer["evidence"]["source"] for row in old)
        text = t(
            "Last checked on {day} ({sources}): {states}. Ask the depositary again.",
            day=date.fromisoformat(confirmed),
            sources=", ".join(sources),
            states=", ".join(row.state["name"] for row in old),
        )
        yield Happening(day, ("old", id_, day.isoformat()), confirmed, title, text)


def _component(kind: str, happening: Happening) -> Iterator[str]:
    yield f"BEGIN:{kind}"
    yield f"UID:{_uuid(*happening.key)}"
    yield f"DTSTAMP:{_basic(happening.known)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(happening.day.isoformat())}"
    yield f"SUMMARY:{_escaped(happening.title)}"
    if happening.text:
        yield f"DESCRIPTION:{_escaped(happening.text)}"
    if kind == "VEVENT":
        yield "TRANSP:TRANSPARENT"
    yield f"END:{kind}"


def _basic(day: str) -> str:
    return day.replace("-", "")


def _escaped(text: str) -> str:
    """Return ``text`` as a value has it (RFC 5545, 3.3.11): on one line."""
    return gate.line(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return ``line`` broken into lines of at most 75 octets, between letters (RFC 5545, 3.1)."""
    folded, room = "", _FOLD
    for letter in line:
        size = len(letter.encode())
        if size > room:
            folded += "\r\n "
            room = _FOLD - 1
        folded += letter
        room -= size
    return folded
