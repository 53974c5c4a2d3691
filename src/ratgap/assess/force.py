"""From which day a treaty binds a state: the arithmetic of final clauses."""

from __future__ import annotations

from datetime import date

from ratgap.assess.age import add_days, add_months
from ratgap.model import Act, ActKind, Clause, ClauseKind, Instrument, When


def after(clause: Clause, deposit: date) -> date:
    """Return the day on which ``clause`` has run, counted from ``deposit`` (VCLT art. 24).

    The day of deposit itself does not count: thirty days after 1 July is 31 July, and "the
    thirtieth day after the deposit" is that same day. "The first day of the second month
    following the deposit" made on any day of November is 1 January.
    """
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
    on Succession of States in respect of Treaties, art. 23); where no source gives that date, it
    is on or before the day of notification.
    """
    treaty = instrument.entry.date
    if treaty is None:
        return None
    earliest, latest = consent.when.earliest, consent.when.latest
    if consent.kind is ActKind.SUCCESSION:
        earliest, latest = consent.effective, consent.effective or latest
    else:
        clause = instrument.later_joiners
        earliest = after(clause, earliest) if earliest else None
        latest = after(clause, latest)
    return When(max(earliest or treaty, treaty), max(latest, treaty))


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


def enters_into_force(instrument: Instrument, deposits: list[When]) -> When | None:
    """Return when ``deposits`` bring the treaty itself into force, by its own clause.

    ``deposits`` are the consents that count (without organisations' where the treaty says so).
    None where they are too few or the treaty's rule is no count of deposits. The treaties that
    must enter into force first (``not_before``) are the caller's to apply.
    """
    entry = instrument.entry
    if entry.deposits is None or entry.clause is None or len(deposits) < entry.deposits:
        return None
    nth = entry.deposits - 1
    first = sorted(d.earliest or date.min for d in deposits)[nth]
    last = sorted(d.latest for d in deposits)[nth]
    return When(
        None if first == date.min else after(entry.clause, first), after(entry.clause, last)
    )
