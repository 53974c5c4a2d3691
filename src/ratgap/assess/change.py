"""Between two data sets: what an edit means, whatever its layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeGuard, TypeVar

from ratgap.assess.answer import Status
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.assess.status import answer
from ratgap.model import Absence, Act, ActKind, Dataset, NationalReport, StatedForce, When
from ratgap.named import NamedTuple, Word
from ratgap.problem import NONE, compared

T = TypeVar("T")

CLAIMS = ("acts", "in_force", "not_party")
"""The parts of what is recorded of a state and an instrument that sources are cited for."""
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


class Edit(Word):
    """What became of one thing that is recorded."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(NamedTuple):
    """One thing on both sides: None where that side does not have it.

    ``part`` is one of ``CLAIMS``, or "notes", "readings", "records". ``key`` leads to the thing:
    state and instrument for a claim or a note, source and instrument for a reading, the part of
    the data set and the id for a record.
    """

    part: str
    key: tuple[str, str]
    old: Any
    new: Any
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
    def gap(self) -> str:
        """Whether a gap was "opened" or "closed"; empty for neither."""
        if self.gap_before == self.gap_after:
            return ""
        return "opened" if self.gap_after else "closed"


class Changes(NamedTuple):
    """Everything that two data sets do not have in common, but for layout and order."""

    day: date
    max_age: MaxAge | None
    changes: tuple[Change, ...] = ()
    statuses: tuple[StatusChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any change. Nothing else can move a status."""
        return bool(self.changes or self.statuses)

    def of(self, part: str) -> list[Change]:
        """Return the changes of one part, in the order of reports."""
        return [change for change in self.changes if change.part == part]

    @property
    def gaps(self) -> Counter[str]:
        """How many gaps were "opened" and how many "closed"."""
        return Counter(change.gap for change in self.statuses if change.gap)


def changes(
    old: Dataset, new: Dataset, day: date, max_age: MaxAge | None = DEFAULT_MAX_AGE
) -> Changes:
    """Return what ``new`` says that ``old`` does not, and the reverse; statuses as of ``day``.

    Acts are told by state, instrument and kind: an act of another kind is another act. What
    stands elsewhere in a file, or in another order where order has no meaning, is the same.
    """
    changed = (*_cells(old, new), *_readings(old, new), *_records(old, new))
    return Changes(day, max_age, changed, tuple(_statuses(old, new, day, max_age)))


def _cells(old: Dataset, new: Dataset) -> Iterator[Change]:
    order = {id_: n for n, id_ in enumerate(_union(new.instruments, old.instruments))}
    for key in sorted(
        {*old.cells, *new.cells}, key=lambda key: (key[0], order.get(key[1], len(order)), key[1])
    ):
        before, after = old.cell(*key), new.cell(*key)
        if before == after:
            continue
        for kind in ActKind:
            these, those = ([a for a in cell.acts if a.kind is kind] for cell in (before, after))
            yield from _claims("acts", key, these, those)
        yield from _claims("in_force", key, before.stated_force, after.stated_force)
        yield from _claims("not_party", key, before.absences, after.absences)
        if before.note != after.note:
            note = Difference("note", before.note or None, after.note or None)
            yield Change("notes", key, note.old, note.new, (note,))


def _union(first: Mapping[str, object], second: Mapping[str, object]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _claims(
    part: str, key: tuple[str, str], old: Sequence[object], new: Sequence[object]
) -> Iterator[Change]:
    """Equal ones first, then of the same day, by the same source, at the same place."""
    before, after = list(old), list(new)
    pairs: list[tuple[object, object]] = []
    likenesses: tuple[Callable[[Any], object], ...]
    likenesses = (
        _settled,
        lambda claim: claim.day if isinstance(claim, Absence) else claim.when,
        lambda claim: claim.sources[:1],
        lambda claim: None,
    )
    for like in likenesses:
        for claim in list(before):
            other = next((other for other in after if like(other) == like(claim)), None)
            if other is not None:
                before.remove(claim)
                after.remove(other)
                pairs += [(claim, other)] if like is not _settled else []
    pairs += [*((claim, None) for claim in before), *((None, claim) for claim in after)]
    for pair in pairs:
        yield Change(part, key, *pair, _differing(*pair, leading=True))


def _settled(claim: Act | StatedForce | Absence) -> object:
    """Return ``claim`` with the sources that confirm the first one in alphabetical order."""
    return claim._replace(sources=(*claim.sources[:1], *sorted(claim.sources[1:])))


def _readings(old: Dataset, new: Dataset) -> Iterator[Change]:
    before, after = (
        {(s.id, r.instrument): r for s in side.sources.values() for r in s.readings.values()}
        for side in (old, new)
    )
    for key in sorted({*before, *after}):
        these, those = before.get(key), after.get(key)
        if differs := _differing(these, those):
            yield Change("readings", key, these, those, differs)


def _records(old: Dataset, new: Dataset) -> Iterator[Change]:
    for part in RECORDS:
        before, after = _part(old, new, part)
        for id_ in _union(after, before):
            these, those = before.get(id_), after.get(id_)
            if differs := _differing(these, those):
                yield Change("records", (part, id_), these, those, differs)


def _part(old: Dataset, new: Dataset, part: str) -> tuple[Mapping[str, object], ...]:
    if part == "commitments":
        return _by_name(old.commitments, new.commitments, lambda c: f"{c.state}: {c.place}")
    if part == "reports":
        return _by_name(old.reports, new.reports, _report)
    if part == "sources":
        # Readings are told apart.
        return tuple(
            {id_: source._replace(readings=NONE) for id_, source in side.sources.items()}
            for side in (old, new)
        )
    return getattr(old, part), getattr(new, part)


def _report(report: NationalReport) -> str:
    ordinal = f", {report.ordinal}" if report.ordinal else ""
    return f"{report.state}: {report.symbol or report.body + ordinal}"


def _by_name(
    old: Iterable[T], new: Iterable[T], name: Callable[[T], str]
) -> tuple[dict[str, T], dict[str, T]]:
    """Records of one name are told apart by their order."""
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


def _statuses(
    old: Dataset, new: Dataset, day: date, max_age: MaxAge | None
) -> Iterator[StatusChange]:
    for state in sorted({*old.states, *new.states}):
        for instrument in _union(new.instruments, old.instruments):
            before, gap_before = _status(old, state, instrument, day, max_age)
            after, gap_after = _status(new, state, instrument, day, max_age)
            if (before, gap_before) != (after, gap_after):
                yield StatusChange(state, instrument, before, after, gap_before, gap_after)


def _status(
    dataset: Dataset, code: str, instrument: str, day: date, max_age: MaxAge | None
) -> tuple[Status | None, bool]:
    """Return the status on ``day`` and whether it is a gap by default; None: nothing to join."""
    treaty, state = dataset.instruments.get(instrument), dataset.states.get(code)
    if treaty is None or state is None or state.former or treaty.adopted > day:
        return None, False
    if not (state.existed(day) and dataset.open_to(code, instrument)):
        return None, False
    status = answer(dataset, code, instrument, day, max_age).status
    scope, basis = dataset.default_scope, dataset.default_basis
    asked = (scope is None or scope in treaty.scopes) and (basis is None or basis in treaty.bases)
    return status, status.gap and asked


def _differing(old: object, new: object, *, leading: bool = False) -> tuple[Difference, ...]:
    """Return the fields in which two records of one type differ.

    ``leading``: the first of several sources has a meaning of its own, as in claims. Where one
    side is None, everything that the other has is a difference.
    """
    before, after = dict(_flat(old)), dict(_flat(new))
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


def _flat(value: object, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record by dotted name, those of its parts included."""
    parts: Iterable[tuple[str, object]] = ()
    if is_record(value):
        parts = compared(value)
    elif isinstance(value, Mapping):
        parts = value.items()
    elif value is not None and value is not False and value not in ("", (), frozenset()):
        # A record that is one text, such as a family's title, has no name for it.
        yield name or "title", value
    for key, part in parts:
        yield from _flat(part, f"{name}.{key}" if name else key)


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
