"""What a stated total proves: the argument from numbers.

A source that tells how many parties a treaty had on a day names nobody, and proves something of
everybody all the same. On that day some were surely in, some surely out, the rest possibly in:

- as many as were surely in: everybody else was out;
- as many as were surely or possibly in: all of those were in;
- more than are named as in, surely or possibly: the rest joined without being named, so that no
  negative older than the total can be repeated of anyone.

A total of deposits counts those who had consented; one of parties, those whom the treaty bound,
and some who count parties count whoever deposited: it is compared with both. A total of which it
is not told what it counts, or whose day nothing bounds from below, or whose source is of low
trust, is shown and concluded from nowhere. One below those surely in contradicts them, which is
for ``validate`` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from ratgap.assess.record import Record, by_name, with_more
from ratgap.model import (
    Act,
    ActKind,
    Argument,
    Dataset,
    Proof,
    Reading,
    State,
    Total,
    When,
    remembered,
)


def totals(dataset: Dataset, instrument: str) -> tuple[Total, ...]:
    """Return the totals that sources state of ``instrument``, by their day, with what each proves.

    Judged beside those known by name, never beside what another total proves.
    """
    known = dataset.totals.get(instrument)
    if known is None:
        members = Members(dataset, instrument)
        argued = [
            _argued(total, members, reading.silent_on, relied_on=source.relied_on_for(instrument))
            for source in dataset.sources.values()
            if (reading := source.readings.get(instrument))
            for total in _stated(reading)
        ]
        known = tuple(sorted(argued, key=lambda total: total.when.latest))
        dataset.totals[instrument] = known
    return known


def stated_by(dataset: Dataset, instrument: str, day: date) -> tuple[Total, ...]:
    """Return those of ``totals`` that speak of ``day`` or before."""
    return tuple(total for total in totals(dataset, instrument) if total.when.latest <= day)


def last_stated(dataset: Dataset, instrument: str, day: date) -> Total | None:
    """Return the one of ``stated_by`` that surely speaks of the latest day.

    Of those from which something may follow, where there are any: one that is not dated, or from a
    source of low trust, hides no other.
    """

    def weight(total: Total) -> tuple[bool, date, date]:
        relied_on = dataset.sources[total.source].relied_on_for(instrument)
        usable = relied_on and total.counts != "unclear"
        return usable, total.when.earliest_or_min, total.when.latest

    return max(stated_by(dataset, instrument, day), key=weight, default=None)


def conclude(dataset: Dataset) -> None:
    """Work out what depends on no day, to be kept with the data: totals, and merged evidence."""
    for id_ in dataset.instruments:
        totals(dataset, id_)
    dataset.merged = {
        # All but the instrument, which is there by its id.
        (code, id_): record(dataset, code, id_)[1:]
        for code in dataset.states
        for id_ in dataset.instruments
        if dataset.open_to(code, id_) or (code, id_) in dataset.cells
    }


@remembered
def proving(dataset: Dataset, instrument: str, *arguments: Argument) -> tuple[Total, ...]:
    """Return those of ``totals`` from which one of ``arguments`` follows: few, and often none."""
    return tuple(t for t in totals(dataset, instrument) if t.argument in arguments)


@remembered
def record(dataset: Dataset, state: str, instrument: str) -> Record:
    """Return the evidence on ``state`` under ``instrument``, with what totals prove of it."""
    merged = dataset.merged.get((state, instrument))
    if merged:
        return Record(dataset.instruments[instrument], *merged)
    absent = [
        Proof(total.when.earliest_or_min, total.source, total)
        for total in proving(dataset, instrument, Argument.OTHERS_OUT)
        if state not in total.codes
    ]
    consents = [
        Act(ActKind.CONSENT, When.by(total.when.latest), (total.source,))
        for total in proving(dataset, instrument, Argument.ALL_IN)
        if state in total.codes
    ]
    if absent or consents:
        return with_more(dataset, state, instrument, absent, consents)
    return by_name(dataset, state, instrument)


def outnumbered(dataset: Dataset, instrument: str, proved: date) -> Total | None:
    """Return the last total that makes a negative of the day ``proved`` no longer repeatable.

    One by which all are in is among them: that somebody surely was out is not overturned into a
    membership by a number alone.
    """
    refuting = proving(dataset, instrument, Argument.OUTNUMBERED, Argument.ALL_IN)
    later = [t for t in refuting if t.when.earliest_or_min > proved and t.unnamed]
    return later[-1] if later else None  # They stand in the order of their days.


def consented(evidence: Record, day: date) -> bool | None:
    """Return whether the state had consented by ``day`` and not left; None where none can tell."""
    for period in evidence.periods:
        if period.ended_by(day):
            continue
        if period.consent.when.latest <= day:
            return True
        earliest = period.consent.when.earliest
        return False if earliest and day < earliest else None
    if evidence.periods:
        return False
    return False if any(proof.day >= day for proof in evidence.proofs) else None


def _possibly_consented(evidence: Record, day: date) -> bool:
    return consented(evidence, day) is not False


def bound(evidence: Record, day: date) -> bool:
    """Return whether the treaty surely bound the state, as those who counted on ``day`` could see.

    A succession is counted once it is notified, not from the day on which it takes effect.
    """
    return any(
        period.in_force is not None
        and max(period.in_force.latest, period.consent.when.latest) <= day
        and not period.ended_by(day)
        for period in evidence.periods
    )


class Members:
    """All to whom a treaty is open, each with the evidence by name, read when first asked for.

    By those who name them: what a total proves is no witness for or against a total.

    Who is a party to a protocol that only parties to the treaty may join is named as one of them.
    """

    def __init__(self, dataset: Dataset, instrument: str) -> None:
        self._dataset, self._instrument = dataset, instrument
        self._protocols = tuple(_of_parties(dataset, instrument))

    @cached_property
    def _records(self) -> list[tuple[State, Record, list[Record]]]:
        return [
            (
                state,
                by_name(self._dataset, code, self._instrument),
                [by_name(self._dataset, code, protocol) for protocol in self._protocols],
            )
            for code, state in self._dataset.states.items()
            if not state.former and self._dataset.open_to(code, self._instrument)
        ]

    def _who(self, day: date, own: Callable[[Record, date], object]) -> frozenset[str]:
        """Return those of whom ``own`` holds on ``day``, and those whom a protocol binds then."""
        return frozenset(
            state.code
            for state, evidence, protocols in self._records
            if own(evidence, day) or _bound_by_any(protocols, day)
        )

    def surely(self, day: date) -> frozenset[str]:
        """Return who had surely consented by ``day``."""
        return self._who(day, consented)

    def named(self, day: date) -> frozenset[str]:
        """Return of whom a consent is told that was surely or possibly given by ``day``."""
        return self._who(day, lambda own, day: own.periods and _possibly_consented(own, day))

    def bound(self, day: date) -> frozenset[str]:
        """Return whom the treaty surely bound on ``day``."""
        return self._who(day, bound)

    def possibly(self, day: date) -> frozenset[str]:
        """Return who had surely or possibly consented by ``day``."""
        states = self._dataset.states
        in_at_all = self._who(day, _possibly_consented)
        return frozenset(code for code in in_at_all if states[code].existed(day))

    def in_force(self, day: date) -> bool:
        """Return whether the treaty itself was in force on ``day``, as far as recorded."""
        entered = self._dataset.instruments[self._instrument].entry.date
        return entered is not None and entered <= day

    def once_out(self) -> frozenset[str]:
        """Return who was surely out at some time, and of whom no consent is told.

        Who came into being while there were treaties was out until then.
        """
        return frozenset(
            state.code
            for state, evidence, _ in self._records
            if (evidence.proofs or state.since) and not evidence.periods
        )


def _of_parties(dataset: Dataset, instrument: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the protocols that only parties to ``instrument`` may join, and theirs in turn."""
    for protocol, parent in dataset.children(instrument):
        if parent.first and protocol.id not in above:
            yield protocol.id
            yield from _of_parties(dataset, protocol.id, (*above, instrument))


def _bound_by_any(protocols: list[Record], day: date) -> bool:
    return any(bound(protocol, day) for protocol in protocols)


def uncounted(reading: Reading) -> frozenset[str]:
    """Return who is in and yet not in the number that ``reading`` states, as the data tell."""
    return frozenset() if reading.complete else reading.silent_on


def _stated(reading: Reading) -> Iterator[Total]:
    numbers = {"parties": reading.parties, "deposits": reading.deposits, "unclear": reading.total}
    for counts, number in numbers.items():
        if number is not None:
            # Whom it does not count, until it is known what follows.
            yield Total(reading.source, reading.as_of, number, counts, codes=uncounted(reading))


def _argued(total: Total, members: Members, silent_on: frozenset[str], *, relied_on: bool) -> Total:
    """Return ``total`` with what it proves; its day may be any of a span, so both ends count.

    Nothing of those of whom the silence of its list proves nothing, such as who has left.
    """
    first, last, number, apart = *total.when, total.number, total.codes
    named_by_last = members.named(last) - apart
    counted = total._replace(named=len(named_by_last), codes=frozenset())
    if first is None or total.counts == "unclear" or not relied_on:
        return counted
    if total.counts == "parties" and not members.in_force(first):
        # Before a treaty is in force it has no parties, however many have consented.
        return counted
    in_first = members.surely(first)
    fewest = members.bound(first) if total.counts == "parties" else in_first
    if number == len(fewest - apart):
        # Who joined between the first day and the last would have made it more.
        codes = in_first | silent_on
        return counted._replace(argument=Argument.OTHERS_OUT, codes=codes, named=number)
    possibly = members.possibly(last) - apart
    open_until_then = possibly - members.surely(last)
    if open_until_then and number == len(possibly):
        codes = open_until_then - members.once_out()
        return counted._replace(argument=Argument.ALL_IN, codes=codes)
    if number > len(named_by_last):
        return counted._replace(argument=Argument.OUTNUMBERED)
    return counted
