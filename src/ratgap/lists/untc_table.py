"""A participants table of the UN Treaty Collection, taken out of XML or HTML, as a listing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ratgap.lists import table
from ratgap.lists.rows import ListedRow, Listing
from ratgap.lists.untc_acts import acts, letters, names_participants, of_acts
from ratgap.problem import DataError, Problem, Where

_MARK = re.compile(r"<(super(?:script)?|sup)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LONGEST = 2000
"""Longer cells hold neither a name nor days; to look for marks in them would take time."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Totals:
    """How many signatories and parties the document says there are; None where it does not."""

    signatories: int | None = None
    parties: int | None = None


def plain(text: str) -> str:
    """Return ``text`` without the footnote marks and tags that it holds as literal text."""
    import html

    if len(text) > _LONGEST:
        return " ".join(text.split())
    bare = _TAG.sub("", _MARK.sub("", html.unescape(text)))
    return " ".join(bare.split())


def fits(headings: Sequence[str]) -> bool:
    """Whether a table with these headings lists participants and their acts."""
    return bool(headings) and names_participants(headings[0]) and any(map(of_acts, headings))


def listing(
    file: str,
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    totals: Totals,
) -> Listing:
    """Return the listing of ``rows``, each with its line, under ``headings``.

    Cells are plain text. Totals that the rows do not come to raise ``DataError``: a list that
    lost some of its rows on the way still looks whole. So do headings that do not fit.
    """
    if not fits(headings):
        told = ", ".join(headings) or "(none)"
        problem = Problem(
            Where(file),
            "list-headings",
            f"a table of participants is not headed: {told}",
            "save the status page of the treaty as it stands",
        )
        raise DataError([problem])
    columns = {n: letters(heading) for n, heading in enumerate(headings) if of_acts(heading)}
    read: list[ListedRow] = []
    problems: list[Problem] = []
    for line, cells in rows:
        try:
            if len(cells) > len(headings) or not cells[0]:
                raise ValueError("its cells do not go with the headings")
            found = (act for n, meaning in columns.items() for act in acts(_at(cells, n), meaning))
            read.append(ListedRow(line, cells[0], acts=tuple(found)))
        except ValueError as error:
            name = cells[0] if cells else ""
            remedy = "mend the row in the list; nothing of it was read"
            problems.append(Problem(Where(file, line, 1), "list-row", f"{name}: {error}", remedy))
    known = {0, *columns}
    unread = tuple(heading for n, heading in enumerate(headings) if n not in known)
    result = Listing(file, tuple(read), tuple(problems), table.gives(read), unread)
    return result if problems else _checked(result, totals)


def _at(cells: Sequence[str], n: int) -> str:
    return cells[n] if n < len(cells) else ""


def _checked(listing: Listing, totals: Totals) -> Listing:
    """Return ``listing`` with what the totals prove; raise ``DataError`` if it is not all."""
    counted = {
        "signatories": (totals.signatories, sum(_signed(row) for row in listing.rows)),
        "parties": (totals.parties, sum(row.is_party for row in listing.rows)),
    }
    problems = [
        Problem(
            Where(listing.file),
            "list-total",
            f"it says that there are {stated} {what}, and lists {found}",
            "download it again: part of it is missing, or its form has changed",
        )
        for what, (stated, found) in counted.items()
        if stated is not None and stated != found
    ]
    if problems:
        raise DataError(problems)
    return replace(listing, parties=totals.parties, whole=totals.parties is not None)


def _signed(row: ListedRow) -> bool:
    return row.signature is not None and not row.signature.ended
