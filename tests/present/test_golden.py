"""Whole outputs in every format, compared with files; UPDATE_GOLDEN=1 writes the files anew."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest

from documents import check, laid_out
from ratgap.cli.main import main

GOLDEN = Path(__file__).parent / "golden"
REGIME = Path(__file__).parent.parent / "regime"

ONE = ["report", "--state", "QP", "--as-of", "2005-01-01"]
SEVERAL = ["report", "-s", "QN", "-s", "Ostrel", "-s", "RIVCOM", "-g", "delta"]
SEVERAL += ["--as-of", "2005-01-01", "--full"]
OTHER_DAY = ["report", "-s", "QU", "-s", "QV", "--as-of", "1985-04-15", "--max-age", "none"]
COMMANDS = {
    "report-one": ONE,
    "report-several": SEVERAL,
    "report-other-day": [*OTHER_DAY, "--scope", "delta-2000", "--basis", "upstream-call"],
    "explain-set-aside": ["explain", "QR", "ferry-1950", "--as-of", "2005-01-01"],
    "explain-through": ["explain", "QU", "river-1900", "--as-of", "2005-01-01"],
    "explain-left": ["explain", "QN", "river-1900", "--as-of", "1965-01-01"],
    "explain-old": ["explain", "QN", "lock-1975", "--as-of", "2026-11-24"],
    "explain-not-open": ["explain", "LEAGUE", "ferry-1950", "--as-of", "2005-01-01"],
    "explain-not-adopted": ["explain", "QP", "dredge-2010", "--as-of", "2005-01-01"],
    "explain-not-covered": ["explain", "QO", "dredge-2010", "--as-of", "2011-01-15"],
    "explain-not-in-force": ["explain", "QM", "dredge-2010", "--as-of", "2014-01-15"],
    "explain-absent": ["explain", "ON", "river-1900", "--as-of", "1905-01-15"],
    "explain-later": ["explain", "QV", "lock-1975", "--as-of", "1978-01-15"],
    "explain-undated": ["explain", "QR", "river-1900", "--as-of", "1900-07-15"],
    "explain-named": ["explain", "QP", "river-1900", "--as-of", "2000-07-01"],
    "explain-contracting": ["explain", "QM", "lock-1975", "--as-of", "1976-06-01"],
    "explain-succession": ["explain", "QS", "river-1900", "--as-of", "1993-01-01"],
    "explain-succession-notified": ["explain", "QS", "river-1900", "--as-of", "1995-01-01"],
    "explain-no-state": ["explain", "QS", "river-1900", "--as-of", "1990-01-01"],
    "explain-bound": ["explain", "QR", "river-1900", "--as-of", "1921-01-15"],
    "explain-parent": ["explain", "QN", "dredge-2010", "--as-of", "2010-06-01"],
    "explain-counted": ["explain", "QN", "lock-1975", "--as-of", "2010-06-01"],
    "explain-outnumbered": ["explain", "ON", "river-1990", "--as-of", "2010-06-01"],
    "instruments": ["instruments", "--as-of", "2013-04-01", "--max-age", "none"],
    "instruments-group": ["instruments", "-g", "delta", "--as-of", "2000-06-30"],
    "instrument": ["instruments", "river-1990", "--as-of", "2010-06-01"],
    "instrument-group": ["instruments", "RIV", "-g", "delta", "--as-of", "2013-04-01"],
    "state": ["states", "sedge", "--as-of", "2000-04-12"],
    "source": ["sources", "ledger-2000", "--as-of", "2013-04-01"],
    "group": ["groups", "upper-basin", "--as-of", "2003-01-01"],
    "states": ["states", "--as-of", "2000-04-12"],
    "sources": ["sources", "--as-of", "2013-04-01"],
    "plan-one": ["plan", "-s", "QU", "--as-of", "1991-06-01", "--deposit-on", "1993-01-10"],
    "plan-several": ["plan", "--all", "--as-of", "1985-01-01", "--max-age", "none"],
    "plan-left": ["plan", "-s", "QN", "--as-of", "1965-01-01", "--scope", "delta-2000"],
    "plan-organisation": ["plan", "-s", "RIVCOM", "--as-of", "1976-01-01"],
    "plan-unknown": ["plan", "-s", "ON", "--as-of", "2026-11-24"],
    "progress-states": ["progress", "--all", "--from", "1900-06-01", "--to", "1991-06-01"],
    "progress-years": ["progress", "-s", "QN", "-s", "QM", "--from", "1958-06-01"],
    "progress-group": ["progress", "-g", "upper-basin", "--from", "1998-01-01"],
    "matrix": ["matrix", "--as-of", "2000-06-30", "--last", "4"],
    "matrix-group": ["matrix", "-g", "delta", "--as-of", "2000-06-30", "--sort", "gap"],
    "commitments": ["commitments", "--as-of", "2004-12-31"],
    "commitments-one": ["commitments", "-s", "QP", "--as-of", "2004-12-31"],
    "groups": ["groups", "--as-of", "2003-01-01"],
}
COMMANDS["progress-years"] += ["--to", "1962-01-01", "--by", "year"]
COMMANDS["progress-group"] += ["--to", "2006-01-01", "--max-age", "none"]
NARROW = ["report-several", "explain-set-aside", "instruments", "sources", "plan-one"]
NARROW += [
    "instrument",
    "source",
    "group",
    "state",
    "progress-states",
    "progress-years",
    "matrix",
    "commitments",
    "groups",
]
ENDINGS = {"table": "txt", "json": "json", "csv": "csv", "markdown": "md"}


def _formats(arguments: list[str]) -> list[str]:
    return [form for form in ENDINGS if form != "csv" or arguments[0] != "explain"]


CASES = [
    pytest.param(arguments, form, f"{name}.{ENDINGS[form]}", id=f"{name}-{form}")
    for name, arguments in COMMANDS.items()
    for form in _formats(arguments)
]


def _same(name: str, printed: str) -> None:
    """Compare with the file ``name``, whatever the version and the digest of the data."""
    lasting = re.sub(r'("(?:version|digest)": )"[^"]*"', r'\1"..."', laid_out(name, printed))
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(lasting, "utf-8")
    assert lasting == path.read_text("utf-8")


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.mark.parametrize(("arguments", "form", "name"), CASES)
def test_output(
    arguments: list[str], form: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--format", form]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    _same(name, printed.out)
    if form == "json":
        check(printed.out)
    if form == "csv":
        widths = {len(row) for row in csv.reader(io.StringIO(printed.out))}
        assert len(widths) == 1


@pytest.mark.parametrize("name", NARROW)
def test_output_of_80_columns(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(COMMANDS[name]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    _same(f"{name}.80.txt", printed)


def test_every_golden_file_is_compared() -> None:
    named = {str(case.values[2]) for case in CASES} | {f"{name}.80.txt" for name in NARROW}
    assert {path.name for path in GOLDEN.iterdir()} == named
