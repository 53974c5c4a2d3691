"""Sites in other languages, and in several."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html as lxml_html

from ratgap import api, language
from ratgap.cli.main import main
from ratgap.model.names import fold
from ratgap.present.html import documents, site
from ratgap.present.localised import localised

from .conftest import DAY, Make

DATA = Path(__file__).parents[2] / "data"
SELF = {"en": "English", "fr": "Français", "ru": "Русский"}


def _pages(out: Path) -> Iterator[tuple[Path, Any]]:
    for path in sorted(out.rglob("*.html")):
        yield path, lxml_html.document_fromstring(path.read_text("utf-8"))


def _contents(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the nine states of the shipped data in all languages."""
    out = tmp_path_factory.mktemp("site") / "all"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RATGAP_DATA", raising=False)
        assert main(["site", str(out), "--as-of", DAY, "--lang", "all", "-g", "antalya-2004"]) == 0
    return out


@pytest.mark.parametrize(
    ("code", "state", "treaty", "day"),
    [
        ("en", "Kyrgyzstan", "Firearms", "24 November 2026"),
        ("fr", "Kirghizistan", "armes à feu", "24 novembre 2026"),
        ("ru", "Кыргызстан", "огнестрельного оружия", "24 ноября 2026"),
    ],
)
def test_a_language_has_its_own_folder_and_words(
    code: str, state: str, treaty: str, day: str, everywhere: Path
) -> None:
    page = lxml_html.parse(str(everywhere / code / "states" / "KG.html"))
    assert page.getroot().get("lang") == code
    assert page.xpath("string(//h1)").startswith(state)
    assert day in page.xpath("string(//p[@class='day'])")
    treaties = everywhere / code / "instruments" / "firearms-protocol-2001.html"
    about = lxml_html.parse(str(treaties))
    assert treaty in about.xpath("string(//p[@class='lead'])")
    # Whoever is named in a list goes by the same name.
    assert state in about.xpath("string(//main)")


def test_pages_of_the_shipped_data_are_small() -> None:
    """First pages of all states; of states those that declared most, and some of the others."""
    dataset = api.load_dataset(DATA)
    day = date.fromisoformat(DAY)
    answers = documents.answers(dataset, {"groups": [], "all_states": True, "as_of": day})
    said = {}
    for code in SELF:
        with language.spoken(code):
            said[code] = localised(dataset, DATA)
    made = site.files(dataset, answers, said, "https://treaties.example.org", folders=True)
    some = {*dataset.groups["antalya-2004"].on(day), *sorted(dataset.states)[::12]}
    names = [f"{code}/states/{state}.html" for code in SELF for state in some]
    names += [f"{code}/index.html" for code in SELF]
    sizes = {name: len(made[name]().encode()) for name in names if name in made}
    assert len(sizes) > 3 * 20
    for name, size in sizes.items():
        assert size <= (150_000 if name.endswith("index.html") else 20_480), name


@pytest.mark.parametrize("code", SELF)
def test_states_stand_in_the_order_of_the_names_that_they_have_there(
    code: str, everywhere: Path
) -> None:
    for name, table in (("groups/antalya-2004", "//table"), ("matrix", "//tbody")):
        page = lxml_html.parse(str(everywhere / code / f"{name}.html"))
        (rows, *_) = page.xpath(table)
        names = [fold(str(cell.text_content())) for cell in rows.xpath(".//th[@scope='row']")]
        assert names == sorted(names)
        assert len(names) > 1


def test_what_is_asked_is_told_in_each_language(everywhere: Path) -> None:
    words = {"en": "Final document", "fr": "Document final", "ru": "Заключительный документ"}
    for code, text in words.items():
        page = lxml_html.parse(str(everywhere / code / "index.html"))
        assert text in page.xpath("string(//p[@class='lead'])")


def test_a_card_says_its_titles_in_each_language(everywhere: Path) -> None:
    """The rows of long tables have no labels of their own: the style sheet says them."""
    style = (everywhere / "style.css").read_text("utf-8")
    for code, title in (("en", "In force from"), ("fr", "En vigueur"), ("ru", "В силе с")):
        assert re.search(rf':lang\({code}\) :is\(.in td:nth-child\(4\)\).*"{title}', style)
        page = lxml_html.parse(str(everywhere / code / "states" / "KG.html"))
        heads = page.xpath("//table[contains(@class, 'in')]/thead//th/text()")
        assert any(head.startswith(title) for head in heads)
        assert heads.index(next(h for h in heads if h.startswith(title))) == 3


def test_what_is_english_alone_is_marked(everywhere: Path) -> None:
    titles = {
        code: lxml_html.parse(str(everywhere / code / "sources.html")).xpath("//section/h2")
        for code in SELF
    }
    for code, heads in titles.items():
        marked = [head for head in heads if head.xpath("span[@lang='en']")]
        assert len(marked) == (0 if code == "en" else len(heads))
    lead = lxml_html.parse(str(everywhere / "ru/instruments/airport-protocol-1988.html")).xpath(
        "//p[@class='lead']"
    )[0]
    assert lead.text_content() == f"{lead.xpath('string(span[@lang=$en])', en='en')} (на англ.)"


def test_an_article_that_is_words_is_translated(everywhere: Path) -> None:
    for code, article in (("fr", "21(1) du Protocole"), ("ru", "21(1) Протокола")):
        for path in ("states/KG.html", "instruments/sua-protocol-2005.html"):
            page = (everywhere / code / path).read_text("utf-8")
            assert article in page
            assert "21(1) of the Protocol" not in page


def test_days_of_clauses_are_in_words(everywhere: Path) -> None:
    page = lxml_html.parse(str(everywhere / "en" / "instruments" / "beijing-protocol-2010.html"))
    clauses = page.xpath("string(//*[@id='clauses'])")
    assert "entered into force on 1 January 2018, article" in clauses


def test_every_page_leads_to_itself_in_each_language(everywhere: Path) -> None:
    for path, page in _pages(everywhere):
        if path.parent == everywhere:
            continue
        switch = page.xpath("//nav//a[@hreflang]")
        assert [(a.get("hreflang"), a.text) for a in switch] == list(SELF.items()), path
        assert all(a.get("lang") == a.get("hreflang") for a in switch)
        for link in (*switch, *page.xpath("//head/link[@rel='alternate'][@hreflang]")):
            other = (path.parent / link.get("href")).resolve()
            code = link.get("hreflang")
            assert other == everywhere / code / Path(*path.relative_to(everywhere).parts[1:])
            assert other.is_file()
        current = page.xpath("//nav//a[@hreflang][@aria-current]/@hreflang")
        assert current == [page.getroottree().getroot().get("lang")]


def test_every_link_of_all_languages_leads_somewhere(everywhere: Path) -> None:
    there = {path for path in everywhere.rglob("*") if path.is_file()}
    for path, page in _pages(everywhere):
        for address in page.xpath("//@href | //@src"):
            parts = urlsplit(address)
            if not parts.scheme and parts.path:
                assert (path.parent / unquote(parts.path)).resolve() in there, (path, address)


def test_what_programs_read_is_the_same_in_every_language(make: Make) -> None:
    english = _contents(make(out="en"))
    data = {name: text for name, text in english.items() if name.startswith("api/")}
    french = _contents(make("--lang", "fr", out="fr"))
    several = _contents(make("--lang", "all", out="all"))
    for made in (french, several):
        assert {name: text for name, text in made.items() if name.startswith("api/")} == data
    # What one language has alone is what it has among others, but for the switch between them.
    alone = {f"fr/{name}" for name in french if name.endswith((".html", ".xml", ".ics"))}
    assert alone == {name for name in several if name.startswith("fr/")}
    assert {name.partition("/")[0] for name in several} >= {"en", "fr", "ru", "api", "index.html"}


def test_one_language_is_at_the_root(make: Make) -> None:
    out = make("--lang", "ru")
    for _, page in _pages(out):
        assert page.getroottree().getroot().get("lang") == "ru"
        assert not page.xpath("//@hreflang")
    assert language.code == "en"


def test_addresses_of_several_languages_are_whole(make: Make) -> None:
    out = make("--lang", "all", "--base-url", "https://treaties.example.org")
    page = lxml_html.parse(str(out / "fr" / "states" / "QM.html"))
    here = "https://treaties.example.org/fr/states/QM.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [here]
    assert here in page.xpath("string(//footer)")
    assert page.xpath("//head/link[@rel='alternate'][@hreflang]/@href") == [
        f"https://treaties.example.org/{code}/states/QM.html" for code in SELF
    ]


def test_the_entrance_leads_to_each_language(make: Make) -> None:
    page = lxml_html.parse(str(make("--lang", "all") / "index.html"))
    links = page.xpath("//main//a")
    assert [(a.get("href"), a.get("lang"), a.text) for a in links] == [
        (f"{code}/index.html", code, name) for code, name in SELF.items()
    ]


@pytest.mark.parametrize(
    "arguments", [["report", "KG", "--lang", "all"], ["--lang=all", "states"], ["--lang", "all"]]
)
def test_all_languages_at_once_are_for_a_site(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "--lang all is for site" in captured.err or "Missing command" in captured.err


def test_a_language_that_is_none_makes_no_site(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make("--lang", "xx", code=2)
    assert 'no language "xx": there are en, fr, ru' in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


VALIDATOR = os.environ.get("VNU_JAR")


@pytest.mark.skipif(not (VALIDATOR and shutil.which("java")), reason="VNU_JAR names no validator")
def test_a_validator_finds_no_fault(everywhere: Path, tmp_path: Path) -> None:
    """A page of each kind, in the other languages too, pages that stand alone, the style sheet."""
    kinds = ("matrix", "sources", "method", "groups/antalya-2004", "instruments/untoc-2000")
    pages = [everywhere / "en" / f"{name}.html" for name in kinds]
    pages += [
        everywhere / code / f"{name}.html" for code in SELF for name in ("index", "states/KG")
    ]
    pages += [everywhere / "index.html", everywhere / "style.css"]
    for asked in ("report KG TJ", "plan KG", "progress KG --from 2004-02-25", "matrix -g cis"):
        pages.append(tmp_path / f"{asked.split()[0]}.html")
        more = ["--data", str(DATA), "--lang", "ru", "--output", str(pages[-1])]
        assert main([*asked.split(), *more]) == 0
    wrong = tmp_path / "wrong.html"
    wrong.write_text(pages[0].read_text("utf-8").replace("<h1>", '<h1 id="main">'), "utf-8")
    # Most of its time it starts: once, for the page with a fault too, and with the quick compiler
    # alone, to which the stack that Java gives is too small.
    command = ["java", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", str(VALIDATOR)]
    given = [*command, "--errors-only", "--also-check-css", *map(str, (*pages, wrong))]
    told = subprocess.run(given, capture_output=True, text=True, check=False).stderr
    faults = [line for line in told.splitlines() if line.startswith('"file:')]
    assert any("Duplicate ID" in fault for fault in faults), told
    assert not [fault for fault in faults if wrong.name not in fault]
