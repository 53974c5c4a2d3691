"""The table of parties of the Dutch treaty database, pasted: days ``14-09-1963``, a type.

``Partij | Ondertekening | Ratificatie | Type* | In werking``; columns are told apart by tabs or
bars, and where the paste has lost them, by the type that stands after the day of the deposit.
"""

import re
from collections.abc import Iterator, Sequence

from ratgap.lists.listing import ListedRow, Listing, read_row, read_rows
from ratgap.model.act import ActKind
from ratgap.model.names import fold

TYPES = {
    "R": ActKind.RATIFICATION,
    "T": ActKind.ACCESSION,
    "VG": ActKind.SUCCESSION,
    "DO": ActKind.DEFINITIVE_SIGNATURE,
    "NB": ActKind.CONSENT,
}
"""The types of the database; NB: not known."""

_HEADING = ["partij", "ondertekening", "ratificatie", "type"]
_COLUMNS = 5
_WIDEST = 100
"""No row has more to the right of its name; to look further would take time."""
_TAIL = re.compile(r"(?:^|(?<=\s))(?:(?:\d\d-\d\d-\d{4}|[A-Z]{1,2}|[-–—])\s*)+$")


def read(text: str, file: str) -> Listing | None:
    """Read the pasted ``text``; ``file`` is the name that problems show.

    None where no line is the heading of such a table. A line that is no row is a problem; what
    stands above the heading, the heading itself where it is repeated, and what follows a line
    that explains the types are not read.
    """
    if not any(map(_is_heading, text.splitlines())):
        return None
    return read_rows(file, _body(text), _row, lambda line: " ".join(line.split()), "text")


def _body(text: str) -> Iterator[tuple[int, str]]:
    begun = False
    for number, line in enumerate(text.splitlines(), 1):
        if _is_heading(line):
            begun = True
        elif begun and line.strip().startswith("*"):
            return
        elif begun and line.strip():
            yield number, line


def _is_heading(line: str) -> bool:
    return fold(line).split()[:4] == _HEADING


def _row(number: int, line: str) -> ListedRow:
    cells = [cell.strip().strip("-–—") for cell in re.split(r"[\t|]", line.strip("\n|"))]
    name, signature, deposit, kind, force = _by_place(cells) if len(cells) > 1 else _by_type(line)
    if not name:
        raise ValueError("days without a name")
    if kind and kind not in TYPES:
        raise ValueError(f'the type "{kind}" is not known')
    if deposit and not kind:
        raise ValueError("a deposit without its type")
    if kind == "DO" and not deposit:
        signature, deposit = "", signature
    days = {"signature": signature, "deposit": deposit, "no_later_than": force, "in_force": force}
    return read_row(number, name, TYPES.get(kind), days)


def _by_place(cells: Sequence[str]) -> Sequence[str]:
    if any(cells[_COLUMNS:]):
        raise ValueError("more cells than headings")
    return [*cells, *[""] * _COLUMNS][:_COLUMNS]


def _by_type(line: str) -> Sequence[str]:
    """Return the cells of a line whose columns are lost, told by the type among the days."""
    line = " ".join(line.split())
    tail = _TAIL.search(line, max(0, len(line) - _WIDEST))
    if tail is None:
        raise ValueError("no days and no type")
    name = tail.string[: tail.start()].strip()
    cells = [cell.strip("-–—") for cell in tail[0].split()]
    kinds = [n for n, cell in enumerate(cells) if cell.isalpha()]
    if not kinds and len(cells) == 1:
        return name, cells[0], "", "", ""
    if len(kinds) != 1 or kinds[0] > 2 or len(cells) > kinds[0] + 2:
        raise ValueError("which day stands in which column cannot be told")
    # A single day before the type is that of the deposit.
    signature, deposit = ["", "", *cells[: kinds[0]]][-2:]
    return name, signature, deposit, cells[kinds[0]], "".join(cells[kinds[0] + 1 :])
