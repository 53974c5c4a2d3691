"""A list that somebody saved: its bytes in, rows with their states out, or every problem."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ratgap.lists.recognise import read_bytes
from ratgap.lists.resolve import Resolved, clean, resolve
from ratgap.lists.rows import Listing
from ratgap.model import State
from ratgap.model.names import Names, UnknownName
from ratgap.problem import DataError, Problem, Where

MAX_BYTES = 16 * 1024 * 1024
"""No list is read beyond this; the longest is a fiftieth of it."""

MAX_NAME = 300
"""Longer texts are no names; to look for one in them would take time."""


def load_list(path: Path) -> bytes:
    """Return the bytes of the file ``path``; raise ``OSError`` or ``DataError``."""
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024**2} MB"
        raise DataError([Problem(Where(str(path)), "list-size", message, "is it a list?")])
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
    long = [row for row in listing.rows if len(row.name) > MAX_NAME]
    if long:
        where = Where(file, long[0].line, 1)
        message = f"a name of {len(long[0].name)} characters"
        raise DataError([Problem(where, "list-row", message, "is it a list?")])
    found = resolve(listing, states)
    if found.problems:
        raise DataError(found.problems)
    if not found.rows:
        message, remedy = "the list names nobody", "save the depositary's table as it stands"
        raise DataError([Problem(Where(file), "list-empty", message, remedy)])
    return listing, found
