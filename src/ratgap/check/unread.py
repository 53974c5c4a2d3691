"""What could not be read: which records, and what rules would say only because of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from ratgap.load.tree import Document, Map
from ratgap.model import Absence, Act, Dataset, StatedForce
from ratgap.problem import Problem, Where

_KEPT = frozenset({"yaml-not-text", "yaml-date", "yaml-tab", "yaml-character"})
"""Slips of YAML that leave every key where it is."""
_WORD = re.compile(r"[\w.-]*\w")

C = TypeVar("C", Act, StatedForce, Absence)


class Unread:
    """The records with a line that could not be read; ``everything`` where these cannot be told.

    ``names`` tells them to people. A rule that counts what is there passes them over, and those
    that they bear on: of a cell its treaty, of a treaty its protocols.
    """

    def __init__(
        self, dataset: Dataset, documents: Mapping[str, Document], broken: Iterable[Problem]
    ) -> None:
        self._dataset = dataset
        self._documents = {d.file: (name, d) for name, d in documents.items()}
        self._states: set[str] = set()
        self._cells: set[tuple[str, str]] = set()
        self._treaties: set[str] = set()
        self._counted: set[str] = set()
        self._words: set[str] = set()
        self.names: dict[str, None] = {}
        self.everything = any(document.root is None for document in documents.values())
        for problem in broken:
            yaml = problem.rule.startswith("yaml-") and problem.rule not in _KEPT
            if yaml or not problem.where.line or not self._add(problem.where):
                self.everything = True

    def _add(self, where: Where) -> bool:
        name, path = self._record(where)
        if not path or (name == "instruments" and len(path) < 2):
            return False
        document = self._documents[where.file][1]
        self._words.update(_words(document.at(*path)), path[:1])
        match name, path:
            case "states", (code, "acts", id_) if id_ in self._dataset.instruments:
                self._cells.add((code, id_))
                self._counted.add(id_)
            case "states", (code, "acts", _):
                # Any treaty may be meant, and lack what stands there.
                self._states.add(code)
                self._counted.update(self._dataset.instruments)
            case "states", _:
                self._states.add(path[0])
                self._counted.update(document.map(path[0], "acts"))
            case ("instruments", ("instruments", id_)) | ("sources", (_, "readings", id_)):
                self._treaties.add(id_)
            case "sources", _:
                self._treaties.update(document.map(path[0], "readings"))
        self.names[" ".join(step for step in path if step not in _SECTIONS)] = None
        return True

    def _record(self, where: Where) -> tuple[str, tuple[str, ...]]:
        """Return the file of ``where``, and the keys of the smallest record that it lies in."""
        name, document = self._documents.get(where.file, ("", Document("")))
        path: list[str] = []
        node: object = document.root
        while isinstance(node, Map):
            before = [k for k, at in node.keys_at.items() if at <= (where.line, where.column)]
            if not before:
                break
            path.append(max(before, key=node.keys_at.__getitem__))
            node = node[path[-1]]
        deepest = 3 if path[1:2] and path[1] in ("acts", "readings") else 2
        if name not in ("instruments", "commitments") and deepest == 2:
            deepest = 1
        return name, tuple(path[:deepest])

    def bears_on(self, where: Where) -> bool:
        """Whether what a rule says at ``where`` may follow from what could not be read alone."""
        match self._record(where):
            case "states", (code, *acts):
                ids = self._with_parents(acts[-1]) if acts else set()
                cells = {(code, id_) for id_ in ids}
                return (
                    code in self._states or bool(cells & self._cells) or bool(ids & self._treaties)
                )
            case "instruments", (_, id_):
                ids = self._with_parents(id_)
                return id_ in self._counted or bool(ids & self._treaties)
            case "sources", (_, "readings", id_):
                return id_ in self._counted or id_ in self._treaties
            case "sources" | "groups", (id_, *_):
                return id_ in self._words
        return False

    def _with_parents(self, id_: str) -> set[str]:
        treaty = self._dataset.instruments.get(id_)
        others = (
            [*treaty.entry.not_before, *(p.instrument for p in treaty.parents)] if treaty else []
        )
        return {id_, *others}


_SECTIONS = frozenset({"acts", "readings", "instruments"})


def _words(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield from _WORD.findall(node)
    elif isinstance(node, Map):
        for key, value in node.items():
            yield key
            yield from _words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words(value)


def without_strangers(dataset: Dataset) -> Dataset:
    """Return ``dataset`` without what names something that is not there.

    The answers that some rules ask for follow every name.
    """
    treaties = {
        id_: treaty._replace(
            parents=tuple(p for p in treaty.parents if p.instrument in dataset.instruments),
            entry=treaty.entry._replace(
                not_before=tuple(n for n in treaty.entry.not_before if n in dataset.instruments)
            ),
        )
        for id_, treaty in dataset.instruments.items()
    }
    cells = {
        (code, id_): cell._replace(
            acts=_cited(dataset, cell.acts),
            stated_force=_cited(dataset, cell.stated_force),
            absences=_cited(dataset, cell.absences),
        )
        for (code, id_), cell in dataset.cells.items()
        if code in dataset.states and id_ in treaties
    }
    return dataset._replace(instruments=treaties, cells=cells)


def _cited(dataset: Dataset, claims: Iterable[C]) -> tuple[C, ...]:
    known = [
        claim._replace(sources=tuple(s for s in claim.sources if s in dataset.sources))
        for claim in claims
    ]
    return tuple(claim for claim in known if claim.sources)
