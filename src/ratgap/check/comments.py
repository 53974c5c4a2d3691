"""Comments that silence a rule on their line, ``# ratgap: ignore[rule, rule]``; and their rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from ratgap.check.rules import Found, rule, rules
from ratgap.problem import Problem, Where

_ADDRESSED = re.compile(r"\bratgap:")
_IGNORE = re.compile(r"\bratgap:[ ]*ignore\[([^\]]*)\]")
_MOST = 1000
"""Comments beyond these in one file are not read: the file is something else."""
_WORD = re.compile(r"[^\s,]+")


class Ignore(NamedTuple):
    """A rule that a comment names, at the place of that name; "" where it names none."""

    where: Where
    rule: str


class Ignores(NamedTuple):
    """What comments name, which of it silences a problem, and the rules that may be silenced."""

    named: Collection[Ignore]
    used: Collection[Ignore]
    ignorable: Collection[str]


def ignores(text: str, file: str) -> Iterator[Ignore]:
    """Yield every rule that a comment of the YAML ``text`` names, and each that names none."""
    if "ratgap:" not in text:
        return
    addressed = (comment for comment in _comments(text) if _ADDRESSED.search(comment[2]))
    for line, column, comment in islice(addressed, _MOST):
        found = _IGNORE.search(comment)
        words = list(_WORD.finditer(comment, found.start(1), found.end(1))) if found else []
        for word in words:
            yield Ignore(Where(file, line, column + word.start()), word[0])
        if not words:
            yield Ignore(Where(file, line, column), "")


def _comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column (from 1) and text of each comment: of what follows ``#`` in no text."""
    # By line the column where its last token ends; -1 where a token goes on beyond the line.
    covered: dict[int, int] = {}
    for first, last, column in _token_ends(text):
        for line in range(first, last):
            covered[line] = -1
        if covered.get(last) != -1:
            covered[last] = max(column, covered.get(last, 0))
    for number, line_text in enumerate(text.split("\n")):
        start = covered.get(number, 0)
        place = line_text.find("#", start) if start >= 0 else -1
        if place >= 0:
            yield number + 1, place + 1, line_text[place:].rstrip()


def _token_ends(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield each token's first and last line and the column of its end, up to what is no YAML."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # A tab is reported where the file is read; the comments behind it still count.
        for token in yaml.scan(text.replace("\t", " "), Loader=loader):
            yield token.start_mark.line, token.end_mark.line, token.end_mark.column
    except yaml.YAMLError:
        return


def silence(
    problems: Iterable[Problem], named: Collection[Ignore], ignorable: Collection[str]
) -> tuple[list[Problem], Ignores]:
    """Return the ``problems`` that no comment silences, and what the comments do."""
    by_place = {(i.where.file, i.where.line, i.rule): i for i in named if i.rule in ignorable}
    kept: list[Problem] = []
    used: set[Ignore] = set()
    for problem in problems:
        ignore = by_place.get((problem.where.file, problem.where.line, problem.rule))
        if ignore:
            used.add(ignore)
        else:
            kept.append(problem)
    return kept, Ignores(named, used, ignorable)


@rule("comments")
def unknown_ignore(comments: Ignores) -> Found:
    """Yield comments that name no rule, one that is not there, or one that cannot be silenced."""
    from difflib import get_close_matches

    for where, name in comments.named:
        if name in comments.ignorable:
            continue
        close = get_close_matches(name[:60], comments.ignorable, n=1)
        remedy = f"did you mean {close[0]}?" if close else "the rules are told in docs/rules.md"
        if not name:
            yield where, "this comment names no rule", "write ratgap: ignore[rule]"
        elif name not in rules():
            yield where, f"there is no rule {name[:60]}", remedy
        else:
            yield where, f"{name} cannot be silenced", "mend what it reports"


@rule("comments", whole=True)
def unused_ignore(comments: Ignores) -> Found:
    """Yield comments whose rule has nothing to report on their line."""
    for ignore in comments.named:
        if ignore.rule in comments.ignorable and ignore not in comments.used:
            message = f"{ignore.rule} reports nothing on this line"
            yield ignore.where, message, "delete it from the comment"
