"""Commands that list what the data hold: instruments, states, groups, sources."""

from __future__ import annotations

from ratgap import api, present
from ratgap.cli.console import Result
from ratgap.cli.options import AsOf, Formats, Terms, examples


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
