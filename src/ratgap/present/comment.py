"""Markdown that fits into a comment on a pull request: long tables folded, the whole bounded."""

from __future__ import annotations

from ratgap.present import markdown
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Section, Table, View

MOST_CHARACTERS = 60_000
"""Code hosts refuse a comment of more than 65,536."""
FOLDED_FROM = 15
"""A table of more rows is folded."""
_ROWS = (500, 200, 100, 50, 20, 10, 5, 1)
"""How many rows of each table are tried, until the whole fits."""


def render(view: View, say: Say = ENGLISH) -> str:
    """Return ``view`` as Markdown of at most ``MOST_CHARACTERS``.

    Rows that do not fit are left out, and the comment says how many.
    """
    text = ""
    for most in _ROWS:
        text = "\n".join(_section(section, most, say) for section in view.sections)
        if len(text) <= MOST_CHARACTERS:
            break
    # Nobody is to be called by a name that stands in the data or in a branch's name.
    return text[:MOST_CHARACTERS].replace("@", "&#64;")


def _section(section: Section, most: int, say: Say) -> str:
    head = markdown.render(View((section._replace(tables=()),)))
    return "\n".join([head, *(_table(table, most, say) for table in section.tables)])


def _table(table: Table, most: int, say: Say) -> str:
    cut = len(table.rows) - most
    notes = (say("diff.cut", count=cut),) if cut > 0 else ()
    shown = Section(table.title, notes, (table._replace(title="", rows=table.rows[:most]),))
    text = markdown.render(View((shown,))).replace("## ", "### ", 1)
    if len(table.rows) <= FOLDED_FROM:
        return text
    return f"<details>\n<summary>{table.title}</summary>\n\n{text}\n</details>\n"
