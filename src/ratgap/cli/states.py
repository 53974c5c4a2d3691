"""``ratgap states``: the states and organisations that the data know."""

from __future__ import annotations

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.present import outputs

EXAMPLES = (
    "ratgap states",
    "ratgap states --format csv --output states.csv",
)


def states(
    as_of: options.AsOf = None,
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """List the states and organisations."""
    day = options.parse_day(as_of)
    dataset = api.load_dataset(data)
    text = outputs.states(form, dataset, day, layout(output))
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(day))
