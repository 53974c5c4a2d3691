"""Fits a table into a width: which columns, parts beside or above each other, lines broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ratgap.present.view import Column, Row, Table

_READABLE = 24
"""Below this width a column of text is not broken further while there is another way."""


class Fitted(NamedTuple):
    """A table cut to lines, each as wide as its column.

    ``rows[row][column]`` is the list of lines of a cell; ``heads`` are lines, empty in a table of
    which no column has a title.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[list[str], ...], ...]


def cell_width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    # Nothing before U+0300 is wide or a mark: the tables of the letters are loaded for the rest.
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def fit(table: Table, width: int | None) -> Fitted:
    """Return ``table`` cut to ``width`` columns of a terminal (None: as wide as it is).

    Text that may be wrapped gives way first, then cells stack their parts, then columns of
    lower rank go, then a column that may goes below the one before it. What still does not fit
    is left too wide: ids and days are never cut.
    """
    for measured, rank in _ways(table):
        kept = measured.kept(rank)
        if width is None or measured.least(kept) <= width:
            break
    return measured.cut(kept, width)


def _ways(table: Table) -> Iterator[tuple[_Measured, int]]:
    """Yield what may be tried one after the other, with the rank of the last column shown."""
    highest, *lower = sorted({column.rank for column in table.columns}, reverse=True)
    beside = _Measured(table, stacked=False)
    yield beside, highest
    # Most tables have fitted by now: the rest is measured only where it is asked for.
    stacked = _Measured(table, stacked=True)
    yield stacked, highest
    for rank in lower:
        yield beside, rank
        yield stacked, rank
    below = _Measured(_below(table), stacked=True)
    yield from ((below, rank) for rank in (highest, *lower))


def fits(table: Table, width: int | None) -> bool:
    """Whether ``width`` has room for all columns of ``table``, and for text that is readable."""
    measured = _Measured(table, stacked=False)
    return width is None or measured.least(list(range(len(table.columns)))) <= width


def _below(table: Table) -> Table:
    """Return ``table`` with a column that may go below the one before it put there."""
    n = next((n for n, column in enumerate(table.columns) if column.below), 0)
    if not n:
        return table
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
        self.natural = []
        """The width of each column's longest text."""
        self.words = []
        """That of its longest word, where it may be wrapped: a word is never broken."""
        for n, column in enumerate(table.columns):
            texts = [column.title, *(text for row in self.rows for text in row[n])]
            width = max(map(cell_width, texts))
            words = (word for text in texts for word in text.split()) if column.wrap else ()
            self.natural.append(width)
            self.words.append(max(map(cell_width, words), default=1) if column.wrap else width)

    def kept(self, rank: int) -> list[int]:
        """Return the places of the columns up to ``rank``."""
        return [n for n, column in enumerate(self.table.columns) if column.rank <= rank]

    def least(self, kept: list[int]) -> int:
        """Return the width that the columns ``kept`` need before one is left out instead."""
        floors = (max(min(self.natural[n], _READABLE), self.words[n]) for n in kept)
        return sum(floors) + self.table.gap * (len(kept) - 1)

    def cut(self, kept: list[int], width: int | None) -> Fitted:
        """Return the lines of the columns ``kept``, text sharing what ``width`` leaves it."""
        widths = list(self.natural)
        over = 0
        if width is not None:
            over = sum(widths[n] for n in kept) + self.table.gap * (len(kept) - 1) - width
        while over > 0:
            # The widest text column yields, so that several end up alike.
            yielding = sorted((-widths[n], n) for n in kept if widths[n] > self.words[n])
            if not yielding:
                break
            widest = yielding[0][1]
            next_width = -yielding[1][0] if len(yielding) > 1 else 0
            spare = widths[widest] - max(self.words[widest], next_width)
            step = min(over, max(spare, 1))
            widths[widest] -= step
            over -= step
        columns = [(n, widths[n], self.table.columns[n]) for n in kept]
        titled = any(column.title for _, _, column in columns)
        return Fitted(
            tuple(_pad(column.title, width, column) for _, width, column in columns if titled),
            tuple(width for _, width, _ in columns),
            tuple(
                tuple(
                    [_pad(line, w, column) for part in row[n] for line in wrap(part, w)]
                    for n, w, column in columns
                )
                for row in self.rows
            ),
        )


def _pad(text: str, width: int, column: Column) -> str:
    blanks = " " * (width - cell_width(text))
    return blanks + text if column.number else text + blanks


def wrap(text: str, width: int | None) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns, broken at blanks only."""
    if width is None or cell_width(text) <= width:
        return [text]
    return list(_lines(text.split(), width))


def _lines(words: Iterable[str], width: int) -> Iterable[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and cell_width(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line
