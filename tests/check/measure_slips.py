"""How many random edits of one line of the shipped data pass ``validate`` in silence.

``python tests/check/measure_slips.py [N [SEED [FOLDER]]]`` makes N edits of each kind, each alone,
and prints how many nobody would notice.
"""

from __future__ import annotations

import copy
import gc
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ratgap.check.cells import cells
from ratgap.check.run import CHECKS, validate
from ratgap.load import build
from ratgap.load.nodes import parse
from ratgap.load.tree import Document

DATA = Path(__file__).parent.parent.parent / "data"
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")

Edit = Callable[[str, random.Random], str]


def line_lost(line: str, _: random.Random) -> str:
    """Delete the line."""
    return "" if line.strip() and not line.lstrip().startswith("#") else line


def year_off(line: str, chance: random.Random) -> str:
    """Move the year of one day by one or by ten."""
    days = list(_DAY.finditer(line))
    if not days:
        return line
    day = chance.choice(days)
    year = int(day[1]) + chance.choice([-10, -1, 1, 10])
    return f"{line[: day.start()]}{year:04}{line[day.start() + 4 :]}"


def day_and_month_exchanged(line: str, chance: random.Random) -> str:
    """Exchange day and month of one day; one with a day above 12 becomes none at all."""
    days = [day for day in _DAY.finditer(line) if day[2] != day[3]]
    if not days:
        return line
    day = chance.choice(days)
    return f"{line[: day.start()]}{day[1]}-{day[3]}-{day[2]}{line[day.end() :]}"


def source_lost(line: str, chance: random.Random) -> str:
    """Take one source out of a claim, ``[day, source, source]`` or ``sources: [...]``."""
    lists = [
        (found, items)
        for found in re.finditer(r"\[([^][{}\"]*)\]", line)
        if (items := [item.strip() for item in found[1].split(",")])
        and (_DAY.search(items[0]) or line[: found.start()].endswith("sources: "))
        and _sources(items)
    ]
    if not lists:
        return line
    found, items = chance.choice(lists)
    items.remove(chance.choice(_sources(items)))
    return f"{line[: found.start()]}[{', '.join(items)}]{line[found.end() :]}"


def _sources(items: list[str]) -> list[str]:
    return [item for item in items if _ID.fullmatch(item)]


def id_mistyped(line: str, chance: random.Random) -> str:
    """Mistype a digit or a letter of one id."""
    ids = list(_ID.finditer(line.partition("#")[0].partition('"')[0].partition("http")[0]))
    if not ids:
        return line
    found = chance.choice(ids)
    at = chance.choice([i for i in range(found.start(), found.end()) if line[i] != "-"])
    signs = "0123456789" if line[at].isdigit() else "abcdefghijklmnopqrstuvwxyz"
    return f"{line[:at]}{chance.choice(signs.replace(line[at], ''))}{line[at + 1 :]}"


KINDS: tuple[Edit, ...] = (line_lost, year_off, day_and_month_exchanged, source_lost, id_mistyped)


class Slip(NamedTuple):
    """One edit, and whether something was reported that was not before."""

    file: str
    line: int
    before: str
    after: str
    seen: bool


def slips(kind: Edit, number: int, seed: int, data: Path = DATA) -> Iterator[Slip]:
    """Make ``number`` edits of ``kind``, each alone, in lines of all files that can have it."""
    chance = random.Random(f"{kind.__name__} {seed}")
    sound = Sound(data)
    lines = [
        (name, index, line)
        for name, text in sound.texts.items()
        for index, line in enumerate(text.splitlines(keepends=True))
        if kind(line, random.Random(0)) != line
    ]
    for name, index, line in chance.sample(lines, number):
        edited = kind(line, chance)
        whole = sound.texts[name].splitlines(keepends=True)
        whole[index] = edited
        yield Slip(name, index + 1, line, edited, sound.notices(name, "".join(whole)))


class Sound:
    """The data before any edit; what ``validate`` says of them is known, and no finding."""

    def __init__(self, data: Path) -> None:
        self.texts = {path.name: path.read_text("utf-8") for path in sorted(data.glob("*.yaml"))}
        self._read = {name: parse(text, name) for name, text in self.texts.items()}
        self._known = set(self._found(self._read, list(self._read)))
        self._reported = self._validated({})

    def notices(self, name: str, text: str) -> bool:
        """Whether ``validate`` reports of the file ``name``, were its text ``text``, what is new.

        The same steps one by one, up to the first that finds something; what was read stays.
        """
        documents = {each: _fresh(document) for each, document in self._read.items()}
        documents[name] = parse(text, name)
        if documents[name].problems:
            return True
        edited = {**self.texts, name: text}
        if any(found not in self._known for found in self._found(documents, [name], edited)):
            return True
        return bool(self._validated({name: text}) - self._reported)

    def _found(
        self,
        documents: dict[str, Document],
        laid: list[str],
        texts: dict[str, str] | None = None,
    ) -> Iterator[tuple[str, str]]:
        dataset = build({Path(name).stem: read for name, read in documents.items()}, "")
        yield from ((p.rule, p.message) for read in documents.values() for p in read.problems)
        subjects: dict[str, list[tuple[object, ...]]] = {
            "file": [(Path(n).stem, (texts or self.texts)[n], documents[n]) for n in laid],
            "data": [(dataset,)],
            "cell": [(cell,) for cell in cells(dataset)],
            "treaty": [(treaty, dataset) for treaty in dataset.instruments.values()],
        }
        for looks_at, each in subjects.items():
            for check in CHECKS:
                for subject in each if check.looks_at == looks_at else ():
                    yield from ((check.id, message) for _, message, *_ in check.run(*subject))

    def _validated(self, edited: dict[str, str]) -> set[tuple[str, str]]:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**self.texts, **edited}.items():
                (Path(folder) / name).write_text(text, "utf-8")
            return {(problem.rule, problem.message) for problem in validate(Path(folder)).problems}


def _fresh(read: Document) -> Document:
    """Return the document without what building reports to it, of what was read once."""
    document = copy.copy(read)
    own = {key: copy.copy(value) for key, value in vars(document).items() if key != "root"}
    vars(document).update(own)
    return document


def main() -> None:
    """Print the rate of each kind, and what passed."""
    given = [int(word) for word in sys.argv[1:3]]
    number, seed = (*given, *(200, 1)[len(given) :])
    data = Path(sys.argv[3]) if len(sys.argv) > 3 else DATA
    gc.disable()  # A third of the time; what is thrown away has few circles
    for kind in KINDS:
        passed = [slip for slip in slips(kind, number, seed, data) if not slip.seen]
        print(f"{kind.__name__}: {len(passed)} of {number} pass", flush=True)  # noqa: T201
        for slip in passed:
            print(f"  {slip.file}:{slip.line}: {slip.before.strip()[:150]}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
