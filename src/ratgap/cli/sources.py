"""``ratgap sources``: what the data rest on, and how old it is."""

from __future__ import annotations

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.present import outputs

EXAMPLES = (
    "ratgap sources",
    "ratgap sources --as-of 2010-01-01 --format json",
)


def sources(
    as_of: options.AsOf = None,
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """List what the data rest on, and how old it is.

    Every reading of a source: of which day it speaks, up to which day its silence proves
    absence, how many years ago that was.
    """
    day = options.parse_day(as_of)
    dataset = api.load_dataset(data)
    text = outputs.sources(form, dataset, day, layout(output))
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(day))
