"""JSON Schemas: of the outputs, generated from their types, and of the data files."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any

from ratgap.present.json_v1 import (
    catalogue_types,
    diff_types,
    explain_types,
    matrix_types,
    plan_types,
    pledge_types,
    progress_types,
    types,
    validate_types,
)

_MODULES = (
    types,
    catalogue_types,
    explain_types,
    diff_types,
    validate_types,
    plan_types,
    progress_types,
    matrix_types,
    pledge_types,
)
_OUTPUTS: dict[str, type] = {
    "report": types.Report,
    "explain": explain_types.Explain,
    "instruments": catalogue_types.Instruments,
    "states": catalogue_types.States,
    "sources": catalogue_types.Sources,
    "diff": diff_types.Diff,
    "since": diff_types.Since,
    "validate": validate_types.Validate,
    "plan": plan_types.Plan,
    "progress": progress_types.Progress,
    "matrix": matrix_types.Matrix,
    "commitments": pledge_types.Commitments,
    "groups": pledge_types.Groups,
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

    from ratgap.present.descriptions import describe

    shapes = {
        shape.__name__: shape
        for module in _MODULES
        for shape in vars(module).values()
        if is_dataclass(shape) and isinstance(shape, type)
    }
    generated = TypeAdapter(_OUTPUTS[name]).json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"ratgap/{name}/1",
    }
    return head | describe(generated, shapes)


def text(name: str) -> str:
    """Return the schema of ``name`` as it is published: JSON text that ends in a newline."""
    import json

    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
