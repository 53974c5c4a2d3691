"""What can change an answer: the days on which it may, and the treaties beside its own.

Almost always that is little: a state joins once and stays, and its protocols came later. So these
are worked out once for a cell, and most days and most protocols need not be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ratgap.assess.force import MaxAge, add_days
from ratgap.assess.record import Record
from ratgap.assess.totals import outnumbered, record
from ratgap.model import Dataset, Instrument, Parent, remembered


def protocols(
    dataset: Dataset, state: str, instrument: str
) -> tuple[tuple[Instrument, Parent], ...]:
    """Return the protocols by which ``state`` may have joined ``instrument`` before it did itself.

    Those that it joined when it was party to the treaty already tell nothing more of it.
    """
    children = dataset.children(instrument)
    # Most treaties have none: these answers are not worth keeping.
    return _protocols(dataset, state, instrument) if children else ()


@remembered
def _protocols(
    dataset: Dataset, state: str, instrument: str
) -> tuple[tuple[Instrument, Parent], ...]:
    settled = _settled(record(dataset, state, instrument))
    return tuple(
        (protocol, parent)
        for protocol, parent in dataset.children(instrument)
        if _joined(dataset, state, protocol.id, frozenset([instrument])) < settled
    )


def _settled(evidence: Record) -> date:
    """Return the day from which the state is party for good; the calendar's last where never."""
    first = evidence.periods[0] if len(evidence.periods) == 1 else None
    if first is None or first.denunciation or first.in_force is None:
        return date.max
    return max(first.begun.latest, first.in_force.latest)


def _joined(dataset: Dataset, state: str, instrument: str, seen: frozenset[str]) -> date:
    """Return the first day of which it can be told that the state joined, itself or beside it."""
    days = [period.begun.latest for period in record(dataset, state, instrument).periods]
    seen |= {instrument}
    for protocol, _ in dataset.children(instrument):
        if protocol.id not in seen:
            days.append(_joined(dataset, state, protocol.id, seen))
    return min(days, default=date.max)


def turning_days(
    dataset: Dataset,
    state: str,
    instrument: str,
    max_age: MaxAge | None,
    seen: frozenset[str] = frozenset(),
) -> set[date]:
    """Return every day on which the answer can be another than on the day before.

    One too many costs little, one too few makes answers wrong: what ``status`` and
    ``Record.signed`` compare the day with stands here.
    """
    evidence = record(dataset, state, instrument)
    days = set(_own_days(dataset, evidence, max_age))
    since, until = dataset.states[state].since, dataset.states[state].until
    days |= {since, until and add_days(until, 1)}
    settled = _settled(evidence)
    others = [protocol.id for protocol, _ in protocols(dataset, state, instrument)]
    others += [p.instrument for p in evidence.instrument.parents if p.first]
    for other in others:
        if other not in seen:
            more = turning_days(dataset, state, other, max_age, seen | {instrument})
            more.add(dataset.instruments[other].adopted)
            days |= {day for day in more if day < settled}
    return {day for day in days if day}


def _own_days(dataset: Dataset, evidence: Record, max_age: MaxAge | None) -> Iterator[date | None]:
    treaty, signature, periods = evidence.instrument, evidence.signature, evidence.periods
    yield treaty.signature_from
    if signature:
        yield signature.when.latest
    unsigned = max((proof.day for proof in evidence.no_signature), default=date.max)
    if unsigned < (evidence.closed or date.max):
        yield add_days(unsigned, 1)
    for period in periods:
        begun, force, denunciation = period.begun, period.in_force, period.denunciation
        yield from (begun.earliest, begun.latest, period.consent.when.latest)
        if not begun.exact:
            # A proof speaks for its own day and before: on the day after, it is the past.
            first = begun.earliest_or_min
            within = (p.day for p in evidence.proofs if first <= p.day < begun.latest)
            yield from (add_days(day, 1) for day in within)
        if force:
            yield from (force.earliest, force.latest)
        if denunciation:
            yield from (denunciation.day, add_days(denunciation.day, 1))
    end = periods[-1].denunciation if periods else None
    if end or not periods:
        # Who is out at last is so by the last negative, until that is too old or refuted.
        negatives = [proof.day for proof in evidence.proofs[-1:]] + ([end.day] if end else [])
        if any(outnumbered(dataset, treaty.id, day) for day in negatives):
            yield from (add_days(day, 1) for day in negatives)
        if max_age:
            yield from (add_days(max_age.last_day(day), 1) for day in negatives)
