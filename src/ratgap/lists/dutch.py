"""The table of parties of the Dutch treaty database, pasted: days ``14-09-1963``, a type.

Its columns are named in Dutch or in English; the type of an act stands in brackets behind its day,
or in a column of its own on older pages. Columns are told apart by tabs or bars, and where the
paste has lost them, by the type that stands after the day of the deposit. Bars may stand between
cells of which the empty ones have gone to the end of the row: then they tell no columns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from ratgap.lists.listing import (
    ListedRow,
    Listing,
    between_bars,
    read_day,
    read_row,
    read_rows,
    stacked,
)
from ratgap.model.act import ActKind
from ratgap.model.names import fold
from ratgap.problem import Problem, Where, refused

TYPES = {
    # The database's own legend: ratification, acceptance, approval or notification.
    **dict.fromkeys(("R", "NB", "NK"), ActKind.CONSENT),
    **dict.fromkeys(("T", "A"), ActKind.ACCESSION),
    **dict.fromkeys(("VG", "Su"), ActKind.SUCCESSION),
    **dict.fromkeys(("O", "S", "DO"), ActKind.DEFINITIVE_SIGNATURE),
}
"""The types of the database, Dutch and English; NB, NK: not known."""

_COLUMNS = {
    "partij": "name", "party": "name",
    "ondertekening": "signature", "signature": "signature",
    "voorlopige toepassing": "provisional", "provisional application": "provisional",
    "ratificatie": "deposit", "ratification": "deposit",
    "type": "type",
    "in werking": "in_force", "entry into force": "in_force",
    "opzegging": "denounced", "renunciation": "denounced",
    "buiten werking": "ended", "termination": "ended",
}  # fmt: skip
_COLUMN = re.compile(rf"\b(?:{'|'.join(_COLUMNS)})\b")
_HEADING_LINES = 12
_WIDEST = 300
"""No row has more to the right of its name; to look further would take time."""
_DAY = re.compile(r"\d\d-\d\d-\d{4}")
_TYPED = re.compile(r"(\d\d-\d\d-\d{4})?\s*\(?([A-Z][A-Za-z]?)\)?")
# What one type is, is settled once (``?>``): many capitals in a row can be read very many ways.
_TAIL = re.compile(r"(?:^|(?<=\s))(?:(?>\d\d-\d\d-\d{4}|\(?[A-Z][A-Za-z]?\)?|[-–—])\s*)+$")
_RUN_IN = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z]?=)")
"""Where a legend is run into the heading before it: ``RatificationS=Signature without``."""
_SHORT_DAY = re.compile(r"\d\d-\d\d-\d\d(?:\d\d-|\D|$)")
_RULE = re.compile(r"(?=.*-)[\s|:-]+")
"""What stands between heading and rows where bars part the cells."""
_FORMER = re.compile(r"\(\s*<\s*\d\d-\d\d-\d{4}\s*\)")


def read(text: str, file: str) -> Listing | None:
    """Read the pasted ``text``; ``file`` is the name that problems show.

    None where no line is the heading of such a table. A line that is no row is a problem, and a
    row of a former state a notice; what stands above the heading, the heading itself where it is
    repeated, and what follows a line that explains the types are not read. Raise ``DataError``
    where rows follow that.
    """
    lines = text.splitlines()
    start, end, columns = next(_headings(lines), (0, 0, ()))
    if not columns:
        return None
    heads = {fold(line) for line in lines[start:end]}
    body = list(_body(lines, end, heads, len(columns), file))
    alone = next((n for n, line in body if _DAY.fullmatch(line.strip())), None)
    if alone:
        raise stacked(Where(file, alone, 1))
    by_place = _in_place(body, columns)
    notices: list[Problem] = []
    rows: list[tuple[int, str]] = []
    for n, line in body:
        if _RULE.fullmatch(line):
            continue
        if _FORMER.search(line):
            name = re.split(r"[\t|(]", line)[0].strip()
            message = f"{name}: former state, passed over"
            notices.append(Problem(Where(file, n, 1), "list-former", message))
        else:
            rows.append((n, line))

    def read_line(number: int, line: str) -> ListedRow:
        days = _cells(line, columns, by_place=by_place)
        row = _row(number, days)
        if days.get("ended"):
            message = f"{row.name}: no longer bound from {days['ended']}"
            notices.append(Problem(Where(file, number, 1), "list-end", message))
        return row

    listing = read_rows(file, rows, read_line, lambda line: " ".join(line.split()))
    return listing._replace(notices=tuple(notices))


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where each heading begins and ends, with its columns; a legend may stand in it."""
    for start, line in enumerate(lines):
        if not fold(line).startswith(("partij", "party")):
            continue
        end = start + 1
        while end < min(len(lines), start + _HEADING_LINES) and not _DAY.search(lines[end]):
            end += 1
        # What the first lines name; the legend may name a column again.
        for stop in range(start + 1, end + 1):
            text = _RUN_IN.sub(" ", " ".join(lines[start:stop]))
            named = _COLUMN.findall(fold(text))
            columns = tuple(dict.fromkeys(_COLUMNS[name] for name in named))
            more = stop < end and _COLUMN.match(fold(lines[stop]))
            if "in_force" in columns and not more:
                if {"signature", "deposit"} < {*columns} & {*columns[1:]} and _known(columns, text):
                    yield start, stop, columns
                break


def _known(columns: Sequence[str], text: str) -> bool:
    """Whether these are the database's: a column of its own, or the legend of the types."""
    return columns[0] == "name" and (bool({"type", "provisional"} & {*columns}) or "R=" in text)


def _body(
    lines: Sequence[str], begin: int, heads: set[str], width: int, file: str
) -> Iterator[tuple[int, str]]:
    explained = False
    for number, line in enumerate(lines[begin:], begin + 1):
        explained = explained or line.strip().startswith("*")
        if explained and _looks_like_a_row(line, width):
            shown = " ".join(line[:_WIDEST].split())
            message = f'"{shown}" looks like a row, and stands at or below a line with "*"'
            remedy = 'delete the "*" before a name, or the lines between rows that explain types'
            raise refused(Where(file, number, 1), "list-row", message, remedy)
        if not explained and line.strip() and fold(line) not in heads:
            yield number, line


def _looks_like_a_row(line: str, width: int) -> bool:
    """Whether ``line`` has as many cells as the table, or a typed day; a day alone may be a note.

    Other tables of the page, as that of extensions, have fewer columns and no types.
    """
    if not _DAY.search(line):
        return False
    cells = _parted(line)
    if max(len(cells), line.count("\t") + 1) >= width or any(map(_TYPED.fullmatch, cells[1:])):
        return True
    tail = _TAIL.search(line, max(0, len(line) - _WIDEST))
    return bool(tail and _DAY.search(tail[0]) and any(map(str.isupper, tail[0])))


def _in_place(body: Sequence[tuple[int, str]], columns: Sequence[str]) -> bool:
    """Whether the cells of the table stand under their headings.

    Between bars, types in brackets tell it: they stand in the column of deposits, all of them.
    Where a line rules the headings off, a program made the table: without types, nothing tells it.
    """
    if "type" in columns or not any("|" in line for _, line in body):
        return True
    rows = ([bool(_TYPED.fullmatch(cell)) for cell in _parted(line)[1:]] for _, line in body)
    places = {row.index(True) + 1 for row in rows if True in row}
    ruled = any(_RULE.fullmatch(line) for _, line in body)
    return places <= {columns.index("deposit")} and bool(places or not ruled)


def _parted(line: str) -> list[str]:
    return [cell.strip("-–—") for cell in between_bars(line.strip().replace("\t", "|"))]


def _cells(line: str, columns: Sequence[str], *, by_place: bool) -> dict[str, str]:
    cells = _parted(line) if "|" in line or "\t" in line else []
    if cells and (by_place or not any(cells[1:])):
        return _by_place(cells, columns)
    return _by_type(line.replace("|", " "), columns)


def _row(number: int, cells: Mapping[str, str]) -> ListedRow:
    days = dict(cells)
    name, kind = days["name"], days.get("type", "")
    if not name:
        raise ValueError("days without a name")
    if typed := _TYPED.fullmatch(days.get("deposit", "")):
        days["deposit"], kind = typed[1] or "", typed[2]
    if kind and kind not in TYPES:
        raise ValueError(f'the type "{kind}" is not known')
    if days.get("deposit") and not kind:
        raise ValueError("a deposit without its type")
    act = TYPES.get(kind)
    if act is ActKind.DEFINITIVE_SIGNATURE and not days.get("deposit"):
        days |= {"signature": "", "deposit": days.get("signature", "")}
    days["no_later_than"] = days.get("in_force", "")
    row = read_row(number, name, act, days)
    denounced, ends = (
        read_day(days[head]) if days.get(head) else None for head in ("denounced", "ended")
    )
    if denounced or ends:
        acts = tuple(a._replace(ended=a.kind.binds) for a in row.acts)
        in_force = row.in_force if ends else None
        return row._replace(acts=acts, in_force=in_force, denounced=denounced, ends=ends)
    return row


def _by_place(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    if any(cells[len(columns) :]):
        raise ValueError("more cells than headings")
    return dict(zip(columns, cells, strict=False))


def _by_type(line: str, columns: Sequence[str]) -> dict[str, str]:
    """Return the cells of a line whose columns are lost, told by the type among the days."""
    line = " ".join(line.split())
    tail = _TAIL.search(line, max(0, len(line) - _WIDEST))
    if tail is None:
        short = _SHORT_DAY.search(line)
        raise ValueError("a year of two digits" if short else "no days and no type")
    name = tail.string[: tail.start()].strip()
    cells = [cell.strip("-–—") for cell in tail[0].split()]
    kinds = [n for n, cell in enumerate(cells) if not _DAY.fullmatch(cell) and cell]
    if not kinds and len(cells) == 1:
        return {"name": name, "signature": cells[0]}
    unclear = ValueError("which day stands in which column cannot be told")
    if len(kinds) != 1 or kinds[0] > 2:
        raise unclear
    # A single day before the type is that of the deposit.
    signature, deposit = ["", "", *cells[: kinds[0]]][-2:]
    after = cells[kinds[0] + 1 :]
    rest = [column for column in columns if column in ("in_force", "denounced", "ended")]
    # One day behind the type is that of effect, and all of them are all.
    if len(after) not in (0, 1, len(rest)):
        raise unclear
    kind = cells[kinds[0]].strip("()")
    days = {"signature": signature, "deposit": deposit, **dict(zip(rest, after, strict=False))}
    return {"name": name, "type": kind, **days}
