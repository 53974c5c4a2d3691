"""A matrix as one SVG file, for a slide: the table that people read, its signs on colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

import htpy as h

from ratgap.present.html.worldmap import LIGHT
from ratgap.present.view import Row, View

_JOINED, _NOT_KNOWN, _UNSURE, _, _OUT, _ = LIGHT
# Signs tell it too, and no pattern: programs for slides show none.
_COLOURS = {"P": _JOINED, "c": _JOINED, "s": _OUT, "-": _OUT, "~": _UNSURE, "?": _NOT_KNOWN}
_CELL, _SIZE, _EDGE = 24, 14, 24
_LETTER = 8  # A letter is hardly wider
_LONGEST, _LINE = 44, 110  # Letters of a name that are shown, of a line of a note
_INK = "#111"


def slide(view: View) -> str:
    """Return the first table of ``view``, whose first two columns name the rows, as SVG.

    Only what any program shows: no style, no font of its own, white below it.
    """
    first = view.sections[0]
    (grid,) = first.tables
    heads = [_cut(column.title) for column in grid.columns[2:]]
    names = [_cut("".join(row.cells[1])) for row in grid.rows]
    left = _EDGE + _wide(["".join(row.cells[0]) for row in grid.rows])
    start = left + _wide(names)
    notes = [line for text in (*first.notes, *view.legend) for line in wrap(text, _LINE)]
    top = 2 * _EDGE + _SIZE + _wide(heads)
    bottom = top + len(grid.rows) * _CELL + _EDGE
    width = max(start + len(heads) * _CELL, _LINE * _LETTER, len(first.title) * 11) + _EDGE
    height = bottom + len(notes) * 20 + _EDGE
    svg = h.svg(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        font_family="sans-serif",
        font_size=_SIZE,
        fill=_INK,
    )[
        h.title[first.title],
        h.path(fill="#fff", d=f"M0 0H{width}V{height}H0z"),
        h.text(x=_EDGE, y=_EDGE + _SIZE, font_size=20)[first.title],
        [_head(text, start + n * _CELL, top - 6) for n, text in enumerate(heads)],
        [
            list(_row(row, name, left, start, top + n * _CELL))
            for n, (row, name) in enumerate(zip(grid.rows, names, strict=True))
        ],
        [h.text(x=_EDGE, y=bottom + n * 20)[text] for n, text in enumerate(notes)],
    ]
    return f"{svg}\n"


def _head(text: str, x: int, y: int) -> h.Element:
    x += _CELL // 2
    if len(text) == 1:
        return h.text(x=x, y=y, text_anchor="middle")[text]
    x += 5
    return h.text(x=x, y=y, transform=f"rotate(-90 {x} {y})")[text]


def _row(row: Row, name: str, left: int, start: int, top: int) -> Iterator[h.Element]:
    line = top + _CELL - 7
    yield h.text(x=_EDGE, y=line)["".join(row.cells[0])]
    yield h.text(x=left, y=line)[name]
    for n, cell in enumerate(row.cells[2:]):
        sign, x = "".join(cell), start + n * _CELL
        if n < len(row.tones) - 2 and sign in _COLOURS:
            yield h.rect(x=x, y=top, width=_CELL - 1, height=_CELL - 1, fill=_COLOURS[sign])
        ink = "#fff" if sign in "s-" else _INK
        yield h.text(x=x + _CELL // 2, y=line, text_anchor="middle", fill=ink)[sign]


def _wide(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0) * _LETTER + 12


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
