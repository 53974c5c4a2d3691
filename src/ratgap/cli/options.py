"""Options that several commands share, and what their texts mean.

Modules of commands keep their annotations as text (``from __future__ import annotations``), so
that only the options of the command that is run are ever made.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from ratgap.assess.force import MaxAge

F = TypeVar("F", bound=Callable[..., Any])


class UnusableError(Exception):
    """A text of the command line means nothing; the message is one line that says why.

    It is no ``ValueError``, which typer would tell in words of its own.
    """


def examples(*lines: str) -> Callable[[F], F]:
    """Give a command the lines that end its help."""

    def add(command: F) -> F:
        vars(command)["examples"] = lines
        return command

    return add


def day_of(option: str) -> Callable[[str], date]:
    """Return what reads the day that ``option`` names. It raises ``UnusableError``."""

    def day(text: str) -> date:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
            try:
                return date.fromisoformat(text.strip())
            except ValueError:
                pass
        raise UnusableError(f'{option}: "{text}" is not a day of the calendar such as 2026-11-24')

    return day


def today() -> str:
    """Return today as it would be typed."""
    return date.today().isoformat()


def _age(text: str) -> MaxAge | None:
    """Return the age that ``--max-age`` names, None for "none". Raises ``UnusableError``."""
    if text.strip().lower() == "none":
        return None
    try:
        return MaxAge.parse(text)
    except ValueError:
        raise UnusableError(
            f'--max-age: "{text}" is not an age such as 10y, 18m or 90d, nor none'
        ) from None


def _file(text: str) -> Path | None:
    """Return the file that ``--output`` names; None for standard output, however it is named."""
    if not text:
        raise typer.BadParameter("the name of the file is empty")
    # A Path would forget the slash at its end.
    if os.path.basename(text) in ("", ".", ".."):
        raise typer.BadParameter(f'"{text}" names a folder, not a file')
    return None if text in ("-", "/dev/stdout") else Path(text)


def folder(text: str) -> Path:
    """Return the folder that ``text`` names: an empty name is not that of the working folder."""
    if not text:
        raise typer.BadParameter("the name of the folder is empty")
    return Path(text)


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


States = Annotated[
    list[str],
    typer.Option(
        "--state",
        "-s",
        metavar="STATE",
        default_factory=list,
        show_default=False,
        help="Code or any name of a state; repeatable.",
    ),
]
Groups = Annotated[
    list[str],
    typer.Option(
        "--group",
        "-g",
        metavar="ID",
        default_factory=list,
        show_default=False,
        help="The group's members on the day; repeatable.",
    ),
]
AllStates = Annotated[
    bool, typer.Option("--all", help="Every state, and the organisations that may join.")
]
AsOf = Annotated[
    date,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=day_of("--as-of"),
        default_factory=today,
        show_default=False,
        help="The day asked about, YYYY-MM-DD.  [today]",
    ),
]
AgeLimit = Annotated[
    MaxAge | None,
    typer.Option(
        "--max-age",
        metavar="AGE",
        parser=_age,
        default_factory=lambda: "10y",
        show_default=False,
        help='How old a "not a party" may be before it counts as unknown: 10y, 18m, 90d or none.'
        "  [default: 10y]",
    ),
]
ScopeId = Annotated[
    str | None,
    typer.Option("--scope", metavar="ID", help="Which instruments.  [the data's default]"),
]
BasisId = Annotated[
    str | None,
    typer.Option("--basis", metavar="ID", help="By which mandate.  [the data's default]"),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the result.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=_file,
        help="Write to FILE, whole or not at all.  [standard output]",
    ),
]
DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        envvar="RATGAP_DATA",
        parser=folder,
        help="A folder of data files of your own.",
    ),
]


def demand_apart(output: Path | None, *read: str | Path | None) -> None:
    """Raise ``UnusableError`` where the file to write is one of those to ``read``."""
    for name in read:
        try:
            same = output and name and os.path.samefile(output, name)
        except (OSError, ValueError):
            continue  # One of them is not there.
        if same:
            raise UnusableError(f"cannot write {output}: it is what is read")


def the_folder(asked: Path | None, data: Path | None) -> Path:
    """Return the folder that was asked for: as an argument, by ``--data``, or the shipped one.

    As it is called from the working folder where it lies inside, as CI names files.
    """
    chosen = asked if asked is not None else data
    if chosen is None:
        from ratgap.load import shipped

        chosen = shipped()
    try:
        return chosen.relative_to(Path.cwd())
    except (OSError, ValueError):
        return chosen
