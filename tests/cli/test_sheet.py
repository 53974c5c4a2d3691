"""``--format html``: one page that stands by itself, to mail and to print."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SHIPPED = ("--data", str(Path(__file__).parents[2] / "data"))
DAY = ("--as-of", "2026-11-24")
ASKED = {
    "report": ("report", "QM", *DAY),
    "several": ("report", "--group", "delta", *DAY),
    "plan": ("plan", "QM", *DAY, "--deposit-on", "2027-01-15"),
    "progress": ("progress", "--all", "--from", "1990-01-01", "--to", "2026-11-24"),
    "matrix": ("matrix", *DAY),
}


def _parsed(text: str) -> Any:
    return lxml_html.document_fromstring(text)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("code", ["en", "fr", "ru"])
def test_it_stands_by_itself(name: str, code: str, regime_folder: Path, here: Run) -> None:
    run = here(
        *ASKED[name], "--data", str(regime_folder), "--format", "html", env={"RATGAP_LANG": code}
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("<!doctype html><html lang=")
    page = _parsed(run.stdout)
    assert page.getroottree().getroot().get("lang") == code
    assert len(page.xpath("//h1")) == 1
    day = {"en": "24 November 2026", "fr": "24 novembre 2026", "ru": "24 ноября 2026\xa0г."}[code]
    assert page.xpath("//p[@class='day']/time[@datetime='2026-11-24']/text()") == [day]
    # Nothing is asked for, and no more may be: the style is the one whose sum the policy has.
    assert not page.xpath("//link | //script | //img | //@src | //@style | //@onclick")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = page.xpath("//style/text()")[0]
    assert b64encode(sha256(style.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "@page { size: A4" in style
    assert "url(" not in style
    assert "prefers-color-scheme: dark" in style
    # Within the page every link leads somewhere, and an id stands once.
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//@href")
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert "\\xa0" not in run.stdout


def test_a_report_says_what_its_document_does(here: Run) -> None:
    run = here("report", "KG", *SHIPPED, *DAY, "--format", "html")
    page = _parsed(run.stdout)
    assert page.xpath("//div[@class='tiles']//dd/text()") == ["15", "1", "6", "1"]
    missing = page.xpath("//section[@id='missing']//tbody/tr/th")
    assert [cell.text_content() for cell in missing][:2] == [
        "Firearms Protocol 2001",
        "SUA Convention 1988",
    ]
    # Who says so stands at the end, with the address.
    cited = page.xpath("//section[@id='missing']//td/a/@href")
    assert "#source-untc-2024" in cited
    source = page.xpath("//*[@id='source-untc-2024']/following-sibling::dd[1]")[0]
    assert source.xpath("a[@rel='external']/@href")


def test_several_states_each_have_a_part(here: Run) -> None:
    page = _parsed(here("report", "KG", "TJ", *SHIPPED, *DAY, "--format", "html").stdout)
    assert page.xpath("//table[1]//th/a/@href") == ["#KG", "#TJ"]
    assert page.xpath("//section[@id='TJ']/h2/text()") == ["Tajikistan"]
    assert page.xpath("//section[@id='TJ']//table")


def test_a_plan_says_what_its_checklist_does(here: Run) -> None:
    asked = ("plan", "KG", *SHIPPED, *DAY, "--deposit-on", "2027-01-15")
    html = here(*asked, "--format", "html").stdout
    words = " ".join(_parsed(html).xpath("string(//main)").split())
    lines = re.findall(r"^  - (?:\[ \] )?(\w+): (.*)$", here(*asked, "-f", "markdown").stdout, re.M)
    assert len(lines) > 20
    for _, line in lines:
        assert re.sub(r"\\(?=\W)|<!-- -->", "", line) in words
    assert here(*asked, "--format", "html").stdout == html


def test_progress_tells_every_act(here: Run) -> None:
    days = ("--from", "2004-02-25", "--to", "2014-07-10")
    asked = ("progress", "--group", "antalya-2004", *days, *SHIPPED)
    page = _parsed(here(*asked, "--format", "html").stdout)
    (acts,) = page.xpath("//table[starts-with(caption, 'What was done')]")
    changes = json.loads(here(*asked, "--format", "json").stdout)["changes"]
    assert len(acts.xpath("tbody/tr")) == sum(len(change["events"]) for change in changes) > 40


def test_a_matrix_has_the_signs_of_the_site(regime_folder: Path, here: Run) -> None:
    run = here(*ASKED["matrix"], "--data", str(regime_folder), "--format", "html")
    signs = _parsed(run.stdout).xpath("//table[@class='matrix']//td/text()")
    table = here(*ASKED["matrix"], "--data", str(regime_folder), "--format", "json").stdout
    cells = [s for row in json.loads(table)["cells"].values() for s in row.values() if s]
    assert len(signs) == len(cells)
    assert signs.count("●") == cells.count("party") + cells.count("contracting")


def test_days_of_effect_are_told(here: Run) -> None:
    page = _parsed(
        here("plan", "KG", *SHIPPED, *DAY, "--deposit-on", "2027-01-15", "-f", "html").stdout
    )
    assert "2027-02-14" in page.xpath("//td/time/@datetime")
    assert page.xpath("//a[@href='#source-untc-2024']")


def test_the_ending_of_the_file_chooses_it(here: Run, tmp_path: Path) -> None:
    out = tmp_path / "gaps.html"
    run = here("report", "KG", *SHIPPED, *DAY, "--output", str(out))
    assert (run.returncode, run.stdout) == (0, "")
    assert out.read_text("utf-8") == here("report", "KG", *SHIPPED, *DAY, "--format", "html").stdout
    run = here("states", "--output", str(tmp_path / "states.html"))
    assert run.returncode == 2
    assert "states.html would be html" in run.stderr
    assert not (tmp_path / "states.html").exists()


HOSTILE = (
    "</td></tr><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>",
    "A" * 10_000,
)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_is_a_text(hostile: str, name: str, regime_folder: Path, here: Run) -> None:
    # The name of each state, of each treaty, of each source.
    for file, known in (
        ("states.yaml", r"(name: \{en: )[^}]*"),
        ("instruments.yaml", r"(\n    title: ).*"),
        ("sources.yaml", r"(\n  title: ).*"),
    ):
        path = regime_folder / file
        text, number = re.subn(
            known, lambda m: f"{m[1]}{json.dumps(hostile)}", path.read_text("utf-8")
        )
        assert number
        path.write_text(text, "utf-8")
    run = here(*ASKED[name], "--data", str(regime_folder), "--format", "html")
    assert run.returncode == 0, run.stderr
    page = _parsed(run.stdout)
    assert not page.xpath("//script | //img | //@onerror")
    assert len(page.xpath("//style")) == len(page.xpath("//body")) == 1
    assert page.text_content().count(hostile) > 2


def test_without_the_library_the_extra_is_named(
    regime_folder: Path, here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "htpy", None)
    for module in [name for name in sys.modules if name.startswith("ratgap.present.html")]:
        monkeypatch.delitem(sys.modules, module)
    run = here(*ASKED["report"], "--data", str(regime_folder), "--format", "html")
    assert (run.returncode, run.stdout) == (2, "")
    assert "ratgap[site]" in run.stderr
