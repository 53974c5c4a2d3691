"""plan, progress, matrix, commitments, groups: what they refuse, and how a terminal shows them."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ratgap.cli.main import main

REGIME = Path(__file__).parent.parent / "regime"


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plan"], "name one, or give --group or --all"),
        (["plan", "-s", "Nowhere"], 'no state "Nowhere"'),
        (["plan", "-s", "Fenmark"], "no longer exists"),
        (["plan", "-s", "QM", "--deposit-on", "tomorrow"], "--deposit-on"),
        (
            ["plan", "-s", "QM", "--as-of", "2001-01-01", "--deposit-on", "2000-12-31"],
            "lies before the day asked",
        ),
        (["progress", "--from", "2000-01-01"], "name one, or give --group or --all"),
        (["progress", "-s", "QM"], "--from"),
        (["progress", "-s", "QM", "--from", "2000-02-30"], "--from"),
        (
            ["progress", "-s", "QM", "--from", "2000-01-02", "--to", "2000-01-01"],
            "before it starts",
        ),
        (["progress", "-s", "QM", "--from", "2000-01-02", "--by", "month"], "--by"),
        (["progress", "-s", "Fenmark", "--from", "2000-01-01"], "no longer exists"),
        (["progress", "-g", "nobody", "--from", "2000-01-01"], "delta, upper-basin"),
        (["matrix", "--sort", "region"], "no groups of the kind region"),
        (["matrix", "--sort", "size"], "--sort"),
        (["matrix", "--last", "0"], "--last"),
        (["commitments", "-g", "nobody"], "delta, upper-basin"),
        (["groups", "--format", "xml"], "--format"),
    ],
)
def test_refusals(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert printed.out == ""
    assert line.startswith("ratgap: error: ")
    assert told in line


def test_a_circle_of_treaties_is_one_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(REGIME, tmp_path / "data"))
    path = folder / "instruments.yaml"
    text = path.read_text("utf-8").replace(
        "    bases: [delta-pledge, upstream-call]\n    scopes: [all-rivers, delta-2000]\n"
        '    citations: {ledger: "I-1"}\n',
        "    parents:\n      - {instrument: ferry-1950, rule: together}\n"
        "    bases: [delta-pledge, upstream-call]\n    scopes: [all-rivers, delta-2000]\n",
    )
    path.write_text(text, "utf-8")
    assert main(["plan", "-s", "QU", "--data", str(folder)]) == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert "joining-order" in line
    assert "instruments.yaml:" in line
    assert re.search(r"(ferry-1950|river-1900) -> (ferry-1950|river-1900) -> ", line)


@pytest.mark.usefixtures("data")
def test_nobody_named_is_everyone_in_a_matrix_and_the_declaring_for_commitments(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def codes(*arguments: str) -> list[str]:
        assert main([*arguments, "--format", "json"]) == 0
        return [state["code"] for state in json.loads(capsys.readouterr().out)["states"]]

    assert sorted(codes("matrix")) == sorted(codes("matrix", "--all"))
    assert codes("commitments") == ["QM", "QN", "QS"]
    assert len(codes("commitments", "--all")) == len(codes("matrix"))


@pytest.mark.usefixtures("data")
def test_a_group_is_on_each_day_the_group_of_that_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["progress", "-g", "upper-basin", "--from", "1998-01-01", "--to", "2006-01-01"]
    assert main([*asked, "--format", "json"]) == 0
    query = json.loads(capsys.readouterr().out)["query"]
    assert (query["states_start"], query["states_end"]) == (["QP", "QU"], ["ON", "QU"])


@pytest.mark.usefixtures("data")
def test_a_group_without_members_on_the_first_day_is_no_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["progress", "-g", "upper-basin", "--from", "1960-01-01", "--to", "2006-01-01"]
    assert main([*asked, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["query"]["states_start"] == ["QU"]


@pytest.mark.usefixtures("data")
def test_years_beyond_the_evidence_are_blank(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["progress", "-s", "ON", "--from", "2006-12-31", "--to", "2009-12-31", "--by", "year"]
    assert main([*asked, "--format", "json"]) == 0
    years = json.loads(capsys.readouterr().out)["years"]
    assert [year["counts"]["closed"] for year in years] == [0, None, None]
    assert all(year["counts"]["cells"] for year in years)
    assert [bool(year["counts"]["covered"]) for year in years] == [True, False, False]
    assert [year["share_closed"] for year in years] == [0.0, None, None]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "; what was done after 2008-03-01 is not known\n" in told
    assert "By year, known up to 2008-03-01\n" in told
    assert re.search(r"2009-12-31 +- .* - +0 of 4 +-\n", told)


@pytest.mark.usefixtures("data")
def test_the_head_counts_what_the_lists_hold(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["progress", "--all", "--from", "1900-06-01", "--to", "1991-06-01"]
    assert main([*asked, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    counts = document["counts"]
    acts = Counter(event["what"] for change in document["changes"] for event in change["events"])
    assert counts["joinings"] == acts["joined"] == counts["closed"] + counts["joinings_since"]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert f"What was done ({acts.total()})" in told
    assert f"Signatures: {acts['signed']}; denunciations: {acts['left']}." in told
    assert f"Unknown at one end or both: {counts['untold']}, listed below." in told
    assert f"What cannot be said ({counts['untold']})" in told


def _on_a_terminal(command: list[str], env: dict[str, str]) -> str:
    """Return what ``command`` prints on a terminal of its own."""
    master, slave = pty.openpty()
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=env) as running:
        os.close(slave)
        parts = []
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
        running.wait(60)
    os.close(master)
    return b"".join(parts).decode("utf-8")


def test_a_matrix_reads_the_same_with_and_without_colour(
    command: list[str], env: dict[str, str]
) -> None:
    asked = [*command, "matrix", "--as-of", "2000-06-30"]
    coloured = _on_a_terminal(asked, env | {"COLUMNS": "80", "PYTHONUTF8": "1"})
    assert "\x1b[" in coloured
    bare = _on_a_terminal(asked, env | {"COLUMNS": "80", "PYTHONUTF8": "1", "NO_COLOR": "1"})
    letters = re.compile(r"\x1b\[[0-9;]*m")
    assert letters.sub("", coloured).split() == letters.sub("", bare).split()
    piped = subprocess.run(
        asked, env=env | {"COLUMNS": "80"}, capture_output=True, check=True, text=True
    ).stdout
    rows = [line for line in piped.splitlines() if line.startswith(("QM", "ON", "RIVCOM"))]
    assert rows
    shown = letters.sub("", coloured).replace("\r", "").splitlines()
    assert all(row.split() in [line.split() for line in shown] for row in rows)


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_a_matrix_keeps_to_its_width(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("RATGAP_DATA", raising=False)
    monkeypatch.setenv("COLUMNS", str(columns))
    day = date(2026, 11, 24).isoformat()
    assert main(["matrix", "-g", "antalya-2004", "--as-of", day]) == 0
    grid = capsys.readouterr().out.partition("\n\n")[2].partition("\n\n")[0]
    widest = max(map(len, grid.splitlines()))
    # Codes, names, a character for each of 23 treaties and three sums need 72.
    assert widest <= max(columns, 72)
