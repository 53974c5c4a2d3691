"""Markdown with tables, as code hosts show them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ratgap.present.view import Section, Table, View

_MARKS = re.compile(r"([\\|<>*_`\[\]])")


def render(view: View) -> str:
    """Return ``view`` as Markdown: a heading for each section and table."""
    lines = [line for section in view.sections for line in _section(section)]
    return "\n".join([*lines, *(f"{escaped(text)}\n" for text in view.legend)])


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}\n"
    for note in section.notes:
        yield f"{escaped(note)}\n"
    for table in section.tables:
        if table.title:
            yield f"### {escaped(table.title)}\n"
        yield from _table(table)
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield _line(column.title for column in table.columns)
    yield _line("---:" if column.number else "---" for column in table.columns)
    for row in table.rows:
        yield _line(escaped(" ".join(cell)) for cell in row.cells)


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """Return ``text`` with Markdown's own marks escaped."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
