"""The status of one state under one instrument on one day (design: derived, never stored)."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from ratgap.assess.answer import (
    Answer,
    Evidence,
    LastKnown,
    Reason,
    Signed,
    Status,
    Step,
)
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge, add_days
from ratgap.assess.record import Denunciation, Period, Proof, Record, record
from ratgap.model import Act, ActKind, Dataset, When


def answer(
    dataset: Dataset,
    state: str,
    instrument: str,
    day: date,
    max_age: MaxAge | None = DEFAULT_MAX_AGE,
) -> Answer:
    """Return the status of ``state`` under ``instrument`` at the end of ``day``.

    ``max_age`` bounds how old a negative may be (None: any age): an older one is answered
    ``unknown`` with what was last known. A protocol that makes those who join it parties to this
    treaty as amended counts where the state's own acts do not make it one. Raises KeyError for a
    state or an instrument that the data set does not have.
    """
    key = (state, instrument, max_age)
    known = dataset.memo.get(key)
    if isinstance(known, Answer):
        if known.as_of == day:
            return known
        known = dataset.memo[key] = _History(dataset, key, known)
    if isinstance(known, _History):
        return known.on(day)
    # A report asks for one day of a cell: for that the turning days are not worked out.
    first = dataset.memo[key] = _answer(dataset, dataset.states[state].code, *key[1:], day)
    return first


class _History:
    """The answers for one cell: from one turning day to the next they differ in ``as_of`` alone.

    A year-by-year review asks for some sixty days where a cell turns on five or six.
    """

    __slots__ = ("answers", "cell", "dataset", "last", "turns")

    def __init__(
        self, dataset: Dataset, cell: tuple[str, str, MaxAge | None], known: Answer
    ) -> None:
        self.dataset = dataset
        self.cell = cell
        self.turns = sorted(_turning_days(dataset, *cell))
        self.answers = {bisect_right(self.turns, known.as_of): known}
        self.last = known

    def on(self, day: date) -> Answer:
        """Return the answer at the end of ``day``."""
        if day == self.last.as_of:
            return self.last
        stretch = bisect_right(self.turns, day)
        known = self.answers.get(stretch)
        if known is None:
            known = self.answers[stretch] = _answer(self.dataset, *self.cell, day)
        # Two years that follow on each other ask for the day between them twice.
        self.last = Answer._make((*known[:2], day, *known[3:]))
        return self.last


def _turning_days(
    dataset: Dataset,
    state: str,
    instrument: str,
    max_age: MaxAge | None,
    seen: frozenset[str] = frozenset(),
) -> set[date]:
    """Return every day on which the answer can be another than on the day before.

    One too many costs little, one too few makes answers wrong: what ``_Cell`` and
    ``Record.signed`` compare the day with stands here.
    """
    evidence = record(dataset, state, instrument)
    days = {evidence.instrument.signature_from}
    if evidence.signature:
        days.add(evidence.signature.when.latest)
    # A proof speaks for its own day and before: on the day after, it is the past.
    days |= {add_days(proof.day, 1) for proof in (*evidence.proofs, *evidence.no_signature)}
    last_negatives = [proof.day for proof in evidence.proofs[-1:]]
    for period in evidence.periods:
        for when in (period.consent.when, period.in_force):
            if when:
                days |= {when.earliest, when.latest}
        if period.denunciation:
            days |= {period.denunciation.day, add_days(period.denunciation.day, 1)}
            last_negatives.append(period.denunciation.day)
    if max_age:
        days |= {add_days(max_age.last_day(day), 1) for day in last_negatives}
    for protocol in dataset.implying(instrument):
        if protocol.id not in seen:
            days.add(protocol.adopted)
            days |= _turning_days(dataset, state, protocol.id, max_age, seen | {instrument})
    return {day for day in days if day}


def _answer(
    dataset: Dataset,
    state: str,
    instrument: str,
    max_age: MaxAge | None,
    day: date,
    seen: frozenset[str] = frozenset(),
) -> Answer:
    own = _Cell(dataset, state, instrument, day, max_age).answer()
    if own.status is Status.PARTY:
        return own
    for protocol in dataset.implying(instrument):
        if protocol.id in seen or protocol.adopted > day:
            continue
        via = _answer(dataset, state, protocol.id, max_age, day, seen | {instrument})
        if via.status is Status.PARTY or (via.status.joined and not own.status.joined):
            return _through(own, via, dataset, instrument)
    return own


def _through(own: Answer, via: Answer, dataset: Dataset, instrument: str) -> Answer:
    """Return the answer for the parent that joining the protocol ``via`` implies."""
    parent = next(
        p for p in dataset.instruments[via.instrument].parents if p.instrument == instrument
    )
    step = Step("through", instrument=via.instrument, article=parent.article)
    return Answer(
        own.state,
        own.instrument,
        own.as_of,
        via.status,
        Reason.THROUGH,
        own.signed,
        own.signature,
        via.consent,
        via.in_force,
        through=via.instrument,
        evidence=via.evidence,
        steps=(*own.steps, step, *via.steps),
    )


class _Cell:
    """The reasoning on one cell, step by step."""

    def __init__(
        self, dataset: Dataset, state: str, instrument: str, day: date, max_age: MaxAge | None
    ) -> None:
        self.dataset = dataset
        self.state = state
        self.id = instrument
        self.day = day
        self.max_age = max_age
        self.record: Record = record(dataset, state, instrument)
        self.signed = self.record.signed(day)
        signature = self.record.signature
        self.signature = signature if self.signed is Signed.YES else None
        self.steps: list[Step] = [self._signature_step()]

    def answer(self) -> Answer:
        """Return the status that the state's own acts give it."""
        periods = self.record.periods
        given = [s for s in periods if s.consent.when.latest <= self.day]
        coming = next((s for s in periods if s.consent.when.latest > self.day), None)
        if given and not given[-1].ended_by(self.day):
            return self._bound(given[-1])
        left = given[-1] if given else None
        if coming:
            return self._not_yet(coming, left)
        return self._left(left, left.denunciation) if left and left.denunciation else self._absent()

    def _bound(self, period: Period) -> Answer:
        """Consent stands: party from the day it is in force, contracting until then."""
        consent, force = period.consent, period.in_force
        self.steps.append(_step("consent", consent))
        article = self.record.instrument.later_joiners.article
        self.steps.append(
            Step("in-force", force, article=article) if force else Step("treaty-not-in-force")
        )
        entered = force is not None and force.latest <= self.day
        # A list that names a party, no more, is believed on its own day, although the clause,
        # counted from the last day possible, has then not yet run.
        named = consent.kind is ActKind.CONSENT and not consent.when.exact
        if force and named and force.earliest_or_min <= self.day < force.latest:
            self.steps.append(_step("named-party", consent))
            entered = True
        return self._result(
            Status.PARTY if entered else Status.CONTRACTING,
            Reason.IN_FORCE if entered else Reason.NOT_YET_IN_FORCE,
            period,
            evidence=self._presence(period),
        )

    def _not_yet(self, coming: Period, left: Period | None) -> Answer:
        """The next consent known is of a later day, or lies in a span that holds this day."""
        consent = coming.consent
        earliest = consent.when.earliest
        if earliest and self.day < earliest:
            before = earliest - timedelta(1)
            proofs = [p for p in self.record.proofs if p.day >= before]
            source = proofs[-1].source if proofs else consent.sources[0]
            self.steps.append(_step("consent-later", consent))
            return self._negative(Proof(source=source, day=before), Reason.CONSENT_LATER, left)
        self.steps.append(_step("consent-undated", consent))
        return self._unknown(Reason.CONSENT_UNDATED, self._last_proof(left, self.day), left)

    def _left(self, period: Period, denunciation: Denunciation) -> Answer:
        """A denunciation has taken effect, and no later consent is known."""
        self.steps.append(_step("ended", denunciation.act))
        proof = self._last_proof(period) or Proof(denunciation.day, denunciation.act.sources[0])
        return self._aged(proof, Reason.ENDED, period)

    def _absent(self) -> Answer:
        """No consent is recorded: only a proof of absence makes that an answer."""
        proof = self._last_proof(None)
        if proof is None:
            self.steps.append(Step("not-covered"))
            return self._unknown(Reason.NOT_COVERED, None, None)
        self.steps.append(Step("absent", When.on(proof.day), (proof.source,)))
        return self._aged(proof, Reason.NO_CONSENT, None)

    def _aged(self, proof: Proof, reason: Reason, period: Period | None) -> Answer:
        """Return the negative, unless it is too old to be repeated."""
        if self.max_age and self.day > self.max_age.last_day(proof.day):
            self.steps.append(Step("too-old", When.on(proof.day), (proof.source,)))
            return self._unknown(Reason.TOO_OLD, proof, period)
        return self._negative(proof, reason, period)

    def _negative(self, proof: Proof, reason: Reason, period: Period | None) -> Answer:
        return self._result(
            self._without_consent(self.day, period),
            reason,
            period,
            evidence=Evidence(proof.source, proof.day),
        )

    def _unknown(self, reason: Reason, proof: Proof | None, left: Period | None) -> Answer:
        if proof is None:
            return self._result(Status.UNKNOWN, reason, left)
        last = LastKnown(self._without_consent(proof.day, left), proof.day)
        evidence = Evidence(proof.source, proof.day)
        return self._result(Status.UNKNOWN, reason, left, last_known=last, evidence=evidence)

    def _without_consent(self, day: date, left: Period | None) -> Status:
        """A state that left is no signatory again: its signature was spent on its consent."""
        signed = self.record.signed(day) is Signed.YES and left is None
        return Status.SIGNATORY if signed else Status.NONE

    def _last_proof(self, left: Period | None, before: date = date.max) -> Proof | None:
        """Return the last proof of absence before a day; leaving the treaty is one too."""
        found = list(self.record.proofs)
        if left and left.denunciation:
            found = [p for p in found if p.day >= left.denunciation.day]
            found.insert(0, Proof(left.denunciation.day, left.denunciation.act.sources[0]))
        return max((p for p in found if p.day < before), key=lambda p: p.day, default=None)

    def _presence(self, period: Period) -> Evidence:
        """Return the source that confirms the consent to the latest day."""
        consent = period.consent
        if period.denunciation:
            # Whoever tells of the end tells that it held until then.
            return Evidence(
                period.denunciation.act.sources[0], period.denunciation.day - timedelta(1)
            )
        best = Evidence(consent.sources[0], consent.when.latest)
        for source in consent.sources:
            reading = self.dataset.sources[source].readings.get(self.id)
            held = reading.as_of.earliest if reading else None
            if held and best.confirmed and held > best.confirmed:
                best = Evidence(source, held)
        return best

    def _signature_step(self) -> Step:
        act = self.record.signature if self.signed is Signed.YES else None
        return _step("signed", act) if act else Step(f"signed-{self.signed}")

    def _result(
        self,
        status: Status,
        reason: Reason,
        period: Period | None,
        *,
        last_known: LastKnown | None = None,
        evidence: Evidence | None = None,
    ) -> Answer:
        denunciation = period.denunciation if period and period.ended_by(self.day) else None
        return Answer(
            self.state,
            self.id,
            self.day,
            status,
            reason,
            self.signed,
            self.signature,
            period.consent if period else None,
            period.in_force if period else None,
            denunciation.day if denunciation else None,
            None,
            last_known,
            evidence,
            tuple(self.steps),
        )


def _step(code: str, act: Act) -> Step:
    return Step(code, act.when, act.sources, act)
