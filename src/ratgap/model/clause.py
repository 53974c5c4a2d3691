"""Entry-into-force clauses as data: how long after a deposit a treaty binds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClauseKind(StrEnum):
    """The forms that final clauses take."""

    DAYS_AFTER = "days-after"
    """So many days after the day of deposit; "on the thirtieth day after" is the same day."""
    MONTH_START_AFTER = "month-start-after"
    """The first day of the n-th month that follows the day of deposit."""
    MONTHS_AFTER = "months-after"
    """The same day so many months later; notice periods are counted so."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A time limit counted from a deposit, with the article that sets it.

    ``days-after`` with count 0 is the day of deposit itself.
    """

    kind: ClauseKind
    count: int
    article: str = ""
