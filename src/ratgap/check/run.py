"""Checks a folder of data files: all problems of all rules, in file order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ratgap.check import acts, comments, evidence, layout, sources, states, treaties
from ratgap.check.cells import cells
from ratgap.check.comments import ignores, silence
from ratgap.check.rules import Check, LooksAt, rules
from ratgap.check.unread import Unread, without_strangers
from ratgap.load.files import Text, read_files
from ratgap.load.tree import MAX_PROBLEMS, too_many
from ratgap.model import Dataset
from ratgap.named import NamedTuple
from ratgap.problem import Level, Problem

CHECKS = tuple(
    sorted(
        check
        for module in (acts, comments, evidence, layout, sources, states, treaties)
        for check in vars(module).values()
        if isinstance(check, Check)
    )
)
"""Every rule that is checked here, by id; what loading checks is reported by loading."""


class Outcome(NamedTuple):
    """What was found, in file order, in the data of that ``digest``.

    ``left_out`` names the rules that were not checked of everything: where something could not be
    read, they would report what follows from that alone. ``passed_over`` tells of what they were
    not: empty where of nothing.
    """

    problems: tuple[Problem, ...]
    digest: str
    left_out: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()

    def number_of(self, level: Level) -> int:
        """Return how many problems are of ``level``."""
        return sum(problem.level is level for problem in self.problems)


def validate(folder: Path, *, strict: bool = False) -> Outcome:
    """Check the data set in ``folder`` by every rule; ``strict`` makes errors of warnings.

    Raise DataError where ``folder`` is no folder that can be read.
    """
    from ratgap.load import build
    from ratgap.load.nodes import parsed

    files = read_files(folder)
    read = parsed(files.texts)
    # How a file is laid out is looked at wherever it is YAML, whatever building finds in it.
    legible = [each for each in read if not each[2].problems]
    documents = {name: document for name, _, document in read}
    dataset = build({**files.unreadable(), **documents}, files.digest)
    broken = [*files.problems, *(p for document in documents.values() for p in document.problems)]
    unread = Unread(dataset, documents, broken)
    unread.everything |= bool(files.problems)
    checked = _checked([check for check in CHECKS if not (broken and check.whole)], dataset)
    careful = [check for check in CHECKS if broken and check.whole and not unread.everything]
    if careful:
        follow = _checked(careful, without_strangers(dataset))
        checked += [problem for problem in follow if not unread.bears_on(problem.where)]
    checked += _problems(CHECKS, "file", legible)
    named = [ignore for _, text, document in read for ignore in ignores(text, document)]
    ignorable = frozenset(check.id for check in CHECKS if check.looks_at != "comments")
    kept, silenced = silence(checked, named, ignorable)
    for check in CHECKS:
        if not (broken and check.whole and unread.everything):
            findings = _problems([check], "comments", [(silenced,)])
            kept += [p for p in findings if not (check.whole and unread.bears_on(p.where))]
    problems = [*broken, *kept]
    if strict:
        problems = [problem._replace(level=Level.ERROR) for problem in problems]
    left_out = tuple(check.id for check in CHECKS if broken and check.whole)
    passed_over = () if unread.everything else tuple(unread.names)
    return Outcome(tuple(_bounded(problems)), files.digest, left_out, passed_over)


def _bounded(problems: Iterable[Problem]) -> list[Problem]:
    number: Counter[str] = Counter()
    kept = set()
    for problem in sorted(problems):
        file = problem.where.file
        number[file] += 1
        kept.add(problem if number[file] <= MAX_PROBLEMS else too_many(file))
    return sorted(kept)


def errors(dataset: Dataset) -> list[Problem]:
    """Return the errors of all rules that look at a whole data set, and not at its files."""
    return [problem for problem in _checked(CHECKS, dataset) if problem.level is Level.ERROR]


def errors_of_files(texts: Iterable[Text]) -> list[Problem]:
    """Return the errors of the rules that look at files, in those ``texts`` that are YAML."""
    from ratgap.load.nodes import parsed

    checks = [check for check in CHECKS if rules()[check.id].level is Level.ERROR]
    legible = [each for each in parsed(texts) if not each[2].problems]
    return list(_problems(checks, "file", legible))


def _checked(checks: Sequence[Check], dataset: Dataset) -> list[Problem]:
    subjects: dict[LooksAt, list[Any]] = {
        "cell": [(cell,) for cell in cells(dataset)],
        "treaty": [(treaty, dataset) for treaty in dataset.instruments.values()],
        "data": [(dataset,)],
    }
    return [p for looks_at, each in subjects.items() for p in _problems(checks, looks_at, each)]


def _problems(checks: Sequence[Check], looks_at: LooksAt, subjects: list[Any]) -> Iterator[Problem]:
    for check in checks:
        if check.looks_at == looks_at:
            level = rules()[check.id].level
            for subject in subjects:
                for where, message, *own in check.run(*subject):
                    yield Problem(where, check.id, message, "".join(own) or check.remedy, level)
