"""Bars and lines of characters, for terminals that can show them."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_HEIGHTS = "▁▂▃▄▅▆▇█"


def bar(share: float, width: int = 10) -> str:
    """Return ``share`` (0 to 1) as a bar of ``width`` columns on a track of dots."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    whole, part = divmod(eighths, 8)
    drawn = "█" * whole + (_EIGHTHS[part] if part else "")
    return drawn.ljust(width, "·")


def line(values: Sequence[int]) -> str:
    """Return ``values`` as a line of heights, the highest full, zero the lowest."""
    most = max(values, default=0)
    if not most:
        return _HEIGHTS[0] * len(values)
    return "".join(_HEIGHTS[round(value / most * (len(_HEIGHTS) - 1))] for value in values)
