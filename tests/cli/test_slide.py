"""``matrix --format svg``: the matrix as one drawing that stands by itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SVG = "{http://www.w3.org/2000/svg}"
ASKED = ("matrix", "--as-of", "2000-06-30")


def parse(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def test_the_drawing_says_what_the_table_says(here: Run, tmp_path: Path) -> None:
    slide = tmp_path / "slide.svg"
    assert here(*ASKED, "--output", str(slide)).returncode == 0
    tree = parse(slide.read_text("utf-8"))
    texts = [element.text or "" for element in tree.iter(f"{SVG}text")]
    table = here(*ASKED).stdout
    assert texts[0] == table.splitlines()[0]
    # The same signs and numbers in the same order.
    grid = table.split("-- - -\n", 1)[1].split("Closest to")[0]
    assert " ".join(grid.split()) in " ".join(" ".join(texts).split())


def test_a_colour_stands_behind_each_sign(here: Run) -> None:
    tree = parse(here(*ASKED, "--format", "svg").stdout)
    rects = list(tree.iter(f"{SVG}rect"))
    colours: dict[str, set[str]] = {}
    for rect in rects:
        colours.setdefault(rect.getnext().text, set()).add(rect.get("fill"))
    assert all(len(of) == 1 for of in colours.values())
    assert len({*map(min, colours.values())}) >= 3


def test_it_stands_by_itself_and_within_its_box(here: Run) -> None:
    text = here(*ASKED, "--format", "svg").stdout
    tree = parse(text)
    assert not list(tree.iter(f"{SVG}style", f"{SVG}image", f"{SVG}script", f"{SVG}use"))
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    _, _, width, height = map(int, tree.get("viewBox").split())
    for element in tree.iter(f"{SVG}text", f"{SVG}rect"):
        assert 0 <= int(element.get("x")) < width
        assert 0 <= int(element.get("y")) < height
    assert text == here(*ASKED, "--format", "svg").stdout


def test_hostile_names_are_text(regime_folder: Path, here: Run) -> None:
    hostile = "<script>alert(1)</script>&" + "x" * 10_000
    names = regime_folder / "states.yaml"
    text = names.read_text("utf-8")
    names.write_text(text.replace("Umber", hostile, 1), "utf-8")
    assert hostile in names.read_text("utf-8")
    run = here(*ASKED, "--data", str(regime_folder), "--format", "svg")
    assert run.returncode == 0, run.stderr
    tree = parse(run.stdout)
    assert not list(tree.iter(f"{SVG}script", "script"))
    assert any((text.text or "").startswith("<script>") for text in tree.iter(f"{SVG}text"))
    assert int(tree.get("width")) < 5_000


def test_without_the_library_the_extra_is_named(here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "htpy", None)
    for module in [name for name in sys.modules if name.startswith("ratgap.present.html")]:
        monkeypatch.delitem(sys.modules, module)
    run = here(*ASKED, "--format", "svg")
    assert (run.returncode, run.stdout) == (2, "")
    assert "ratgap[site]" in run.stderr
