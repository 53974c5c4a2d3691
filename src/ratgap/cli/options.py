"""Options that several commands share, and what their texts mean."""

from __future__ import annotations

import os
import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratgap.choose import RequestError

if TYPE_CHECKING:
    from ratgap.assess.force import MaxAge


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


class ExplainFormat(StrEnum):
    """How an explanation is written: it has no rows for CSV."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day asked about, YYYY-MM-DD.  [today]"),
]
MaxAgeText = Annotated[
    str,
    typer.Option(
        "--max-age",
        metavar="AGE",
        help='How old a "not a party" may be before it counts as unknown: 10y, 18m, 90d or none.',
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
ExplainFormatOption = Annotated[
    ExplainFormat, typer.Option("--format", "-f", help="How to write the result.")
]
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


def parse_day(text: str | None, option: str = "--as-of") -> date:
    """Return the day that ``option`` names, today where it names none. Raises RequestError."""
    if text is None:
        return date.today()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            pass
    raise RequestError(f'{option}: "{text}" is not a day of the calendar such as 2026-11-24')


def parse_age(text: str) -> MaxAge | None:
    """Return the age that ``--max-age`` names, None for "none". Raises RequestError."""
    from ratgap.assess.force import MaxAge

    if text.strip().lower() == "none":
        return None
    try:
        return MaxAge.parse(text)
    except ValueError:
        raise RequestError(
            f'--max-age: "{text}" is not an age such as 10y, 18m or 90d, nor none'
        ) from None


def demand_apart(output: Path | None, *read: str | Path | None) -> None:
    """Raise RequestError where the file to write is one of those to ``read``."""
    for name in read:
        try:
            same = output and name and os.path.samefile(output, name)
        except (OSError, ValueError):
            continue  # One of them is not there.
        if same:
            raise RequestError(f"cannot write {output}: it is what is read")


def future(day: date) -> tuple[str, ...]:
    """Return a note where ``day`` has not come yet."""
    if day <= date.today():
        return ()
    return (f"{day} is still to come: the answer is what is known today",)
