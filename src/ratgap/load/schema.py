"""JSON Schemas of the data files, for editors."""

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from ratgap.load.tree import Path

DATA_FILES = {
    "instruments": "Treaties with their clauses, and the mandates that ask states to join them",
    "names": "What states and organisations are called, and their codes",
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
    forms = [form for node in nodes for form in _alternatives(root, node)]
    return tuple(dict.fromkeys(key for form in forms for key in form.get("properties", {})))


@cache
def _schema(name: str) -> Schema:
    from pydantic.json_schema import GenerateJsonSchema

    from ratgap.load.reader import adapter
    from ratgap.load.shape import FILES

    class ForEditors(GenerateJsonSchema):
        """Leaves out the titles of keys and the empty defaults of keys that may be left out."""

        def field_title_should_be_set(self, schema: Any) -> bool:
            return False

        def default_schema(self, schema: Any) -> Schema:
            if schema.get("default"):
                return super().default_schema(schema)
            return self.generate_inner(schema["schema"])

        def dict_schema(self, schema: Any) -> Schema:
            mapping = super().dict_schema(schema)
            # Keys that go by no pattern are no keys.
            closed = {"additionalProperties": False} if "patternProperties" in mapping else {}
            return mapping | closed

    schema = adapter(FILES[name]).json_schema(schema_generator=ForEditors)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"ratgap/data/{name}/1",
        **schema,
        "title": f"ratgap {name}.yaml",
        "description": DATA_FILES[name],
    }


def _alternatives(root: Schema, node: Schema) -> Iterator[Schema]:
    yield node
    if "$ref" in node:
        yield from _alternatives(root, root["$defs"][node["$ref"].rpartition("/")[2]])
    for choice in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _alternatives(root, choice)


def _children(root: Schema, node: Schema, step: str | int) -> Iterator[Schema]:
    for form in _alternatives(root, node):
        if isinstance(step, int):
            child = form.get("items")
        else:
            child = form.get("properties", {}).get(step) or form.get("additionalProperties")
            yield from form.get("patternProperties", {}).values()
        if isinstance(child, dict):
            yield child
