"""The folder of data files that a command works on."""

from __future__ import annotations

from pathlib import Path


def the_folder(asked: Path | None, data: Path | None) -> Path:
    """Return the folder that was asked for: as an argument, by ``--data``, or the shipped one."""
    if asked is not None:
        return asked
    if data is not None:
        return data
    from ratgap.load import shipped

    return shipped()


def from_here(folder: Path) -> Path:
    """Return ``folder`` relative to the working folder where it lies inside, as CI names files."""
    try:
        return folder.relative_to(Path.cwd())
    except (OSError, ValueError):
        return folder
