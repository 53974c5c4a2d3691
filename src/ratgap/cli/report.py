"""``ratgap report``: what each state still has to join."""

from __future__ import annotations

from typing import Annotated

import typer

from ratgap import api
from ratgap.choose import RequestError
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.present import outputs

EXAMPLES = (
    "ratgap report --state KG",
    "ratgap report --state KG --state TJ --as-of 2010-01-01",
    "ratgap report --group GROUP --format csv --output gaps.csv",
    "ratgap report --all --format json | jq '.states[].counts.gap'",
)


def report(
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state", "-s", metavar="STATE", help="Code or any name of a state; repeatable."
        ),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group", "-g", metavar="ID", help="The group's members on the day; repeatable."
        ),
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="Every state, and the organisations that may join.")
    ] = False,
    as_of: options.AsOf = None,
    scope: options.ScopeId = None,
    basis: options.BasisId = None,
    max_age: options.MaxAgeText = "10y",
    fail_on_gap: Annotated[
        bool, typer.Option("--fail-on-gap", help="Exit with 1 where anything is missing.")
    ] = False,
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Show what each state still has to join.

    Gaps first, then unknown, then joined. An answer is never more than its evidence: "unknown"
    is neither a gap nor joined, and every row says who says so and up to which day.
    """
    if not (state or group or everyone):
        raise RequestError("no state is asked for: give --state, --group or --all")
    day, age = options.parse_day(as_of), options.parse_age(max_age)
    dataset = api.load_dataset(data)
    result = api.report(
        dataset,
        state or (),
        groups=group or (),
        everyone=everyone,
        as_of=day,
        scope=scope,
        basis=basis,
        max_age=age,
    )
    text = outputs.report(form, dataset, result, layout(output))
    failed = fail_on_gap and any(row.gap for entry in result.states for row in entry.rows)
    return Result(text, output, int(failed), form is not options.Format.TABLE, options.future(day))
