"""The shape of the ``validate`` output; see ``types`` for what it shares with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ratgap.present.json_v1.types import Data, Generator
from ratgap.problem import Level


@dataclass(frozen=True, slots=True)
class ValidateQuery:
    """What was asked."""

    folder: str
    strict: bool
    """True: warnings count as errors."""


@dataclass(frozen=True, slots=True)
class ProblemCounts:
    """How many of each level."""

    error: int
    warning: int


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """One thing that is wrong."""

    file: str
    line: int | None
    """From 1; null: the file as a whole."""
    column: int | None
    level: Level
    rule: str
    """Its page tells why: ``ratgap validate --explain RULE``."""
    message: str
    remedy: str
    """How to mend it; empty where the message says so."""


@dataclass(frozen=True, slots=True)
class Validate:
    """What is wrong with the data, in file order."""

    schema: Literal["ratgap/validate/1"]
    generator: Generator
    data: Data
    query: ValidateQuery
    counts: ProblemCounts
    problems: list[FoundProblem]
    not_checked: list[str]
    """Rules that wait until the data can be read whole."""
