"""Everything that is known, indexed by state and instrument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ratgap.model.act import Act
from ratgap.model.commitment import Commitment, NationalReport
from ratgap.model.evidence import Absence, Reading, Source, StatedForce
from ratgap.model.instrument import Basis, Instrument, Scope
from ratgap.model.state import Group, State
from ratgap.problem import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is recorded of one state and one instrument."""

    acts: tuple[Act, ...] = ()
    stated_force: tuple[StatedForce, ...] = ()
    absences: tuple[Absence, ...] = ()
    note: str = ""
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Dataset:
    """One regime: its instruments, states, evidence, groups and mandates.

    ``digest`` identifies the content of the files that it was read from.
    """

    instruments: dict[str, Instrument]
    states: dict[str, State]
    sources: dict[str, Source]
    groups: dict[str, Group] = field(default_factory=dict)
    bases: dict[str, Basis] = field(default_factory=dict)
    scopes: dict[str, Scope] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    reports: tuple[NationalReport, ...] = ()
    digest: str = ""

    def cell(self, state: str, instrument: str) -> Cell:
        """Return what is recorded of ``state`` and ``instrument``; empty where nothing is."""
        return self.cells.get((state, instrument), Cell())

    def readings(self, instrument: str) -> Iterator[Reading]:
        """Yield the readings of ``instrument`` by sources that are relied on."""
        yield from self._readings.get(instrument, ())

    @cached_property
    def _readings(self) -> dict[str, list[Reading]]:
        found: dict[str, list[Reading]] = {}
        for source in self.sources.values():
            if source.relied_on:
                for reading in source.readings.values():
                    found.setdefault(reading.instrument, []).append(reading)
        return found

    @cached_property
    def memo(self) -> dict[tuple[str, str], object]:
        """What the engine has worked out of a cell whatever the day; a copy starts empty."""
        return {}

    def implying(self, instrument: str) -> tuple[Instrument, ...]:
        """Return the protocols that make those who join them parties to ``instrument``."""
        return self._implying.get(instrument, ())

    @cached_property
    def _implying(self) -> dict[str, tuple[Instrument, ...]]:
        found: dict[str, tuple[Instrument, ...]] = {}
        for treaty in self.instruments.values():
            for parent in treaty.parents:
                if parent.rule == "implies":
                    found[parent.instrument] = (*found.get(parent.instrument, ()), treaty)
        return found

    def open_to(self, state: str, instrument: str) -> bool:
        """Whether ``instrument`` is open to ``state``: to every state, to some organisations."""
        return (
            self.states[state].kind == "state"
            or state in self.instruments[instrument].organisations
        )
