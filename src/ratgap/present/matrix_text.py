"""A matrix as text, in colour on a terminal, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratgap.assess.report import Matrix
from ratgap.model import Dataset
from ratgap.present.fit import wrap
from ratgap.present.heads import heads
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.matrix_view import SIGNS, grid, head, lists
from ratgap.present.view import Column, Row, Section, Table, View

if TYPE_CHECKING:
    from ratgap.present.outputs import Layout


def plain(
    dataset: Dataset,
    result: Matrix,
    layout: Layout,
    width: int | None,
    last: int,
    by_region: bool,
    say: Say = ENGLISH,
) -> str:
    """Return ``result`` as letters alone, ``width`` columns wide (None: as wide as it is)."""
    said = [line for text in head(dataset, result, say) for line in wrap(text, width)]
    lines = grid(dataset, result, width, by_region, say)
    drawn = ["".join(piece.text for piece in line).rstrip() for line in lines]
    return "\n".join([*said, "", *drawn, "", ""]) + layout(lists(result, last, say))


def coloured(
    dataset: Dataset,
    result: Matrix,
    layout: Layout,
    last: int,
    by_region: bool,
    say: Say = ENGLISH,
) -> str:
    """Return ``result`` for the terminal that standard output is; colour only repeats letters."""
    from rich.console import Console
    from rich.text import Text

    from ratgap.present.table import TONES

    console = Console(highlight=False, markup=False, emoji=False)
    title, *notes = head(dataset, result, say)
    with console.capture() as captured:
        console.print(title, style="bold")
        for note in notes:
            console.print(note, style="dim")
        console.print()
        for line in grid(dataset, result, console.width, by_region, say):
            parts = (
                (piece.text, "bold" if piece.tone == "head" else TONES.get(piece.tone, ""))
                for piece in line
            )
            console.print(Text.assemble(*parts), crop=False, overflow="ignore", no_wrap=True)
    return f"{captured.get()}\n{layout(lists(result, last, say))}"


def table(dataset: Dataset, result: Matrix, last: int, by_region: bool, say: Say = ENGLISH) -> View:
    """Return ``result`` as tables with a column for each instrument, whatever their width."""
    from ratgap.api import region_of

    codes = heads(result.instruments)
    columns = (
        *((Column(say("column.region")),) if by_region else ()),
        Column(say("column.code")),
        Column(say("column.state")),
        *(Column(codes[treaty.id]) for treaty in result.instruments),
        *(Column(say(f"matrix.total.{key}"), number=True) for key in ("gap", "unknown")),
    )
    rows = []
    for state in result.states:
        counts = result.by_state(state.code)
        cells = (SIGNS[result.status(state.code, i.id)].strip() for i in result.instruments)
        region = region_of(dataset, state, result.query.as_of) if by_region else ""
        rows.append(
            Row(
                (
                    *(((region,),) if by_region else ()),
                    (state.code,),
                    (state.name,),
                    *((cell,) for cell in cells),
                    (str(counts["gap"]),),
                    (str(counts["unknown"]),),
                )
            )
        )
    rows += _sums(result, by_region, say)
    title, *notes = head(dataset, result, say)
    rest = lists(result, last, say)
    first = Section(title, tuple(notes), (Table("", columns, tuple(rows)),))
    return View((first, *rest.sections), rest.legend)


def _sums(result: Matrix, by_region: bool, say: Say) -> list[Row]:
    counts = [result.by_instrument(treaty.id) for treaty in result.instruments]
    lines = {
        "joined": [c["party"] + c["contracting"] for c in counts],
        "gap": [c["gap"] for c in counts],
        "unknown": [c["unknown"] for c in counts],
    }
    return [
        Row(
            (
                *((("",),) if by_region else ()),
                ("",),
                (say(f"matrix.total.{key}"),),
                *((str(value),) for value in values),
                *((str(sum(values)) if key == total else "",) for total in ("gap", "unknown")),
            )
        )
        for key, values in lines.items()
    ]
