"""The command that writes tables for other programs: whole files, all made before one is written.

The formats of the standard library are CSV, NDJSON and SQLite; Parquet and XLSX are extras.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ratgap import gate
from ratgap.cli.console import Result, UnusableError, missing_extra
from ratgap.cli.options import AsOf, DataFolder, folder
from ratgap.language import t
from ratgap.present import export as known
from ratgap.present.export_tables import PANEL, TABLES, csvw, datapackage

if TYPE_CHECKING:
    from ratgap.present.document import Json
    from ratgap.present.export import Row
    from ratgap.present.export_tables import Table

Filled = list[tuple["Table", list["Row"]]]
Format = Literal["csv", "ndjson", "sqlite", "parquet", "xlsx"]

_PACKAGE, _CSVW = "datapackage.json", "csv-metadata.json"
_MEDIA = {
    "csv": "text/csv",
    "ndjson": "application/x-ndjson",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ONE = {"sqlite": "ratgap.sqlite", "xlsx": "ratgap.xlsx"}
"""The formats of which one file holds all tables."""
_NAMES = [table.name for table in (*TABLES, PANEL)]
_OURS = {f"{name}.{form}" for name in _NAMES for form in _MEDIA if form not in _ONE}
_OURS |= {_PACKAGE, _CSVW, *_ONE.values()}


def export(
    *,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", parser=folder, help="The folder to write: new, or a former export."
        ),
    ],
    form: Annotated[
        Format, typer.Option("--format", "-f", help="The format of the tables.")
    ] = "csv",
    as_of: AsOf,
    panel: Annotated[
        Literal["year"] | None,
        typer.Option("--panel", help="Also a table of the status at the end of each year."),
    ] = None,
    data: DataFolder = None,
) -> Result:
    """Write tables for other programs: acts, status, spells, and what they name.

    The others are states, instruments and sources. Beside them datapackage.json, and
    csv-metadata.json for CSV, tell what the columns are. The same data give the same files. A later
    run replaces what it wrote.

    ratgap export OUT
    ratgap export OUT --format sqlite --as-of 2024-12-31
    ratgap export OUT --panel year
    """
    from ratgap import api

    _former(out)  # Else all is made in vain
    dataset = api.load_dataset(data)
    filled = list(known.rows(dataset, as_of, panel=panel == "year"))
    files = _WRITERS[form](filled, as_of)
    only = [table for table, _ in filled]
    places = {table.name: _place(table, form) for table in only}
    files[_PACKAGE] = _json(datapackage(dataset.digest, as_of, places, only))
    if form == "csv":
        files[_CSVW] = _json(csvw(only))
    _write(out, files)
    text = t("{folder}: {count} files, as of {day}", folder=out, count=len(files), day=as_of)
    return Result(f"{gate.line(text)}\n")


def _place(table: Table, form: str) -> Json:
    place: Json = {"path": _ONE.get(form, f"{table.name}.{form}"), "format": form}
    place |= {"mediatype": _MEDIA[form]}
    if form in ("csv", "ndjson"):
        place["encoding"] = "utf-8"
    if form in _ONE:
        kind, name = {"sqlite": ("sql", "table"), "xlsx": ("excel", "sheet")}[form]
        place["dialect"] = {kind: {name: table.name}}
    return place


def _json(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _values(table: Table, row: Row) -> Iterator[Any]:
    return (row[column.name] for column in table.columns)


def _safe(value: object) -> object:
    """Return ``value`` as a cell that no spreadsheet takes for a formula."""
    return gate.cell(value) if isinstance(value, str) else value


def _csv(filled: Filled, _: date) -> dict[str, bytes]:
    import csv
    import io

    files = {}
    for table, rows in filled:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        for row in rows:
            values = map(_safe, _values(table, row))
            writer.writerow(str(v).lower() if isinstance(v, bool) else v for v in values)
        files[f"{table.name}.csv"] = text.getvalue().encode()
    return files


def _ndjson(filled: Filled, _: date) -> dict[str, bytes]:
    return {f"{table.name}.ndjson": _lines(table, rows) for table, rows in filled}


def _lines(table: Table, rows: list[Row]) -> bytes:
    names = [column.name for column in table.columns]
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return "".join(f"{write({name: row[name] for name in names})}\n" for row in rows).encode()


_SQL = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}


def _sqlite(filled: Filled, _: date) -> dict[str, bytes]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:")) as connection:
        for table, rows in filled:
            columns = [
                f'"{c.name}" {_SQL[c.type]}'
                + " NOT NULL" * c.required
                # With its column, without which Datasette shows no page of the table.
                + (f' REFERENCES "{c.refers}" ("{c.name}")' if c.refers else "")
                for c in table.columns
            ]
            key = ", ".join(f'"{name}"' for name in table.key)
            columns.append(f"PRIMARY KEY ({key})")
            connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
            places = ", ".join("?" * len(table.columns))
            connection.executemany(
                f'INSERT INTO "{table.name}" VALUES ({places})',  # noqa: S608 - names of our own
                (tuple(_values(table, row)) for row in rows),
            )
        connection.commit()
        return {_ONE["sqlite"]: connection.serialize()}


_DUCK = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}


def _parquet(filled: Filled, _: date) -> dict[str, bytes]:
    from ratgap.cli.output import passing_folder

    try:
        import duckdb
    except ModuleNotFoundError:
        raise missing_extra("Parquet", "duckdb", "parquet") from None
    files = {}
    with passing_folder() as place, duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 1")  # The order of rows, and so the bytes, are the same
        read, made = place / "rows.ndjson", place / "table.parquet"
        for table, rows in filled:
            read.write_bytes(_lines(table, rows))
            columns = {column.name: _DUCK[column.type] for column in table.columns}
            lines = connection.read_json(
                str(read), columns=columns, format="newline_delimited", date_format="%Y-%m-%d"
            )
            lines.write_parquet(str(made), compression="zstd")
            files[f"{table.name}.parquet"] = made.read_bytes()
    return files


def _xlsx(filled: Filled, day: date) -> dict[str, bytes]:
    import io
    from datetime import datetime

    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise missing_extra("XLSX", "xlsxwriter", "xlsx") from None
    made = io.BytesIO()
    texts = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(made, {"in_memory": True, **dict.fromkeys(texts, False)})
    # Else the moment at which it is made stands in it.
    book.set_properties({"created": datetime(day.year, day.month, day.day)})
    for table, rows in filled:
        sheet = book.add_worksheet(table.name)
        sheet.write_row(0, 0, [column.name for column in table.columns])
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, map(_safe, _values(table, row)))
    book.close()
    return {_ONE["xlsx"]: made.getvalue()}


_WRITERS: dict[Format, Callable[[Filled, date], dict[str, bytes]]] = {
    "csv": _csv,
    "ndjson": _ndjson,
    "sqlite": _sqlite,
    "parquet": _parquet,
    "xlsx": _xlsx,
}


def _former(out: Path) -> set[str]:
    """Return the files of the export in ``out``. Raise ``UnusableError`` for anything else."""
    from ratgap.cli.output import is_passing

    if not out.exists():
        return set()
    if not out.is_dir():
        raise UnusableError("{folder} is no folder: name one for the export", folder=out)
    names = {entry.name for entry in out.iterdir() if not is_passing(entry.name)}
    for name in sorted(names):
        entry = out / name
        if name not in _OURS or _PACKAGE not in names or entry.is_symlink() or not entry.is_file():
            raise UnusableError(
                "{folder} holds {name}, which is no part of a former export: name another folder, "
                "or take that away",
                folder=out,
                name=name,
            )
    return names


def _write(out: Path, files: dict[str, bytes]) -> None:
    """Write ``files``, each whole or not at all, and remove what is no longer part of the export.

    What tells that the folder is ours comes first: a run that breaks off can be run again.
    """
    from ratgap.cli.output import save
    from ratgap.cli.writer import filling

    with filling(out):
        # Another may have written meanwhile.
        former = _former(out)
        for name in (_PACKAGE, *(name for name in files if name != _PACKAGE)):
            save(files[name], out / name)
        for name in former.difference(files):
            (out / name).unlink()
