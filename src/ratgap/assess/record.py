"""What the evidence on one cell comes to: acts merged into periods, proofs of absence gathered.

Several sources may speak of the same act. Here they become at most one consent per period of
being bound, with everyone who says so, and a list of days on which a source proves absence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from ratgap.assess.answer import Signed
from ratgap.assess.force import binds_from, ends_on
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Column,
    Dataset,
    Denunciation,
    Instrument,
    Period,
    Proof,
    Reading,
    Source,
    StatedForce,
    When,
    remembered,
)
from ratgap.named import NamedTuple

PARTIES = frozenset({Column.CONSENTS, Column.MEMBERSHIP, Column.IN_FORCE})
"""The columns that tell who has consented, or is bound."""
_SIGNATURES = frozenset({Column.SIGNATURES})
Says = Literal["listed", "absent", "silent"]
"""What a reading says of a state: lists it; is complete without it; nothing."""


class Record(NamedTuple):
    """The merged evidence on one state and one instrument; proofs by day.

    ``set_aside`` are the consents that are not relied on; hardly a cell has some.
    """

    instrument: Instrument
    signature: Act | None
    periods: tuple[Period, ...]
    proofs: tuple[Proof, ...]
    no_signature: tuple[Proof, ...]
    set_aside: tuple[Act, ...]

    @property
    def closed(self) -> date | None:
        """The last day on which the treaty could be signed, where it is recorded."""
        treaty = self.instrument
        return treaty.entry.date if treaty.signature_closes_on_entry else treaty.signature_until

    def signed(self, day: date) -> Signed:
        """Whether the state had signed by ``day``; unknown where no source tells."""
        if self.signature and self.signature.when.latest <= day:
            return Signed.YES
        if self.signature and self.signature.when.exact:
            return Signed.NO  # Not before that day, which is a later one.
        treaty = self.instrument
        if treaty.signature_from is None or day < treaty.signature_from:
            return Signed.NO
        # Who had not signed when signature closed never will: later lists need not say so.
        last = min(day, self.closed) if self.closed else day
        return Signed.NO if any(p.day >= last for p in self.no_signature) else Signed.UNKNOWN


@remembered
def by_name(dataset: Dataset, state: str, instrument: str) -> Record:
    """Return the merged evidence on ``state`` under ``instrument``, by those who name either.

    Only claims that are relied on count: not those set aside in favour of another, and not those
    that rest on sources of low trust alone. An exact deposit wins over "on or before"; such bounds
    narrow each other; a complete reading that does not list the state gives the other end, if the
    state was there on its day, and so do the days on which the treaty was adopted and the state
    came into being; a recorded day of effect is preferred to the one that the clause gives.
    """
    return with_more(dataset, state, instrument, (), ())


def with_more(
    dataset: Dataset,
    state: str,
    instrument: str,
    more_proofs: Iterable[Proof],
    more_acts: Iterable[Act],
) -> Record:
    """Return as ``by_name``, with proofs and acts that follow from what names nobody."""
    treaty = dataset.instruments[instrument]
    cell = dataset.cell(state, instrument)
    since = dataset.states[state].since
    first = max(day for day in (treaty.adopted, treaty.signature_from, since) if day)
    unreliable = dataset.not_relied_on(instrument)
    acts = tuple(_possible((*_relied_on(cell.acts, unreliable), *more_acts), since, first))
    signatures = [act for act in acts if act.kind is ActKind.SIGNATURE]
    # A claim set aside still shows that its source lists the state: that source denies nothing.
    consents = [act for act in cell.acts if act.kind.binds]
    listing = {source for act in consents for source in act.sources}
    set_aside = [act for act in consents if act.rejected or unreliable.issuperset(act.sources)]
    more_proofs = (*_denied(cell.absences, unreliable), *more_proofs)
    proofs = _left_out(dataset, state, instrument, PARTIES, listing)
    proofs = sorted((*proofs, *more_proofs), key=_by_day) if more_proofs else proofs
    # Signatures are looked at twice: for the act, and for the lists that show there was none. Of
    # those a list is struck out only by a signature that is relied on, unlike with consents.
    signing = {source for act in signatures for source in act.sources}
    no_signature = _left_out(dataset, state, instrument, _SIGNATURES, signing)
    until = dataset.states[state].until
    if since or until:
        # Of a state that was not there a list that leaves it out proves nothing, but that one
        # which was not there yet had not signed.
        proofs = [proof for proof in proofs if dataset.states[state].existed(proof.day)]
        no_signature = [proof for proof in no_signature if until is None or proof.day <= until]
    periods: tuple[Period, ...] = ()
    if acts:
        parents = _parents_of(dataset, state, instrument)
        # Before this one is in force a deposit may precede that for the parent; once it is, only
        # who has joined the parent may join it, on the same day at the earliest.
        entered = treaty.entry.date or date.max
        firsts = [min(p.begun.earliest_or_min for p in parent.periods) for parent in parents]
        joined = max((day for day in firsts if day > entered), default=first)
        acts = tuple(_from(joined, act) if act.kind.binds else act for act in acts)
        stated = [
            force
            for force in cell.stated_force
            if not force.rejected and not unreliable.issuperset(force.sources)
        ]
        periods = tuple(_periods(treaty, acts, stated, proofs, first, parents, dataset.press))
    absences = tuple(proofs), tuple(no_signature)
    return Record(treaty, _merge(signatures), periods, *absences, tuple(set_aside))


def _relied_on(acts: Iterable[Act], unreliable: frozenset[str]) -> Iterator[Act]:
    """Yield the acts that are not set aside, each with the sources that are relied on."""
    for act in acts:
        if act.rejected:
            continue
        if unreliable.isdisjoint(act.sources):
            yield act
        elif sources := tuple(s for s in act.sources if s not in unreliable):
            yield act._replace(sources=sources)


def _denied(absences: Iterable[Absence], unreliable: frozenset[str]) -> Iterator[Proof]:
    """Yield what sources prove that say of the state that it was no party: the first of each."""
    for absence in absences:
        for source in [s for s in absence.sources if s not in unreliable][:1]:
            yield Proof(absence.day, source)


def _left_out(
    dataset: Dataset, state: str, instrument: str, columns: frozenset[Column], listing: set[str]
) -> list[Proof]:
    """Return what complete lists with one of ``columns`` prove by leaving the state out, by day."""
    lists = _complete_lists(dataset, instrument, columns)
    return [p for p, silent in lists if p.source not in listing and state not in silent]


@remembered
def _complete_lists(
    dataset: Dataset, instrument: str, columns: frozenset[Column]
) -> list[tuple[Proof, frozenset[str]]]:
    """Return what each complete list proves of those whom it leaves out, and of whom nothing."""
    lists = [
        (Proof(r.absent_until, r.source), r.silent_on)
        for r in dataset.readings(instrument)
        if r.absent_until and r.gives & columns
    ]
    return sorted(lists, key=lambda pair: _by_day(pair[0]))


def _by_day(proof: Proof) -> tuple[date, str]:
    return proof.day, proof.source


def _possible(acts: Iterable[Act], since: date | None, first: date) -> Iterator[Act]:
    """Yield the acts that the state can have done, none before the day ``first``.

    On ``first`` the treaty was adopted and open for signature and the state was there, which it is
    ``since`` a day: what a list tells of an earlier one is its predecessor's.
    """
    for act in acts:
        if since and act.when.latest < since:
            continue
        yield _from(first, act)


def _from(first: date, act: Act) -> Act:
    """Return ``act``, of a day that is not known, as one of ``first`` or later."""
    if act.when.earliest_or_min < first <= act.when.latest:
        return act._replace(when=When(first, act.when.latest))
    return act


@remembered
def _parents_of(dataset: Dataset, state: str, treaty: str) -> list[Record]:
    """Return the evidence on each treaty that must bind the state before ``treaty`` does.

    Where it joined that. Their articles are in the data: who may be party to a protocol or an
    amendment only as a party to its parent joins it no earlier, and is not bound by it before it is
    by the parent.
    """
    # Treaties that ask for each other in a circle hold back none of each other.
    before = [
        id_
        for id_ in _asked_first(dataset.instruments[treaty])
        if treaty not in _before(dataset, id_)
    ]
    return [parent for id_ in before if (parent := by_name(dataset, state, id_)).periods]


def _asked_first(treaty: Instrument) -> list[str]:
    return [parent.instrument for parent in treaty.parents if parent.first]


def _before(dataset: Dataset, instrument: str) -> set[str]:
    """Return ``instrument`` and all that must be joined before it, in any number of steps."""
    reached, left = set[str](), [instrument]
    while left:
        id_ = left.pop()
        if id_ not in reached:
            reached.add(id_)
            left += _asked_first(dataset.instruments[id_])
    return reached


def _periods(
    treaty: Instrument,
    acts: tuple[Act, ...],
    stated: list[StatedForce],
    proofs: list[Proof],
    first: date,
    parents: list[Record],
    press: frozenset[str],
) -> Iterator[Period]:
    """Yield the periods of being bound: each denunciation ends what was consented to before it.

    ``stated`` are the days of effect that sources give, ``first`` the first day on which the state
    could consent. What the ``press`` tells is no list.
    """
    consents = [act for act in acts if act.kind.binds]
    denunciations = [act for act in acts if act.kind is ActKind.DENUNCIATION]
    denunciations.sort(key=lambda act: act.when.latest)
    for claims, denunciation in by_period(consents, denunciations):
        consent = _merge(claims)
        if consent:
            force = _stated_for(consent, stated)
            if force:
                stated.remove(force)
                consent = _effective(consent, force, proofs)
            else:
                consent = _narrow(consent, proofs, None)
            listed = [act for act in claims if not press.issuperset(act.sources)]
            in_force = force.when if force else _by_clause(treaty, consent, listed, parents)
            end = denunciation and Denunciation(denunciation, ends_on(treaty, denunciation))
            yield Period(consent, in_force, end, _succeeded(consent, in_force, first))


def by_period(
    consents: Iterable[Act], denunciations: Iterable[Act]
) -> Iterator[tuple[list[Act], Act | None]]:
    """Yield the consents that each denunciation ends, with it; last those that none has ended.

    ``denunciations`` stand in the order of their days. There may be no consents at all.
    """
    left = list(consents)
    for denunciation in denunciations:
        until = denunciation.when.latest
        yield [act for act in left if act.when.latest <= until], denunciation
        left = [act for act in left if act.when.latest > until]
    yield left, None


def _stated_for(consent: Act, stated: list[StatedForce]) -> StatedForce | None:
    """Return the day of effect that a source gives for ``consent``: the first not before it.

    What takes effect before its day is a succession, which a consent of a kind that is not told
    may be.
    """
    for force in stated:
        if force.when.latest >= consent.when.earliest_or_min:
            return force
    return stated[0] if stated and consent.kind is ActKind.CONSENT else None


def _effective(consent: Act, force: StatedForce, proofs: list[Proof]) -> Act:
    """Return ``consent`` as it is known by the day of effect that a source gives for it."""
    known = consent._replace(sources=_united(consent.sources, force.sources))
    before = force.when.latest < consent.when.earliest_or_min
    return known if before else _narrow(known, proofs, force.when.latest)


def _by_clause(
    treaty: Instrument, consent: Act, listed: list[Act], parents: list[Record]
) -> When | None:
    """Return the day from which ``treaty`` binds by its own clause, and by its parents.

    A list that names a party and tells no day still tells that it was bound by then: ``listed``
    are the acts that lists tell.
    """
    in_force = binds_from(treaty, consent)
    if in_force is None or consent.kind is ActKind.SUCCESSION:
        # A successor steps into the place of its predecessor, under the parent too, on that day.
        return in_force
    if not in_force.exact:
        entered = treaty.entry.date or in_force.latest
        bounds = (a.when.latest for a in listed if a.kind is ActKind.CONSENT and not a.when.exact)
        by_list = max(entered, min(bounds, default=in_force.latest))
        # Where even the first day possible comes later, the list counts those not bound yet too.
        if in_force.earliest_or_min <= by_list < in_force.latest:
            in_force = When(in_force.earliest, by_list)
    for parent in parents:
        bound = parent.periods[-1].in_force
        if bound:
            earliest = max(in_force.earliest_or_min, bound.earliest_or_min)
            # Only its parties may consent to this one: by then they had joined it, if not before.
            joined = binds_from(parent.instrument, consent) or bound
            by_parent = max(bound.earliest_or_min, min(bound.latest, joined.latest))
            in_force = When.between(earliest, max(in_force.latest, by_parent))
    return in_force


def _succeeded(consent: Act, in_force: When | None, first: date) -> When | None:
    """Return when a succession took effect, from ``first`` on; None for any other act."""
    if consent.kind is ActKind.CONSENT and in_force and in_force.latest < consent.when.latest:
        return in_force if in_force.latest < consent.when.earliest_or_min else None
    if consent.kind is not ActKind.SUCCESSION:
        return None
    if consent.effective:
        return When.on(consent.effective)
    return When(min(first, consent.when.latest), consent.when.latest)


def _merge(acts: list[Act]) -> Act | None:
    """Return the one act that all of ``acts`` tell of, with every source that tells of it."""
    if not acts:
        return None
    # Most often there is nothing to merge.
    if len(acts) == 1 and len(set(acts[0].sources)) == len(acts[0].sources):
        return acts[0]
    exact = [act for act in acts if act.when.exact]
    best = min(exact or acts, key=lambda act: act.when.latest)
    sources = _united(*(act.sources for act in (best, *acts)))
    if exact:
        return best._replace(sources=sources)
    # Claims that contradict each other, which validate reports, make no span from late to early.
    bounds = [d for d in (act.when.earliest for act in acts) if d and d <= best.when.latest]
    # A source that names a party tells of no kind; whichever other does is believed.
    kind = next((act.kind for act in acts if act.kind is not ActKind.CONSENT), best.kind)
    when = When(max(bounds, default=None), best.when.latest)
    effective = next((act.effective for act in acts if act.effective), None)
    return best._replace(kind=kind, when=when, sources=sources, effective=effective)


def _narrow(consent: Act, proofs: list[Proof], in_force: date | None) -> Act:
    """Return ``consent`` with its span cut by proofs of absence and a recorded day of effect."""
    when = consent.when
    # A successor was bound from the succession, whenever it notified: lists that leave it out
    # meanwhile say nothing of the day of its notice.
    if when.exact or consent.kind is ActKind.SUCCESSION:
        return consent
    latest = min(when.latest, in_force) if in_force else when.latest
    absent = [proof.day + timedelta(1) for proof in proofs if proof.day < latest]
    bounds = [d for d in (when.earliest, max(absent, default=None)) if d and d <= latest]
    return consent._replace(when=When(max(bounds, default=None), latest))


def _united(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*parts)))


def readings(
    dataset: Dataset, code: str, instrument: str
) -> Iterator[tuple[Source, Reading, Says]]:
    """Yield the readings of ``instrument``, the oldest first, with what each says of a state."""
    cell = dataset.cell(code, instrument)
    # A claim set aside is none to rely on, yet its source lists the state.
    naming = {s for act in cell.acts for s in act.sources}
    naming |= {s for force in cell.stated_force for s in force.sources}
    denying = {s for absence in cell.absences for s in absence.sources}
    read = [
        (s, s.readings[instrument]) for s in dataset.sources.values() if instrument in s.readings
    ]
    for source, reading in sorted(read, key=lambda pair: pair[1].as_of.latest):
        until = reading.absent_until
        there = until is not None and dataset.states[code].existed(until)
        left_out = there and code not in reading.silent_on
        says: Says = "silent"
        if source.id in naming:
            says = "listed"
        elif source.id in denying or left_out:
            says = "absent"
        yield source, reading, says
