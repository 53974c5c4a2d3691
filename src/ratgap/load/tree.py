"""Plain data as a YAML file holds it, with the place of every key and value; what words mean."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from ratgap.problem import Problem, Where

Place: TypeAlias = tuple[int, int]  # Line and column, from 1
Path: TypeAlias = tuple[str | int, ...]  # The keys and indexes that lead to a value


# The code ``NO`` is read as "false" by many.
_FORMS = re.compile(
    r"""
      (?P<nothing> ~ | null | Null | NULL | )
    | (?P<truth>   y | Y | yes | Yes | YES | true | True | TRUE | on | On | ON )
    | (?P<untruth> n | N | no | No | NO | false | False | FALSE | off | Off | OFF )
    | (?P<day>     \d\d\d\d-\d\d-\d\d )
    | (?P<time>    \d\d\d\d-\d\d?-\d\d? (?: (?: [Tt] | [ ]+ ) \d\d?:\d\d .* )? )
    | (?P<whole>   0 | [1-9]\d* )
    | (?P<number>
          [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )* (?: \.[0-9_]* )?
        | [-+]? [0-9][0-9_]* (?: \.[0-9_]* )? [eE][-+]?[0-9]+
        | [-+]? \.[0-9_]+ (?: [eE][-+]?[0-9]+ )?
        | [-+]? 0b[01_]+ | [-+]? 0o[0-7_]+ | [-+]? 0x[0-9a-fA-F_]+
        | [-+]? \.(?: inf | Inf | INF ) | \.(?: nan | NaN | NAN )
      )
    | (?P<merge>   << )
    | (?P<value>   = )
    """,
    re.VERBOSE | re.ASCII,
)


@lru_cache(maxsize=4096)
def taken_for(word: str) -> str:
    """Return what YAML 1.1 or 1.2 tools may take the unquoted ``word`` for; "" if for text.

    ``nothing``, ``truth``, ``untruth``, ``day`` (as it should be written), ``time`` (another
    way to write a day, or a time), ``whole``, ``number`` (of another kind), ``merge``, ``value``.
    """
    if len(word) > 200:
        return ""
    form = _FORMS.fullmatch(word)
    return (form.lastgroup or "") if form else ""


MEANING = {
    "nothing": "as nothing at all",
    "truth": 'as "true"',
    "untruth": 'as "false"',
    "day": "as a day",
    "time": "as a time",
    "whole": "as a number",
    "number": "as a number",
    "merge": "as an order to merge",
    "value": "as a default value",
}
"""How to say in a message what a word is taken for."""


class Plain:
    """An unquoted word that YAML takes for something else than text: a number, a day, nothing.

    ``kind`` is what ``taken_for`` says of it. A word that is text is a ``str``.
    No tuple, which would be taken for a list.
    """

    __slots__ = ("kind", "text")

    def __init__(self, text: str, kind: str) -> None:
        self.text, self.kind = text, kind

    def __eq__(self, other: object) -> bool:
        """Whether the same word is written, wherever it stands."""
        return isinstance(other, Plain) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


class Map(dict[str, object]):
    """A mapping; ``keys_at`` and ``values_at`` give the place of each key and its value.

    ``path`` is where it stands itself.
    """

    __slots__ = ("keys_at", "path", "values_at")

    def __init__(self, path: Path = ()) -> None:
        super().__init__()
        self.path = path
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}


class Seq(list[object]):
    """A list at ``path``; ``values_at`` gives the place of each item."""

    __slots__ = ("path", "values_at")

    def __init__(self, path: Path = ()) -> None:
        super().__init__()
        self.path = path
        self.values_at: list[Place] = []


MAX_PROBLEMS = 1000
"""More problems than these in one file are not collected: the file is something else."""


class Document:
    """One file as plain data (None where it could not be read as such) and its problems.

    ``broken`` are places whose value is already known to be unusable: what later steps find
    there would only say so again. ``texts`` are all that were written, keys too, each with the
    places where it stands; ``with_number_sign`` the starts and ends of those in which ``#`` starts
    no comment.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Map | None = None
        self.problems: list[Problem] = []
        self.broken: set[Where] = set()
        self._reported: set[tuple[Where, str, str]] = set()
        self.texts: dict[str, list[Place]] = {}
        self.with_number_sign: list[tuple[Place, Place]] = []

    @property
    def full(self) -> bool:
        """Whether so many problems are known that no more are kept."""
        return len(self.problems) > MAX_PROBLEMS

    def where(self, path: Iterable[str | int], *, key: bool = False) -> Where:
        """Return the place of the value at ``path``, or of its key.

        Steps that the data does not have are passed over, so that the path of something that is
        missing gives the place where it is missed.
        """
        node: object = self.root
        place: Place = (0, 0)
        for step in path:
            if isinstance(node, Map) and step in node:
                step = str(step)
                place = node.keys_at[step] if key else node.values_at[step]
                node = node[step]
            elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
                place = node.values_at[step]
                node = node[step]
        return Where(self.file, *place)

    def places(self, path: Path) -> dict[str, Where]:
        """Return the place of each key of the mapping at ``path``."""
        return {key: Where(self.file, *place) for key, place in self.map(*path).keys_at.items()}

    def at(self, *path: str | int) -> object:
        """Return the value at ``path``; None where there is none."""
        node: object = self.root
        for step in path:
            if isinstance(node, Map) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def map(self, *path: str | int) -> Map:
        """Return the mapping at ``path``; an empty one where there is none."""
        node = self.at(*path)
        return node if isinstance(node, Map) else Map()

    def report(self, where: Where, rule: str, message: str, remedy: str = "") -> None:
        """Add a problem, unless it is there or its place is known to be broken."""
        # A record with something wrong is read again without it, and so what is right in it.
        known = (where, rule, message) in self._reported
        if known or where in self.broken or self.full:
            return
        self._reported.add((where, rule, message))
        many = len(self.problems) == MAX_PROBLEMS
        problem = Problem(where, rule, message, remedy)
        self.problems.append(too_many(self.file) if many else problem)


def too_many(file: str) -> Problem:
    """Return what stands for the problems of ``file`` beyond the bound."""
    message = f"more than {MAX_PROBLEMS} problems; the rest is not shown"
    return Problem(Where(file), "file-too-many-problems", message, "is this the right file?")


def show(text: str, length: int = 60) -> str:
    """Return ``text`` for a message: on one line, without control characters, not too long."""
    short = text if len(text) <= length else f"{text[:length]}…"
    return "".join(c if c.isprintable() else "�" for c in short)


_LOOK_ALIKE = dict(
    zip(
        map(ord, "авекорсухіјѕһԁАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧον‐‑‒–—−"),
        "abekopcyxijshdABEKMHOPCTYXIJSABEZHIKMNOPTYXov------",
        strict=True,
    )
)
"""Cyrillic and Greek letters, and lines, that look like what ids and codes are written in."""


def in_latin(word: str) -> tuple[str, str]:
    """Return what of an id, a code or a key only looks right, in words, and how it is meant.

    The words are ``: its X is U+NNNN NAME`` for the first such sign; empty where all is ASCII.
    """
    import unicodedata

    sign = next((sign for sign in word if not sign.isascii()), "")
    if not sign:
        return "", word
    name = unicodedata.name(sign, "a sign without a name")
    meant = unicodedata.normalize("NFKC", word).translate(_LOOK_ALIKE)
    return f": its {sign} is U+{ord(sign):04X} {name}", meant
