"""Characters that no data file holds: those that hide, shift or reorder what one reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ratgap.load.tree import Document
from ratgap.problem import Where

# Control characters, line breaks that editors do not count as such, signs that turn the direction
# of the text, byte-order marks and what is no character at all.
_UNFIT = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufeff\ufffe\uffff"
)
UNFIT = re.compile(f"[{_UNFIT}]")
# A tab takes what follows with it: one report to a line is enough.
_UNFIT_OR_TAB = re.compile(f"[{_UNFIT}]|\r(?!\n)|\t[^\n\r{_UNFIT}]*")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


def clean(text: str, document: Document) -> str | None:
    """Report tabs and unfit characters of ``text`` to ``document``; return it without tabs.

    None where what is left cannot be read with any sense.
    """
    readable = not _TAB_INDENT.search(text)
    tabbed = 0
    for found, line, column in _places(_UNFIT_OR_TAB, text):
        where = Where(document.file, line, column)
        if not found.startswith("\t"):
            readable = False
            message = f"the character U+{ord(found):04X} has no place in a data file"
            document.report(where, "yaml-character", message, "delete it")
        elif line != tabbed:
            tabbed = line
            document.report(where, "yaml-tab", "there is a tab here", "write spaces instead")
        if document.full:
            return None
    return text.replace("\t", " ") if readable else None


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each match with its line and column; one walk, however long the lines are."""
    line, start, seen = 1, 0, 0
    for found in pattern.finditer(text):
        breaks = text.count("\n", seen, found.start())
        if breaks:
            line += breaks
            start = text.rfind("\n", seen, found.start()) + 1
        seen = found.start()
        yield found[0], line, seen - start + 1
