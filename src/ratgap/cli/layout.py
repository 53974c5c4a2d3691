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
    if path is None and _terminal():
        from ratgap.present import table

        return table.render
    from functools import partial

    from ratgap.present import plain

    return partial(plain.render, width=_columns())


def _terminal() -> bool:
    """Whether standard output is a terminal that can do more than print letters."""
    return bool(sys.stdout) and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _columns() -> int | None:
    """Return the width that COLUMNS asks for; None where it asks for none."""
    asked = os.environ.get("COLUMNS", "")
    return max(int(asked), 20) if asked.isascii() and asked.isdigit() else None
