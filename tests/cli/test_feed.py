"""``ratgap feed``: new acts as Atom, days ahead as iCalendar, held against their standards."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree

from ratgap.present import feeds
from ratgap.present.document import Json

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ATOM = "{http://www.w3.org/2005/Atom}"
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

INSTRUMENTS = """\
    bases:
      call: {title: Call, citation: The Call, default: true}
    scopes:
      all: {title: All, default: true}
    instruments:
      alpha-2000:
        title: Alpha Convention
        adopted: 2000-01-01
        entry_into_force: {date: 2001-01-01, sources: [roll]}
        later_joiners: {days_after: 30, article: "9"}
        denunciation: {months_after: 6, article: "12"}
        bases: [call]
        scopes: [all]
      beta-2005:
        title: Beta Protocol
        adopted: 2005-01-01
        entry_into_force: {date: 2006-01-01, sources: [roll]}
        later_joiners: {days_after: 90, article: "7"}
        bases: [call]
        scopes: [all]
    """
SOURCES = """\
    roll:
      title: Roll
      address: https://roll.example/list
      kind: depositary
      trust: high
      readings:
        alpha-2000: {as_of: 2020-01-12, gives: [signatures, consents], absent_until: 2020-01-12}
        beta-2005: {as_of: 2019-06-30, gives: [signatures, consents], absent_until: 2019-06-30}
    """
STATES = """\
    QA:
      name: {en: Quay}
      acts:
        alpha-2000: {accession: [2019-12-31, roll]}
    QB:
      name: {en: Bay}
      acts:
        alpha-2000: {signature: [2019-11-05, roll]}
    QC:
      name: {en: Cape}
      acts:
        alpha-2000: {ratification: [2003-03-03, roll], denunciation: [2019-12-01, roll]}
        beta-2005: {accession: [2019-05-01..2019-06-30, roll]}
    """


@pytest.fixture
def feed(here: Run, data_folder: Callable[..., Path]) -> Callable[..., str]:
    """Return a function from what is asked, and data, to the feed of 15 January 2020."""

    def call(*asked: str, **texts: str) -> str:
        data = {"instruments": INSTRUMENTS, "sources": SOURCES, "states": STATES, **texts}
        folder = str(data_folder(**data))
        run = here("feed", *asked, "--data", folder, "--as-of", "2020-01-15")
        assert run.returncode == 0, run.stderr
        return run.stdout

    return call


# Atom


def atom(text: str) -> etree._Element:
    """Return the root of a feed that keeps the rules of RFC 4287."""
    root = etree.fromstring(text.encode())
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.iterfind(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{required}")) == 1, required
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", parent.findtext(f"{ATOM}updated"))
        assert re.fullmatch(f"urn:uuid:{UUID}", parent.findtext(f"{ATOM}id"))
    assert root.find(f"{ATOM}author/{ATOM}name").text
    entries = root.findall(f"{ATOM}entry")
    ids = [root.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in entries)]
    assert len(ids) == len(set(ids))
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") >= max(days, default="")
    known = {"id", "title", "updated", "link", "content", "author", "entry", "name", "feed"}
    for element in root.iter(etree.Element):
        assert etree.QName(element).localname in known
    for entry in entries:
        assert entry.findtext(f"{ATOM}content")
        for link in entry.iterfind(f"{ATOM}link"):
            assert link.get("rel") in ("via", "alternate")
            assert link.get("href").startswith("http")
    return root


def titles(root: etree._Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in root.iterfind(f"{ATOM}entry")]


def test_acts_are_told_with_day_effect_and_source(feed: Callable[..., str]) -> None:
    root = atom(feed("--since", "2019-01-01"))
    assert titles(root) == [
        "Quay: accession, Alpha Convention",
        "Cape: denunciation, Alpha Convention",
        "Bay: signature, Alpha Convention",
        "Cape: accession, Beta Protocol",
    ]
    assert [e.findtext(f"{ATOM}content") for e in root.iterfind(f"{ATOM}entry")] == [
        "Done on 2019-12-31. The treaty binds it from 2020-01-30. Source: Roll (roll).",
        "Done on 2019-12-01. The treaty no longer binds it from 2020-06-01. Source: Roll (roll).",
        "Done on 2019-11-05. Source: Roll (roll).",
        "Done between 2019-05-01 and 2019-06-30. "
        "The treaty binds it from a day between 2019-07-30 and 2019-09-28. Source: Roll (roll).",
    ]
    links = {link.get("href") for link in root.iterfind(f"{ATOM}entry/{ATOM}link")}
    assert links == {"https://roll.example/list"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["QA"], ["Quay"]),
        (["Cape", "--since", "2000-01-01"], ["Cape", "Cape", "Cape"]),
        (["beta-2005"], ["Cape"]),
        (["QC", "alpha-2000"], ["Cape"]),
        (["QA", "beta-2005"], []),
        (["--since", "2019-12-01"], ["Quay"]),
        (["--since", "2019-11-30"], ["Quay", "Cape"]),
        # Of a day in May or June: not surely after the first of May.
        (["beta-2005", "--since", "2019-05-01"], []),
        (["beta-2005", "--since", "2019-04-30"], ["Cape"]),
    ],
)
def test_whose_acts(feed: Callable[..., str], asked: list[str], expected: list[str]) -> None:
    root = atom(feed(*asked))
    assert [title.partition(":")[0] for title in titles(root)] == expected


def test_ids_stay_and_differ(feed: Callable[..., str]) -> None:
    def ids(text: str) -> dict[str, str]:
        return {
            e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}id")
            for e in atom(text).iterfind(f"{ATOM}entry")
        }

    whole, one = ids(feed()), ids(feed("QA"))
    assert one.items() <= whole.items()
    assert feed() == feed()
    # Another name of the state is the same entry; another day is another act.
    renamed = ids(feed(states=STATES.replace("en: Quay", "en: Pier")))
    assert set(renamed.values()) == set(whole.values())
    moved = ids(feed(states=STATES.replace("2019-12-31", "2019-12-30")))
    assert len(set(moved.values()) - set(whole.values())) == 1
    ids_of_feeds = [atom(feed(*asked)).findtext(f"{ATOM}id") for asked in ([], ["QA"], ["QB"])]
    assert len(set(ids_of_feeds)) == 3


def test_a_site_has_addresses() -> None:
    known = feeds.Feed("Acts", "states/QA/feed.xml", "2019-01-01", "https://gaps.example")
    root = atom(feeds.atom([act()], known))
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == (
        "https://gaps.example/states/QA/feed.xml"
    )
    (entry,) = root.iterfind(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link[@rel='alternate']").get("href") == (
        "https://gaps.example/states/QA.html"
    )
    # Wherever the site is, it is the same feed.
    assert root.findtext(f"{ATOM}id") == (
        atom(feeds.atom([], known._replace(address=""))).findtext(f"{ATOM}id")
    )


def act(**fields: object) -> Json:
    return {
        "date": "2019-12-31",
        "on_or_before": False,
        "not_before": None,
        "state": "QA",
        "name": "Quay",
        "instrument": "alpha-2000",
        "title": "Alpha Convention",
        "act": "accession",
        "effect": None,
        "source": {"id": "roll", "title": "Roll", "address": "https://roll.example/list"},
        "sources": ["roll"],
        **fields,
    }


@pytest.mark.parametrize(
    "hostile",
    [
        "</title><script>alert(1)</script>&amp;",
        "one\r\ntwo\x00\x0b\ufffe",
        "abc\u202edef\u2066",
        "x" * 10_000,
        "ж" * 10_000,
        "BEGIN:VEVENT\r\nSUMMARY:forged;,\\n",
    ],
)
def test_hostile_texts_are_text(hostile: str) -> None:
    forged = {"id": hostile, "title": hostile, "address": "javascript:alert(1)"}
    known = feeds.Feed(hostile, hostile, "2019-01-01")
    root = atom(feeds.atom([act(name=hostile, title=hostile, source=forged)], known))
    assert len(root.findall(f"{ATOM}entry")) == 1
    assert root.find(f"{ATOM}entry/{ATOM}link") is None
    (row,) = [
        answer(
            name=hostile, proof="recent", evidence={"confirmed": "2020-01-12", "source": hostile}
        )
    ]
    calendar = ics(feeds.calendar([report([row])], known))
    assert len(calendar.events) == 1
    if hostile.isprintable():
        assert root.findtext(f"{ATOM}entry/{ATOM}title").startswith(f"{hostile}: accession")
        assert hostile in calendar.events[0]["DESCRIPTION"]
    assert "\u202e" not in str(calendar.events[0]["DESCRIPTION"])


# iCalendar


def ics(text: str) -> Any:
    """Return the calendar of a text that keeps the rules of RFC 5545."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
    calendar: Any = Calendar.from_ical(text)
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    parts = calendar.subcomponents
    assert parts
    uids = [part["UID"] for part in parts]
    assert len(set(uids)) == len(uids)
    for part in parts:
        assert not part.errors
        assert re.fullmatch(UUID, part["UID"])
        assert part["DTSTAMP"].dt
        assert type(part["DTSTART"].dt) is date
        assert part["SUMMARY"]
    days = [part["DTSTART"].dt for part in parts]
    assert days == sorted(days)
    return calendar


def told(calendar: Any) -> list[tuple[str, str]]:
    return [(f"{event['DTSTART'].dt}", str(event["SUMMARY"])) for event in calendar.events]


BINDS = ("2020-01-30", "Alpha Convention begins to bind Quay")
ALPHA = (
    "2023-01-13",
    "Alpha Convention: the proof that 1 state has not joined is no longer recent",
)
BETA = (
    "2022-07-01",
    "Beta Protocol: the proof that 2 states have not joined is no longer recent",
)


def test_days_ahead(feed: Callable[..., str]) -> None:
    text = feed("--format", "ics")
    calendar = ics(text)
    assert told(calendar) == [BINDS, BETA, ALPHA]
    assert calendar.events[1]["DESCRIPTION"] == (
        "Last checked on 2019-06-30 (roll): Quay, Bay. Ask the depositary again."
    )
    # By the evidence, not by the clock.
    assert [f"{event['DTSTAMP'].dt:%Y-%m-%d}" for event in calendar.events] == [
        "2019-12-31",
        "2019-06-30",
        "2020-01-12",
    ]
    assert text == feed("--format", "ics")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["QA"], [BINDS, (BETA[0], BETA[1].replace("2 states have", "1 state has"))]),
        (["alpha-2000"], [BINDS, ALPHA]),
        (["QB", "alpha-2000"], [ALPHA]),
        (["--since", "2020-01-30"], [BETA, ALPHA]),
        (["--since", "2020-01-29"], [BINDS, BETA, ALPHA]),
        (["--since", "2022-07-01"], [ALPHA]),
        (["--since", "2022-06-30"], [BETA, ALPHA]),
        (["alpha-2000", "--recent", "1y"], [BINDS, ("2021-01-13", ALPHA[1])]),
        (["--since", "2023-01-13"], []),
    ],
)
def test_whose_days(
    feed: Callable[..., str], asked: list[str], expected: Iterable[tuple[str, str]]
) -> None:
    assert told(ics(feed(*asked, "--format", "ics"))) == list(expected)


def test_without_a_day_ahead_it_is_still_a_calendar(feed: Callable[..., str]) -> None:
    calendar = ics(feed("--since", "2030-01-01", "--format", "ics"))
    (note,) = calendar.walk("VJOURNAL")
    assert note["SUMMARY"] == "No day ahead is known."


def answer(**fields: object) -> Json:
    return {
        "code": "QA",
        "name": "Quay",
        "in_force": None,
        "consent": None,
        "proof": None,
        "evidence": None,
        **fields,
    }


def report(rows: list[Json]) -> Json:
    """Return as much of the document of one instrument as a calendar reads."""
    treaty = {"id": "alpha-2000", "title": "Alpha Convention"}
    return {"query": {"recent": "3y"}, "instrument": treaty, "states": rows}


def test_a_span_ends_at_the_latest() -> None:
    when = {"date": "2020-06-30", "on_or_before": True, "not_before": "2020-05-01"}
    row = answer(in_force=when, consent={"date": "2020-04-01", "sources": ["roll"]})
    calendar = ics(feeds.calendar([report([row])], feeds.Feed("Days", "c.ics", "2020-01-15")))
    assert told(calendar) == [
        ("2020-06-30", "Alpha Convention binds Quay from this day at the latest")
    ]


@pytest.mark.parametrize("letter", ["x", "é", "ж", "汉", "😀", ",", "\\"])
def test_lines_are_folded_between_letters(letter: str) -> None:
    for length in (*range(30, 80), 10_000):
        evidence = {"confirmed": "2020-01-12", "source": letter * length}
        row = answer(proof="recent", evidence=evidence)
        text = feeds.calendar([report([row])], feeds.Feed(letter * length, "c.ics", "2020-01-15"))
        (event,) = ics(text).events
        assert f"({letter * length})" in event["DESCRIPTION"]


# Both


def test_the_shipped_data_make_valid_feeds(here: Run) -> None:
    asked = ("--data", "data", "--as-of", "2026-11-24")
    root = atom(here("feed", *asked).stdout)
    assert len(titles(root)) > 10
    calendar = ics(here("feed", *asked, "--format", "ics", "--group", "antalya-2004").stdout)
    assert calendar.events


def test_the_ending_of_the_file_tells_the_format(feed: Callable[..., str], tmp_path: Path) -> None:
    feed("--output", str(tmp_path / "a.ics"))
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION")
    feed("--output", str(tmp_path / "a.xml"))
    assert (tmp_path / "a.xml").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (["nowhere"], "nowhere"),
        (["--group", "none"], "none"),
        (["--since", "2020-01-16"], "after the day asked about"),
        (["--since", "soon"], "--since"),
        (["--format", "rss"], "--format"),
        (["--output", "a.csv"], "csv"),
    ],
)
def test_what_it_refuses(
    here: Run, data_folder: Callable[..., Path], asked: list[str], complaint: str
) -> None:
    data_folder(instruments=INSTRUMENTS, sources=SOURCES, states=STATES)
    run = here("feed", *asked, "--data", str(data_folder()), "--as-of", "2020-01-15")
    assert (run.returncode, run.stdout) == (2, "")
    assert complaint in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("day", ["0001-01-01", "0004-02-29", "0005-12-31", "9999-12-31"])
@pytest.mark.parametrize("form", ["atom", "ics"])
def test_a_feed_of_the_first_and_last_days_of_the_calendar(here: Run, day: str, form: str) -> None:
    done = here("feed", "--as-of", day, "-f", form)
    assert done.returncode == 0, done.stderr
    assert "VCALENDAR" in done.stdout or "</feed>" in done.stdout
