"""A message as one line that a terminal can show, whatever was typed into it."""

from __future__ import annotations

import re

_VALUE = 500
"""Longer values are shortened; paths may need as much."""
_LINE = 2000


def one_line(text: str) -> str:
    """Return ``text`` with control characters escaped and what is very long shortened."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    shown = re.sub(r'"[^"]*"|\S+', lambda found: _short(found[0]), shown)
    return shown if len(shown) <= _LINE else f"{shown[:_VALUE]} … {shown[-_VALUE:]}"


def _short(value: str) -> str:
    # The last character: a closing quotation mark, or the colon after a path.
    return value if len(value) <= _VALUE else f"{value[:60]}…{value[-1]}"
