"""What pydantic found wrong with a record, said in plain words and at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ratgap.load.fields import PATTERNS
from ratgap.load.hints import close_to
from ratgap.load.scalars import MEANING
from ratgap.load.schema import keys_at
from ratgap.load.tree import MAX_PROBLEMS, Document, Path, Plain, show

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


class Finding(NamedTuple):
    """A rule, what is wrong, how to mend it; ``at_key``: what is meant is the key."""

    rule: str
    message: str
    remedy: str
    at_key: bool = False


def report(error: ValidationError, document: Document, name: str, base: Path) -> None:
    """Report every finding of ``error`` on the record at ``base`` of the data file ``name``."""
    if error.error_count() > MAX_PROBLEMS:
        message = f"more than {MAX_PROBLEMS} problems here; they are not shown"
        where = document.where(base, key=True)
        document.report(where, "file-too-many-problems", message, "is this the right file?")
        return
    for detail in error.errors(include_url=False):
        if document.full:
            return
        path = (*base, *detail["loc"])
        finding = _finding(detail, name, path)
        where = document.where(path, key=finding.at_key)
        document.report(where, finding.rule, finding.message, finding.remedy)


def _finding(detail: ErrorDetails, name: str, path: Path) -> Finding:
    kind, value = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if "remedy" in context:
        return Finding(kind, context["what"], context["remedy"])
    if kind == "extra_forbidden":
        return unknown_key(name, path)
    if kind == "missing":
        return missing(path)
    if kind in ("literal_error", "enum"):
        return _choice(value, context.get("expected", ""))
    if kind == "string_pattern_mismatch":
        message = f"{show(str(value))}: {PATTERNS[context['pattern']]}"
        return Finding("shape-text", message, "correct it", path[-1] == "[key]")
    if kind in ("string_too_short", "too_short"):
        return Finding("shape-empty", "nothing is written here", "write it, or delete the key")
    if kind == "string_type":
        return _not_text(value)
    return wrong_type(kind, value)


def unknown_key(name: str, path: Path) -> Finding:
    """Return what to say of the key at ``path``, which its mapping does not have."""
    key = str(path[-1])
    known = keys_at(name, path[:-1])
    close = close_to(key, known)
    remedy = f"did you mean {close}?" if close else f"known keys: {', '.join(known)}"
    return Finding("shape-unknown-key", f"there is no key {show(key)} here", remedy, True)


def missing(path: Path) -> Finding:
    """Return what to say of the key or item at ``path``, which must be there."""
    key = path[-1]
    if isinstance(key, int):
        what = "the day" if key == 0 else "the source"
        return Finding("shape-missing-key", f"{what} is missing", "write [day, source, ...]")
    return Finding("shape-missing-key", f"the key {key} is missing", f"add {key}: ...", True)


def _choice(value: object, expected: str) -> Finding:
    if isinstance(value, Plain):
        value = value.text
    choices = re.findall(r"'([^']*)'", expected)
    word = value if isinstance(value, str) else ""
    close = close_to(word, choices)
    remedy = f"did you mean {close}?" if close else f"write one of {', '.join(choices)}"
    return Finding("shape-choice", f"{show(word) or 'this'} is not known here", remedy)


def _not_text(value: object) -> Finding:
    if isinstance(value, Plain) and not value.text:
        return Finding("shape-empty", "nothing is written here", "write it, or delete the key")
    if isinstance(value, Plain):
        text = show(value.text)
        message = f"{text} is read {MEANING[value.kind]} by other programs, and text is meant"
        return Finding("yaml-not-text", message, f'write "{text}" in quotes')
    return Finding("shape-type", f"text is expected, not {_named(value)}", "write text")


def wrong_type(kind: str, value: object) -> Finding:
    """Return what to say of ``value``, which is not of the pydantic error type ``kind``."""
    if kind == "tuple_type":
        return Finding(
            "shape-type", f"{_named(value)} is no act", "write [day, source, ...] or {day: ...}"
        )
    if kind == "list_type":
        message = f"a list is expected, not {_named(value)}"
        return Finding("shape-type", message, "write [one, another]")
    message = f"keys and values are expected, not {_named(value)}"
    return Finding("shape-type", message, "write {key: value}, or {} for none")


def _named(value: object) -> str:
    if isinstance(value, Plain):
        value = value.text
    if isinstance(value, str):
        return show(value) or "nothing"
    return "a list" if isinstance(value, list) else "keys and values"
