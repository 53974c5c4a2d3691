"""The sources of the documentation's site: ``python scripts/handbook.py FOLDER``.

    python scripts/handbook.py build/handbook
    zensical build --strict --config-file build/handbook/mkdocs.yml

The pages of docs/ and what they link to, side by side, and the reference: what the commands, the
schemas, the rules and the Python API tell of themselves today. None of that is kept by hand.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import ratgap
from ratgap.cli.commands import COMMANDS
from ratgap.cli.main import main

ROOT = Path(__file__).parent.parent
OTHERS = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "reporting.md",
    "CITATION.cff": "CITATION.cff",
    "data/LICENSE.md": "data-licence.md",
    "examples/human-rights/README.md": "human-rights.md",
    "src/ratgap/check/rules.md": "reference-rules.md",
}
"""What stands elsewhere in the tree, and the name that it has in the site."""
_LINK = re.compile(r"(?<=\]\()([^)\s#:]+)(?=[)#])")


def names() -> dict[Path, str]:
    """Return what files of the tree are pages of the site, or are linked to, with their names."""
    near = [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/*.jpg"), *ROOT.glob("schema/*.json")]
    return {ROOT / path: name for path, name in OTHERS.items()} | {path: path.name for path in near}


def write(folder: Path) -> None:
    """Write the sources to ``folder``; what it held before is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    known = names()
    for path, name in known.items():
        if path.suffix == ".jpg":
            shutil.copy(path, docs / name)
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".md":
            text = _LINK.sub(partial(_there, path, known), text)
        (docs / name).write_text(text, "utf-8")
    made = {"commands": _commands(), "api": _api()}
    for path in sorted(ROOT.glob("schema/*.json")):
        made[path.name.partition(".")[0]] = _schema(path)
    for name, parts in made.items():
        (docs / f"reference-{name}.md").write_text("\n\n".join(parts) + "\n", "utf-8")


def _there(page: Path, known: dict[Path, str], link: re.Match[str]) -> str:
    """Return the name in the site of what ``page`` links to; an unknown one as it is."""
    return known.get(Path(os.path.normpath(page.parent / link[1])), link[1])


def _commands() -> Iterator[str]:
    yield "# Commands\n\nWhat each of them says with `--help`."
    for arguments in ([], *([name] for name in COMMANDS)):
        text = StringIO()
        with redirect_stdout(text):
            main([*arguments, "--help"])
        yield f"## {' '.join(['ratgap', *arguments])}\n\n```text\n{text.getvalue().strip()}\n```"


def _api() -> Iterator[str]:
    yield f"# Python API\n\n{inspect.getdoc(ratgap)}"
    for name in ratgap.__all__:
        thing = getattr(ratgap, name)
        if isinstance(thing, str):
            continue
        yield f"## {name}\n\n```python\n{_signature(thing)}\n```"
        yield inspect.getdoc(thing) or ""


def _signature(thing: Any) -> str:
    name = thing.__name__
    fields = getattr(thing, "_fields", ())
    if fields:
        kinds = {k: v for base in reversed(thing.__mro__) for k, v in _annotations(base).items()}
        return "\n".join([f"class {name}:", *(f"    {f}: {kinds[f]}" for f in fields)])
    if inspect.isclass(thing):
        words = [f"    {k} = {str(v)!r}" for k, v in vars(thing).items() if isinstance(v, thing)]
        return "\n".join([f"class {name}:", *words]) if words else f"class {name}"
    return f"{name}{inspect.signature(thing)}"


def _annotations(base: type) -> dict[str, Any]:
    told: dict[str, Any] = vars(base).get("__annotations__", {})
    return {name: kind if isinstance(kind, str) else kind.__name__ for name, kind in told.items()}


def _schema(path: Path) -> Iterator[str]:
    schema = json.loads(path.read_text("utf-8"))
    about = schema.get("title", "JSON of the commands")
    yield f"# {about}\n\n{schema['description']}\n\nAs JSON Schema: [{path.name}]({path.name})."
    if "patternProperties" in schema or "properties" in schema:
        yield from _shape(schema)
    for name, shape in schema["$defs"].items():
        yield f"## {name}\n\n{shape.get('description', '')}".strip()
        yield from _shape(shape)


def _shape(shape: dict[str, Any]) -> Iterator[str]:
    fields = shape.get("properties")
    if not fields:
        yield f"It is {_kind(shape)}."
        return
    needed = shape.get("required", ())
    lines = ["| field | what | |", "|---|---|---|"]
    for name, field in fields.items():
        about = field.get("description", "").replace("|", "\\|").replace("<", "\\<")
        about += "" if name in needed else " (may be left out)"
        lines.append(f"| `{name}` | {_kind(field)} | {about.strip()} |")
    yield "\n".join(lines)


def _kind(shape: Any) -> str:
    """Return in a few words what JSON the ``shape`` allows."""
    if not isinstance(shape, dict) or not shape:
        return "anything"
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    choices = [_kind(choice) for choice in [*shape.get("anyOf", ()), *shape.get("oneOf", ())]]
    choices += [f"`{json.dumps(value)}`" for value in shape.get("enum", ())]
    if "const" in shape:
        choices.append(f"`{json.dumps(shape['const'])}`")
    if choices:
        return " or ".join(choices)
    if "prefixItems" in shape:
        return f"a list: {', '.join(map(_kind, shape['prefixItems']))}"
    if shape.get("type") == "array":
        return f"a list, each {_kind(shape.get('items'))}"
    values = [*shape.get("patternProperties", {}).values(), shape.get("additionalProperties")]
    if shape.get("type") == "object":
        return " or ".join(f"by key: {_kind(value)}" for value in values if value) or "an object"
    return "a day" if shape.get("format") == "date" else f"{shape.get('type', 'anything')}"


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"
    write(Path(sys.argv[1]))
