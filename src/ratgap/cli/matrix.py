"""``ratgap matrix``: states by instruments, one character for each."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ratgap import api, planning
from ratgap.cli import options, selection
from ratgap.cli.console import Result, columns, layout, on_terminal
from ratgap.present import reviews

EXAMPLES = (
    "ratgap matrix",
    "ratgap matrix --group GROUP --sort gap",
    "ratgap matrix --as-of 2004-02-25 --sort region",
    "ratgap matrix --format csv --output matrix.csv",
)


class Sort(StrEnum):
    """In which order the states stand."""

    NAME = "name"
    GAP = "gap"
    REGION = "region"


def matrix(
    state: selection.States = None,
    group: selection.Groups = None,
    everyone: Annotated[
        bool,
        typer.Option(
            "--all", help="Every state, and the organisations that may join.  [if none is named]"
        ),
    ] = False,
    as_of: options.AsOf = None,
    scope: options.ScopeId = None,
    basis: options.BasisId = None,
    max_age: options.MaxAgeText = "10y",
    sort: Annotated[
        Sort, typer.Option("--sort", help="By name, the most gaps first, or by part of the world.")
    ] = Sort.NAME,
    last: Annotated[
        int,
        typer.Option(
            "--last", metavar="N", min=1, help="Tell who is among the last N outside a treaty."
        ),
    ] = 10,
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Show states by instruments, one character for each.

    Below it, which treaties come closest to having every state of the world, and which of the
    states shown are among the last outside. Where a screen is narrow, the codes of the treaties
    are read downwards.
    """
    day, age = options.parse_day(as_of), options.parse_age(max_age)
    dataset = api.load_dataset(data)
    result = planning.matrix(
        dataset,
        state or (),
        groups=group or (),
        everyone=everyone,
        as_of=day,
        scope=scope,
        basis=basis,
        max_age=age,
        sort=sort.value,
    )
    text = reviews.matrix(
        form,
        dataset,
        result,
        layout(output),
        last=last,
        by_region=sort is Sort.REGION,
        width=columns(output),
        colour=on_terminal(output),
    )
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(day))
