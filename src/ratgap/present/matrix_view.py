"""A matrix: a character for each cell under codes, then who is nearest to having everybody."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ratgap.assess.answer import Answer, Status, Strength
from ratgap.assess.force import MaxAge
from ratgap.assess.report import Matrix
from ratgap.model import Dataset, State
from ratgap.present.fit import fits
from ratgap.present.text import counted, t
from ratgap.present.view import (
    Column,
    Row,
    Section,
    Table,
    View,
    age,
    asked,
    how_many,
    strengths,
    table,
    unsure,
)

SIGNS: dict[Status | None, str] = {
    Status.PARTY: "P",
    Status.CONTRACTING: "c",
    Status.SIGNATORY: "s",
    Status.NONE: "-",
    Status.UNKNOWN: "?",
    None: " ",
}
_OLD = "~"  # Not joined when last checked: the proof is old, whether it is repeated or not
_BLANK = " "  # Where a table is to show nothing, not even a dash
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""Heads of columns that have room for one character."""


def matrix(
    dataset: Dataset, result: Matrix, last: int, by_region: bool, width: int | None = None
) -> View:
    """Return ``result`` for a reader; ``last``: among how many outside one is named.

    Where ``width`` is short of room, letters that a note explains head the instruments; where it
    still is, what the columns come to is left out. Colour only repeats the characters.
    """
    recent, old, unknown = _totals([result.by_state(state.code) for state in result.states])
    title = t(
        "{who}, as of {day}: {recent} not joined, {unsure} unsure, {unknown} not known",
        who=how_many(result.states),
        day=result.query.as_of,
        recent=recent,
        unsure=old,
        unknown=unknown,
    )
    heads = [dataset.codes[treaty.id] for treaty in result.instruments]
    notes = asked(dataset, result.query)
    listed = _by_region(dataset, result) if by_region else {"": result.states}
    regions = {name: tuple(_state(result, s) for s in states) for name, states in listed.items()}
    rows = [row for region, states in regions.items() for row in (*_head(result, region), *states)]
    whole = [*rows, *_sums(result)]
    grids = [_grid(heads, whole)]
    if len(heads) <= len(_LETTERS):
        letters = _LETTERS[: len(heads)]
        grids += [_grid(letters, whole), _grid(letters, rows)]
    grid = next((grid for grid in grids if fits(grid, width)), grids[-1])
    if grid is not grids[0]:
        columns = ", ".join(map("=".join, zip(_LETTERS, heads, strict=False)))
        notes = (*notes, t("Columns: {columns}.", columns=columns))
    if len(grid.rows) < len(whole):
        notes = (*notes, t("No room here for what the columns come to."))
    tables: tuple[Table, ...] = (grid,)
    if by_region and not fits(grid, width):
        # Where there is no room for the names of states, a region's is the title of a table.
        tables = tuple(grid._replace(title=name, rows=states) for name, states in regions.items())
    legend = t(
        "P party; c contracting, not bound as far as is known; - not joined (s: signed), as proved "
        "within {recent}; ~ unsure: not joined when last checked; ? not known; blank: not open to "
        "it.",
        recent=age(result.query.recent),
    )
    return View(
        (Section(title, notes, tables), _nearest(dataset, result), _last_outside(result, last)),
        (legend,),
    )


def _grid(heads: Sequence[str], rows: Sequence[Row]) -> Table:
    columns = (
        Column(t("Code")),
        Column(t("State"), rank=1, wrap=True),
        *(Column(head, number=True) for head in heads),
        Column("-", number=True),
        Column(_OLD, number=True),
        Column("?", number=True),
    )
    return Table("", columns, tuple(rows), gap=1)


def _row(code: str, name: str, *cells: str, tones: Sequence[str] = ()) -> Row:
    return Row(tuple((text,) for text in (code, name, *cells)), ("", "", *tones))


def _sign(answer: Answer | None, recent: MaxAge) -> str:
    if answer and (answer.proof(recent) is Strength.OLD or answer.outside_when_last_known):
        return _OLD
    return SIGNS[answer.status if answer else None]


def _by_region(dataset: Dataset, result: Matrix) -> dict[str, tuple[State, ...]]:
    regions = dataset.regions(result.query.as_of)
    by_region = groupby(result.states, key=lambda state: regions.get(state.code, "-"))
    return {region: tuple(states) for region, states in by_region}


def _head(result: Matrix, region: str) -> Iterator[Row]:
    if region:
        yield _row(_BLANK, f"{region}:", *[_BLANK] * (len(result.instruments) + 3))


def _state(result: Matrix, state: State) -> Row:
    answers = [result.cells.get((state.code, treaty.id)) for treaty in result.instruments]
    return _row(
        state.code,
        state.name,
        *(_sign(answer, result.query.recent) for answer in answers),
        *map(str, _totals([result.by_state(state.code)])),
        tones=[answer.status if answer else "" for answer in answers],
    )


def _sums(result: Matrix) -> Iterator[Row]:
    counts = [result.by_instrument(treaty.id) for treaty in result.instruments]
    # The last three columns count those who have not joined: of the joined they tell nothing.
    yield _row(_BLANK, t("Joined"), *(str(c["party"] + c["contracting"]) for c in counts), *"   ")
    columns = [_totals([c]) for c in counts]
    for n, name in enumerate((t("Not joined"), t("Unsure"), t("Not known"))):
        totals = [_BLANK] * 3
        totals[n] = str(sum(column[n] for column in columns))
        yield _row(_BLANK, name, *(str(column[n]) for column in columns), *totals)


def _totals(counts: Sequence[Mapping[str, int]]) -> tuple[int, int, int]:
    recent, unknown = (sum(c[key] for c in counts) for key in ("gap_recent", "not_known"))
    return recent, sum(map(unsure, counts)), unknown


def _nearest(dataset: Dataset, result: Matrix) -> Section:
    closest = table(
        "",
        result.reach,
        Column("Code", lambda reach: dataset.codes[reach.instrument.id]),
        Column("Instrument", lambda reach: reach.instrument.title, wrap=True),
        Column("Joined", lambda reach: reach.joined, number=True),
        *strengths(lambda reach: reach.counts),
    )
    states = max((reach.states for reach in result.reach), default=0)
    title = counted(
        states,
        "Closest to universal (of {count} state)",
        "Closest to universal (of {count} states)",
    )
    return Section(title, (), (closest,))


def _last_outside(result: Matrix, last: int) -> Section:
    """Return the treaties that at most ``last`` states lack, with those asked for by name."""
    asked_for = {state.code for state in result.states}

    def chosen(states: Sequence[str]) -> list[str]:
        return [code for code in states if code in asked_for]

    few = table(
        "",
        [r for r in result.last_outside(last) if chosen((*r.outside, *r.unknown))],
        Column("Instrument", lambda reach: reach.instrument.title, wrap=True),
        Column("Who", lambda reach: chosen(reach.outside), wrap=True),
        Column("Unknown", lambda reach: chosen(reach.unknown), wrap=True),
    )
    if few.rows:
        return Section(t("Among the last {most} outside", most=last), (), (few,))
    return Section(
        t("None of these is among the last {most} outside of any instrument.", most=last)
    )
