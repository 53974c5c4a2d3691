"""The tables of an HTML page and its text, however loosely the page is written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

_SKIPPED = frozenset(("script", "style", "sup", "template", "noscript"))
"""What these hold is not part of a page's text; raised digits are footnotes."""


@dataclass(slots=True)
class Row:
    """A row of a table: its line in the file and the text of its cells."""

    line: int
    cells: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table; what tables inside it hold is theirs alone. ``closed``: its end was seen."""

    rows: list[Row] = field(default_factory=list)
    closed: bool = False


@dataclass(slots=True)
class Page:
    """A page: its tables in the order in which they begin, and all its text."""

    tables: list[Table] = field(default_factory=list)
    text: str = ""


def parse(text: str) -> Page:
    """Return the tables and the text of the HTML ``text``. No page is too broken for that."""
    from html.parser import HTMLParser

    page = Page()
    words: list[str] = []
    opened: list[Table] = []
    in_cell: list[bool] = []
    skipped: list[str] = []

    class Reader(HTMLParser):
        """Fills the page as the parser goes."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Open what ``tag`` opens; an unclosed row or cell ends where the next begins."""
            words.append(" ")
            if tag in _SKIPPED:
                skipped.append(tag)
            elif tag == "table":
                opened.append(Table())
                in_cell.append(False)
                page.tables.append(opened[-1])
            elif tag == "tr" and opened:
                opened[-1].rows.append(Row(self.getpos()[0]))
                in_cell[-1] = False
            elif tag in ("td", "th") and opened and opened[-1].rows:
                opened[-1].rows[-1].cells.append("")
                in_cell[-1] = True
            elif tag in ("br", "p", "div", "li"):
                self.handle_data(" ")

        def handle_endtag(self, tag: str) -> None:
            """Close what ``tag`` closes."""
            if skipped and tag == skipped[-1]:
                skipped.pop()
            elif tag == "table" and opened:
                opened.pop().closed = True
                in_cell.pop()
            elif tag in ("td", "th", "tr") and opened:
                in_cell[-1] = False

        def handle_data(self, data: str) -> None:
            """Keep text, in the cell that is open and in the page's."""
            if skipped:
                return
            words.append(data)
            if opened and in_cell[-1]:
                opened[-1].rows[-1].cells[-1] += data

    reader = Reader()
    # The parser gives up at a marked section that it does not know; what came before stands.
    with suppress(AssertionError):
        reader.feed(text)
        reader.close()
    for table in page.tables:
        table.rows = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    page.text = "".join(words)
    return page
