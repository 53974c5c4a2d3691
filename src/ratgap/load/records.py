"""From a document's plain data to what its shapes describe; what pydantic finds, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ratgap.load.fields import PATTERNS
from ratgap.load.scalars import MEANING
from ratgap.load.schema import keys_at
from ratgap.load.tree import MAX_PROBLEMS, Document, Path, Plain, show
from ratgap.problem import did_you_mean

M = TypeVar("M")


def records(
    document: Document, name: str, shape: type[M], key_pattern: str, base: Path = ()
) -> dict[str, M]:
    """Return the records of the mapping at ``base``, by key, and report what is wrong.

    ``name`` is the data file's, ``shape`` what each record must be. A record with something wrong
    is returned without it, so that the rest of it can be checked further; one that makes no sense
    without it is left out.
    """
    adapter = TypeAdapter(shape)
    found: dict[str, M] = {}
    for key, value in document.map(*base).items():
        if not re.fullmatch(key_pattern, key):
            message = f"{show(key)}: {PATTERNS[key_pattern]}"
            where = document.where((*base, key), key=True)
            document.report(where, "shape-text", message, "rename it")
        record = _record(adapter, value, document, name, (*base, key))
        if record is not None:
            found[key] = record
    return found


def listed(
    document: Document, name: str, shape: type[M], base: Path = ()
) -> Iterator[tuple[Path, M]]:
    """Yield the records of the list at ``base`` with the path of each; else as ``records``."""
    adapter = TypeAdapter(shape)
    held = document.at(*base)
    for index, value in enumerate(held if isinstance(held, list) else ()):
        record = _record(adapter, value, document, name, (*base, index))
        if record is not None:
            yield (*base, index), record


def _record(
    adapter: TypeAdapter[M], value: object, document: Document, name: str, path: Path
) -> M | None:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        _report(error, document, name, path)
        try:
            return adapter.validate_python(_without(value, error))
        except ValidationError:
            return None


def sections(document: Document, name: str, shape: type[BaseModel]) -> None:
    """Report unknown, missing and misshapen keys at the top of a file of mappings or lists."""
    for key, value in document.map().items():
        if key not in shape.model_fields:
            finding = _unknown_key(name, (key,))
            document.report(document.where((key,), key=True), *finding[:3])
        else:
            kind = get_origin(shape.model_fields[key].annotation) or dict
            if not isinstance(value, kind):
                finding = _wrong_type(f"{kind.__name__}_type", value)
                document.report(document.where((key,)), *finding[:3])
    for key, known in shape.model_fields.items():
        if known.is_required() and key not in document.map():
            document.report(document.where(()), *_missing((key,))[:3])


def _without(value: object, error: ValidationError) -> object:
    """Return ``value`` without the entries that ``error`` finds fault with."""
    if not isinstance(value, Mapping) or error.error_count() > MAX_PROBLEMS:
        return None
    rest = dict(value)
    inner: dict[object, set[object]] = {}
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        loc: tuple[object, ...] = detail["loc"]
        inner.setdefault(loc[0] if loc else None, set()).add(loc[1] if len(loc) > 1 else None)
    for key, steps in inner.items():
        held = value.get(key)
        if isinstance(held, Mapping) and steps <= held.keys():
            rest[key] = {step: held[step] for step in held if step not in steps}
        else:
            rest.pop(key, None)
    return rest


class Finding(NamedTuple):
    """A rule, what is wrong, how to mend it; ``at_key``: what is meant is the key."""

    rule: str
    message: str
    remedy: str
    at_key: bool = False


def _report(error: ValidationError, document: Document, name: str, base: Path) -> None:
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
        return _unknown_key(name, path)
    if kind == "missing":
        return _missing(path)
    if kind in ("literal_error", "enum"):
        return _choice(value, context.get("expected", ""))
    if kind == "string_pattern_mismatch":
        message = f"{show(str(value))}: {PATTERNS[context['pattern']]}"
        return Finding("shape-text", message, "correct it", path[-1] == "[key]")
    if kind in ("string_too_short", "too_short"):
        return Finding("shape-empty", "nothing is written here", "write it, or delete the key")
    if kind == "string_type":
        return _not_text(value)
    return _wrong_type(kind, value)


def _unknown_key(name: str, path: Path) -> Finding:
    """Return what to say of the key at ``path``, which its mapping does not have."""
    key = str(path[-1])
    known = keys_at(name, path[:-1])
    remedy = did_you_mean(key, known, f"known keys: {', '.join(known)}")
    return Finding("shape-unknown-key", f"there is no key {show(key)} here", remedy, True)


def _missing(path: Path) -> Finding:
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
    remedy = did_you_mean(word, choices, f"write one of {', '.join(choices)}")
    return Finding("shape-choice", f"{show(word) or 'this'} is not known here", remedy)


def _not_text(value: object) -> Finding:
    if isinstance(value, Plain) and not value.text:
        return Finding("shape-empty", "nothing is written here", "write it, or delete the key")
    if isinstance(value, Plain):
        text = show(value.text)
        message = f"{text} is read {MEANING[value.kind]} by other programs, and text is meant"
        return Finding("yaml-not-text", message, f'write "{text}" in quotes')
    return Finding("shape-type", f"text is expected, not {_named(value)}", "write text")


def _wrong_type(kind: str, value: object) -> Finding:
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
