"""The tables of the UN Treaty Collection: its status document in XML and its page for people.

An act is a day and a letter, told by the heading; its CSV, its XML and its page all print acts
so, in English and in French. Cells are told by their position, because the headings and their
number differ from treaty to treaty.

The frame of the XML: ``Participants`` holds a ``Thead`` whose row names the columns and a
``Tbody`` whose rows name participants. ``Status`` beside it states the totals. No day stands in
it: it speaks of the day on which it was downloaded. The page, as a browser saves it, names the
day (``STATUS AS AT : 04-05-2024 09:15:33 EDT``, ``État au :``) and the totals (``Signatories :
52. Parties : 123``); its names carry footnotes as plain digits. Copied out of the browser, the same
page has a row of its table on each line, with tabs between the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ratgap.lists import markup
from ratgap.lists.headings import Heading, Role, read_heading, read_headings
from ratgap.lists.listing import (
    ListedAct,
    ListedRow,
    Listing,
    read_count,
    read_day,
    read_rows,
)
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold
from ratgap.named import NamedTuple
from ratgap.problem import NONE, Problem, Where, refused

_ACT = re.compile(
    r"\s*(?P<open>\[)?\s*(?P<day>\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4})\s*"
    r"(?P<letter>[A-Za-z]{0,2})\s*(?P<close>\])?\s*"
)
_MARK = re.compile(r"<(super(?:script)?|sup)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
MISCOUNT = 2
"""By how many a depositary's own total was seen to be off."""
_LONGEST = 2000
"""Longer cells hold neither a name nor days; to look for marks in them would take time."""
_MOST_CELLS = 200
"""More are no row of a table: to part them would take time."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

_AS_AT = re.compile(r"(?:status as at|état au|etat au)\s*:?\s*(\d{1,2}-\d{1,2}-\d{4})")
_TOTALS = (
    re.compile(r"(?:signatories|signataires)\s*:\s*(\d+)"),
    re.compile(r"parties\s*:\s*(\d+)"),
)
_NUMBER = re.compile(r"mtdsg_no=([ivxlc]+-[\w-]+)")
_CHAPTER = re.compile(r"\bchap(?:ter|itre)\s+([ivxlc]+)\b", re.IGNORECASE)
_ITEM = re.compile(r"(\d{1,3})\s*\.\s*(?:([a-z])\s+)?([^\W\d].*)")
"""Number, letter and title of a treaty, as the page prints them: ``12 .a Protocol to Prevent``."""
_PART = re.compile(r"[A-Z]\s*\.\s+\S")
_DATED = re.compile(r"\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4}|\d{4}-\d\d-\d\d")
_DOWN = re.compile(r"urgent maintenance|currently unavailable")


class Totals(NamedTuple):
    """How many signatories and parties the document says there are; None where it does not."""

    signatories: int | None = None
    parties: int | None = None


def fits(headings: Sequence[str]) -> bool:
    """Whether a table with these headings lists participants and what they did."""
    return len(headings) > 1 and fold(headings[0]).split(" ")[0] in ("participant", "participants")


def _of_acts(heading: str) -> bool:
    return read_heading(heading).role is Role.ACTS


def _acts(cell: str, heading: Heading) -> Iterator[ListedAct]:
    end = 0
    for match in _ACT.finditer(cell):
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
    if cell[end:].strip():
        raise ValueError(f'"{cell[end:].strip()}" is not an act with its day')


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
        last = max(ends, default=date.min)
        standing = (
            act._replace(ended=act.ended or (act.when is not None and act.when.latest <= last))
            for act in acts
        )
        row = ListedRow(line, cells[0], acts=tuple(standing), in_force=in_force)
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
        if column.role is Role.UNKNOWN and any(map(_DATED.search, days)):
            message = f"what the days in a column mean is not known: {column.text}"
            remedy = (
                f'say it: --column "{column.text}=accession", or another kind of act, '
                '"consent", "signature", "in force", "end", "none"'
            )
            raise refused(Where(file), "list-headings", message, remedy)
    roles = [column.role for column in columns]
    if Role.ACTS not in roles or roles[0] is not Role.PARTICIPANT:
        shown = ", ".join(column.text for column in columns) or "(none)"
        message = f"a table of participants and their acts is not headed: {shown}"
        remedy = (
            "save the status page of the treaty as it stands, or say what a column means: "
            '--column "HEADING=accession"'
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
    doubts = tuple(
        Problem(
            Where(listing.file),
            "list-total",
            f"it says that there are {stated} {what}, and lists {number}{unread}",
            "download it again: part of it is missing, or its form has changed; "
            "if the depositary miscounted by one or two, --partial takes what is there",
        )
        for what, stated, number in zip(Totals._fields, totals, listed, strict=True)
        if stated not in (None, number)
    )
    # Fewer may be missing rows; many more are a column that is misread.
    over = any(
        stated is not None and number > stated + MISCOUNT
        for stated, number in zip(totals, listed, strict=True)
    )
    if over:
        return listing._replace(problems=doubts)
    whole = totals.parties is not None and not doubts
    return listing._replace(parties=totals.parties, whole=whole, doubts=doubts)


def read_xml(content: bytes, file: str, wordings: Mapping[str, str] = NONE) -> Listing:
    """Read the XML document in ``content``; ``file`` is the name that problems show.

    Raise ``DataError`` where it is not well-formed up to the end of the table, declares a document
    type (entities could stand there), or has no participants or no number.
    """
    root, damage = markup.xml(content, file, "participants")
    participants = markup.first(root, "participants")
    head, bodies = markup.first(participants, "thead"), markup.every(participants, "tbody")
    number = _number(root)
    if head is None or len(bodies) != 1 or not number:
        where = Where(file, root.sourceline or 1, 1)
        lacking = "number of its treaty" if len(bodies) == 1 else "table of participants"
        has = "several tables" if bodies[1:] else f"no {lacking}"
        message = f"the XML document <{markup.name(root)}> has {has}"
        remedy = "download the status document of the treaty, not another page"
        raise refused(where, "list-frame", message, remedy)
    headings = next((cells for _, cells in _rows(head)), ())
    status = markup.first(root, "status")
    counts = (re.search(r"\d+", markup.text(markup.first(status, name))) for name in Totals._fields)
    totals = Totals(*(read_count(count[0], file) if count else None for count in counts))
    listing = of_rows(file, headings, _rows(bodies[0]), totals, wordings)
    earlier = _text(root, "lon")
    if earlier:
        # Of a treaty of the League of Nations the table has only who joined after it. Whoever
        # joined before stands in another, where dominions that were parties are mixed with
        # colonies that were none, and no total is stated: it cannot be read whole.
        message = "whoever joined under the League of Nations stands outside the table, not read"
        doubt = Problem(Where(file), "list-earlier", message, "--partial takes what the table has")
        listing = listing._replace(whole=False, doubts=(*listing.doubts, doubt))
    title = _plain(_text(root, "titlesect") or _text(root, "subtitlesect"))
    entered = _text(root, "eif")
    return listing._replace(
        notices=(damage,) if damage else (),
        number=number,
        title=title,
        concluded=_first_day(_text(root, "conclusion")),
        # What was in force provisionally before has two days there.
        entered=None if "provisional" in entered else _first_day(entered),
    )


def _number(root: markup.Element) -> str:
    """Return chapter, part of the chapter, number and letter, as in ``XVIII-12-a``."""
    chapter = markup.first(root, "chapter")
    roman = _CHAPTER.search(_text(chapter, "header"))
    part = _text(markup.first(root, "subchapter"), "header")
    parts = (roman[1].upper() if roman else "", part, _text(root, "numsect"))
    return "-".join(filter(None, (*parts, _text(root, "subnumsect")))) if parts[2] else ""


def _text(element: markup.Element | None, name: str) -> str:
    return " ".join(markup.text(markup.first(element, name)).split())


def _first_day(text: str) -> date | None:
    match = _DATED.search(text)
    try:
        return read_day(match[0]) if match else None
    except ValueError:
        return None


def _rows(part: markup.Element) -> Iterator[tuple[int, tuple[str, ...]]]:
    for within in markup.every(part, "rows") or [part]:
        for row in within:
            if len(row):
                yield row.sourceline or 1, tuple(_plain(markup.text(cell)) for cell in row)


def _plain(text: str) -> str:
    """Return ``text`` without the footnote marks and tags that it holds as literal text."""
    import html

    if len(text) > _LONGEST:
        return " ".join(text.split())
    bare = _TAG.sub("", _MARK.sub("", html.unescape(text)))
    return " ".join(bare.split())


def read_page(text: str, file: str, wordings: Mapping[str, str] = NONE) -> Listing:
    """Read the page in ``text``; ``file`` is the name that problems show.

    Raise ``DataError`` where it has no table of participants, or not the whole of it: the page
    that the site shows while it is down has none.
    """
    page = markup.html(text, file)
    words = " ".join(page.text.split()).casefold()
    tables = [
        (table, [(line, [_plain(cell) for cell in cells]) for line, cells in table.rows])
        for table in page.tables
    ]
    fitting = [(table, rows) for table, rows in tables if rows and fits(rows[0][1])]
    if not fitting:
        if _DOWN.search(words):
            message = "this is the page that the site shows while it is down, not a list"
            raise refused(Where(file), "list-maintenance", message, "try again later")
        message = "the page has no table of participants"
        remedy = "save the status page of the treaty, whole"
        raise refused(Where(file), "list-frame", message, remedy)
    # Others may tell of the participants' territories.
    of_acts = (found for found in fitting if any(map(_of_acts, found[1][0][1])))
    table, rows = next(of_acts, fitting[0])
    headings = rows[0][1]
    if not table.closed:
        where = Where(file, rows[-1][0] if rows[1:] else 1, 1)
        message, remedy = "the page ends within the table", "save the page again, whole"
        raise refused(where, "list-cut", message, remedy)
    counts = (pattern.search(words) for pattern in _TOTALS)
    totals = Totals(*(read_count(count[1], file) if count else None for count in counts))
    if any("\ufffd" in cell for _, cells in rows for cell in cells):
        message = "its characters are not in the encoding that it names"
        raise refused(Where(file), "file-encoding", message, "save the page again")
    # The headings may stand again at the foot.
    body = (row for row in rows if row[1] != headings)
    listing = of_rows(file, headings, body, totals, wordings)
    # The one treaty that the page's links name.
    numbers = {match.upper() for match in _NUMBER.findall(text.casefold())}
    number = numbers.pop() if len(numbers) == 1 else ""
    message = "the page does not tell which treaty it is of: compare its title"
    untold = () if number else (Problem(Where(file), "list-number", message),)
    return listing._replace(as_of=_day(words, file), number=number, notices=untold)


def read_text(text: str, file: str, wordings: Mapping[str, str] = NONE) -> Listing | None:
    """Read the page in ``text`` as it is copied out of a browser; ``file`` is shown by problems.

    None where no line is the heading of its table. What stands above tells day, totals and treaty;
    a line among the rows that is none is a problem.
    """
    lines = [[cell.strip() for cell in line.split("\t", _MOST_CELLS)] for line in text.splitlines()]
    begin = next((n for n, cells in enumerate(lines) if fits(cells)), None)
    if begin is None:
        return None
    above = [" ".join(cells).strip() for cells in lines[:begin]]
    words = " ".join(above).casefold()
    headings, rows, end = [head for head in lines[begin] if head], lines[begin + 1 :], 0
    width = len(headings)
    for n, cells in enumerate(rows):
        # Others may tell of the participants' territories.
        if fits(cells):
            break
        empty = len(cells) >= width and not any(cells[1:])
        if cells[1:] and (empty or any(map(_ACT.match, cells[1:]))):
            end = n + 1
    # Some browsers end a row with a tab.
    rows = [cells if any(cells[width:]) else cells[:width] for cells in rows[:end]]
    body = [(n, cells) for n, cells in enumerate(rows, begin + 2) if any(cells)]
    stray = tuple(
        Problem(
            Where(file, line, 1),
            "list-row",
            f'"{cells[0]}" belongs to no row',
            "delete the line if it is no part of the table, or put it to its row",
        )
        for line, cells in body
        if not cells[1:]
    )
    counts = (pattern.search(words) for pattern in _TOTALS)
    totals = Totals(*(read_count(count[1], file) if count else None for count in counts))
    whole = [(line, cells) for line, cells in body if cells[1:]]
    listing = of_rows(file, headings, whole, totals, wordings)
    number, title = _item(above)
    message = "the text does not tell which treaty it is of: compare its title"
    untold = () if number else (Problem(Where(file), "list-number", message),)
    return listing._replace(
        problems=(*stray, *listing.problems),
        as_of=_day(words, file),
        number=number,
        title=title,
        notices=untold,
    )


def _item(above: Sequence[str]) -> tuple[str, str]:
    """Return number and title of the treaty; no number in a chapter that has parts."""
    chapter, part = "", False
    for line in above:
        if roman := _CHAPTER.fullmatch(line):
            chapter, part = roman[1].upper(), False
        elif chapter and _PART.match(line):
            part = True
        elif chapter and (item := _ITEM.fullmatch(line)):
            number = "-".join(filter(None, (chapter, item[1], item[2])))
            return "" if part else number, item[3]
    return "", ""


def _day(words: str, file: str) -> date | None:
    match = _AS_AT.search(words)
    try:
        return read_day(match[1]) if match else None
    except ValueError:
        message = f"it speaks of {match and match[1]}, which is no day"
        raise refused(Where(file), "list-day", message, "save the page again") from None
