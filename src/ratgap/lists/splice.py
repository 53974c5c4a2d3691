"""YAML text with some of its values replaced and entries added; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeAlias

from ratgap.problem import DataError, Problem, Where

Node: TypeAlias = Any
"""A node as PyYAML composes it; its types do not tell the kinds of node apart."""
Rank = Callable[[str], Any]
"""The place of a key among those of its mapping, as something that can be compared."""


class Splice:
    """A text that is YAML, and edits of it that do not overlap."""

    def __init__(self, text: str, file: str) -> None:
        """Parse ``text``, which loads; ``file`` is the name that problems show."""
        import yaml

        self.text = text
        self.file = file
        self._edits: list[tuple[int, int, str]] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.root: Node = yaml.compose(text, Loader=loader)

    def result(self) -> str:
        """Return the text with all edits made."""
        parts, at = [], 0
        # Additions at one place keep the order in which they were asked for.
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])

    def find(self, *path: str) -> Node | None:
        """Return the value under the keys of ``path``; None where there is none."""
        node: Node | None = self.root
        for step in path:
            node = self.entries(node).get(step)
        return node

    @staticmethod
    def entries(node: Node | None) -> dict[str, Node]:
        """Return the values of a mapping by key; none where it is no mapping."""
        if node is None or node.id != "mapping":
            return {}
        return {key.value: value for key, value in node.value}

    def slice(self, node: Node) -> str:
        """Return the text of a scalar or of what stands in brackets."""
        return self.text[node.start_mark.index : node.end_mark.index]

    def replace(self, node: Node, new: str) -> None:
        """Replace a value; raise ``DataError`` where that would cost a comment."""
        if is_block(node):
            self.refuse(node, "it is laid out as a block")
        if node.id != "scalar" and "\n" in self.slice(node) and "#" in self.slice(node):
            self.refuse(node, "there may be comments between its lines")
        if self.slice(node) != new:
            self._edits.append((node.start_mark.index, node.end_mark.index, new))

    def update(self, node: Node, changes: Mapping[str, str | None], rank: Rank) -> None:
        """Give keys of the mapping ``node`` new values, add those it lacks, drop those of None.

        Raise ``DataError`` where that would cost a comment.
        """
        known = self.entries(node)
        if not is_block(node):
            entries = {k.value: f"{self.slice(k)}: {self._one_line(v)}" for k, v in node.value}
            for key, value in changes.items():
                before = entries.pop(key, f"{key}: ")
                if value is not None:
                    entry = f"{before.partition(': ')[0]}: {value}"
                    entries = _inserted(entries, key, entry, rank)
            self.replace(node, "{" + ", ".join(entries.values()) + "}")
            return
        for key, value in changes.items():
            if value is None and key in known:
                self._drop(node, key)
            elif value is not None and key in known:
                self.replace(known[key], value)
            elif value is not None:
                self.add(node, key, f"{key}: {value}", rank)

    def add(self, node: Node, key: str, entry: str, rank: Rank) -> None:
        """Add the lines ``entry`` under ``key`` to the block mapping ``node``, at its place.

        A comment above a key belongs to that key: the new lines go before it. Lines in ``entry``
        are indented to go with the others.
        """
        before = [value for k, value in node.value if rank(k.value) < rank(key)]
        if before:
            at = self._after(before[-1])
        else:
            at = self._above_comments(self._lines[node.value[0][0].start_mark.line])
        indent = " " * node.value[0][0].start_mark.column
        self._insert(at, (indent + line for line in entry.split("\n")))

    def append(self, node: Node, item: str) -> None:
        """Add ``item`` at the end of the block list ``node``."""
        self._insert(self._after(node), [" " * node.start_mark.column + f"- {item}"])

    def fill(self, parent: Node, key: str, entry: str) -> None:
        """Make ``key`` of the block mapping ``parent``, absent or empty there, hold ``entry``."""
        at = next((pair for pair in parent.value if pair[0].value == key), None)
        indent = " " * parent.value[0][0].start_mark.column
        lines = [f"{indent}  {line}" for line in entry.split("\n")]
        if at is None:
            self._insert(self._after(parent), [f"{indent}{key}:", *lines])
        else:
            new = self._line_break(at[0].start_mark.index).join([":", *lines])
            self._edits.append((at[0].end_mark.index, at[1].end_mark.index, new))

    def refuse(self, node: Node, why: str) -> NoReturn:
        """Raise ``DataError`` at the place of ``node``."""
        mark = node.start_mark
        where = Where(self.file, mark.line + 1, mark.column + 1)
        message = f"this entry would change and cannot be edited without loss: {why}"
        remedy = "put it on one line, in brackets, with its comments above, and import again"
        raise DataError([Problem(where, "edit-layout", message, remedy)])

    def _one_line(self, node: Node) -> str:
        """Return a value's text without line breaks, which mean a blank in brackets."""
        return " ".join(part.strip() for part in self.slice(node).splitlines())

    def _drop(self, node: Node, key: str) -> None:
        """Take the lines of ``key`` out of a block mapping."""
        found = next(pair for pair in node.value if pair[0].value == key)
        start, end = self._lines[found[0].start_mark.line], self._after(found[1])
        if "#" in self.text[start:end] or found[0].start_mark.column != node.start_mark.column:
            self.refuse(found[0], "its lines hold a comment")
        self._edits.append((start, end, ""))

    def _after(self, node: Node) -> int:
        """Return where the line after the last one of ``node`` begins."""
        while is_block(node) and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = node.end_mark
        # A text in block style ends where the next line begins.
        line = end.line - (end.column == 0 and end.line > node.start_mark.line) + 1
        return self._lines[line] if line < len(self._lines) else len(self.text)

    def _above_comments(self, at: int) -> int:
        """Return the start of the comment lines right above; those that head the file stay."""
        start = at
        while start > 0:
            before = self.text.rfind("\n", 0, start - 1) + 1
            if not self.text[before:start].lstrip(" ").startswith("#"):
                return start
            start = before
        return at

    def _insert(self, at: int, lines: Iterable[str]) -> None:
        brk = self._line_break(at)
        new = "".join(line + brk for line in lines)
        if at and self.text[at - 1] != "\n":
            new = brk + new.removesuffix(brk)
        self._edits.append((at, at, new))

    def _line_break(self, at: int) -> str:
        """Return how the line before ``at`` ends, or the first; new lines end so too."""
        found = self.text.rfind("\n", 0, at)
        if found < 0:
            found = self.text.find("\n")
        return "\r\n" if found > 0 and self.text[found - 1] == "\r" else "\n"


def is_block(node: Node) -> bool:
    """Whether ``node`` is a mapping or a list laid out in lines, without brackets."""
    return node.id != "scalar" and not node.flow_style


def _inserted(entries: dict[str, str], key: str, entry: str, rank: Rank) -> dict[str, str]:
    """Return ``entries`` with one more, before the first that comes after it."""
    found: dict[str, str] = {}
    for other, text in entries.items():
        if key not in found and rank(other) > rank(key):
            found[key] = entry
        found[other] = text
    return found if key in found else found | {key: entry}
