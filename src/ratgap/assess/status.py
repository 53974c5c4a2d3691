"""The status of one state under one instrument on one day (design: derived, never stored)."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from ratgap.assess.answer import Answer, Evidence, LastKnown, Reason, Signed, Status, Step
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge, ends_no_earlier
from ratgap.assess.totals import outnumbered, proving, record
from ratgap.assess.turning import protocols, turning_days
from ratgap.model import Act, ActKind, Argument, Dataset, Parent, Period, Proof, Total, When


def answer(
    dataset: Dataset,
    state: str,
    instrument: str,
    day: date,
    max_age: MaxAge | None = DEFAULT_MAX_AGE,
) -> Answer:
    """Return the status of ``state`` under ``instrument`` at the end of ``day``.

    ``max_age`` bounds how old a negative may be (None: any age): an older one is answered
    ``unknown`` with what was last known. Where the state's own acts do not tell, what it joined
    beside the treaty does: a protocol that makes those who join it parties to this treaty as
    amended, one that only parties to this treaty may join, and a parent without which it cannot
    be party to this one. Raises KeyError for a state or an instrument that the data set does not
    have.
    """
    key = (state, instrument, max_age)
    known = dataset.memo.get(key)
    if isinstance(known, _History):
        return known.on(day)
    if isinstance(known, Answer):
        if known.as_of == day:
            return known
        history = dataset.memo[key] = _History(dataset, key, known)
        return history.on(day)
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
        self.turns = sorted(turning_days(dataset, *cell))
        self.answers = {bisect_right(self.turns, known.as_of): known}
        self.last = known

    def on(self, day: date) -> Answer:
        if day == self.last.as_of:
            return self.last
        stretch = bisect_right(self.turns, day)
        known = self.answers.get(stretch)
        if known is None:
            known = self.answers[stretch] = _answer(self.dataset, *self.cell, day)
        elif known.as_of != day:
            # As ``_make`` does, which is slower by counting the fields.
            known = tuple.__new__(Answer, (*known[:2], day, *known[3:]))
        # Two years that follow on each other ask for the day between them twice.
        self.last = known
        return known


def _answer(
    dataset: Dataset,
    state: str,
    instrument: str,
    max_age: MaxAge | None,
    day: date,
    seen: frozenset[str] = frozenset(),
) -> Answer:
    if not dataset.states[state].existed(day):
        return Answer(state, instrument, day, Status.UNKNOWN, Reason.NO_STATE, Signed.NO)
    own = _Cell(dataset, state, instrument, max_age, day).answer()
    # Who left the treaty left it, whatever it still is a party to beside it.
    if own.status is Status.PARTY or own.reason is Reason.ENDED:
        return own
    seen |= {instrument}
    for protocol, parent in protocols(dataset, state, instrument):
        if protocol.id not in seen and protocol.adopted <= day:
            via = _answer(dataset, state, protocol.id, max_age, day, seen)
            # To become a party to it one must be a party to the parent; to deposit, not always.
            brings = via.status.joined and not (parent.first or own.status.joined)
            if via.status is Status.PARTY or brings:
                return _through(own, via, parent)
            # To leave a protocol is not to leave its parent, until the parent's own evidence says.
            if via.ended and not (own.status.joined or _confirmed_since(own, via.ended)):
                eve = via.ended - timedelta(1)
                before = _answer(dataset, state, protocol.id, max_age, eve, seen)
                return _through(own, before, parent) if parent.first else _stayed(own, via, parent)
    if own.status.joined:
        return own
    for parent in dataset.instruments[instrument].parents:
        if parent.first and parent.instrument not in seen:
            above = _answer(dataset, state, parent.instrument, max_age, day, seen)
            if above.status.gap and _newer(above, own):
                own = _without_parent(own, above, parent)
    return own


def _confirmed_since(own: Answer, day: date) -> bool:
    confirmed = own.evidence and own.evidence.confirmed
    return confirmed is not None and confirmed >= day


def _stayed(own: Answer, via: Answer, parent: Parent) -> Answer:
    """Return the answer for the parent to which the state was party by ``via`` alone, and left."""
    step = Step("through-ended", instrument=via.instrument, article=parent.article)
    unknown = own._replace(status=Status.UNKNOWN, reason=Reason.NOT_COVERED, last_known=None)
    return unknown._replace(evidence=None, total=None, steps=(*own.steps, step, *via.steps))


def _newer(above: Answer, own: Answer) -> bool:
    """Whether what proves the state outside the parent speaks of a later day, or the only one."""
    if own.status is Status.UNKNOWN or not (own.evidence and above.evidence):
        return True
    day, own_day = above.evidence.confirmed or date.min, own.evidence.confirmed or date.min
    later = own.steps[-1].act if own.reason is Reason.CONSENT_LATER else None
    # That an undated consent is of a later day may be known by that to the parent alone.
    return day > own_day or (day == own_day and later is not None and not later.when.exact)


def _without_parent(own: Answer, above: Answer, parent: Parent) -> Answer:
    """Return the answer for a protocol whose parent ``above`` the state has not joined."""
    signed = own.signed is Signed.YES and own.ended is None
    step = Step("parent-not-joined", instrument=parent.instrument, article=parent.article)
    return own._replace(
        status=Status.SIGNATORY if signed else Status.NONE,
        reason=Reason.PARENT_NOT_JOINED,
        last_known=None,
        evidence=above.evidence,
        total=None,
        steps=(*own.steps, step, *above.steps),
    )


def _through(own: Answer, via: Answer, parent: Parent) -> Answer:
    """Return the answer for the parent that joining the protocol ``via`` implies or presupposes."""
    code = "presupposed" if parent.first else "through"
    step = Step(code, instrument=via.instrument, article=parent.article)
    # A protocol's own day says by when its parent was joined, not on which day it was.
    consent = via.consent and via.consent._replace(when=When.by(via.consent.when.latest))
    in_force = via.in_force and When.by(via.in_force.latest)
    return own._replace(
        status=via.status,
        reason=Reason.THROUGH,
        consent=consent if parent.first else via.consent,
        in_force=in_force if parent.first else via.in_force,
        ended=None,
        through=via.instrument,
        last_known=None,
        evidence=via.evidence,
        total=None,
        steps=(*own.steps, step, *via.steps),
    )


class _Cell:
    """The reasoning on one cell on one day, step by step.

    ``ended`` is the last period of being bound that a denunciation has ended by that day, if any.
    """

    def __init__(
        self, dataset: Dataset, state: str, instrument: str, max_age: MaxAge | None, day: date
    ) -> None:
        self.dataset = dataset
        self.state = state
        self.id = instrument
        self.max_age = max_age
        self.day = day
        self.record = record(dataset, state, instrument)
        self.signed = self.record.signed(day)
        self.signature = self.record.signature if self.signed is Signed.YES else None
        signature = self.signature
        self.steps = [_step("signed", signature) if signature else Step(f"signed-{self.signed}")]

    def answer(self) -> Answer:
        periods = self.record.periods
        given = [period for period in periods if period.begun.latest <= self.day]
        last = given[-1] if given else None
        if last and not last.ended_by(self.day):
            return self._bound(last)
        if len(given) < len(periods):
            coming = next(p for p in periods if p.begun.latest > self.day)
            return self._not_yet(coming, last)
        return self._gone_or_absent(last)

    def _bound(self, period: Period) -> Answer:
        """Consent stands: party from the day it is in force, contracting until then."""
        consent = period.consent
        self.steps.append(_step("consent", consent))
        for total in proving(self.dataset, self.id, Argument.ALL_IN):
            if self.state in total.codes:
                self.steps.append(self._counted("counted-in", total, total.when))
        if consent.kind is ActKind.SUCCESSION:
            later = consent.when.latest > self.day
            code = "notified-later" if later else "succession"
            cited = self._continues(period)
            self.steps.append(Step(code, consent.when, consent.sources, article=cited))
        reason = self._in_force(period)
        status = Status.PARTY if reason is Reason.IN_FORCE else Status.CONTRACTING
        if status is Status.PARTY and self._suspended(consent):
            self.steps.append(Step("suspended", consent.when))
        return self._result(status, reason, period, self._presence(period))

    def _in_force(self, period: Period) -> Reason:
        """Tell whether the treaty is in force for the state (VCLT art. 24)."""
        consent, force = period.consent, period.in_force
        if force is None:
            self.steps.append(Step("treaty-force-unknown"))
            return Reason.FORCE_UNKNOWN
        # What binds from a day before the consent does so by succession, and by no final clause.
        by_clause = (
            consent.kind is not ActKind.SUCCESSION and force.latest >= consent.when.earliest_or_min
        )
        article = self.record.instrument.later_joiners.article if by_clause else ""
        self.steps.append(Step("in-force", force, article=article))
        if self.day < force.earliest_or_min:
            return Reason.NOT_YET_IN_FORCE
        if self.day < force.latest:
            self.steps.append(Step("force-unknown", force))
            return Reason.FORCE_UNKNOWN
        return Reason.IN_FORCE

    def _suspended(self, consent: Act) -> bool:
        """Whether article 23(2) of the Convention on Succession may suspend the treaty that day.

        It speaks of newly independent states (article 2(1)(f)), which parts of a state that have
        separated are not (article 34).
        """
        if consent.kind is not ActKind.SUCCESSION or self.day >= consent.when.earliest_or_min:
            return False
        return not self._separated

    @property
    def _separated(self) -> bool:
        """Whether the state is part of one that is no more.

        Of a predecessor that lives on it may be a former dependency as well as a part: the data do
        not tell.
        """
        states = self.dataset.states
        predecessor = states.get(states[self.state].predecessor)
        return bool(predecessor and predecessor.former)

    def _continues(self, period: Period) -> str:
        """Return the article of the Convention on Succession by which a treaty is continued.

        Article 34(1): one in force at the date of the succession continues for parts that
        separate. Where the data do not tell that it was so, none.
        """
        entered = self.record.instrument.entry.date
        there = entered is not None and entered <= period.begun.earliest_or_min
        return "34(1)" if there and self._separated else ""

    def _not_yet(self, coming: Period, ended: Period | None) -> Answer:
        """The next consent known is of a later day, or lies in a span that holds this day."""
        consent, earliest = coming.consent, coming.begun.earliest
        if earliest and self.day < earliest:
            # Until the eve of the first day possible the state had surely not consented.
            eve = earliest - timedelta(1)
            proofs = [proof for proof in self.record.proofs if proof.day >= eve]
            source = proofs[-1].source if proofs else consent.sources[0]
            self.steps.append(_step("consent-later", consent))
            return self._negative(Proof(eve, source), Reason.CONSENT_LATER, ended)
        self.steps.append(_step("consent-undated", consent))
        return self._unknown(Reason.CONSENT_UNDATED, self._last_proof(ended, self.day), ended)

    def _gone_or_absent(self, ended: Period | None) -> Answer:
        """No consent stands: a proof of absence makes that an answer, unless it is too old.

        A denunciation that has taken effect (VCLT art. 54) is such a proof.
        """
        proof = self._last_proof(ended)
        if proof is None:
            self.steps.append(Step("not-covered"))
            return self._unknown(Reason.NOT_COVERED, None, None)
        shown = Step("absent", When.on(proof.day), (proof.source,), instrument=self.id)
        if proof.total:
            shown = self._counted("counted-out", proof.total, When.on(proof.day))
        if ended and ended.denunciation:
            shown = _step("ended", ended.denunciation.act)
        self.steps.append(shown)
        total = outnumbered(self.dataset, self.id, proof.day) if self.day > proof.day else None
        if total:
            self.steps.append(self._counted("outnumbered", total, total.when))
            unknown = self._unknown(Reason.OUTNUMBERED, proof, ended)
            return unknown._replace(total=total)
        if self.max_age and self.max_age.passed(proof.day, self.day):
            self.steps.append(Step("too-old", When.on(proof.day), (proof.source,)))
            return self._unknown(Reason.TOO_OLD, proof, ended)
        return self._negative(proof, Reason.ENDED if ended else Reason.NO_CONSENT, ended)

    def _counted(self, code: str, total: Total, day: When) -> Step:
        return Step(code, day, (total.source,), instrument=self.id, total=total)

    def _negative(self, proof: Proof, reason: Reason, ended: Period | None) -> Answer:
        status = _without_consent(self.signed, ended)
        return self._result(status, reason, ended, Evidence(proof.source, proof.day))

    def _unknown(self, reason: Reason, proof: Proof | None, ended: Period | None) -> Answer:
        if proof is None:
            return self._result(Status.UNKNOWN, reason, ended)
        status = _without_consent(self.record.signed(proof.day), ended)
        last_known = LastKnown(status, proof.day)
        evidence = Evidence(proof.source, proof.day)
        return self._result(Status.UNKNOWN, reason, ended, evidence, last_known)

    def _last_proof(self, ended: Period | None, before: date | None = None) -> Proof | None:
        proofs = list(self.record.proofs)
        if ended and ended.denunciation:
            # Leaving is a proof of absence too, and makes older ones, from before the state
            # joined, say nothing of what came after.
            day, source = ended.denunciation.day, ended.denunciation.act.sources[0]
            proofs = [Proof(day, source), *(proof for proof in proofs if proof.day >= day)]
        early = (proof for proof in proofs if before is None or proof.day < before)
        return max(early, key=self._weight, default=None)

    def _weight(self, proof: Proof) -> tuple[date, bool]:
        """Of proofs of one day the depositary's own counts first."""
        return proof.day, self.dataset.sources[proof.source].kind == "depositary"

    def _presence(self, period: Period) -> Evidence:
        """Return the source that confirms the consent to the latest day."""
        consent = period.consent
        if period.denunciation:
            # Whoever tells of the end tells that it was bound until then: the first day possible.
            act = period.denunciation.act
            ends = ends_no_earlier(self.record.instrument, act)
            if ends and ends > consent.when.latest:
                return Evidence(act.sources[0], ends - timedelta(1))
            return Evidence(consent.sources[0], consent.when.latest)
        source, confirmed = consent.sources[0], consent.when.latest
        for other in consent.sources:
            reading = self.dataset.sources[other].readings.get(self.id)
            if reading and reading.as_of.earliest_or_min > confirmed:
                source, confirmed = other, reading.as_of.earliest_or_min
        return Evidence(source, confirmed)

    def _result(
        self,
        status: Status,
        reason: Reason,
        period: Period | None,
        evidence: Evidence | None = None,
        last_known: LastKnown | None = None,
    ) -> Answer:
        denunciation = period.denunciation if period and period.ended_by(self.day) else None
        return Answer(
            *(self.state, self.id, self.day, status, reason, self.signed, self.signature),
            period.consent if period else None,
            period.in_force if period else None,
            denunciation.day if denunciation else None,
            last_known=last_known,
            evidence=evidence,
            steps=tuple(self.steps),
        )


def _without_consent(signed: Signed, ended: Period | None) -> Status:
    """A state that left is no signatory again: its signature was spent on its consent."""
    return Status.SIGNATORY if signed is Signed.YES and ended is None else Status.NONE


def _step(code: str, act: Act) -> Step:
    return Step(code, act.when, act.sources, act)
