"""Claims and readings as the data files write them (docs/data.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ratgap.load.scalars import taken_for
from ratgap.model import Absence, Act, Cell, Column, Reading, Source, StatedForce, When

_PLAIN = re.compile(r"[^\W\d_][\w .()/'+-]*[\w.)]|[^\W\d_]")
_PLAIN_ID = re.compile(r"\w[\w.-]*")


def text(value: str) -> str:
    """Return ``value`` as a scalar in brackets, quoted where it could be taken for else."""
    if _PLAIN.fullmatch(value) and not taken_for(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def name(value: str) -> str:
    """Return an id or a code as a scalar, quoted where it could be taken for something else."""
    if _PLAIN_ID.fullmatch(value) and not taken_for(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _day(when: When) -> str:
    """Return a day or a span as an item of a list, where a sign at its start is quoted."""
    return f'"{when}"' if when.earliest is None else str(when)


def _claim(item: Act | StatedForce | Absence) -> str:
    """Return a claim in its short form, or in the long one where it has more to say."""
    day = str(item.day) if isinstance(item, Absence) else _day(item.when)
    sources = ", ".join(map(name, item.sources))
    further = {
        key: text(str(value)) if isinstance(value, str) else str(value)
        for key in ("effective", "note", "rejected")
        if (value := getattr(item, key, None))
    }
    if further:
        return flow({"day": day, "sources": f"[{sources}]", **further})
    return f"[{day}, {sources}]"


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
    lines = {
        key: texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
        for key, texts in entries.items()
    }
    if new.note:
        lines["note"] = text(new.note)
    return flow({key: lines[key] for key in sorted(lines, key=order.index)})


def _key(claim: Act | StatedForce | Absence) -> str:
    if isinstance(claim, Act):
        return claim.kind.value
    return "in_force" if isinstance(claim, StatedForce) else "not_party"


def reading(item: Reading) -> str:
    """Return a reading on one line; keys that say nothing are left out."""
    gives = ", ".join(column for column in Column if column in item.gives)
    silent = ", ".join(map(name, sorted(item.silent_on)))
    entries = {
        "as_of": str(item.as_of),
        "gives": f"[{gives}]" if gives else "",
        "absent_until": str(item.absent_until or ""),
        "silent_on": f"[{silent}]" if silent else "",
        "parties": "" if item.parties is None else str(item.parties),
        "title": text(item.title) if item.title else "",
        "address": text(item.address) if item.address else "",
        "note": text(item.note) if item.note else "",
    }
    return flow({key: value for key, value in entries.items() if value})


def flow(entries: dict[str, str]) -> str:
    """Return a mapping on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"


def source(item: Source) -> str:
    """Return the block of a source, its readings below it, without indentation."""
    lines = [f"{name(item.id)}:", f"  title: {text(item.title)}"]
    for key in ("publisher", "address", "kind", "trust", "note"):
        value = getattr(item, key)
        if value:
            lines.append(f"  {key}: {text(value)}")
    lines.append("  readings:")
    lines += [f"    {name(id_)}: {reading(entry)}" for id_, entry in sorted(item.readings.items())]
    return "\n".join(lines)
