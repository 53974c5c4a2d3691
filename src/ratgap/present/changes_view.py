"""What an edit of the data means, as tables: statuses and gaps first, then who said what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ratgap.assess.change import RECORDS, Change, Changes, Edit, StatusChange
from ratgap.model import Absence, Act, Dataset, Reading, State, StatedForce
from ratgap.present import view
from ratgap.present.field_words import shown, told
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Column, Row, Section, Table, View

_COMMIT = re.compile(r"^([0-9a-f]{12})[0-9a-f]{28,52}$")
"""The full name of a commit; its beginning is enough for a reader."""
_MOST_STATES = 12
"""More states than that are counted where one line tells of all of them."""


def changes(
    old: Dataset, new: Dataset, found: Changes, names: tuple[str, str], say: Say = ENGLISH
) -> View:
    """Return ``found``, what differs from ``old`` to ``new``; ``names`` are what both are called.

    Acts to which nothing but confirming sources came or went are counted, not listed.
    """
    confirmed = [change for change in found.acts if _confirms(change)]
    claims = list(_claims(old, new, found, say))
    tables = (
        _statuses(old, new, found, say),
        _table("claims", claims, ("edit", "state", "instrument", "act"), len(claims), say),
        _confirmations(confirmed, say),
        _readings(found, say),
        _records(found, say),
    )
    first, second = (_COMMIT.sub(r"\1", name) for name in names)
    title = say("diff.head" if found else "diff.nothing", old=first, new=second)
    notes = [_counts(found, say), _asked(new, found, say)] if found else []
    if not found and old.digest != new.digest:
        notes.append(say("diff.layout"))
    return View((Section(title, tuple(notes), tuple(t for t in tables if t.rows)),))


def _asked(new: Dataset, found: Changes, say: Say) -> str:
    scope, basis = new.default_scope, new.default_basis
    if scope is None or basis is None:
        return say("diff.asked.any", day=found.day)
    return say("diff.asked", day=found.day, scope=scope, basis=basis)


def _counts(found: Changes, say: Say) -> str:
    """Return how many of what were added, changed and removed, on one line."""
    moves = {"opened": found.opened, "closed": found.closed}
    counted = [say(f"diff.counted.{move}", count=n) for move, n in moves.items() if n]
    said = [_count("gaps", ", ".join(counted), say)] if counted else []
    if found.statuses:
        changed = say("diff.counted.changed", count=len(found.statuses))
        said.append(_count("statuses", changed, say))
    for part in ("acts", "in_force", "not_party", "notes", "readings", *RECORDS):
        records = [c for c in found.records if c.key[0] == part]
        edits = Counter(c.edit for c in (records if part in RECORDS else getattr(found, part)))
        if edits:
            counted = [say(f"diff.counted.{e}", count=edits[e]) for e in Edit if edits[e]]
            said.append(_count(part, ", ".join(counted), say))
    counts = "; ".join(said)
    return counts[:1].upper() + counts[1:]


def _count(part: str, counts: str, say: Say) -> str:
    return say("diff.count", what=say(f"diff.part.{part}"), counts=counts)


def _statuses(old: Dataset, new: Dataset, found: Changes, say: Say) -> Table:
    """Return one line for each instrument and move, with the states that made it."""
    groups: dict[tuple[object, ...], list[StatusChange]] = {}
    for change in found.statuses:
        move = (change.instrument, change.old, change.new, change.opened, change.closed)
        groups.setdefault(move, []).append(change)
    rows = []
    for group in groups.values():
        first = group[0]
        gap = "opened" if first.opened else "closed" if first.closed else ""
        names = [_name(old, new, change.state) for change in group]
        rows.append(
            Row(
                (
                    (first.instrument,),
                    (say(f"status.{first.old}") if first.old else say("diff.no-status"),),
                    (say(f"status.{first.new}") if first.new else say("diff.no-status"),),
                    view.parts(say(f"diff.gap.{gap}") if gap else ""),
                    (_most(names, say),),
                )
            )
        )
    columns = (
        *(Column(say(f"column.{name}")) for name in ("instrument", "was", "is", "gap")),
        Column(say("column.states"), wrap=True),
    )
    return Table(say("diff.statuses", count=len(found.statuses)), columns, tuple(rows))


def _name(old: Dataset, new: Dataset, code: str) -> str:
    state: State | None = new.states.get(code) or old.states.get(code)
    return f"{state.name} ({code})" if state else code


def _most(names: Sequence[str], say: Say) -> str:
    listed = ", ".join(names[:_MOST_STATES])
    more = len(names) - _MOST_STATES
    return say("diff.more", listed=listed, count=more) if more > 0 else listed


def _confirms(change: Change[Act]) -> bool:
    """Whether only sources that confirm the act came or went."""
    if change.old is None or change.new is None:
        return False
    names = {difference.field for difference in change.differs}
    return names == {"sources"} and change.old.sources[:1] == change.new.sources[:1]


def _claims(old: Dataset, new: Dataset, found: Changes, say: Say) -> Iterator[Row]:
    told_of: list[tuple[Change[Any], str, str]] = []
    for change in found.acts:
        act = change.new or change.old
        if act and not _confirms(change):
            told_of.append((change, say(f"act.{act.kind}"), _claim(change, say)))
    told_of += [(c, say("explain.in-force"), _claim(c, say)) for c in found.in_force]
    told_of += [(c, say("explain.not-party"), _claim(c, say)) for c in found.not_party]
    told_of += [(c, say("diff.note"), _note(c, say)) for c in found.notes]
    for change, kind, what in told_of:
        state, instrument = change.key
        yield _row(change, (_name(old, new, state), instrument, kind), what, say)


def _claim(change: Change[Act] | Change[StatedForce] | Change[Absence], say: Say) -> str:
    """Return what is claimed, or what differs between two versions of a claim."""
    if change.edit is Edit.CHANGED:
        return told(change.differs, say, claim=True)
    claim = change.new or change.old
    if claim is None:
        return ""
    day = claim.day if isinstance(claim, Absence) else claim.when
    rest = [d for d in change.differs if d.field not in ("kind", "when", "day", "sources")]
    extra = [
        say("field.is", field=d.field, value=shown(d.new if d.old is None else d.old)) for d in rest
    ]
    return "; ".join([f"{day} ({', '.join(claim.sources)})", *extra])


def _note(change: Change[str], say: Say) -> str:
    if change.edit is Edit.CHANGED:
        return told(change.differs, say)
    return (change.old or "") + (change.new or "")


def _confirmations(confirmed: Sequence[Change[Act]], say: Say) -> Table:
    """Return one line for each instrument and source, with the number of acts."""
    moves = Counter(
        (change.key[1], source, Edit.ADDED if side == "new" else Edit.REMOVED)
        for change in confirmed
        for difference in change.differs
        for side in ("old", "new")
        for source in getattr(difference, side) or ()
    )
    rows = tuple(
        Row(((say(f"diff.edit.{edit}"),), (instrument,), (source,), (str(count),)))
        for (instrument, source, edit), count in moves.items()
    )
    columns = (
        *(Column(say(f"column.{name}")) for name in ("edit", "instrument", "source")),
        Column(say("column.acts"), number=True),
    )
    return Table(say("diff.confirmed", count=len(confirmed)), columns, rows)


def _readings(found: Changes, say: Say) -> Table:
    rows = [_row(change, change.key, _reading(change, say), say) for change in found.readings]
    return _table("readings", rows, ("edit", "source", "instrument"), len(rows), say)


def _reading(change: Change[Reading], say: Say) -> str:
    reading = change.new or change.old
    if change.edit is Edit.CHANGED or reading is None:
        return told(change.differs, say)
    if reading.absent_until:
        return say("diff.reading.complete", day=reading.as_of, complete=reading.absent_until)
    return say("diff.reading", day=reading.as_of)


def _records(found: Changes, say: Say) -> Table:
    rows = []
    for change in found.records:
        record = change.new if change.new is not None else change.old
        what = told(change.differs, say) if change.edit is Edit.CHANGED else _title(record)
        key = (say(f"diff.part.{change.key[0]}"), change.key[1])
        rows.append(_row(change, key, what, say))
    return _table("records", rows, ("edit", "part", "id"), len(rows), say)


def _title(record: object) -> str:
    """Return what a record calls itself; a family is its title."""
    if not isinstance(record, str):
        for name in ("title", "name", "text"):
            if found := getattr(record, name, None):
                return str(found)
    return shown(record)


def _row(change: Change[Any], key: Sequence[str], what: str, say: Say) -> Row:
    return Row(((say(f"diff.edit.{change.edit}"),), *((part,) for part in key), (what,)))


def _table(name: str, rows: Iterable[Row], heads: Sequence[str], count: int, say: Say) -> Table:
    columns = (
        *(Column(say(f"column.{head}")) for head in heads),
        Column(say("column.what"), wrap=True),
    )
    return Table(say(f"diff.{name}", count=count), columns, tuple(rows))
