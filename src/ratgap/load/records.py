"""From a document's plain data to the records that its shapes describe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from ratgap.load import wording
from ratgap.load.fields import PATTERNS
from ratgap.load.tree import MAX_PROBLEMS, Document, Path, show

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
        wording.report(error, document, name, path)
        try:
            return adapter.validate_python(_without(value, error))
        except ValidationError:
            return None


def sections(document: Document, name: str, shape: type[BaseModel]) -> None:
    """Report unknown, missing and misshapen keys at the top of a file of mappings or lists."""
    for key, value in document.map().items():
        if key not in shape.model_fields:
            finding = wording.unknown_key(name, (key,))
            document.report(document.where((key,), key=True), *finding[:3])
        else:
            kind = get_origin(shape.model_fields[key].annotation) or dict
            if not isinstance(value, kind):
                finding = wording.wrong_type(f"{kind.__name__}_type", value)
                document.report(document.where((key,)), *finding[:3])
    for key, known in shape.model_fields.items():
        if known.is_required() and key not in document.map():
            document.report(document.where(()), *wording.missing((key,))[:3])


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
