"""Files in, a Dataset out: strict YAML with places, shapes, and nothing half-read.

The parsers and pydantic are imported only when something is read, so that importing this package
costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ratgap.load.files import Files, read_files, shipped
from ratgap.problem import DataError

if TYPE_CHECKING:
    from ratgap.load.tree import Document
    from ratgap.model import Dataset

__all__ = ["build", "built", "load", "quick", "shipped"]


def load(folder: Path | None = None) -> Dataset:
    """Return the data set in ``folder``, by default the one that is shipped.

    Raise DataError with every problem of every file, in file order.
    """
    return built(read_files(shipped() if folder is None else folder))


def built(files: Files) -> Dataset:
    """Return the data set of ``files``. Raise DataError with every problem, in file order."""
    from ratgap.load.nodes import parsed

    documents = {name: document for name, _, document in parsed(files.texts)}
    dataset = build({**files.unreadable(), **documents}, files.digest)
    problems = [*files.problems, *(p for each in documents.values() for p in each.problems)]
    if problems:
        raise DataError(problems)
    return dataset


def build(documents: Mapping[str, Document], digest: str) -> Dataset:
    """Return the data set of ``documents``, by name of file without ``.yaml``.

    What is wrong is reported to the documents; the data set is fit for use only if nothing is.
    """
    from ratgap.load.reader import Reader
    from ratgap.load.schema import keys_at
    from ratgap.load.shape import FILES
    from ratgap.model import Dataset

    reader = Reader(documents, keys_at)
    # First of all: of a state that names.yaml has, the record in states.yaml has no name.
    reader.names = reader.file("names", FILES["names"])
    files = {name: reader.file(name, shape) for name, shape in FILES.items() if name != "names"}
    # Two files hold several parts of the data set, each of the others one, called as the file is.
    parts = {"instruments": {}} | files.pop("instruments") | files.pop("commitments") | files
    return Dataset(**parts, cells=reader.cells, digest=digest)


def quick(folder: Path | None, conclude: Callable[[Dataset], None]) -> Dataset:
    """Return what ``load`` does, from a snapshot where there is one; most places are not known.

    A snapshot of files that are without a problem is kept for the next time, with what
    ``conclude`` works out from them: else one state's answer would need the records of all.
    """
    from ratgap import head
    from ratgap.load import snapshot

    path = shipped() if folder is None else folder
    # Taken before anything is read: what is edited meanwhile differs from it the next time.
    files, kept = head.statistics(path), snapshot.place(path)
    # Beside other data anyone may have put one that is not of them.
    places = [kept, path / head.NAME if folder is None else None]
    known = list(filter(None, map(partial(snapshot.find, path, load), places)))
    for snap in known:
        if snap.files == files:
            return snap.dataset()
    texts = read_files(path)
    for snap in known:
        if snap.digest == texts.digest and not texts.problems:
            snap.copy(files, kept)
            return snap.dataset()
    dataset = built(texts)
    conclude(dataset)
    snapshot.save(snapshot.of(dataset, files), kept)
    return dataset
