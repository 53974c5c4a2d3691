"""What can still be checked of data in which something could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ratgap.model import Absence, Act, Cell, Dataset, Group, Instrument, Source, State, StatedForce

C = TypeVar("C", Act, Absence, StatedForce)


def sound(dataset: Dataset) -> Dataset:
    """Return ``dataset`` without anything that points to what is not there.

    Rules may then follow every reference. What points nowhere is reported by loading.
    """
    instruments = {i: _instrument(treaty, dataset) for i, treaty in dataset.instruments.items()}
    sources = {i: _source(source, dataset) for i, source in dataset.sources.items()}
    return dataset._replace(
        instruments=instruments,
        sources=sources,
        groups={i: _group(group, dataset) for i, group in dataset.groups.items()},
        cells={
            (code, id_): _cell(cell, id_, sources)
            for (code, id_), cell in dataset.cells.items()
            if code in dataset.states and id_ in instruments
        },
        states={code: _state(state, dataset) for code, state in dataset.states.items()},
        commitments=tuple(c for c in dataset.commitments if c.state in dataset.states),
        reports=tuple(r for r in dataset.reports if r.state in dataset.states),
    )


def _instrument(treaty: Instrument, dataset: Dataset) -> Instrument:
    known = dataset.instruments
    return treaty._replace(
        parents=tuple(p for p in treaty.parents if p.instrument in known),
        prevails_over=_in(treaty.prevails_over, known),
        organisations=_in(treaty.organisations, dataset.states),
        sources=_in(treaty.sources, dataset.sources),
        entry=treaty.entry._replace(
            not_before=_in(treaty.entry.not_before, known),
            sources=_in(treaty.entry.sources, dataset.sources),
        ),
    )


def _state(state: State, dataset: Dataset) -> State:
    return state if state.predecessor in dataset.states else state._replace(predecessor="")


def _source(source: Source, dataset: Dataset) -> Source:
    read = {i: r for i, r in source.readings.items() if i in dataset.instruments}
    return source._replace(readings=read)


def _group(group: Group, dataset: Dataset) -> Group:
    return group._replace(
        members=tuple(m for m in group.members if m.state in dataset.states),
        sources=_in(group.sources, dataset.sources),
    )


def _cell(cell: Cell, instrument: str, sources: dict[str, Source]) -> Cell:
    return cell._replace(
        acts=_cited(cell.acts, instrument, sources),
        stated_force=_cited(cell.stated_force, instrument, sources),
        absences=_cited(cell.absences, instrument, sources),
    )


def _cited(claims: Iterable[C], instrument: str, sources: dict[str, Source]) -> tuple[C, ...]:
    """Return ``claims`` with those of their sources that were read, if any were."""
    found = []
    for claim in claims:
        read = tuple(s for s in claim.sources if s in sources and instrument in sources[s].readings)
        if read:
            found.append(claim._replace(sources=read))
    return tuple(found)


def _in(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    there = frozenset(known)
    return tuple(name for name in names if name in there)
