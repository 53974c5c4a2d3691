"""Descriptions for JSON Schemas, from the docstrings of classes and under their fields.

Taken from the source, because how much of it pydantic takes up differs by its version.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import Any


def describe(schema: dict[str, Any], shapes: Mapping[str, type]) -> dict[str, Any]:
    """Return ``schema`` with what the classes in ``shapes``, by name, say of themselves."""
    parts = {name: _part(part, shapes.get(name)) for name, part in schema["$defs"].items()}
    return _part(schema, shapes[schema["title"]]) | {"$defs": parts}


def _part(part: dict[str, Any], shape: type | None) -> dict[str, Any]:
    """Return the schema of one class; one that is not of ``shapes`` keeps what it has."""
    if shape is None:
        return part
    told = fields_told(shape)
    properties = {
        name: _with(told.get(name), {k: v for k, v in field.items() if k != "title"})
        for name, field in part["properties"].items()
    }
    return _with(inspect.cleandoc(shape.__doc__ or ""), part) | {"properties": properties}


def _with(description: str | None, node: dict[str, Any]) -> dict[str, Any]:
    """Return ``node`` with ``description`` at its head; without any where there is none."""
    rest = {key: value for key, value in node.items() if key != "description"}
    if "const" in rest:
        # The one value allowed; before 2.10 pydantic says it twice.
        rest.pop("enum", None)
    return {"description": description, **rest} if description else rest


def fields_told(shape: type) -> dict[str, str]:
    """Return the docstring under each field of ``shape`` and of the classes it extends."""
    told: dict[str, str] = {}
    for base in reversed(shape.__mro__[:-1]):
        body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
        assert isinstance(body, ast.ClassDef)  # noqa: S101
        for field, doc in pairwise(body.body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(doc, ast.Expr)
                and isinstance(doc.value, ast.Constant)
            ):
                told[field.target.id] = inspect.cleandoc(str(doc.value.value))
    return told
