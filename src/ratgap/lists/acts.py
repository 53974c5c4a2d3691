"""A table of participants and their acts: a day, and a letter that the heading explains.

So the UN Treaty Collection prints them, whatever the form of the table: XML, a page, CSV. Cells are
told by their position, because the headings and their number differ from treaty to treaty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ratgap.lists.headings import Heading, Role, read_headings
from ratgap.lists.listing import ListedAct, ListedRow, Listing, day_hint, read_day, read_rows
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold
from ratgap.named import NamedTuple
from ratgap.problem import NONE, Problem, Where, refused

ACT = re.compile(
    # The last three as spreadsheets write days that they knew as such.
    r"\s*(?P<open>\[)?\s*(?P<day>\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4}"
    r"|\d{1,2}-[^\W\d]+\.?-\d{4}|\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{4}-\d\d-\d\d(?:[ T][0:]+)?)\s*"
    r"(?P<letter>[A-Za-z]{0,2})\s*(?P<close>\])?\s*"
)
DATED = re.compile(r"\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4}|\d{4}-\d\d-\d\d")
_SEEMS_DATED = re.compile(r"\d{1,4}(?:er)?[\s./-]+(?:[^\W\d]+|\d{1,2})[\s./-]+\d{2,4}")
_LETTER = re.compile(r"\s+[A-Za-z]{1,2}\s*\]?$")
MISCOUNT = 2
"""By how many a depositary's own total was seen to be off."""


class Totals(NamedTuple):
    """How many signatories and parties the document says there are; None where it does not."""

    signatories: int | None = None
    parties: int | None = None


def fits(headings: Sequence[str]) -> bool:
    """Whether a table with these headings lists participants and what they did."""
    return len(headings) > 1 and fold(headings[0]).split(" ")[0] in ("participant", "participants")


def _acts(cell: str, heading: Heading) -> Iterator[ListedAct]:
    end = 0
    for match in ACT.finditer(cell):
        if match.start() != end:
            break
        end, letter = match.end(), match["letter"]
        shown = f'"{letter}" after a day' if letter else "a day without a letter"
        if letter not in heading.letters:
            raise ValueError(f'{shown} has no meaning under "{heading.text}" (--column may say)')
        kind = heading.letters[letter]
        if kind is None:
            raise ValueError(f'{shown} may bind nobody under "{heading.text}" (--column may say)')
        succeeded = letter and kind is ActKind.SIGNATURE and "succession" in fold(heading.text)
        note = "succession to signature" if succeeded else ""
        ended = bool(match["open"] or match["close"])
        yield ListedAct(kind, When.on(read_day(match["day"])), ended, note)
    if rest := cell[end:].strip():
        hint = day_hint(_LETTER.sub("", rest).strip("[] "))
        raise ValueError(f'"{rest}" is not an act with its day{hint}')


def of_rows(
    file: str,
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    totals: Totals = Totals(),  # noqa: B008
    wordings: Mapping[str, str] = NONE,
) -> Listing:
    """Return the listing of ``rows``, each with its line, under ``headings``.

    Cells are plain text. ``wordings`` say what the headings mean that they name. Raise
    ``DataError`` where none tells of acts, or one that is not known holds days. Totals that the
    rows do not come to are in doubt: a list that lost some of its rows still looks whole.
    """
    lines, columns = list(rows), read_headings(file, headings, wordings)
    _check_headings(file, columns, lines)

    def read_cells(line: int, cells: Sequence[str]) -> ListedRow:
        if len(cells) > len(headings):
            raise ValueError("more cells than headings")
        if not cells[0]:
            raise ValueError("acts without a name")
        acts: list[ListedAct] = []
        in_force, ends = None, []
        for column, cell in zip(columns, cells, strict=False):
            if column.role is Role.ACTS:
                acts += _acts(cell, column)
            elif column.role is Role.IN_FORCE and cell:
                in_force = read_day(cell)
            elif column.role is Role.END and cell:
                ends.append(read_day(cell))
        # Who has left may join again: what comes after the last leaving stands.
        last = max(ends, default=date.min)
        standing = (
            act._replace(ended=act.ended or (act.when is not None and act.when.latest <= last))
            for act in acts
        )
        left = last if ends else None
        row = ListedRow(line, cells[0], "", tuple(standing), in_force, denounced=left)
        return row if row.is_party or not row.acts else row._replace(in_force=None)

    listing = read_rows(file, lines, read_cells, lambda cells: cells[0])
    unread = tuple(c.text for c in columns if c.role in (Role.NONE, Role.UNKNOWN))
    listing = listing._replace(unread=unread, headings=tuple(headings))
    if not any(ActKind.SIGNATURE in column.letters.values() for column in columns):
        # No column tells who signed: there is nothing to compare.
        totals = totals._replace(signatories=None)
    return listing if listing.problems else _checked(listing, totals)


def _check_headings(
    file: str, columns: Sequence[Heading], lines: Sequence[tuple[int, Sequence[str]]]
) -> None:
    """Raise ``DataError`` where a column of days is not known, or none tells of acts."""
    for n, column in enumerate(columns):
        days = (cells[n] for _, cells in lines if n < len(cells))
        if column.role is Role.UNKNOWN and any(map(_SEEMS_DATED.search, days)):
            message = f"what the days in a column mean is not known: {column.text}"
            remedy = (
                f'say it: --column "{column.text}=accession", or another kind of act, '
                '"consent", "signature", "in force", "end", "none"'
            )
            raise refused(Where(file), "list-headings", message, remedy)
    roles = [column.role for column in columns]
    if Role.ACTS not in roles or roles[0] is not Role.PARTICIPANT:
        shown = ", ".join(column.text for column in columns) or "(none)"
        message = f"no column is known to tell who signed or consented to be bound: {shown}"
        meant = next((column.text for column in columns if column.role is Role.NONE), "HEADING")
        remedy = (
            "save the status page of the treaty as it stands, or say what a column means: "
            f'--column "{meant}=consent"'
        )
        raise refused(Where(file), "list-headings", message, remedy)


def _checked(listing: Listing, totals: Totals) -> Listing:
    """Return ``listing`` with what the totals prove, or make doubtful."""
    signatures = (row.signature for row in listing.rows)
    listed = (
        sum(1 for act in signatures if act and not act.ended),
        sum(row.is_party for row in listing.rows),
    )
    unread = f" (not read: {'; '.join(listing.unread)})" if listing.unread else ""
    differ = [
        (what, stated, number)
        for what, stated, number in zip(Totals._fields, totals, listed, strict=True)
        if stated is not None and stated != number
    ]
    doubts = tuple(
        Problem(
            Where(listing.file),
            "list-total",
            f"it says that there are {stated} {what}, and lists {number}{unread}",
            "download it again: part of it is missing, or its form has changed; "
            "if the depositary miscounted by one or two, --partial takes what is there",
        )
        for what, stated, number in differ
    )
    # Fewer may be missing rows; many more are a column that is misread.
    if any(number > stated + MISCOUNT for _, stated, number in differ):
        return listing._replace(problems=doubts)
    whole = totals.parties is not None and not doubts
    return listing._replace(parties=totals.parties, whole=whole, doubts=doubts)
