"""What an edit of the data means, and who did what since a day, as tables.

``comment`` is the Markdown that fits into a comment on a pull request.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from ratgap.assess.answer import Status
from ratgap.assess.change import (
    CLAIMS,
    RECORDS,
    Change,
    Changes,
    Difference,
    Edit,
    StatusChange,
    is_list,
)
from ratgap.assess.events import Event, Since
from ratgap.model import Dataset
from ratgap.present import plain
from ratgap.present import view as v
from ratgap.present.document_diff import in_notation, key_of
from ratgap.present.text import counted, mark, t, word
from ratgap.present.view import cell, day, table

_COMMIT = re.compile(r"^([0-9a-f]{12})[0-9a-f]{28,52}$")
"""The full name of a commit; its beginning is enough for a reader."""
_MOST_STATES = 12  # More states than that are counted where one line tells of all of them
MOST_CHARACTERS = 60_000  # Code hosts refuse a comment of more than 65,536
FOLDED_FROM = 15  # A table of more rows is folded
_LONGEST = 160  # A longer text is cut where a table shows it
_ROWS = (500, 200, 100, 50, 20, 10, 5, 1)
"""How many rows of each table are tried, until the whole comment fits."""


def changes(old: Dataset, new: Dataset, result: Changes, names: tuple[str, str]) -> v.View:
    """Return ``result``, what differs from ``old`` to ``new``; ``names`` are what both are called.

    Acts to which nothing but confirming sources came or went are counted, not listed.
    """
    readings = [(change, change.key, _reading(change)) for change in result.of("readings")]
    records = [
        (change, (word("part", change.key[0]), change.key[1]), _record(change))
        for change in result.of("records")
    ]
    tables = (
        _statuses(old, new, result),
        _claims(old, new, result),
        _confirmations(result),
        _edited(t("Readings ({count})", count=len(readings)), readings, "Source", "Instrument"),
        _edited(t("Other records ({count})", count=len(records)), records, "Part", "Id"),
    )
    first, second = (_COMMIT.sub(r"\1", name) for name in names)
    text, notes = mark("From {old} to {new}"), [_counts(result), _asked(new, result)]
    if not result:
        text, same = mark("From {old} to {new}: nothing changed"), old.digest == new.digest
        notes = [] if same else [t("The files differ in layout, order or comments only.")]
    title = t(text, old=first, new=second)
    return v.View((v.Section(title, tuple(notes), v.filled(*tables)),))


def since(dataset: Dataset, result: Since, states: Sequence[str] | None = None) -> v.View:
    """Return ``result`` for a reader; ``states`` are those asked for, None for all."""
    count = len(result.certain)
    title = t(
        "Acts after {start}, up to {end}: {count}", start=result.start, end=result.end, count=count
    )
    note = t(
        "Day: of signature, deposit or notice. Effect: from when the treaty binds the state, or no "
        "longer binds it."
    )
    of = [t("Of {states} only.", states=", ".join(states))] if states is not None else []
    undated = t(
        "The day is not known, and may lie in that time ({count})", count=len(result.possible)
    )
    tables = (
        _news(t("Acts ({count})", count=count), dataset, result.certain),
        _news(undated, dataset, result.possible),
    )
    marks = v.star(event.act for event in (*result.certain, *result.possible))
    return v.View((v.Section(title, (*of, note, *marks), v.filled(*tables)),))


def comment(view: v.View) -> str:
    """Return ``view`` as Markdown of at most ``MOST_CHARACTERS``, its long tables folded.

    Rows that do not fit are left out, and the comment says how many.
    """
    text = ""
    for most in _ROWS:
        parts: list[str] = []
        for section in view.sections:
            parts.append(plain.markdown(v.View((section._replace(tables=()),))))
            parts += [_folded(table, most) for table in section.tables]
        text = "\n".join(parts)
        if len(text) <= MOST_CHARACTERS:
            break
    # Nobody is to be called by a name that stands in the data or in a branch's name.
    return text[:MOST_CHARACTERS].replace("@", "&#64;")


def _folded(whole: v.Table, most: int) -> str:
    cut = len(whole.rows) - most
    more = counted(
        cut,
        "{count} more row is left out here: ratgap diff shows it.",
        "{count} more rows are left out here: ratgap diff shows them all.",
    )
    shown = whole._replace(title="", rows=whole.rows[:most])
    section = v.Section(whole.title, (more,) if cut > 0 else (), (shown,))
    text = plain.markdown(v.View((section,))).replace("## ", "### ", 1)
    if len(whole.rows) <= FOLDED_FROM:
        return text
    return f"<details>\n<summary>{whole.title}</summary>\n\n{text}\n</details>\n"


def _news(title: str, dataset: Dataset, news: Sequence[Event]) -> v.Table:
    return table(
        title,
        news,
        v.Column("Day", lambda item: v.starred(cell(item.act.when), item.act)),
        v.Column("State", lambda item: _name(item.state, dataset), wrap=True),
        v.Column("Instrument", lambda item: item.instrument, below=True),
        v.Column("Act", lambda item: word("act", item.act.kind)),
        v.Column("Effect", lambda item: item.effect and day(item.effect), rank=2),
        v.Column("Sources", lambda item: list(item.act.sources), rank=1, wrap=True),
    )


def _asked(new: Dataset, result: Changes) -> str:
    scope, basis = new.default_scope, new.default_basis
    if scope is None or basis is None:
        return t("Statuses and gaps as of {day}.", day=result.day)
    return t(
        "Statuses and gaps as of {day}: scope {scope}, basis {basis}.",
        day=result.day,
        scope=scope,
        basis=basis,
    )


def _counts(result: Changes) -> str:
    parts = []
    moves = (move for move in ("opened", "closed") if result.gaps[move])
    gaps = [f"{result.gaps[move]} {t(move)}" for move in moves]
    if gaps:
        parts.append(t("gaps: {counts}", counts=", ".join(gaps)))
    if result.statuses:
        parts.append(t("statuses: {count} changed", count=len(result.statuses)))
    edits = Counter(
        (change.key[0] if change.part == "records" else change.part, change.edit)
        for change in result.changes
    )
    for part in (*CLAIMS, "notes", "readings", *RECORDS):
        counts = [f"{edits[part, e]} {t(e)}" for e in Edit if edits[part, e]]
        if counts:
            parts.append(f"{word('part', part)}: {', '.join(counts)}")
    line = t("; ").join(parts)
    # No ``capitalize``, which makes the rest small.
    return line[:1].upper() + line[1:]


def _statuses(old: Dataset, new: Dataset, result: Changes) -> v.Table:
    """Return one line for each instrument and move, with the states that made it."""
    groups: dict[tuple[object, ...], list[StatusChange]] = {}
    for change in result.statuses:
        groups.setdefault(change[1:], []).append(change)

    def status(status: Status | None) -> str:
        return word("status", status) if status else t("nothing to join")

    def states(group: list[StatusChange]) -> str:
        names = [_name(change.state, new, old) for change in group]
        listed, more = ", ".join(names[:_MOST_STATES]), len(names) - _MOST_STATES
        return t("{listed} and {count} more", listed=listed, count=more) if more > 0 else listed

    return table(
        t("Statuses ({count})", count=len(result.statuses)),
        groups.values(),
        v.Column("Instrument", lambda group: group[0].instrument),
        v.Column("Was", lambda group: status(group[0].old)),
        v.Column("Is", lambda group: status(group[0].new)),
        v.Column("Gap", lambda group: group[0].gap and t(group[0].gap)),
        v.Column("States", states, wrap=True),
    )


def _name(code: str, *datasets: Dataset) -> str:
    names = (dataset.states[code].name for dataset in datasets if code in dataset.states)
    name = next(names, "")
    return f"{name} ({code})" if name else code


def _confirms(change: Change) -> bool:
    return (
        change.part == "acts"
        and change.edit is Edit.CHANGED
        and {difference.field for difference in change.differs} == {"sources"}
        and bool(change.old.sources[:1] == change.new.sources[:1])
    )


def _edited(
    title: str, rows: Iterable[tuple[Change, tuple[str, ...], str]], *heads: str
) -> v.Table:
    """Return what was done, to what under ``heads``, and what it is about."""
    texts = [(t(change.edit), *key, what) for change, key, what in rows]
    parts = (v.Column(head, itemgetter(n)) for n, head in enumerate(("Edit", *heads)))
    return table(title, texts, *parts, v.Column("What", itemgetter(-1), wrap=True))


def _claims(old: Dataset, new: Dataset, result: Changes) -> v.Table:
    kinds = {"in_force": t("in force from"), "not_party": t("not a party on"), "notes": t("note")}

    def key(change: Change) -> tuple[str, ...]:
        state, instrument = change.key
        claim = change.new or change.old
        kind = word("act", claim.kind) if change.part == "acts" else kinds[change.part]
        return _name(state, new, old), instrument, kind

    claims = [change for part in (*CLAIMS, "notes") for change in result.of(part)]
    rows = [(change, key(change), _claim(change)) for change in claims if not _confirms(change)]
    return _edited(
        t("Acts and other claims ({count})", count=len(rows)), rows, "State", "Instrument", "Act"
    )


def _claim(change: Change) -> str:
    """Return what is claimed or noted, or what differs between two versions of it."""
    if change.edit is Edit.CHANGED:
        return _differences(change.differs, claim=True)
    claim = change.new or change.old
    if change.part == "notes":
        return str(claim)
    when = claim.day if change.part == "not_party" else claim.when
    rest = [d for d in change.differs if d.field not in ("kind", "when", "day", "sources")]
    extra = [f"{d.field}: {in_notation(d.new if d.old is None else d.old)}" for d in rest]
    return t("; ").join([f"{when} ({', '.join(claim.sources)})", *extra])


def _confirmations(result: Changes) -> v.Table:
    """Return one line for each instrument and source, with the number of acts."""
    changes = [change for change in result.changes if _confirms(change)]
    counts: Counter[tuple[Edit, str, str]] = Counter()
    for change in changes:
        (sources,) = change.differs
        for edit, names in ((Edit.REMOVED, sources.old), (Edit.ADDED, sources.new)):
            counts.update((edit, change.key[1], name) for name in (names if is_list(names) else ()))
    return table(
        t("Confirmations ({count})", count=len(changes)),
        counts,
        v.Column("Edit", lambda key: t(key[0])),
        v.Column("Instrument", lambda key: key[1]),
        v.Column("Source", lambda key: key[2]),
        v.Column("Acts", lambda key: counts[key], number=True),
    )


def _reading(change: Change) -> str:
    if change.edit is Edit.CHANGED:
        return _differences(change.differs)
    reading = change.new or change.old
    if reading.absent_until:
        complete = reading.absent_until
        return t("as of {day}, complete to {complete}", day=reading.as_of, complete=complete)
    return t("as of {day}", day=reading.as_of)


def _record(change: Change) -> str:
    if change.edit is Edit.CHANGED:
        return _differences(change.differs)
    record = change.old if change.new is None else change.new
    names = (getattr(record, name, None) for name in ("title", "name", "text"))
    # Every text has a method ``title``.
    own = None if isinstance(record, str) else next(filter(None, names), None)
    return str(own or in_notation(record))


def _differences(differs: Iterable[Difference], *, claim: bool = False) -> str:
    return t("; ").join(text for difference in differs for text in _differing(difference, claim))


def _differing(difference: Difference, claim: bool) -> Iterator[str]:
    field, old, new = key_of(difference.field, claim=claim), difference.old, difference.new
    # Which source comes first matters for a claim: its list is told as a whole.
    parts = not claim and (is_list(old) or is_list(new))
    if old is not None and new is not None and not parts:
        yield t("{field}: {old} became {new}", field=field, old=_cut(old), new=_cut(new))
        return
    if new is not None:
        yield t("{field}: {value} added", field=field, value=_cut(new))
    if old is not None:
        yield t("{field}: {value} removed", field=field, value=_cut(old))


def _cut(value: object) -> str:
    text = in_notation(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 4].rstrip() + " ..."
