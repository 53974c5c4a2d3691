"""Which reader a saved list needs, told by its headings."""

from __future__ import annotations

from types import ModuleType

from ratgap.depositary import coded_csv, listed_csv, table, untc_csv
from ratgap.depositary.rows import Listing
from ratgap.problem import DataError, Problem, Where

READERS: tuple[ModuleType, ...] = (untc_csv, coded_csv, listed_csv)
"""Each has ``fits(headings)`` and ``read(text, file)``; the first that fits reads."""


def read(text: str, file: str) -> Listing:
    """Read the list in ``text``; raise ``DataError`` where no reader knows its headings."""
    headings = table.headings(text)
    for reader in READERS:
        if reader.fits(headings):
            listing: Listing = reader.read(text, file)
            return listing
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
