"""Between two days: what was joined, what is still open, who moved (seed paragraph 16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ratgap.assess.answer import Answer, Status
from ratgap.assess.report import instruments_in
from ratgap.assess.status import answer
from ratgap.model import Act, Dataset


class Move(StrEnum):
    """What became of one state under one instrument between two days."""

    CLOSED = "closed"
    """A gap at the start, joined at the end."""
    OPEN = "open"
    """A gap at both ends."""
    JOINED = "joined"
    """Joined at both ends."""
    LEFT = "left"
    """Joined at the start, a gap at the end."""
    NEW_GAP = "new-gap"
    """The instrument or the state came in after the start, and it is a gap at the end."""
    NEW_JOINED = "new-joined"
    """The instrument or the state came in after the start, and it has been joined."""
    WITHDRAWN = "withdrawn"
    """A gap at the start of a state that the group no longer holds at the end."""
    NOT_COMPARABLE = "not-comparable"
    """Unknown at one end or both: nothing can be said."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell at both ends, and the acts done in between (first day exclusive, last inclusive)."""

    state: str
    instrument: str
    move: Move
    start: Status | None
    end: Status | None
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """All changes of the states and instruments asked for, from ``start`` to ``end``.

    It adds up: gaps(start) - closed - withdrawn + left + new = gaps(end), over the cells that
    can be compared.
    """

    start: date
    end: date
    scope: str | None
    basis: str | None
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many cells made each move, and the gaps at both ends."""
        return tally(self.changes)

    @property
    def share_closed(self) -> float | None:
        """Return the share of the gaps at the start that were closed; None without gaps."""
        counts = self.counts
        return counts["closed"] / counts["gaps_start"] if counts["gaps_start"] else None

    def by_state(self) -> dict[str, dict[str, int]]:
        """Return the counts of each state, in the order asked for."""
        return _by(self.changes, "state")

    def by_instrument(self) -> dict[str, dict[str, int]]:
        """Return the counts of each instrument, in the order of the data."""
        return _by(self.changes, "instrument")


def progress(
    dataset: Dataset,
    start_states: Sequence[str],
    end_states: Sequence[str],
    start: date,
    end: date,
    scope: str | None = None,
    basis: str | None = None,
) -> Progress:
    """Return what moved between the end of ``start`` and the end of ``end``.

    ``start_states`` and ``end_states`` are those asked for on either day (a group's members may
    change). Old negatives are repeated at any age: the question is what is known of those days.
    Raises KeyError for an unknown state, scope or basis, ValueError for ``end`` before ``start``.
    """
    if end < start:
        raise ValueError(f"the interval ends ({end}) before it starts ({start})")
    old = {i.id for i in instruments_in(dataset, start, scope, basis)}
    new = [i.id for i in instruments_in(dataset, end, scope, basis)]
    states = list(dict.fromkeys([*start_states, *end_states]))
    changes = [
        _change(
            dataset,
            state,
            instrument,
            start if state in start_states and instrument in old else None,
            end if state in end_states else None,
            (start, end),
        )
        for state in states
        for instrument in new
        if dataset.open_to(state, instrument)
    ]
    return Progress(start, end, scope, basis, tuple(c for c in changes if c))


def tally(changes: Sequence[Change]) -> dict[str, int]:
    """Return the count of each move and, over comparable cells, of the gaps at both ends."""
    moves = Counter(c.move for c in changes)
    counts = {m.value.replace("-", "_"): moves[m] for m in Move}
    counts["gaps_start"] = moves[Move.CLOSED] + moves[Move.OPEN] + moves[Move.WITHDRAWN]
    counts["gaps_end"] = moves[Move.OPEN] + moves[Move.LEFT] + moves[Move.NEW_GAP]
    return counts


def _change(
    dataset: Dataset,
    state: str,
    instrument: str,
    start: date | None,
    end: date | None,
    interval: tuple[date, date],
) -> Change | None:
    first = answer(dataset, state, instrument, start, None) if start else None
    last = answer(dataset, state, instrument, end, None) if end else None
    move = _move(first, last)
    if move is None:
        return None
    acts = tuple(
        a
        for a in dataset.cell(state, instrument).acts
        if not a.rejected and a.when.exact and interval[0] < a.when.latest <= interval[1]
    )
    return Change(
        state,
        instrument,
        move,
        first.status if first else None,
        last.status if last else None,
        acts,
    )


def _move(first: Answer | None, last: Answer | None) -> Move | None:
    ends = [a.status for a in (first, last) if a]
    if Status.UNKNOWN in ends:
        return Move.NOT_COMPARABLE
    if first is None:
        if last is None:
            return None
        return Move.NEW_GAP if last.status.gap else Move.NEW_JOINED
    if last is None:
        return Move.WITHDRAWN if first.status.gap else None
    moves: Mapping[tuple[bool, bool], Move] = {
        (True, True): Move.OPEN,
        (True, False): Move.CLOSED,
        (False, True): Move.LEFT,
        (False, False): Move.JOINED,
    }
    return moves[first.status.gap, last.status.gap]


def _by(changes: Sequence[Change], key: str) -> dict[str, dict[str, int]]:
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(getattr(change, key), []).append(change)
    return {name: tally(found) for name, found in grouped.items()}
