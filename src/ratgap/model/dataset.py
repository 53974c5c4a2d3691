"""Everything that is known, indexed by state and instrument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ratgap.model.act import Act
from ratgap.model.commitment import Commitment, NationalReport
from ratgap.model.evidence import Absence, Reading, Source, StatedForce
from ratgap.model.instrument import Basis, Instrument, Parent, Scope, codes
from ratgap.model.names import Names
from ratgap.model.state import Group, State
from ratgap.problem import NONE, NOWHERE, Where, ignoring_place


@ignoring_place
class Cell(NamedTuple):
    """All that is recorded of one state and one instrument."""

    acts: tuple[Act, ...] = ()
    stated_force: tuple[StatedForce, ...] = ()
    absences: tuple[Absence, ...] = ()
    note: str = ""
    where: Where = NOWHERE


_NOTHING = Cell()


class Records(NamedTuple):
    """What a data set was made from; ``cells`` go by the codes of state and instrument.

    ``digest`` identifies the content of the files that it was read from.
    """

    instruments: Mapping[str, Instrument]
    states: Mapping[str, State]
    sources: Mapping[str, Source]
    groups: Mapping[str, Group] = NONE
    bases: Mapping[str, Basis] = NONE
    scopes: Mapping[str, Scope] = NONE
    families: Mapping[str, str] = NONE
    cells: Mapping[tuple[str, str], Cell] = NONE
    commitments: tuple[Commitment, ...] = ()
    reports: tuple[NationalReport, ...] = ()
    digest: str = ""


class Dataset(Records):
    """One regime: its instruments, states, evidence, groups and mandates.

    Nobody writes to one: what differs is another (``_replace``), which works everything out anew.
    """

    # Not the records themselves: a plain named tuple has no room for what is worked out.

    @cached_property
    def names(self) -> Names:
        """Finds the states by code or name."""
        return Names(self.states)

    def cell(self, state: str, instrument: str) -> Cell:
        """Return what is recorded of ``state`` and ``instrument``; empty where nothing is."""
        return self.cells.get((state, instrument), _NOTHING)

    def readings(self, instrument: str) -> Iterator[Reading]:
        """Yield the readings of ``instrument`` by sources that are relied on."""
        for source in self.sources.values():
            if source.relied_on and instrument in source.readings:
                yield source.readings[instrument]

    @cached_property
    def not_relied_on(self) -> frozenset[str]:
        """The ids of the sources that are not relied on."""
        return frozenset(id_ for id_, source in self.sources.items() if not source.relied_on)

    @cached_property
    def memo(self) -> dict[object, object]:
        """What the engine has worked out of a cell whatever the day; a copy starts empty."""
        return {}

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of each instrument by its id: what heads narrow columns and is soon typed."""
        return codes(self.instruments.values())

    @cached_property
    def default_scope(self) -> str | None:
        """The scope that is meant when none is named: the one marked so, or the only one."""
        return _default(self.scopes)

    @cached_property
    def default_basis(self) -> str | None:
        """The basis that is meant when none is named: the one marked so, or the only one."""
        return _default(self.bases)

    def regions(self, day: date) -> dict[str, str]:
        """Return the title of the part of the world that each state lies in, where it is given."""
        regions = (group for group in self.groups.values() if group.kind == "region")
        return {code: group.title for group in regions for code in group.on(day)}

    def children(self, instrument: str) -> tuple[tuple[Instrument, Parent], ...]:
        """Return the protocols and amendments to ``instrument``, each with what it says of it."""
        return self._children.get(instrument, ())

    @cached_property
    def _children(self) -> dict[str, tuple[tuple[Instrument, Parent], ...]]:
        children: dict[str, tuple[tuple[Instrument, Parent], ...]] = {}
        for treaty in self.instruments.values():
            for parent in treaty.parents:
                known = children.get(parent.instrument, ())
                children[parent.instrument] = (*known, (treaty, parent))
        return children

    def open_to(self, state: str, instrument: str) -> bool:
        """Whether ``instrument`` is open to ``state``: to every state, to some organisations."""
        return (
            self.states[state].kind == "state"
            or state in self.instruments[instrument].organisations
        )


def _default(known: Mapping[str, Scope] | Mapping[str, Basis]) -> str | None:
    candidates = [id_ for id_, entry in known.items() if entry.default] or list(known)
    return candidates[0] if len(candidates) == 1 else None
