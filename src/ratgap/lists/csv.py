"""Lists as CSV, one row a participant: ours, a research data set's, the UN Treaty Collection's.

Ours has the columns, in any order: ``iso2`` and ``state`` (either will do), ``signature``,
``deposit``, ``act`` (a kind of act; ``party`` where the kind is not known; empty for a signatory
that is not a party), ``no_later_than`` (a day by which a party without a deposit was bound),
``in_force``, ``note``. A research data set has ``alpha_3`` and ``act_as_coded``: such coding does
not tell acceptance or approval from ratification. The collection's has the participant, the
signature (absent for some treaties), then one column of acts told apart by a letter after the day.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from ratgap.lists import untc
from ratgap.lists.days import read_day
from ratgap.lists.listing import ListedAct, ListedRow, Listing, read_rows
from ratgap.model.act import ActKind, When
from ratgap.problem import DataError, Problem, Where

COLUMNS = frozenset(
    ("iso2", "state", "signature", "deposit", "act", "no_later_than", "in_force", "note")
)
_CODED = frozenset(("state", "alpha_3", "signature", "deposit", "act_as_coded", "in_force"))
_PARTY = "party"
_BEYOND = ""
"""The key under which a row keeps what stands to the right of the last heading."""


_Cells: TypeAlias = Mapping[str, str]
"""The cells of one row by heading; empty where the table has no such column."""
_RowReader: TypeAlias = Callable[[int, _Cells], ListedRow]


def headings(text: str) -> tuple[str, ...]:
    """Return the headings of CSV ``text``; empty for a text that is none."""
    try:
        first = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in first)


def read(text: str, file: str) -> Listing | None:
    """Read the table in CSV ``text``; ``file`` is the name that problems show.

    None where its headings are those of no table that is known. A row that cannot be read
    becomes a problem with its place; the others are read all the same. A text that is no CSV
    from some line on raises ``DataError``.
    """
    heads = headings(text)
    names = set(heads)
    if untc.fits(heads):
        columns = {head: untc.letters(head) for head in heads if untc.of_acts(head)}
        read_row, known = _collection_row(heads[0], columns), frozenset([heads[0], *columns])
    elif {"alpha_3", "deposit", "act_as_coded"} <= names:
        read_row, known = _coded_row, _CODED
    elif {"act", "deposit"} <= names and names & {"iso2", "state"}:
        read_row, known = _row, COLUMNS
    else:
        return None
    listing = _listing(text, file, read_row)
    return listing._replace(unread=tuple(head for head in heads if head not in known))


def _lines(text: str) -> Iterator[tuple[int, _Cells]]:
    """Yield the rows below the headings, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    keys = [cell.strip() for cell in next(reader, [])]
    begin = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            named = dict(zip(keys, (cell.strip() for cell in cells), strict=False))
            beyond = "".join(cells[len(keys) :]).strip()
            yield begin, defaultdict(str, named | {_BEYOND: beyond})
        begin = reader.line_num + 1


def _listing(text: str, file: str, read_row: _RowReader) -> Listing:
    """Read every row with ``read_row``."""

    def read_whole(line: int, cells: _Cells) -> ListedRow:
        if cells[_BEYOND]:
            raise ValueError("more cells than headings")
        return read_row(line, cells)

    try:
        return read_rows(file, _lines(text), read_whole, lambda cells: next(iter(cells.values())))
    except csv.Error as error:
        raise DataError([Problem(Where(file), "list-csv", str(error), "save it as CSV")]) from error


def _collection_row(name: str, columns: dict[str, untc.Meaning]) -> _RowReader:
    def read_row(line: int, cells: _Cells) -> ListedRow:
        acts = (a for head, meaning in columns.items() for a in untc.acts(cells[head], meaning))
        return ListedRow(line, cells[name], acts=tuple(acts))

    return read_row


def _row(line: int, cells: _Cells) -> ListedRow:
    deposit, bound = _optional_day(cells["deposit"]), _optional_day(cells["no_later_than"])
    acts = [_signature(cells)]
    if cells["act"]:
        kind = ActKind.CONSENT if cells["act"] == _PARTY else _consent_kind(cells["act"])
        # Without a deposit the list names a party, at the latest on the day that bounds it.
        when = When.on(deposit) if deposit else When.by(bound) if bound else None
        acts.append(ListedAct(kind, when))
    elif deposit or bound:
        raise ValueError("a deposit without an act")
    return _listed(line, cells, cells["iso2"], acts, cells["note"])


def _coded_row(line: int, cells: _Cells) -> ListedRow:
    acts = [_signature(cells)]
    if bool(cells["deposit"]) != bool(cells["act_as_coded"]):
        raise ValueError("an act and its deposit go together")
    if cells["deposit"]:
        deposit = When.on(read_day(cells["deposit"]))
        acts.append(ListedAct(_consent_kind(cells["act_as_coded"]), deposit))
    return _listed(line, cells, cells["alpha_3"], acts)


def _listed(
    line: int, cells: _Cells, code: str, acts: list[ListedAct | None], note: str = ""
) -> ListedRow:
    name = cells["state"] or code
    given = tuple(act for act in acts if act)
    return ListedRow(line, name, code, given, _optional_day(cells["in_force"]), note)


def _signature(cells: _Cells) -> ListedAct | None:
    day = _optional_day(cells["signature"])
    return ListedAct(ActKind.SIGNATURE, When.on(day)) if day else None


def _consent_kind(text: str) -> ActKind:
    """Return the kind of consent that ``text`` names; raise ``ValueError`` for anything else."""
    kind = next((kind for kind in ActKind if kind == text), None)
    if kind is None or not kind.binds:
        raise ValueError(f'"{text}" is not a kind of consent to be bound')
    return kind


def _optional_day(text: str) -> date | None:
    """Return the day in a cell that may be empty."""
    return read_day(text) if text else None
