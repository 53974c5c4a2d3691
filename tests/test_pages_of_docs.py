"""The pages: no dead link, contents that name what there is; and man shows its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import handbook
import pytest
import yaml
from manual import page

import ratgap
from ratgap.check.rules import rules
from ratgap.cli.commands import COMMANDS
from ratgap.present.schema import names, schema

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "LICENSE.md"]


def dead_links(page: Path) -> list[str]:
    """Return the links of ``page`` to files, or to headings in them, that are not there."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        target, _, heading = link.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        file = page.parent / target if target else page
        if not file.exists() or (heading and heading not in anchors(file)):
            dead.append(link)
    return dead


def anchors(page: Path) -> set[str]:
    """Return the headings of ``page`` as links name them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    heads = re.findall(r"^#+ (.*)", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site's sources."""
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        handbook.write(folder)
    return folder


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_link_is_dead(path: Path) -> None:
    assert dead_links(path) == []


def test_an_index_is_shown_no_link_to_a_page_that_it_lacks(tmp_path: Path) -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    shown = (ROOT / "README.md").read_text("utf-8")
    for edit in tools["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        shown = re.sub(edit["pattern"], edit["replacement"], shown)
    (tmp_path / "README.md").write_text(shown, "utf-8")
    assert dead_links(tmp_path / "README.md") == []
    assert "(page)" not in shown
    assert "told in docs/answers.md." in shown


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One, two\n[a](#one-two) [b](#two) [c](page.md) [d](no.md) `[e](no)`\n")
    assert dead_links(page) == ["#two", "no.md"]


def test_the_site_has_every_page_once_and_no_dead_link(sources: Path) -> None:
    contents = yaml.safe_load((sources / "mkdocs.yml").read_text("utf-8"))["nav"]
    named = [
        page for part in contents for told in part.values() for p in told for page in p.values()
    ]
    there = {path.name: path for path in (sources / "docs").glob("*.md")}
    assert sorted(named) == sorted(there)
    dead = {name: dead_links(path) for name, path in there.items()}
    assert {name: links for name, links in dead.items() if links} == {}


def test_the_reference_names_all_that_there_is(sources: Path) -> None:
    def heads(name: str) -> set[str]:
        return anchors(sources / "docs" / f"reference-{name}.md")

    assert {f"ratgap-{name}" for name in COMMANDS} <= heads("commands")
    assert {name.lower() for name in ratgap.__all__ if name != "__version__"} <= heads("api")
    every_rule = (sources / "docs" / "reference-rules.md").read_text("utf-8")
    assert [rule for rule in rules() if rule not in every_rule] == []
    for name in names():
        shown = name.removesuffix(".yaml") if name.endswith(".yaml") else "outputs-1"
        told = (sources / "docs" / f"reference-{shown}.md").read_text("utf-8")
        for shape, record in schema(name)["$defs"].items():
            assert f"## {shape}\n" in told
            assert all(f"| `{field}` |" in told for field in record.get("properties", ()))


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
def test_the_manual_is_read_without_a_complaint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "78")
    (tmp_path / "ratgap.1").write_text(page(), "utf-8")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "ratgap.1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert all(f"ratgap {name} " in done.stdout for name in COMMANDS)
