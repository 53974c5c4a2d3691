"""Text pasted out of a depositary's PDF: state, signature, deposit, effective date, in words.

``16 December 1970`` is a day and a dash none; ``(a)`` and the like after the day of deposit tell
the act as the heading explains them, or a word before it, ``acceded 4 Aug 1993``; numbers in
brackets are footnotes. Headings and titles that the pages repeat are passed over, names that wrap
are put together, and notes are not read, up to the heading that the next page repeats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ratgap.lists.headings import Meaning, read_heading
from ratgap.lists.listing import ListedRow, Listing, read_row, read_rows
from ratgap.model.act import ActKind
from ratgap.model.names import fold
from ratgap.named import NamedTuple
from ratgap.problem import Problem, Where, refused

IsName = Callable[[str], bool]
"""Whether a text is the name of a state, footnote marks and all."""

_WITH_EFFECT = ("signature", "deposit", "in_force")
_DAY = r"\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d]+\.?\s+\d{4}"
_DATE = re.compile(_DAY)
_MEANS = {
    "ratified": ActKind.RATIFICATION,
    "acceded": ActKind.ACCESSION,
    "accepted": ActKind.ACCEPTANCE,
    "approved": ActKind.APPROVAL,
    "confirmed": ActKind.FORMAL_CONFIRMATION,
    "succession notified": ActKind.SUCCESSION,
    "succeeded": ActKind.SUCCESSION,
}
"""The means of consent, as the International Atomic Energy Agency writes them before the day."""
_RESERVED = r"(?:\s*(?:\(\*\)|\*|\d{1,2}/))*"
"""Marks of reservations behind a word or a day: ``*``, ``(*)``, ``1/``."""
_WORD = re.compile(rf"(?P<means>{'|'.join(_MEANS)}){_RESERVED}\s+", re.IGNORECASE)
_BROKEN = re.compile(
    rf"\bsuccession\nnotified\b|\d\W*\neffect from\b"
    rf"|\b(?:{'|'.join(_MEANS)}|effect from){_RESERVED}\n\d",
    re.IGNORECASE,
)
"""Where a cell of the Agency's list is broken over lines."""
_CELL = re.compile(
    rf"(?:{_WORD.pattern.replace('?P<means>', '?:')}|effect from\s+)?{_DAY}"
    r"(?:\s*\((?:\w{1,3}|\*)\)|\s?\*)*"
    r"|[-–—]+(?![\w-])",
    re.IGNORECASE,
)
_CELLS = re.compile(rf"(?:^|(?<=[\s|)]))(?:(?:{_CELL.pattern})[\s|]*)+$", re.IGNORECASE)
_MARK = re.compile(r"\((\w{1,3})\)")
_OF_DEPOSIT = re.compile(
    r"\bdeposit of\b(.*?)(?:\bdate\b|\beffective\b|\bentry\b|$)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"\W*(?:page\W+)?\d{1,3}(?:\s*(?:/|of|de)\s*\d{1,3})?\W*", re.IGNORECASE)
_PAGE_HEAD = re.compile(rf"(?P<title>\S.{{0,200}}?)\s+(?:-\s*)?\d{{1,3}}\s*[-–]\s*{_DAY}")
_FOOTNOTE = re.compile(r"(?:\(\d{1,3}\)|\[\d{1,3}\]|\d{1,3}[.)])\s*\S")
_NOTES = frozenset(("note", "notes", "footnotes", "reservations", "declarations"))
_FIRST = frozenset(("state", "states", "party", "parties", "country", "participant"))
_WORDS = (
    "a aa s d or and of date dates signature deposit instrument ratification acceptance approval "
    "accession succession adherence effective entry into in force contracting notification "
    "definitive means expression consent to be bound organization organisation"
)
_OF_HEADINGS = _FIRST | frozenset(_WORDS.split())
_HEADING_LINES = 10
_WIDEST = 300
"""No row has more to the right of its name; to look further would take time."""
_WRAPPED = 30
"""No more lines between two rows are parts of their names; each way to part them is tried."""
_LETTERS: Mapping[str, Meaning] = {
    "a": ActKind.ACCESSION,
    "s": ActKind.SUCCESSION,
    "A": ActKind.ACCEPTANCE,
    "AA": ActKind.APPROVAL,
}


class Line(NamedTuple):
    """A line with its number, text and cells; without cells it holds part of a name.

    Put together with others, it is a row: its text is the whole name.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()


_END = Line(0, "", ("-",))


class _Columns(NamedTuple):
    """The columns that the heading names beside the state, in their order, and its letters."""

    names: tuple[str, ...]
    letters: Mapping[str, Meaning]


def read(text: str, file: str, is_name: IsName) -> Listing | None:
    """Read the pasted ``text``; ``file`` is the name that problems show.

    None where no line is the heading of such a table. ``is_name`` tells the names of states, to
    put together those that wrap. What stands between rows and belongs to none is a problem, and
    so is a row whose days cannot be told apart. Raise ``DataError`` where a row stands among notes.
    """
    lines = list(_lines(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    heading = _heading(lines)
    if heading is None:
        return None
    start, end = heading
    columns = _columns(" ".join(line.text for line in lines[start:end]))
    repeated = {fold(line.text) for line in lines[:end]}
    body = _Body(file, fold(lines[start].text), repeated, is_name)
    rows, strays = _join(body.read(_without_heads(lines[end:], is_name)), is_name)
    listing = read_rows(
        file,
        ((row.number, row) for row in rows),
        lambda _, row: _row(row, columns),
        lambda row: row.text,
        "text",
    )
    remedy = "delete the line if it is no part of the table, or give its days"
    stray = (
        Problem(Where(file, n, 1), "list-row", f'"{text}" belongs to no row', remedy)
        for n, text, _ in strays
    )
    numbered = [row.number for row in rows if row.text and _by_number(row.cells, columns)]
    message = "no dash for an empty cell: one day is a signature, two are deposit and effect"
    notices = [Problem(Where(file, number, 1), "list-columns", message) for number in numbered[:1]]
    return listing._replace(problems=(*stray, *listing.problems), notices=tuple(notices))


def _lines(texts: Iterable[str]) -> Iterator[Line]:
    """Yield the lines that are not empty; the parts of a broken cell make one."""
    last: Line | None = None
    for number, text in enumerate(texts, 1):
        words = " ".join(text.split())
        if not words:
            continue
        if last and _BROKEN.search(f"{last.text[-_WIDEST:]}\n{words[:_WIDEST]}"):
            last = last._replace(text=f"{last.text} {words}")
            continue
        if last:
            yield last
        last = Line(number, words)
    if last:
        yield last


def _heading(lines: list[Line]) -> tuple[int, int] | None:
    for start, line in enumerate(lines):
        if not _FIRST.intersection(fold(line.text).split()[:1]):
            continue
        end = start
        while end < min(len(lines), start + _HEADING_LINES) and _of_heading(lines[end].text):
            end += 1
        named = {*fold(" ".join(part.text for part in lines[start:end])).split()}
        if {"date", "deposit"} <= named or {"signature", "force"} <= named:
            return start, end
    return None


def _of_heading(text: str) -> bool:
    return all(word in _OF_HEADINGS for word in fold(text).split())


def _columns(heading: str) -> _Columns:
    words = fold(heading)
    acts = _OF_DEPOSIT.search(heading)
    explained = read_heading(acts[1].strip() if acts else "").letters
    # Where no kind is named, none is told; what no letter explains is a kind without any.
    letters = {"": ActKind.CONSENT, **_LETTERS, **explained, **_MEANS}
    names = ["deposit"]
    if "signature" in words:
        names.insert(0, "signature")
    if "effective" in words or "force" in words:
        names.append("in_force")
    return _Columns(tuple(names), letters)


def _without_heads(lines: list[Line], is_name: IsName) -> Iterator[Line]:
    """Yield ``lines`` without what heads a page: title, its number, day, above the headings."""
    for line, below in pairwise((*lines, _END)):
        head = _PAGE_HEAD.fullmatch(line.text) if below.text and _of_heading(below.text) else None
        if head is None or is_name(head["title"]):
            yield line


class _Body(NamedTuple):
    """How the rows are told from the notes: by the heading's first line, and names of states."""

    file: str
    heading: str
    repeated: set[str]
    is_name: IsName

    def read(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield the rows and the parts of their names; raise ``DataError`` for one among notes."""
        begun = in_notes = False
        above = ""
        # What stands below a heading that came after notes: parts of names, or notes again.
        held: list[Line] | None = None
        for line in lines:
            if in_notes and fold(line.text) == self.heading:
                held = []
            if _passed_over(line.text, self.repeated):
                continue
            row = _with_cells(line)
            if in_notes and held is None:
                self._demand_note(row, above)
            elif row.cells:
                yield from held or ()
                yield row
                begun, in_notes, held = True, False, None
            elif begun and _of_notes(line.text):
                in_notes, held = True, None
            elif held is not None:
                held.append(line)
            else:
                yield line
            above = line.text

    def _demand_note(self, line: Line, above: str) -> None:
        """Raise ``DataError`` if ``line`` is a row: a note may end with a day, but with one."""
        if len(line.cells) > 1 or (line.cells and self.is_name(line.text or above)):
            shown = line.text or above
            message = f'"{shown}" looks like a row, and stands among notes, which are not read'
            remedy = "move the notes between the rows to the end of the file, or delete them"
            raise refused(Where(self.file, line.number, 1), "list-row", message, remedy)


def _with_cells(line: Line) -> Line:
    """Return ``line`` with the days at its end as cells; days alone go with the name above."""
    cells = _CELLS.search(line.text, max(0, len(line.text) - _WIDEST))
    if cells is None:
        return line
    days = tuple(match[0] for match in _CELL.finditer(cells[0]))
    return Line(line.number, line.text[: cells.start()].strip(" |"), days)


def _passed_over(text: str, repeated: set[str]) -> bool:
    """Whether the line is a title, a heading or a page's number; a line of dashes is none."""
    if not any(c.isalnum() for c in text):
        return False
    return fold(text) in repeated or _of_heading(text) or bool(_PAGE_NUMBER.fullmatch(text))


def _of_notes(text: str) -> bool:
    marked = _FOOTNOTE.match(text) and any(c.isalpha() for c in text)
    return bool(marked) or fold(text) in _NOTES


def _join(lines: Iterable[Line], is_name: IsName) -> tuple[list[Line], list[Line]]:
    """Return the rows with their names put together, and the lines that belong to no row."""
    rows: list[Line] = []
    stray: list[Line] = []
    loose: list[Line] = []
    for line in (*lines, _END):
        if not line.cells:
            loose.append(line)
            continue
        above = rows[-1].text if rows else ""
        split = _split(above, loose, line.text, is_name)
        if split is None or (line is _END and not rows):
            stray += loose
            loose = []
        elif rows:
            rows[-1] = rows[-1]._replace(text=_text(above, loose[:split]))
            loose = loose[split:]
        if line is _END:
            break
        number = loose[0].number if loose else line.number
        rows.append(Line(number, _text("", loose, line.text), line.cells))
        loose = []
    return rows, [*stray, *loose]


def _split(above: str, loose: list[Line], below: str, is_name: IsName) -> int | None:
    """Return how many of the ``loose`` lines end the name above, the others beginning that below.

    It is what makes both of them names of states, and where that does not tell, what the lines
    begin with suggests. None between two names that are whole: the lines belong to neither.
    """

    def fits(*names: str) -> bool:
        return all(not name or is_name(name) for name in names)

    if not loose:
        return 0
    if len(loose) > _WRAPPED:
        return None
    splits = range(len(loose) + 1 if above else 1)
    whole = [n for n in splits if fits(_text(above, loose[:n]), _text("", loose[n:], below))]
    if len(whole) == 1:
        return whole[0]
    if not whole and fits(above, below):
        return None
    # Marks of footnotes, and what begins with a small letter, end a name rather than begin one.
    return next((n for n in reversed(splits) if n and not loose[n - 1].text[0].isupper()), 0)


def _text(above: str, lines: Iterable[Line], below: str = "") -> str:
    return " ".join(filter(None, (above, *(line.text for line in lines), below)))


def _row(row: Line, columns: _Columns) -> ListedRow:
    if not row.text:
        raise ValueError("days without a name")
    cells = _placed(row.cells, columns)
    letter = _letter(cells["deposit"])
    consent = columns.letters.get(letter)
    if consent is None:
        raise ValueError(f'"({letter})" after a day has no meaning here')
    days = {name: _DATE.findall(cell)[0] if cell else "" for name, cell in cells.items()}
    days["no_later_than"] = days.get("in_force", "")
    kind = ActKind.CONSENT if days["no_later_than"] else None
    if days["deposit"]:
        kind = consent
    return read_row(row.number, row.text, kind, days)


def _placed(cells: tuple[str, ...], columns: _Columns) -> dict[str, str]:
    """Where an empty cell left no dash, the letter tells which day is that of deposit.

    With a column of effect it needs none: a day alone is a signature, two are deposit and effect.
    """
    names, number = columns.names, len(columns.names)
    if _by_number(cells, columns):
        names = names[:1] if len(cells) == 1 else names[1:]
    elif len(cells) < number:
        deposit = names.index("deposit")
        lettered = [n for n, cell in enumerate(cells) if _letter(cell)]
        if len(lettered) != 1 or lettered[0] > deposit:
            raise ValueError(
                f"{len(cells)} of {number} columns are filled: put a dash for an empty one"
            )
        cells = (*["-"] * (deposit - lettered[0]), *cells)
        cells = (*cells, *["-"] * (number - len(cells)))
    if len(cells) > number:
        raise ValueError(f"{len(cells)} days for {number} columns")
    placed = {
        name: "" if cell[0] in "-–—" else cell for name, cell in zip(names, cells, strict=True)
    }
    return dict.fromkeys(columns.names, "") | placed


def _by_number(cells: Sequence[str], columns: _Columns) -> bool:
    """Whether the number of days tells their columns: no dash and no letter does."""
    plain = not any(cell[0] in "-–—" or _letter(cell) for cell in cells)
    return plain and columns.names == _WITH_EFFECT and len(cells) < len(_WITH_EFFECT)


def _letter(cell: str) -> str:
    """Return the letter after a day, or the word before it; numbers there are footnotes."""
    if word := _WORD.match(cell):
        return " ".join(word["means"].lower().split())
    return next((mark for mark in _MARK.findall(cell) if mark.isalpha()), "")
