"""A matrix: a character for each cell under codes, then who is nearest to having everybody.

As text it is laid out here, because its columns stand closer than those of tables; as Markdown
it is a table with a column for each instrument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ratgap.api import region_of
from ratgap.assess.answer import Status
from ratgap.assess.report import Matrix
from ratgap.model import Dataset
from ratgap.present.fit import cell_width, wrap
from ratgap.present.text import t
from ratgap.present.view import Column, Section, Table, View, asked, codes, kinds, table

SIGNS: dict[Status | None, str] = {
    Status.PARTY: "P",
    Status.CONTRACTING: "c",
    Status.SIGNATORY: "s",
    Status.NONE: "-",
    Status.UNKNOWN: "?",
    None: " ",
}
_BLANK = " "
"""Where a table is to show nothing, not even a dash."""
_SHORTEST_NAME = 8


class Piece(NamedTuple):
    """A part of a line; ``tone`` is the status that may lend it a colour, "head" a heading."""

    text: str
    tone: str = ""


Line = tuple[Piece, ...]


class _Row(NamedTuple):
    """A state, or what the columns come to; ``totals`` are of its gaps and of what is unknown."""

    code: str
    name: str
    cells: list[Piece]
    totals: tuple[str, str]
    region: str = _BLANK


def plain(
    dataset: Dataset,
    result: Matrix,
    layout: Callable[[View], str],
    width: int | None,
    last: int,
    by_region: bool,
) -> str:
    """Return ``result`` as letters alone, ``width`` columns wide (None: as wide as it is)."""
    head = [line for text in _head(dataset, result) for line in wrap(text, width)]
    lines = grid(dataset, result, width, by_region)
    drawn = ["".join(piece.text for piece in line).rstrip() for line in lines]
    return "\n".join([*head, "", *drawn, "", ""]) + layout(_lists(result, last))


def coloured(
    dataset: Dataset, result: Matrix, layout: Callable[[View], str], last: int, by_region: bool
) -> str:
    """Return ``result`` for the terminal that standard output is; colour only repeats letters."""
    from rich.console import Console
    from rich.text import Text

    from ratgap.present.terminal import TONES

    console = Console(highlight=False, markup=False, emoji=False)
    title, *notes = _head(dataset, result)
    with console.capture() as captured:
        console.print(title, style="bold")
        for note in notes:
            console.print(note, style="dim")
        console.print()
        for line in grid(dataset, result, console.width, by_region):
            parts = (
                (piece.text, "bold" if piece.tone == "head" else TONES.get(piece.tone, ""))
                for piece in line
            )
            console.print(Text.assemble(*parts), crop=False, overflow="ignore", no_wrap=True)
    return f"{captured.get()}\n{layout(_lists(result, last))}"


def markdown(dataset: Dataset, result: Matrix, last: int, by_region: bool) -> View:
    """Return ``result`` as tables with a column for each instrument, whatever their width."""
    heads = codes(result.instruments)
    title, *notes = _head(dataset, result)
    everything = table(
        "",
        [*_states(dataset, result, by_region), *_sums(result)],
        *([Column("Region", lambda row: row.region or _BLANK)] if by_region else []),
        Column("Code", lambda row: row.code),
        Column("State", lambda row: row.name),
        *(_column(heads[treaty.id], n) for n, treaty in enumerate(result.instruments)),
        Column("Gaps", lambda row: row.totals[0], number=True),
        Column("Unknown", lambda row: row.totals[1], number=True),
    )
    rest = _lists(result, last)
    return View((Section(title, tuple(notes), (everything,)), *rest.sections), rest.legend)


def _column(head: str, n: int) -> Column:
    return Column(head, lambda row: row.cells[n].text)


def _head(dataset: Dataset, result: Matrix) -> tuple[str, ...]:
    """Return the headline and what was asked for."""
    counts = [result.by_state(state.code) for state in result.states]
    title = t(
        "{count} {kinds}, as of {day}: {gap} gaps, {unknown} unknown",
        count=len(result.states),
        kinds=kinds(result.states),
        day=result.query.as_of,
        gap=sum(c["gap"] for c in counts),
        unknown=sum(c["unknown"] for c in counts),
    )
    return (title, *asked(dataset, result.query))


def _states(dataset: Dataset, result: Matrix, by_region: bool) -> Iterator[_Row]:
    for state in result.states:
        found = [result.status(state.code, treaty.id) for treaty in result.instruments]
        cells = [Piece(SIGNS[status], str(status or "")) for status in found]
        counts = result.by_state(state.code)
        totals = (str(counts["gap"]), str(counts["unknown"]))
        region = region_of(dataset, state, result.query.as_of) if by_region else ""
        yield _Row(state.code, state.name, cells, totals, region)


def _sums(result: Matrix) -> list[_Row]:
    """Return what each column comes to."""
    counts = [result.by_instrument(treaty.id) for treaty in result.instruments]
    gaps, unknown = (str(sum(c[key] for c in counts)) for key in ("gap", "unknown"))

    def row(name: str, totals: tuple[str, str], *keys: str) -> _Row:
        values = (sum(c[key] for key in keys) for c in counts)
        return _Row(_BLANK, name, [Piece(str(value), "head") for value in values], totals)

    return [
        row(t("Joined"), (_BLANK, _BLANK), "party", "contracting"),
        row(t("Gaps"), (gaps, _BLANK), "gap"),
        row(t("Unknown"), (_BLANK, unknown), "unknown"),
    ]


def grid(dataset: Dataset, result: Matrix, width: int | None, by_region: bool) -> Iterator[Line]:
    """Yield the lines of the grid.

    Where ``width`` is short of room the codes stand letter below letter, and names are cut.
    """
    heads = codes(result.instruments)
    head = _Row(
        t("Code"),
        t("State"),
        [Piece(heads[treaty.id], "head") for treaty in result.instruments],
        (t("Gaps"), "?"),
    )
    states, sums = list(_states(dataset, result, by_region)), _sums(result)
    frame = _Frame(head, states, sums, width)
    yield from frame.stacked(head, below=True)
    region = None
    for row in states:
        if by_region and row.region != region:
            region = row.region
            yield (Piece(region or "-", "head"),)
        yield frame.line(row)
    for row in sums:
        yield from frame.stacked(row)


class _Frame:
    """How wide the parts of the grid are."""

    def __init__(
        self, head: _Row, states: Sequence[_Row], sums: Sequence[_Row], width: int | None
    ) -> None:
        rows = [head, *states, *sums]
        self.right = [max(len(row.totals[n]) for row in rows) for n in range(2)]
        self.code = max(len(row.code) for row in rows)
        self.name = max(cell_width(row.name) for row in rows)
        self.step = max((len(piece.text) for piece in head.cells), default=0)
        whole = cell_width("".join(piece.text for piece in self.line(head)))
        if width is not None and whole > width:
            over = whole - len(head.cells) * (self.step - 1) - width
            self.step = 1
            self.name = min(self.name, max(_SHORTEST_NAME, self.name - over))

    def line(self, row: _Row, tone: str = "") -> Line:
        """Return one line: code and name, cells, totals."""
        right = (f" {text:>{width}}" for text, width in zip(row.totals, self.right, strict=True))
        return (
            Piece(f"{row.code:{self.code}} {_fitted(row.name, self.name)}", tone),
            *(Piece(f" {text:>{self.step}}", own) for text, own in row.cells),
            Piece("".join(right), tone),
        )

    def stacked(self, row: _Row, *, below: bool = False) -> Iterator[Line]:
        """Yield ``row`` on one line or, where its cells need it, character below character.

        Its name then stands on the first line or, where ``below``, on the last; the totals
        stand on the last.
        """
        texts = [piece.text for piece in row.cells]
        tall = max(map(len, texts), default=1)
        if self.step >= tall:
            yield self.line(row, "head")
            return
        for n in range(tall):
            last = n == tall - 1
            named = last if below else n == 0
            yield self.line(
                _Row(
                    row.code if named else "",
                    row.name if named else "",
                    [Piece(text.rjust(tall)[n], "head") for text in texts],
                    row.totals if last else ("", ""),
                ),
                "head",
            )


def _fitted(text: str, width: int) -> str:
    """Return ``text`` filled up or cut to ``width``; two points stand for what is cut off."""
    if cell_width(text) > width:
        text = f"{text[: width - 2]}.."
    return text + " " * (width - cell_width(text))


def _lists(result: Matrix, last: int) -> View:
    """Return what the codes stand for, who is nearest to all states, and who is among the last."""
    states = max((reach.states for reach in result.reach), default=0)
    nearest = Section(
        t("Closest to universal (of {states} states)", states=states), (), (_closest(result),)
    )
    few = _outside(result, last)
    if few.rows:
        ends = Section(t("Among the last {most} outside", most=last), (), (few,))
    else:
        ends = Section(
            t("None of these is among the last {most} outside of any instrument.", most=last)
        )
    legend = t(
        "P party; c contracting, not bound yet; s signed only, a gap; - none, a gap; ? unknown; "
        "blank: not open to it."
    )
    return View((nearest, ends), (legend,))


def _closest(result: Matrix) -> Table:
    heads = codes(result.instruments)
    return table(
        "",
        result.reach,
        Column("Code", lambda reach: heads[reach.instrument.id]),
        Column("Instrument", lambda reach: reach.instrument.title, wrap=True),
        Column("Joined", lambda reach: reach.joined, number=True),
        Column("Outside", lambda reach: len(reach.outside), number=True),
        Column("Unknown", lambda reach: len(reach.unknown), number=True),
    )


def _outside(result: Matrix, last: int) -> Table:
    """Return the treaties that at most ``last`` states lack, with those asked for by name."""
    asked_for = {state.code for state in result.states}

    def chosen(states: Sequence[str]) -> list[str]:
        return [code for code in states if code in asked_for]

    return table(
        "",
        [r for r in result.last_outside(last) if chosen((*r.outside, *r.unknown))],
        Column("Instrument", lambda reach: reach.instrument.title, wrap=True),
        Column("Who", lambda reach: chosen(reach.outside), wrap=True),
        Column("Unknown", lambda reach: chosen(reach.unknown), wrap=True),
    )
