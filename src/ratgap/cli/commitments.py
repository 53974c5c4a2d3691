"""``ratgap commitments``: what states declared that they would do, and the reports they made."""

from __future__ import annotations

from ratgap import api, planning
from ratgap.cli import options, selection
from ratgap.cli.console import Result, layout
from ratgap.present import reviews

EXAMPLES = (
    "ratgap commitments",
    "ratgap commitments --state TR",
    "ratgap commitments --group GROUP --format csv",
)


def commitments(
    state: selection.States = None,
    group: selection.Groups = None,
    everyone: selection.Everyone = False,
    as_of: options.AsOf = None,
    form: options.FormatOption = options.Format.TABLE,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """List what states declared, and their reports.

    Without --state, --group or --all: of whom something is recorded. A due day is one that the
    document sets, and nothing without one is called late.
    """
    day = options.parse_day(as_of)
    dataset = api.load_dataset(data)
    result = planning.commitments(
        dataset, state or (), groups=group or (), everyone=everyone, as_of=day
    )
    text = reviews.commitments(form, dataset, result, layout(output))
    return Result(text, output, 0, form is not options.Format.TABLE, options.future(day))
