"""From which day a treaty binds a state: final clauses, notice periods, ages of evidence."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from ratgap.model import Act, ActKind, Clause, ClauseKind, Instrument, When
from ratgap.named import NamedTuple


class MaxAge(NamedTuple):
    """How old a negative may be: years, months or days.

    On a day later than ``today`` nothing is older than it is today: what is known then ages as it
    is learned anew.
    """

    number: int
    unit: Literal["y", "m", "d"]
    today: date | None = None

    @classmethod
    def parse(cls, text: str) -> MaxAge:
        """Return the age that ``text`` writes: ``10y``, ``18m``, ``90d``. Raises ValueError."""
        written = text.strip().lower()
        number, unit = written[:-1], written[-1:]
        # Four digits at most: no evidence is older, and the calendar ends in the year 9999.
        if number.isascii() and number.isdigit() and len(number) <= 4:
            for known in ("y", "m", "d"):
                if unit == known:
                    return cls(int(number), known)
        raise ValueError(f"{text!r} is not an age such as 10y, 18m or 90d")

    def last_day(self, confirmed: date) -> date:
        """Return the last day (inclusive) on which a negative confirmed then still counts."""
        if self.unit == "d":
            return add_days(confirmed, self.number)
        return add_months(confirmed, self.number * (12 if self.unit == "y" else 1))

    def passed(self, confirmed: date, day: date) -> bool:
        """Whether a negative confirmed then is too old on ``day``."""
        return min(day, self.today or day) > self.last_day(confirmed)

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"


DEFAULT_MAX_AGE = MaxAge(10, "y")  # A negative older than this is no longer repeated
DEFAULT_RECENT = MaxAge(3, "y")
"""A negative no older than this is a recent proof; an older one is told as old."""


# The same few days of lists are asked about once for every state.
@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """Return the day ``months`` later; the last of the month where that month is shorter.

    The calendar's first or last day where it has none so early or so late.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    # December has 31 days in every year, and there is no month after that of the year 9999.
    last = 31 if month == 11 else (date(year, month + 2, 1) - timedelta(1)).day
    return date(year, month + 1, min(day.day, last))


def add_days(day: date, days: int) -> date:
    """Return the day ``days`` later, the calendar's last day at most."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def after(clause: Clause, deposit: date) -> date:
    """Return the day on which ``clause`` has run, counted from ``deposit`` (VCLT art. 24).

    The day of deposit itself does not count: thirty days after 1 July is 31 July, and "the
    thirtieth day after the deposit" is that same day. "The first day of the second month
    following the deposit" made on any day of November is 1 January.
    """
    # The form of VCLT art. 84(2) itself is the last: "on the thirtieth day after the deposit".
    if clause.kind is ClauseKind.MONTH_START_AFTER:
        return add_months(deposit.replace(day=1), clause.count)
    if clause.kind is ClauseKind.MONTHS_AFTER:
        return add_months(deposit, clause.count)
    return add_days(deposit, clause.count)


def binds_from(instrument: Instrument, consent: Act) -> When | None:
    """Return the day from which ``instrument`` binds the state that gave ``consent``.

    None while the treaty itself has no recorded entry into force: consent given before it binds
    from it (VCLT art. 24(3)), and nothing binds earlier. A consent known only to a span gives a
    span. A succession takes effect on the date of the succession of states (Vienna Convention
    on Succession of States in respect of Treaties, art. 23, 34); where no source gives that date,
    it is on or before the day of notification.
    """
    entered = instrument.entry.date
    if entered is None:
        return None
    earliest, latest = consent.when.earliest, consent.when.latest
    if consent.kind is ActKind.SUCCESSION:
        earliest, latest = consent.effective, consent.effective or latest
    else:
        clause = instrument.later_joiners
        earliest = after(clause, earliest) if earliest else None
        latest = after(clause, latest)
    return When(max(earliest or entered, entered), max(latest, entered))


def ends_on(instrument: Instrument, denunciation: Act) -> date:
    """Return the first day on which the treaty no longer binds the state that denounced it.

    The day of effect that a source gives, else the notice period of the denunciation clause
    counted from the notification (VCLT art. 54 and 56). One of them is always there: a data set
    without both does not load.
    """
    if denunciation.effective:
        return denunciation.effective
    notice = instrument.denunciation
    return after(notice, denunciation.when.latest) if notice else denunciation.when.latest


def ends_no_earlier(instrument: Instrument, denunciation: Act) -> date | None:
    """Return the earliest day that ``ends_on`` can be, by all that is known; None if unbounded."""
    if denunciation.effective or denunciation.when.exact:
        return ends_on(instrument, denunciation)
    first = denunciation.when.earliest
    notice = instrument.denunciation
    return after(notice, first) if first and notice else first


def enters_into_force(instrument: Instrument, deposits: list[When]) -> When | None:
    """Return when ``deposits`` bring the treaty itself into force, by its own clause.

    ``deposits`` are the consents that count (without organisations' where the treaty says so).
    None where they are too few or the treaty's rule is no count of deposits. The treaties that
    must enter into force first (``not_before``) are the caller's to apply.
    """
    entry = instrument.entry
    if entry.deposits is None or entry.clause is None or len(deposits) < entry.deposits:
        return None
    # By either end apart: the n-th deposit is on no day before the one, on none after the other.
    nth = entry.deposits - 1
    first = sorted(d.earliest_or_min for d in deposits)[nth]
    last = sorted(d.latest for d in deposits)[nth]
    earliest = None if first == date.min else after(entry.clause, first)
    return When(earliest, after(entry.clause, last))


class Binding(NamedTuple):
    """The day from which a treaty would bind one that joins it, and how that is counted.

    ``counted`` is what ``clause`` alone gives from the deposit. ``held_by`` names the treaty that
    moves the day back: the treaty itself if its own entry into force comes later (VCLT art.
    24(3)), or a parent that binds later. ``through`` is the protocol that brings it along.
    """

    day: date
    clause: Clause
    counted: date
    held_by: str = ""
    through: str = ""


def binding(treaty: Instrument, deposit: date) -> Binding | None:
    """Return when ``treaty`` would bind one that joins on ``deposit``, by its own clause.

    None while the treaty itself has no recorded entry into force.
    """
    entered = treaty.entry.date
    if entered is None:
        return None
    clause = treaty.later_joiners
    counted = after(clause, deposit)
    held_by = treaty.id if counted < entered else ""
    return Binding(max(counted, entered), clause, counted, held_by)
