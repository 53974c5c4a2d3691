"""``ratgap groups``: the groups that --group takes, and their members on a day."""

from __future__ import annotations

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.present import reviews

EXAMPLES = (
    "ratgap groups",
    "ratgap groups --as-of 2004-02-25 --format csv",
)


def groups(
    as_of: options.AsOf = None,
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """List the groups of states and their members on a day."""
    day = options.parse_day(as_of)
    dataset = api.load_dataset(data)
    text = reviews.groups(form, dataset, day, layout(output))
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(day))
