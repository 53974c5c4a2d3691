"""JSON Schemas of the data files, for editors."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from ratgap.load.tree import Path

DATA_FILES = {
    "instruments": "Treaties with their clauses, and the mandates that ask states to join them",
    "states": "States and organisations, and what each did",
    "sources": "Sources, and what each was read to say",
    "groups": "Groups of states",
    "commitments": "What states declared, and the reports that they made",
}
"""The data files that have a schema, by name without ``.yaml``, and what each holds."""

Schema = dict[str, Any]


def data_schema(name: str) -> Schema:
    """Return the JSON Schema of the data file ``name`` (``states`` for ``states.yaml``).

    Raise KeyError if there is no such data file.
    """
    return copy.deepcopy(_schema(name))


def keys_at(name: str, path: Path) -> tuple[str, ...]:
    """Return the keys that a mapping at ``path`` of the data file ``name`` may hold."""
    root = _schema(name)
    nodes = [root]
    for step in path:
        inner = [child for node in nodes for child in _children(root, node, step)]
        nodes = inner or nodes
    return tuple({key: None for node in nodes for key in _properties(root, node)})


@cache
def _schema(name: str) -> Schema:
    from pydantic import TypeAdapter

    from ratgap.load import shape

    files: dict[str, TypeAdapter[Any]] = {
        "instruments": TypeAdapter(shape.InstrumentsFile),
        "states": TypeAdapter(shape.StatesFile),
        "sources": TypeAdapter(shape.SourcesFile),
        "groups": TypeAdapter(shape.GroupsFile),
        "commitments": TypeAdapter(shape.CommitmentsFile),
    }
    schema = files[name].json_schema(by_alias=True)
    _tidy(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"ratgap/data/{name}/1",
        **schema,
        "title": f"ratgap {name}.yaml",
        "description": DATA_FILES[name],
    }


def _tidy(node: object) -> None:
    """Take out null and empty defaults, which mean a key that is left out, and titles."""
    if isinstance(node, list):
        for item in node:
            _tidy(item)
    if not isinstance(node, dict):
        return
    for child in node.values():
        _tidy(child)
    for shape in (node.get("properties") or {}).values():
        shape.pop("title", None)
        if not shape.get("default", True):
            del shape["default"]
    if "const" in node:
        # Some versions of pydantic say it twice.
        node.pop("enum", None)
    if "patternProperties" in node:
        node["additionalProperties"] = False
    choices = node.get("anyOf", [])
    if {"type": "null"} in choices:
        choices.remove({"type": "null"})
        if len(choices) == 1:
            del node["anyOf"]
            for key, value in choices[0].items():
                node.setdefault(key, value)


def _alternatives(root: Schema, node: Schema) -> Iterator[Schema]:
    """Yield ``node`` and whatever it refers to or offers as a choice."""
    yield node
    if "$ref" in node:
        yield from _alternatives(root, root["$defs"][node["$ref"].rpartition("/")[2]])
    for choice in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _alternatives(root, choice)


def _children(root: Schema, node: Schema, step: str | int) -> Iterator[Schema]:
    for form in _alternatives(root, node):
        if isinstance(step, int):
            found = form.get("items")
        else:
            found = form.get("properties", {}).get(step) or form.get("additionalProperties")
            yield from form.get("patternProperties", {}).values()
        if isinstance(found, dict):
            yield found


def _properties(root: Schema, node: Schema) -> Iterator[str]:
    for form in _alternatives(root, node):
        yield from form.get("properties", {})
