"""A result as labelled tables, before any format: what every format for people lays out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from ratgap.model import When

Cell = tuple[str, ...]
"""The parts of one cell: beside each other, or stacked where the space is short."""

NOTHING: Cell = ("-",)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``rank`` 0 is always shown; the highest rank is left out first.

    ``below``: where the space is short it may go below the column before it.
    """

    title: str
    rank: int = 0
    wrap: bool = False
    number: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; ``tone`` is the status that may lend it a colour."""

    cells: tuple[Cell, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A headline, sentences, tables."""

    title: str
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A whole output; ``legend`` says at its end what the words in it mean."""

    sections: tuple[Section, ...]
    legend: tuple[str, ...] = ()


def day(when: When) -> str:
    """Return a day as tables show it: "2003-10-02"; "≤ 2017-12-31" for on or before.

    A whole month or year is written as such: "1985-04", "1995".
    """
    first, last = when.earliest, when.latest
    if when.exact:
        return last.isoformat()
    if first and first.day == 1 and first.year == last.year and (last + timedelta(1)).day == 1:
        if first.month == last.month:
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return f"≤ {last.isoformat()}"


def span(when: When) -> Cell:
    """Return the cell of the day on which something held, with both ends where they are known."""
    shown = day(when)
    if when.earliest and shown.startswith("≤"):
        return (f"{when.earliest} ..", f"{when.latest}")
    return (shown,)


def parts(*texts: object) -> Cell:
    """Return the cell of those ``texts`` that are not empty; a dash where all are."""
    return tuple(str(text) for text in texts if text) or NOTHING


def listed(texts: Iterable[str]) -> Cell:
    """Return the cell of ``texts`` as one list; a dash where there are none."""
    return parts(", ".join(texts))
