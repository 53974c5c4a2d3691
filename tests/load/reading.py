"""Read a folder of data files, and tell what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratgap.load import built
from ratgap.load.files import read_files
from ratgap.problem import DataError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from ratgap.model import Dataset


def read(folder: Path) -> tuple[Dataset | None, tuple[Problem, ...]]:
    """Return the data set in ``folder``, None where something is wrong, and all that is."""
    files = read_files(folder)
    try:
        return built(files), ()
    except DataError as error:
        return None, error.problems
