"""``ratgap explain``: why one state stands as it does under one instrument."""

from __future__ import annotations

from typing import Annotated

import typer

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.present import outputs

EXAMPLES = (
    "ratgap explain KG INSTRUMENT",
    "ratgap explain KG INSTRUMENT --as-of 2003-09-29",
    "ratgap explain KG INSTRUMENT --format json",
)


def explain(
    state: Annotated[str, typer.Argument(metavar="STATE", help="Code or any name of a state.")],
    instrument: Annotated[
        str, typer.Argument(metavar="INSTRUMENT", help="Id, as ratgap instruments lists them.")
    ],
    as_of: options.AsOf = None,
    max_age: options.MaxAgeText = "10y",
    form: options.ExplainFormatOption = options.ExplainFormat.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Show the chain of reasoning for one answer.

    The recorded acts, what each list says of the state, the clauses, each step, the answer.
    """
    day, age = options.parse_day(as_of), options.parse_age(max_age)
    dataset = api.load_dataset(data)
    result = api.explain(dataset, state, instrument, day, age)
    text = outputs.explain(form, dataset, result, layout(output))
    utf8 = form is not options.ExplainFormat.TABLE
    return Result(text, output, 0, utf8, options.future(day))
