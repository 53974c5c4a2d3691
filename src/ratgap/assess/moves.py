"""What becomes of one state under one treaty between two days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from ratgap.assess.answer import Status


class Move(StrEnum):
    """From the end of the first day to the end of the last; every cell makes exactly one."""

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
    """A gap at the start of a state that is not asked for at the end."""
    WITHDRAWN_JOINED = "withdrawn-joined"
    """Joined at the start by a state that is not asked for at the end."""
    LOST = "gap-then-unknown"
    """A gap at the start; at the end the evidence does not tell."""
    FOUND = "unknown-then-gap"
    """At the start the evidence does not tell; a gap at the end."""
    NOT_COMPARABLE = "not-comparable"
    """Unknown at one end or both, and a gap at neither: nothing can be said."""


_MOVES: dict[tuple[str, str], Move] = {
    ("gap", "joined"): Move.CLOSED,
    ("gap", "gap"): Move.OPEN,
    ("gap", "away"): Move.WITHDRAWN,
    ("gap", "unknown"): Move.LOST,
    ("joined", "joined"): Move.JOINED,
    ("joined", "gap"): Move.LEFT,
    ("joined", "away"): Move.WITHDRAWN_JOINED,
    ("away", "gap"): Move.NEW_GAP,
    ("away", "joined"): Move.NEW_JOINED,
    ("unknown", "gap"): Move.FOUND,
}


def move(start: Status | None, end: Status | None) -> Move:
    """Return what became of a cell; None: the state or the treaty was not there on that day."""
    return _MOVES.get((_side(start), _side(end)), Move.NOT_COMPARABLE)


def _side(status: Status | None) -> str:
    if status is None:
        return "away"
    if status is Status.UNKNOWN:
        return "unknown"
    return "gap" if status.gap else "joined"


def tally(moves: Iterable[Move]) -> dict[str, int]:
    """Return how many cells made each move, and the gaps at both ends.

    It adds up: gaps_from - closed - withdrawn - gap_then_unknown + new_gap + left +
    unknown_then_gap = gaps_to.
    """
    found = Counter(moves)
    counts = {kind.value.replace("-", "_"): found[kind] for kind in Move}
    stays = found[Move.OPEN]
    gone = found[Move.CLOSED] + found[Move.WITHDRAWN] + found[Move.LOST]
    came = found[Move.NEW_GAP] + found[Move.LEFT] + found[Move.FOUND]
    return {"gaps_from": stays + gone, "gaps_to": stays + came, **counts}


def share_closed(counts: dict[str, int]) -> float | None:
    """Return the share closed of the gaps at the start whose end is known; None without any."""
    told = counts["closed"] + counts["open"]
    return counts["closed"] / told if told else None
