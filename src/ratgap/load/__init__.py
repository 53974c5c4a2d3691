"""Files in, a Dataset out: strict YAML with places, shapes, and nothing half-read.

The parsers and pydantic are imported only when something is read, so that importing this package
costs nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ratgap.load.files import read_files, shipped
from ratgap.load.schema import DATA_FILES, data_schema
from ratgap.problem import DataError, Problem

if TYPE_CHECKING:
    from ratgap.model import Dataset

__all__ = ["DATA_FILES", "data_schema", "load", "read", "shipped"]


def load(folder: Path | None = None) -> Dataset:
    """Return the data set in ``folder``, by default the one that is shipped.

    Raise DataError with every problem of every file, in file order.
    """
    dataset, problems = read(shipped() if folder is None else folder)
    if dataset is None:
        raise DataError(problems)
    return dataset


def read(folder: Path) -> tuple[Dataset | None, tuple[Problem, ...]]:
    """Return the data set in ``folder`` and what is wrong with it, in file order.

    Where something is wrong there is no data set. Raise DataError where ``folder`` is no folder
    that can be read.
    """
    files = read_files(folder)

    from ratgap.load.build import build
    from ratgap.load.nodes import parse

    documents = {
        text.name.removesuffix(".yaml"): parse(text.content, text.file) for text in files.texts
    }
    dataset = build(documents, files.digest)
    problems = [*files.problems]
    for document in documents.values():
        problems += document.problems
    return (None if problems else dataset), tuple(sorted(problems))
