"""From documents to a Dataset: every reference resolved, every part with its place."""

from __future__ import annotations

from collections.abc import Mapping

from ratgap.load.reader import Reader
from ratgap.load.shape import FILES
from ratgap.load.tree import Document
from ratgap.model import Dataset


def build(documents: Mapping[str, Document], digest: str) -> Dataset:
    """Return the data set of ``documents``, by name of file without ``.yaml``.

    What is wrong is reported to the documents; the data set is fit for use only if nothing is.
    """
    reader = Reader(documents)
    files = {name: reader.file(name, shape) for name, shape in FILES.items()}
    parts = {"instruments": {}} | files.pop("instruments") | files.pop("commitments") | files
    return Dataset(**parts, cells=reader.cells, digest=digest)
