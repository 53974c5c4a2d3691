"""``ratgap progress``: who joined, signed or left what between two days."""

from __future__ import annotations

from typing import Annotated

import typer

from ratgap import api, planning
from ratgap.choose import RequestError
from ratgap.cli import options, selection
from ratgap.cli.console import Result, draws, layout
from ratgap.present import reviews

EXAMPLES = (
    "ratgap progress --group GROUP --from 2004-02-25 --to 2014-07-10",
    "ratgap progress --state KG --from 2004-02-25 --by year",
    "ratgap progress --all --from 2014-07-10 --format csv",
)


def progress(
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day, YYYY-MM-DD; its end.")
    ],
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="The last day, YYYY-MM-DD; its end.  [today]"),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="year", help="Tell the years one by one as well.")
    ] = None,
    state: selection.States = None,
    group: selection.Groups = None,
    everyone: selection.Everyone = False,
    scope: options.ScopeId = None,
    basis: options.BasisId = None,
    max_age: options.MaxAgeText = "10y",
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Tell who joined, signed or left what, and when.

    Between the ends of two days, and what is still open then. A group is on each day the group of
    that day. The gaps of the first day, less those closed, plus those opened, are the gaps of the
    last; what the evidence does not tell stands apart.
    """
    if not (state or group or everyone):
        raise RequestError("no state is asked for: give --state, --group or --all")
    if by not in (None, "year"):
        raise RequestError(f'--by: "{by}" is not a part of time that is known here: year')
    first, last = options.parse_day(start, "--from"), options.parse_day(end, "--to")
    age = options.parse_age(max_age)
    dataset = api.load_dataset(data)
    result = planning.progress(
        dataset,
        state or (),
        start=first,
        end=last,
        groups=group or (),
        everyone=everyone,
        scope=scope,
        basis=basis,
        max_age=age,
        by_year=by == "year",
    )
    text = reviews.progress(form, dataset, result, layout(output), draws(output))
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(last))
