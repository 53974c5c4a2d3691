"""Everything that is known, indexed by state and instrument."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, wraps
from itertools import chain
from typing import Any, Concatenate, ParamSpec, TypeVar

from ratgap.model.act import Act
from ratgap.model.evidence import Absence, Merged, Reading, Source, StatedForce, Total
from ratgap.model.instrument import Basis, Instrument, Parent, Scope, codes
from ratgap.model.names import Names
from ratgap.model.state import Commitment, Group, NationalReport, State
from ratgap.named import NamedTuple
from ratgap.problem import NONE, NOWHERE, Where, ignoring_place

P = ParamSpec("P")
T = TypeVar("T")


@ignoring_place
class Cell(NamedTuple):
    """All that is recorded of one state and one instrument."""

    acts: tuple[Act, ...] = ()
    stated_force: tuple[StatedForce, ...] = ()
    absences: tuple[Absence, ...] = ()
    note: str = ""
    where: Where = NOWHERE

    @property
    def claims(self) -> tuple[Act | StatedForce | Absence, ...]:
        """Everything that sources are cited for."""
        return (*self.acts, *self.stated_force, *self.absences)


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


class _Names(dict[str, dict[str, None]]):
    """Names by source, each once, in order."""

    def add(self, name: str, *sources: str) -> None:
        for source in sources:
            self.setdefault(source, {})[name] = None


class Citations(NamedTuple):
    """What rests on one source.

    ``cells`` has the number of acts, recorded days of effect and absences by state and
    instrument; ``instruments`` are those whose clauses, days or titles it gives;
    ``commitments`` the codes of the states of whose declarations and reports it tells.
    """

    cells: Mapping[tuple[str, str], int]
    instruments: tuple[str, ...]
    groups: tuple[str, ...]
    commitments: tuple[str, ...]


def remembered(
    work_out: Callable[Concatenate[Dataset, P], T],
) -> Callable[Concatenate[Dataset, P], T]:
    """Return ``work_out``, which is asked once for each data set and all else that it takes.

    What it returns, which is never None, is kept in the ``memo`` of the data set, and shared:
    nobody may change it. All is given by its place, which is faster than by name.
    """

    @wraps(work_out)
    def known(dataset: Dataset, *key: Any) -> T:
        place = (work_out, *key)
        result: T | None = dataset.memo.get(place)
        if result is None:
            result = dataset.memo[place] = work_out(dataset, *key)  # type: ignore[call-arg]
        return result

    return known  # type: ignore[return-value]


class Dataset(Records):
    """One regime: its instruments, states, evidence, groups and mandates.

    Nobody writes to one: what differs is another (``_replace``), which works everything out anew.
    """

    # Not the records themselves: a plain named tuple has no room for what is worked out.

    @cached_property
    def chosen(self) -> str:
        """The folder that the user named to choose these data; empty where nobody had to."""
        return ""

    @cached_property
    def names(self) -> Names:
        """Finds the states by code or name."""
        return Names(self.states)

    def cell(self, state: str, instrument: str) -> Cell:
        """Return what is recorded of ``state`` and ``instrument``; empty where nothing is."""
        return self.cells.get((state, instrument), _NOTHING)

    @remembered
    def readings(self, instrument: str) -> tuple[Reading, ...]:
        """Return the readings of ``instrument`` by sources that are relied on."""
        read = [source for source in self.sources.values() if instrument in source.readings]
        relied_on = (source for source in read if source.relied_on_for(instrument))
        return tuple(source.readings[instrument] for source in relied_on)

    @remembered
    def not_relied_on(self, instrument: str) -> frozenset[str]:
        """Return the ids of the sources that are not relied on for ``instrument``."""
        sources = self.sources.items()
        return frozenset(id_ for id_, source in sources if not source.relied_on_for(instrument))

    @cached_property
    def press(self) -> frozenset[str]:
        """The ids of the sources that report what a list may say, and are none."""
        return frozenset(id_ for id_, source in self.sources.items() if source.kind == "press")

    def cited_by(self, source: str) -> Citations:
        """Return what rests on ``source``, claims that were set aside included."""
        cells, treaties, declared = self._citations
        groups = (group.id for group in self.groups.values() if source in group.sources)
        return Citations(
            cells.get(source, {}),
            tuple(treaties.get(source, ())),
            tuple(groups),
            tuple(declared.get(source, ())),
        )

    @cached_property
    def _citations(self) -> tuple[dict[str, dict[tuple[str, str], int]], _Names, _Names]:
        """By source: the records of each cell, the instruments, the states that committed."""
        cells: dict[str, dict[tuple[str, str], int]] = {}
        for key, cell in self.cells.items():
            for source in chain(*(claim.sources for claim in cell.claims)):
                counted = cells.setdefault(source, {})
                counted[key] = counted.get(key, 0) + 1
        treaties, declared = _Names(), _Names()
        for id_, treaty in self.instruments.items():
            treaties.add(id_, *treaty.sources, *treaty.entry.sources)
            treaties.add(id_, *(d.source for d in treaty.declarations or ()))
            treaties.add(id_, *treaty.title_sources.values())
        for made in self.commitments:
            facts = (*made.outcomes, *made.related)
            declared.add(made.state, made.document, *(s for fact in facts for s in fact.sources))
        for report in self.reports:
            declared.add(report.state, *report.sources)
        return cells, treaties, declared

    @cached_property
    def memo(self) -> dict[object, Any]:
        """What the engine has worked out of a cell whatever the day; a copy starts empty."""
        return {}

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of each instrument by its id: what heads narrow columns and is soon typed."""
        return codes(self.instruments.values())

    @cached_property
    def totals(self) -> dict[str, tuple[Total, ...]]:
        """What the stated totals of each instrument prove, once that is worked out.

        It takes the evidence on every state: so it is kept where only some are read.
        """
        return {}

    @cached_property
    def merged(self) -> Mapping[tuple[str, str], Merged]:
        """What the evidence on cells comes to, of those for which it was kept with the data."""
        return {}

    @cached_property
    def default_scope(self) -> str | None:
        """The scope that is meant when none is named: the one marked so, or the only one."""
        return _default(self.scopes)

    @cached_property
    def default_basis(self) -> str | None:
        """The basis that is meant when none is named: the one marked so, or the only one."""
        return _default(self.bases)

    @cached_property
    def addressees(self) -> dict[str, frozenset[str]]:
        """The codes of those whom the text of each basis addresses, where it is not everybody."""
        return {
            id_: frozenset(member.state for member in self.groups[basis.addressees].members)
            for id_, basis in self.bases.items()
            if basis.addressees in self.groups
        }

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
        """Whether ``instrument`` is open to ``state``, both by their keys."""
        return self.instruments[instrument].open_to(self.states[state])


def _default(known: Mapping[str, Scope] | Mapping[str, Basis]) -> str | None:
    candidates = [id_ for id_, entry in known.items() if entry.default] or list(known)
    return candidates[0] if len(candidates) == 1 else None
