"""Whole outputs of plan, progress, matrix, commitments and groups; see ``test_golden``."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ratgap.cli.main import main
from ratgap.present.schema import schema

GOLDEN = Path(__file__).parent / "golden_review"
REGIME = Path(__file__).parent.parent / "regime"

COMMANDS = {
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
ENDINGS = {"table": "txt", "json": "json", "csv": "csv", "markdown": "md"}
CASES = [
    pytest.param(arguments, form, f"{name}.{ENDINGS[form]}", id=f"{name}-{form}")
    for name, arguments in COMMANDS.items()
    for form in ENDINGS
]
NARROW = ["plan-one", "progress-states", "progress-years", "matrix", "commitments", "groups"]


def _same(name: str, printed: str) -> None:
    """Compare with the file ``name``, whatever the version and the digest of the data."""
    lasting = re.sub(r'("(?:version|digest)": )"[^"]*"', r'\1"..."', printed)
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
        Draft202012Validator(schema(arguments[0])).validate(json.loads(printed.out))
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
