"""Between two data sets: what an edit means, whatever its layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar, cast

from ratgap.assess.answer import Status
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.status import answer
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Dataset,
    NationalReport,
    Reading,
    StatedForce,
    When,
)
from ratgap.problem import compared

T = TypeVar("T")
C = TypeVar("C", bound=Act | StatedForce | Absence)

RECORDS = (
    *("instruments", "states", "sources", "groups", "bases", "scopes", "families"),
    *("commitments", "reports"),
)
"""The parts of a data set that are records. Readings and what is recorded of states and
instruments are told apart."""


class Difference(NamedTuple):
    """One field by its dotted name, and what each side has there; None: nothing.

    Of lists in which order means nothing, only what the other side lacks.
    """

    field: str
    old: object
    new: object


class Edit(StrEnum):
    """What became of one thing that is recorded."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(NamedTuple, Generic[T]):
    """One thing on both sides: None where that side does not have it.

    ``key`` leads to it: state and instrument for a claim, source and instrument for a reading,
    the part of the data set and the id for a record.
    """

    key: tuple[str, str]
    old: T | None
    new: T | None
    differs: tuple[Difference, ...] = ()

    @property
    def edit(self) -> Edit:
        """Whether it was added, changed or removed."""
        if self.old is None:
            return Edit.ADDED
        return Edit.REMOVED if self.new is None else Edit.CHANGED


class StatusChange(NamedTuple):
    """How a state stands on the day by either data set; None where there is nothing to join.

    The gaps are those in the default scope and on the default basis of each side.
    """

    state: str
    instrument: str
    old: Status | None
    new: Status | None
    gap_before: bool
    gap_after: bool

    @property
    def opened(self) -> bool:
        """Whether there is a gap that was none."""
        return self.gap_after and not self.gap_before

    @property
    def closed(self) -> bool:
        """Whether there was a gap that is none."""
        return self.gap_before and not self.gap_after


class Changes(NamedTuple):
    """Everything that two data sets do not have in common, but for layout and order."""

    day: date
    max_age: MaxAge | None
    acts: tuple[Change[Act], ...] = ()
    in_force: tuple[Change[StatedForce], ...] = ()
    not_party: tuple[Change[Absence], ...] = ()
    notes: tuple[Change[str], ...] = ()
    """Notes on a state and an instrument."""
    readings: tuple[Change[Reading], ...] = ()
    records: tuple[Change[object], ...] = ()
    statuses: tuple[StatusChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any change. Nothing else can move a status."""
        parts = (self.acts, self.in_force, self.not_party, self.notes, self.readings, self.records)
        return any(parts) or bool(self.statuses)

    @property
    def opened(self) -> int:
        """How many gaps opened."""
        return sum(change.opened for change in self.statuses)

    @property
    def closed(self) -> int:
        """How many gaps closed."""
        return sum(change.closed for change in self.statuses)


def changes(
    old: Dataset, new: Dataset, day: date, max_age: MaxAge | None = DEFAULT_MAX_AGE
) -> Changes:
    """Return what ``new`` says that ``old`` does not, and the reverse; statuses as of ``day``.

    Acts are told by state, instrument and kind: an act of another kind is another act. What
    stands elsewhere in a file, or in another order where order has no meaning, is the same.
    """
    acts: list[Change[Act]] = []
    in_force: list[Change[StatedForce]] = []
    not_party: list[Change[Absence]] = []
    notes: list[Change[str]] = []
    for key in _cells(old, new):
        before, after = old.cell(*key), new.cell(*key)
        if before == after:
            continue
        for kind in ActKind:
            these = [a for a in before.acts if a.kind is kind]
            those = [a for a in after.acts if a.kind is kind]
            acts += [_claim(key, *pair) for pair in pairs(these, those)]
        in_force += [_claim(key, *p) for p in pairs(before.stated_force, after.stated_force)]
        not_party += [_claim(key, *p) for p in pairs(before.absences, after.absences)]
        if before.note != after.note:
            old_note, new_note = before.note or None, after.note or None
            differs = (Difference("note", old_note, new_note),)
            notes.append(Change(key, old_note, new_note, differs))
    return Changes(
        day,
        max_age,
        tuple(acts),
        tuple(in_force),
        tuple(not_party),
        tuple(notes),
        _readings(old, new),
        _records(old, new),
        _statuses(old, new, day, max_age),
    )


def _cells(old: Dataset, new: Dataset) -> list[tuple[str, str]]:
    """Return every recorded pair of a state and an instrument, in the order of reports."""
    order = {id_: n for n, id_ in enumerate(_union(new.instruments, old.instruments))}
    return sorted(
        {*old.cells, *new.cells}, key=lambda key: (key[0], order.get(key[1], len(order)), key[1])
    )


def _union(first: Mapping[str, object], second: Mapping[str, object]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _claim(key: tuple[str, str], old: T | None, new: T | None) -> Change[T]:
    return Change(key, old, new, differing(old, new, leading=True))


def _readings(old: Dataset, new: Dataset) -> tuple[Change[Reading], ...]:
    before, after = (
        {(s.id, r.instrument): r for s in side.sources.values() for r in s.readings.values()}
        for side in (old, new)
    )
    return tuple(
        Change(key, before.get(key), after.get(key), differs)
        for key in sorted({*before, *after})
        if (differs := differing(before.get(key), after.get(key)))
    )


def _records(old: Dataset, new: Dataset) -> tuple[Change[object], ...]:
    changed: list[Change[object]] = []
    for part in RECORDS:
        before, after = _part(old, new, part)
        for id_ in _union(after, before):
            these, those = before.get(id_), after.get(id_)
            differs = differing(these, those, apart=("readings",))
            if differs:
                changed.append(Change((part, id_), these, those, differs))
    return tuple(changed)


def _part(old: Dataset, new: Dataset, part: str) -> tuple[Mapping[str, object], ...]:
    """Return the records of one part by id, on both sides."""
    if part == "commitments":
        return by_name(old.commitments, new.commitments, lambda c: f"{c.state}: {c.place}")
    if part == "reports":
        return by_name(old.reports, new.reports, _report)
    return getattr(old, part), getattr(new, part)


def _report(report: NationalReport) -> str:
    ordinal = f", {report.ordinal}" if report.ordinal else ""
    return f"{report.state}: {report.symbol or report.body + ordinal}"


def _statuses(
    old: Dataset, new: Dataset, day: date, max_age: MaxAge | None
) -> tuple[StatusChange, ...]:
    moved = []
    for state in sorted({*old.states, *new.states}):
        for instrument in _union(new.instruments, old.instruments):
            before, gap_before = _standing(old, state, instrument, day, max_age)
            after, gap_after = _standing(new, state, instrument, day, max_age)
            if (before, gap_before) != (after, gap_after):
                moved.append(StatusChange(state, instrument, before, after, gap_before, gap_after))
    return tuple(moved)


def _standing(
    dataset: Dataset, code: str, instrument: str, day: date, max_age: MaxAge | None
) -> tuple[Status | None, bool]:
    """Return the status on ``day`` and whether it is a gap by default; None: nothing to join."""
    treaty, state = dataset.instruments.get(instrument), dataset.states.get(code)
    if treaty is None or state is None or state.former or treaty.adopted > day:
        return None, False
    if (state.since and day < state.since) or not dataset.open_to(code, instrument):
        return None, False
    status = answer(dataset, code, instrument, day, max_age).status
    scope, basis = dataset.default_scope, dataset.default_basis
    asked = (scope is None or scope in treaty.scopes) and (basis is None or basis in treaty.bases)
    return status, status.gap and asked


def differing(
    old: object, new: object, *, apart: Iterable[str] = (), leading: bool = False
) -> tuple[Difference, ...]:
    """Return the fields in which two records of one type differ, but for those named ``apart``.

    ``leading``: the first of several sources has a meaning of its own, as in claims. Where one
    side is None, everything that the other has is a difference.
    """
    before, after = dict(_flat(old, apart)), dict(_flat(new, apart))
    differences = []
    for name in dict.fromkeys([*before, *after]):
        sides = before.get(name), after.get(name)
        firsts = [(side or ())[:1] for side in sides] if leading and name == "sources" else []
        if sides[0] != sides[1]:
            # Another first source gives the day: then both lists are shown whole.
            rest = sides if len(set(firsts)) > 1 else _rest(*sides)
            if rest != (None, None):
                differences.append(Difference(name, *rest))
    return tuple(differences)


def pairs(old: Sequence[C], new: Sequence[C]) -> list[tuple[C | None, C | None]]:
    """Return the claims that differ: the two versions of one, or None where one side has none.

    Equal ones go first. Of the rest, two of the same day are the same claim, then two by the
    same source, then those that stand at the same place.
    """
    before, after = list(old), list(new)
    _take(before, after, _settled)
    matched: list[tuple[C | None, C | None]] = []
    matched += _take(before, after, _day)
    matched += _take(before, after, lambda claim: claim.sources[:1])
    matched += _take(before, after, lambda claim: ())
    matched += [(claim, None) for claim in before]
    matched += [(None, claim) for claim in after]
    return matched


def by_name(
    old: Iterable[T], new: Iterable[T], name: Callable[[T], str]
) -> tuple[dict[str, T], dict[str, T]]:
    """Return the records that have no equal on the other side, by name.

    Records of one name are told apart by their order.
    """
    before, after = list(old), list(new)
    for record in list(before):
        if record in after:
            before.remove(record)
            after.remove(record)
    return _numbered(before, name), _numbered(after, name)


def _numbered(records: Iterable[T], name: Callable[[T], str]) -> dict[str, T]:
    numbered: dict[str, T] = {}
    for record in records:
        id_, count = name(record), 1
        while id_ in numbered:
            count += 1
            id_ = f"{name(record)} ({count})"
        numbered[id_] = record
    return numbered


def _take(before: list[C], after: list[C], key: Callable[[C], Hashable]) -> list[tuple[C, C]]:
    """Take the claims that agree in ``key`` out of both lists; return them two by two."""
    taken: list[tuple[C, C]] = []
    for claim in list(before):
        other = next((o for o in after if key(o) == key(claim)), None)
        if other is not None:
            before.remove(claim)
            after.remove(other)
            taken.append((claim, other))
    return taken


def _settled(claim: C) -> C:
    """Return ``claim`` with the sources that confirm the first one in alphabetical order."""
    sources = (*claim.sources[:1], *sorted(claim.sources[1:]))
    return cast(C, claim._replace(sources=sources))


def _day(claim: Act | StatedForce | Absence) -> object:
    return claim.day if isinstance(claim, Absence) else claim.when


def _flat(value: object, apart: Iterable[str], name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record by dotted name, those of its parts included."""
    if is_record(value):
        for field, part in compared(value):
            if field not in apart:
                yield from _flat(part, (), f"{name}.{field}" if name else field)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _flat(entry, (), f"{name}.{key}" if name else key)
    elif value is not None and value is not False and value not in ("", (), frozenset()):
        # A record that is one text, such as a family's title, has no name for it.
        yield name or "title", value


def is_record(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether ``value`` has named fields that are told apart; a day or span is one value."""
    return hasattr(value, "_fields") and not isinstance(value, When)


def is_list(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether ``value`` is a list in the data files: records are tuples too, and are none."""
    return isinstance(value, tuple | frozenset) and not hasattr(value, "_fields")


def _rest(old: Any, new: Any) -> tuple[object, object]:
    """Return what each side has that the other lacks, where both are lists; else both."""
    if not all(side is None or is_list(side) for side in (old, new)):
        return old, new
    before, after = (
        Counter(sorted(side) if isinstance(side, frozenset) else side or ()) for side in (old, new)
    )
    return tuple((before - after).elements()) or None, tuple((after - before).elements()) or None
