"""The text of a data file as it should be laid out, and where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ratgap.check.layout.blocks import Blocks
from ratgap.check.layout.flow import flows
from ratgap.check.layout.order import Path, step
from ratgap.check.layout.tokens import Scanned, Token, ends

if TYPE_CHECKING:
    from ratgap.load.tree import Document

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something laid out otherwise, at a line and column from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Canonical:
    """A text as it should be, and every deviation from it."""

    text: str
    deviations: tuple[Deviation, ...]


def canonical(name: str, scanned: Scanned, document: Document) -> Canonical:
    """Return the text of the data file ``name`` (``states``) as it should be laid out.

    ``document`` is what it was read as, without problems. Lines are moved and spaced; nothing
    else is changed. A text whose meaning would change is left as it is.
    """
    from ratgap.load.nodes import parse

    text, found = scanned.text, scanned.tokens
    old = text.split("\n")
    lines = _spaced(name, old, found, document)
    deviations = [
        _deviation(number, before, after)
        for number, (before, after) in enumerate(zip(old, lines, strict=True), 1)
        if before != after
    ]
    if document.root and len(found) > 1 and found[1].kind == "BlockMappingStart":
        blocks = Blocks(name, lines)
        lines = blocks.put(document.root, (), 0, len(lines))
        for moved in blocks.moved:
            place = f"behind {moved.after}" if moved.after else "first"
            message = f"{moved.key} belongs {place}"
            deviations.append(Deviation(moved.line, moved.column, message))
    new = "\n".join(lines)
    if not new.endswith("\n"):
        new += "\n"
        deviations.append(Deviation(len(old), len(old[-1]) + 1, "the last line has no end"))
    if new == text:
        return Canonical(text, ())
    if parse(new, document.file).root != document.root:
        return Canonical(text, ())
    return Canonical(new, tuple(sorted(deviations, key=lambda d: (d.line, d.column))))


def _deviation(number: int, before: str, after: str) -> Deviation:
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    if after == before.rstrip(" \r") + ("\r" if before.endswith("\r") else ""):
        return Deviation(number, same + 1, "there are spaces at the end of the line")
    shown = after.strip()
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return Deviation(number, same + 1, f"this line should read {shown}")


def _spaced(
    name: str, lines: Sequence[str], found: Sequence[Token], document: Document
) -> list[str]:
    """Return ``lines`` with even spaces, and with the keys within a line in their order."""
    edits: dict[int, list[tuple[int, int, str]]] = {}
    paths = dict(_flow_paths(document, name))
    for flow in flows(lines, found):
        path = paths.get((flow.start.line + 1, flow.start.column + 1))
        if path is not None and flow.end:
            edit = (flow.start.column, flow.end.end_column, flow.written(name, path))
            edits.setdefault(flow.start.line, []).append(edit)
    for number, start, end in _gaps(found):
        edits.setdefault(number, []).append((start, end, " "))
    spaced = list(lines)
    for number, changes in edits.items():
        for start, end, new in sorted(changes, reverse=True):
            spaced[number] = spaced[number][:start] + new + spaced[number][end:]
    covered = ends(found)
    for number, line in enumerate(spaced):
        if covered.get(number) != -1:
            spaced[number] = line.rstrip(" \r") + ("\r" if line.endswith("\r") else "")
    return spaced


def _gaps(found: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Yield the space behind each colon or dash of block style that is not one space."""
    depth = 0
    for token, following in pairwise(found):
        depth += token.kind in ("FlowMappingStart", "FlowSequenceStart")
        depth -= token.kind in ("FlowMappingEnd", "FlowSequenceEnd")
        inline = following.kind in ("Scalar", "FlowMappingStart", "FlowSequenceStart")
        if depth or token.kind not in ("Value", "BlockEntry") or not inline:
            continue
        start, end = token.end_column, following.column
        if token.end_line == following.line and end - start != 1:
            yield token.line, start, end


def _flow_paths(document: Document, name: str) -> Iterator[tuple[tuple[int, int], Path]]:
    """Yield the place and the path of every mapping and list of ``document``."""
    from ratgap.load.tree import Map, Seq

    waiting: list[tuple[object, Path]] = [(document.root, ())]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, Map):
            for key, value in node.items():
                at = step(name, path, key)
                if isinstance(value, Map | Seq):
                    yield node.values_at[key], at
                    waiting.append((value, at))
        elif isinstance(node, Seq):
            for index, value in enumerate(node):
                if isinstance(value, Map | Seq):
                    yield node.values_at[index], (*path, index)
                    waiting.append((value, (*path, index)))
