"""Did you mean: the name that an unknown one is closest to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_MAX_LENGTH = 60
_MAX_KNOWN = 600


def close_to(word: str, known: Iterable[str]) -> str:
    """Return the one of ``known`` that ``word`` may stand for; "" where none is close.

    Comparing takes time, so long words and great numbers of names are not compared.
    """
    names = {name.casefold(): name for name in known}
    if len(word) > _MAX_LENGTH or len(names) > _MAX_KNOWN:
        return ""
    close = difflib.get_close_matches(word.casefold(), names, n=1)
    return names[close[0]] if close else ""
