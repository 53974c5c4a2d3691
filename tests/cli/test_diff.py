"""``ratgap diff`` between folders and files, and since a day; revisions stand apart."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from pathlib import Path

import pytest

from documents import check, laid_out
from ratgap.cli.main import main

from .diffing import DAY, FERRY, JOINED, REGIME, edit, ferry, refused, told_as_json

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md"}


def _everything(folder: Path) -> None:
    """Change something of every kind."""
    edit(
        folder / "states.yaml",
        (FERRY, FERRY + JOINED),
        ("approval: [1978-06-01, ledger-2000]", "approval: [1978-06-11, ledger-2000]"),
        ("accession: [1992-02-02, ledger-2000]", "accession: [1992-02-02, ledger-2000, new-list]"),
        ("    river-1900: {signature: [1901-01-20, roll-1920]}\n", ""),
        (", note: Only a pamphlet says so.", ""),
        ("not_party: [1985-01-01, gazette-1985]", "not_party: [1985-01-02, gazette-1985]"),
        ("  also: [Kingdom of Marrow, Republic of Marrow]", "  also: [Republic of Marrow, Marra]"),
    )
    edit(
        folder / "sources.yaml",
        (
            "pamphlet-2005:\n",
            "new-list:\n  title: New List | <b>@someone</b>\n  kind: dataset\n  trust: good\n"
            "  readings:\n    river-1990: {as_of: 2005-01-01, gives: [consents]}\npamphlet-2005:\n",
        ),
        ("absent_until: 2000-06-30, parties: 3", "absent_until: 2000-06-30, parties: 4"),
    )


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(REGIME, tmp_path / "edited"))
    _everything(folder)
    return folder


# Formats.


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_output(
    form: str,
    edited: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(edited.parent)
    shutil.copytree(REGIME, "regime")
    assert main(["diff", "regime", "edited", *DAY, "--format", form]) == 0
    printed = capsys.readouterr().out
    _same(f"diff.{ENDINGS[form]}", printed)
    if form == "json":
        check(printed)


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_since(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    asked = ["--since", "1980-01-01", "-g", "delta", "-s", "QR", "-s", "QP"]
    assert main(["diff", *asked, *DAY, "--format", form]) == 0
    printed = capsys.readouterr().out
    _same(f"since.{ENDINGS[form]}", printed)
    if form == "json":
        check(printed)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(printed)))
        assert {row["certain"] for row in rows} == {"true", "false"}
        assert "https://example.org/ledger" in {row["source_address"] for row in rows}


def _same(name: str, printed: str) -> None:
    lasting = re.sub(r'("(?:version|digest)": )"[^"]*"', r'\1"..."', laid_out(name, printed))
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(lasting, "utf-8")
    assert lasting == path.read_text("utf-8")


def test_a_comment_calls_nobody_and_closes_no_cell(
    edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(REGIME), str(edited), "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert "@" not in text
    assert r"New List \| \<b\>&#64;<!-- -->someone\</b\>" in text


def test_a_long_comment_is_folded_and_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = Path(shutil.copytree(REGIME, tmp_path / "old"))
    new = Path(shutil.copytree(REGIME, tmp_path / "new"))
    codes = [f"A{a}{b}{c}" for a in "ABCDEFGH" for b in "ABCDEFGHIJ" for c in "ABCDEFGHIJ"]
    line = "{}:\n  name: {{en: State of {}}}\n  acts:\n"
    line += "    lock-1975: {{accession: [{}, ledger-2000]}}\n"
    for folder, day in ((old, "1990-01-01"), (new, "1990-01-02")):
        with (folder / "states.yaml").open("a", encoding="utf-8") as stream:
            stream.writelines(line.format(code, code, day) for code in codes)
    assert main(["diff", str(old), str(new), "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert len(text) <= 65_536
    assert "<details>" in text
    assert "more rows are left out here" in text
    assert len(told_as_json(capsys, str(old), str(new))["acts"]) == len(codes)


@pytest.mark.parametrize("day", ["1899-01-01", "1951-06-01", "2000-06-30", "2026-11-24"])
def test_data_that_have_nothing_in_common(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = REGIME.parent.parent / "docs/samples/diff"
    for sides in ((REGIME, other), (other, REGIME)):
        asked = [*map(str, sides), "--as-of", day, "--exit-code"]
        for form in ("text", "markdown"):
            assert main(["diff", *asked, "--format", form]) == 1
            assert "None" not in (text := capsys.readouterr().out)
            assert "{" not in text
        assert main(["diff", *asked, "--format", "json"]) == 1
        found = check(capsys.readouterr().out)
        assert {act["edit"] for act in found["acts"]} == {"added", "removed"}


# Nothing.


def test_the_same_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(REGIME), str(REGIME), "--exit-code"]) == 0
    assert capsys.readouterr().out.endswith(": nothing changed\n")


def test_another_layout_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(REGIME, tmp_path / "laid-out"))
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^(?=\w)", "\n# A comment\n", text, flags=re.MULTILINE)
        file.write_text(text.replace(": {", ":   { ").replace("}\n", " }  # why\n"), "utf-8")
    blocks = re.split(r"^(?=\S)", (folder / "states.yaml").read_text("utf-8"), flags=re.MULTILINE)
    (folder / "states.yaml").write_text("".join(reversed(blocks)), "utf-8")
    found = told_as_json(capsys, str(REGIME), str(folder), "--exit-code")
    assert found["changed"] is False
    assert found["data"] != found["old_data"]
    assert main(["diff", str(REGIME), str(folder)]) == 0
    assert "layout, order or comments only" in capsys.readouterr().out


def test_exit_code(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told_as_json(capsys, str(REGIME), str(edited), "--exit-code", code=1)["changed"] is True


# Files.


def test_two_files_are_read_with_the_files_beside_the_new_one(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(REGIME / "sources.yaml", edited)
    edit(edited / "states.yaml", (", new-list]", "]"))
    saved = tmp_path / "saved.yaml"
    shutil.copy(REGIME / "states.yaml", saved)
    found = told_as_json(capsys, str(saved), str(edited / "states.yaml"))
    assert ferry(found) == [("added", "QP")]
    assert not found["readings"]


def test_a_file_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "states.yaml"
    shutil.copy(REGIME / "states.yaml", file)
    edit(file, (FERRY, FERRY + JOINED))
    assert ferry(told_as_json(capsys, str(REGIME), str(file))) == [("added", "QP")]
    assert ferry(told_as_json(capsys, str(file), str(REGIME))) == [("removed", "QP")]


def test_a_folder_or_a_file_alone_is_compared_with_the_data_in_use(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ferry(told_as_json(capsys, str(edited), "--data", str(REGIME))) == [("removed", "QP")]
    file = tmp_path / "states.yaml"
    shutil.copy(REGIME / "states.yaml", file)
    edit(file, (FERRY, FERRY + JOINED))
    assert ferry(told_as_json(capsys, str(file), "--data", str(REGIME))) == [("removed", "QP")]


def test_a_file_of_no_known_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yaml").write_text("QA: {name: {en: Quay}}", "utf-8")
    assert "which data file is that?" in refused(capsys, str(tmp_path / "x.yaml"), str(REGIME))


def test_problems_of_both_sides_are_told_by_their_own_names(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "states.yaml"
    bad.write_text("QA: {nam: {en: Quay}}\n", "utf-8")
    (edited / "groups.yaml").write_text("x: {}\n", "utf-8")
    assert main(["diff", str(bad), str(edited)]) == 2
    told = capsys.readouterr().err
    assert f"{bad}:1:6: " in told
    assert f"{edited / 'groups.yaml'}:1:" in told
    assert "Traceback" not in told


# Since.


def test_since_tells_of_those_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    found = told_as_json(capsys, "--since", "1985-01-01", "--data", str(REGIME), "-s", "Umber")
    assert found["query"] == {"since": "1985-01-01", "until": "2000-06-30", "states": ["QU"]}
    assert [(a["date"], a["instrument"], a["source"]["id"]) for a in found["acts"]] == [
        ("1990-10-10", "lock-1975", "register-1995"),
        ("1992-02-02", "river-1990", "ledger-2000"),
    ]


def test_since_with_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--data", str(REGIME), "-s", "Umber", "--exit-code"]
    told_as_json(capsys, "--since", "1992-02-01", *asked, code=1)
    told_as_json(capsys, "--since", "1992-02-02", *asked)
