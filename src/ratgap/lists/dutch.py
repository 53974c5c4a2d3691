"""The table of parties of the Dutch treaty database, pasted: days ``14-09-1963``, a type.

``Partij | Ondertekening | Ratificatie | Type* | In werking``; columns are told apart by tabs or
bars, and where the paste has lost them, by the type that stands after the day of the deposit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ratgap.lists.days import read_day
from ratgap.lists.listing import ListedAct, ListedRow, Listing, read_rows
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold

TYPES = {
    "R": ActKind.RATIFICATION,
    "T": ActKind.ACCESSION,
    "VG": ActKind.SUCCESSION,
    "DO": ActKind.DEFINITIVE_SIGNATURE,
    "NB": ActKind.CONSENT,
}
"""The types of the database; NB: not known."""

_HEADING = ("partij", "ondertekening", "ratificatie", "type")
_COLUMNS = 5
_WIDEST = 100
"""No row has more to the right of its name; to look further would take time."""
_TAIL = re.compile(r"(?:^|(?<=\s))(?:(?:\d\d-\d\d-\d{4}|[A-Z]{1,2}|[-–—])\s*)+$")


def fits(text: str) -> bool:
    """Whether ``text`` holds the heading of such a table."""
    return any(map(_is_heading, text.splitlines()))


def read(text: str, file: str) -> Listing:
    """Read the pasted ``text``; ``file`` is the name that problems show.

    A line that is no row is a problem; what stands above the heading, the heading itself where
    it is repeated, and what follows a line that explains the types are not read.
    """
    return read_rows(file, _body(text), _row, lambda line: " ".join(line.split()), "text")


def _body(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of the table with their numbers."""
    begun = False
    for number, line in enumerate(text.splitlines(), 1):
        if _is_heading(line):
            begun = True
        elif begun and line.strip().startswith("*"):
            return
        elif begun and line.strip():
            yield number, line


def _is_heading(line: str) -> bool:
    words = fold(line).split()
    return tuple(words[:4]) == _HEADING


def _row(number: int, line: str) -> ListedRow:
    cells = [cell.strip().strip("-–—") for cell in re.split(r"[\t|]", line.strip("\n|"))]
    name, signature, deposit, kind, force = _by_place(cells) if len(cells) > 1 else _by_type(line)
    if not name:
        raise ValueError("days without a name")
    if kind and kind not in TYPES:
        raise ValueError(f'the type "{kind}" is not known')
    if deposit and not kind:
        raise ValueError("a deposit without its type")
    acts = []
    if kind == "DO" and not deposit:
        signature, deposit = "", signature
    if signature:
        acts.append(ListedAct(ActKind.SIGNATURE, When.on(read_day(signature))))
    in_force = read_day(force) if force else None
    if kind:
        acts.append(ListedAct(TYPES[kind], _when(deposit, in_force)))
    return ListedRow(number, name, acts=tuple(acts), in_force=in_force)


def _when(deposit: str, in_force: date | None) -> When | None:
    if deposit:
        return When.on(read_day(deposit))
    return When.by(in_force) if in_force else None


def _by_place(cells: Sequence[str]) -> Sequence[str]:
    if len([cell for cell in cells[_COLUMNS:] if cell]):
        raise ValueError("more cells than headings")
    return [*cells, *[""] * _COLUMNS][:_COLUMNS]


def _by_type(line: str) -> Sequence[str]:
    """Return the cells of a line whose columns are lost, told by the type among the days."""
    line = " ".join(line.split())
    tail = _TAIL.search(line, max(0, len(line) - _WIDEST))
    if tail is None:
        raise ValueError("no days and no type")
    name = tail.string[: tail.start()].strip()
    cells = tail[0].split()
    kinds = [n for n, cell in enumerate(cells) if cell.isalpha()]
    if not kinds and len(cells) == 1:
        return name, cells[0].strip("-–—"), "", "", ""
    if len(kinds) != 1 or kinds[0] > 2 or len(cells) > kinds[0] + 2:
        raise ValueError("which day stands in which column cannot be told")
    before = [cell.strip("-–—") for cell in cells[: kinds[0]]]
    after = [cell.strip("-–—") for cell in cells[kinds[0] + 1 :]]
    before = ["", *before] if len(before) == 1 else (before or ["", ""])
    return name, *before, cells[kinds[0]], *(after or [""])
