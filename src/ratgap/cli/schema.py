"""``ratgap schema``: the JSON Schemas of the outputs and of the data files."""

from __future__ import annotations

from typing import Annotated

import typer

from ratgap.choose import RequestError
from ratgap.cli import options
from ratgap.cli.console import Result

EXAMPLES = (
    "ratgap schema",
    "ratgap schema report",
    "ratgap schema states.yaml --output states.schema.json",
)


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which schema; without it, their names.")
    ] = None,
    output: options.Output = None,
) -> Result:
    """Print the JSON Schema of an output or of a data file."""
    from ratgap.present import schema as schemas

    names = schemas.names()
    if name is None:
        return Result("".join(f"{known}\n" for known in names), output, utf8=True)
    if name not in names:
        raise RequestError(f'there is no schema "{name}": there are {", ".join(names)}')
    return Result(schemas.text(name), output, utf8=True)
