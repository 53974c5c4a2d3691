"""Fits a table into a width: which columns, parts beside or above each other, lines broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ratgap.named import NamedTuple
from ratgap.present.text import t
from ratgap.present.view import Column, Row, Table

_READABLE = 24  # Below this width a column of text is not broken further while there is another way


class Fitted(NamedTuple):
    """A table cut to lines, each as wide as its column.

    ``rows[row][column]`` is the list of lines of a cell; ``heads`` are lines, empty in a table of
    which no column has a title. ``without`` says which columns there was no room for, in lines;
    nothing where all are shown.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[list[str], ...], ...]
    without: tuple[str, ...] = ()


def cell_width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    # Nothing before U+0300 is wide or a mark: the tables of the letters are loaded for the rest.
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    return sum(map(_columns, text))


@cache
def _columns(sign: str) -> int:
    import unicodedata

    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def fit(table: Table, width: int | None) -> Fitted:
    """Return ``table`` cut to ``width`` columns of a terminal (None: as wide as it is).

    Text that may be wrapped gives way first, then cells stack their parts, then columns of
    lower rank go, which is said, then a column that may goes below the one before it, and at last
    any that is no number. What still does not fit is left too wide: ids and days are never cut.
    """
    for measured, rank, readable in _ways(table):
        kept = measured.kept(rank)
        if width is None or measured.least(kept, readable) <= width:
            break
    return measured.cut(kept, width)


def _ways(table: Table) -> Iterator[tuple[_Measured, int, int]]:
    """The rank of the last column shown, and below which width a text is not broken further."""
    highest, *lower = sorted({column.rank for column in table.columns}, reverse=True)
    beside = _Measured(table, stacked=False)
    yield beside, highest, _READABLE
    # Most tables have fitted by now: the rest is measured only where it is asked for.
    stacked = _Measured(table, stacked=True)
    yield stacked, highest, _READABLE
    for rank in lower:
        yield beside, rank, _READABLE
        yield stacked, rank, _READABLE
    below = next((n for n, column in enumerate(table.columns) if column.below), 0)
    if below:
        table = _below(table, below)
        stacked = _Measured(table, stacked=True)
        yield from ((stacked, rank, _READABLE) for rank in (highest, *lower))
    lowest = (highest, *lower)[-1]
    yield stacked, lowest, 1
    while below := _last_text(table, lowest):
        table = _below(table, below)
        yield _Measured(table, stacked=True), lowest, 1


def in_ascii(table: Table) -> Table:
    """Return ``table`` with "on or before" as ASCII writes it."""
    rows = (
        row._replace(cells=tuple(tuple(part.replace("≤ ", "<=") for part in c) for c in row.cells))
        for row in table.rows
    )
    return table._replace(rows=tuple(rows))


def fits(table: Table, width: int | None) -> bool:
    """Whether ``width`` has room for all columns of ``table``, and for text that is readable."""
    kept = list(range(len(table.columns)))
    return width is None or _Measured(table, stacked=False).least(kept) <= width


def _last_text(table: Table, rank: int) -> int:
    """A number may not go below another, nor a text that is to be wrapped below one that is not."""
    for n in range(len(table.columns) - 1, 0 if len(table.columns) > 2 else 1, -1):
        upper, lower = table.columns[n - 1 : n + 1]
        texts = not (upper.number or lower.number) and lower.wrap <= upper.wrap
        if texts and max(upper.rank, lower.rank) <= rank:
            return n
    return 0


def _below(table: Table, n: int) -> Table:
    upper, lower = table.columns[n - 1 : n + 1]
    both = upper._replace(title=f"{upper.title}, {lower.title}")
    rows = [
        Row((*r.cells[: n - 1], r.cells[n - 1] + r.cells[n], *r.cells[n + 1 :]), r.tones)
        for r in table.rows
    ]
    columns = (*table.columns[: n - 1], both, *table.columns[n + 1 :])
    return table._replace(columns=columns, rows=tuple(rows))


class _Measured:
    """A table with the widths that its columns need, the parts of a cell stacked or not."""

    def __init__(self, table: Table, *, stacked: bool) -> None:
        self.table = table
        self.rows = [
            [list(parts) if stacked else [" ".join(parts)] for parts in row.cells]
            for row in table.rows
        ]
        # The width of each column's longest text, and of the longest word where it may be wrapped.
        self.natural, self.words = [], []
        for n, column in enumerate(table.columns):
            texts = [column.title, *(text for row in self.rows for text in row[n])]
            words = [word for text in texts for word in text.split(" ")] if column.wrap else texts
            if n == len(table.columns) - 1:
                # An address is never cut: at the end of a line it runs over, alone.
                words = [word for word in words if "://" not in word]
            self.natural.append(max(map(cell_width, texts)))
            self.words.append(max(map(cell_width, words), default=1))

    def kept(self, rank: int) -> list[int]:
        return [n for n, column in enumerate(self.table.columns) if column.rank <= rank]

    def least(self, kept: list[int], readable: int = _READABLE) -> int:
        return self._sum(max(min(self.natural[n], readable), self.words[n]) for n in kept)

    def _sum(self, widths: Iterable[int]) -> int:
        gap = self.table.gap
        return sum(width + gap for width in widths) - gap

    def cut(self, kept: list[int], width: int | None) -> Fitted:
        """Return the lines of the columns ``kept``, text sharing what ``width`` leaves it."""
        widths = list(self.natural)
        over = 0 if width is None else self._sum(widths[n] for n in kept) - width
        for _ in range(over):
            yielding = [n for n in kept if widths[n] > self.words[n]]
            if yielding:
                # The widest text column yields, so that several end up alike.
                widths[max(yielding, key=lambda n: widths[n])] -= 1
        heads, cells = [], []
        for n in kept:
            column, wide = self.table.columns[n], widths[n]
            heads.append(_pad(column.title, wide, column))
            cells.append(
                [
                    [_pad(line, wide, column) for part in row[n] for line in wrap(part, wide)]
                    for row in self.rows
                ]
            )
        titled = any(head.strip() for head in heads)
        rows = tuple(zip(*cells, strict=True))
        lost = [c.title for n, c in enumerate(self.table.columns) if n not in kept]
        shown = tuple(widths[n] for n in kept)
        return Fitted(tuple(heads if titled else ()), shown, rows, no_room(lost, width))


def _pad(text: str, width: int, column: Column) -> str:
    blanks = " " * (width - cell_width(text))
    return blanks + text if column.number else text + blanks


def no_room(columns: Iterable[str], width: int | None) -> tuple[str, ...]:
    """Return the lines that say which ``columns`` are not shown; none where there are none."""
    lost = ", ".join(columns)
    return (*wrap(t("No room here for: {columns}.", columns=lost), width),) if lost else ()


def wrap(text: str, width: int | None) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns, broken at blanks only."""
    if width is None or cell_width(text) <= width:
        return [text]
    lines: list[str] = []
    # A blank that keeps what stands at its sides together is no place to break.
    for word in filter(None, text.replace("\n", " ").split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and cell_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]
