"""JSON Schemas: of the outputs, generated from their types, and of the data files."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any

from ratgap.present.json_v1 import catalogue_types, explain_types, types

_OUTPUTS: dict[str, type] = {
    "report": types.Report,
    "explain": explain_types.Explain,
    "instruments": catalogue_types.Instruments,
    "states": catalogue_types.States,
    "sources": catalogue_types.Sources,
}


def names() -> tuple[str, ...]:
    """Return what there are schemas of: outputs by command, data files by file name."""
    from ratgap.load import DATA_FILES

    return (*_OUTPUTS, *(f"{name}.yaml" for name in DATA_FILES))


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of ``name``, one of ``names()``."""
    if name not in _OUTPUTS:
        from ratgap.load import data_schema

        return data_schema(name.removesuffix(".yaml"))
    from pydantic import TypeAdapter

    for module in (types, catalogue_types, explain_types):
        for shape in vars(module).values():
            if isinstance(shape, type) and is_dataclass(shape):
                _describe(shape)
    generated = TypeAdapter(_OUTPUTS[name]).json_schema(mode="serialization")
    _untitle(generated)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"ratgap/{name}/1",
    }
    return {**head, **generated}


def text(name: str) -> str:
    """Return the schema of ``name`` as it is published: JSON text that ends in a newline."""
    import json

    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _untitle(node: object) -> None:
    """Take out the titles that pydantic makes of the names of fields."""
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        _untitle(child)
    if isinstance(node, dict):
        for field in node.get("properties", {}).values():
            field.pop("title", None)


def _describe(shape: Any) -> None:
    """Let pydantic take the docstring under a field for its description."""
    shape.__pydantic_config__ = {"use_attribute_docstrings": True}
