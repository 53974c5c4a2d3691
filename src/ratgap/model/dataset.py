"""Everything that is known, indexed by state and instrument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from ratgap.model.act import Act
from ratgap.model.commitment import Commitment, NationalReport
from ratgap.model.evidence import Absence, Reading, Source, StatedForce
from ratgap.model.instrument import Basis, Instrument, Scope
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


class Dataset:
    """One regime: its instruments, states, evidence, groups and mandates.

    ``digest`` identifies the content of the files that it was read from. Nobody writes to one:
    what differs is another (`_replace`).
    """

    def __init__(
        self,
        instruments: Mapping[str, Instrument],
        states: Mapping[str, State],
        sources: Mapping[str, Source],
        groups: Mapping[str, Group] = NONE,
        bases: Mapping[str, Basis] = NONE,
        scopes: Mapping[str, Scope] = NONE,
        families: Mapping[str, str] = NONE,
        cells: Mapping[tuple[str, str], Cell] = NONE,
        commitments: tuple[Commitment, ...] = (),
        reports: tuple[NationalReport, ...] = (),
        digest: str = "",
        names: Names | None = None,
    ) -> None:
        """Keep what is given; ``cells`` go by the codes of state and instrument.

        ``names`` are those of ``states``, where they are at hand.
        """
        self.instruments = instruments
        self.states = states
        self.sources = sources
        self.groups = groups
        self.bases = bases
        self.scopes = scopes
        self.families = families
        self.cells = cells
        self.commitments = commitments
        self.reports = reports
        self.digest = digest
        self.names = names or Names(states)

    def __eq__(self, other: object) -> bool:
        """Whether all parts are the same; places in files do not count."""
        return isinstance(other, Dataset) and self.parts() == other.parts()

    def parts(self) -> dict[str, Any]:
        """Return what it was made from, without what was worked out since."""
        return {
            "instruments": self.instruments,
            "states": self.states,
            "sources": self.sources,
            "groups": self.groups,
            "bases": self.bases,
            "scopes": self.scopes,
            "families": self.families,
            "cells": self.cells,
            "commitments": self.commitments,
            "reports": self.reports,
            "digest": self.digest,
        }

    def _replace(self, **parts: Any) -> Dataset:
        """Return a copy with other ``parts``, as records have it; nothing worked out is kept."""
        return Dataset(**{**self.parts(), **parts})

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
    def memo(self) -> dict[object, object]:
        """What the engine has worked out of a cell whatever the day; a copy starts empty."""
        return {}

    @cached_property
    def default_scope(self) -> str | None:
        """The scope that is meant when none is named: the one marked so, or the only one."""
        return _default(self.scopes)

    @cached_property
    def default_basis(self) -> str | None:
        """The basis that is meant when none is named: the one marked so, or the only one."""
        return _default(self.bases)

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


def _default(known: Mapping[str, Scope] | Mapping[str, Basis]) -> str | None:
    candidates = [id_ for id_, entry in known.items() if entry.default] or list(known)
    return candidates[0] if len(candidates) == 1 else None
