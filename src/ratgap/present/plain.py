"""Plain text, for pipes, files and terminals that show no more, ASCII but for names; Markdown."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from ratgap import gate
from ratgap.gate import markdown as escaped
from ratgap.present.fit import fit, in_ascii, wrap
from ratgap.present.view import Section, Table, View


def render(view: View, width: int | None = None) -> str:
    """Return ``view`` as text, ``width`` columns wide (None: one line for each row)."""
    if view.screen:
        return gate.lines("".join(f"{line.text}\n" for line in view.screen(width, False)))
    sections = ["\n".join(_section(section, width)) for section in view.sections]
    legend = [line for text in view.legend for line in wrap(text, width)]
    whole = "\n".join(["\n\n\n".join(sections), *(["", *legend] if legend else []), ""])
    return gate.lines(whole)


def _section(section: Section, width: int | None) -> Iterator[str]:
    for text in (section.title, *section.notes):
        yield from wrap(text, width)
    for table in section.tables:
        yield ""
        if table.title:
            yield from wrap(table.title, width)
        yield from _table(table, width)


def _table(table: Table, width: int | None) -> Iterator[str]:
    fitted = fit(in_ascii(table), width)
    lines: list[tuple[str, ...]] = []
    if fitted.heads:
        lines = [fitted.heads, tuple("-" * width for width in fitted.widths)]
    for row in fitted.rows:
        lines += zip_longest(*row, fillvalue="")
    for line in lines:
        cells = (text or " " * width for text, width in zip(line, fitted.widths, strict=True))
        yield (" " * table.gap).join(cells).rstrip()
    yield from fitted.without


def markdown(view: View) -> str:
    """Return ``view`` as Markdown with tables: a heading for each section and table."""
    lines = [line for section in view.sections for line in _marked_up(section)]
    return "\n".join([*lines, *(f"{escaped(text)}\n" for text in view.legend)])


def below_the_head(text: str, notes: Iterable[str]) -> str:
    """Return Markdown, which begins with a headline, with ``notes`` below that."""
    head, line, rest = text.partition("\n")
    return "".join((head, line, *(f"\n{escaped(note)}\n" for note in notes), rest))


def _marked_up(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}\n"
    for note in section.notes:
        yield f"{escaped(note)}\n"
    for table in section.tables:
        if table.title:
            yield f"### {escaped(table.title)}\n"
        yield _line(column.title for column in table.columns)
        yield _line("---:" if column.number else "---" for column in table.columns)
        for row in table.rows:
            yield _line(escaped(" ".join(cell), begins=False) for cell in row.cells)
        yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
