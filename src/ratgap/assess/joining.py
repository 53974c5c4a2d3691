"""How a treaty can be joined: by which acts (VCLT art. 11 to 15), and which treaties before it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Iterable
from datetime import date
from graphlib import CycleError, TopologicalSorter

from ratgap.assess.answer import Answer, Signed
from ratgap.model import ActKind, Dataset, Instrument, Joining, State
from ratgap.named import NamedTuple


class ImpossibleOrderError(Exception):
    """Treaties that each ask for another to be joined first.

    ``cycle`` names them in turn: each comes before the next, and the last is the first again.
    """

    def __init__(self, cycle: Iterable[str]) -> None:
        self.cycle = tuple(cycle)
        super().__init__(" -> ".join(self.cycle))


def joining_order(
    dataset: Dataset,
    among: Collection[str] | None = None,
    rank: Callable[[str], tuple[object, ...]] = lambda _: (),
) -> tuple[str, ...]:
    """Return instruments in an order in which one state could join them: ``among`` these, or all.

    A parent stands before the protocols that ask for it; a protocol that brings its parent along
    stands before that parent (their articles are in the data). Of those that could come next, the
    one of the lowest ``rank`` does, else the first in the data. Raises ImpossibleOrderError.
    """
    places = {id_: n for n, id_ in enumerate(dataset.instruments)}
    chosen = dataset.instruments if among is None else among
    order = TopologicalSorter[str](dict.fromkeys(chosen, ()))
    for id_ in chosen:
        for parent in dataset.instruments[id_].parents:
            # One that points nowhere is reported by loading; the order is checked all the same.
            if parent.instrument in chosen:
                first, then = parent.instrument, id_
                if not parent.first:
                    first, then = then, first
                order.add(then, first)
    try:
        order.prepare()
    except CycleError as error:
        raise ImpossibleOrderError(error.args[1]) from None
    ordered: list[str] = []
    free: list[tuple[object, ...]] = []
    while order.is_active():
        for id_ in order.get_ready():
            insort(free, (*rank(id_), places[id_], id_))
        ordered.append(str(free.pop(0)[-1]))
        order.done(ordered[-1])
    return tuple(ordered)


class Way(NamedTuple):
    """One way to close the gap: the act, its article, and whether to sign before it.

    ``if_signed`` matters only where no source tells whether the state has signed: True for a way
    that is open only if it has, False for one that is open only if it has not.
    """

    act: ActKind
    article: str
    sign_first: bool = False
    if_signed: bool | None = None


def ways_to_join(treaty: Instrument, state: State, answer: Answer, day: date) -> tuple[Way, ...]:
    """Return the ways open to ``state`` on ``day``, the simplest first.

    A signatory ratifies; where signature is still open one may sign and ratify, or sign
    definitively; accession where the treaty allows it on that day. An organisation confirms
    formally where the treaty provides for it (Vienna Convention of 1986 art. 2(1)(b bis));
    succession is for states with a predecessor. One that has left starts anew: its signature is
    spent.
    """
    signed = Signed.NO if answer.ended else answer.signed
    entered = treaty.entry.date is not None and treaty.entry.date <= day
    open_now = signature_open(treaty, day)
    ways = (
        _way(mode, signed, open_now)
        for mode in treaty.joining
        if _fits(mode, treaty, state) and (entered or not mode.after_entry_into_force)
    )
    known = (way for way in ways if way)
    return tuple(sorted(known, key=lambda way: (way.if_signed is True, way.sign_first)))


def signature_open(treaty: Instrument, day: date) -> bool:
    """Whether the treaty is open for signature on ``day``."""
    if treaty.signature_from is None or day < treaty.signature_from:
        return False
    if treaty.signature_closes_on_entry:
        return treaty.entry.date is None or day < treaty.entry.date
    return treaty.signature_until is None or day <= treaty.signature_until


def _fits(mode: Joining, treaty: Instrument, state: State) -> bool:
    if mode.act is ActKind.SUCCESSION:
        return bool(state.predecessor)
    if state.kind == "state":
        return mode.act is not ActKind.FORMAL_CONFIRMATION
    # Formal confirmation is an organisation's ratification: the treaty names one or both.
    confirms = any(m.act is ActKind.FORMAL_CONFIRMATION for m in treaty.joining)
    return mode.act is not ActKind.RATIFICATION or not confirms


def _way(mode: Joining, signed: Signed, open_now: bool) -> Way | None:
    plain = Way(mode.act, mode.article)
    if mode.act is ActKind.DEFINITIVE_SIGNATURE:
        return plain if open_now and signed is not Signed.YES else None
    if mode.signed_first:
        # Who has signed ratifies (VCLT art. 14); who has not signs first, while that is open.
        if signed is Signed.YES:
            return plain
        if open_now:
            return plain._replace(sign_first=True)
        return plain._replace(if_signed=True) if signed is Signed.UNKNOWN else None
    if mode.act is ActKind.ACCESSION and signed is not Signed.NO:
        # Accession is for those that have not signed (VCLT art. 15); other acts are for all.
        return plain._replace(if_signed=False) if signed is Signed.UNKNOWN else None
    return plain
