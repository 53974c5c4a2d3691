"""Comments that silence a rule on their line, ``# ratgap: ignore[rule, rule]``; and their rules.

And texts that another program takes for something else than text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from ratgap.check.rules import Found, rule, rules
from ratgap.gate import FORMULA
from ratgap.load.tree import Document, Place, show
from ratgap.named import NamedTuple
from ratgap.problem import Problem, Where, did_you_mean

_ADDRESSED = re.compile(r"\bratgap:")
_IGNORE = re.compile(r"\bratgap:[ ]*ignore\[([^\]]*)\]")
_MOST = 1000  # Names beyond these in one file are not read: the file is something else
_WORD = re.compile(r"[^\s,]+")
_BLANKS = re.compile(r" {2}|[\u00a0\u2007\u202f]")
_END = (sys.maxsize, 0)


class Ignore(NamedTuple):
    """A rule that a comment names, at the place of that name; "" where it names none."""

    where: Where
    rule: str


class Ignores(NamedTuple):
    """What comments name, which of it silences a problem, and the rules that may be silenced."""

    named: Collection[Ignore]
    used: Collection[Ignore]
    ignorable: Collection[str]


@rule("file", "write what it is called, or begin with a word")
def formula(_: str, __: str, document: Document) -> Found:
    """Yield names, titles, notes and other texts that begin as a formula does."""
    for text, places in document.texts.items():
        for place in places if text.startswith(FORMULA) else ():
            yield Where(document.file, *place), f'"{show(text)}" is a formula to a spreadsheet'


@rule("file", "write one blank, and end all lines alike")
def odd_space(_: str, text: str, document: Document) -> Found:
    """Yield texts with blanks that nobody sees, and lines that end otherwise than most."""
    for value, places in document.texts.items():
        for place in places if _BLANKS.search(value) else ():
            where = Where(document.file, *place)
            yield where, f'"{show(value)}" has two blanks in a row, or one that does not break'
    lines = text.split("\n")[:-1]
    odd = [number for number, line in enumerate(lines, 1) if line.endswith("\r")]
    if len(odd) * 2 > len(lines):
        odd = [number for number, line in enumerate(lines, 1) if not line.endswith("\r")]
    for number in odd:
        where = Where(document.file, number, max(1, len(lines[number - 1])))
        yield where, "this line ends otherwise than most of the file"


def ignores(text: str, document: Document) -> Iterator[Ignore]:
    """Yield, up to the bound of a file, what its comments name; see ``_ignores``."""
    return islice(_ignores(text, document), _MOST)


def _ignores(text: str, document: Document) -> Iterator[Ignore]:
    """Yield every rule that a comment names, and each comment that names none.

    ``document`` is what the ``text`` was read as; comments in what is no YAML are not looked for.
    """
    if document.root is None or "ratgap:" not in text:
        return
    addressed = (each for each in _comments(text, document) if _ADDRESSED.search(each[1]))
    for (line, column), comment in addressed:
        named = _IGNORE.search(comment)
        words = list(_WORD.finditer(comment, named.start(1), named.end(1))) if named else []
        for word in words:
            yield Ignore(Where(document.file, line, column + word.start()), word[0])
        if not words:
            yield Ignore(Where(document.file, line, column), "")


def _comments(text: str, document: Document) -> Iterator[tuple[Place, str]]:
    """Yield place and text of comments: of what follows a ``#`` that is part of no text."""
    signed = document.with_number_sign
    for number, line in enumerate(text.split("\n"), 1):
        for sign in re.finditer("#", line) if "ratgap:" in line else ():
            place = (number, sign.start() + 1)
            before = bisect_right(signed, (place, _END)) - 1
            if before < 0 or place >= signed[before][1]:
                yield place, line[sign.start() :].rstrip()
                break


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
    for where, name in comments.named:
        if name in comments.ignorable:
            continue
        if not name:
            yield where, "this comment names no rule", "write ratgap: ignore[rule]"
        elif name in rules():
            yield where, f"{name} cannot be silenced", "mend what it reports"
        else:
            otherwise = "the rules are told in docs/rules.md"
            remedy = did_you_mean(name[:60], comments.ignorable, otherwise)
            yield where, f"there is no rule {name[:60]}", remedy


@rule("comments", "delete it from the comment", whole=True)
def unused_ignore(comments: Ignores) -> Found:
    """Yield comments whose rule has nothing to report on their line."""
    for ignore in comments.named:
        if ignore.rule in comments.ignorable and ignore not in comments.used:
            yield ignore.where, f"{ignore.rule} reports nothing on this line"
