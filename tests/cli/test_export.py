"""``ratgap export``: tables that other programs read, held against their standards and the engine.

Validators and tools that are no part of ``dev`` are asked where they are installed; ``.ci/run``
installs them.
"""

from __future__ import annotations

import asyncio
import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import ratgap
from ratgap.present import export

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = "2026-11-24"
TABLES = ("states", "instruments", "sources", "acts", "status", "spells")
PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")

SOURCES = """\
    roll:
      title: "=HYPERLINK(1)"
      kind: depositary
      trust: high
      readings:
        alpha-2000: {as_of: 2010-01-01, gives: [consents]}
    """
STATES = """\
    NA:
      name: {en: Namibia}
      alpha3: NAM
      acts:
        alpha-2000: {accession: [2005-03-01, roll]}
    QB:
      name: {en: Bay}
      acts:
        alpha-2000: {consent: ["2005-03-01..2006-03-01", roll]}
    QC:
      name: {en: Cape}
      since: [2003-01-01, roll]
    """


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def small(data_folder: Callable[..., Path]) -> Path:
    return data_folder(states=STATES, sources=SOURCES)


@pytest.fixture
def out(here: Run, small: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    done = here("export", str(out), "--as-of", DAY, "--data", str(small), "--panel", "year")
    assert (done.returncode, done.stdout) == (0, f"{out}: 9 files, as of {DAY}\n"), done.stderr
    return out


def spells(out: Path, state: str) -> list[tuple[str, ...]]:
    columns = ("status", "reason", "from", "to")
    return [tuple(r[c] for c in columns) for r in table(out, "spells") if r["state"] == state]


def test_spells_end_where_the_answer_turns_and_unknown_keeps_its_reason(out: Path) -> None:
    exact = spells(out, "NA")
    assert [row[0] for row in exact] == ["none", "contracting"]
    assert (exact[0][2], exact[-1][3]) == ("2000-01-01", DAY)
    assert [row[2] for row in exact[1:]] == [
        (date.fromordinal(date.fromisoformat(row[3]).toordinal() + 1)).isoformat()
        for row in exact[:-1]
    ]
    undated = [row for row in spells(out, "QB") if row[1] == "consent-undated"]
    assert undated[-1][3] == "2006-02-28"


def test_a_state_has_no_spell_before_it_was_there(out: Path) -> None:
    assert [row[2] for row in spells(out, "QC")] == ["2003-01-01"]


def test_a_day_known_as_a_span_has_its_bounds_and_no_day(out: Path) -> None:
    act = next(row for row in table(out, "acts") if row["state"] == "QB")
    days = [act[name] for name in ("day", "day_earliest", "day_latest")]
    assert days == ["", "2005-03-01", "2006-03-01"]


def test_codes_are_empty_where_the_data_have_none(out: Path) -> None:
    codes = ("iso2", "iso3", "m49", "cow", "gw", "vdem_id")
    states = {row["state"]: [row[code] for code in codes] for row in table(out, "states")}
    assert states == {"NA": ["NA", "NAM", *[""] * 4], "QB": [""] * 6, "QC": [""] * 6}


@pytest.mark.parametrize("name", ["states", "acts", "status", "spells", "panel"])
def test_each_table_of_states_has_every_code(out: Path, name: str) -> None:
    assert {"iso2", "iso3", "m49", "cow", "gw", "vdem_id"} <= set(table(out, name)[0])


def test_a_formula_is_a_text_in_csv_and_itself_elsewhere(
    out: Path, here: Run, small: Path, tmp_path: Path
) -> None:
    assert table(out, "sources")[0]["title"] == "'=HYPERLINK(1)"
    lines = tmp_path / "lines"
    here("export", str(lines), "--format", "ndjson", "--data", str(small))
    assert json.loads((lines / "sources.ndjson").read_text("utf-8"))["title"] == "=HYPERLINK(1)"


def test_spells_and_panel_are_what_the_engine_answers() -> None:
    data = ratgap.load_dataset()
    day = date.fromisoformat(DAY)
    made = {table.name: rows for table, rows in export.rows(data, day, panel=True)}
    alone = ratgap.load_dataset()
    for row in made["panel"][::41]:
        last = date(int(str(row["year"])), 12, 31)
        alone.memo.clear()  # Each answer by itself, not as one of a history
        known = ratgap.answer(alone, str(row["state"]), str(row["instrument"]), last)
        why = known.reason if known.status == "unknown" else None
        assert (row["status"], row["reason"]) == (known.status, why), row
    held = {(r["state"], r["instrument"]): r["status"] for r in made["spells"] if r["to"] == DAY}
    assert held == {(r["state"], r["instrument"]): r["status"] for r in made["status"]}


@pytest.mark.parametrize("form", ["csv", "ndjson", "sqlite", "parquet", "xlsx"])
def test_the_same_data_give_the_same_files_and_a_later_run_replaces_them(
    here: Run, small: Path, tmp_path: Path, form: str
) -> None:
    pytest.importorskip({"parquet": "duckdb", "xlsx": "xlsxwriter"}.get(form, "csv"))
    out = tmp_path / "out"
    asked = ("export", str(out), "--as-of", DAY, "--data", str(small), "--format", form)
    assert here(*asked).returncode == 0
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert here(*asked, "--panel", "year").returncode == 0
    assert here(*asked).returncode == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    package = json.loads(first["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == {
        name for name in first if name not in ("datapackage.json", "csv-metadata.json")
    }


def test_sqlite_holds_the_rows_of_csv(here: Run, small: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    here("export", str(other), "--as-of", DAY, "--data", str(small), "--format", "sqlite")
    with closing(sqlite3.connect(other / "ratgap.sqlite")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in ("acts", "status", "spells", "states", "instruments"):
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()
            written = [["" if v is None else str(v) for v in row] for row in rows]
            assert written == [list(row.values()) for row in table(out, name)]


@pytest.mark.parametrize("foreign", ["notes.txt", "acts.csv"])
def test_a_folder_with_other_things_is_left_alone(
    here: Run, small: Path, tmp_path: Path, foreign: str
) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / foreign).write_text("mine")
    done = here("export", str(out), "--data", str(small))
    assert done.returncode == 2
    assert f"holds {foreign}, which is no part of a former export" in done.stderr
    assert [(p.name, p.read_text()) for p in out.iterdir()] == [(foreign, "mine")]


@pytest.mark.parametrize(("form", "package"), [("parquet", "duckdb"), ("xlsx", "xlsxwriter")])
def test_a_format_whose_package_is_missing_names_the_extra(
    here: Run,
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    package: str,
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = here("export", str(tmp_path / "out"), "--data", str(small), "--format", form)
    assert done.returncode == 2
    assert f"needs {package}: pip install 'ratgap[{form}]'" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("form", "needed"),
    [
        ("csv", ()),
        ("ndjson", ("jsonlines",)),
        ("sqlite", ()),
        ("parquet", ("duckdb", "pyarrow")),
        ("xlsx", ("xlsxwriter", "openpyxl")),
    ],
)
def test_frictionless_finds_nothing_wrong(
    here: Run, small: Path, tmp_path: Path, form: str, needed: tuple[str, ...]
) -> None:
    frictionless = pytest.importorskip("frictionless")
    for package in needed:
        pytest.importorskip(package)
    out = tmp_path / "out"
    asked = ("export", str(out), "--as-of", DAY, "--data", str(small), "--format", form)
    assert here(*asked, "--panel", "year").returncode == 0
    found = frictionless.validate(str(out / "datapackage.json"))
    assert found.valid, found.flatten()
    # Of SQLite it sees the file alone.
    assert len(found.tasks) == len(TABLES) + 1
    assert form == "sqlite" or all(task.stats["rows"] for task in found.tasks)


def test_csvw_finds_nothing_wrong(out: Path) -> None:
    csvw = pytest.importorskip("csvw")
    found = csvw.CSVW(str(out / "csv-metadata.json"), validate=True)
    assert found.is_valid, found.warnings


def test_a_line_of_a_report_is_what_json_has(here: Run) -> None:
    asked = ("report", "--all", "--as-of", DAY, "--format")
    whole = json.loads(here(*asked, "json").stdout)
    lines = [json.loads(line) for line in here(*asked, "ndjson").stdout.splitlines()]
    names = ("code", "alpha3", "name", "kind")
    assert lines == [
        {"as_of": DAY, "state": {name: state[name] for name in names}, **row}
        for state in whole["states"]
        for row in state["instruments"]
    ]


QUERIES = {
    heading.lower(): code
    for heading, code in re.findall(r"^## (\w+)\n.*?```\w+\n(.*?)```", PAGE, re.S | re.M)
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ratgap.cli.main import main

    place = tmp_path_factory.mktemp("shipped")
    data = str(Path(__file__).parents[2] / "data")
    for form in ("csv", "sqlite"):
        assert main(["export", str(place / form), "-f", form, "--as-of", DAY, "--data", data]) == 0
    return place


def test_the_query_for_pandas_keeps_namibia(exported: Path) -> None:
    pytest.importorskip("pandas")
    done = subprocess.run(
        [sys.executable, "-c", QUERIES["pandas"]],
        cwd=exported / "csv",
        capture_output=True,
        text=True,
        check=True,
    )
    assert "NA" in done.stdout.split()


PARTIES = {"firearms-protocol-2001": 45, "financing-1999": 16}
"""Who became party in 2005, as the queries of the page ask."""


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_the_query_for_r_runs(exported: Path) -> None:
    asked = QUERIES["r"] + 'cat(spells$state[spells$iso3 == "NAM"][1], "\\n")\n'
    told = subprocess.run(
        ["Rscript", "-e", asked], cwd=exported / "csv", capture_output=True, text=True, check=True
    ).stdout.split()
    for treaty, number in PARTIES.items():
        assert str(number) in told
        assert treaty in told
    assert told[-1] == "NA"


def test_datasette_shows_every_table_and_answers_the_query(exported: Path) -> None:
    app = pytest.importorskip("datasette.app")
    query = urlencode({"sql": QUERIES["sqlite"], "_shape": "array"})
    asked = [*(f"/ratgap/{name}?_size=2" for name in TABLES), f"/ratgap.json?{query}"]

    async def answers() -> list[Any]:
        client = app.Datasette([str(exported / "sqlite" / "ratgap.sqlite")]).client
        return [await client.get(path) for path in asked]

    told = asyncio.run(answers())
    assert [answer.status_code for answer in told] == [200] * len(asked)
    assert '<a href="/ratgap/states/' in told[TABLES.index("spells")].text
    states = {row["name"]: row["states"] for row in told[-1].json()}
    assert states["Firearms Protocol 2001"] == PARTIES["firearms-protocol-2001"]


def test_the_query_for_duckdb_runs(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(exported / "csv")
    assert PARTIES.items() <= dict(duckdb.sql(QUERIES["duckdb"]).fetchall()).items()


def test_the_query_for_sqlite_runs(exported: Path) -> None:
    with closing(sqlite3.connect(exported / "sqlite" / "ratgap.sqlite")) as connection:
        assert connection.execute(QUERIES["sqlite"]).fetchall()
