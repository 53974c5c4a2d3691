"""A list that somebody saved: its bytes in, rows with their states out, or every problem.

Which reader it needs is told by how the file begins and by its headings. Every row is then
resolved, noticed or a problem.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from ratgap.lists import acts, csv, dutch, pasted, untc
from ratgap.lists.headings import Role, read_heading, tell_acts
from ratgap.lists.listing import ListedRow, Listing, between_bars, stacked
from ratgap.lists.pasted import IsName
from ratgap.model import State
from ratgap.model.names import Names, UnknownName
from ratgap.problem import NONE, DataError, Problem, Where, refused

MAX_BYTES = 16 * 1024 * 1024
"""No list is read beyond this; the longest is a fiftieth of it."""
MAX_NAME = 300
"""Longer texts are no names; to look for one in them would take time."""

_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_BEGINNING = 4096
_MOST_LINES = 20_000
_LARGEST_PAGE = 4 * 1024 * 1024
_DAYS = re.compile(r"\b\d{1,2}(?: [^\W\d]+ |[-.]\d\d[-.])\d{4}\b")
_MOST_DAYS = 12
"""No row of a table has more days."""
_LONG = 4000
_MANY = 4
"""So many lines that hold a day alone are cells one below the other."""
_FOOTNOTE = re.compile(
    r"""(?: <(?P<tag>\w+)>[^<]*</(?P=tag)>        # a superscript left as literal text
        | \(\s*\d+(?:\s*,\s*\d+)*\s*\)            # (3)(6)(29)
        | \[\s*\d+(?:\s*,\s*\d+)*\s*\]            # [3]
        | [*†‡§]+                                 # asterisks and daggers
        | [¹²³⁰-⁹]+                               # raised digits
        | (?<=\D)\d{1,3}(?:\s*,\s*\d{1,3})*       # digits stuck to the name, or after a blank
      ) \s* $""",
    re.VERBOSE,
)
_LEADING_MARK = re.compile(r"^[*†‡§]+\s*")
_FOR_A_PART = re.compile(
    r"[\s,;:(–—-]+(?P<note>(?:for|in respect of|on behalf of|excluding|including|except)\b.*?)\)?$",
    re.IGNORECASE,
)
_TURNED = re.compile(r"([^,]+), ([^,]+)")
_TWICE = re.compile(r"([^()]+)\((?:formerly |former |ex-)?([^()]+)\)", re.IGNORECASE)
_SUB_ROW = re.compile(r"^[-–—•·]\s*\S")
_REMEDY = (
    "give the state's code, or add the name to the state's `also`; "
    "an organisation is entered as a state is"
)


def load_list(path: Path) -> bytes:
    """Return the bytes of the file ``path``; raise ``OSError`` or ``DataError``."""
    try:
        with path.open("rb") as stream:
            return within(stream.read(MAX_BYTES + 1), str(path))
    except OSError as error:
        # What fails on the way does not tell of which file.
        error.filename = str(path)
        raise


def within(content: bytes, file: str) -> bytes:
    """Return ``content``; raise ``DataError`` where it is larger than any list."""
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024**2} MB"
        raise refused(Where(file), "list-size", message, "is it a list?")
    return content


def read_list(
    content: bytes, file: str, states: Mapping[str, State], wordings: Mapping[str, str] = NONE
) -> Listing:
    """Return the list in ``content``, its rows with the codes of their states.

    ``wordings`` say by known wordings what the headings mean that they name.
    Raise ``DataError`` with every row that cannot be read or names no state, and for a list
    without any row: half a list is worse than none.
    """
    names = Names(states)

    def is_name(text: str) -> bool:
        return len(text) <= MAX_NAME and bool(_code_of(text, names))

    listing = read_bytes(content, file, is_name, wordings)
    long = next((row for row in listing.rows if len(row.name) > MAX_NAME), None)
    if long:
        message = f"a name of {len(long.name)} characters"
        raise refused(Where(file, long.line, 1), "list-row", message, "is it a list?")
    listing = resolve(listing, states)
    if listing.problems:
        raise DataError(listing.problems)
    if not listing.rows:
        remedy = "save the depositary's table as it stands"
        raise refused(Where(file), "list-empty", "the list names nobody", remedy)
    return listing


def read_bytes(
    content: bytes, file: str, is_name: IsName, wordings: Mapping[str, str] = NONE
) -> Listing:
    """Read the list in ``content``, of whatever kind it is.

    ``file`` is the name that problems show, ``is_name`` tells the names of states (names that
    wrap over lines are put together by it). Raise ``DataError`` where no reader knows it, or the
    one that does finds that it is not whole.
    """
    if content.startswith(_WIDE_MARKS):
        # What spreadsheets call Unicode text; UTF-8 is the form that all else here reads.
        content = content.decode("utf-16", "replace").encode("utf-8")
    content = content.removeprefix(_MARK)
    beginning = content[:_BEGINNING].lstrip()
    if not beginning.startswith(b"<"):
        from ratgap.load.files import decode

        return read(decode(content, file), file, is_name, wordings)
    if _PAGE.search(beginning):
        return untc.read_page(_page_text(content, file), file, wordings)
    return untc.read_xml(content.lstrip(), file, wordings)


def read(
    text: str,
    file: str,
    is_name: IsName = lambda _: False,
    wordings: Mapping[str, str] = NONE,
) -> Listing:
    """Read the table or the pasted text; raise ``DataError`` where no reader knows it."""
    if max(text.count("\n"), text.count("\r")) > _MOST_LINES:
        raise refused(Where(file), "list-size", f"more than {_MOST_LINES} lines", "is it a list?")
    text = _parted_by_tabs(text, file)
    # What is pasted out of a PDF comes last: its heading goes by single words, wherever they stand.
    listing = (
        csv.read(text, file, wordings)
        or dutch.read(text, file)
        or untc.read_text(text, file, wordings)
        or pasted.read(text, file, is_name)
    )
    if listing is not None:
        return listing
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    for (number, above), (_, below) in pairwise(lines):
        if acts.fits((above, below)) and read_heading(below).role in (Role.ACTS, Role.NONE):
            raise stacked(Where(file, number, 1))
    running = next((n for n, line in lines if len(_DAYS.findall(line, 0, _LONG)) > _MOST_DAYS), 0)
    if running:
        message = "its rows run on in one line: where each begins cannot be told"
        remedy = "copy the table again, so that a row is a line of its own, or save the page"
        raise refused(Where(file, running, 1), "list-frame", message, remedy)
    alone = [n for n, line in lines if _DAYS.fullmatch(line.strip(" \t|"))]
    if len(alone) >= _MANY:
        raise stacked(Where(file, alone[0], 1))
    headings = _short(", ".join(csv.headings(text))) or "(none)"
    columns = ", ".join(sorted(csv.COLUMNS))
    raise refused(
        Where(file, 1, 1),
        "list-headings",
        f"no known kind of list has the headings: {headings}",
        f"save the depositary's table as it stands, or give the columns {columns}",
    )


def _parted_by_tabs(text: str, file: str) -> str:
    """Return ``text`` with tabs for the bars of a table of participants; other texts as they are.

    Some programs put the empty cells of a row to its end. So where none stands before a filled
    one, and not all are filled, there is no telling which of them are empty.
    """
    lines = text.splitlines() if "|" in text else []
    cells = [between_bars(line) for line in lines]
    begin = next((n for n, row in enumerate(cells) if acts.fits(row)), None)
    if begin is None or not tell_acts(cells[begin]):
        return text
    rows = [row for n, row in enumerate(cells) if n > begin and "|" in lines[n]]
    rows = [row for row in rows if any(row[1:]) and not set("".join(row)) <= set(":- ")]
    width = len([head for head in cells[begin] if head])
    full = all(all(row[:width]) and len(row) >= width for row in rows)
    gaps = any(any(cell and not left for left, cell in pairwise(row)) for row in rows)
    if not full and not gaps:
        message = "which of its cells between bars are empty cannot be told"
        remedy = "copy the table out of a browser, or save the page"
        raise refused(Where(file, begin + 1, 1), "list-frame", message, remedy)
    ruled = ("" if set(line) <= set("|:- \t") else line for line in lines)
    return "\n".join(
        "\t".join(row) if n >= begin and "|" in line else line
        for n, (line, row) in enumerate(zip(ruled, cells, strict=True))
    )


def _short(text: str) -> str:
    return text if len(text) <= MAX_NAME else f"{text[:MAX_NAME]}..."


def _page_text(content: bytes, file: str) -> str:
    """What is not in the encoding becomes U+FFFD: below the table that is of no matter."""
    if len(content) > _LARGEST_PAGE:
        message = f"the page is larger than {_LARGEST_PAGE // 1024**2} MB"
        raise refused(Where(file), "list-size", message, "is it the right page?")
    named = _CHARSET.search(content[:_BEGINNING])
    try:
        return content.decode(named[1].decode("ascii") if named else "utf-8", "replace")
    # Some codecs are no encodings of text, or never decode anything: each fails in its own way.
    except Exception:
        message = "the encoding that it names is not known"
        raise refused(Where(file), "file-encoding", message, "save the page again") from None


def clean(name: str) -> str:
    """Return ``name`` without the footnote marks that lists attach to it."""
    name = _LEADING_MARK.sub("", name.strip())
    while (shorter := _FOOTNOTE.sub("", name).rstrip(" ,")) != name:
        name = shorter
    return name


def resolve(listing: Listing, states: Mapping[str, State]) -> Listing:
    """Return ``listing`` with the codes of ``states`` in its rows.

    A note that the act holds "for" some part, or leaves one out, is kept as the row's note. Rows
    of former states and of parts (sub-rows, which begin with a dash) are left out with a notice;
    a name that finds no state is a problem with suggestions, and so is a code that says another
    state than the name beside it.
    """
    names = Names(states)
    rows: list[ListedRow] = []
    problems, notices = list(listing.problems), []
    for row in listing.rows:
        where = Where(listing.file, row.line, 1)
        if _SUB_ROW.match(row.name):
            notices.append(Problem(where, "list-part", f"{row.name}: part of a state, passed over"))
            continue
        try:
            resolved = _resolved(row, names)
        except UnknownName as error:
            message = f'no state is known as "{error.text}"'
            problems.append(Problem(where, "list-name", message, error.remedy or _REMEDY))
            continue
        if states[resolved.code].former:
            notices.append(Problem(where, "list-former", f"{row.name}: former state, passed over"))
        else:
            rows.append(resolved)
    return listing._replace(
        rows=tuple(rows), problems=tuple(problems), notices=(*listing.notices, *notices)
    )


def _resolved(row: ListedRow, names: Names) -> ListedRow:
    if row.code:
        return row._replace(code=_by_code(row, names))
    name = clean(row.name)
    try:
        return row._replace(code=names.find(name))
    except UnknownName:
        if code := _otherwise_written(name, names):
            return row._replace(code=code)
        note = _FOR_A_PART.search(name)
        code = _code_of(name[: note.start()], names) if note else ""
        # What no state is called may have "for" in its own name, as organisations do.
        if note is None or not code:
            raise
    return row._replace(code=code, note="; ".join(filter(None, (row.note, note["note"]))))


def _otherwise_written(name: str, names: Names) -> str:
    """Return the state whose name stands in ``name`` turned round, or twice; empty for none.

    "Abland, Kingdom of" and "Abland (Land of Ab)"; other words in brackets tell states apart.
    """
    if turned := _TURNED.fullmatch(name):
        return _code_of(f"{turned[2]} {turned[1]}", names)
    twice = _TWICE.fullmatch(name)
    codes = {_code_of(part, names) for part in twice.groups()} if twice else set()
    return codes.pop() if len(codes) == 1 else ""


def _code_of(name: str, names: Names) -> str:
    """Return the code of the state that is called ``name``, with footnote marks or without."""
    try:
        return names.find(clean(name))
    except UnknownName:
        return ""


def _by_code(row: ListedRow, names: Names) -> str:
    """Return the state of the row's code; raise ``UnknownName`` if the name says another."""
    named = _code_of(row.name, names)
    try:
        code = names.find(row.code)
    except UnknownName:
        near = [f"{named} ({clean(row.name)})"] if named else ()
        raise UnknownName(row.code, near) from None
    # Where the list's names are in another language, the code says it alone.
    if named and named != code:
        raise UnknownName(f"{row.code}, {row.name}", (code, named))
    return code
