"""What is wrong with a file, and where: the one shape that loading and checking report in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import ne
from typing import Any, TypeVar

from ratgap.language import t
from ratgap.named import NamedTuple, Word

T = TypeVar("T", bound=tuple[Any, ...])

_NEAR = 0.7  # What share of two words must be alike for the one to be a slip of the other
_LONGEST = 60  # Of longer words, no name is thought to be meant
_CODE = 3  # So long is a code: most words of so few letters are alike by chance

NONE: Mapping[Any, Any] = {}
"""What a record has where nothing is recorded: one for all of them, never written to."""


class Where(NamedTuple):
    """A place in a file: line and column count from 1; 0 means the file as a whole."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


NOWHERE = Where()


def ignoring_place(record: type[T]) -> type[T]:
    """Let records of this class be compared without ``where`` and the fields after it.

    The same thing read at another place is the same. A record equals none of another class.
    """
    made: Any = record
    end = made._fields.index("where")

    def equal(self: T, other: object) -> bool:
        return other is self or (other.__class__ is record and self[:end] == tuple(other)[:end])

    # A tuple has all three of its own: what is not set here would go by the place too.
    made.__eq__ = equal
    made.__ne__ = lambda self, other: not equal(self, other)
    made.__hash__ = lambda self: hash(self[:end])
    return record


def compared(record: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of ``record`` that say what it is, and not where it stands."""
    made: Any = record
    for name in made._fields:
        if name == "where":
            return
        yield name, getattr(made, name)


class Level(Word):
    """How much a problem matters."""

    ERROR = "error"
    """Wrong, or in contradiction with something else in the data."""
    WARNING = "warning"
    """Odd, and worth a look; a problem only where one is strict."""


class Problem(NamedTuple):
    """One thing that is wrong: where, by which rule, what, how to mend it, how much it matters."""

    where: Where
    rule: str
    message: str
    remedy: str = ""
    level: Level = Level.ERROR

    def __str__(self) -> str:
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{self.where}: {self.rule}: {self.message}{remedy}"


class DataError(Exception):
    """The data cannot be used. Carries every problem that was found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def refused(where: Where, rule: str, message: str, remedy: str = "") -> DataError:
    """Return the error, to be raised, for a single problem."""
    return DataError([Problem(where, rule, message, remedy)])


def close_to(word: str, known: Iterable[str], most: int = 1, slips: int = _LONGEST) -> list[str]:
    """Return up to ``most`` of ``known`` that ``word`` may stand for, the nearest first.

    Capitals do not count. Up to seven letters may have one slip in them, more letters one for
    every four, of two or more none in the first letter, and at most ``slips``: what differs by more
    is another name, however alike. Comparing takes time, so long words are close to nothing. A code
    of two or three letters stands for one with the same letters in another order, then for one that
    differs in a single letter, not the first.
    """
    from difflib import get_close_matches

    if len(word) > _LONGEST:
        return []
    asked, names = word.casefold(), {name.casefold(): name for name in known}
    swapped = [name for name in names if len(name) == len(asked) and sorted(name) == sorted(asked)]
    if len(asked) > _CODE:
        alike = get_close_matches(asked, names, n=3 * most, cutoff=_NEAR)
        close = [name for name in alike if _may_be_slip(asked, name, slips)]
    else:
        close = [name for name in names if _one_letter_apart(asked, name)]
    return [names[name] for name in dict.fromkeys([*swapped, *close])][:most]


def _may_be_slip(word: str, name: str, most: int) -> bool:
    slips = _slips(word, name)
    return slips <= min(most, max(1, len(word) // 4)) and (slips < 2 or word[0] == name[0])


def _slips(one: str, other: str) -> int:
    """Return by how many letters two words differ: missing, more, another, or two swapped."""
    # The rows of Damerau's and Levenshtein's table: the last two, and the one to fill.
    before, row = list[int](), list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, above, row = row, before, [n]
        for m, own in enumerate(other, 1):
            least = min(before[m] + 1, row[-1] + 1, before[m - 1] + (letter != own))
            if n > 1 and m > 1 and (letter, one[n - 2]) == (other[m - 2], own):
                least = min(least, above[m - 2] + 1)
            row.append(least)
    return row[-1]


def _one_letter_apart(code: str, name: str) -> bool:
    """Whether one letter, not the first, is another, or is missing in one of the two."""
    shorter, longer = sorted((code, name), key=len)
    if len(shorter) < len(longer):
        return any(longer[:n] + longer[n + 1 :] == shorter for n in range(1, len(longer)))
    # Of two letters one is not enough.
    return len(code) == _CODE and code[0] == name[0] and sum(map(ne, code, name)) == 1


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the question whether another of ``known`` is meant; ``otherwise`` if none is close."""
    close = close_to(word, known)
    return t("did you mean {names}?", names=close[0]) if close else otherwise
