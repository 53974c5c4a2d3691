"""Options that several commands share, and what their texts mean."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratgap.choose import RequestError

if TYPE_CHECKING:
    from ratgap.assess.age import MaxAge


def _file(path: Path | None) -> Path | None:
    """Return the file that ``--output`` names; None for standard output, however it is named."""
    return None if path is None or str(path) in ("-", "/dev/stdout") else path


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
        callback=_file,
        help="Write to FILE, whole or not at all.  [standard output]",
    ),
]
DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", envvar="RATGAP_DATA", help="A folder of data files of your own."
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
    from ratgap.assess.age import MaxAge

    if text.strip().lower() == "none":
        return None
    try:
        return MaxAge.parse(text)
    except ValueError:
        raise RequestError(
            f'--max-age: "{text}" is not an age such as 10y, 18m or 90d, nor none'
        ) from None


def future(day: date) -> tuple[str, ...]:
    """Return a note where ``day`` has not come yet."""
    if day <= date.today():
        return ()
    return (f"{day} is still to come: the answer is what is known today",)
