"""In which order treaties can be joined: parents before protocols that only their parties join."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush

from ratgap.model import Dataset


class ImpossibleOrderError(Exception):
    """Treaties that each ask for another to be joined first.

    ``cycle`` names them in turn: each comes before the next, and the last is the first again.
    """

    def __init__(self, cycle: Iterable[str]) -> None:
        """Keep the ids of the treaties."""
        self.cycle = tuple(cycle)
        super().__init__(" -> ".join(self.cycle))


def joining_order(dataset: Dataset) -> tuple[str, ...]:
    """Return all instruments in an order in which one state could join them.

    A parent stands before the protocols that ask for it; a protocol that brings its parent along
    stands before that parent (their articles are in the data). Otherwise the order is that of the
    data. Raises ImpossibleOrderError.
    """
    rank = {id_: n for n, id_ in enumerate(dataset.instruments)}
    names = tuple(rank)
    sorter = TopologicalSorter(_before(dataset))
    try:
        sorter.prepare()
    except CycleError as error:
        raise ImpossibleOrderError(error.args[1]) from None
    order: list[str] = []
    ready: list[int] = [rank[id_] for id_ in sorter.get_ready()]
    heapify(ready)
    while ready:
        id_ = names[heappop(ready)]
        order.append(id_)
        sorter.done(id_)
        for freed in sorter.get_ready():
            heappush(ready, rank[freed])
    return tuple(order)


def _before(dataset: Dataset) -> dict[str, set[str]]:
    """Return, for each instrument, those that stand before it."""
    before: dict[str, set[str]] = {id_: set() for id_ in dataset.instruments}
    for treaty in dataset.instruments.values():
        for parent in treaty.parents:
            if parent.rule == "implies":
                before[parent.instrument].add(treaty.id)
            else:
                before[treaty.id].add(parent.instrument)
    return before
