"""The order in which the keys of a mapping stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_IN_ORDER_OF_REPORTS = frozenset({"bases", "scopes", "families", "instruments"})
"""Mappings of ``instruments.yaml`` whose order is that of the reports."""
_LAST = frozenset({"readings"})
"""Keys of which the value is long."""
_LONG_FORM = ("day", "sources", "effective", "note", "rejected")
ANY = "*"
"""Stands in a path for a key that people choose: a code, an id, a language."""

Path = tuple[str | int, ...]


def ordered(name: str, path: Path, keys: Iterable[str]) -> list[str]:
    """Return ``keys`` of the mapping at ``path`` of the data file ``name`` in their order.

    Known keys stand as the file's schema has them; keys that people choose are sorted, save
    where their order says in which order reports show them. ``path`` has ``ANY`` for the latter.
    """
    given = list(keys)
    known = fixed(name, path)
    if known:
        rank = {key: place for place, key in enumerate(known)}
        return sorted(given, key=lambda key: rank.get(key, len(rank)))
    if name == "instruments" and len(path) == 1 and path[0] in _IN_ORDER_OF_REPORTS:
        return given
    return sorted(given)


@lru_cache(maxsize=256)
def fixed(name: str, path: Path) -> tuple[str, ...]:
    """Return the keys that the mapping at ``path`` may have; none where people choose them."""
    from ratgap.load.schema import keys_at

    known = keys_at(name, path)
    if "day" in known and path and path[-1] != ANY:
        return _LONG_FORM
    return tuple(sorted(known, key=_LAST.__contains__))


def step(name: str, path: Path, key: str | int) -> Path:
    """Return the path of what stands under ``key``."""
    return (*path, key if isinstance(key, int) or fixed(name, path) else ANY)
