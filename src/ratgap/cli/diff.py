"""``ratgap diff``: what an edit of the data means, and what is new since a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ratgap import present
from ratgap.assess.force import DEFAULT_MAX_AGE, MaxAge
from ratgap.cli import options
from ratgap.cli.console import Result, UnusableError, demand_apart
from ratgap.cli.options import HOW, Tabular, Writing

if TYPE_CHECKING:
    from ratgap.model import Dataset
    from ratgap.present.view import Section


class _Difference(Tabular):
    """Formats of a difference; CSV is for ``--since``, which has rows of one kind."""

    PEOPLE = "text"

    form: Annotated[Literal["text", "json", "csv", "markdown"] | None, HOW] = None


_Old = Annotated[
    str | None,
    typer.Argument(
        metavar="[OLD]",
        help="A folder, a data file or a git revision; or two revisions as A..B or A...B.",
    ),
]
_New = Annotated[
    str | None,
    typer.Argument(
        metavar="[NEW]",
        help="Likewise.  [for a revision: the files as they are; else: the data in use]",
    ),
]
_Path = Annotated[
    Path | None,
    typer.Option(
        "--path",
        metavar="DIR",
        parser=options.folder,
        help="The folder of data in the repository.  [that of --data; else data]",
    ),
]


def diff(
    *,
    old: _Old = None,
    new: _New = None,
    since: Annotated[
        date | None,
        options.day_option("--since", "Instead: who did what after that day, by the data."),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", "-s", metavar="STATE", help="With --since: only that one."),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", "-g", metavar="ID", help="With --since: only its members."),
    ] = None,
    path: _Path = None,
    as_of: options.AsOf,
    max_age: options.AgeLimit,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where there is something to tell.")
    ] = False,
    writing: _Difference,
) -> Result:
    """Tell what an edit of the data means.

    Acts, readings and other records that came, went or changed; whose status changed, and which
    gaps opened or closed. What was only moved or laid out otherwise is no change.

    ratgap diff main
    ratgap diff main..HEAD --format markdown
    ratgap diff v1.0 --path countries/data --exit-code
    ratgap diff old-data new-data
    ratgap diff --since 2024-01-01 --group GROUP
    """
    if since is not None:
        if old is not None:
            raise UnusableError("--since asks one data set: leave out OLD and NEW, or give --data")
        if as_of < since:
            raise UnusableError(
                "--since: {since} comes after the day asked about, {as_of}",
                since=since,
                as_of=as_of,
            )
        return _since(writing, since, as_of, (state or [], group or []), exit_code)
    if state or group:
        raise UnusableError("--state and --group go with --since")
    if old is None:
        raise UnusableError("name what to compare: a revision, two folders or files, or --since")
    if writing.form == "csv":
        raise UnusableError("--format csv goes with --since: a difference has no rows of one kind")
    from ratgap.cli.compared import load

    demand_apart(writing.output, old, new)
    before, after, names = load(old, new, path or writing.data or Path("data"), writing.data)
    result = difference(writing, (before, after), names, as_of, max_age)
    return result if exit_code else result._replace(code=0)


def difference(
    writing: Writing,
    pair: tuple[Dataset, Dataset],
    names: tuple[str, str],
    day: date,
    max_age: MaxAge | None = DEFAULT_MAX_AGE,
    *,
    above: Section | None = None,
) -> Result:
    """Return what an edit of the data means for the answers of ``day``; its code is 1, or 0.

    ``pair`` are the data before and after, ``names`` what these are called. What stands ``above``
    says by itself where there is no difference; in JSON it is left out.
    """
    from ratgap.assess.change import changes
    from ratgap.present.view import View

    result = changes(*pair, day, max_age)

    def view() -> View:
        if above and not result:
            return View((above,))
        old, new = map(writing.in_language, pair)
        changed = present.diff_view.changes(old, new, result, names)
        return View((above, *changed.sections)) if above else changed

    return writing.answer(
        day,
        document=lambda: present.document_diff.diff(*pair, result, names),
        view=view,
        markdown=lambda: present.diff_view.comment(view()),
        code=int(bool(result)),
    )


def _since(
    writing: Writing, start: date, end: date, asked: tuple[list[str], list[str]], exit_code: bool
) -> Result:
    """Return who did what after ``start``; what is not certain does not make it fail."""
    from ratgap.assess.events import since
    from ratgap.request import Selection

    dataset = writing.load()
    codes = Selection.of(dataset, *asked, False, "").only_on(end)[0] if any(asked) else None
    result = since(dataset, start, end, codes)
    return writing.answer(
        end,
        document=lambda: present.document_diff.since(dataset, result, codes),
        view=lambda: present.diff_view.since(dataset, result, codes),
        code=int(exit_code and bool(result.certain)),
    )
