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

    return partial(plain.render, width=columns(path))


def on_terminal(path: Path | None) -> bool:
    """Whether the output goes to a terminal that can do more than print letters."""
    return _terminal(path) and os.environ.get("TERM") != "dumb"


def draws(path: Path | None) -> bool:
    """Whether the output goes to a terminal that shows bars: in UTF-8, and not told otherwise."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    utf8 = encoding.lower().replace("-", "") == "utf8"
    plain = os.environ.get("TERM") == "linux" or bool(os.environ.get("NO_UNICODE"))
    return on_terminal(path) and utf8 and not plain


def columns(path: Path | None) -> int | None:
    """Return the width that COLUMNS asks for, else that of the terminal; None for neither."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return max(int(asked), 20)
    if not _terminal(path):
        return None
    from shutil import get_terminal_size

    return max(get_terminal_size().columns, 20)


def _terminal(path: Path | None) -> bool:
    return path is None and bool(sys.stdout) and sys.stdout.isatty()
