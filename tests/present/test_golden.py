"""Whole outputs in every format, compared with files; UPDATE_GOLDEN=1 writes the files anew."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ratgap.cli.main import main
from ratgap.present.schema import schema

GOLDEN = Path(__file__).parent / "golden"
REGIME = Path(__file__).parent.parent / "regime"

ONE = ["report", "--state", "QP", "--as-of", "2005-01-01"]
SEVERAL = ["report", "-s", "QN", "-s", "Ostrel", "-s", "RIVCOM", "-g", "delta"]
SEVERAL += ["--as-of", "2005-01-01"]
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
    "instruments": ["instruments", "--as-of", "2013-04-01", "--max-age", "none"],
    "states": ["states", "--as-of", "2000-04-12"],
    "sources": ["sources", "--as-of", "2013-04-01"],
}
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


@pytest.mark.parametrize("name", ["report-several", "explain-set-aside", "instruments", "sources"])
def test_output_of_80_columns(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(COMMANDS[name]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    _same(f"{name}.80.txt", printed)


def test_every_golden_file_is_compared() -> None:
    named = {case.values[2] for case in CASES}
    named |= {f.name for f in GOLDEN.glob("*.80.txt")}
    assert {path.name for path in GOLDEN.iterdir()} == named
