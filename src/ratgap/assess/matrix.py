"""States by instruments on a day, and which treaties lack only a few (seed paragraphs 9, 16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ratgap.assess.answer import Answer, Status
from ratgap.assess.report import Query, instruments_in
from ratgap.assess.status import answer
from ratgap.model import Dataset, Instrument, State


@dataclass(frozen=True, slots=True)
class Reach:
    """How near one treaty is to having every state of the world (organisations do not count).

    ``outside`` are the states that surely have not joined, ``unknown`` those of which it is not
    known: at most both together are outside.
    """

    instrument: Instrument
    states: int
    outside: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def joined(self) -> int:
        """Return how many states have surely joined."""
        return self.states - len(self.outside) - len(self.unknown)

    @property
    def most(self) -> int:
        """Return how many states are outside at most."""
        return len(self.outside) + len(self.unknown)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The answers by state and instrument; no answer where the instrument is not open to one.

    ``reach`` is of all states of the day, whichever were asked for, the nearest first.
    """

    query: Query
    states: tuple[State, ...]
    instruments: tuple[Instrument, ...]
    cells: dict[tuple[str, str], Answer]
    reach: tuple[Reach, ...]

    def status(self, state: str, instrument: str) -> Status | None:
        """Return the status in one cell; None where the instrument is not open to the state."""
        found = self.cells.get((state, instrument))
        return found.status if found else None

    def by_state(self, state: str) -> dict[str, int]:
        """Return the counts of one row."""
        return counts(self.status(state, i.id) for i in self.instruments)

    def by_instrument(self, instrument: str) -> dict[str, int]:
        """Return the counts of one column."""
        return counts(self.status(s.code, instrument) for s in self.states)

    def last_outside(self, most: int) -> tuple[Reach, ...]:
        """Return the treaties that at most ``most`` states have not joined, unknown included."""
        return tuple(r for r in self.reach if 0 < r.most <= most)


def counts(statuses: Iterable[Status | None]) -> dict[str, int]:
    """Return how many of each status, and how many are gaps."""
    found = Counter(s for s in statuses if s)
    return {s.value: found[s] for s in Status} | {"gap": sum(found[s] for s in Status if s.gap)}


def matrix(dataset: Dataset, query: Query) -> Matrix:
    """Return how each state of ``query`` stands under each instrument that it asks for.

    Raises KeyError for an unknown state, scope or basis.
    """
    instruments = tuple(instruments_in(dataset, query.as_of, query.scope, query.basis))
    asked = {
        (code, i.id): answer(dataset, code, i.id, query.as_of, query.max_age)
        for code in query.states
        for i in instruments
        if dataset.open_to(code, i.id)
    }
    world = tuple(
        s.code
        for s in dataset.states.values()
        if s.kind == "state" and not s.former and s.existed(query.as_of)
    )
    reach = (_reach(dataset, query, asked, world, i) for i in instruments)
    return Matrix(
        query,
        tuple(dataset.states[code] for code in query.states),
        instruments,
        asked,
        tuple(sorted(reach, key=lambda r: (r.most, len(r.outside)))),
    )


def _reach(
    dataset: Dataset,
    query: Query,
    known: dict[tuple[str, str], Answer],
    world: tuple[str, ...],
    instrument: Instrument,
) -> Reach:
    statuses = {
        code: (
            known.get((code, instrument.id))
            or answer(dataset, code, instrument.id, query.as_of, query.max_age)
        ).status
        for code in world
    }
    return Reach(
        instrument,
        len(world),
        tuple(code for code, status in statuses.items() if status.gap),
        tuple(code for code, status in statuses.items() if status is Status.UNKNOWN),
    )
