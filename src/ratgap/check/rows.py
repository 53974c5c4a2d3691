"""The cells of a data set as rules look at them: with their state, their treaty, their acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ratgap.model import Act, ActKind, Cell, Dataset, Instrument, Reading, State, When

ANY_KIND = frozenset({ActKind.CONSENT})


@dataclass(frozen=True, slots=True)
class Row:
    """What is recorded of one state and one instrument."""

    dataset: Dataset
    state: State
    instrument: Instrument
    cell: Cell

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts that are claimed; those set aside in favour of others are left out."""
        return tuple(act for act in self.cell.acts if not act.rejected)

    @property
    def consents(self) -> tuple[Act, ...]:
        """The acts of consent to be bound that are claimed."""
        return tuple(act for act in self.acts if act.kind.binds)

    def of_kind(self, kind: ActKind) -> tuple[Act, ...]:
        """Return the acts of ``kind`` that are claimed."""
        return tuple(act for act in self.acts if act.kind is kind)

    def trusted(self, acts: Iterable[Act]) -> tuple[Act, ...]:
        """Return those of ``acts`` that at least one source that is relied on tells of."""
        known = self.dataset.sources
        return tuple(a for a in acts if any(known[s].relied_on for s in a.sources))

    def reading(self, source: str) -> Reading | None:
        """Return what ``source`` was read to say of the instrument."""
        return self.dataset.sources[source].readings.get(self.instrument.id)

    def said(self, act: Act) -> str:
        """Return ``act`` in words: who did what, to which treaty, when."""
        return f"{self.state.name}'s {named(act.kind)} of {self.instrument.id} {dated(act.when)}"


def rows(dataset: Dataset) -> Iterator[Row]:
    """Yield every row for which something is recorded, in the order of the data."""
    for (code, id_), cell in dataset.cells.items():
        yield Row(dataset, dataset.states[code], dataset.instruments[id_], cell)


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


def surely_before(one: When, day: date) -> bool:
    """Whether ``one`` lies before ``day`` wherever in its span it lies."""
    return one.latest < day


def surely_after(one: When, day: date) -> bool:
    """Whether ``one`` lies after ``day`` wherever in its span it lies."""
    return one.earliest is not None and one.earliest > day


def apart(one: When, other: When) -> bool:
    """Whether ``one`` and ``other`` cannot be the same day."""
    return surely_after(one, other.latest) or surely_after(other, one.latest)
