"""The data files, edited: each replaced in one step, in an order that is sound at every moment."""

from __future__ import annotations

from pathlib import Path

from ratgap.lists.edit import Step, steps
from ratgap.model import Dataset
from ratgap.request import RequestError


def planned(before: Dataset, after: Dataset, folder: Path) -> list[Step]:
    """Return the files to replace; raise ``DataError`` where they cannot be edited."""
    return [] if before is after else steps(before, after, folder)


def carry_out(plan: list[Step], folder: Path) -> str:
    """Replace the files; return which, as a sentence. Raises ``RequestError``."""
    from ratgap.cli.output import save

    package = Path(__file__).resolve().parent.parent
    if plan and package in folder.resolve().parents:
        raise RequestError(
            "the data in use came with the program, and an update of it would undo the edit: "
            "copy the folder and name the copy by --data"
        )
    for step in plan:
        path = folder / step.name
        try:
            save(step.text, path)
        except OSError as error:
            raise RequestError(f"cannot write {path}: {error.strerror or error}") from None
    names = dict.fromkeys(str(folder / step.name) for step in plan)
    return f"wrote {' and '.join(names)}" if names else "nothing to write"
