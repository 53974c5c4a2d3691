"""Members that a list should have and has not: who vanished since, whom it leaves out.

Leaving is an act with a day of its own, which a list without the state does not tell. So nothing
is recorded as ended: where the loss is accepted, the source is no longer cited for the state, and
a claim that nobody else makes is set aside until somebody records the denunciation or the mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ratgap.lists.listing import ListedRow
from ratgap.lists.proposal import Finding, FindingKind
from ratgap.lists.reading import PARTIES, Plan
from ratgap.model import Act, ActKind, Cell, Column, Dataset
from ratgap.problem import DataError, Problem, Where

MOST, SHARE = 1, 10
"""A list that lacks more than one member and more than a tenth of them has lost part of itself."""

_DATED = frozenset({Column.CONSENTS, Column.IN_FORCE})


def lost(dataset: Dataset, plan: Plan, rows: Sequence[ListedRow]) -> list[Finding]:
    """Return what the list lacks; raise ``DataError`` where that is too much to be true."""
    signed = {row.code for row in rows if row.signature and not row.signature.ended}
    joined = {row.code for row in rows if row.is_party}
    expected = list(_expected(dataset, plan))
    missing = [
        Finding(FindingKind.LOST, code, 0, act, plan.source.id)
        for code, act in expected
        if code not in (joined if act.kind.binds else signed)
    ]
    known = {code for code, act in expected if act.kind.binds}
    gone = known - joined
    if len(gone) > MOST and len(gone) * SHARE > len(known):
        raise DataError([_too_short(plan, len(gone), len(known))])
    return missing


def _too_short(plan: Plan, gone: int, known: int) -> Problem:
    return Problem(
        Where(plan.file),
        "list-short",
        f"{gone} of {known} states known to be bound by {plan.id} are not in it",
        "get the whole list; if it never was whole, say --partial and name it by a --source",
    )


def _expected(dataset: Dataset, plan: Plan) -> Iterator[tuple[str, Act]]:
    """Yield the claims that the list, if it is right, must show too."""
    for (code, id_), cell in dataset.cells.items():
        if id_ != plan.id or code in plan.after.silent_on:
            continue
        for act in cell.acts:
            if act.rejected or act.kind is ActKind.DENUNCIATION or _left(plan, cell, act):
                continue
            if not plan.columns & (PARTIES if act.kind.binds else {Column.SIGNATURES}):
                continue
            if plan.source.id in act.sources:
                # A partial list that was read before proves nothing by its silence.
                asked = not plan.same or plan.after.complete
            else:
                asked = _shown_by_all(dataset, plan, code, act)
            if asked:
                yield code, act


def _left(plan: Plan, cell: Cell, act: Act) -> bool:
    """Whether the state had left by the day of the list."""
    return any(
        end.kind is ActKind.DENUNCIATION
        and act.when.latest <= end.when.latest
        and (end.effective or end.when.latest) <= plan.after.as_of.latest
        for end in cell.acts
    )


def _shown_by_all(dataset: Dataset, plan: Plan, code: str, act: Act) -> bool:
    """Whether every complete list of that day shows the act, and this one is newly complete."""
    until, before = plan.after.absent_until, plan.before
    if until is None or act.when.latest > until or not plan.source.relied_on:
        return False
    if not any(dataset.sources[s].relied_on for s in act.sources):
        return False
    return not (
        before
        and before.absent_until
        and act.when.latest <= before.absent_until
        and code not in before.silent_on
    )


def without(dataset: Dataset, plan: Plan, cell: Cell, finding: Finding) -> Cell:
    """Return ``cell`` without what rests on the source for the lost claim."""
    source = plan.source.id
    reason = f"{source} no longer lists it as of {plan.after.as_of}; not yet judged"
    acts = []
    for act in cell.acts:
        mine = isinstance(finding.claim, Act) and finding.claim.where == act.where
        if not mine or source not in act.sources:
            acts.append(act)
            continue
        others = tuple(s for s in act.sources if s != source)
        first = next((s for s in others if _gives_day(dataset, plan, s, act)), None)
        if first is None:
            acts.append(act._replace(rejected=reason))
        else:
            rest = (s for s in others if s != first)
            acts.append(act._replace(sources=(first, *rest)))
    forces = []
    for force in cell.stated_force:
        others = tuple(s for s in force.sources if s != source)
        if source not in force.sources or force.rejected:
            forces.append(force)
        else:
            kept = force._replace(sources=others) if others else force._replace(rejected=reason)
            forces.append(kept)
    return cell._replace(acts=tuple(acts), stated_force=tuple(forces))


def _gives_day(dataset: Dataset, plan: Plan, source: str, act: Act) -> bool:
    """Whether ``source`` can stand first, as the one that gives the day."""
    reading = dataset.sources[source].readings.get(plan.id)
    if not act.kind.binds or not act.when.exact or reading is None:
        return True
    return not reading.gives or bool(reading.gives & _DATED)
