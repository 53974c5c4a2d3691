"""What typer prints by itself, help and completion: kept, to be written as any result is."""

from __future__ import annotations

import io
from typing import TextIO


class Held(io.StringIO):
    """Stands for standard output, which may be closed or gone, and answers as it would."""

    def __init__(self, real: TextIO | None) -> None:
        """Keep the stream whose place this takes."""
        super().__init__()
        self._real = real

    def isatty(self) -> bool:
        """Whether the real stream is a terminal."""
        return self._real is not None and self._real.isatty()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the real stream."""
        return getattr(self._real, "encoding", None) or "utf-8"
