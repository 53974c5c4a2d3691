"""Fits a table into a width: which columns, parts beside or above each other, lines broken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ratgap.present.view import Column, Row, Table

GAP = 2
"""Blanks between columns."""
_READABLE = 24
"""Below this width a column of text is not broken further while there is another way."""


class Fitted(NamedTuple):
    """A table cut to lines: ``rows[row][column]`` is the list of lines of a cell."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[list[str], ...], ...]
    tones: tuple[str, ...]


def cell_width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    # Most texts are ASCII: the tables of the other letters are loaded only for them.
    import unicodedata

    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def pad(text: str, width: int, column: Column) -> str:
    """Return ``text`` filled up to ``width``, at its left for a column of numbers."""
    blanks = " " * (width - cell_width(text))
    return blanks + text if column.number else text + blanks


def fit(table: Table, width: int | None) -> Fitted:
    """Return ``table`` cut to ``width`` columns of a terminal (None: as wide as it is).

    Text that may be wrapped gives way first, then cells stack their parts, then columns of
    lower rank go, then a column that may goes below the one before it. What still does not fit
    is left too wide: ids and days are never cut.
    """
    ranks = sorted({column.rank for column in table.columns}, reverse=True)
    shorter = _below(table)
    tries = [(table, rank, stacked) for rank in ranks for stacked in (False, True)]
    tries += [(shorter, rank, True) for rank in ranks if shorter is not table]
    for one in tries[:-1]:
        fitted = _Try(*one)
        if width is None or fitted.least <= width:
            return fitted.cut(width)
    return _Try(*tries[-1]).cut(width)


def _below(table: Table) -> Table:
    """Return ``table`` with a column that may go below the one before it put there."""
    n = next((n for n, column in enumerate(table.columns) if column.below), 0)
    if not n:
        return table
    upper, lower = table.columns[n - 1 : n + 1]
    both = upper._replace(title=f"{upper.title}, {lower.title}")
    rows = [
        Row((*r.cells[: n - 1], r.cells[n - 1] + r.cells[n], *r.cells[n + 1 :]), r.tone)
        for r in table.rows
    ]
    columns = (*table.columns[: n - 1], both, *table.columns[n + 1 :])
    return Table(table.title, columns, tuple(rows))


class _Try:
    """One way to lay a table out: without columns above ``rank``, cells stacked or not."""

    def __init__(self, table: Table, rank: int, stacked: bool) -> None:
        kept = [n for n, column in enumerate(table.columns) if column.rank <= rank]
        self.columns = tuple(table.columns[n] for n in kept)
        self.tones = tuple(row.tone for row in table.rows)
        self.cells = [
            [list(row.cells[n]) if stacked else [" ".join(row.cells[n])] for n in kept]
            for row in table.rows
        ]
        self.natural = [
            max([cell_width(column.title), *(cell_width(t) for row in self.cells for t in row[n])])
            for n, column in enumerate(self.columns)
        ]
        self.floor = [
            max(min(width, _READABLE), self._word(n)) if self.columns[n].wrap else width
            for n, width in enumerate(self.natural)
        ]
        self.gaps = GAP * (len(kept) - 1)
        self.least = sum(self.floor) + self.gaps

    def cut(self, width: int | None) -> Fitted:
        """Return the lines, text columns sharing what ``width`` leaves them."""
        widths = list(self.natural)
        over = 0 if width is None else sum(widths) + self.gaps - width
        while over > 0:
            # The widest text column yields, so that several end up alike.
            n = max(
                (n for n, c in enumerate(self.columns) if c.wrap and widths[n] > self._word(n)),
                key=lambda n: widths[n],
                default=None,
            )
            if n is None:
                break
            widths[n] -= 1
            over -= 1
        rows = tuple(
            tuple(
                [line for part in cell for line in wrap(part, widths[n])]
                for n, cell in enumerate(row)
            )
            for row in self.cells
        )
        return Fitted(self.columns, tuple(widths), rows, self.tones)

    def _word(self, n: int) -> int:
        """Return the width of the longest word of a column: it is never broken."""
        texts = [self.columns[n].title, *(t for row in self.cells for t in row[n])]
        return max((cell_width(word) for text in texts for word in text.split()), default=1)


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
