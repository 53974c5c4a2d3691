"""Which fields of two records differ, and which claims on either side are the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from ratgap.model import Absence, Act, StatedForce, When

T = TypeVar("T")
C = TypeVar("C", bound=Act | StatedForce | Absence)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field by its dotted name, and what each side has there; None: nothing.

    Of lists in which order means nothing, only what the other side lacks.
    """

    field: str
    old: object
    new: object


def differing(
    old: object, new: object, *, apart: Iterable[str] = (), leading: bool = False
) -> tuple[Difference, ...]:
    """Return the fields in which two records of one type differ, but for those named ``apart``.

    ``leading``: the first of several sources has a meaning of its own, as in claims. Where one
    side is None, everything that the other has is a difference.
    """
    before, after = dict(_flat(old, apart)), dict(_flat(new, apart))
    found = []
    for name in dict.fromkeys([*before, *after]):
        these, those = before.get(name), after.get(name)
        if these != those:
            first_moved = leading and name == "sources" and _first(these) != _first(those)
            difference = Difference(name, *((these, those) if first_moved else _rest(these, those)))
            if difference.old is not None or difference.new is not None:
                found.append(difference)
    return tuple(found)


def pairs(old: Sequence[C], new: Sequence[C]) -> list[tuple[C | None, C | None]]:
    """Return the claims that differ: the two versions of one, or None where one side has none.

    Equal ones go first. Of the rest, two of the same day are the same claim, then two by the
    same source, then those that stand at the same place.
    """
    left, right = list(old), list(new)
    _take(left, right, _settled)
    found: list[tuple[C | None, C | None]] = []
    found += _take(left, right, _day)
    found += _take(left, right, lambda claim: claim.sources[:1])
    found += _take(left, right, lambda claim: ())
    found += [(claim, None) for claim in left]
    found += [(None, claim) for claim in right]
    return found


def by_name(
    old: Iterable[T], new: Iterable[T], name: Callable[[T], str]
) -> tuple[dict[str, T], dict[str, T]]:
    """Return the records that have no equal on the other side, by name.

    Records of one name are told apart by their order.
    """
    left, right = list(old), list(new)
    for record in list(left):
        if record in right:
            left.remove(record)
            right.remove(record)
    return _numbered(left, name), _numbered(right, name)


def _numbered(records: Iterable[T], name: Callable[[T], str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for record in records:
        id_, count = name(record), 1
        while id_ in found:
            count += 1
            id_ = f"{name(record)} ({count})"
        found[id_] = record
    return found


def _take(left: list[C], right: list[C], key: Callable[[C], Hashable]) -> list[tuple[C, C]]:
    """Take the claims that agree in ``key`` out of both lists; return them two by two."""
    found: list[tuple[C, C]] = []
    for claim in list(left):
        other = next((o for o in right if key(o) == key(claim)), None)
        if other is not None:
            left.remove(claim)
            right.remove(other)
            found.append((claim, other))
    return found


def _settled(claim: C) -> C:
    """Return ``claim`` with the sources that confirm the first one in alphabetical order."""
    return replace(claim, sources=(*claim.sources[:1], *sorted(claim.sources[1:])))


def _day(claim: Act | StatedForce | Absence) -> object:
    return claim.day if isinstance(claim, Absence) else claim.when


def _flat(value: object, apart: Iterable[str], name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record by dotted name, those of its parts included."""
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, When):
        for field in fields(value):
            if field.compare and field.name not in apart:
                yield from _flat(getattr(value, field.name), (), _join(name, field.name))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _flat(entry, (), _join(name, key))
    elif value is not None and value is not False and value not in ("", (), frozenset()):
        # A record that is one text, such as a family's title, has no name for it.
        yield name or "title", value


def _join(name: str, part: str) -> str:
    return f"{name}.{part}" if name else part


def _first(value: object) -> object:
    return value[:1] if isinstance(value, tuple) else value


def _rest(old: object, new: object) -> tuple[object, object]:
    """Return what each side has that the other lacks, where both are lists; else both."""
    if not all(isinstance(side, tuple | frozenset | None) for side in (old, new)):
        return old, new
    before, after = Counter(_items(old)), Counter(_items(new))
    return tuple((before - after).elements()) or None, tuple((after - before).elements()) or None


def _items(value: object) -> Sequence[Any]:
    if isinstance(value, frozenset):
        return sorted(value)
    return value if isinstance(value, tuple) else ()
