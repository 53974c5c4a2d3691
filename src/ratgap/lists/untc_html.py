"""The page for people of the UN Treaty Collection, as a browser saves it, English or French.

It names the day of which it speaks (``STATUS AS AT : 04-05-2024 09:15:33 EDT``, ``État au :``)
and its totals (``Signatories : 52. Parties : 123``). Names carry footnotes as plain digits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ratgap.lists import untc_table
from ratgap.lists.days import read_day
from ratgap.lists.html_tables import Page, Table, parse
from ratgap.lists.rows import Listing
from ratgap.lists.untc_table import Totals
from ratgap.problem import DataError, Problem, Where

_AS_AT = re.compile(r"(?:status as at|état au|etat au)\s*:?\s*(\d{1,2}-\d{1,2}-\d{4})")
_SIGNATORIES = re.compile(r"(?:signatories|signataires)\s*:\s*(\d+)")
_PARTIES = re.compile(r"parties\s*:\s*(\d+)")
_NUMBER = re.compile(r"mtdsg_no=[ivxlc]+-(\d+)(?:-([a-z]))?(?![\w-])")
_DOWN = re.compile(r"urgent maintenance|currently unavailable")


def read(text: str, file: str) -> Listing:
    """Read the page in ``text``; ``file`` is the name that problems show.

    Raise ``DataError`` where it has no table of participants, or not the whole of it: the page
    that the site shows while it is down has none.
    """
    page = parse(text)
    found = [t for t in page.tables if t.rows and untc_table.fits(_cells(t)[0])]
    if not found:
        raise DataError([_no_table(page, file)])
    (headings, *rows) = _cells(found[0])
    if not found[0].closed:
        where = Where(file, found[0].rows[-1].line, 1)
        message, remedy = "the page ends within the table", "save the page again, whole"
        raise DataError([Problem(where, "list-cut", message, remedy)])
    words = " ".join(page.text.split()).casefold()
    totals = Totals(_count(_SIGNATORIES, words), _count(_PARTIES, words))
    lines = [row.line for row in found[0].rows[1:]]
    # The headings may stand again at the foot.
    body = [(n, cells) for n, cells in zip(lines, rows, strict=True) if cells != headings]
    listing = untc_table.listing(file, headings, body, totals)
    return replace(listing, as_of=_day(words), number=_number(text))


def _cells(table: Table) -> list[list[str]]:
    return [[untc_table.plain(cell) for cell in row.cells] for row in table.rows]


def _no_table(page: Page, file: str) -> Problem:
    where = Where(file)
    if _DOWN.search(" ".join(page.text.split()).casefold()):
        message = "this is the page that the site shows while it is down, not a list"
        return Problem(where, "list-maintenance", message, "try again later")
    message = "the page has no table of participants"
    return Problem(where, "list-frame", message, "save the status page of the treaty, whole")


def _count(pattern: re.Pattern[str], words: str) -> int | None:
    found = pattern.search(words)
    return int(found[1]) if found else None


def _day(words: str) -> date | None:
    found = _AS_AT.search(words)
    try:
        return read_day(found[1]) if found else None
    except ValueError:
        return None


def _number(text: str) -> str:
    """Return the number in its chapter of the one treaty that the page's links name."""
    found = {"".join(match) for match in _NUMBER.findall(text.casefold())}
    return found.pop() if len(found) == 1 else ""
