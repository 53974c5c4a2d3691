"""One row of a list against what is recorded of its state under the treaty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ratgap.lists.listing import ListedAct, ListedRow
from ratgap.lists.proposal import Finding, FindingKind
from ratgap.lists.reading import PARTIES, Plan
from ratgap.model import Act, ActKind, Cell, Column, Dataset, StatedForce, When


def merged(dataset: Dataset, plan: Plan, row: ListedRow) -> tuple[Cell, list[Finding]]:
    """Return what is recorded of the row's state with what the row adds, and what was found."""
    merger = _Merger(dataset, plan, row)
    for act in _claims(plan, row):
        merger.take(act)
    for ended in _ended(row):
        merger.note_end(ended)
    if row.in_force and Column.IN_FORCE in plan.columns:
        merger.take_force(row.in_force)
    acts = tuple(sorted(merger.acts, key=_in_time))
    return merger.cell._replace(acts=acts, stated_force=tuple(merger.forces)), merger.findings


def _in_time(act: Act) -> tuple[date, bool]:
    """Return the place of an act, as loading has it."""
    return act.when.latest, act.kind is not ActKind.SIGNATURE


def _claims(plan: Plan, row: ListedRow) -> Iterator[Act]:
    """Yield the acts that stand by the row, as claims of the source."""
    for act in row.acts:
        if act.ended:
            continue
        if act.kind is ActKind.SIGNATURE:
            if Column.SIGNATURES in plan.columns:
                yield _claim(plan, row, act, act.when)
        elif Column.CONSENTS in plan.columns:
            yield _claim(plan, row, act, act.when)
        elif plan.columns & PARTIES:
            # The source vouches for names alone: a day and a kind that stand there are another's.
            bound = act.when if act.when and not act.when.exact else None
            yield _claim(plan, row, act._replace(kind=ActKind.CONSENT), bound)


def _claim(plan: Plan, row: ListedRow, act: ListedAct, when: When | None) -> Act:
    note = "; ".join(filter(None, (act.note, row.note)))
    return Act(act.kind, when or When.by(plan.after.as_of.latest), (plan.source.id,), note=note)


def _ended(row: ListedRow) -> Iterator[ListedAct]:
    """Yield the acts that no longer stand, where no other does in their place."""
    if not row.is_party:
        yield from (act for act in row.consents if act.ended)


class _Merger:
    """Takes the row's claims one by one."""

    def __init__(self, dataset: Dataset, plan: Plan, row: ListedRow) -> None:
        self.dataset = dataset
        self.plan = plan
        self.row = row
        self.cell = dataset.cell(row.code, plan.id)
        self.acts = list(self.cell.acts)
        self.forces = list(self.cell.stated_force)
        self.findings: list[Finding] = []

    def take(self, claim: Act) -> None:
        """Find ``claim`` among what is recorded, or record it."""
        # Signatures are compared with signatures, consents with consents.
        like = [
            act
            for act in self.acts
            if act.kind is not ActKind.DENUNCIATION and act.kind.binds == claim.kind.binds
        ]
        match = _match(like, claim, self.plan.source.id)
        rivals = [] if match and not match.rejected else self._rivals(like, claim)
        if match is None:
            self._add(claim, rivals)
        elif rivals:
            self._cite(match, claim, FindingKind.DISAGREES, _cited(rivals[0]))
        else:
            self._better(match, claim)

    def _rivals(self, like: Iterable[Act], claim: Act) -> list[Act]:
        """Return the claims that are relied on and that ``claim`` contradicts."""
        left = [a.when.latest for a in self.acts if a.kind is ActKind.DENUNCIATION]
        return [
            act
            for act in like
            if not act.rejected
            and any(self._relied_on(s) for s in act.sources)
            # After a denunciation a state may join again.
            and not any(act.when.latest <= day < claim.when.latest for day in left)
        ]

    def _relied_on(self, source: str) -> bool:
        return self.dataset.sources.get(source, self.plan.source).relied_on

    def _add(self, claim: Act, rivals: list[Act]) -> None:
        against = _cited(rivals[0]) if rivals else self._silence(claim)
        if not against:
            self._record(FindingKind.ADDED, claim)
            self.acts.append(claim)
            return
        reason = f"{'differs from' if rivals else 'denied by'} {against}; not yet judged"
        self.acts.append(claim._replace(rejected=reason))
        self._record(FindingKind.DISAGREES, claim, against)

    def _silence(self, claim: Act) -> str:
        """Return who says that the state had not done so by then; empty if nobody does."""
        for absence in self.cell.absences:
            if claim.kind.binds and claim.when.latest <= absence.day:
                return f"{absence.sources[0]} (not a party on {absence.day})"
        columns = PARTIES if claim.kind.binds else frozenset({Column.SIGNATURES})
        for reading in self.dataset.readings(self.plan.id):
            if (
                reading.source != self.plan.source.id
                and reading.absent_until
                and claim.when.latest <= reading.absent_until
                and reading.gives & columns
                and self.row.code not in reading.silent_on
                and not any(reading.source in act.sources for act in self.acts)
            ):
                return f"{reading.source} (not listed until {reading.absent_until})"
        return ""

    def _better(self, match: Act, claim: Act) -> None:
        """Cite the source for ``match``, and take from it what it tells more exactly."""
        source = self.plan.source.id
        if not self.plan.source.relied_on and source not in match.sources:
            # Nothing is concluded from such a source: it adds nothing to what better ones say.
            self._record(FindingKind.KNOWN, claim)
            return
        when = _both(match.when, claim.when)
        kind = claim.kind if match.kind is ActKind.CONSENT else match.kind
        # A bound by the source itself, told again on a later day, sharpens nothing.
        sharper = (when, kind) != (match.when, match.kind) and (
            when.exact or kind is not match.kind or source not in match.sources
        )
        if not sharper:
            self._cite(match, claim, FindingKind.CONFIRMED)
            return
        if when != match.when and self._silence(claim._replace(when=when)):
            # The day that it tells is one on which a complete list lacks the state.
            self._add(claim, [])
            return
        others = tuple(s for s in match.sources if s != source)
        sharpened = match._replace(kind=kind, when=when, sources=(source, *others))
        self.acts[self.acts.index(match)] = sharpened
        self._record(FindingKind.TOLD, claim, _cited(match))

    def _cite(self, match: Act, claim: Act, kind: FindingKind, against: str = "") -> None:
        source = self.plan.source.id
        if source in match.sources:
            self._record(FindingKind.KNOWN, claim, against)
            return
        self.acts[self.acts.index(match)] = match._replace(sources=(*match.sources, source))
        self._record(kind, claim, against)

    def note_end(self, ended: ListedAct) -> None:
        """Say that the list shows an act which no longer stands, unless the data have its end."""
        when = ended.when or When.by(self.plan.after.as_of.latest)
        if not any(act.kind is ActKind.DENUNCIATION for act in self.acts):
            self._record(FindingKind.ENDED, Act(ended.kind, when, (self.plan.source.id,)))

    def take_force(self, day: date) -> None:
        """Find the day of effect among what is recorded, or record it."""
        source = self.plan.source.id
        claim = StatedForce(When.on(day), (source,))
        match = next((f for f in self.forces if f.when == claim.when), None)
        rivals = [f for f in self.forces if not f.rejected]
        if (match and source in match.sources) or self._told_by_act(day):
            self._record(FindingKind.KNOWN, claim)
        elif match:
            self.forces[self.forces.index(match)] = match._replace(sources=(*match.sources, source))
            self._record(FindingKind.CONFIRMED, claim)
        elif rivals:
            against = f"{rivals[0].sources[0]} ({rivals[0].when})"
            self.forces.append(claim._replace(rejected=f"differs from {against}; not yet judged"))
            self._record(FindingKind.DISAGREES, claim, against)
        else:
            self.forces.append(claim)
            self._record(FindingKind.ADDED, claim)

    def _told_by_act(self, day: date) -> bool:
        """Whether the acts tell of it: as the effect of a succession, or by one set aside."""
        mine = [act for act in self.acts if self.plan.source.id in act.sources]
        days = {act.when for act in self.row.consents}
        return any(
            act.effective == day or (act.kind.binds and act.rejected and act.when in days)
            for act in mine
        )

    def _record(self, kind: FindingKind, claim: Act | StatedForce, against: str = "") -> None:
        self.findings.append(Finding(kind, self.row.code, self.row.line, claim, against))


def _match(like: list[Act], claim: Act, source: str) -> Act | None:
    """Return the recorded claim that tells of the same act: the same day and kind before others.

    What cites the source already and does not speak of another day is its claim, whatever the
    kind: somebody has judged that.
    """
    tests: tuple[Callable[[Act], bool], ...] = (
        lambda a: a.when == claim.when and a.kind is claim.kind,
        lambda a: a.when == claim.when and a.same_as(claim),
        lambda a: not a.rejected and a.same_as(claim),
        lambda a: source in a.sources and a.when == claim.when,
        lambda a: source in a.sources and not claim.when.exact,
    )
    ranked = sorted(like, key=lambda a: (bool(a.rejected), source not in a.sources))
    return next((act for test in tests for act in ranked if test(act)), None)


def _both(one: When, other: When) -> When:
    """Return the days that lie in both spans."""
    known = [day for day in (one.earliest, other.earliest) if day]
    return When(max(known, default=None), min(one.latest, other.latest))


def _cited(act: Act) -> str:
    return f"{act.sources[0]} ({act.kind} {act.when})"
