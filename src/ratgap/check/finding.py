"""What checking finds, and how much it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ratgap.problem import Problem


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Wrong, or in contradiction with something else in the data."""
    WARNING = "warning"
    """Odd, and worth a look; a problem only where one is strict."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem and its level."""

    problem: Problem
    level: Level
