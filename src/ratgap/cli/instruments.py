"""``ratgap instruments``: every instrument, and how many stand how to it."""

from __future__ import annotations

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.present import outputs

EXAMPLES = (
    "ratgap instruments",
    "ratgap instruments --as-of 2014-07-10 --max-age none --format json",
)


def instruments(
    as_of: options.AsOf = None,
    scope: options.ScopeId = None,
    basis: options.BasisId = None,
    max_age: options.MaxAgeText = "10y",
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """List the instruments with counts of parties on a day.

    Organisations that may join count, as the depositary counts them.
    """
    day, age = options.parse_day(as_of), options.parse_age(max_age)
    dataset = api.load_dataset(data)
    result = api.overview(dataset, as_of=day, scope=scope, basis=basis, max_age=age)
    text = outputs.instruments(form, dataset, result, layout(output))
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(day))
