"""Members that a list should have and has not: who vanished since, whom it leaves out.

Leaving is an act with a day of its own, which a list without the state does not tell. So nothing
is recorded as ended: where the loss is accepted, the source is no longer cited for the state, and
a claim that nobody else makes is set aside until somebody records the denunciation or the mistake.
"""

from collections.abc import Iterator, Sequence

from ratgap.lists.compare import Finding, FindingKind
from ratgap.lists.listing import ListedRow
from ratgap.lists.reading import PARTIES, Plan
from ratgap.model import Act, ActKind, Cell, Column, Dataset, Reading
from ratgap.problem import Where, refused

MOST, SHARE = 1, 10
"""A list that lacks more than one member and more than a tenth of them has lost part of itself."""

_DATED = frozenset({Column.CONSENTS, Column.IN_FORCE})


def lost(dataset: Dataset, plan: Plan, rows: Sequence[ListedRow]) -> list[Finding]:
    """Return what the list lacks; raise ``DataError`` where that is too much to be true."""
    signed = {row.code for row in rows if row.signature and not row.signature.ended}
    joined = {row.code for row in rows if row.is_party}
    expected = list(_expected(dataset, plan))
    known = {code for code, act in expected if act.kind.binds}
    gone = known - joined
    if len(gone) > MOST and len(gone) * SHARE > len(known):
        raise refused(
            Where(plan.file),
            "list-short",
            f"{len(gone)} of {len(known)} states known to be bound by {plan.id} are not in it",
            "get the whole list; if it never was whole, say --partial and name it by a --source",
        )
    return [
        Finding(FindingKind.LOST, code, 0, act, plan.source.id)
        for code, act in expected
        if code not in (joined if act.kind.binds else signed)
    ]


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
    return any(
        end.kind is ActKind.DENUNCIATION
        and act.when.latest <= end.when.latest
        and (end.effective or end.when.latest) <= plan.after.as_of.latest
        for end in cell.acts
    )


def _shown_by_all(dataset: Dataset, plan: Plan, code: str, act: Act) -> bool:
    """Whether every complete list of that day shows the act, and this one is newly complete."""

    def covers(reading: Reading | None) -> bool:
        if reading is None or reading.absent_until is None or code in reading.silent_on:
            return False
        return act.when.latest <= reading.absent_until

    return (
        covers(plan.after)
        and not covers(plan.before)
        and plan.source.relied_on
        and any(dataset.sources[source].relied_on for source in act.sources)
    )


def without(dataset: Dataset, plan: Plan, cell: Cell, finding: Finding) -> Cell:
    """Return ``cell`` without what rests on the source for the lost claim."""
    source = plan.source.id
    reason = f"{source} no longer lists it as of {plan.after.as_of}; not yet judged"
    acts, forces = [], []
    for act in cell.acts:
        if source in act.sources and act.where == finding.claim.where:
            others = [s for s in act.sources if s != source]
            # The one that gives the day stands first.
            first = [s for s in others if _gives_day(dataset, plan, s, act)][:1]
            sources = tuple(dict.fromkeys([*first, *others]))
            act = act._replace(sources=sources) if first else act._replace(rejected=reason)
        acts.append(act)
    for force in cell.stated_force:
        if source in force.sources and not force.rejected:
            sources = tuple(s for s in force.sources if s != source)
            force = force._replace(sources=sources) if sources else force._replace(rejected=reason)
        forces.append(force)
    return cell._replace(acts=tuple(acts), stated_force=tuple(forces))


def _gives_day(dataset: Dataset, plan: Plan, source: str, act: Act) -> bool:
    """Whether ``source`` can stand first, as the one that gives the day."""
    reading = dataset.sources[source].readings.get(plan.id)
    if not act.kind.binds or not act.when.exact or reading is None:
        return True
    return not reading.gives or bool(reading.gives & _DATED)
