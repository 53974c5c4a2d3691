"""The catalogues of languages: gathered from the source, renewed, and compiled.

``python scripts/catalogue.py`` puts every text of the source into each ``ratgap.po``, keeps what is
translated, drops what the source no longer has, compiles ``ratgap.mo`` beside it, and tells how
many are untranslated. With ``es 'nplurals=2; plural=(n != 1);'`` it begins a language.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "ratgap"
LOCALE = SOURCE / "locale"
DATA = ROOT / "data"
TABLES = {
    *(
        "WORDS",
        "CODES",
        "STEPS",
        "TYPER",
        "_MODULES",
        "_ENVIRONMENT",
        "_CONCLUSIONS",
        "_COUNTS",
        "_TITLES",
    ),
    *(
        "_OUTCOMES",
        "_AMENDED",
        "_SPAN",
        "_ON",
        "_SINCE",
        "_COMPLAINTS",
        "_KINDS",
        "_LONG",
        "_SHORT",
        "_ALONE",
    ),
}
"""Tables of constants whose values are texts."""
_FIRST = {"t", "mark", "Column", "_column", "RequestError", "UnusableError"}
"""Functions whose first argument is a text."""
_NAMED = {"help", "help_text", "metavar"}
"""Arguments that are texts, whatever the function."""


def gathered() -> Catalog:
    """Return every text of the source, in the order of the files and their lines."""
    catalogue = Catalog(project="ratgap", header_comment="# Texts of ratgap.")
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name == "csv.py":
            continue  # Programs read it: it is the same in every language.
        tree = ast.parse(path.read_text("utf-8"))
        found = [
            *_calls(tree),
            *_tables(tree),
            *(_helps(tree) if path.parent.name == "cli" else ()),
        ]
        for line, text in sorted(found, key=lambda entry: entry[0]):
            whole = text if isinstance(text, tuple) else (text,)
            context, _, plain = whole[0].rpartition("\4")
            id_ = (plain, *whole[1:]) if len(whole) > 1 else plain
            place = path.relative_to(ROOT).as_posix(), line
            if plain.strip():
                catalogue.add(id_, context=context or None, locations=[place])
    return catalogue


def _calls(tree: ast.AST) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name == "counted":
            texts = [text for argument in node.args[1:] for text in _literals(argument)]
            if len(texts) == 2:
                yield node.lineno, tuple(texts)
        elif name in _FIRST and node.args:
            yield from ((node.lineno, text) for text in _literals(node.args[0]))
        elif name in ("day_option", "_age_option"):
            yield from ((node.lineno, text) for text in _literals(node.args[-1]))
        for keyword in node.keywords:
            if keyword.arg in _NAMED:
                yield from ((node.lineno, text) for text in _literals(keyword.value))


def _literals(node: ast.AST) -> Iterator[str]:
    """Yield the texts that ``node`` may be; of a table its values, since its keys are codes."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (text for part in (node.body, node.orelse) for text in _literals(part))
    elif isinstance(node, ast.Dict):
        yield from (text for part in node.values for text in _literals(part))
    elif isinstance(node, ast.Tuple | ast.Starred):
        yield from (text for part in ast.iter_child_nodes(node) for text in _literals(part))


def _tables(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if TABLES & {getattr(target, "id", "") for target in targets}:
            yield from ((node.lineno, text) for text in _literals(node.value))


def _helps(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of the docstrings of commands, without their examples."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            text = cleandoc(ast.get_docstring(node) or "")
            if "\n\nratgap " in text or node.name == "ratgap":
                for part in text.partition("\n\nratgap ")[0].split("\n\n"):
                    yield node.lineno, " ".join(part.split())


def of_data(folder: Path) -> Catalog:
    """Return the texts in our own words of the data in ``folder``."""
    import yaml

    catalogue = Catalog(project="ratgap", header_comment="# Texts of the data.")

    def add(place: str, *texts: object) -> None:
        for text in texts:
            if text and isinstance(text, str):
                catalogue.add(" ".join(text.split()), locations=[(place, 1)])

    known = {
        path.stem: yaml.safe_load(path.read_text("utf-8"))
        for path in folder.glob("*.yaml")
        if path.stem in ("instruments", "groups", "commitments")
    }
    treaties = known["instruments"]
    for treaty in treaties["instruments"].values():
        places = treaty.get("name"), treaty.get("place"), *treaty.get("depositaries", ())
        add("instruments.yaml", *places, treaty.get("declarations_read"), treaty.get("note"))
        for declaration in treaty.get("declarations") or ():
            add("instruments.yaml", declaration["text"], declaration.get("when"))
            if " of " in declaration["article"]:  # Else a number, the same in every language.
                add("instruments.yaml", declaration["article"])
    for part in ("bases", "scopes"):
        for entry in treaties[part].values():
            add("instruments.yaml", entry["title"], entry.get("citation"))
    add("instruments.yaml", *treaties.get("families", {}).values())
    for group in known.get("groups", {}).values():
        add("groups.yaml", group["title"], *group.get("observers", ()))
    for made in known.get("commitments", {}).get("commitments", ()):
        facts = (*made.get("outcomes", ()), *made.get("related", ()))
        add(
            "commitments.yaml", made["text"], *made.get("to", ()), *(fact["text"] for fact in facts)
        )
    return catalogue


def compiled() -> list[Path]:
    """Compile every catalogue that is newer than its compiled form; return all of those."""
    written = []
    for path in _sources():
        made = path.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < path.stat().st_mtime:
            # In one step: another process may be reading it.
            beside = made.with_suffix(f".{os.getpid()}")
            with path.open("rb") as text, beside.open("wb") as stream:
                write_mo(stream, read_po(text))
            beside.replace(made)
        written.append(made)
    return written


def _sources() -> list[Path]:
    """Return the catalogues of the program, then those of the data."""
    return [p for folder in (LOCALE, DATA / "locale") for p in sorted(folder.rglob("*.po"))]


def renew(path: Path, template: Catalog) -> Iterator[str]:
    """Put the texts of ``template`` into the file ``path``; yield those without a translation."""
    with path.open("rb") as stream:
        catalogue = read_po(stream)
    template.creation_date = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(texts):
            yield str(message.id)


def main(language: str = "", plurals: str = "") -> int:
    """Renew and compile all catalogues, that of a new ``language`` too; return the exit code."""
    if language:
        for folder, name in ((LOCALE, "ratgap.po"), (DATA / "locale", "data.po")):
            path = folder / language / "LC_MESSAGES" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            head = f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plurals}\\n"\n'
            path.write_text(f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n{head}', "utf-8")
    texts, of_the_data = gathered(), of_data(DATA)
    for path in _sources():
        missing = list(renew(path, texts if path.stem == "ratgap" else of_the_data))
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(missing)} untranslated\n")
    compiled()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
