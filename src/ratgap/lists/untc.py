"""The tables of the UN Treaty Collection: its status document in XML and its page for people.

An act is a day and a letter, told by the heading; its CSV, its XML and its page all print acts
so, in English and in French. Cells are told by their position, because the headings and their
number differ from treaty to treaty.

The frame of the XML: ``Participants`` holds a ``Thead`` whose row names the columns and a
``Tbody`` whose rows name participants. ``Status`` beside it states the totals. No day stands in
it: it speaks of the day on which it was downloaded. The page, as a browser saves it, names the
day (``STATUS AS AT : 04-05-2024 09:15:33 EDT``, ``État au :``) and the totals (``Signatories :
52. Parties : 123``); its names carry footnotes as plain digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ratgap.lists import markup
from ratgap.lists.listing import WORDS, ListedAct, ListedRow, Listing, read_day, read_rows
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold
from ratgap.named import NamedTuple
from ratgap.problem import DataError, Problem, Where, refused

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

_PARTICIPANT = ("participant", "participants")

_PIECE = re.compile(r"([^,;/]+?)\s*(?:\(([A-Za-z]{1,2})\)\s*)?(?:[,;/]|$)")
_ACT = re.compile(
    r"\s*(?P<open>\[)?\s*(?P<day>\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4})\s*"
    r"(?P<letter>[A-Za-z]{0,2})\s*(?P<close>\])?\s*"
)
_MARK = re.compile(r"<(super(?:script)?|sup)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LONGEST = 2000
"""Longer cells hold neither a name nor days; to look for marks in them would take time."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

_AS_AT = re.compile(r"(?:status as at|état au|etat au)\s*:?\s*(\d{1,2}-\d{1,2}-\d{4})")
_TOTALS = (
    re.compile(r"(?:signatories|signataires)\s*:\s*(\d+)"),
    re.compile(r"parties\s*:\s*(\d+)"),
)
_NUMBER = re.compile(r"mtdsg_no=[ivxlc]+-(\d+)(?:-([a-z]))?(?![\w-])")
_DOWN = re.compile(r"urgent maintenance|currently unavailable")


class Totals(NamedTuple):
    """How many signatories and parties the document says there are; None where it does not."""

    signatories: int | None = None
    parties: int | None = None


def fits(headings: Sequence[str]) -> bool:
    """Whether a table with these headings lists participants and their acts."""
    return bool(headings) and fold(headings[0]) in _PARTICIPANT and any(map(_of_acts, headings))


def _of_acts(heading: str) -> bool:
    words = fold(heading)
    return any(kind in words for kind in WORDS)


def _letters(heading: str) -> Mapping[str, tuple[ActKind, str]]:
    """Return what each letter means under ``heading``: the kind of act, and a note.

    A day without a letter is the one act that the heading names without a letter. Where it names
    several so, the kind is not told, and the act is a consent. Letters that the heading leaves
    out keep the collection's meaning.
    """
    meaning = {letter: (kind, "") for letter, kind in LETTERS.items()}
    plain = set()
    for words, letter in _PIECE.findall(heading):
        what = fold(words)
        kind = WORDS.get(what)
        if kind and letter:
            succeeded = kind is ActKind.SIGNATURE and "succession" in what
            meaning[letter] = (kind, "succession to signature" if succeeded else "")
        elif kind:
            plain.add(kind)
    if plain:
        meaning[""] = (plain.pop() if len(plain) == 1 else ActKind.CONSENT, "")
    return meaning


def _acts(cell: str, meaning: Mapping[str, tuple[ActKind, str]]) -> Iterator[ListedAct]:
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


def of_rows(
    file: str,
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    totals: Totals = Totals(),  # noqa: B008
) -> Listing:
    """Return the listing of ``rows``, each with its line, under ``headings``.

    Cells are plain text. Totals that the rows do not come to raise ``DataError``: a list that
    lost some of its rows on the way still looks whole. So do headings that do not fit.
    """
    if not fits(headings):
        shown = ", ".join(headings) or "(none)"
        message = f"a table of participants is not headed: {shown}"
        remedy = "save the status page of the treaty as it stands"
        raise refused(Where(file), "list-headings", message, remedy)
    columns = {n: _letters(heading) for n, heading in enumerate(headings) if _of_acts(heading)}

    def read_cells(line: int, cells: Sequence[str]) -> ListedRow:
        if len(cells) > len(headings):
            raise ValueError("more cells than headings")
        if not cells[0]:
            raise ValueError("acts without a name")
        dated = ((cells[n], meaning) for n, meaning in columns.items() if n < len(cells))
        acts = tuple(act for cell, meaning in dated for act in _acts(cell, meaning))
        return ListedRow(line, cells[0], acts=acts)

    listing = read_rows(file, rows, read_cells, lambda cells: cells[0])
    unread = tuple(head for n, head in enumerate(headings) if n and n not in columns)
    listing = listing._replace(unread=unread)
    return listing if listing.problems else _checked(listing, totals)


def _checked(listing: Listing, totals: Totals) -> Listing:
    """Return ``listing`` with what the totals prove; raise ``DataError`` if it is not all."""
    signatures = (row.signature for row in listing.rows)
    listed = Totals(
        sum(1 for act in signatures if act and not act.ended),
        sum(row.is_party for row in listing.rows),
    )
    problems = [
        Problem(
            Where(listing.file),
            "list-total",
            f"it says that there are {stated} {what}, and lists {number}",
            "download it again: part of it is missing, or its form has changed",
        )
        for what, stated, number in zip(Totals._fields, totals, listed, strict=True)
        if stated not in (None, number)
    ]
    if problems:
        raise DataError(problems)
    return listing._replace(parties=totals.parties, whole=totals.parties is not None)


def read_xml(content: bytes, file: str) -> Listing:
    """Read the XML document in ``content``; ``file`` is the name that problems show.

    Raise ``DataError`` where it is not well-formed, declares a document type (entities could
    stand there), or has no participants.
    """
    root = markup.xml(content, file)
    participants = markup.first(root, "participants")
    head, body = markup.first(participants, "thead"), markup.first(participants, "tbody")
    if head is None or body is None:
        where = Where(file, root.sourceline or 1, 1)
        message = f"the XML document <{markup.name(root)}> has no table of participants"
        remedy = "download the status document of the treaty, not another page"
        raise refused(where, "list-frame", message, remedy)
    headings = next((cells for _, cells in _rows(head)), ())
    status = markup.first(root, "status")
    counts = (re.search(r"\d+", markup.text(markup.first(status, name))) for name in Totals._fields)
    totals = Totals(*(int(count[0]) if count else None for count in counts))
    # The number of the treaty in its chapter, as in ``12. c``.
    section = markup.text(markup.first(root, "numsect")).strip().lower()
    number = re.fullmatch(r"(\d+)\W*([a-z]?)\W*", section)
    listing = of_rows(file, headings, _rows(body), totals)
    return listing._replace(number="".join(number.groups()) if number else "")


def _rows(part: markup.Element) -> Iterator[tuple[int, tuple[str, ...]]]:
    inner = markup.first(part, "rows")
    for row in part if inner is None else inner:
        if len(row):
            yield row.sourceline or 1, tuple(_plain(markup.text(cell)) for cell in row)


def _plain(text: str) -> str:
    """Return ``text`` without the footnote marks and tags that it holds as literal text."""
    import html

    if len(text) > _LONGEST:
        return " ".join(text.split())
    bare = _TAG.sub("", _MARK.sub("", html.unescape(text)))
    return " ".join(bare.split())


def read_page(text: str, file: str) -> Listing:
    """Read the page in ``text``; ``file`` is the name that problems show.

    Raise ``DataError`` where it has no table of participants, or not the whole of it: the page
    that the site shows while it is down has none.
    """
    page = markup.html(text, file)
    words = " ".join(page.text.split()).casefold()
    for table in page.tables:
        rows = [(line, [_plain(cell) for cell in cells]) for line, cells in table.rows]
        if rows and fits(rows[0][1]):
            break
    else:
        if _DOWN.search(words):
            message = "this is the page that the site shows while it is down, not a list"
            raise refused(Where(file), "list-maintenance", message, "try again later")
        message = "the page has no table of participants"
        remedy = "save the status page of the treaty, whole"
        raise refused(Where(file), "list-frame", message, remedy)
    headings = rows[0][1]
    if not table.closed:
        where = Where(file, rows[-1][0] if rows[1:] else 1, 1)
        message, remedy = "the page ends within the table", "save the page again, whole"
        raise refused(where, "list-cut", message, remedy)
    counts = (pattern.search(words) for pattern in _TOTALS)
    totals = Totals(*(int(count[1]) if count else None for count in counts))
    # The headings may stand again at the foot.
    listing = of_rows(file, headings, (row for row in rows if row[1] != headings), totals)
    # The one treaty that the page's links name, by its number in its chapter.
    numbers = {"".join(match) for match in _NUMBER.findall(text.casefold())}
    number = numbers.pop() if len(numbers) == 1 else ""
    return listing._replace(as_of=_day(words), number=number)


def _day(words: str) -> date | None:
    match = _AS_AT.search(words)
    try:
        return read_day(match[1]) if match else None
    except ValueError:
        return None
