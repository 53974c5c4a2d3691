"""A matrix as text: a character for each cell under codes, then who is nearest to all.

The grid is laid out here, because its columns stand closer than those of tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ratgap.api import region_of
from ratgap.assess.answer import Status
from ratgap.assess.report import Matrix, Reach
from ratgap.model import Dataset
from ratgap.present import view
from ratgap.present.fit import cell_width
from ratgap.present.heads import heads
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.report_view import asked
from ratgap.present.view import Column, Row, Section, Table, View

SIGNS: dict[Status | None, str] = {
    Status.PARTY: "P",
    Status.CONTRACTING: "c",
    Status.SIGNATORY: "s",
    Status.NONE: "-",
    Status.UNKNOWN: "?",
    None: " ",
}
_TOTALS = ("gap", "unknown")
_SHORTEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; ``tone`` is the status that may lend it a colour, "head" a heading."""

    text: str
    tone: str = ""


Line = tuple[Piece, ...]


def head(dataset: Dataset, result: Matrix, say: Say) -> tuple[str, ...]:
    """Return the headline and what was asked for."""
    states = result.states
    mixed = any(state.kind != "state" for state in states)
    counts = [result.by_state(state.code) for state in states]
    title = say(
        "matrix.head",
        count=len(states),
        kinds=say("report.states.organisations" if mixed else "report.states"),
        day=result.query.as_of,
        gap=sum(c["gap"] for c in counts),
        unknown=sum(c["unknown"] for c in counts),
    )
    return (title, *asked(dataset, result.query, say))


def grid(
    dataset: Dataset, result: Matrix, width: int | None, by_region: bool, say: Say = ENGLISH
) -> Iterator[Line]:
    """Yield the lines of the grid.

    Where ``width`` is short of room the codes stand letter below letter, and names are cut.
    """
    frame = _Frame(result, width, say)
    yield from frame.heading()
    region = None
    for state in result.states:
        if by_region:
            here = region_of(dataset, state, result.query.as_of)
            if here != region:
                region = here
                yield (Piece(here or "-", "head"),)
        cells = [result.status(state.code, i.id) for i in result.instruments]
        counts = result.by_state(state.code)
        yield frame.line(
            state.code,
            state.name,
            [(SIGNS[status], str(status or "")) for status in cells],
            [str(counts[key]) for key in _TOTALS],
        )
    yield from frame.sums()


class _Frame:
    """How wide the parts of the grid are, and its heads and sums."""

    def __init__(self, result: Matrix, width: int | None, say: Say) -> None:
        self.result = result
        self.say = say
        codes = heads(result.instruments)
        self.codes = [codes[i.id] for i in result.instruments]
        self.totals = [say(f"matrix.head.{key}") for key in _TOTALS]
        most = [sum(result.by_instrument(i.id)[k] for i in result.instruments) for k in _TOTALS]
        self.right = [max(len(t), len(str(n))) for t, n in zip(self.totals, most, strict=True)]
        texts = [say(f"matrix.total.{key}") for key in ("joined", *_TOTALS)]
        names = [say("column.state"), *texts, *(s.name for s in result.states)]
        self.code = max(map(len, [say("column.code"), *(s.code for s in result.states)]))
        self.name = max(map(cell_width, names))
        longest = max(map(len, self.codes), default=0)
        self.step = longest
        if width is not None and self._width() > width:
            self.step = 1
            self.name = min(self.name, max(_SHORTEST_NAME, width - self._width() + self.name))

    def _width(self) -> int:
        right = sum(width + 1 for width in self.right)
        return self.code + self.name + 1 + (self.step + 1) * len(self.codes) + right

    def line(
        self,
        code: str,
        name: str,
        cells: Iterable[tuple[str, str]],
        totals: Iterable[str],
        tone: str = "",
    ) -> Line:
        """Return one line: code and name, cells with their tones, totals."""
        right = (f" {text:>{width}}" for text, width in zip(totals, self.right, strict=True))
        return (
            Piece(f"{code:{self.code}} {_fitted(name, self.name)}", tone),
            *(Piece(f" {text:>{self.step}}", own) for text, own in cells),
            Piece("".join(right), tone),
        )

    def heading(self) -> Iterator[Line]:
        """Yield the codes on one line, or letter below letter; the other heads on the last."""
        for _, last, row in self._rows(self.codes):
            code, name = (self.say("column.code"), self.say("column.state")) if last else ("", "")
            totals = self.totals if last else [""] * len(self.totals)
            yield self.line(code, name, [(text, "head") for text in row], totals, "head")

    def sums(self) -> Iterator[Line]:
        """Yield what each column comes to, digits below each other where they need it."""
        for key in ("joined", *_TOTALS):
            counts = [self.result.by_instrument(i.id) for i in self.result.instruments]
            values = [c["party"] + c["contracting"] if key == "joined" else c[key] for c in counts]
            for first, last, row in self._rows([str(value) for value in values]):
                name = self.say(f"matrix.total.{key}") if first else ""
                totals = [str(sum(values)) if last and key == k else "" for k in _TOTALS]
                yield self.line("", name, [(text, "head") for text in row], totals, "head")

    def _rows(self, texts: list[str]) -> Iterator[tuple[bool, bool, list[str]]]:
        """Yield ``texts`` on one line, or letter below letter, with whether first and last."""
        tall = max(map(len, texts), default=1)
        if self.step >= tall:
            yield True, True, texts
            return
        for n in range(tall):
            yield n == 0, n == tall - 1, [text.rjust(tall)[n] for text in texts]


def _fitted(text: str, width: int) -> str:
    """Return ``text`` filled up or cut to ``width``; two points stand for what is cut off."""
    if cell_width(text) > width:
        text = f"{text[: width - 2]}.."
    return text + " " * (width - cell_width(text))


def lists(result: Matrix, last: int, say: Say = ENGLISH) -> View:
    """Return what the codes stand for, who is nearest to all states, and who is among the last."""
    states = max((reach.states for reach in result.reach), default=0)
    outside = _outside(result, last, say)
    near = Section(say("matrix.closest", states=states), (), (_closest(result, say),))
    if outside.rows:
        few = Section(say("matrix.outside", most=last), (), (outside,))
    else:
        few = Section(say("matrix.outside.none", most=last))
    return View((near, few), (say("matrix.legend"),))


def _closest(result: Matrix, say: Say) -> Table:
    codes = heads(result.instruments)
    columns = (
        Column(say("column.head")),
        Column(say("column.instrument"), wrap=True),
        Column(say("column.joined.states"), number=True),
        Column(say("column.outside"), number=True),
        Column(say("column.unknown.states"), number=True),
    )
    rows = tuple(
        Row(
            (
                (codes[reach.instrument.id],),
                (reach.instrument.title,),
                (str(reach.joined),),
                (str(len(reach.outside)),),
                (str(len(reach.unknown)),),
            )
        )
        for reach in result.reach
    )
    return Table("", columns, rows)


def _outside(result: Matrix, last: int, say: Say) -> Table:
    """Return the treaties that at most ``last`` states lack, with those asked for by name."""
    asked_for = {state.code for state in result.states}
    columns = (
        Column(say("column.instrument"), wrap=True),
        Column(say("column.outside.states"), wrap=True),
        Column(say("column.unknown.states"), wrap=True),
    )
    rows = tuple(
        Row(
            (
                (reach.instrument.title,),
                view.listed(_chosen(reach.outside, asked_for)),
                view.listed(_chosen(reach.unknown, asked_for)),
            )
        )
        for reach in result.last_outside(last)
        if _concerns(reach, asked_for)
    )
    return Table("", columns, rows)


def _chosen(codes: Iterable[str], asked_for: set[str]) -> list[str]:
    return [code for code in codes if code in asked_for]


def _concerns(reach: Reach, asked_for: set[str]) -> bool:
    return any(code in asked_for for code in (*reach.outside, *reach.unknown))
