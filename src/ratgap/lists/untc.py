"""The tables of the UN Treaty Collection: its status document in XML and its page for people.

The table of both is read by ``acts``, in English and in French.

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
from ratgap.lists.acts import ACT, DATED, Totals, fits, of_rows
from ratgap.lists.headings import tell_acts
from ratgap.lists.listing import MOST_CELLS, Listing, read_count, read_day
from ratgap.problem import NONE, Problem, Where, refused

_MARK = re.compile(r"<(super(?:script)?|sup)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LONGEST = 2000
"""Longer cells hold neither a name nor days; to look for marks in them would take time."""
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
_DOWN = re.compile(r"urgent maintenance|currently unavailable")


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
    texts = (markup.text(markup.first(status, name)) for name in Totals._fields)
    totals = _totals((re.search(r"(\d+)", text) for text in texts), file)
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


def _totals(counts: Iterable[re.Match[str] | None], file: str) -> Totals:
    return Totals(*(read_count(count[1], file) if count else None for count in counts))


def _number(root: markup.Element) -> str:
    """Return chapter, part of the chapter, number and letter, as in ``XVIII-12-a``."""
    roman = _CHAPTER.search(_text(markup.first(root, "chapter"), "header"))
    part = _text(markup.first(root, "subchapter"), "header")
    parts = (roman[1].upper() if roman else "", part, _text(root, "numsect"))
    return "-".join(filter(None, (*parts, _text(root, "subnumsect")))) if parts[2] else ""


def _text(element: markup.Element | None, name: str) -> str:
    return " ".join(markup.text(markup.first(element, name)).split())


def _first_day(text: str) -> date | None:
    match = DATED.search(text)
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
    return " ".join(_TAG.sub("", _MARK.sub("", html.unescape(text))).split())


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
    of_acts = [(table, rows) for table, rows in fitting if tell_acts(rows[0][1])] or fitting[:1]
    headings = of_acts[0][1][0][1]
    for table, rows in of_acts:
        _demand_whole(file, table, rows, headings)
    # The headings may stand again at the foot.
    body = (row for _, rows in of_acts for row in rows if row[1] != headings)
    # The one treaty that the page's links name.
    numbers = {match.upper() for match in _NUMBER.findall(text.casefold())}
    number = numbers.pop() if len(numbers) == 1 else ""
    return _of_page(of_rows(file, headings, body, _stated(words, file), wordings), words, number)


def _demand_whole(
    file: str, table: markup.Table, rows: Sequence[tuple[int, list[str]]], headings: Sequence[str]
) -> None:
    """Raise ``DataError`` where the table cannot be read whole, and with others as one."""
    line, own = rows[0]
    if own != headings:
        message = "a second table of participants has other headings than the first"
        remedy = "leave in the page the one that counts"
        raise refused(Where(file, line, 1), "list-frame", message, remedy)
    if table.unclear:
        message = "a cell over several columns stands beside others: whose it is cannot be told"
        remedy = "copy the table as text, with a tab between cells, and part it there"
        raise refused(Where(file, table.unclear, 1), "list-frame", message, remedy)
    if not table.closed:
        where = Where(file, rows[-1][0] if rows[1:] else 1, 1)
        message, remedy = "the page ends within the table", "save the page again, whole"
        raise refused(where, "list-cut", message, remedy)
    if any("\ufffd" in cell for _, cells in rows for cell in cells):
        message = "its characters are not in the encoding that it names"
        raise refused(Where(file), "file-encoding", message, "save the page again")


def read_text(text: str, file: str, wordings: Mapping[str, str] = NONE) -> Listing | None:
    """Read the page in ``text`` as it is copied out of a browser; ``file`` is shown by problems.

    None where no line is the heading of its table. What stands above tells day, totals and treaty;
    a line among the rows that is none is a problem.
    """
    lines = [[cell.strip() for cell in line.split("\t", MOST_CELLS)] for line in text.splitlines()]
    begin = next((n for n, cells in enumerate(lines) if fits(cells)), None)
    if begin is None:
        return None
    above = [" ".join(cells).strip() for cells in lines[:begin]]
    words = " ".join(above).casefold()
    headings, rows, end = [head for head in lines[begin] if head], lines[begin + 1 :], 0
    width = len(headings)

    def repeated(cells: Sequence[str]) -> bool:
        return [cell for cell in cells if cell] == headings

    for n, cells in enumerate(rows):
        # Others may tell of the participants' territories.
        if fits(cells) and not repeated(cells):
            break
        empty = len(cells) >= width and not any(cells[1:])
        if cells[1:] and (empty or any(map(ACT.match, cells[1:]))):
            end = n + 1
    # Some browsers end a row with a tab.
    rows = [cells if any(cells[width:]) else cells[:width] for cells in rows[:end]]
    body = [
        (n, cells) for n, cells in enumerate(rows, begin + 2) if any(cells) and not repeated(cells)
    ]
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
    whole = [(line, cells) for line, cells in body if cells[1:]]
    listing = of_rows(file, headings, whole, _stated(words, file), wordings)
    number, title = _item(above)
    listing = _of_page(listing, words, number, form="text")
    return listing._replace(problems=(*stray, *listing.problems), title=title)


def _stated(words: str, file: str) -> Totals:
    return _totals((pattern.search(words) for pattern in _TOTALS), file)


def _of_page(listing: Listing, words: str, number: str, form: str = "page") -> Listing:
    """Return ``listing`` with the day that the page's ``words`` name and its treaty's number."""
    message = f"the {form} does not tell which treaty it is of: compare its title"
    unnumbered = () if number else (Problem(Where(listing.file), "list-number", message),)
    return listing._replace(as_of=_day(words, listing.file), number=number, notices=unnumbered)


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
