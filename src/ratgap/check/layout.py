"""How a data file is laid out, and how it should be; no byte that may stay is touched.

All is known from the composed nodes of YAML, which tell where every key and value starts and ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ratgap.check.rules import Found, rule
from ratgap.load.files import Text, read_files
from ratgap.load.tree import Document
from ratgap.named import NamedTuple
from ratgap.problem import DataError, Where

_SHOWN = 100  # So many characters of a line are shown, no more
KeyPath = tuple[str | int, ...]
"""The keys that lead to a value; ``*`` for one that people choose, 0 for any item of a list."""

_IN_ORDER_OF_REPORTS = frozenset({"bases", "scopes", "families", "instruments"})
"""Mappings of ``instruments.yaml`` whose order is that of the reports."""
_LONG_FORM = ("day", "sources", "effective", "note", "rejected")
_ANY = "*"
_UNEVEN_SIGNS = ("\t", "\r", " \n", " ,", " :", "[ ", " ]", "{ ", " }", ", ]", ", }")
_PERHAPS_UNEVEN = re.compile(
    r"""[,:"'{-](?:(?<=,)(?! )|(?<=[:,-]) {2,}(?![ #])|(?<=["']):\S|(?<=[{,]) *\?)"""
)
"""With the signs, what may be uneven spaces. Where none is in a file the spaces are even."""
_ADDRESS = re.compile(r": https?://[^\s{}\[\]]+$", re.MULTILINE)
"""An address at the end of a line, whose commas end nothing."""


class Deviation(NamedTuple):
    """Something laid out otherwise, at a line and column from 1."""

    line: int
    column: int
    message: str


class Canonical(NamedTuple):
    """A text as it should be, and every deviation from it, in order."""

    text: str
    deviations: tuple[Deviation, ...]


@rule("file", "run ratgap format --write")
def layout(name: str, text: str, document: Document) -> Found:
    """Yield each place where the file is laid out otherwise."""
    for line, column, message in canonical(name, text, document).deviations:
        yield Where(document.file, line, column), message


def laid_out(folder: Path) -> list[tuple[Text, Canonical]]:
    """Return the files of ``folder`` that are not laid out as they should be, and how they should.

    Raise DataError where one of them, or the folder, cannot be read: then none is looked at.
    """
    from ratgap.load.nodes import parse

    files = read_files(folder)
    documents = [(text, parse(text.content, text.file)) for text in files.texts]
    problems = [problem for _, document in documents for problem in document.problems]
    unreadable = [p for p in files.problems if p.rule != "file-missing"]
    if problems or unreadable or not documents:
        raise DataError([*problems, *(unreadable or files.problems)])
    laid = [(t, canonical(t.name.removesuffix(".yaml"), t.content, read)) for t, read in documents]
    return [(text, should) for text, should in laid if should.text != text.content]


def canonical(name: str, text: str, document: Document) -> Canonical:
    """Return the ``text`` of the data file ``name`` (``states``) as it should be laid out.

    ``document`` is what it was read as, without problems. Lines are moved and spaced; nothing
    else is changed. A text whose meaning would change is left as it is.
    """
    import yaml

    from ratgap.load.nodes import parse

    # A look at the signs is mostly enough to know that all spaces are even.
    signs = _ADDRESS.sub(": -", text)
    uneven = any(sign in signs for sign in _UNEVEN_SIGNS) or _PERHAPS_UNEVEN.search(signs)
    if text.endswith("\n") and not uneven and _in_order(name, document.root):
        return Canonical(text, ())
    # The base loader looks for no meaning in a word: all are texts, as they are written.
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    root: Any = yaml.compose(text, Loader=loader)
    before = text.split("\n")
    lines = _Spacing(name, before).even(root)
    deviations = [
        _deviation(number, one, other)
        for number, (one, other) in enumerate(zip(before, lines, strict=True), 1)
        if one != other
    ]
    explicit = any(line.startswith("---") for line in before[: root.start_mark.line])
    if not root.flow_style and not explicit:
        blocks = _Blocks(name, lines)
        lines = blocks.put(root, (), 0, len(lines))
        deviations += blocks.moved
    new = "\n".join(lines)
    if not new.endswith("\n"):
        new += "\n"
        deviations.append(Deviation(len(before), len(before[-1]) + 1, "the last line has no end"))
    if new == text or parse(new, document.file).root != document.root:
        return Canonical(text, ())
    return Canonical(new, tuple(sorted(deviations, key=lambda d: d[:2])))


def _deviation(number: int, before: str, after: str) -> Deviation:
    pairs = enumerate(zip(before, after, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
    if after == _without_spaces_at_end(before):
        return Deviation(number, same + 1, "there are spaces at the end of the line")
    shown = after.strip()
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return Deviation(number, same + 1, f"this line should read {shown}")


def _without_spaces_at_end(line: str) -> str:
    return line.rstrip(" \r") + ("\r" if line.endswith("\r") else "")


# The order of the keys of a mapping.


def _in_order(name: str, root: object) -> bool:
    waiting: list[tuple[object, KeyPath]] = [(root, ())]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, dict):
            if not _stand_in_order(name, path, tuple(node)):
                return False
            known = _ranks(name, path)
            for key, value in node.items():
                if isinstance(value, (dict, list)):
                    waiting.append((value, (*path, key if known else _ANY)))
        elif isinstance(node, list):
            waiting += [(item, (*path, 0)) for item in node if isinstance(item, (dict, list))]
    return True


@lru_cache(maxsize=1024)
def _stand_in_order(name: str, path: KeyPath, keys: tuple[str, ...]) -> bool:
    return list(keys) == _ordered(name, path, keys)


def _ordered(name: str, path: KeyPath, keys: Iterable[str]) -> list[str]:
    """Return ``keys`` of the mapping at ``path`` of the data file ``name`` in their order.

    Known keys stand as the file's schema has them; keys that people choose are sorted, save
    where their order says in which order reports show them. ``path`` has ``_ANY`` for the latter.
    """
    rank = _ranks(name, path)
    if rank:
        return sorted(keys, key=lambda key: rank.get(key, len(rank)))
    if name == "instruments" and len(path) == 1 and path[0] in _IN_ORDER_OF_REPORTS:
        return list(keys)
    return sorted(keys)


@lru_cache(maxsize=256)
def _ranks(name: str, path: KeyPath) -> dict[str, int]:
    """Return the place of each key that a mapping may have; none where people choose the keys."""
    from ratgap.load.schema import keys_at

    known = keys_at(name, path)
    if "day" in known and path and path[-1] != _ANY:
        known = _LONG_FORM
    # What a source was read to say is long: it stands behind all that is told of the source.
    return {
        key: place for place, key in enumerate(sorted(known, key=lambda key: key == "readings"))
    }


def _step(name: str, path: KeyPath, key: str) -> KeyPath:
    return (*path, key if _ranks(name, path) else _ANY)


# Within the lines.


class _Spacing:
    """The lines of the data file ``name`` with even spaces, and the keys of a line in order."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self._name = name
        self._lines = lines
        self._edits: list[tuple[int, int, int, str]] = []
        self._in_text: set[int] = set()
        """Lines beyond which a text goes on: spaces at their end are part of it."""

    def even(self, root: Any) -> list[str]:
        self._look(root, (), block=not root.flow_style)
        lines = list(self._lines)
        for number, start, end, new in sorted(self._edits, reverse=True):
            lines[number] = lines[number][:start] + new + lines[number][end:]
        return [
            line if number in self._in_text else _without_spaces_at_end(line)
            for number, line in enumerate(lines)
        ]

    def _look(self, node: Any, path: KeyPath, *, block: bool) -> None:
        """Note what is to be changed in ``node``; only its texts, unless it is of block style."""
        if node.id == "scalar":
            self._in_text.update(range(node.start_mark.line, node.end_mark.line))
        elif node.id == "sequence":
            for value in node.value:
                self._look_behind(0, value, (*path, 0), block=block)
        else:
            for key, value in node.value:
                self._look(key, path, block=False)
                same_line = key.end_mark.line == value.start_mark.line
                start = key.end_mark.column if same_line else 0
                self._look_behind(start, value, _step(self._name, path, key.value), block=block)

    def _look_behind(self, column: int, value: Any, path: KeyPath, *, block: bool) -> None:
        """Note what is to be changed in ``value`` and between it and ``column`` of its line."""
        start, end = value.start_mark, value.end_mark
        is_block = value.id != "scalar" and not value.flow_style
        if block and not is_block and start.index < end.index:
            # Behind the colon or dash stands one space.
            gap = re.search(r"(?<=[:-])\s{2,}$", self._lines[start.line][column : start.column])
            if gap:
                self._edits.append((start.line, column + gap.start(), start.column, " "))
            if value.id != "scalar" and start.line == end.line and self._whole(value):
                written = self._written(value, path)
                self._edits.append((start.line, start.column, end.column, written))
                return
        self._look(value, path, block=is_block)

    def _whole(self, node: Any) -> bool:
        """Whether each key in ``node``, of flow style, is a text of its own and has a value."""
        if node.id == "scalar":
            return bool(node.start_mark.index < node.end_mark.index)
        if node.id == "sequence":
            return all(self._whole(value) for value in node.value)
        # A pair in a list, as in [a: b], has no brace of its own.
        if self._lines[node.start_mark.line][node.start_mark.column] != "{":
            return False
        return all(
            key.id == "scalar" and self._whole(key) and self._whole(value)
            for key, value in node.value
        )

    def _written(self, node: Any, path: KeyPath) -> str:
        """Return ``node`` in order and evenly spaced; its texts as they are, quotes and all."""
        if node.id == "scalar":
            start, end = node.start_mark, node.end_mark
            text: str = self._lines[start.line][start.column : end.column]
            return text
        if node.id == "sequence":
            return f"[{', '.join(self._written(v, (*path, 0)) for v in node.value)}]"
        pairs = {key.value: (key, value) for key, value in node.value}
        items = []
        for name in _ordered(self._name, path, pairs):
            key, value = pairs[name]
            written = self._written(value, _step(self._name, path, name))
            items.append(f"{self._written(key, path)}: {written}")
        return f"{{{', '.join(items)}}}"


# Whole lines.


class _Blocks:
    """The block mappings of the data file ``name``, put in order with their comments."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self._name = name
        self._lines = lines
        self.moved: list[Deviation] = []

    def put(self, node: Any, path: KeyPath, start: int, end: int) -> list[str]:
        """Return the lines from ``start`` up to ``end``, which hold ``node``, in order."""
        firsts = self._firsts(node, start)
        lines = self._lines[start : firsts[0]]
        blocks: dict[str, list[str]] = {}
        gaps: list[list[str]] = []
        for (key, value), first, last in zip(node.value, firsts, [*firsts[1:], end], strict=True):
            middle = self._end_of_block(first, last, key.start_mark.column)
            inner = self._lines[first:middle]
            if value.id == "mapping" and not value.flow_style:
                line = key.start_mark.line
                at = _step(self._name, path, key.value)
                inner = self._lines[first:line] + self.put(value, at, line, middle)
            blocks[key.value] = inner
            gaps.append(self._lines[middle:last])
        wanted = _ordered(self._name, path, blocks)
        self._note(node, wanted)
        # Empty lines and loose comments between two blocks stay where they are.
        for key, gap in zip(wanted, gaps, strict=True):
            lines += blocks[key] + gap
        return lines

    def _firsts(self, node: Any, start: int) -> list[int]:
        """Return the first line of each block: that of its key, or of the comments on top."""
        firsts: list[int] = []
        for key, _ in node.value:
            line, column = key.start_mark.line, key.start_mark.column
            first = line
            while first > start and self._is_comment(first - 1, column):
                first -= 1
            # Comments at the top of the file speak of the file.
            if not firsts and first == 0:
                first = line
            firsts.append(first)
            start = line + 1
        return firsts

    def _is_comment(self, number: int, column: int) -> bool:
        line = self._lines[number]
        return line[:column].isspace() == (column > 0) and line[column : column + 1] == "#"

    def _end_of_block(self, first: int, last: int, column: int) -> int:
        """Return where the block ends and its empty lines and loose comments start."""
        end = last
        while end > first + 1:
            line = self._lines[end - 1]
            text = line.strip()
            if text and not (text.startswith("#") and len(line) - len(line.lstrip()) <= column):
                break
            end -= 1
        return end

    def _note(self, node: Any, wanted: list[str]) -> None:
        """Note the fewest keys that must move to bring all of them in order."""
        rank = {key: place for place, key in enumerate(wanted)}
        staying = _longest_run([rank[key.value] for key, _ in node.value])
        for key, _ in node.value:
            place = rank[key.value]
            if place not in staying:
                target = f"behind {wanted[place - 1]}" if place else "first"
                line, column = key.start_mark.line + 1, key.start_mark.column + 1
                self.moved.append(Deviation(line, column, f"{key.value} belongs {target}"))


def _longest_run(ranks: list[int]) -> frozenset[int]:
    """Return the longest of the runs of ``ranks`` that ascend, with gaps; of equals the first."""
    # Built from the end, where a run descends, so that of equal runs the first is found.
    firsts: list[int] = []
    behind: dict[int, int | None] = {}
    for rank in reversed(ranks):
        place = bisect_left(firsts, -rank)
        behind[rank] = -firsts[place - 1] if place else None
        firsts[place : place + 1] = [-rank]
    run: set[int] = set()
    current = -firsts[-1] if firsts else None
    while current is not None:
        run.add(current)
        current = behind[current]
    return frozenset(run)
