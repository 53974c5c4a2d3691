"""How old a negative may be before it is no longer repeated as if it were news."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

_FORM = re.compile(r"([0-9]{1,4})([ymd])")


@dataclass(frozen=True, slots=True)
class MaxAge:
    """A span of calendar time: ``count`` years, months or days."""

    count: int
    unit: Literal["y", "m", "d"]

    @classmethod
    def parse(cls, text: str) -> MaxAge:
        """Return the age that ``text`` writes: ``10y``, ``18m``, ``90d``. Raises ValueError."""
        found = _FORM.fullmatch(text.strip().lower())
        if not found:
            raise ValueError(f"{text!r} is not an age such as 10y, 18m or 90d")
        unit = found[2]
        return cls(int(found[1]), "y" if unit == "y" else "m" if unit == "m" else "d")

    def last_day(self, confirmed: date) -> date:
        """Return the last day (inclusive) on which a negative confirmed then still counts."""
        if self.unit == "d":
            return add_days(confirmed, self.count)
        months = self.count * (12 if self.unit == "y" else 1)
        return add_months(confirmed, months)

    def __str__(self) -> str:
        """Return the form that parse() reads."""
        return f"{self.count}{self.unit}"


DEFAULT_MAX_AGE = MaxAge(10, "y")


def add_months(day: date, months: int) -> date:
    """Return the day ``months`` later; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """Return the day ``days`` later, the calendar's last day at most."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
