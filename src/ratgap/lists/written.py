"""Claims and readings as the data files write them (docs/data.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from ratgap.load.scalars import taken_for
from ratgap.model import Act, Column, Reading, Source, StatedForce, When

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


def claim(item: Act | StatedForce) -> str:
    """Return a claim in its short form, or in the long one where it has more to say."""
    entries = long_form(item)
    if len(entries) > len(_SHORT):
        return flow(entries)
    return f"[{_day(item.when)}, {', '.join(map(name, item.sources))}]"


_SHORT = ("day", "sources")


def long_form(item: Act | StatedForce) -> dict[str, str]:
    """Return the entries of a claim's long form by key; keys that say nothing are left out."""
    note, effective = (item.note, item.effective) if isinstance(item, Act) else ("", None)
    entries = {
        "day": _day(item.when),
        "sources": f"[{', '.join(map(name, item.sources))}]",
        "effective": str(effective or ""),
        "note": text(note) if note else "",
        "rejected": text(item.rejected) if item.rejected else "",
    }
    return {key: value for key, value in entries.items() if value}


def several(claims: Iterable[str]) -> str:
    """Return the entry that holds ``claims``: one as it is, more as a list."""
    found = list(claims)
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def reading(item: Reading) -> dict[str, str]:
    """Return the entries of a reading by key; keys that say nothing are left out."""
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
    return {key: value for key, value in entries.items() if value}


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
    lines += [
        f"    {name(id_)}: {flow(reading(entry))}" for id_, entry in sorted(item.readings.items())
    ]
    return "\n".join(lines)
