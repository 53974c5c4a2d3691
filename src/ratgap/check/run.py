"""Checks a folder of data files: all problems of all rules, in file order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ratgap.check.catalogue import Rule, of_layer, rules
from ratgap.check.finding import Finding, Level
from ratgap.check.ignores import Ignore, ignores, silence
from ratgap.check.layout.tokens import Scanned
from ratgap.check.sound import sound
from ratgap.load.files import Text, read_files
from ratgap.problem import Problem

if TYPE_CHECKING:
    from ratgap.model import Dataset


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, in file order, in the data of that ``digest``.

    ``left_out`` names the rules that were not checked: where something could not be read, they
    would report what follows from that alone.
    """

    findings: tuple[Finding, ...]
    digest: str
    left_out: tuple[str, ...] = ()

    def count(self, level: Level) -> int:
        """Return how many findings are of ``level``."""
        return sum(finding.level is level for finding in self.findings)


def validate(folder: Path, *, strict: bool = False) -> Outcome:
    """Check the data set in ``folder`` by every rule; ``strict`` makes errors of warnings.

    Raise DataError where ``folder`` is no folder that can be read.
    """
    from ratgap.load.build import build
    from ratgap.load.nodes import parse

    files = read_files(folder)
    documents = {_name(text): parse(text.content, text.file) for text in files.texts}
    legible = [text for text in files.texts if not documents[_name(text)].problems]
    dataset = build(documents, files.digest)
    broken = [*files.problems, *(p for d in documents.values() for p in d.problems)]
    checked = _check_data(sound(dataset) if broken else dataset, broken=bool(broken))
    comments: list[Ignore] = []
    for text in files.texts:
        document, scanned = documents[_name(text)], Scanned(text.content)
        for rule in of_layer("layout") if text in legible else ():
            if rule.run:
                checked += rule.run(text, scanned, document)
        if document.root is not None:
            comments += ignores(scanned, text.file)
    may = [rule.id for rule in rules().values() if rule.ignorable]
    kept, used = silence(checked, comments, may)
    found = [*broken, *kept, *_check_ignores(comments, used, broken=bool(broken))]
    left_out = tuple(r.id for r in rules().values() if r.whole) if broken else ()
    return Outcome(_graded(found, strict=strict), files.digest, left_out)


def _name(text: Text) -> str:
    return text.name.removesuffix(".yaml")


def _check_data(dataset: Dataset, *, broken: bool) -> list[Problem]:
    found: list[Problem] = []
    for rule in of_layer("domain"):
        if rule.run and not (broken and rule.whole):
            found += rule.run(dataset)
    return found


def _check_ignores(comments: list[Ignore], used: set[Ignore], *, broken: bool) -> list[Problem]:
    found: list[Problem] = []
    for rule in of_layer("ignores"):
        if rule.run and not (broken and rule.whole):
            found += rule.run(comments, used, rules())
    return found


def _graded(problems: Iterable[Problem], *, strict: bool) -> tuple[Finding, ...]:
    known: Mapping[str, Rule] = rules()
    graded = (
        Finding(problem, Level.ERROR if strict else known[problem.rule].level)
        for problem in problems
    )
    return tuple(sorted(graded))
