"""What a command gives back: the text, where it goes, the exit code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """``text`` for standard output, or for the file ``path``.

    ``utf8``: the text is in UTF-8 wherever it goes; otherwise it is for a reader's terminal and
    takes that terminal's encoding. ``notes`` are for standard error.
    """

    text: str
    path: Path | None = None
    code: int = 0
    utf8: bool = False
    notes: tuple[str, ...] = ()
