"""How a data file is laid out, and how it should be; no byte that may stay is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratgap.check.layout.canon import canonical
from ratgap.check.layout.tokens import Scanned
from ratgap.check.rules import Found, rule
from ratgap.problem import Where

if TYPE_CHECKING:
    from ratgap.load.tree import Document


@rule("file")
def layout(name: str, text: str, document: Document) -> Found:
    """Yield each place where the file is laid out otherwise."""
    for deviation in canonical(name, Scanned(text), document).deviations:
        where = Where(document.file, deviation.line, deviation.column)
        yield where, deviation.message, "run ratgap format --write"
