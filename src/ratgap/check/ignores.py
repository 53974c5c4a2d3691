"""Comments that silence a rule on their line: ``# ratgap: ignore[rule, rule]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ratgap.check.layout.tokens import Comment, Scanned, comments
from ratgap.problem import Problem, Where

_ADDRESSED = re.compile(r"\bratgap:")
_IGNORE = re.compile(r"\bratgap:[ ]*ignore\[([^\]]*)\]")
_MOST = 1000
"""Comments beyond these in one file are not read: the file is something else."""
_WORD = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A rule that a comment names, at the place of that name; "" where it names none."""

    where: Where
    rule: str


def ignores(scanned: Scanned, file: str) -> Iterator[Ignore]:
    """Yield every rule that a comment of the text names, and each comment that names none."""
    if "ratgap:" not in scanned.text:
        return
    found = comments(scanned.text, scanned.tokens)
    addressed = (comment for comment in found if _ADDRESSED.search(comment.text))
    for comment in islice(addressed, _MOST):
        yield from _named(comment, file)


def _named(comment: Comment, file: str) -> Iterator[Ignore]:
    found = _IGNORE.search(comment.text)
    words = list(_WORD.finditer(comment.text, found.start(1), found.end(1))) if found else []
    for word in words:
        yield Ignore(Where(file, comment.line, comment.column + word.start()), word[0])
    if not words:
        yield Ignore(Where(file, comment.line, comment.column), "")


def silence(
    problems: Iterable[Problem], found: Iterable[Ignore], ignorable: Iterable[str]
) -> tuple[list[Problem], set[Ignore]]:
    """Return the problems that no comment silences, and the comments that silence one."""
    may = frozenset(ignorable)
    by_place: dict[tuple[str, int, str], Ignore] = {
        (i.where.file, i.where.line, i.rule): i for i in found if i.rule in may
    }
    kept: list[Problem] = []
    used: set[Ignore] = set()
    for problem in problems:
        ignore = by_place.get((problem.where.file, problem.where.line, problem.rule))
        if ignore:
            used.add(ignore)
        else:
            kept.append(problem)
    return kept, used
