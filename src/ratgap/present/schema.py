"""JSON Schemas: of the outputs, kept by hand in one file, and of the data files."""

import json
import re

from ratgap.load import shipped
from ratgap.present.document import Json


def names() -> tuple[str, ...]:
    """Return what there are schemas of: outputs by command, data files by file name."""
    from ratgap.load.schema import DATA_FILES

    return (*_documents(_outputs()), *(f"{name}.yaml" for name in DATA_FILES))


def schema(name: str) -> Json:
    """Return the JSON Schema of ``name``, one of ``names()``, with the shapes that it needs."""
    outputs = _outputs()
    documents = _documents(outputs)
    if name not in documents:
        from ratgap.load.schema import data_schema

        return data_schema(name.removesuffix(".yaml"))
    document, shapes = documents[name], outputs["$defs"]
    needed = _named_in(document)
    for shape in needed:
        # What is added is walked in its turn.
        needed += [name for name in _named_in(shapes[shape]) if name not in needed]
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


def _outputs() -> Json:
    path = shipped().parent / "schema" / "outputs-1.json"
    outputs: Json = json.loads(path.read_text("utf-8"))
    return outputs


def _documents(outputs: Json) -> dict[str, Json]:
    shapes = [outputs["$defs"][name] for name in _named_in(outputs["oneOf"])]
    return {shape["properties"]["schema"]["const"].split("/")[1]: shape for shape in shapes}


def _named_in(shape: object) -> list[str]:
    return list(dict.fromkeys(re.findall(r'"#/\$defs/(\w+)"', json.dumps(shape))))
