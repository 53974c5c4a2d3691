"""A list into the data set: what is new, what it confirms, where it disagrees, who is missing.

Nothing that is recorded is ever replaced by another day: a claim that differs is kept beside,
set aside until somebody judges between the two.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ratgap.lists.compare import Finding, FindingKind, merged
from ratgap.lists.listing import ListedRow
from ratgap.lists.reading import Plan, Reading, planned
from ratgap.lists.removals import lost, without
from ratgap.model import Cell, Dataset, When
from ratgap.problem import DataError, Problem, Where


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
    rows = _open_to_all(dataset, reading)
    plan = planned(dataset, rows, reading)
    cells: dict[str, Cell] = {}
    findings: list[Finding] = []
    for row in _one_a_state(rows):
        cells[row.code], of_row = merged(dataset, plan, row)
        findings += of_row
    missing = lost(dataset, plan, rows)
    for finding in missing:
        code = finding.state
        cells[code] = without(dataset, plan, cells.get(code, dataset.cell(code, plan.id)), finding)
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
    for row in reading.listing.rows:
        days = {act.when for act in row.acts}
        meant = (
            [row.code]
            if dataset.open_to(row.code, id_)
            else [
                code
                for code in openings
                if days
                <= {act.when for act in dataset.cell(code, id_).acts if source in act.sources}
            ]
        )
        if meant:
            admitted.append(row._replace(code=meant[0]))
            continue
        where = Where(reading.listing.file, row.line, 1)
        message = f"{row.name}: {id_} is not open to {dataset.states[row.code].name}"
        remedy = f"give the code of one of {', '.join(openings)}" if openings else "delete it"
        problems.append(Problem(where, "list-not-open", message, remedy))
    if problems:
        raise DataError(problems)
    return admitted


def _one_a_state(rows: Iterable[ListedRow]) -> list[ListedRow]:
    """Return the rows with those of one state put together, in the order of their first."""
    by_state: dict[str, ListedRow] = {}
    for row in rows:
        known = by_state.get(row.code)
        by_state[row.code] = known._replace(acts=(*known.acts, *row.acts)) if known else row
    return list(by_state.values())


def _after(dataset: Dataset, plan: Plan, cells: dict[str, Cell]) -> Dataset:
    """Return ``dataset`` with the changed cells and the reading."""
    changed = {
        (code, plan.id): cell for code, cell in cells.items() if cell != dataset.cell(code, plan.id)
    }
    source = dataset.sources.get(plan.source.id, plan.source)
    readings = {**source.readings, plan.id: plan.after}
    if not changed and source.id in dataset.sources and readings == source.readings:
        return dataset
    sources = {**dataset.sources, source.id: source._replace(readings=readings)}
    return dataset._replace(cells={**dataset.cells, **changed}, sources=sources)
