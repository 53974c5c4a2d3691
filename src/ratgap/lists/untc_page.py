"""The page for people of the UN Treaty Collection, as a browser saves it, English or French.

It names the day of which it speaks (``STATUS AS AT : 04-05-2024 09:15:33 EDT``, ``État au :``)
and its totals (``Signatories : 52. Parties : 123``). Names carry footnotes as plain digits.
"""

from __future__ import annotations

import re
from datetime import date

from ratgap.lists import markup, untc
from ratgap.lists.days import read_day
from ratgap.lists.listing import Listing
from ratgap.lists.markup import Page, Table
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
    page = markup.html(text, file)
    table = next((t for t in page.tables if t.rows and untc.fits(_cells(t)[0][1])), None)
    if table is None:
        raise DataError([_no_table(page, file)])
    (_, headings), *rows = _cells(table)
    if not table.closed:
        where = Where(file, rows[-1][0] if rows else 1, 1)
        message, remedy = "the page ends within the table", "save the page again, whole"
        raise DataError([Problem(where, "list-cut", message, remedy)])
    words = " ".join(page.text.split()).casefold()
    totals = untc.Totals(_count(_SIGNATORIES, words), _count(_PARTIES, words))
    # The headings may stand again at the foot.
    body = [row for row in rows if row[1] != headings]
    listing = untc.of_rows(file, headings, body, totals)
    return listing._replace(as_of=_day(words), number=_number(text))


def _cells(table: Table) -> list[tuple[int, list[str]]]:
    return [(line, [untc.plain(cell) for cell in cells]) for line, cells in table.rows]


def _no_table(page: Page, file: str) -> Problem:
    where = Where(file)
    if _DOWN.search(" ".join(page.text.split()).casefold()):
        message = "this is the page that the site shows while it is down, not a list"
        return Problem(where, "list-maintenance", message, "try again later")
    message = "the page has no table of participants"
    return Problem(where, "list-frame", message, "save the status page of the treaty, whole")


def _count(pattern: re.Pattern[str], words: str) -> int | None:
    match = pattern.search(words)
    return int(match[1]) if match else None


def _day(words: str) -> date | None:
    match = _AS_AT.search(words)
    try:
        return read_day(match[1]) if match else None
    except ValueError:
        return None


def _number(text: str) -> str:
    """Return the number in its chapter of the one treaty that the page's links name."""
    numbers = {"".join(match) for match in _NUMBER.findall(text.casefold())}
    return numbers.pop() if len(numbers) == 1 else ""
