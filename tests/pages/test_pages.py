"""The pages of a site, read as a browser reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from lxml import html as lxml_html

from documents import check
from ratgap.cli.main import main
from ratgap.present.html import parts
from ratgap.present.html.page import Page, Site

from .conftest import DAY, REGIME, Make


def _pages(out: Path) -> Iterator[tuple[Path, Any]]:
    for path in sorted(out.rglob("*.html")):
        yield path, lxml_html.document_fromstring(path.read_text("utf-8"))


def _contents(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_every_page_has_its_frame(make: Make) -> None:
    for path, page in _pages(make()):
        assert path.read_text("utf-8").startswith("<!doctype html><html lang=")
        assert len(page.xpath("//h1")) == len(page.xpath("//main[@id='main']")) == 1, path
        assert page.xpath("//body/*[1][@href='#main']"), "the first stop skips to the content"
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert not page.xpath(
            "//@style | //style | //script[not(@src)] | //@*[starts-with(name(),'on')]"
        )
        assert page.xpath("//title/text()")[0].strip()


def test_every_page_tells_its_day_and_how_to_cite_it(make: Make) -> None:
    out = make("--base-url", "https://treaties.example.org/x/")
    for path, page in _pages(out):
        assert page.xpath(f"//p[@class='day']/time[@datetime='{DAY}']/text()") == [
            "24 November 2026"
        ]
        address = f"https://treaties.example.org/x/{path.relative_to(out).as_posix()}"
        assert page.xpath("//link[@rel='canonical']/@href") == [address]
        assert address in page.xpath("string(//footer)")


def test_every_table_names_its_rows_and_columns(make: Make) -> None:
    for path, page in _pages(make()):
        for table in page.xpath("//table"):
            assert table.xpath("string(caption)").strip(), path
            heads = table.xpath("thead/tr/th[@scope='col']")
            assert all(head.text_content().strip() for head in heads), path
            for row in table.xpath("tbody/tr[not(th[@scope='rowgroup'])]"):
                assert row.xpath("*[1][self::th][@scope='row']"), path
                assert len(row) == len(heads), path


def test_no_column_is_empty(make: Make) -> None:
    for path, page in _pages(make()):
        # The style sheet counts the columns of the others.
        for table in page.xpath("//table[not(@class='matrix')]"):
            if {"in", "out"}.isdisjoint(table.get("class", "").split()):
                for column in zip(*table.xpath("tbody/tr"), strict=True):
                    assert any(cell.text or len(cell) for cell in column), path


def test_an_id_stands_once_on_its_page(make: Make) -> None:
    for path, page in _pages(make()):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_every_link_leads_somewhere(make: Make) -> None:
    out = make()
    places = {path: set(page.xpath("//@id")) for path, page in _pages(out)}
    for path, page in _pages(out):
        for address in page.xpath("//@href | //@src"):
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), (path, address)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, address)
            assert not parts.fragment or parts.fragment in places[target], (path, address)


def test_there_is_a_page_for_each(make: Make) -> None:
    out = make()
    names = {kind: {p.stem for p in (out / kind).iterdir()} for kind in ("states", "instruments")}
    data = {kind: yaml.safe_load((REGIME / f"{kind}.yaml").read_text()) for kind in names}
    former = {code for code, state in data["states"].items() if state.get("former")}
    assert names["states"] <= set(data["states"]) - former
    assert names["instruments"] <= set(data["instruments"]["instruments"])
    assert (out / "groups").is_dir()


@pytest.mark.parametrize(
    ("command", "stem"),
    [
        (["report", "QM"], "report/QM"),
        (["plan", "QM"], "plan/QM"),
        (["instruments", "river-1900"], "instruments/river-1900"),
        (["instruments"], "instruments"),
        (["sources"], "sources"),
    ],
)
@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_data_are_what_the_commands_print(
    command: list[str], stem: str, form: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (make() / "api" / f"{stem}.{form}").read_text("utf-8")
    capsys.readouterr()
    assert main([*command, "--as-of", DAY, "--format", form]) == 0
    printed = capsys.readouterr().out
    if form == "json":
        # Whom a list of treaties is asked about may be named in another order.
        first, second = json.loads(text), json.loads(printed)
        assert set(first["query"].pop("states", ())) == set(second["query"].pop("states", ()))
        assert first == second
    else:
        assert text == printed


def test_every_document_keeps_its_contract(make: Make) -> None:
    for path in (make() / "api").rglob("*.json"):
        check(path.read_text("utf-8"))


def test_the_same_data_make_the_same_bytes(make: Make) -> None:
    assert _contents(make(out="one")) == _contents(make(out="two"))


def test_a_state_shows_what_its_report_counts(make: Make) -> None:
    out = make()
    for path in sorted((out / "states").glob("*.html")):
        counts = json.loads((out / f"api/report/{path.stem}.json").read_text())["states"][0][
            "counts"
        ]
        page = lxml_html.document_fromstring(path.read_text("utf-8"))
        shown = [int(text) for text in page.xpath("//div[@class='tiles']//dd/text()")]
        assert shown == [
            counts["party"] + counts["contracting"],
            counts["gap_recent"],
            counts["gap_old"] + counts["outside_when_last_known"],
            counts["not_known"],
        ]
        # A table for each strength, with a row for each treaty.
        tables = page.xpath("//section[@id='joined' or @id='missing']//tbody")
        rows = sorted(len(table) for table in tables)
        assert rows == sorted(number for number in shown if number), path


class _Ends(HTMLParser):
    """Finds an end of what was not begun, or a beginning without its end."""

    VOID = frozenset({"meta", "link", "input"})
    IMPLIED = frozenset({"li", "dt", "dd", "tr", "th", "td"})
    """What ends where the next one begins, or with what it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] != tag and self.open[-1] in self.IMPLIED:
            self.open.pop()
        assert self.open.pop() == tag, self.getpos()


def test_pages_of_the_shipped_data_are_sound(shipped: Path) -> None:
    """Every element is closed where it should be; a validator of HTML tells more."""
    for path in shipped.rglob("*.html"):
        ends = _Ends()
        ends.feed(path.read_text("utf-8"))
        assert ends.open == [], path


def test_no_heading_stands_over_nothing(shipped: Path) -> None:
    for path in shipped.rglob("*.html"):
        page = lxml_html.document_fromstring(path.read_text("utf-8"))
        assert page.xpath("//section[not(h2/following-sibling::*)]/@id") == [], path


def test_an_end_too_many_is_found() -> None:
    with pytest.raises(AssertionError):
        _Ends().feed("<ul><li>one<li>two</b></ul>")


HOSTILE = [
    "</td></tr><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt; & <b>",
    "A" * 10_000,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_text(name: str, make: Make, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for file in REGIME.iterdir():
        text = file.read_text("utf-8")
        if file.name == "instruments.yaml":
            text, number = re.subn(
                r"(river-1900:\n    title:) .*", lambda m: f"{m[1]} {json.dumps(name)}", text
            )
            assert number == 1
        (data / file.name).write_text(text, "utf-8")
    out = make(data=data)
    for path, page in _pages(out):
        assert all(src.endswith("script.js") for src in page.xpath("//script/@src")), path
        assert not page.xpath("//img | //@onerror | //script[text()]"), path
    page = lxml_html.parse(str(out / "instruments" / "river-1900.html"))
    assert name in page.xpath("string(//h1)")
    assert name in page.xpath("string(//title)")


def test_a_sign_that_hides_is_written_out() -> None:
    """Data files have none; what a program loads itself might."""
    site = Site(DAY, "0" * 64, (), "", {"QM": "\u202edlrow \x1b[31m\u2066"}, {}, {}, {})
    text = Page(site, "index.html").whole("x", Page(site, "index.html").state("QM"), data={})
    assert r"\u202edlrow \x1b[31m\u2066" in text
    assert text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=c&d=%20", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("https://example.org/a b", False),
        ("  javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
    ],
)
def test_only_web_addresses_are_links(address: str, linked: bool) -> None:
    node = parts.link(address)
    assert ("href=" in str(node)) is linked
    assert node == address or linked


def test_a_group_alone_has_its_years(make: Make) -> None:
    """Also where the site is of nobody else; a year of which nothing tells has no number."""
    shipped_data = Path(__file__).parents[2] / "data"
    out = make("--group", "antalya-2004", data=shipped_data)
    page = lxml_html.parse(str(out / "groups" / "antalya-2004.html"))
    numbers = page.xpath("//section[@id='years']//td[@data-label='Joinings']/text()")
    assert numbers[:2] == ["6", "10"]
    assert numbers[-1] == "no evidence"
    assert (out / "api/progress/antalya-2004.csv").read_text("utf-8").startswith("start,end,")


def test_a_title_leads_to_its_source(make: Make) -> None:
    out = make()
    told: dict[str, dict[str, str | None]] = {
        "river-1900": {"en": "river-text", "fr": "pamphlet-2005"},
        "lock-1975": {"fr": None, "ru": "register-1995"},
    }
    for id_, sources in told.items():
        page = lxml_html.document_fromstring((out / "instruments" / f"{id_}.html").read_bytes())
        shown = {
            title.get("lang"): next(iter(title.xpath("../a/@href")), None)
            for title in page.xpath("//dd/bdi[@lang]")
        }
        assert shown == {
            language: source and f"../sources.html#{source}" for language, source in sources.items()
        }
