"""Names that wrap over lines in text out of a PDF: which line belongs to which row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

IsName = Callable[[str], bool]
"""Whether a text is the name of a state, footnote marks and all."""

_JOINING = frozenset(("and", "of", "the", "for", "in", "et", "de", "du", "des", "en", "van"))


class Line(NamedTuple):
    """A line with its number, text and cells; without cells it holds part of a name.

    Put together with others, it is a row: its text is the whole name.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()


def join(lines: Sequence[Line], is_name: IsName) -> tuple[list[Line], list[Line]]:
    """Return the rows with their names put together, and the lines that belong to no row.

    A line without cells is the beginning of the name below or the end of the name above: the one
    that makes both of them names of states, and where that does not tell, the one that the words
    at its ends suggest. Between two names that are whole, it belongs to none.
    """
    rows: list[Line] = []
    stray: list[Line] = []
    loose: list[Line] = []
    for line in lines:
        if not line.cells:
            loose.append(line)
            continue
        above, begin, left = _shares(rows[-1].text if rows else "", loose, line.text, is_name)
        if rows:
            rows[-1] = rows[-1]._replace(text=above)
        number = begin[0].number if begin else line.number
        rows.append(Line(number, _text(begin, line.text), line.cells))
        stray += left
        loose = []
    if rows and loose:
        above, begin, left = _shares(rows[-1].text, loose, "", is_name)
        rows[-1] = rows[-1]._replace(text=above)
        stray += [*begin, *left]
    elif loose:
        stray += loose
    return rows, stray


def _shares(
    above: str, loose: list[Line], below: str, is_name: IsName
) -> tuple[str, list[Line], list[Line]]:
    """Return the name above with its end, the lines that begin the one below, and stray ones."""
    if not loose:
        return above, [], []
    # How many of the loose lines may belong to the name above, so that both are names.
    splits = range(len(loose) + 1 if above else 1)
    whole = [n for n in splits if _fits(above, loose, below, n, is_name)]
    if len(whole) == 1:
        return _text(_end(above, loose, whole[0]), ""), loose[whole[0] :], []
    if not whole and (not above or is_name(above)) and (not below or is_name(below)):
        return above, [], loose
    split = next((n for n in range(len(loose), 0, -1) if _ends(above, loose[n - 1])), 0)
    split = split if above else 0
    return _text(_end(above, loose, split), ""), loose[split:], []


def _fits(above: str, loose: list[Line], below: str, split: int, is_name: IsName) -> bool:
    name_above = _text(_end(above, loose, split), "")
    name_below = _text(loose[split:], below)
    return (not name_above or is_name(name_above)) and (not name_below or is_name(name_below))


def _end(above: str, loose: list[Line], split: int) -> list[Line]:
    return [Line(0, above), *loose[:split]]


def _text(lines: Sequence[Line], last: str) -> str:
    return " ".join(filter(None, (*(line.text for line in lines), last)))


def _ends(above: str, line: Line) -> bool:
    """Whether the words suggest that ``line`` ends the name above rather than begins the next."""
    words = line.text.casefold().split()
    if words[-1].rstrip(",") in _JOINING or line.text.count("(") > line.text.count(")"):
        return False
    unfinished = above.casefold().split()[-1:] or [""]
    return (
        unfinished[0].rstrip(",") in _JOINING
        or above.count("(") > above.count(")")
        or words[0] in _JOINING
        or not any(c.isalpha() for c in line.text)
    )
