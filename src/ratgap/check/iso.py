"""Which codes ISO 3166-1 assigns: asked of the time zone database, which keeps the list."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

_NAME = "iso3166.tab"


@cache
def assigned() -> frozenset[str]:
    """Return the codes of two letters; none where this system has no list."""
    for text in (_packaged(), *_of_system()):
        if text:
            lines = (line for line in text.splitlines() if line and not line.startswith("#"))
            return frozenset(line.partition("\t")[0] for line in lines)
    return frozenset()


def _packaged() -> str:
    """Return the list of the tzdata package, which is the same on every machine."""
    try:
        return resources.files("tzdata").joinpath("zoneinfo", _NAME).read_text("utf-8")
    except (ImportError, OSError):
        return ""


def _of_system() -> list[str]:
    from zoneinfo import TZPATH

    found = []
    for folder in TZPATH:
        try:
            found.append(Path(folder, _NAME).read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
    return found
