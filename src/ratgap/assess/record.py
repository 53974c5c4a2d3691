"""What the evidence on one cell comes to: consents merged, absences gathered.

Several sources may speak of the same act. Here they become at most one consent per period of
being bound, with everyone who says so, and a list of days on which a source proves absence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ratgap.assess.answer import Signed
from ratgap.assess.force import binds_from, ends_on
from ratgap.model import Act, ActKind, Cell, Column, Dataset, Instrument, When

_TELLS_PARTIES = frozenset({Column.CONSENTS, Column.MEMBERSHIP, Column.IN_FORCE})


class Denunciation(NamedTuple):
    """A denunciation and the first day on which the treaty no longer binds."""

    act: Act
    day: date


class Period(NamedTuple):
    """One period of being bound: from a consent to the denunciation that ends it, if any."""

    consent: Act
    in_force: When | None
    denunciation: Denunciation | None = None

    def ended_by(self, day: date) -> bool:
        """Whether a denunciation has taken effect on or before ``day``."""
        return self.denunciation is not None and self.denunciation.day <= day


class Proof(NamedTuple):
    """A source proves that the state had not consented, on ``day`` and before."""

    day: date
    source: str


class Record(NamedTuple):
    """The merged evidence on one state and one instrument."""

    instrument: Instrument
    signature: Act | None
    periods: tuple[Period, ...]
    proofs: tuple[Proof, ...]
    no_signature: tuple[Proof, ...]

    def signed(self, day: date) -> Signed:
        """Whether the state had signed by ``day``; unknown where no source tells."""
        if self.signature and self.signature.when.latest <= day:
            return Signed.YES
        if self.signature and self.signature.when.exact:
            return Signed.NO
        if self.instrument.signature_from is None or day < self.instrument.signature_from:
            return Signed.NO
        closed = self.instrument.signature_until
        if self.instrument.signature_closes_on_entry:
            closed = self.instrument.entry.date
        last = min(day, closed) if closed else day
        return Signed.NO if any(p.day >= last for p in self.no_signature) else Signed.UNKNOWN


def record(dataset: Dataset, state: str, instrument: str) -> Record:
    """Return the merged evidence on ``state`` under ``instrument``.

    Only claims that are relied on count: not those set aside in favour of another, and not
    those that rest on sources of low trust alone. An exact deposit wins over "on or before"; such
    bounds narrow each other; a complete reading that does not list the state gives the other
    end; a recorded day of effect is preferred to the one that the clause gives.
    """
    found = dataset.memo.get((state, instrument))
    if not isinstance(found, Record):
        found = _record(dataset, state, instrument)
        dataset.memo[state, instrument] = found
    return found


def _record(dataset: Dataset, state: str, instrument: str) -> Record:
    treaty = dataset.instruments[instrument]
    cell = dataset.cell(state, instrument)
    # A claim set aside still shows that its source lists the state: no denial.
    listed = {s for a in cell.acts if a.kind.binds for s in a.sources}
    acts = [a for a in (_relied(dataset, a) for a in cell.acts) if a]
    consents = [a for a in acts if a.kind.binds]
    signatures = [a for a in acts if a.kind is ActKind.SIGNATURE]
    denunciations = sorted(
        (a for a in acts if a.kind is ActKind.DENUNCIATION), key=lambda a: a.when.latest
    )
    proofs = _proofs(dataset, state, instrument, cell, listed)
    return Record(
        treaty,
        _merge(signatures),
        _periods(dataset, treaty, cell, consents, denunciations, proofs),
        proofs,
        _no_signature(dataset, state, instrument, signatures),
    )


def _relied(dataset: Dataset, act: Act) -> Act | None:
    """Return ``act`` with the sources that are relied on; None where none is left."""
    if act.rejected:
        return None
    sources = tuple(s for s in act.sources if dataset.sources[s].relied_on)
    if sources == act.sources:
        return act
    return act._replace(sources=sources) if sources else None


def _proofs(
    dataset: Dataset, state: str, instrument: str, cell: Cell, listed: set[str]
) -> tuple[Proof, ...]:
    found = [
        Proof(r.absent_until, r.source)
        for r in dataset.readings(instrument)
        if r.absent_until
        and r.gives & _TELLS_PARTIES
        and r.source not in listed
        and state not in r.silent_on
    ]
    for absence in cell.absences:
        sources = [s for s in absence.sources if dataset.sources[s].relied_on]
        found += [Proof(absence.day, s) for s in sources[:1]]
    return tuple(sorted(found, key=lambda p: (p.day, p.source)))


def _no_signature(
    dataset: Dataset, state: str, instrument: str, signatures: list[Act]
) -> tuple[Proof, ...]:
    listed = {s for a in signatures for s in a.sources}
    return tuple(
        Proof(r.absent_until, r.source)
        for r in dataset.readings(instrument)
        if r.absent_until
        and Column.SIGNATURES in r.gives
        and r.source not in listed
        and state not in r.silent_on
    )


def _periods(
    dataset: Dataset,
    treaty: Instrument,
    cell: Cell,
    consents: list[Act],
    denunciations: list[Act],
    proofs: tuple[Proof, ...],
) -> tuple[Period, ...]:
    stated = [
        f
        for f in cell.stated_force
        if not f.rejected and any(dataset.sources[s].relied_on for s in f.sources)
    ]
    found = []
    left: list[Act] = list(consents)
    for denunciation in (*denunciations, None):
        before = [
            a for a in left if denunciation is None or a.when.latest <= denunciation.when.latest
        ]
        left = [a for a in left if a not in before]
        consent = _merge(before)
        if consent is None:
            continue
        force = next((f for f in stated if f.when.latest >= consent.when.earliest_or_min), None)
        if force:
            stated.remove(force)
            consent = consent._replace(sources=_united(consent.sources, force.sources))
        consent = _narrow(consent, proofs, force.when.latest if force else None)
        found.append(
            Period(
                consent,
                force.when if force else binds_from(treaty, consent),
                Denunciation(denunciation, ends_on(treaty, denunciation)) if denunciation else None,
            )
        )
    return tuple(found)


def _merge(acts: list[Act]) -> Act | None:
    """Return the one act that all of ``acts`` tell of, with every source that tells of it."""
    if not acts:
        return None
    exact = [a for a in acts if a.when.exact]
    best = min(exact or acts, key=lambda a: a.when.latest)
    sources = _united(*(a.sources for a in (best, *acts)))
    if exact:
        return best._replace(sources=sources)
    known = [a.when.earliest for a in acts if a.when.earliest]
    named = next((a.kind for a in acts if a.kind is not ActKind.CONSENT), best.kind)
    span = When(max(known) if known else None, best.when.latest)
    return best._replace(kind=named, when=span, sources=sources)


def _narrow(consent: Act, proofs: tuple[Proof, ...], in_force: date | None) -> Act:
    """Return ``consent`` with its span cut by proofs of absence and a recorded day of effect."""
    when = consent.when
    if when.exact or consent.kind is ActKind.SUCCESSION:
        return consent
    latest = min(when.latest, in_force) if in_force else when.latest
    absent = [p.day + timedelta(1) for p in proofs if p.day < latest]
    bounds = [d for d in (when.earliest, max(absent, default=None)) if d and d <= latest]
    return consent._replace(when=When(max(bounds, default=None), latest))


def _united(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for part in parts for s in part))
