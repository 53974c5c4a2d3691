"""Importing a list that was saved."""

from __future__ import annotations

import csv
import io
import json
import sys
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from ratgap.cli.main import main
from ratgap.load import load
from ratgap.model import ActKind, Dataset

from .conftest import Run
from .lists import JOINED, ROWS, document

LOCK = ("--instrument", "lock-1975")
NEW = ("--source", "live", "--title", "Ledger, live", "--kind", "depositary", "--trust", "high")
DAY = ("--as-of", "2024-05-04")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.xml"
    path.write_bytes(document([*ROWS, JOINED]))
    return path


@pytest.fixture
def imports(here: Run, regime_folder: Path) -> Run:
    """Run the command on a copy of the invented regime."""
    return lambda *arguments, **more: here(
        "import", *map(str, arguments), "--data", str(regime_folder), **more
    )


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_shows_what_would_change_and_writes_only_when_told(
    imports: Run, file: Path, regime_folder: Path
) -> None:
    before = content(regime_folder)
    done = imports(file, *LOCK, *NEW, *DAY)
    assert done.returncode == 0, done.stderr
    assert "live on lock-1975, as of 2024-05-04, complete: 1 added" in done.stdout
    assert "Sedge (QS)" in done.stdout
    assert "add --write" in done.stderr
    assert content(regime_folder) == before
    assert imports(file, *LOCK, *NEW, *DAY, "--write").returncode == 0
    again = imports(file, *LOCK, "--source", "live", *DAY, "--write")
    assert "This changes nothing: the data have all of it." in again.stdout
    assert load(regime_folder).sources["live"].readings["lock-1975"].complete


def test_a_list_from_standard_input(run: Run, file: Path, regime_folder: Path) -> None:
    with file.open("rb") as stream:
        asked = ("import", "-", *LOCK, *NEW, *DAY, "--data", str(regime_folder))
        done = run(*asked, stdin=stream)
    assert "1 added" in done.stdout


def test_one_act_edited_is_one_line(imports: Run, tmp_path: Path, regime_folder: Path) -> None:
    path = regime_folder / "states.yaml"
    text = path.read_text("utf-8").replace("QU:\n", "# Umber joined late.\nQU:\n")
    text = text.replace("register-1995, ledger-2000]}\n", "register-1995, ledger-2000]} # twice\n")
    path.write_text(text, "utf-8")
    saved = tmp_path / "list.csv"
    saved.write_text("state,deposit,act\nUmber,1990-10-10,accession\n", "utf-8")
    done = imports(saved, *LOCK, "--source", "bulletin-2013", "--as-of", "2013-03-31", "--write")
    assert done.returncode == 0, done.stderr
    differ = list(ndiff(text.splitlines(), path.read_text("utf-8").splitlines()))
    assert [d for d in differ if d[0] in "+-"] == [
        "-     lock-1975: {accession: [1990-10-10, register-1995, ledger-2000]} # twice",
        "+     lock-1975: {accession: "
        "[1990-10-10, register-1995, ledger-2000, bulletin-2013]} # twice",
    ]


def test_lost_members(imports: Run, tmp_path: Path, regime_folder: Path) -> None:
    file = tmp_path / "list.xml"
    file.write_bytes(document(ROWS[:-2] + ROWS[-1:]))
    before = content(regime_folder)
    done = imports(file, *LOCK, *NEW, *DAY, "--write")
    assert done.returncode == 1
    assert "Umber (QU)" in done.stdout
    assert "--accept-removals" in done.stderr
    assert content(regime_folder) == before
    assert imports(file, *LOCK, *NEW, *DAY, "--write", "--accept-removals").returncode == 0


def test_the_day_that_the_page_names(imports: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body>STATUS AS AT : 04-05-2024 09:15:33 EDT Parties : 1<table>"
        "<tr><td>Participant</td><td>Accession</td></tr>"
        "<tr><td>Umber</td><td>10 Oct 1990</td></tr></table></body></html>",
        "utf-8",
    )
    done = imports(page, *LOCK, *NEW, "--partial")
    assert "as of 2024-05-04" in done.stdout
    assert done.returncode == 0


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "no day": ((*LOCK, *NEW), "give --as-of"),
    "no such day": ((*LOCK, *NEW, "--as-of", "2024-02-30"), "no day such as"),
    "a day to come": ((*LOCK, *NEW, "--as-of", "2199-01-01"), "still to come"),
    "no such treaty": (("--instrument", "lok-1975", *NEW, *DAY), "did you mean lock-1975"),
    "no such source": ((*LOCK, "--source", "ledgr-2000", *DAY), "did you mean ledger-2000"),
    "a source that is there": ((*LOCK, "--source", "ledger-2000", *NEW[2:], *DAY), "is there"),
    "no such kind": ((*LOCK, *NEW[:4], "--kind", "book", "--trust", "high", *DAY), "--kind: book"),
    "no such trust": ((*LOCK, *NEW[:6], "--trust", "blind", *DAY), "--trust: blind"),
    "an id that is none": ((*LOCK, "--source", "My List", *NEW[2:], *DAY), "an id is small"),
    "older than before": (
        (*LOCK, "--source", "ledger-2000", "--as-of", "1999-01-01"),
        "later than 1999-01-01",
    ),
    "not a treaty of that number": (
        ("--instrument", "river-1900", *NEW, *DAY),
        "not open to River Commission",
    ),
}


@pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
def test_requests_that_make_no_sense(
    imports: Run, file: Path, regime_folder: Path, options: tuple[str, ...], said: str
) -> None:
    before = content(regime_folder)
    done = imports(file, *options, "--write")
    assert done.returncode == 2, done.stdout
    assert said in done.stderr
    assert done.stdout == ""
    assert content(regime_folder) == before


def test_a_file_that_is_not_there(imports: Run, tmp_path: Path) -> None:
    done = imports(tmp_path / "none.xml", *LOCK, *NEW, *DAY)
    assert (done.returncode, "No such file" in done.stderr) == (2, True)
    assert imports(tmp_path, *LOCK, *NEW, *DAY).returncode == 2


def test_a_name_of_nobody_stops_it_and_says_which_row(imports: Run, tmp_path: Path) -> None:
    saved = tmp_path / "list.csv"
    saved.write_text("state,deposit,act\nUmber,1990-10-10,accession\nUmbr,,\n", "utf-8")
    done = imports(saved, *LOCK, *NEW, *DAY)
    assert done.returncode == 2
    assert 'list.csv:3:1: list-name: no state is known as "Umbr"' in done.stderr
    assert "Umber" in done.stderr


def test_a_folder_that_may_not_be_written(
    file: Path,
    regime_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ratgap.cli.output.save", full)
    arguments = ["import", str(file), *LOCK, *NEW, *DAY, "--data", str(regime_folder), "--write"]
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("ratgap: error: cannot write ")
    assert error.endswith(".yaml: No space left on device\n")


def test_formats(imports: Run, file: Path) -> None:
    document = json.loads(imports(file, *LOCK, *NEW, *DAY, "--format", "json").stdout)
    assert document["schema"] == "ratgap/diff/1"
    markdown = imports(file, *LOCK, *NEW, *DAY, "--format", "markdown").stdout
    assert markdown.startswith("## live on lock-1975")


def listed(data: Dataset, source: str, instrument: str) -> str:
    """Return the list behind a reading, as CSV: all that cites it."""
    read = data.sources[source].readings[instrument]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["iso2", "state", "signature", "deposit", "act", "no_later_than", "in_force"])
    for (code, id_), cell in data.cells.items():
        mine = [act for act in cell.acts if source in act.sources and not act.rejected]
        if id_ != instrument or not mine:
            continue
        ends = [act.when.latest for act in cell.acts if act.kind is ActKind.DENUNCIATION]
        if any(day <= read.as_of.latest for day in ends):
            continue
        row = {"signature": "", "deposit": "", "act": "", "no_later_than": ""}
        for act in mine:
            if act.kind is ActKind.SIGNATURE:
                row["signature"] = str(act.when.latest) if act.when.exact else ""
            else:
                row["act"] = "party" if act.kind is ActKind.CONSENT else str(act.kind)
                row["deposit" if act.when.exact else "no_later_than"] = str(act.when.latest)
        force = next((f.when.latest for f in cell.stated_force if source in f.sources), "")
        writer.writerow([code, data.states[code].name, *row.values(), force])
    return text.getvalue()


def readings() -> list[tuple[str, str]]:
    from .conftest import REGIME

    data = load(REGIME)
    return [(s.id, r) for s in data.sources.values() for r in s.readings]


@pytest.mark.parametrize(("source", "instrument"), readings())
def test_every_reading_imported_again_changes_nothing(
    imports: Run, tmp_path: Path, regime_folder: Path, source: str, instrument: str
) -> None:
    data = load(regime_folder)
    before = content(regime_folder)
    text = listed(data, source, instrument)
    if text.count("\n") < 2:
        pytest.skip("nothing cites it")
    saved = tmp_path / "list.csv"
    saved.write_text(text, "utf-8")
    day = str(data.sources[source].readings[instrument].as_of)
    options: Any = ("--instrument", instrument, "--source", source, "--as-of", day)
    done = imports(saved, *options, "--write")
    assert done.returncode == 0, done.stderr
    assert "This changes nothing" in done.stdout
    assert content(regime_folder) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file")
def test_a_file_that_fails_on_the_way_is_named(here: Run, regime_folder: Path) -> None:
    asked = ("-i", "lock-1975", "--source", "bulletin-2013", "--as-of", "2013-03-31")
    done = here("import", "/proc/self/mem", *asked, "--data", str(regime_folder))
    assert (done.returncode, "/proc/self/mem: " in done.stderr) == (2, True)
