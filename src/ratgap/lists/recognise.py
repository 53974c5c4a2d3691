"""A list that somebody saved: its bytes in, rows with their states out, or every problem.

Which reader it needs is told by how the file begins and by its headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ratgap.lists import csv, dutch, pasted, untc
from ratgap.lists.listing import Listing
from ratgap.lists.pasted import IsName
from ratgap.lists.resolve import Resolved, clean, resolve
from ratgap.model import State
from ratgap.model.names import Names, UnknownName
from ratgap.problem import DataError, Where, refused

MAX_BYTES = 16 * 1024 * 1024
"""No list is read beyond this; the longest is a fiftieth of it."""
MAX_NAME = 300
"""Longer texts are no names; to look for one in them would take time."""

_MARK = b"\xef\xbb\xbf"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_BEGINNING = 4096
_MOST_LINES = 20_000
_LARGEST_PAGE = 4 * 1024 * 1024


def load_list(path: Path) -> bytes:
    """Return the bytes of the file ``path``; raise ``OSError`` or ``DataError``."""
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024**2} MB"
        raise refused(Where(str(path)), "list-size", message, "is it a list?")
    return content


def read_list(content: bytes, file: str, states: Mapping[str, State]) -> tuple[Listing, Resolved]:
    """Return the list in ``content`` and its rows with the codes of their states.

    Raise ``DataError`` with every row that cannot be read or names no state, and for a list
    without any row: half a list is worse than none.
    """
    names = Names(states)

    def is_name(text: str) -> bool:
        if len(text) > MAX_NAME:
            return False
        try:
            names.find(clean(text))
        except UnknownName:
            return False
        return True

    listing = read_bytes(content, file, is_name)
    long = next((row for row in listing.rows if len(row.name) > MAX_NAME), None)
    if long:
        message = f"a name of {len(long.name)} characters"
        raise refused(Where(file, long.line, 1), "list-row", message, "is it a list?")
    resolved = resolve(listing, states)
    if resolved.problems:
        raise DataError(resolved.problems)
    if not resolved.rows:
        remedy = "save the depositary's table as it stands"
        raise refused(Where(file), "list-empty", "the list names nobody", remedy)
    return listing, resolved


def read_bytes(content: bytes, file: str, is_name: IsName) -> Listing:
    """Read the list in ``content``, of whatever kind it is.

    ``file`` is the name that problems show, ``is_name`` tells the names of states (names that
    wrap over lines are put together by it). Raise ``DataError`` where no reader knows it, or the
    one that does finds that it is not whole.
    """
    content = content.removeprefix(_MARK)
    beginning = content[:_BEGINNING].lstrip()
    if not beginning.startswith(b"<"):
        from ratgap.load.files import decode

        return read(decode(content, file), file, is_name)
    if _PAGE.search(beginning):
        return untc.read_page(_page_text(content, file), file)
    return untc.read_xml(content.lstrip(), file)


def read(text: str, file: str, is_name: IsName = lambda _: False) -> Listing:
    """Read the table or the pasted text; raise ``DataError`` where no reader knows it."""
    if max(text.count("\n"), text.count("\r")) > _MOST_LINES:
        message = f"more than {_MOST_LINES} lines"
        raise refused(Where(file), "list-size", message, "is it a list?")
    listing = csv.read(text, file) or dutch.read(text, file) or pasted.read(text, file, is_name)
    if listing is not None:
        return listing
    headings = ", ".join(csv.headings(text)) or "(none)"
    columns = ", ".join(sorted(csv.COLUMNS))
    raise refused(
        Where(file, 1, 1),
        "list-headings",
        f"no known kind of list has the headings: {headings}",
        f"save the depositary's table as it stands, or give the columns {columns}",
    )


def _page_text(content: bytes, file: str) -> str:
    """Return the text of an HTML page in the encoding that it names, UTF-8 where it names none."""
    if len(content) > _LARGEST_PAGE:
        message = f"the page is larger than {_LARGEST_PAGE // 1024**2} MB"
        raise refused(Where(file), "list-size", message, "is it the right page?")
    named = _CHARSET.search(content[:_BEGINNING])
    try:
        return content.decode(named[1].decode("ascii") if named else "utf-8")
    except (LookupError, UnicodeDecodeError):
        message = "its characters are not in the encoding that it names"
        raise refused(Where(file), "file-encoding", message, "save the page again") from None
