"""The status document of the UN Treaty Collection in XML.

Frame: ``Participants`` holds a ``Thead`` whose row names the columns and a ``Tbody`` whose rows
name participants; cells are told by their position, because the headings and their number differ
from treaty to treaty. ``Status`` beside it states the totals. No day stands in it: it speaks of
the day on which it was downloaded.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ratgap.lists import untc_table
from ratgap.lists.rows import Listing
from ratgap.lists.untc_table import Totals
from ratgap.lists.xml_tree import Element, parse
from ratgap.problem import DataError, Problem, Where


def read(content: bytes, file: str) -> Listing:
    """Read the document in ``content``; ``file`` is the name that problems show.

    Raise ``DataError`` where it is not well-formed, declares a document type (entities could
    stand there), or has no participants.
    """
    root = parse(content, file)
    participants = root.find("participants")
    head = participants.find("thead") if participants else None
    body = participants.find("tbody") if participants else None
    if participants is None or head is None or body is None:
        problem = Problem(
            Where(file, root.line, 1),
            "list-frame",
            f"the XML document <{root.name}> has no table of participants",
            "download the status document of the treaty, not another page",
        )
        raise DataError([problem])
    columns = next((row.children for row in _rows(head)), [])
    headings = tuple(untc_table.plain(cell.text) for cell in columns)
    rows = [
        (row.line, tuple(untc_table.plain(cell.text) for cell in row.children))
        for row in _rows(body)
    ]
    listing = untc_table.listing(file, headings, rows, _totals(root))
    return replace(listing, number=_number(root))


def _rows(part: Element) -> list[Element]:
    """Return the rows of the head or the body of a table; the frame may wrap them once more."""
    inner = part.find("rows") or part
    return [row for row in inner.children if row.children]


def _totals(root: Element) -> Totals:
    status = root.find("status")
    return Totals(
        _count(status.find("signatories") if status else None),
        _count(status.find("parties") if status else None),
    )


def _count(element: Element | None) -> int | None:
    found = re.search(r"\d+", element.text) if element else None
    return int(found[0]) if found else None


def _number(root: Element) -> str:
    """Return the number of the treaty in its chapter, as in ``12c``; empty if there is none."""
    section = root.find("numsect")
    found = re.fullmatch(r"(\d+)\W*([a-z]?)\W*", section.text.strip().lower()) if section else None
    return "".join(found.groups()) if found else ""
