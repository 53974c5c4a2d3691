"""The shapes of the ``matrix`` output; see ``types`` for what it shares with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ratgap.assess.answer import Status
from ratgap.present.json_v1.explain_types import StateName
from ratgap.present.json_v1.types import Counts, Data, Generator, ReportQuery


@dataclass(frozen=True, slots=True)
class MatrixState(StateName):
    """One row, with its totals."""

    region: str | None
    """The part of the world, where the data give one."""
    counts: Counts


@dataclass(frozen=True, slots=True)
class Reach:
    """How near an instrument is to having every state of the world; organisations do not count."""

    states: int
    joined: int
    outside: list[str]
    """The states that surely have not joined."""
    unknown: list[str]
    """The states of which it is not known: with those outside, the most that can be outside."""


@dataclass(frozen=True, slots=True)
class MatrixInstrument:
    """One column, with its totals over the states asked for."""

    id: str
    short: str
    """The code that heads the column in tables."""
    title: str
    family: str
    counts: Counts
    reach: Reach


@dataclass(frozen=True, slots=True)
class Matrix:
    """States by instruments on a day."""

    schema: Literal["ratgap/matrix/1"]
    generator: Generator
    data: Data
    query: ReportQuery
    states: list[MatrixState]
    instruments: list[MatrixInstrument]
    cells: dict[str, dict[str, Status | None]]
    """The status by state and instrument; null where the instrument is not open to the state."""
    closest: list[str]
    """The instruments, the one nearest to having every state first."""
