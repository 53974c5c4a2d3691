"""The feeds of a site: of all, of each state and of each treaty."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import etree
from lxml import html as lxml_html

from ratgap.cli.main import main

from .conftest import DAY, Make

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.parametrize("kind", ["states", "instruments"])
def test_each_page_has_its_feed_and_its_days(kind: str, shipped: Path) -> None:
    for path in sorted((shipped / kind).glob("*.html"))[::5]:
        page = lxml_html.parse(str(path))
        links = page.xpath("//head/link[@rel='alternate'][@type]/@href")
        assert [Path(link).name for link in links] == [f"{path.stem}.xml", f"{path.stem}.ics"]
        assert links == page.xpath(
            "//footer//a[contains(@href,'.xml') or contains(@href,'.ics')]/@href"
        )
        Calendar.from_ical((path.parent / links[1]).read_bytes())
        etree.parse(str(path.parent / links[0]))


def test_the_feed_of_all_has_what_those_of_its_parts_have(shipped: Path) -> None:
    def ids(path: Path) -> list[str]:
        return [
            str(i) for i in etree.parse(str(path)).xpath("//a:entry/a:id/text()", namespaces=ATOM)
        ]

    whole = sorted(ids(shipped / "feed.xml"))
    assert len(whole) > 10
    for kind in ("states", "instruments"):
        assert sorted(i for path in (shipped / kind).glob("*.xml") for i in ids(path)) == whole


@pytest.mark.parametrize("form", ["atom", "ics"])
def test_a_state_is_told_of_as_by_the_command(
    form: str, shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("RATGAP_DATA", raising=False)
    capsys.readouterr()
    assert main(["feed", "KG", "--as-of", DAY, "--format", form]) == 0
    printed = capsys.readouterr().out
    written = (shipped / "states" / f"KG.{'xml' if form == 'atom' else form}").read_bytes().decode()
    # The feed itself is another one: its id is that of its place.
    apart = ("  <id>", "UID:")
    assert [line for line in written.splitlines() if not line.startswith(apart)] == [
        line for line in printed.splitlines() if not line.startswith(apart)
    ]


def test_acts_lead_to_pages_of_their_language(make: Make) -> None:
    out = make("--lang", "all", "--base-url", "https://treaties.example.org")
    for code in ("en", "fr", "ru"):
        feed = etree.parse(str(out / code / "feed.xml"))
        assert feed.xpath("string(/a:feed/a:link/@href)", namespaces=ATOM) == (
            f"https://treaties.example.org/{code}/feed.xml"
        )
        for address in feed.xpath("//a:entry/a:link[@rel='alternate']/@href", namespaces=ATOM):
            path = str(address).removeprefix("https://treaties.example.org/")
            assert path.startswith(f"{code}/states/")
            assert (out / path).is_file()
