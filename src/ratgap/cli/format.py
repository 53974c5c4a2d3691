"""``ratgap format``: the layout of the data files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratgap.choose import RequestError
from ratgap.cli import options
from ratgap.cli.console import Result
from ratgap.cli.folder import from_here, the_folder

EXAMPLES = (
    "ratgap format",
    "ratgap format my-data --check",
    "ratgap format my-data --write",
)


def format_files(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            parser=options.folder,
            help="The folder of data files.  [the data in use]",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="List what is laid out otherwise; then exit with 1.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Rewrite the files.")] = False,
    data: options.DataFolder = None,
) -> Result:
    """Lay the data files out alike: sorted, with even spaces, the keys of a line in order.

    Comments and everything else stay as they are. Without --write nothing is written: the
    difference is shown.
    """
    from ratgap.check.layout import laid_out

    if check and write:
        raise RequestError("give --check or --write, not both")
    chosen = from_here(the_folder(folder, data))
    found = laid_out(chosen)
    notes = () if found else (f"{chosen} is laid out as it should be",)
    if write:
        return _write([(file.file, file.after) for file in found], notes)
    if check:
        text = "".join(
            f"{file.file}:{d.line}:{d.column}: {d.message}\n"
            for file in found
            for d in file.deviations
        )
        return Result(text, code=int(bool(found)), notes=notes)
    return Result("".join(line for file in found for line in file.lines), notes=notes)


def _write(files: list[tuple[str, str]], notes: tuple[str, ...]) -> Result:
    from ratgap.cli.output import save

    for name, text in files:
        try:
            save(text, Path(name))
        except OSError as error:
            raise RequestError(f"cannot write {name}: {error.strerror or error}") from None
    return Result("".join(f"rewrote {name}\n" for name, _ in files), notes=notes)
