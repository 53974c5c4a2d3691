"""Plain text: for pipes, files and terminals that show no more. ASCII but for names."""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.present.fit import fit, pad, wrap
from ratgap.present.view import Section, Table, View


def render(view: View, width: int | None = None) -> str:
    """Return ``view`` as text, ``width`` columns wide (None: one line for each row)."""
    sections = ["\n".join(_section(section, width)) for section in view.sections]
    legend = [line for text in view.legend for line in wrap(text, width)]
    return "\n".join(["\n\n\n".join(sections), *(["", *legend] if legend else []), ""])


def _section(section: Section, width: int | None) -> Iterator[str]:
    for text in (section.title, *section.notes):
        yield from wrap(text, width)
    for table in section.tables:
        yield ""
        if table.title:
            yield from wrap(table.title, width)
        yield from _table(table, width)


def _table(table: Table, width: int | None) -> Iterator[str]:
    fitted = fit(_ascii(table), width)
    heads: tuple[list[str], ...] = tuple([column.title] for column in fitted.columns)
    rules = tuple(["-" * width] for width in fitted.widths)
    head = (heads, rules) if any(column.title for column in fitted.columns) else ()
    for row in (*head, *fitted.rows):
        for n in range(max(map(len, row))):
            cells = [cell[n] if n < len(cell) else "" for cell in row]
            padded = (
                pad(text, column_width, column)
                for text, column_width, column in zip(
                    cells, fitted.widths, fitted.columns, strict=True
                )
            )
            yield (" " * table.gap).join(padded).rstrip()


def _ascii(table: Table) -> Table:
    """Return ``table`` with "on or before" as ASCII writes it."""
    rows = tuple(
        row._replace(
            cells=tuple(tuple(part.replace("≤ ", "<=") for part in cell) for cell in row.cells)
        )
        for row in table.rows
    )
    return table._replace(rows=rows)
