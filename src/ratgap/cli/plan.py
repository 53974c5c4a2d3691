"""``ratgap plan``: how each state closes its gaps, step by step."""

from __future__ import annotations

from typing import Annotated

import typer

from ratgap import api, planning
from ratgap.choose import RequestError
from ratgap.cli import options, selection
from ratgap.cli.console import Result, layout
from ratgap.present import reviews

EXAMPLES = (
    "ratgap plan --state KG",
    "ratgap plan --state KG --deposit-on 2027-01-15",
    "ratgap plan --state KG --format markdown --output checklist.md",
    "ratgap plan --group GROUP --format csv",
)


def plan(
    state: selection.States = None,
    group: selection.Groups = None,
    everyone: selection.Everyone = False,
    deposit_on: Annotated[
        str | None,
        typer.Option(
            "--deposit-on", metavar="DATE", help="Count days of effect from a deposit on that day."
        ),
    ] = None,
    as_of: options.AsOf = None,
    scope: options.ScopeId = None,
    basis: options.BasisId = None,
    max_age: options.MaxAgeText = "10y",
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Tell how each state closes its gaps, step by step.

    In an order in which it can be done: the act and its article, with whom to deposit, what must
    be joined first and what comes along, what to declare, and when it would bind. Markdown is a
    checklist. What is unknown stands apart, with whom to ask.
    """
    if not (state or group or everyone):
        raise RequestError("no state is asked for: give --state, --group or --all")
    day, age = options.parse_day(as_of), options.parse_age(max_age)
    deposit = options.parse_day(deposit_on, "--deposit-on") if deposit_on else None
    dataset = api.load_dataset(data)
    result = planning.plan(
        dataset,
        state or (),
        groups=group or (),
        everyone=everyone,
        as_of=day,
        deposit_on=deposit,
        scope=scope,
        basis=basis,
        max_age=age,
    )
    text = reviews.plan(form, dataset, result, layout(output))
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(day))
