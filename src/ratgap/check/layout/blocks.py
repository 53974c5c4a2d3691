"""The blocks of a mapping that stands over several lines: moved whole, with their comments."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratgap.check.layout.order import Path, ordered, step

if TYPE_CHECKING:
    from ratgap.load.tree import Map


@dataclass(frozen=True, slots=True)
class Moved:
    """A key, at a line and column from 1, that belongs behind the key ``after`` ("": first)."""

    line: int
    column: int
    key: str
    after: str


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one key, and the empty lines and loose comments behind them."""

    key: str
    lines: list[str]
    gap: list[str]


class Blocks:
    """The block mappings of the data file ``name``, given as ``lines``, put in order."""

    def __init__(self, name: str, lines: list[str]) -> None:
        """Take the lines; ``moved`` collects the keys that stand out of order."""
        self._name = name
        self._lines = lines
        self.moved: list[Moved] = []

    def put(self, node: Map, path: Path, start: int, end: int) -> list[str]:
        """Return the lines from ``start`` up to ``end``, which hold ``node``, in order."""
        from ratgap.load.tree import Map

        firsts = self._firsts(node, start)
        head = self._lines[start : firsts[0]] if firsts else self._lines[start:end]
        blocks: list[_Block] = []
        for (key, value), first, last in zip(node.items(), firsts, [*firsts[1:], end], strict=True):
            column = node.keys_at[key][1]
            middle = self._end_of_block(first, last, column)
            inner = self._lines[first:middle]
            if isinstance(value, Map) and value and _is_block(value, node.values_at[key]):
                at = node.keys_at[key][0]
                inner = [
                    *self._lines[first:at],
                    *self.put(value, step(self._name, path, key), at, middle),
                ]
            blocks.append(_Block(key, inner, self._lines[middle:last]))
        wanted = ordered(self._name, path, node)
        self._note(node, wanted)
        by_key = {block.key: block for block in blocks}
        found = [*head]
        for key, in_place in zip(wanted, blocks, strict=True):
            found += by_key[key].lines + in_place.gap
        return found

    def _firsts(self, node: Map, start: int) -> list[int]:
        """Return the first line of each block: that of its key, or of the comments on top."""
        firsts: list[int] = []
        for line, column in node.keys_at.values():
            first = line - 1
            while first > start and self._comment(first - 1, column - 1):
                first -= 1
            # Comments at the top of the file speak of the file.
            if not firsts and first == 0:
                first = line - 1
            firsts.append(first)
            start = line
        return firsts

    def _comment(self, index: int, column: int) -> bool:
        line = self._lines[index]
        return line[:column].isspace() == (column > 0) and line[column : column + 1] == "#"

    def _end_of_block(self, first: int, last: int, column: int) -> int:
        """Return where the block ends and its empty lines and loose comments start."""
        end = last
        while end > first + 1:
            text = self._lines[end - 1].strip()
            indent = len(self._lines[end - 1]) - len(self._lines[end - 1].lstrip())
            if text and not (text.startswith("#") and indent < column):
                break
            end -= 1
        return end

    def _note(self, node: Map, wanted: list[str]) -> None:
        """Note the fewest keys that must move to bring all of them in order."""
        rank = {key: place for place, key in enumerate(wanted)}
        staying = _longest_run([rank[key] for key in node])
        for key, (line, column) in node.keys_at.items():
            place = rank[key]
            if place not in staying:
                self.moved.append(Moved(line, column, key, wanted[place - 1] if place else ""))


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


def _is_block(node: Map, place: tuple[int, int]) -> bool:
    """Whether ``node``, which starts at ``place``, has its keys on lines of their own."""
    return next(iter(node.keys_at.values()), None) == place
