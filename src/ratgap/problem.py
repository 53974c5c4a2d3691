"""What is wrong with a file, and where: the one shape that loading and checking report in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: line and column count from 1; 0 means the file as a whole."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file:line:column``, as editors and CI understand it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


NOWHERE = Where()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, by which rule, what, and how to mend it."""

    where: Where
    rule: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return the problem on one line."""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{self.where}: {self.rule}: {self.message}{remedy}"


class DataError(Exception):
    """The data cannot be used. Carries every problem that was found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep ``problems`` sorted by place."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
