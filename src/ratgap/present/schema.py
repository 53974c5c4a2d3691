"""JSON Schemas: of the outputs, kept by hand in one file, and of the data files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any


def names() -> tuple[str, ...]:
    """Return what there are schemas of: outputs by command, data files by file name."""
    from ratgap.load.schema import DATA_FILES

    return (*_documents(_outputs()), *(f"{name}.yaml" for name in DATA_FILES))


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of ``name``, one of ``names()``, with the shapes that it needs."""
    outputs = _outputs()
    documents = _documents(outputs)
    if name not in documents:
        from ratgap.load.schema import data_schema

        return data_schema(name.removesuffix(".yaml"))
    shapes = outputs["$defs"]
    document = shapes[documents[name]]
    needed: set[str] = set()
    new = _named_in(document)
    while new:
        needed |= new
        new = {name for shape in new for name in _named_in(shapes[shape])} - needed
    return {
        "$schema": outputs["$schema"],
        "$id": document["properties"]["schema"]["const"],
        "description": document["description"],
        "$defs": {shape: shapes[shape] for shape in sorted(needed)},
        **document,
    }


def text(name: str) -> str:
    """Return the schema of ``name`` as it is published: JSON text that ends in a newline."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _outputs() -> dict[str, Any]:
    """Return the schema of all outputs: beside the package in a wheel, else in the repository."""
    package = Path(__file__).parent.parent
    folders = (package / "schema", package.parent.parent / "schema")
    path = next(p for folder in folders if (p := folder / "outputs-1.json").is_file())
    outputs: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return outputs


def _documents(outputs: dict[str, Any]) -> dict[str, str]:
    """Return the shape of each document by the name under which its schema is asked for."""
    shapes = [_reference(entry["$ref"]) for entry in outputs["oneOf"]]
    ids = {outputs["$defs"][shape]["properties"]["schema"]["const"]: shape for shape in shapes}
    return {id_.split("/")[1]: shape for id_, shape in ids.items()}


def _reference(text: str) -> str:
    return text.removeprefix("#/$defs/")


def _named_in(shape: dict[str, Any]) -> set[str]:
    return set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(shape)))
