"""From a document's plain data to the records that its shapes describe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

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
        try:
            found[key] = adapter.validate_python(value)
        except ValidationError as error:
            wording.report(error, document, name, (*base, key))
            try:
                found[key] = adapter.validate_python(_without(value, error))
            except ValidationError:
                continue
    return found


def sections(document: Document, name: str, shape: type[BaseModel]) -> None:
    """Report unknown, missing and misshapen keys at the top of a file of several mappings."""
    for key, value in document.map().items():
        if key not in shape.model_fields:
            finding = wording.unknown_key(name, (key,))
            document.report(document.where((key,), key=True), *finding[:3])
        elif not isinstance(value, dict):
            finding = wording.wrong_type("dict_type", value)
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
