"""One row of a list against what is recorded of its state under the treaty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ratgap.assess.record import PARTIES
from ratgap.lists.listing import ListedAct, ListedRow
from ratgap.lists.reading import Plan
from ratgap.model import Act, ActKind, Cell, Column, Dataset, StatedForce, When
from ratgap.named import NamedTuple, Word


class FindingKind(Word):
    """What the list and the data come to for one claim."""

    ADDED = "added"
    """The data had no such act."""
    CONFIRMED = "confirmed"
    """The data have it from others; the list is cited beside them."""
    KNOWN = "known"
    """The data have it from this source."""
    TOLD = "told"
    """The data have it less exactly: the list tells the day or the kind of act."""
    DISAGREES = "disagrees"
    """The data say otherwise: the list's claim is kept, set aside until somebody judges."""
    ENDED = "ended"
    """The list shows an act that no longer stands, and the data have none: not recorded."""
    LOST = "lost"
    """The data have it, and the list that should does not."""


class Finding(NamedTuple):
    """One claim: what was found of it, where in the list, and what the data say against it.

    ``line`` is 0 where the list has nothing. ``claim`` is the list's, and for what is lost the
    data's. ``against`` is the claim or, in words, the silence that contradicts it.
    """

    kind: FindingKind
    state: str
    line: int
    claim: Act | StatedForce
    against: str = ""


def merged(dataset: Dataset, plan: Plan, row: ListedRow) -> tuple[Cell, list[Finding]]:
    """Return what is recorded of the row's state with what the row adds, and what was found."""
    merger = _Merger(dataset, plan, row)
    for claim in _claims(plan, row):
        merger.take(claim)
    if not row.is_party:
        for act in row.consents:
            merger.note_end(act)
    if row.in_force and Column.IN_FORCE in plan.columns:
        merger.take_force(row.in_force)
    # In time, a signature before the others, as loading has them.
    acts = sorted(merger.acts, key=lambda a: (a.when.latest, a.kind is not ActKind.SIGNATURE))
    cell = merger.cell._replace(acts=tuple(acts), stated_force=tuple(merger.forces))
    return cell, merger.findings


def _claims(plan: Plan, row: ListedRow) -> Iterator[Act]:
    for act in row.acts:
        kind, when = act.kind, act.when
        signed = kind is ActKind.SIGNATURE
        if (Column.SIGNATURES if signed else Column.CONSENTS) not in plan.columns:
            if signed or not plan.columns & PARTIES:
                continue
            # The source vouches for names alone: a day and a kind that stand there are another's.
            kind, when = ActKind.CONSENT, None if when and when.exact else when
        if not act.ended:
            note = "; ".join(filter(None, (act.note, row.note)))
            last = plan.after.as_of.latest
            yield Act(kind, when or When.by(last), (plan.source.id,), note=note)


class _Merger:
    def __init__(self, dataset: Dataset, plan: Plan, row: ListedRow) -> None:
        self.dataset = dataset
        self.plan = plan
        self.source = plan.source.id
        self.row = row
        self.cell = dataset.cell(row.code, plan.id)
        self.acts = list(self.cell.acts)
        self.forces = list(self.cell.stated_force)
        self.findings: list[Finding] = []

    def take(self, claim: Act) -> None:
        # Signatures are compared with signatures, consents with consents.
        like = [
            act
            for act in self.acts
            if act.kind is not ActKind.DENUNCIATION and act.kind.binds == claim.kind.binds
        ]
        match = _match(like, claim, self.source)
        rival = "" if match and not match.rejected else self._rival(like, claim)
        if match is None:
            self._add(claim, rival)
        elif rival:
            self._cite(match, claim, FindingKind.DISAGREES, rival)
        else:
            self._sharpen(match, claim)

    def _rival(self, like: Iterable[Act], claim: Act) -> str:
        left = [a.when.latest for a in self.acts if a.kind is ActKind.DENUNCIATION]
        sources = self.dataset.sources
        for act in like:
            cited = (sources.get(s, self.plan.source) for s in act.sources)
            relied_on = any(source.relied_on_for(self.plan.id) for source in cited)
            # After a denunciation a state may join again.
            rejoined = any(act.when.latest <= day < claim.when.latest for day in left)
            if relied_on and not act.rejected and not rejoined:
                return _cited(act)
        return ""

    def _add(self, claim: Act, rival: str = "") -> None:
        """Record ``claim``, set aside where a rival or a list's silence speaks against it."""
        against = rival or self._silence(claim)
        if against:
            reason = f"{'differs from' if rival else 'denied by'} {against}; not yet judged"
            self.acts.append(claim._replace(rejected=reason))
            self._record(FindingKind.DISAGREES, claim, against)
        else:
            self.acts.append(claim)
            self._record(FindingKind.ADDED, claim)

    def _silence(self, claim: Act) -> str:
        """Return who says that the state had not done so by then; empty if nobody does."""
        for absence in self.cell.absences:
            if claim.kind.binds and claim.when.latest <= absence.day:
                return f"{absence.sources[0]} (not a party on {absence.day})"
        columns = PARTIES if claim.kind.binds else frozenset({Column.SIGNATURES})
        for reading in self.dataset.readings(self.plan.id):
            if (
                reading.source != self.source
                and reading.absent_until
                and claim.when.latest <= reading.absent_until
                and reading.gives & columns
                and self.row.code not in reading.silent_on
                and not any(reading.source in act.sources for act in self.acts)
            ):
                return f"{reading.source} (not listed until {reading.absent_until})"
        return ""

    def _sharpen(self, match: Act, claim: Act) -> None:
        """Cite the source for ``match``, and take from it what it tells more exactly."""
        source, cited = self.source, self.source in match.sources
        if not self.plan.source.relied_on_for(self.plan.id) and not cited:
            # Nothing is concluded from such a source: it adds nothing to what better ones say.
            self._record(FindingKind.KNOWN, claim)
            return
        # The days that lie in both spans.
        begins = filter(None, (match.when.earliest, claim.when.earliest))
        when = When(max(begins, default=None), min(match.when.latest, claim.when.latest))
        kind = claim.kind if match.kind is ActKind.CONSENT else match.kind
        # A bound by the source itself, told again on a later day, sharpens nothing.
        if (when, kind) == (match.when, match.kind) or (
            cited and kind is match.kind and not when.exact
        ):
            self._cite(match, claim, FindingKind.CONFIRMED)
        elif when != match.when and self._silence(claim._replace(when=when)):
            # The day that it tells is one on which a complete list lacks the state.
            self._add(claim)
        else:
            others = (s for s in match.sources if s != source)
            sharpened = match._replace(kind=kind, when=when, sources=(source, *others))
            self.acts[self.acts.index(match)] = sharpened
            self._record(FindingKind.TOLD, claim, _cited(match))

    def _cite(self, match: Act, claim: Act, kind: FindingKind, against: str = "") -> None:
        if self.source in match.sources:
            kind = FindingKind.KNOWN
        else:
            cited = match._replace(sources=(*match.sources, self.source))
            self.acts[self.acts.index(match)] = cited
        self._record(kind, claim, against)

    def note_end(self, ended: ListedAct) -> None:
        """Say that the list shows an act which no longer stands, unless the data have its end."""
        when = ended.when or When.by(self.plan.after.as_of.latest)
        if not any(act.kind is ActKind.DENUNCIATION for act in self.acts):
            self._record(FindingKind.ENDED, Act(ended.kind, when, (self.source,)))

    def take_force(self, day: date) -> None:
        claim = StatedForce(When.on(day), (self.source,))
        match = next((f for f in self.forces if f.when == claim.when), None)
        rivals = [f for f in self.forces if not f.rejected]
        if (match and self.source in match.sources) or self._shown_by_act(day):
            self._record(FindingKind.KNOWN, claim)
        elif match:
            cited = match._replace(sources=(*match.sources, self.source))
            self.forces[self.forces.index(match)] = cited
            self._record(FindingKind.CONFIRMED, claim)
        elif rivals:
            against = f"{rivals[0].sources[0]} ({rivals[0].when})"
            self.forces.append(claim._replace(rejected=f"differs from {against}; not yet judged"))
            self._record(FindingKind.DISAGREES, claim, against)
        else:
            self.forces.append(claim)
            self._record(FindingKind.ADDED, claim)

    def _shown_by_act(self, day: date) -> bool:
        """Whether the acts tell of it: as the effect of a succession, or by one set aside."""
        days = {act.when for act in self.row.consents}
        return any(
            self.source in act.sources
            and (act.effective == day or (act.kind.binds and act.rejected and act.when in days))
            for act in self.acts
        )

    def _record(self, kind: FindingKind, claim: Act | StatedForce, against: str = "") -> None:
        self.findings.append(Finding(kind, self.row.code, self.row.line, claim, against))


def _match(like: list[Act], claim: Act, source: str) -> Act | None:
    """What cites the source already and speaks of no other day is its claim, of any kind."""
    tests: tuple[Callable[[Act], bool], ...] = (
        lambda a: a.when == claim.when and a.kind is claim.kind,
        lambda a: a.when == claim.when and a.same_as(claim),
        lambda a: not a.rejected and a.same_as(claim),
        lambda a: source in a.sources and a.when == claim.when,
        lambda a: source in a.sources and not claim.when.exact,
    )
    ranked = sorted(like, key=lambda a: (bool(a.rejected), source not in a.sources))
    return next((act for test in tests for act in ranked if test(act)), None)


def _cited(act: Act) -> str:
    return f"{act.sources[0]} ({act.kind} {act.when})"
