"""``ratgap diff``: what an edit of the data means, and what is new since a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ratgap import api
from ratgap.choose import RequestError, state_codes
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.present import outputs

EXAMPLES = (
    "ratgap diff main",
    "ratgap diff main..HEAD --format markdown",
    "ratgap diff v1.0 --path countries/data --exit-code",
    "ratgap diff old-data new-data",
    "ratgap diff --since 2024-01-01 --group GROUP",
)


class DiffFormat(StrEnum):
    """How a difference is written; CSV is for ``--since``, which has rows of one kind."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def diff(
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="[OLD]",
            help="A folder, a data file or a git revision; or two revisions as A..B or A...B.",
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[NEW]",
            help="Likewise.  [for a revision: the files as they are; else: the data in use]",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Instead: who did what after that day, by the data."
        ),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", "-s", metavar="STATE", help="With --since: only that one."),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", "-g", metavar="ID", help="With --since: only its members."),
    ] = None,
    path: Annotated[
        Path,
        typer.Option(
            "--path",
            metavar="DIR",
            parser=options.folder,
            help="The folder of data in the repository.",
        ),
    ] = Path("data"),
    as_of: options.AsOf = None,
    max_age: options.MaxAgeText = "10y",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where there is something to tell.")
    ] = False,
    form: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="How to write the result.")
    ] = DiffFormat.TEXT,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Tell what an edit of the data means.

    Acts, readings and other records that came, went or changed; whose status changed, and which
    gaps opened or closed. What was only moved or laid out otherwise is no change.
    """
    day, age = options.parse_day(as_of), options.parse_age(max_age)
    if since is not None:
        if old is not None:
            raise RequestError("--since asks one data set: leave out OLD and NEW, or give --data")
        start = options.parse_day(since, "--since")
        return _since(start, day, (state or [], group or []), exit_code, form, output, data)
    if state or group:
        raise RequestError("--state and --group go with --since")
    if old is None:
        raise RequestError("name what to compare: a revision, two folders or files, or --since")
    if form is DiffFormat.CSV:
        raise RequestError("--format csv goes with --since: a difference has no rows of one kind")
    from ratgap.assess.change import changes
    from ratgap.cli.sides import Sides, load

    options.demand_apart(output, old, new)
    with Sides(path, data) as found:
        sides = found.find(old, new)
        before, after = load(sides)
    result = changes(before, after, day, age)
    names = (sides[0].name, sides[1].name)
    text = outputs.diff(form, before, after, result, names, layout(output))
    failed = exit_code and bool(result)
    return Result(text, output, int(failed), form is not DiffFormat.TEXT, options.future(day))


def _since(
    start: date,
    end: date,
    asked: tuple[list[str], list[str]],
    exit_code: bool,
    form: DiffFormat,
    output: Path | None,
    data: Path | None,
) -> Result:
    from ratgap.assess.progress import since

    if end < start:
        raise RequestError(f"--since: {start} comes after the day asked about, {end}")
    dataset = api.load_dataset(data)
    codes = state_codes(dataset, *asked, False, end, "") if any(asked) else None
    result = since(dataset, start, end, codes)
    text = outputs.since(form, dataset, result, codes, layout(output))
    failed = exit_code and bool(result.certain)
    return Result(text, output, int(failed), form is not DiffFormat.TEXT, options.future(end))
