"""The cells of a data set as rules look at them: with their state, their treaty, their acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ratgap.model import Act, ActKind, Cell, Dataset, Instrument, Reading, State, StatedForce, When


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
