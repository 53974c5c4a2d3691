"""The tables of an HTML page and its text, however loosely the page is written.

Scanned here and not by the standard library's parser, whose time grows with the square of what is
left open: a page of a few hundred kilobytes can keep it busy for hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SKIPPED = frozenset(("script", "style", "sup", "template", "noscript"))
"""What these hold is not part of a page's text; raised digits are footnotes."""
_RAW = frozenset(("script", "style", "textarea", "title"))
"""What looks like a tag within these is none."""
_CELLS = ("td", "th")

# A quoted value may hold the sign that ends a tag.
_TAG = re.compile(r"""<(/?)([A-Za-z][\w:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""")


@dataclass(slots=True)
class Row:
    """A row of a table: its line in the file, and the pieces of text of each of its cells."""

    line: int
    parts: list[list[str]] = field(default_factory=list)

    @property
    def cells(self) -> list[str]:
        """The text of each cell."""
        return ["".join(parts) for parts in self.parts]


@dataclass(slots=True)
class Table:
    """A table; what tables inside it hold is theirs alone. ``closed``: its end was seen."""

    rows: list[Row] = field(default_factory=list)
    closed: bool = False
    in_cell: bool = False


@dataclass(slots=True)
class Page:
    """A page: its tables in the order in which they begin, and all its text."""

    tables: list[Table] = field(default_factory=list)
    text: str = ""


def parse(text: str) -> Page:
    """Return the tables and the text of the HTML ``text``. No page is too broken for that."""
    builder = _Builder()
    line, seen = 1, 0
    for at, end, tag, piece in _pieces(text):
        line, seen = line + text.count("\n", seen, at), at
        if not tag:
            builder.data(piece)
        elif end:
            builder.close(tag)
        else:
            builder.open(tag, line)
    return builder.page()


def _pieces(text: str) -> Iterator[tuple[int, bool, str, str]]:
    """Yield tags (where, whether an end, the name) and the text between them (name empty).

    What is cut off within a tag or a comment is left out.
    """
    at = 0
    while (start := text.find("<", at)) >= 0:
        if start > at:
            yield at, False, "", text[at:start]
        found = _TAG.match(text, start)
        if found:
            tag, at = found[2].lower(), found.end()
            yield start, bool(found[1]), tag, ""
            if tag in _RAW and not found[1]:
                at = _end_of_raw(text, tag, at)
        elif text.startswith("<!--", start):
            at = _after(text, "-->", start + 4)
        elif text.startswith(("<!", "<?", "</"), start):
            at = _after(text, ">", start)
        else:
            yield start, False, "", "<"
            at = start + 1
    yield at, False, "", text[at:]


def _after(text: str, mark: str, start: int) -> int:
    """Return where ``mark`` ends, the end of the text where it does not come."""
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)


def _end_of_raw(text: str, tag: str, start: int) -> int:
    found = re.compile(f"</{tag}", re.IGNORECASE).search(text, start)
    return found.start() if found else len(text)


class _Builder:
    """Fills a page tag by tag."""

    def __init__(self) -> None:
        self._tables: list[Table] = []
        self._words: list[str] = []
        self._open: list[Table] = []
        self._skipped: list[str] = []

    def open(self, tag: str, line: int) -> None:
        """Open what ``tag`` opens; an unclosed row or cell ends where the next begins."""
        self.data(" ")
        table = self._open[-1] if self._open else None
        if tag in _SKIPPED:
            self._skipped.append(tag)
        elif tag == "table":
            self._open.append(Table())
            self._tables.append(self._open[-1])
        elif tag == "tr" and table:
            table.rows.append(Row(line))
            table.in_cell = False
        elif tag in _CELLS and table and table.rows:
            table.rows[-1].parts.append([])
            table.in_cell = True

    def close(self, tag: str) -> None:
        """Close what ``tag`` closes."""
        if self._skipped and tag == self._skipped[-1]:
            self._skipped.pop()
        elif tag == "table" and self._open:
            self._open.pop().closed = True
        elif tag in (*_CELLS, "tr") and self._open:
            self._open[-1].in_cell = False

    def data(self, piece: str) -> None:
        """Keep text, in the cell that is open and in the page's."""
        from html import unescape

        if self._skipped:
            return
        text = unescape(piece)
        self._words.append(text)
        if self._open and self._open[-1].in_cell:
            self._open[-1].rows[-1].parts[-1].append(text)

    def page(self) -> Page:
        """Return what was found; rows without any text are left out."""
        for table in self._tables:
            table.rows = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
        return Page(self._tables, "".join(self._words))
