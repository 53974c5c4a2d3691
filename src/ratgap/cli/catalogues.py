"""Commands that list what the data hold: instruments, states, groups, sources; and schemas."""

from __future__ import annotations

from typing import Annotated

import typer

from ratgap import api, present
from ratgap.cli.console import Result
from ratgap.cli.options import AsOf, Formats, Output, Terms, UnusableError, examples


@examples(
    "ratgap instruments",
    "ratgap instruments --as-of 2014-07-10 --max-age none --format json",
)
def instruments(as_of: AsOf, terms: Terms, writing: Formats) -> Result:
    """List the instruments with counts of parties on a day.

    Organisations that may join count, as the depositary counts them.
    """
    dataset = writing.load()
    result = api.overview(dataset, as_of=as_of, **vars(terms))
    return writing.answer(
        as_of,
        document=lambda: present.document.instruments(dataset, result),
        view=lambda: present.lists_view.instruments(result),
    )


@examples("ratgap states", "ratgap states --format csv --output states.csv")
def states(as_of: AsOf, writing: Formats) -> Result:
    """List the states and organisations."""
    dataset = writing.load()
    return writing.answer(
        as_of,
        document=lambda: present.document.states(dataset, as_of),
        view=lambda: present.lists_view.states(dataset, as_of),
    )


@examples("ratgap groups", "ratgap groups --as-of 2004-02-25 --format csv")
def groups(as_of: AsOf, writing: Formats) -> Result:
    """List the groups of states and their members on a day."""
    dataset = writing.load()
    return writing.answer(
        as_of,
        document=lambda: present.document.groups(dataset, as_of),
        view=lambda: present.lists_view.groups(dataset, as_of),
    )


@examples("ratgap sources", "ratgap sources --as-of 2010-01-01 --format json")
def sources(as_of: AsOf, writing: Formats) -> Result:
    """List what the data rest on, and how old it is.

    Every reading of a source: of which day it speaks, up to which day its silence proves
    absence, how many years ago that was.
    """
    dataset = writing.load()
    return writing.answer(
        as_of,
        document=lambda: present.document.sources(dataset, as_of),
        view=lambda: present.lists_view.sources(dataset, as_of),
    )


@examples(
    "ratgap schema",
    "ratgap schema report",
    "ratgap schema states.yaml --output states.schema.json",
)
def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which schema; without it, their names.")
    ] = None,
    output: Output = None,
) -> Result:
    """Print the JSON Schema of an output or of a data file."""
    from ratgap.present import schema as schemas

    names = schemas.names()
    if name is None:
        return Result("".join(f"{known}\n" for known in names), output, utf8=True)
    if name not in names:
        raise UnusableError(f'there is no schema "{name}": there are {", ".join(names)}')
    return Result(schemas.text(name), output, utf8=True)
