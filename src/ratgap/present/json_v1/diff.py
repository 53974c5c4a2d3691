"""``ratgap/diff/1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ratgap.assess.change import (
    Change,
    Changes,
    Difference,
    Edit,
    StatusChange,
    default_of,
    is_list,
)
from ratgap.model import Dataset
from ratgap.present import field_words
from ratgap.present.json_v1 import diff_types as shape
from ratgap.present.json_v1 import parts, recorded

T = TypeVar("T")
U = TypeVar("U")


def diff(old: Dataset, new: Dataset, found: Changes, names: tuple[str, str]) -> shape.Diff:
    """Return the published form of ``found``; ``names`` are what the two sides are called."""
    return shape.Diff(
        schema="ratgap/diff/1",
        generator=parts.generator(),
        data=parts.data(new),
        old_data=parts.data(old),
        query=shape.DiffQuery(
            *names,
            found.day,
            default_of(new.scopes),
            default_of(new.bases),
            str(found.max_age) if found.max_age else None,
        ),
        changed=bool(found),
        counts=_counts(found),
        statuses=[_status(change) for change in found.statuses],
        acts=[shape.ActChange(*_key(c), *_sides(c, recorded.act)) for c in found.acts],
        in_force=[shape.ForceChange(*_key(c), *_sides(c, recorded.force)) for c in found.in_force],
        not_party=[
            shape.AbsenceChange(*_key(c), *_sides(c, recorded.absence)) for c in found.not_party
        ],
        notes=[shape.NoteChange(c.edit, *c.key, c.old, c.new) for c in found.notes],
        readings=[shape.ReadingChange(c.edit, *c.key, _fields(c.differs)) for c in found.readings],
        records=[_record(change) for change in found.records],
    )


def _counts(found: Changes) -> shape.DiffCounts:
    return shape.DiffCounts(
        acts=_edits(found.acts),
        in_force=_edits(found.in_force),
        not_party=_edits(found.not_party),
        notes=_edits(found.notes),
        readings=_edits(found.readings),
        records=_edits(found.records),
        statuses=len(found.statuses),
        gaps_opened=found.opened,
        gaps_closed=found.closed,
    )


def _edits(part: Iterable[Change[Any]]) -> shape.EditCounts:
    counts = Counter(change.edit for change in part)
    return shape.EditCounts(*(counts[edit] for edit in Edit))


def _status(change: StatusChange) -> shape.StatusChange:
    return shape.StatusChange(
        change.state,
        change.instrument,
        change.old,
        change.new,
        "opened" if change.opened else "closed" if change.closed else None,
    )


def _key(change: Change[Any]) -> tuple[Edit, str, str, list[str]]:
    fields = [field_words.key(difference.field, claim=True) for difference in change.differs]
    return (change.edit, *change.key, fields)


def _sides(change: Change[T], published: Callable[[T], U]) -> tuple[U | None, U | None]:
    old, new = change.old, change.new
    return (
        None if old is None else published(old),
        None if new is None else published(new),
    )


def _record(change: Change[object]) -> shape.RecordChange:
    part: Any = change.key[0]
    return shape.RecordChange(change.edit, part, change.key[1], _fields(change.differs))


def _fields(differs: Iterable[Difference]) -> list[shape.Field]:
    return [shape.Field(field_words.key(d.field), _value(d.old), _value(d.new)) for d in differs]


def _value(value: object) -> str | list[str] | None:
    if value is None:
        return None
    if is_list(value):
        return [field_words.shown(entry) for entry in value]
    return field_words.shown(value)
