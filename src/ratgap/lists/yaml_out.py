"""Claims and readings as the data files write them (docs/data.md)."""

import json
import re
from collections.abc import Iterable, Sequence

from ratgap.load.tree import taken_for
from ratgap.model import Absence, Act, Cell, Column, Reading, Source, StatedForce

_PLAIN = re.compile(r"[^\W\d_][\w .()/'+-]*[\w.)]|[^\W\d_]")
_PLAIN_ID = re.compile(r"\w[\w.-]*")


def text(value: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """Return ``value`` as a scalar in brackets, quoted where it could be taken for else."""
    if plain.fullmatch(value) and not taken_for(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def name(value: str) -> str:
    """Return an id or a code as a scalar, quoted where it could be taken for something else."""
    return text(value, _PLAIN_ID)


def _claim(item: Act | StatedForce | Absence) -> str:
    day = str(item.day if isinstance(item, Absence) else item.when)
    if day.startswith("<"):
        # A sign at the start is quoted, as everywhere in the data.
        day = f'"{day}"'
    sources = [name(source) for source in item.sources]
    further = {
        key: text(str(value)) if isinstance(value, str) else str(value)
        for key in ("effective", "note", "rejected")
        if (value := getattr(item, key, None))
    }
    if further:
        return flow({"day": day, "sources": _list(sources), **further})
    return _list([day, *sources])


def _list(items: Iterable[str]) -> str:
    listed = ", ".join(items)
    return f"[{listed}]" if listed else ""


def cell(old: Cell, new: Cell, order: Sequence[str]) -> str:
    """Return what ``new`` records of a state and a treaty, on one line, its keys in ``order``.

    Claims that ``old`` has keep the order of the file; what is new comes last of its kind.
    """
    known = {act.where for act in old.acts} | {force.where for force in old.stated_force}
    entries: dict[str, list[str]] = {}
    claims: list[Act | StatedForce] = [*new.acts, *new.stated_force]
    claims.sort(key=lambda claim: (claim.where not in known, claim.where))
    for claim in (*claims, *new.absences):
        entries.setdefault(_key(claim), []).append(_claim(claim))
    lines = {key: texts[0] if len(texts) == 1 else _list(texts) for key, texts in entries.items()}
    if new.note:
        lines["note"] = text(new.note)
    return flow({key: lines[key] for key in sorted(lines, key=order.index)})


def _key(claim: Act | StatedForce | Absence) -> str:
    if isinstance(claim, Act):
        return claim.kind.value
    return "in_force" if isinstance(claim, StatedForce) else "not_party"


def reading(item: Reading) -> str:
    """Return a reading on one line; keys that say nothing are left out."""
    entries = {
        "as_of": str(item.as_of),
        "gives": _list(column for column in Column if column in item.gives),
        "absent_until": str(item.absent_until or ""),
        "silent_on": _list(map(name, sorted(item.silent_on))),
        "parties": "" if item.parties is None else str(item.parties),
        "deposits": "" if item.deposits is None else str(item.deposits),
        "total": "" if item.total is None else str(item.total),
        "counted": flow({key: str(number) for key, number in item.counted.items()})
        if item.counted
        else "",
    }
    for key in ("trust", "title", "address", "note"):
        if value := getattr(item, key):
            entries[key] = text(value)
    return flow({key: value for key, value in entries.items() if value})


def flow(entries: dict[str, str]) -> str:
    """Return a mapping on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"


def source(item: Source) -> str:
    """Return the block of a source, its readings below it, without indentation."""
    keys = ("title", "publisher", "address", "kind", "trust", "note")
    lines = [f"{name(item.id)}:"]
    lines += [f"  {key}: {text(value)}" for key in keys if (value := getattr(item, key))]
    lines.append("  readings:")
    lines += [f"    {name(id_)}: {reading(entry)}" for id_, entry in sorted(item.readings.items())]
    return "\n".join(lines)
