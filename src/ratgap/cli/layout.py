"""Which layout a table gets: colour and lines on a terminal, plain text anywhere else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratgap.present.outputs import Layout


def layout(path: Path | None) -> Layout:
    """Return the layout for the file ``path``, or for standard output where it is None."""
    if on_terminal(path):
        from ratgap.present import table

        return table.render
    from functools import partial

    from ratgap.present import plain

    return partial(plain.render, width=columns())


def on_terminal(path: Path | None) -> bool:
    """Whether the output goes to a terminal that can do more than print letters."""
    if path is not None or not sys.stdout or not sys.stdout.isatty():
        return False
    return os.environ.get("TERM") != "dumb"


def draws(path: Path | None) -> bool:
    """Whether the output goes to a terminal that shows bars: in UTF-8, and not told otherwise."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    utf8 = encoding.lower().replace("-", "") == "utf8"
    plain = os.environ.get("TERM") == "linux" or bool(os.environ.get("NO_UNICODE"))
    return on_terminal(path) and utf8 and not plain


def columns() -> int | None:
    """Return the width that COLUMNS asks for; None where it asks for none."""
    asked = os.environ.get("COLUMNS", "")
    return max(int(asked), 20) if asked.isascii() and asked.isdigit() else None
