"""XML and HTML as depositaries publish them, read by lxml: loaded only where a list is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from ratgap.named import NamedTuple
from ratgap.problem import DataError, Problem, Where, refused

if TYPE_CHECKING:
    from types import ModuleType

Element: TypeAlias = Any
"""An element of lxml, which publishes no types."""
MAX_DEPTH = 64
"""Elements within each other; the collection's documents need a dozen."""
MAX_ELEMENTS = 200_000
"""Elements in all; the longest of these documents has some thousands."""

_MOST_COLUMNS, _MOST_ROWS = 20, 100_000
"""No cell reaches over more: a stranger's page may say that each does."""
_STRUCK_OUT = ("del", "s", "strike")
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "sup", "template", "noscript"))
"""What these hold is not part of a page's text; raised digits are footnotes."""
_DOCTYPE = re.compile(rb"<!doctype", re.IGNORECASE)
_PROLOG = 4096
_NO_DOCTYPE = "it declares a document type, which no status document does"
_END = "ratgap-end"
_END_OF_BODY = re.compile(r"</(?:body|html) *>", re.IGNORECASE)


class Table(NamedTuple):
    """A table of a page: the line and the cells of each row that holds any text.

    What tables inside it hold is theirs alone. A cell over several rows stands in each of them.
    ``closed``: its end was seen. ``unclear``: the line of the first row where a cell over several
    columns stands beside others, so that what it tells of each is not known.
    """

    rows: list[tuple[int, list[str]]]
    closed: bool
    unclear: int | None


class Page(NamedTuple):
    """A page: its tables in the order in which they begin, and all its text."""

    tables: list[Table]
    text: str


def xml(content: bytes, file: str, until: str) -> tuple[Element, Problem | None]:
    """Return the root element, and the damage where the document is not sound to its end.

    Raise ``DataError`` with the place where it is no well-formed XML up to the end of the first
    element ``until``: what follows that is of no matter. The encoding is the one that the document
    declares. A document type is refused: entities could stand there, which swell or reach out;
    none is resolved before that is seen.
    """
    etree = _etree(file)
    settings = {"resolve_entities": False, "no_network": True, "remove_comments": True}
    damage = None
    try:
        root: Element = etree.fromstring(content, etree.XMLParser(**settings))
    except etree.XMLSyntaxError as error:
        if _DOCTYPE.search(content[:_PROLOG]):
            raise _not_xml(file, "list-doctype", _NO_DOCTYPE) from None
        line, column = error.position
        where = Where(file, max(line, 1), max(column, 1))
        reason = f"not well-formed XML: {str(error.msg).rpartition(', line')[0]}"
        root = _beginning(content, until, etree, settings)
        if root is None:
            remedy = "download it again; if it stays so, save the page for people instead"
            raise refused(where, "list-xml", f"this is {reason}", remedy) from None
        message = f"behind the table, which is whole, this is {reason}"
        damage = Problem(where, "list-damaged", message)
    if root.getroottree().docinfo.doctype:
        raise _not_xml(file, "list-doctype", _NO_DOCTYPE)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise _not_xml(file, "list-xml", f"more than {MAX_ELEMENTS} elements")
    if root.xpath(f"//*[count(ancestor::*) >= {MAX_DEPTH}]"):
        raise _not_xml(file, "list-xml", f"more than {MAX_DEPTH} elements within each other")
    return root, damage


def _beginning(
    content: bytes, until: str, etree: ModuleType, settings: dict[str, bool]
) -> Element | None:
    """Return the root up to the end of the first ``until``; None if not well-formed by then."""
    end = re.search(rb"</(?:[\w.-]+:)?%s\s*>" % until.encode(), content, re.IGNORECASE)
    if end is None:
        return None
    parser = etree.XMLPullParser(events=("start", "end"), **settings)
    try:
        parser.feed(content[: end.end()])
        events = list(parser.read_events())
    except etree.XMLSyntaxError:
        return None
    closed = any(event == "end" and name(element) == until for event, element in events)
    return events[0][1] if closed else None


def _not_xml(file: str, rule: str, message: str) -> DataError:
    return refused(Where(file, 1, 1), rule, message, "download it again from the depositary")


def name(element: Element) -> str:
    """Return the name of ``element`` in small letters, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def every(element: Element | None, wanted: str) -> list[Element]:
    """Return the elements named ``wanted`` inside ``element``, in their order."""
    inside = () if element is None else element.iterdescendants()
    return [inner for inner in inside if name(inner) == wanted]


def first(element: Element | None, wanted: str) -> Element | None:
    """Return the first element named ``wanted`` inside ``element``; None where there is none."""
    return next(iter(every(element, wanted)), None)


def text(element: Element | None) -> str:
    """Return all the text inside ``element``, at any depth."""
    return "" if element is None else "".join(map(str, element.itertext()))


def html(content: str, file: str) -> Page:
    """Return the tables and the text of a page. No page is too broken for that.

    What the page hides or strikes out is not read.
    """
    etree = _etree(file)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # Where the page was cut within a table, what comes after it stands inside that table; but
    # nothing is taken after the end of the body.
    whole = f"{_END_OF_BODY.sub('', content)}<{_END}></{_END}>".encode()
    root = etree.fromstring(whole, parser)
    if root is None:
        return Page([], "")
    end = next(root.iter(_END), None)
    cut = set() if end is None else set(end.iterancestors("table"))
    _strip_hidden(etree, root)
    tables = [
        _table(etree, table, closed=end is not None and table not in cut)
        for table in root.iter("table")
    ]
    return Page(tables, "".join(_pieces(etree, root, _UNSEEN)))


def _strip_hidden(etree: ModuleType, root: Element) -> None:
    for node in list(root.iter("*")):
        if "hidden" in node.attrib or _NOT_SHOWN.search(node.get("style", "")):
            if node.tag == "tr":
                # It still counts among the rows over which a cell reaches.
                del node[:]
            else:
                node.tag = _STRUCK_OUT[0]
    etree.strip_elements(root, *_STRUCK_OUT, with_tail=False)


def _table(etree: ModuleType, table: Element, *, closed: bool) -> Table:
    rows: list[tuple[int, list[str]]] = []
    unclear: int | None = None
    above: _Above = {}
    part = None
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        # No cell reaches out of the head, the body or the foot.
        if row.getparent() is not part:
            part, above = row.getparent(), {}
        cells, above, wide = _cells(etree, row, above)
        line = row.sourceline or 1
        if wide and unclear is None and sum(1 for cell in cells if cell.strip()) > 1:
            unclear = line
        if any(cell.strip() for cell in cells) and len(row):
            rows.append((line, cells))
    return Table(rows, closed, unclear)


_Above: TypeAlias = "dict[int, tuple[str, int]]"
"""By its column, the text of a cell that reaches into the next row, and over how many rows."""


def _cells(etree: ModuleType, row: Element, above: _Above) -> tuple[list[str], _Above, bool]:
    """Return the cells, what reaches into the next row, and whether a text is over columns."""
    cells: list[str] = []
    below: _Above = {}
    wide = False

    def add(text: str, down: int) -> None:
        if down > 1:
            below[len(cells)] = (text, down - 1)
        cells.append(text)

    for cell in row.iterchildren("td", "th"):
        while len(cells) in above:
            add(*above[len(cells)])
        text = "".join(_pieces(etree, cell, _UNSEEN | {"table"}))
        down, across = _span(cell, "rowspan", _MOST_ROWS), _span(cell, "colspan", _MOST_COLUMNS)
        wide = wide or (max(down, across) > 1 and len(cells) >= _MOST_COLUMNS)
        wide = wide or (across > 1 and bool(text.strip()))
        if len(cells) >= _MOST_COLUMNS:
            down = across = 1
        add(text, down)
        for _ in range(across - 1):
            add("", down)
    while any(column >= len(cells) for column in above):
        add(*above.get(len(cells), ("", 1)))
    return cells, below, wide


def _span(cell: Element, name: str, most: int) -> int:
    digits = cell.get(name, "").strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    # Over 0 rows is over all that follow.
    number = int(digits[:7])
    return min(number or (most if name == "rowspan" else 1), most)


def _pieces(etree: ModuleType, element: Element, left_out: frozenset[str]) -> Iterator[str]:
    """Walked, not called for each child: a stranger's page may be nested as deep as it likes."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            yield node.tail or "" if node is not element else ""
        elif node is not element and node.tag in left_out:
            yield " "
            walk.skip_subtree()
        else:
            yield " " if node is not element else ""
            yield node.text or ""


def _etree(file: str) -> ModuleType:
    try:
        from lxml import etree
    except ImportError:
        message, remedy = "reading XML and HTML needs lxml", "pip install 'ratgap[lists]'"
        raise refused(Where(file), "list-lxml", message, remedy) from None
    module: ModuleType = etree
    return module
