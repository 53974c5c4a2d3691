"""The tokens of a YAML text with their places, and the comments between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, and where it starts and ends (lines and columns from 0)."""

    kind: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its place (line and column from 1), from the ``#`` to the end of the line."""

    line: int
    column: int
    text: str


class Scanned:
    """A text and its tokens, which are looked for once, when they are first asked for."""

    def __init__(self, text: str) -> None:
        """Take the text; tabs count as spaces."""
        self.text = text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the text."""
        return tuple(tokens(self.text.replace("\t", " ")))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text``; stop where it is not YAML."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for token in yaml.scan(text, Loader=loader):
            start, end = token.start_mark, token.end_mark
            kind = type(token).__name__.removesuffix("Token")
            yield Token(kind, start.line, start.column, end.line, end.column)
    except yaml.YAMLError:
        return


def ends(found: Iterable[Token]) -> dict[int, int]:
    """Return, by line, the column where the last token of the line ends.

    A line that a token goes on beyond is covered whole.
    """
    covered: dict[int, int] = {}
    for token in found:
        for line in range(token.line, token.end_line):
            covered[line] = -1
        if covered.get(token.end_line) != -1:
            covered[token.end_line] = max(token.end_column, covered.get(token.end_line, 0))
    return covered


def comments(text: str, found: Iterable[Token]) -> Iterator[Comment]:
    """Yield the comments of ``text``, of which ``found`` are the tokens: each ``#`` in no text."""
    covered = ends(found)
    for number, line in enumerate(text.split("\n")):
        start = covered.get(number, 0)
        column = line.find("#", start) if start >= 0 else -1
        if column >= 0:
            yield Comment(number + 1, column + 1, line[column:].rstrip())
