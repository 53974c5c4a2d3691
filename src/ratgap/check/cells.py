"""The cells of a data set as rules look at them: with their state, their treaty, their acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ratgap import model
from ratgap.assess.record import Record, by_name

R = TypeVar("R")


class CheckedCell:
    """What is recorded of one state and one treaty.

    ``acts`` and ``stated_force`` are what is claimed: what is set aside in favour of other claims
    is left out. ``consents`` are the acts by which the state consents to be bound (VCLT art. 11).
    """

    __slots__ = ("acts", "consents", "dataset", "recorded", "state", "stated_force", "treaty")

    def __init__(
        self,
        dataset: model.Dataset,
        state: model.State,
        treaty: model.Instrument,
        recorded: model.Cell,
    ) -> None:
        self.dataset = dataset
        self.state = state
        self.treaty = treaty
        self.recorded = recorded
        self.acts = tuple(act for act in recorded.acts if not act.rejected)
        self.consents = tuple(act for act in self.acts if act.kind.binds)
        self.stated_force = tuple(force for force in recorded.stated_force if not force.rejected)

    def of_kind(self, kind: model.ActKind) -> tuple[model.Act, ...]:
        """Return the acts of ``kind`` that are claimed."""
        return tuple(act for act in self.acts if act.kind is kind)

    def trusted(self, acts: Iterable[model.Act]) -> tuple[model.Act, ...]:
        """Return those of ``acts`` that at least one source that is relied on tells of."""
        unsure = self.dataset.not_relied_on(self.treaty.id)
        # A source that is nowhere described is reported by loading.
        known = self.dataset.sources
        return tuple(a for a in acts if any(s in known and s not in unsure for s in a.sources))

    def reading(self, source: str) -> model.Reading | None:
        """Return what ``source`` was read to say of the treaty; None where it was not read."""
        known = self.dataset.sources.get(source)
        return known.readings.get(self.treaty.id) if known else None

    def tell(self, claim: model.Act | model.Absence | model.StatedForce) -> str:
        """Return ``claim`` in words: who did what, to which treaty, when."""
        state, treaty = self.state.name, self.treaty.id
        if isinstance(claim, model.StatedForce):
            return f"{treaty} is said to bind {state} from {claim.when.latest}"
        if isinstance(claim, model.Absence):
            return f"{state}'s absence from {treaty} on {claim.day}"
        return f"{state}'s {named(claim.kind)} of {treaty} {dated(claim.when)}"


@model.remembered
def cells(dataset: model.Dataset) -> list[CheckedCell]:
    """Return every cell for which something is recorded, in the order of the data."""
    states, treaties = dataset.states, dataset.instruments
    # A name that points nowhere is reported by loading: no rule follows it.
    return [
        CheckedCell(dataset, states[code], treaties[id_], recorded)
        for (code, id_), recorded in dataset.cells.items()
        if code in states and id_ in treaties
    ]


def members(
    dataset: model.Dataset, treaty: model.Instrument
) -> Iterator[tuple[model.State, Record]]:
    """Yield every state and organisation to which ``treaty`` is open, and the evidence on it.

    By those who name it: what a total proves is no witness against a total.
    """
    for code, state in dataset.states.items():
        if not state.former and dataset.open_to(code, treaty.id):
            yield state, by_name(dataset, code, treaty.id)


def repeated(records: Iterable[R], key: Callable[[R], object]) -> Iterator[tuple[R, R]]:
    """Yield each of ``records`` whose key an earlier one has, with the first that has it.

    A key that is empty is none.
    """
    first: dict[object, R] = {}
    for record in records:
        own = key(record)
        if own and own in first:
            yield record, first[own]
        else:
            first[own] = record


def named(kind: model.ActKind) -> str:
    """Return the kind of an act as words."""
    return str(kind).replace("-", " ")


def dated(when: model.When) -> str:
    """Return a day in words: "on 2001-02-03", "on or before 2001-02-03"."""
    if when.exact:
        return f"on {when.latest}"
    if when.earliest is None:
        return f"on or before {when.latest}"
    return f"between {when.earliest} and {when.latest}"
