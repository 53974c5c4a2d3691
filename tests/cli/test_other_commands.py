"""The other commands: what they find and what they refuse. Outputs: see tests/present."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
        (["explain", "QM", "lco"], "did you mean lock-1975?"),
        (["explain", "QM", "rivver"], "did you mean river-1900 or river-1990"),
        (["explain", "MQ", "lock-1975"], 'no state "MQ"'),
        (["explain", "LOC", "QM"], "the state goes first: ratgap explain QM LOC"),
        (["explain", "QM", "river-1900", "--format", "csv"], "is not one of"),
        (["explain", "Nowhere", "river-1900"], 'no state "Nowhere"'),
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


def test_instruments_of_a_group_count_its_members(capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "instruments", "-g", "delta", "--as-of", "2000-06-30")
    for entry in _entries(told, "instruments"):
        assert sum(map(len, entry["members"].values())) <= 4


def test_one_instrument_tells_of_each_state_what_explain_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    day = ["--as-of", "2010-06-01"]
    one = _json(capsys, "instruments", "riv90", *day)
    whole = _json(capsys, "instruments", *day)
    (entry,) = [e for e in _entries(whole, "instruments") if e["id"] == "river-1990"]
    assert one["counts"] == entry["counts"]
    assert one["total"] == entry["total"]
    for row in _entries(one, "states"):
        answer = _json(capsys, "explain", row["code"], "river-1990", *day)["answer"]
        assert isinstance(answer, dict)
        same = row.keys() & answer.keys()
        assert {"status", "proof", "consent", "in_force", "evidence", "total"} <= same
        assert {key: row[key] for key in same} == {key: answer[key] for key in same}


def test_every_source_that_a_document_names_stands_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in (
        ["report", "--all", "--as-of", "2010-06-01"],
        ["explain", "QR", "ferry-1950", "--as-of", "2005-01-01"],
        ["instruments", "RIV", "--as-of", "2010-06-01"],
    ):
        told = _json(capsys, *arguments)
        table = {entry["id"]: entry for entry in _entries(told, "sources")}
        assert set(_named(told)) == table.keys()
        assert all(entry["title"] for entry in table.values())
    assert "ledger-2000" in table


def _entries(told: dict[str, object], name: str) -> list[dict[str, Any]]:
    entries = told[name]
    assert isinstance(entries, list)
    return entries


def _named(value: object) -> Iterator[str]:
    """Yield the ids of sources, wherever they stand."""
    if isinstance(value, list):
        for item in value:
            yield from _named(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("source", "document"):
                yield item
            elif key == "sources" and item and isinstance(item[0], str):
                yield from item
            elif key == "title_sources":
                yield from item.values()
            else:
                yield from _named(item)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["instruments", "weir"], "did you mean lock-1975?"),
        (["instruments", "LOK"], "did you mean lock-1975?"),
        (["instruments", "SOC"], "there are river-1900,"),
        (["instruments", "dredge-2010", "--as-of", "2005-01-01"], "was adopted on 2010-05-20"),
        (["sources", "ledger"], "did you mean ledger-2000?"),
        (["groups", "deltas"], "did you mean delta?"),
        (["states", "Sedgy"], "did you mean Sedge?"),
    ],
)
def test_one_that_is_not_there(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


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


@pytest.mark.parametrize("name", ["LOCK", "lock and weir", " Dredging "])
def test_the_first_words_name_a_treaty_where_no_other_begins_so(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _json(capsys, "explain", "QM", name)
    assert f"'id': '{name.split()[0][:4].lower()}" in str(told["instrument"])


def test_how_old_a_proof_may_be_is_told_by_explain(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["explain", "QN", "lock-1975", "--as-of", "2012-01-01"]
    for age, proof in (("5y", "recent"), ("1y", "old")):
        assert f"'proof': '{proof}'" in str(_json(capsys, *asked, "--recent", age)["answer"])
        assert main([*asked, "--recent", age]) == 0
        assert ("a proof older than 1y" in capsys.readouterr().out) == (proof == "old")


def test_columns_of_csv_are_the_same_whatever_the_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = ["report QM", "instruments", "instruments LOCK", "groups", "states", "sources"]
    commands += ["plan QM", "commitments", "progress QM --from 1990-01-01"]
    heads: list[list[str]] = []
    for shipped in (False, True):
        if shipped:
            monkeypatch.delenv("RATGAP_DATA")
        heads.append([])
        for command in commands:
            asked = command.replace("QM", "KG").replace("LOCK", "FIR") if shipped else command
            assert main([*asked.split(), "-f", "csv"]) == 0
            heads[-1].append(capsys.readouterr().out.partition("\n")[0])
    assert heads[0] == heads[1]
