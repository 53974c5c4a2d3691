"""The tables of the UN Treaty Collection: its status document in XML, and what all its forms share.

An act is a day and a letter, told by the heading; its CSV, its XML and its page for people all
print acts so, in English and in French. The frame of the XML: ``Participants`` holds a ``Thead``
whose row names the columns and a ``Tbody`` whose rows name participants; cells are told by their
position, because the headings and their number differ from treaty to treaty. ``Status`` beside it
states the totals. No day stands in it: it speaks of the day on which it was downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ratgap.lists import markup
from ratgap.lists.days import read_day
from ratgap.lists.listing import ListedAct, ListedRow, Listing, read_rows
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold
from ratgap.problem import DataError, Problem, Where

Meaning = Mapping[str, tuple[ActKind, str]]
"""By letter: the kind of act, and a note."""

LETTERS = {
    "": ActKind.RATIFICATION,
    "A": ActKind.ACCEPTANCE,
    "AA": ActKind.APPROVAL,
    "a": ActKind.ACCESSION,
    "d": ActKind.SUCCESSION,
    "s": ActKind.DEFINITIVE_SIGNATURE,
    "c": ActKind.FORMAL_CONFIRMATION,
}
"""The letters of the collection, for a heading that does not explain them."""

_KINDS = {kind.value.replace("-", " "): kind for kind in ActKind} | {
    "acceptation": ActKind.ACCEPTANCE,
    "adhesion": ActKind.ACCESSION,
    "approbation": ActKind.APPROVAL,
    "confirmation formelle": ActKind.FORMAL_CONFIRMATION,
    "signature definitive": ActKind.DEFINITIVE_SIGNATURE,
}
_TO_SIGNATURE = {"succession to signature", "succession a la signature"}

_LETTERED = re.compile(r"^(?P<what>.*?)\s*(?:\((?P<letter>[A-Za-z]{1,2})\))?$")
_ACT = re.compile(
    r"\s*(?P<open>\[)?\s*(?P<day>\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4})\s*"
    r"(?P<letter>[A-Za-z]{0,2})\s*(?P<close>\])?\s*"
)
_PARTICIPANT = ("participant", "participants")


def names_participants(heading: str) -> bool:
    """Whether the column under ``heading`` holds the names of the participants."""
    return fold(heading) in _PARTICIPANT


def of_acts(heading: str) -> bool:
    """Whether the column under ``heading`` holds acts."""
    words = fold(heading)
    return any(kind in words for kind in _KINDS)


def letters(heading: str) -> Meaning:
    """Return what each letter means under ``heading``: the kind of act, and a note.

    A day without a letter is the one act that the heading names without a letter. Where it names
    several so, the kind is not told, and the act is a consent. Letters that the heading leaves
    out keep the collection's meaning.
    """
    meaning = {letter: (kind, "") for letter, kind in LETTERS.items()}
    plain = []
    for piece in re.split(r"[,;/]", heading):
        match = _LETTERED.match(piece.strip())
        what = fold(match["what"]) if match else ""
        kind = _KINDS.get(what)
        if match and match["letter"] and what in _TO_SIGNATURE:
            meaning[match["letter"]] = (ActKind.SIGNATURE, "succession to signature")
        elif match and match["letter"] and kind:
            meaning[match["letter"]] = (kind, "")
        elif kind:
            plain.append(kind)
    if len(plain) == 1:
        meaning[""] = (plain[0], "")
    elif plain:
        meaning[""] = (ActKind.CONSENT, "")
    return meaning


def acts(cell: str, meaning: Meaning) -> Iterator[ListedAct]:
    """Yield the acts of one cell; raise ``ValueError`` for what cannot be read as an act."""
    end = 0
    for match in _ACT.finditer(cell):
        if match.start() != end:
            break
        end = match.end()
        if match["letter"] not in meaning:
            raise ValueError(f'"{match["letter"]}" after a day has no meaning here')
        kind, note = meaning[match["letter"]]
        ended = bool(match["open"] or match["close"])
        yield ListedAct(kind, When.on(read_day(match["day"])), ended, note)
    if cell[end:].strip():
        raise ValueError(f'"{cell[end:].strip()}" is not an act with its day')


_MARK = re.compile(r"<(super(?:script)?|sup)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LONGEST = 2000
"""Longer cells hold neither a name nor days; to look for marks in them would take time."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class Totals(NamedTuple):
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


def of_rows(
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
        shown = ", ".join(headings) or "(none)"
        problem = Problem(
            Where(file),
            "list-headings",
            f"a table of participants is not headed: {shown}",
            "save the status page of the treaty as it stands",
        )
        raise DataError([problem])
    columns = {n: letters(heading) for n, heading in enumerate(headings) if of_acts(heading)}

    def read_row(line: int, cells: Sequence[str]) -> ListedRow:
        if len(cells) > len(headings) or not cells[0]:
            raise ValueError("its cells do not go with the headings")
        dated = ((cells[n], meaning) for n, meaning in columns.items() if n < len(cells))
        return ListedRow(
            line,
            cells[0],
            acts=tuple(act for cell, meaning in dated for act in acts(cell, meaning)),
        )

    result = read_rows(file, rows, read_row, lambda cells: cells[0])
    known = {0, *columns}
    unread = tuple(heading for n, heading in enumerate(headings) if n not in known)
    result = result._replace(unread=unread)
    return result if result.problems else _checked(result, totals)


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
            f"it says that there are {stated} {what}, and lists {listed}",
            "download it again: part of it is missing, or its form has changed",
        )
        for what, (stated, listed) in counted.items()
        if stated is not None and stated != listed
    ]
    if problems:
        raise DataError(problems)
    return listing._replace(parties=totals.parties, whole=totals.parties is not None)


def _signed(row: ListedRow) -> bool:
    return row.signature is not None and not row.signature.ended


def read(content: bytes, file: str) -> Listing:
    """Read the XML document in ``content``; ``file`` is the name that problems show.

    Raise ``DataError`` where it is not well-formed, declares a document type (entities could
    stand there), or has no participants.
    """
    root = markup.xml(content, file)
    participants = markup.first(root, "participants")
    head, body = markup.first(participants, "thead"), markup.first(participants, "tbody")
    if head is None or body is None:
        problem = Problem(
            Where(file, root.sourceline or 1, 1),
            "list-frame",
            f"the XML document <{markup.name(root)}> has no table of participants",
            "download the status document of the treaty, not another page",
        )
        raise DataError([problem])
    headings = next((cells for _, cells in _rows(head)), ())
    listing = of_rows(file, headings, _rows(body), _totals(root))
    return listing._replace(number=_number(root))


def _rows(part: markup.Element) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of the head or the body of a table; the frame may wrap them once more."""
    inner = markup.first(part, "rows")
    for row in part if inner is None else inner:
        if len(row):
            yield row.sourceline or 1, tuple(plain(markup.text(cell)) for cell in row)


def _totals(root: markup.Element) -> Totals:
    status = markup.first(root, "status")
    counts = (re.search(r"\d+", markup.text(markup.first(status, name))) for name in Totals._fields)
    return Totals(*(int(count[0]) if count else None for count in counts))


def _number(root: markup.Element) -> str:
    """Return the number of the treaty in its chapter, as in ``12c``; empty if there is none."""
    section = markup.text(markup.first(root, "numsect")).strip().lower()
    number = re.fullmatch(r"(\d+)\W*([a-z]?)\W*", section)
    return "".join(number.groups()) if number else ""
