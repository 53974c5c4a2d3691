"""Text pasted out of a depositary's PDF: state, signature, deposit, effective date, in words.

``16 December 1970`` is a day and a dash none; ``(a)`` and the like after the day of deposit tell
the act as the heading explains them; numbers in brackets are footnotes. Headings and titles that
the pages repeat are passed over, names that wrap are put together, and what follows the table is
not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ratgap.lists.days import read_day
from ratgap.lists.listing import ListedAct, ListedRow, Listing, read_rows
from ratgap.lists.wrapped import IsName, Line, join
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold
from ratgap.problem import DataError, Problem, Where

_DAY = r"\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d]+\.?\s+\d{4}"
_CELL = re.compile(rf"{_DAY}(?:\s*\(\w{{1,3}}\))*|[-–—]+(?![\w-])")
_CELLS = re.compile(rf"(?:^|(?<=[\s|)]))(?:(?:{_CELL.pattern})[\s|]*)+$")
_MARK = re.compile(r"\((\w{1,3})\)")
_EXPLAINED = re.compile(r"([^\W\d]+)\s*\(([A-Za-z]{1,2})\)")
_PAGE_NUMBER = re.compile(r"\W*(?:page\W+)?\d{1,3}(?:\s*(?:/|of|de)\s*\d{1,3})?\W*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\(\d{1,3}\)|\[\d{1,3}\]|\d{1,3}[.)])\s*\S")
_NOTES = frozenset(("note", "notes", "footnotes", "reservations", "declarations"))
_FIRST = frozenset(("state", "states", "party", "parties", "country", "participant"))
_WORDS = (
    "a aa s d or and of date dates signature deposit instrument ratification acceptance approval "
    "accession succession adherence effective entry into in force contracting notification "
    "definitive"
)
_OF_HEADINGS = _FIRST | frozenset(_WORDS.split())
_HEADING_LINES = 10
_WIDEST = 300
"""No row has more to the right of its name; to look further would take time."""
_LETTERS = {
    "": ActKind.RATIFICATION,
    "a": ActKind.ACCESSION,
    "s": ActKind.SUCCESSION,
    "A": ActKind.ACCEPTANCE,
    "AA": ActKind.APPROVAL,
}


class _Columns(NamedTuple):
    signature: bool
    effective: bool
    letters: Mapping[str, ActKind]

    @property
    def number(self) -> int:
        return 1 + self.signature + self.effective


def fits(text: str) -> bool:
    """Whether ``text`` holds the heading of such a table."""
    return _heading(_numbered(text)) is not None


def read(text: str, file: str, is_name: IsName) -> Listing:
    """Read the pasted ``text``; ``file`` is the name that problems show.

    ``is_name`` tells the names of states, to put together those that wrap. What stands between
    rows and belongs to none is a problem, and so is a row whose days cannot be told apart.
    """
    lines = _numbered(text)
    heading = _heading(lines)
    if heading is None:
        message = "no line names the columns"
        raise DataError([Problem(Where(file), "list-headings", message, _REMEDY)])
    start, end = heading
    columns = _columns(" ".join(line.text for line in lines[start:end]))
    repeated = {fold(line.text) for line in lines[:end]}
    rows, strays = join(list(_body(lines[end:], repeated)), is_name)
    listing = read_rows(
        file,
        ((row.number, row) for row in rows),
        lambda _, row: _row(row, columns),
        lambda row: row.text,
        "text",
    )
    remedy = "delete the line if it is no part of the table, or give its days"
    stray = (
        Problem(Where(file, n, 1), "list-row", f'"{text}" belongs to no row', remedy)
        for n, text, _ in strays
    )
    return listing._replace(problems=(*stray, *listing.problems))


_REMEDY = "paste the table with its heading: State, Date of signature, Date of deposit, ..."


def _numbered(text: str) -> list[Line]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line(n, " ".join(line.split())) for n, line in enumerate(lines, 1) if line.strip()]


def _heading(lines: list[Line]) -> tuple[int, int] | None:
    """Return where the first heading begins and where it ends; None if there is none."""
    for start, line in enumerate(lines):
        words = fold(line.text).split()
        if not words or words[0] not in _FIRST:
            continue
        end = start
        while end < min(len(lines), start + _HEADING_LINES) and _of_heading(lines[end].text):
            end += 1
        named = fold(" ".join(part.text for part in lines[start:end])).split()
        if {"date", "signature", "deposit"} <= {*named} or {"signature", "force"} <= {*named}:
            return start, end
    return None


def _of_heading(text: str) -> bool:
    return all(word in _OF_HEADINGS for word in fold(text).split())


def _columns(heading: str) -> _Columns:
    words = fold(heading)
    kinds = {kind.value: kind for kind in ActKind}
    letters = {
        letter: kinds[fold(word)]
        for word, letter in _EXPLAINED.findall(heading)
        if fold(word) in kinds
    }
    return _Columns(
        "signature" in words,
        "effective" in words or "force" in words,
        _LETTERS | letters,
    )


def _body(lines: list[Line], repeated: set[str]) -> Iterator[Line]:
    """Yield the lines of the table, up to the notes below it."""
    begun = False
    for line in lines:
        if _passed_over(line.text, repeated):
            continue
        cells = _CELLS.search(line.text, max(0, len(line.text) - _WIDEST))
        if cells:
            # Days alone on their line go with the name above them.
            yield Line(line.number, line.text[: cells.start()].strip(" |"), _split(cells[0]))
            begun = True
        elif begun and _of_notes(line.text):
            return
        else:
            yield line


def _passed_over(text: str, repeated: set[str]) -> bool:
    """Whether the line is a title, a heading or a page's number; a line of dashes is none."""
    if not any(c.isalnum() for c in text):
        return False
    return fold(text) in repeated or _of_heading(text) or bool(_PAGE_NUMBER.fullmatch(text))


def _of_notes(text: str) -> bool:
    """Whether the notes below the table begin here; footnote marks alone belong to a name."""
    marked = _FOOTNOTE.match(text) and any(c.isalpha() for c in text)
    return bool(marked) or fold(text) in _NOTES


def _split(cells: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _CELL.finditer(cells))


def _row(row: Line, columns: _Columns) -> ListedRow:
    if not row.text:
        raise ValueError("days without a name")
    signature, deposit, effective = _placed(row.cells, columns)
    acts = []
    if signature:
        acts.append(ListedAct(ActKind.SIGNATURE, When.on(_day(signature))))
    in_force = _day(effective) if effective else None
    if deposit:
        acts.append(ListedAct(_kind(deposit, columns), When.on(_day(deposit))))
    elif in_force:
        acts.append(ListedAct(ActKind.CONSENT, When.by(in_force)))
    return ListedRow(row.number, row.text, acts=tuple(acts), in_force=in_force)


def _placed(cells: tuple[str, ...], columns: _Columns) -> tuple[str, str, str]:
    """Return the cells as signature, deposit, effective date; empty ones are empty texts.

    Where an empty cell left no dash, the letter of the act tells which day is that of deposit.
    """
    if len(cells) < columns.number:
        lettered = [n for n, cell in enumerate(cells) if _letter(cell)]
        if len(lettered) != 1 or lettered[0] > columns.signature:
            raise ValueError(
                f"{len(cells)} of {columns.number} columns are filled: put a dash for an empty one"
            )
        before = ["-"] * (columns.signature - lettered[0])
        cells = (*before, *cells, *["-"] * (columns.number - len(before) - len(cells)))
    if len(cells) != columns.number:
        raise ValueError(f"{len(cells)} days for {columns.number} columns")
    filled = ["" if cell[0] in "-–—" else cell for cell in cells]
    signature = filled.pop(0) if columns.signature else ""
    return signature, filled[0], filled[1] if columns.effective else ""


def _day(cell: str) -> date:
    return read_day(_MARK.sub("", cell))


def _letter(cell: str) -> str:
    """Return the letter after a day; numbers there are footnotes."""
    return next((mark for mark in _MARK.findall(cell) if mark.isalpha()), "")


def _kind(cell: str, columns: _Columns) -> ActKind:
    letter = _letter(cell)
    if letter not in columns.letters:
        raise ValueError(f'"({letter})" after a day has no meaning here')
    return columns.letters[letter]
