"""The order in which the keys of a mapping stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

KeyPath = tuple[str | int, ...]
"""The keys that lead to a value; ``*`` for one that people choose, 0 for any item of a list."""

_IN_ORDER_OF_REPORTS = frozenset({"bases", "scopes", "families", "instruments"})
"""Mappings of ``instruments.yaml`` whose order is that of the reports."""
_LAST = frozenset({"readings"})
"""Keys of which the value is long."""
_LONG_FORM = ("day", "sources", "effective", "note", "rejected")
_ANY = "*"
"""Stands in a path for a key that people choose: a code, an id, a language."""


def in_order(name: str, root: object) -> bool:
    """Whether the keys of all mappings of the data file ``name`` are in order."""
    waiting: list[tuple[object, KeyPath]] = [(root, ())]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, dict):
            if not _stand_in_order(name, path, tuple(node)):
                return False
            for key, value in node.items():
                if isinstance(value, dict | list):
                    waiting.append((value, step(name, path, key)))
        elif isinstance(node, list):
            waiting += [(item, inside(path)) for item in node if isinstance(item, dict | list)]
    return True


@lru_cache(maxsize=1024)
def _stand_in_order(name: str, path: KeyPath, keys: tuple[str, ...]) -> bool:
    return list(keys) == ordered(name, path, keys)


def ordered(name: str, path: KeyPath, keys: Iterable[str]) -> list[str]:
    """Return ``keys`` of the mapping at ``path`` of the data file ``name`` in their order.

    Known keys stand as the file's schema has them; keys that people choose are sorted, save
    where their order says in which order reports show them. ``path`` has ``_ANY`` for the latter.
    """
    rank = _ranks(name, path)
    if rank:
        return sorted(keys, key=lambda key: rank.get(key, len(rank)))
    if name == "instruments" and len(path) == 1 and path[0] in _IN_ORDER_OF_REPORTS:
        return list(keys)
    return sorted(keys)


@lru_cache(maxsize=256)
def _ranks(name: str, path: KeyPath) -> dict[str, int]:
    """Return the place of each key that a mapping may have; none where people choose the keys."""
    from ratgap.load.schema import keys_at

    known = keys_at(name, path)
    if "day" in known and path and path[-1] != _ANY:
        known = _LONG_FORM
    return {key: place for place, key in enumerate(sorted(known, key=_LAST.__contains__))}


def step(name: str, path: KeyPath, key: str) -> KeyPath:
    """Return the path of what stands under ``key``."""
    return (*path, key if _ranks(name, path) else _ANY)


def inside(path: KeyPath) -> KeyPath:
    """Return the path of what stands in the list at ``path``: any item is like the first."""
    return (*path, 0)
