"""The published JSON held to its schema, with nothing more allowed than the schema names."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from ratgap.present.schema import schema


@cache
def _strict(name: str) -> Draft202012Validator:
    return Draft202012Validator(_closed(schema(name)), validate_formats=True)


def _closed(shape: Any) -> Any:
    """Return ``shape`` with nothing more allowed in an object whose keys it names, however deep."""
    if isinstance(shape, list):
        return [_closed(part) for part in shape]
    if not isinstance(shape, dict):
        return shape
    closed = {key: _closed(part) for key, part in shape.items()}
    return {**closed, "additionalProperties": False} if "properties" in shape else closed


def check(text: str) -> dict[str, Any]:
    """Return the document in ``text``, which has every field of its schema and no other."""
    document: dict[str, Any] = json.loads(text)
    # The name of a file may be no Unicode, of which older versions of the validator know nothing.
    written = document if text.isascii() else json.loads(text.encode("utf-8", "replace"))
    _strict(document["schema"].split("/")[1]).validate(written)
    return document


def laid_out(name: str, printed: str) -> str:
    """Return ``printed`` as the golden file ``name`` has it: JSON of a pipe is indented there."""
    if not name.endswith(".json"):
        return printed
    assert printed.count("\n") == 1
    return json.dumps(json.loads(printed), ensure_ascii=False, indent=2) + "\n"
