"""Texts that a stranger puts into data, and what they may not do to who reads the output."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ratgap import gate
from ratgap.cli.main import main

REGIME = Path(__file__).parents[1] / "regime"
NAMES = [
    "::error file=a::b",
    " ::set-output name=x::y",
    "##[error]x",
    "##vso[task.complete]x",
    "~~x~~ &copy; @name #1 :smile: $x$ `a` <b>c</b> | [d](http://e.f) www.g.h",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
]
COMMANDS = ("report --state QM", "states", "matrix", "plan --state QM", "instruments")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(list(arguments))
    told = capsys.readouterr()
    return told.out + told.err


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGIME, tmp_path / "data"))


def named(data: Path, name: str) -> None:
    """Give the name to the state QM and to a treaty."""
    path = data / "states.yaml"
    text = path.read_text("utf-8")
    old = re.search(r"(?m)^QM:\n  name: \{.*?en: ([^,}]+)", text)
    assert old
    path.write_text(
        text[: old.start(1)] + json.dumps(name, ensure_ascii=False) + text[old.end(1) :], "utf-8"
    )
    path = data / "instruments.yaml"
    text = path.read_text("utf-8")
    title = f"    title: {json.dumps(name, ensure_ascii=False)}"
    renamed = re.sub(r"(?m)^    title: .*$", lambda _: title, text, count=1)
    path.write_text(renamed, "utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_name_steers_a_log(data: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    named(data, name)
    for command in COMMANDS:
        told = run(capsys, *command.split(), "--data", str(data))
        assert not re.search(r"(?m)^\s*::|##\[|##vso\[", told), command
        assert not re.search(r"[^\S\n ]|[\x00-\x09\x0b-\x1f]", told), command
    read = json.loads(run(capsys, "states", "-f", "json", "--data", str(data)))
    assert name.strip() in [state["name"] for state in read["states"]]


@pytest.mark.parametrize("sign", "\u200b\u200e\u061c\u2060\u00ad\U000e0041\u3164\u115f\ufe0f\u2800")
@pytest.mark.parametrize("form", ["{}", "escape"])
def test_signs_that_hide_are_refused(
    data: Path, sign: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data / "states.yaml"
    written = f"Sed{sign}ge" if form == "{}" else f'"Sed\\U{ord(sign):08X}ge"'
    path.write_text(path.read_text("utf-8").replace("en: Sedge}", f"en: {written}}}"), "utf-8")
    assert "[yaml-character]" in run(capsys, "validate", str(data))


@pytest.mark.parametrize(
    "word", ["\u0645\u06cc\u200c\u0634\u0648\u062f", "\u0915\u094d\u200d\u0937"]
)
def test_joiners_that_a_script_needs_stay(
    data: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named(data, word)
    assert "yaml-character" not in run(capsys, "validate", str(data))


@pytest.mark.parametrize("value", ["Zed\\rland", "Zed\\tland", "Zed\u200cland", "Zed\\eland"])
def test_what_overwrites_or_joins_nothing_is_refused(
    data: Path, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data / "states.yaml"
    path.write_text(path.read_text("utf-8").replace("en: Sedge}", f'en: "{value}"}}'), "utf-8")
    assert "[yaml-character]" in run(capsys, "validate", str(data))


@pytest.mark.parametrize("key", ["x\\n::error file=a::b", "x\\n\\n##[error]y", "::warning::x"])
def test_a_key_gives_no_command(data: Path, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / "states.yaml"
    path.write_text(f'"{key}": {{name: {{en: X}}}}\n' + path.read_text("utf-8"), "utf-8")
    for arguments in (["validate", str(data)], ["states", "--data", str(data)]):
        told = run(capsys, *arguments)
        assert "states.yaml:1:1" in told
        assert not re.search(r"(?m)^\s*::|##\[", told)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are Unicode there")
@pytest.mark.parametrize("form", ["json", "sarif", "text", "github"])
def test_a_folder_that_is_not_in_utf8(
    tmp_path: Path, form: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff")
    shutil.copytree(REGIME, folder)
    (Path(folder) / "states.yaml").write_text("a: [", "utf-8")
    assert main(["validate", folder, "-f", form]) == 1
    out = capsysbinary.readouterr().out
    out.decode("utf-8")
    if form == "json":
        assert json.loads(out)["query"]["folder"] == folder


class Shown(HTMLParser):
    """The text that a page shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


MARKS = st.sampled_from(
    [
        *"~*_`|\\<>[](){}&#@:$!=.1a ",
        "http://x.y",
        "www.a.b",
        "&copy;",
        "<b>",
        "~~",
        ":s:",
        "@n",
        "#1",
    ]
)


@settings(max_examples=200, deadline=None)
@example("http://x.y:s:1")
@given(st.lists(MARKS, min_size=1, max_size=9).map("".join).filter(str.strip))
def test_markdown_shows_the_text_itself(text: str) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    meant = " ".join(text.split())
    for before, after in (("", ""), ("## ", ""), ("| a |\n| --- |\n| ", " |")):
        written = gate.markdown(text, begins=not after)
        shown = Shown(page.render(f"{before}{written}{after}")).text
        assert " ".join(shown.split()).removeprefix("a " if after else "") == meant
    live = re.sub(r"<https?:[^>]*>", "", gate.markdown(text))
    assert not re.search(r"@\w|#\w|:\w+:|www\.|(?<!\\)~|\$\w", live)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("- **", "1. Firearms Protocol", "**"),
        ("- Note: ", "12) and more", ""),
        ("| a |\n| --- |\n| ", "3. - of 9", " |"),
        ("| a |\n| --- |\n| ", "- none", " |"),
    ],
)
def test_markdown_escapes_no_more_than_is_read(before: str, text: str, after: str) -> None:
    assert gate.markdown(text, begins=False) == text
    assert gate.markdown(text) != text
    page = MarkdownIt("commonmark").enable("table").render(f"{before}{text}{after}")
    assert text in Shown(page).text


@pytest.mark.parametrize("sign", "=+-@\uff1d")
@pytest.mark.parametrize("between", [";", "; ", '";'])
def test_a_semicolon_begins_no_formula(
    data: Path, sign: str, between: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named(data, f"a,b{between}{sign}1{between}{sign}2")
    for command in ("report --state QM", "states", "instruments"):
        told = run(capsys, *command.split(), "-f", "csv", "--data", str(data))
        assert "a,b" in told
        assert not re.search(r";\s*[=+@\uff1d-]", told)


@pytest.mark.parametrize("name", NAMES)
def test_csv_is_read_back_without_formulas(
    data: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named(data, name)
    for command in ("report --state QM", "states", "instruments", "matrix"):
        rows = csv.reader(
            io.StringIO(run(capsys, *command.split(), "-f", "csv", "--data", str(data)))
        )
        first, *others = rows
        assert others
        for row in others:
            assert len(row) == len(first)
            assert not any(re.match(r"[=+@\t\r]|-\d", value) for value in row)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        *(("instruments.yaml", "lock-1975", name) for name in ("con", "com1", "lpt9", "aux.x")),
        ("instruments.yaml", "lock-1975", "x" * 201),
        ("groups.yaml", "delta", "prn"),
        ("groups.yaml", "delta", "con.1999"),
        ("sources.yaml", "ledger-2000", "nul"),
        ("states.yaml", "QM", "NUL"),
        ("states.yaml", "QM", "CON"),
    ],
)
def test_an_id_is_the_name_of_a_file_on_every_system(
    data: Path, file: str, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in data.glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(rf"(?<![\w.-]){old}(?![\w.-])", new, text), "utf-8")
    told = run(capsys, "validate", str(data))
    assert re.search(rf"(?m){re.escape(file)}:\d+:.*\(rename it\) \[shape-text\]$", told)
    assert run(capsys, "site", str(data.parent / "site"), "--data", str(data)).count("rename it")
    assert not (data.parent / "site").exists()


def test_an_id_that_only_begins_as_a_device_does(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in data.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("lock-1975", "con-1975"), "utf-8")
    assert "shape-text" not in run(capsys, "validate", str(data))


IMPORTED = ("-i", "lock-1975", "--kind", "gazette", "--trust", "good", "--as-of", "2013-03-31")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--source", "new", "--title", "=1+1"), "[formula]"),
        (("--source", "new", "--title", "\uff20x"), "[formula]"),
        (("--source", "new", "--title", "N", "--publisher", "-x"), "[formula]"),
        (("--source", "new", "--title", "a\u202eb"), "[yaml-character]"),
        (("--source", "new", "--title", "N", "--address", "htps://x.y"), "--address: htps://x.y: "),
        (("--source", "con", "--title", "N"), "--source: con: "),
        (("--source", "x" * 201, "--title", "N"), "--source: x"),
    ],
)
def test_what_names_a_new_source_passes_or_is_refused(
    data: Path, asked: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data.parent / "list.csv"
    file.write_text("state,deposit,act\nSedge,2012-05-05,accession\n")
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    more = ("--data", str(data), "--write")
    said = run(capsys, "import", str(file), *IMPORTED, *asked, *more)
    assert told.strip("[]") in said
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


@pytest.mark.parametrize("note", ["=1+1", "-see above", "+x"])
def test_a_note_that_is_entered_passes_or_is_refused(
    data: Path, note: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("QN", "lock-1975", "ratification", "2012-01-01", "-s", "bulletin-2013", "--write")
    before = (data / "states.yaml").read_bytes()
    assert "formula" in run(capsys, "add", *asked, f"--note={note}", "--data", str(data))
    assert (data / "states.yaml").read_bytes() == before
    # One that was there before, and that a comment defends, is nobody's fault.
    named(data, "=1")
    assert "formula" not in run(capsys, "add", *asked, "--data", str(data))


@pytest.mark.parametrize("title", ["", " ", "-", "\u202ex", "a\u200bb", "\x1b[2J", "\udcff"])
def test_a_folder_is_not_started_with_what_is_no_title(
    tmp_path: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is no title" in run(capsys, "init", str(tmp_path / "new"), f"--instrument={title}")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("title", ["CON", "\u4e2d\u6587", "null", "1990", "x " * 200])
def test_a_title_of_which_no_id_can_be_made(
    tmp_path: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "init", str(tmp_path / "new"), "-i", "Weirs", "-i", title)
    text = (tmp_path / "new" / "instruments.yaml").read_text("utf-8")
    assert re.findall(r"(?m)^#  (\S+):$", text) == ["weirs", "treaty-2"]
    assert "no problems" in run(capsys, "validate", str(tmp_path / "new"))
