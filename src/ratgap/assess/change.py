"""Between two data sets: what an edit means, whatever its layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from ratgap.assess.age import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.answer import Status
from ratgap.assess.differing import Difference, by_name, differing, pairs
from ratgap.assess.status import answer
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Basis,
    Dataset,
    NationalReport,
    Reading,
    Scope,
    StatedForce,
)

T = TypeVar("T")

RECORDS = (
    *("instruments", "states", "sources", "groups", "bases", "scopes", "families"),
    *("commitments", "reports"),
)
"""The parts of a data set that are records. Readings and what is recorded of states and
instruments are told apart."""


class Edit(StrEnum):
    """What became of one thing that is recorded."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
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


@dataclass(frozen=True, slots=True)
class StatusChange:
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


@dataclass(frozen=True, slots=True)
class Changes:
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


def default_of(known: Mapping[str, Scope] | Mapping[str, Basis]) -> str | None:
    """Return the id that the data mark as what is meant when none is named."""
    return next((id_ for id_, entry in known.items() if entry.default), None)


def _cells(old: Dataset, new: Dataset) -> list[tuple[str, str]]:
    """Return every recorded pair of a state and an instrument, in the order of reports."""
    order = {id_: n for n, id_ in enumerate(_union(new.instruments, old.instruments))}
    found = {*old.cells, *new.cells}
    return sorted(found, key=lambda key: (key[0], order.get(key[1], len(order)), key[1]))


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
    found: list[Change[object]] = []
    for part in RECORDS:
        before, after = _part(old, new, part)
        for id_ in _union(after, before):
            these, those = before.get(id_), after.get(id_)
            differs = differing(these, those, apart=("readings",))
            if differs:
                found.append(Change((part, id_), these, those, differs))
    return tuple(found)


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
    found = []
    for state in sorted({*old.states, *new.states}):
        for instrument in _union(new.instruments, old.instruments):
            before, gap_before = _standing(old, state, instrument, day, max_age)
            after, gap_after = _standing(new, state, instrument, day, max_age)
            if (before, gap_before) != (after, gap_after):
                change = StatusChange(state, instrument, before, after, gap_before, gap_after)
                found.append(change)
    return tuple(found)


def _standing(
    dataset: Dataset, state: str, instrument: str, day: date, max_age: MaxAge | None
) -> tuple[Status | None, bool]:
    """Return the status on ``day`` and whether it is a gap by default; None: nothing to join."""
    treaty, held = dataset.instruments.get(instrument), dataset.states.get(state)
    if treaty is None or held is None or held.former or treaty.adopted > day:
        return None, False
    if (held.since and day < held.since) or not dataset.open_to(state, instrument):
        return None, False
    status = answer(dataset, state, instrument, day, max_age).status
    scope, basis = default_of(dataset.scopes), default_of(dataset.bases)
    asked = (scope is None or scope in treaty.scopes) and (basis is None or basis in treaty.bases)
    return status, status.gap and asked
