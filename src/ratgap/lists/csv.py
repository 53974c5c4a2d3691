"""Lists as CSV, one row a participant: ours, a research data set's, the UN Treaty Collection's.

Ours has the columns, in any order: ``iso2`` and ``state`` (either will do), ``signature``,
``deposit``, ``act`` (a kind of act; ``party`` where the kind is not known; empty for a signatory
that is not a party), ``no_later_than`` (a day by which a party without a deposit was bound),
``in_force``, ``note``. A research data set has ``alpha_3`` and ``act_as_coded``: such coding does
not tell acceptance or approval from ratification. The collection's has the participant, the
signature (absent for some treaties), then one column of acts told apart by a letter after the day.
Columns may be parted by semicolons or tabs, as spreadsheets of many countries do; a first line
``sep=;`` says by what. Headings and kinds of act may have capitals.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ratgap.lists import acts
from ratgap.lists.headings import demand_single
from ratgap.lists.listing import ListedRow, Listing, read_row, read_rows
from ratgap.model.act import ActKind
from ratgap.named import NamedTuple
from ratgap.problem import NONE, Where, refused

if TYPE_CHECKING:
    import _csv

_SEPARATOR = re.compile(r"sep=([,;\t])[,;]*\r?\n", re.IGNORECASE)
_CONSENTS = {kind.value: kind for kind in ActKind if kind.binds}


class _Form(NamedTuple):
    """The headings of a table with one row a participant, and the words of its acts."""

    code: str
    act: str
    columns: frozenset[str]
    kinds: Mapping[str, ActKind]


COLUMNS = frozenset(
    ("iso2", "state", "signature", "deposit", "act", "no_later_than", "in_force", "note")
)
_OURS = _Form("iso2", "act", COLUMNS, {**_CONSENTS, "party": ActKind.CONSENT})
_CODED = _Form(
    "alpha_3",
    "act_as_coded",
    frozenset(("state", "alpha_3", "signature", "deposit", "act_as_coded", "in_force")),
    _CONSENTS,
)

_MOST_COLUMNS = 1000


def headings(text: str, separator: str = ",") -> tuple[str, ...]:
    """Return the headings of CSV ``text``; empty for a text that is none."""
    try:
        first = next(_lines(text, separator), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in first)


def _lines(text: str, separator: str) -> _csv.Reader:
    """Return a reader of ``text``. A line that says the separator stands before the headings."""
    text = text.removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    if _SEPARATOR.match(text):
        next(lines)
    return lines


def read(text: str, file: str, wordings: Mapping[str, str] = NONE) -> Listing | None:
    """Read the table in CSV ``text``; ``file`` is the name that problems show.

    None where its headings are those of no table that is known. A row that cannot be read
    becomes a problem with its place; the others are read all the same. A text that is no CSV
    from some line on raises ``DataError``.
    """
    given = _SEPARATOR.match(text.removeprefix("\ufeff"))
    for separator in given[1] if given else ";\t,":
        heads = headings(text, separator)
        if len(heads) > _MOST_COLUMNS:
            message = f"more than {_MOST_COLUMNS} columns"
            raise refused(Where(file, 1, 1), "list-size", message, "is it a list?")
        if acts.fits(heads):
            return acts.of_rows(file, heads, _rows(text, file, separator), wordings=wordings)
        heads = tuple(head.casefold() for head in heads)
        names = set(heads)
        if {"alpha_3", "deposit", "act_as_coded"} <= names:
            return _read(_CODED, heads, text, file, separator)
        if {"act", "deposit"} <= names and names & {"iso2", "state"}:
            return _read(_OURS, heads, text, file, separator)
    return None


def _read(form: _Form, heads: Sequence[str], text: str, file: str, separator: str) -> Listing:
    demand_single(Where(file, 1, 1), [head for head in heads if head in form.columns])

    def read_cells(line: int, cells: Sequence[str]) -> ListedRow:
        if len(cells) > len(heads):
            raise ValueError("more cells than headings")
        named = zip(heads, cells, strict=False)
        return _row(line, {head: cell for head, cell in named if head in form.columns}, form)

    listing = read_rows(file, _rows(text, file, separator), read_cells, lambda cells: cells[0])
    return listing._replace(
        unread=tuple(head for head in heads if head and head not in form.columns)
    )


def _row(line: int, cells: Mapping[str, str], form: _Form) -> ListedRow:
    code, act, deposit, bound = (
        cells.get(head, "") for head in (form.code, form.act, "deposit", "no_later_than")
    )
    if form is _CODED and bool(deposit) != bool(act):
        raise ValueError("an act and its deposit go together")
    if (deposit or bound) and not act:
        raise ValueError("a deposit without an act")
    act = "-".join(act.casefold().split())
    if act and act not in form.kinds:
        raise ValueError(f'"{act}" is not a kind of consent to be bound')
    name, kind = cells.get("state") or code, form.kinds.get(act)
    return read_row(line, name, kind, cells, code, cells.get("note", ""))


def _rows(text: str, file: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = _lines(text, separator)
    try:
        width = len(next(reader, []))
        begin = reader.line_num + 1
        for line in reader:
            row = [cell.strip() for cell in line]
            # Spreadsheets leave empty cells to the right of the last heading.
            while len(row) > width and not row[-1]:
                row.pop()
            if any(row):
                yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise refused(Where(file), "list-csv", str(error), "save it as CSV") from error
