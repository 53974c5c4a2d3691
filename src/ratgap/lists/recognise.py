"""Which reader a saved list needs, told by how the file begins and by its headings."""

from __future__ import annotations

import csv
import re
from types import ModuleType

from ratgap.lists import coded_csv, dutch, listed_csv, pasted, table, untc_csv
from ratgap.lists.rows import Listing
from ratgap.lists.wrapped import IsName
from ratgap.problem import DataError, Problem, Where

READERS: tuple[ModuleType, ...] = (untc_csv, coded_csv, listed_csv)
"""Of tables: each has ``fits(headings)`` and ``read(text, file)``; the first that fits reads."""

_MARK = b"\xef\xbb\xbf"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_BEGINNING = 4096
_MOST_LINES = 20_000
_LARGEST_PAGE = 4 * 1024 * 1024


def read_bytes(content: bytes, file: str, is_name: IsName) -> Listing:
    """Read the list in ``content``, of whatever kind it is.

    ``file`` is the name that problems show, ``is_name`` tells the names of states (names that
    wrap over lines are put together by it). Raise ``DataError`` where no reader knows it, or the
    one that does finds that it is not whole.
    """
    content = content.removeprefix(_MARK)
    beginning = content[:_BEGINNING].lstrip()
    if not beginning.startswith(b"<"):
        return read(_decoded(content, file), file, is_name)
    if _PAGE.search(beginning):
        from ratgap.lists import untc_html

        return untc_html.read(_page_text(content, file), file)
    from ratgap.lists import untc_xml

    return untc_xml.read(content.lstrip(), file)


def read(text: str, file: str, is_name: IsName = lambda _: False) -> Listing:
    """Read the table or the pasted text; raise ``DataError`` where no reader knows it."""
    if max(text.count("\n"), text.count("\r")) > _MOST_LINES:
        message, remedy = f"more than {_MOST_LINES} lines", "is it a list?"
        raise DataError([Problem(Where(file), "list-size", message, remedy)])
    try:
        headings = table.headings(text)
    except csv.Error:
        headings = ()
    for reader in READERS:
        if reader.fits(headings):
            listing: Listing = reader.read(text, file)
            return listing
    if dutch.fits(text):
        return dutch.read(text, file)
    if pasted.fits(text):
        return pasted.read(text, file, is_name)
    raise DataError(
        [
            Problem(
                Where(file, 1, 1),
                "list-headings",
                f"no known kind of list has the headings: {', '.join(headings) or '(none)'}",
                "save the depositary's table as it stands, or give the columns "
                + ", ".join(sorted(listed_csv.COLUMNS)),
            )
        ]
    )


def _decoded(content: bytes, file: str) -> str:
    from ratgap.load.files import decode

    return decode(content, file)


def _page_text(content: bytes, file: str) -> str:
    """Return the text of an HTML page in the encoding that it names, UTF-8 where it names none."""
    if len(content) > _LARGEST_PAGE:
        message = f"the page is larger than {_LARGEST_PAGE // 1024**2} MB"
        raise DataError([Problem(Where(file), "list-size", message, "is it the right page?")])
    named = _CHARSET.search(content[:_BEGINNING])
    try:
        return content.decode(named[1].decode("ascii") if named else "utf-8")
    except (LookupError, UnicodeDecodeError):
        message = "its characters are not in the encoding that it names"
        remedy = "save the page again"
        raise DataError([Problem(Where(file), "file-encoding", message, remedy)]) from None
