"""The files of a folder as they should be laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ratgap.check.layout.canon import Deviation, canonical
from ratgap.check.layout.tokens import Scanned
from ratgap.load.files import read_files
from ratgap.problem import DataError, Problem


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A file, as it is and as it should be."""

    file: str
    before: str
    after: str
    deviations: tuple[Deviation, ...]

    @property
    def lines(self) -> Iterator[str]:
        """The difference between the two, as patches show it."""
        from difflib import unified_diff

        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        return unified_diff(before, after, self.file, self.file)


def laid_out(folder: Path) -> tuple[LaidOut, ...]:
    """Return the files of ``folder`` whose layout is not as it should be.

    Raise DataError where one of them, or the folder, cannot be read: then none is looked at.
    """
    from ratgap.load.nodes import parse

    files = read_files(folder)
    documents = [(text, parse(text.content, text.file)) for text in files.texts]
    problems: list[Problem] = [p for _, document in documents for p in document.problems]
    unreadable = [p for p in files.problems if p.rule != "file-missing"]
    if problems or unreadable or not documents:
        raise DataError([*problems, *(unreadable or files.problems)])
    found = []
    for text, document in documents:
        should = canonical(text.name.removesuffix(".yaml"), Scanned(text.content), document)
        if should.text != text.content:
            found.append(LaidOut(text.file, text.content, should.text, should.deviations))
    return tuple(found)
