"""The other commands: what they find and what they refuse. Outputs: see tests/present."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ratgap.cli.main import main

REGIME = Path(__file__).parent.parent / "regime"


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_explain_what_was_not_adopted_yet(capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "explain", "QM", "dredge-2010", "--as-of", "2000-01-01")
    assert (told["applicable"], told["inapplicable"]) == (False, "not-adopted")
    assert told["answer"] is None


def test_explain_what_is_not_open(capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "explain", "RIVCOM", "river-1900")
    assert (told["applicable"], told["inapplicable"]) == (False, "not-open")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["explain", "QM"], "INSTRUMENT"),
        (["explain", "QM", "river"], "did you mean river-1900 or river-1990?"),
        (["explain", "QM", "weir"], "did you mean lock-1975?"),
        (["explain", "QM", "river-1900", "--format", "csv"], "is not one of"),
        (["explain", "Nowhere", "river-1900"], "no state is known"),
        (["instruments", "--scope", "x"], "there are all-rivers, delta-2000"),
        (["schema", "reports"], "there are report, explain"),
        (["reprot"], "reprot"),
    ],
)
def test_refusals(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert printed.out == ""
    assert line.startswith("ratgap: error: ")
    assert told in line


def test_instruments_of_a_scope_on_a_basis(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--scope", "delta-2000", "--basis", "upstream-call", "--as-of", "2013-01-01"]
    told = _json(capsys, "instruments", *asked)
    entries = told["instruments"]
    assert isinstance(entries, list)
    assert [entry["id"] for entry in entries] == ["river-1900", "lock-1975"]


@pytest.mark.parametrize("name", ["report", "instruments", "states", "sources"])
def test_csv_rows_are_as_wide_as_their_head(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--all"] if name == "report" else []
    assert main([name, *arguments, "--format", "csv"]) == 0
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert len(set(head)) == len(head)
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_schema_names_and_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    names = capsys.readouterr().out.split()
    assert {"report", "explain", "instruments", "states", "sources", "states.yaml"} <= set(names)
    for name in names:
        assert main(["schema", name]) == 0
        assert json.loads(capsys.readouterr().out)["$id"]
