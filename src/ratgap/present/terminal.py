"""Tables for a terminal, with colour where it helps; every status is a word first."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

from ratgap import gate
from ratgap.present.fit import fit, in_ascii
from ratgap.present.view import Section, Table, View

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

TONES = {
    "none": "bold red",
    "signatory": "bold yellow",
    "unknown": "magenta",
    "contracting": "cyan",
    "party": "green",
    "title": "bold",
    "dim": "dim",
}


_BLANKS = re.compile(r" +((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)  # At the end of a line

_WIDEST = 10_000  # Columns where nobody looks at them: a pipe


def render(
    view: View, *, width: int | None = None, unicode: bool = True, color: str = "auto"
) -> str:
    """Return ``view`` for a terminal of ``width`` columns (None: as wide as it is).

    ``unicode``: whether it shows more than ASCII. ``color``: "always", "never", or "auto", which is
    what rich finds: NO_COLOR, FORCE_COLOR and TERM count.
    """
    console = _console(width or _WIDEST, color)
    with console.capture() as captured:
        if view.screen:
            for line in view.screen(width, unicode):
                console.print(line.text, style=TONES.get(line.tone), crop=False, overflow="ignore")
        for n, section in enumerate(view.sections):
            if n:
                console.print("\n")
            _section(console, section, unicode)
        if view.legend:
            console.print()
        for text in view.legend:
            console.print(text, style="dim")
    # A row beside an address that runs over would be filled up beyond the edge, and break there.
    return gate.lines(_BLANKS.sub(r"\1", captured.get()))


def _console(width: int, color: str) -> Console:
    from rich.console import Console

    look: dict[str, Any] = {"width": width, "highlight": False, "markup": False, "emoji": False}
    if color == "always":
        look |= {"force_terminal": True, "color_system": "standard", "no_color": False}
    elif color == "never":
        look |= {"color_system": None}
    elif os.environ.get("FORCE_COLOR") == "":
        # As if it were not there: rich would take a terminal for none.
        look |= {"force_terminal": sys.stdout.isatty()}
    return Console(**look)


def _section(console: Console, section: Section, unicode: bool) -> None:
    console.print(section.title, style="bold")
    for note in section.notes:
        console.print(_linked(note), style="dim")
    for table in section.tables:
        console.print()
        if table.title:
            console.print(table.title, style="bold")
        _table(console, table if unicode else in_ascii(table))


def _linked(text: str) -> Text:
    from rich.text import Text

    linked = Text(text)
    for address in re.finditer(r"https?://\S+", text):
        linked.stylize(f"link {address[0]}", *address.span())
    return linked


def _table(console: Console, table: Table) -> None:
    from itertools import zip_longest

    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid
    from rich.text import Text

    fitted = fit(table, console.width)
    grid = Grid(
        box=SIMPLE_HEAD,
        padding=(0, table.gap - 1, 0, 0),  # the box itself has a blank between columns
        pad_edge=False,
        show_edge=False,
        show_header=bool(fitted.heads),
    )
    heads = fitted.heads or [""] * len(fitted.widths)
    for head, width in zip(heads, fitted.widths, strict=True):
        grid.add_column(
            Text(head), no_wrap=True, overflow="ignore", min_width=width, header_style="bold"
        )
    for lines, row in zip(fitted.rows, table.rows, strict=True):
        cells = zip_longest(map("\n".join, lines), row.tones, fillvalue="")
        grid.add_row(*(Text(text, style=TONES.get(tone, "")) for text, tone in cells))
    console.print(grid, crop=False, overflow="ignore", no_wrap=True)
    for line in fitted.without:
        console.print(line, style="dim")
