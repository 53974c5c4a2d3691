"""A list into the data set: what is new, what it confirms, where it disagrees, who is missing.

Nothing that is recorded is ever replaced by another day: a claim that differs is kept beside,
set aside until somebody judges between the two.

Leaving is an act with a day of its own, which a list without the state does not tell. So nothing
is recorded as ended: where the loss is accepted, the source is no longer cited for the state, and
a claim that nobody else makes is set aside until somebody records the denunciation or the mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ratgap.assess.listed import cited_for
from ratgap.assess.record import PARTIES
from ratgap.lists.compare import Finding, FindingKind, merged
from ratgap.lists.listing import ListedRow
from ratgap.lists.reading import Plan, Reading, day_of, planned
from ratgap.model import Act, ActKind, Cell, Column, Dataset, When
from ratgap.model import Reading as Recorded
from ratgap.named import NamedTuple
from ratgap.problem import DataError, Problem, Where, refused

MOST, SHARE = 1, 10
"""A list that lacks more than one member and more than a tenth of them has lost part of itself."""

_DATED = frozenset({Column.CONSENTS, Column.IN_FORCE})


class Proposal(NamedTuple):
    """The data set before and after; ``findings`` say why, ``notes`` what else to know.

    Findings of what is lost were only carried out if removals were accepted: until then they
    stand in the way, and ``after`` is ``before``.
    """

    before: Dataset
    after: Dataset
    source: str
    instrument: str
    as_of: When
    absent_until: date | None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    accepted: bool = True

    @property
    def lost(self) -> tuple[Finding, ...]:
        """What the list should have and has not."""
        return tuple(f for f in self.findings if f.kind is FindingKind.LOST)

    @property
    def held_up(self) -> bool:
        """Whether the list has lost members and nobody accepted that."""
        return bool(self.lost) and not self.accepted

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return self.before is not self.after

    def count(self, kind: FindingKind) -> int:
        """Return how many findings are of that kind."""
        return sum(f.kind is kind for f in self.findings)


def merge(dataset: Dataset, reading: Reading, *, accept_removals: bool = False) -> Proposal:
    """Return what the list of ``reading``, its rows resolved, would change in ``dataset``.

    Raise ``RequestError`` where the reading itself makes no sense (no day, an older day than
    that of the same source's reading, another treaty), ``DataError`` for a list so much shorter
    than what is known that part of it must be missing, and where an organisation is listed to
    which the treaty is not open. Where members are lost and ``accept_removals`` is false, the
    proposal is held up and changes nothing.
    """
    last = day_of(reading).latest
    rows = [row.standing(last) for row in _open_to_all(dataset, reading)]
    plan = planned(dataset, rows, reading)
    cells: dict[str, Cell] = {}
    findings: list[Finding] = []
    for row in _one_a_state(rows, reading):
        cells[row.code], of_row = merged(dataset, plan, row)
        findings += of_row
    missing = _lost(dataset, plan, rows)
    for finding in missing:
        code = finding.state
        cells[code] = _without(dataset, plan, cells.get(code, dataset.cell(code, plan.id)), finding)
    findings += missing
    held_up = bool(missing) and not accept_removals
    return Proposal(
        before=dataset,
        after=dataset if held_up else _after(dataset, plan, cells),
        source=plan.source.id,
        instrument=plan.id,
        as_of=plan.after.as_of,
        absent_until=plan.after.absent_until,
        findings=tuple(sorted(findings, key=lambda f: (f.state, f.kind))),
        notes=plan.notes,
        accepted=accept_removals,
    )


def _open_to_all(dataset: Dataset, reading: Reading) -> list[ListedRow]:
    """Return the rows with every organisation one to which the treaty is open.

    Lists confuse organisations. Where the same source is cited for the same days of another one,
    somebody has seen which is meant; where not, that is a problem.
    """
    admitted, problems = [], []
    id_, source = reading.instrument, reading.source.id
    openings = dataset.instruments[id_].organisations

    def cited_alike(row: ListedRow) -> Iterator[str]:
        for code in openings:
            cited = {act.when for act in dataset.cell(code, id_).acts if source in act.sources}
            if cited.issuperset(act.when for act in row.acts):
                yield code

    for row in reading.listing.rows:
        code = row.code if dataset.open_to(row.code, id_) else next(cited_alike(row), "")
        if code:
            admitted.append(row._replace(code=code))
            continue
        where = Where(reading.listing.file, row.line, 1)
        message = f"{row.name}: {id_} is not open to {dataset.states[row.code].name}"
        remedy = f"give the code of one of {', '.join(openings)}" if openings else "delete it"
        problems.append(Problem(where, "list-not-open", message, remedy))
    if problems:
        raise DataError(problems)
    return admitted


def _one_a_state(rows: Iterable[ListedRow], reading: Reading) -> list[ListedRow]:
    """Rows for several parts of a state say so by their notes; others raise ``DataError``."""
    by_state: dict[str, ListedRow] = {}
    problems, unread = [], " and ".join(filter(None, reading.listing.unread))
    remedy = "leave in the row that counts"
    if unread:
        remedy += f"; if {unread}, which is not read, tells several treaties apart, split the list"
    for row in rows:
        known = by_state.get(row.code)
        if known and known.note == row.note:
            where = Where(reading.listing.file, row.line, 1)
            message = f"{row.name} is listed twice, on lines {known.line} and {row.line}"
            problems.append(Problem(where, "list-twice", message, remedy))
        by_state[row.code] = known._replace(acts=(*known.acts, *row.acts)) if known else row
    if problems:
        raise DataError(problems)
    return list(by_state.values())


def _after(dataset: Dataset, plan: Plan, cells: dict[str, Cell]) -> Dataset:
    changed = {
        (code, plan.id): cell for code, cell in cells.items() if cell != dataset.cell(code, plan.id)
    }
    source = dataset.sources.get(plan.source.id, plan.source)
    readings = {**source.readings, plan.id: plan.after}
    if not changed and source.id in dataset.sources and readings == source.readings:
        return dataset
    after = dataset._replace(cells={**dataset.cells, **changed})
    if _counts(dataset, plan):
        numbers = cited_for(after, source.id, plan.id).items()
        counted = {what: number for what, number in numbers if number or what != "absent"}
        readings[plan.id] = plan.after._replace(counted=counted)
    sources = {**dataset.sources, source.id: source._replace(readings=readings)}
    return after._replace(sources=sources)


def _counts(dataset: Dataset, plan: Plan) -> bool:
    """Whether the reading is to state for how many it is cited: where others do."""
    if plan.before and plan.before.counted:
        return True
    known = (r for source in dataset.sources.values() for r in source.readings.values())
    return plan.after.complete and any(reading.counted for reading in known)


def _lost(dataset: Dataset, plan: Plan, rows: Sequence[ListedRow]) -> list[Finding]:
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
                must_show = not plan.same or plan.after.complete
            else:
                must_show = _shown_by_all(dataset, plan, code, act)
            if must_show:
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

    def covers(reading: Recorded | None) -> bool:
        if reading is None or reading.absent_until is None or code in reading.silent_on:
            return False
        return act.when.latest <= reading.absent_until

    return (
        covers(plan.after)
        and not covers(plan.before)
        and plan.source.relied_on_for(plan.id)
        and not dataset.not_relied_on(plan.id).issuperset(act.sources)
    )


def _without(dataset: Dataset, plan: Plan, cell: Cell, finding: Finding) -> Cell:
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
