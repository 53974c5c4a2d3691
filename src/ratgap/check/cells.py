"""The cells of a data set as rules look at them: with their state, their treaty, their acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Cell,
    Dataset,
    Instrument,
    Reading,
    Source,
    State,
    StatedForce,
    When,
)

C = TypeVar("C", Act, Absence, StatedForce)


class CheckedCell:
    """What is recorded of one state and one treaty.

    ``acts`` are those that are claimed: those set aside in favour of others are left out.
    ``consents`` are those of them by which the state consents to be bound.
    """

    __slots__ = ("acts", "consents", "dataset", "recorded", "state", "treaty")

    def __init__(self, dataset: Dataset, state: State, treaty: Instrument, recorded: Cell) -> None:
        """Sort out the acts of ``recorded`` once, for all rules."""
        self.dataset = dataset
        self.state = state
        self.treaty = treaty
        self.recorded = recorded
        self.acts = tuple(act for act in recorded.acts if not act.rejected)
        self.consents = tuple(act for act in self.acts if act.kind.binds)

    def of_kind(self, kind: ActKind) -> tuple[Act, ...]:
        """Return the acts of ``kind`` that are claimed."""
        return tuple(act for act in self.acts if act.kind is kind)

    def trusted(self, acts: Iterable[Act]) -> tuple[Act, ...]:
        """Return those of ``acts`` that at least one source that is relied on tells of."""
        sources = self.dataset.sources
        return tuple(a for a in acts if any(sources[s].relied_on for s in a.sources))

    def reading(self, source: str) -> Reading | None:
        """Return what ``source`` was read to say of the treaty."""
        return self.dataset.sources[source].readings.get(self.treaty.id)

    def tell(self, act: Act) -> str:
        """Return ``act`` in words: who did what, to which treaty, when."""
        return f"{self.state.name}'s {named(act.kind)} of {self.treaty.id} {dated(act.when)}"

    def tell_force(self, force: StatedForce) -> str:
        """Return in words from when the treaty is said to bind the state."""
        return f"{self.treaty.id} is said to bind {self.state.name} from {force.when.latest}"


def cells(dataset: Dataset) -> list[CheckedCell]:
    """Return every cell for which something is recorded, in the order of the data."""
    states, treaties = dataset.states, dataset.instruments
    return [
        CheckedCell(dataset, states[code], treaties[id_], recorded)
        for (code, id_), recorded in dataset.cells.items()
    ]


def sound(dataset: Dataset) -> Dataset:
    """Return ``dataset``, of which a part could not be read, without what points to nothing.

    Rules that do not wait for whole data may then follow every reference.
    """
    states, treaties = dataset.states, dataset.instruments
    sources = {
        id_: source._replace(readings={i: r for i, r in source.readings.items() if i in treaties})
        for id_, source in dataset.sources.items()
    }
    return dataset._replace(
        instruments={id_: _sound_treaty(treaty, dataset) for id_, treaty in treaties.items()},
        sources=sources,
        groups={
            id_: group._replace(members=tuple(m for m in group.members if m.state in states))
            for id_, group in dataset.groups.items()
        },
        cells={
            (code, id_): cell._replace(
                acts=_cited(cell.acts, id_, sources),
                stated_force=_cited(cell.stated_force, id_, sources),
                absences=_cited(cell.absences, id_, sources),
            )
            for (code, id_), cell in dataset.cells.items()
            if code in states and id_ in treaties
        },
        commitments=tuple(c for c in dataset.commitments if c.state in states),
        reports=tuple(r for r in dataset.reports if r.state in states),
    )


def _sound_treaty(treaty: Instrument, dataset: Dataset) -> Instrument:
    treaties, not_before = dataset.instruments, treaty.entry.not_before
    return treaty._replace(
        parents=tuple(p for p in treaty.parents if p.instrument in treaties),
        organisations=tuple(code for code in treaty.organisations if code in dataset.states),
        entry=treaty.entry._replace(not_before=tuple(i for i in not_before if i in treaties)),
    )


def _cited(claims: Iterable[C], treaty: str, sources: Mapping[str, Source]) -> tuple[C, ...]:
    """Return ``claims`` with those of their sources that were read on ``treaty``, if any were."""
    cited = []
    for claim in claims:
        read = tuple(s for s in claim.sources if s in sources and treaty in sources[s].readings)
        if read:
            cited.append(claim._replace(sources=read))
    return tuple(cited)


def named(kind: ActKind) -> str:
    """Return the kind of an act as words."""
    return str(kind).replace("-", " ")


def dated(when: When) -> str:
    """Return a day in words: "on 2001-02-03", "on or before 2001-02-03"."""
    if when.exact:
        return f"on {when.latest}"
    if when.earliest is None:
        return f"on or before {when.latest}"
    return f"between {when.earliest} and {when.latest}"
