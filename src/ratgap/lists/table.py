"""CSV text as rows that know their line and their column's heading; shared by the CSV readers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ratgap.lists.rows import ListedRow, Listing
from ratgap.model.evidence import Column
from ratgap.problem import DataError, Problem, Where

_BEYOND = ""
"""The key under which a row keeps what stands to the right of the last heading."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row by heading, and the line on which the row begins."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        """Return the cell under ``heading``; empty where the table has no such column."""
        return self.cells.get(heading, "")


def headings(text: str) -> tuple[str, ...]:
    """Return the headings of CSV ``text``; empty for a text without any."""
    first = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), [])
    return tuple(cell.strip() for cell in first)


def rows(text: str) -> Iterator[TableRow]:
    """Yield the rows below the headings; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    keys = [cell.strip() for cell in next(reader, [])]
    begin = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            named = dict(zip(keys, (cell.strip() for cell in cells), strict=False))
            yield TableRow(begin, named | {_BEYOND: "".join(cells[len(keys) :]).strip()})
        begin = reader.line_num + 1


def listing(
    text: str,
    file: str,
    read_row: Callable[[TableRow], ListedRow],
    known: frozenset[str],
) -> Listing:
    """Read every row of CSV ``text`` with ``read_row``; ``known`` are the headings that it uses.

    A row for which it raises ``ValueError`` becomes a problem with its place; the others are
    read all the same. A text that is no CSV at all raises ``DataError``.
    """
    read: list[ListedRow] = []
    problems: list[Problem] = []
    try:
        for row in rows(text):
            try:
                if row[_BEYOND]:
                    raise ValueError("more cells than headings")
                read.append(read_row(row))
            except ValueError as error:
                problems.append(_unread_row(file, row, error))
    except csv.Error as error:
        raise DataError([Problem(Where(file), "list-csv", str(error), "save it as CSV")]) from error
    unread = tuple(heading for heading in headings(text) if heading not in known)
    return Listing(file, tuple(read), tuple(problems), gives(read), unread)


def _unread_row(file: str, row: TableRow, error: ValueError) -> Problem:
    name = next(iter(row.cells.values()))
    remedy = "mend the row in the list; nothing of it was read"
    return Problem(Where(file, row.line, 1), "list-row", f"{name}: {error}", remedy)


def gives(read: list[ListedRow]) -> frozenset[Column]:
    """Return the columns in which the rows hold something."""
    found = set()
    for row in read:
        if row.signature:
            found.add(Column.SIGNATURES)
        if row.in_force:
            found.add(Column.IN_FORCE)
        for act in row.consents:
            dated = act.when is not None and act.when.exact
            found.add(Column.CONSENTS if dated else Column.MEMBERSHIP)
    return frozenset(found)
