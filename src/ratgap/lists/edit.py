"""A proposal into the text of the data files: new and changed claims, nothing else touched.

What comes out is read again and must be what the proposal says, or nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ratgap.lists import edit_claims, written
from ratgap.lists.splice import Rank, Splice, is_block
from ratgap.model import Cell, Dataset
from ratgap.problem import DataError, Problem, Where

STATES, SOURCES = "states.yaml", "sources.yaml"


class Step(NamedTuple):
    """One file to be replaced, whole: its name in the folder, and its new text."""

    name: str
    text: str


def steps(before: Dataset, after: Dataset, folder: Path) -> list[Step]:
    """Return which files of ``folder`` to replace, in order, to get from ``before`` to ``after``.

    After every step the data set loads, and no complete reading stands there without the acts
    that it proves: a new one is entered as partial, then come the acts, then that it is complete.
    Raise ``DataError`` where the files are no longer those of ``before``, where an entry is laid
    out so that it cannot be edited without loss, or where the outcome would not be ``after``.
    """
    texts = _texts(folder, before)
    sources = _sources(before, after, texts[SOURCES], str(folder / SOURCES))
    partial = _sources(before, _partial(before, after), texts[SOURCES], str(folder / SOURCES))
    states = _states(before, after, texts[STATES], str(folder / STATES))
    found: list[Step] = []
    for name, text in ((SOURCES, partial), (STATES, states), (SOURCES, sources)):
        if texts[name] != text:
            texts[name] = text
            found.append(Step(name, text))
    _check(after, texts, folder)
    return found


def _texts(folder: Path, before: Dataset) -> dict[str, str]:
    """Return the texts of the files by name."""
    from ratgap.load.files import read_files

    files = read_files(folder)
    if files.digest != before.digest:
        message = "the files changed while they were being read"
        raise DataError([Problem(Where(str(folder)), "edit-changed", message, "try again")])
    return {text.name: text.content for text in files.texts}


def _partial(before: Dataset, after: Dataset) -> Dataset:
    """Return ``before`` with the readings that only ``after`` has, as partial ones."""
    sources = dict(before.sources)
    for id_, source in after.sources.items():
        held = before.sources.get(id_)
        known = held.readings if held else {}
        new = {
            name: reading._replace(absent_until=None, silent_on=frozenset())
            for name, reading in source.readings.items()
            if name not in known
        }
        if new:
            sources[id_] = (held or source)._replace(readings={**known, **new})
    return before._replace(sources=sources)


def _check(after: Dataset, texts: Mapping[str, str], folder: Path) -> None:
    """Raise ``DataError`` unless ``texts`` read as ``after``, but for places and order."""
    from ratgap.load.build import build
    from ratgap.load.nodes import parse

    documents = {
        name.removesuffix(".yaml"): parse(text, str(folder / name)) for name, text in texts.items()
    }
    found = build(documents, after.digest)
    problems = [problem for document in documents.values() for problem in document.problems]
    if not problems and _settled(found) != _settled(after):
        message = "the edited files would not say what was meant; nothing is written"
        problems = [Problem(Where(str(folder)), "edit-check", message, "please report this")]
    if problems:
        raise DataError(problems)


def _settled(dataset: Dataset) -> Dataset:
    cells = {key: edit_claims.settled(cell) for key, cell in dataset.cells.items()}
    return dataset._replace(cells=cells)


def _rank(name: str, *path: str) -> Rank:
    """Return the order of the keys of the mapping at ``path`` of the data file ``name``."""
    from ratgap.load.schema import keys_at

    known = {key: place for place, key in enumerate(keys_at(name, path))}
    return lambda key: known.get(key, len(known))


def _states(before: Dataset, after: Dataset, text: str, file: str) -> str:
    splice = Splice(text, file)
    added: dict[str, dict[str, str]] = {}
    for (code, id_), cell in after.cells.items():
        old = before.cells.get((code, id_), Cell())
        if old == cell:
            continue
        node = splice.find(code, "acts", id_)
        if node is None:
            added.setdefault(code, {})[id_] = edit_claims.new_line(cell)
        else:
            edit_claims.edit(splice, node, old, cell, _rank("states", code, "acts", id_))
    for code, lines in added.items():
        _add(splice, code, "acts", lines)
    return splice.result()


def _sources(before: Dataset, after: Dataset, text: str, file: str) -> str:
    splice = Splice(text, file)
    for id_, source in after.sources.items():
        held = before.sources.get(id_)
        if held is None:
            splice.add(splice.root, id_, written.source(source), str)
            continue
        added: dict[str, str] = {}
        for name, reading in source.readings.items():
            new = written.reading(reading)
            node = splice.find(id_, "readings", name)
            if node is None:
                added[name] = written.flow(new)
                continue
            old = written.reading(held.readings[name])
            changes = {k: new.get(k) for k in (*new, *old) if new.get(k) != old.get(k)}
            if changes:
                splice.update(node, changes, _rank("sources", id_, "readings", name))
        if added:
            _add(splice, id_, "readings", added)
    return splice.result()


def _add(splice: Splice, record: str, key: str, lines: Mapping[str, str]) -> None:
    """Add ``lines`` by id to the mapping ``key`` of a record, each at its place."""
    parent, node = splice.find(record), splice.find(record, key)
    values = {written.name(id_): lines[id_] for id_ in sorted(lines)}
    if node is not None and node.value and is_block(node):
        for id_, value in values.items():
            splice.add(node, id_, f"{id_}: {value}", str)
    elif node is not None and node.value:
        splice.update(node, values, str)
    elif parent is not None and is_block(parent):
        splice.fill(parent, key, "\n".join(f"{id_}: {value}" for id_, value in values.items()))
    elif parent is not None:
        splice.update(parent, {key: written.flow(values)}, lambda other: other == key)
