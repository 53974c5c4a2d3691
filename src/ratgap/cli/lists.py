"""Commands that list what there is, or tell of one: instruments, states, groups, sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import typer

from ratgap import api, present
from ratgap.cli.console import Result
from ratgap.cli.options import AsOf, Formats, Groups, Strengths
from ratgap.request import pick


def instruments(
    *,
    instrument: Annotated[
        str | None,
        typer.Argument(
            metavar="[INSTRUMENT]", help="Only this one, and who is in: id, code, name."
        ),
    ] = None,
    groups: Groups,
    as_of: AsOf,
    terms: Strengths,
    writing: Formats,
) -> Result:
    """List the instruments with counts of parties on a day, or who is in one.

    Organisations that may join count, as the depositary counts them. Of one instrument: who is in
    and since when, who is not and how well that is proved, what is not known, the totals that
    sources state, its clauses and where its text is.

    ratgap instruments
    ratgap instruments --as-of 2014-07-10 --max-age none --format json
    ratgap instruments INSTRUMENT
    ratgap instruments INSTRUMENT --group GROUP --format csv
    """
    dataset = writing.load()
    if instrument is not None:
        given = {key: value for key, value in vars(terms).items() if key != "scope"}
        one = api.participation(dataset, instrument, groups=groups, as_of=as_of, **given)
        return writing.answer(
            as_of,
            document=lambda: present.document_lists.instrument(dataset, one),
            view=lambda: present.one_view.instrument(dataset, one),
        )
    result = api.overview(dataset, groups=groups, as_of=as_of, **vars(terms))
    return writing.answer(
        as_of,
        document=lambda: present.document_lists.instruments(dataset, result),
        view=lambda: present.lists_view.instruments(dataset, result),
    )


def states(
    *,
    state: Annotated[
        str | None, typer.Argument(metavar="[STATE]", help="Only this one: code or any name.")
    ] = None,
    as_of: AsOf,
    writing: Formats,
) -> Result:
    """List the states and organisations, or tell of one.

    ratgap states
    ratgap states KG
    ratgap states --format csv --output states.csv
    """
    return _listed(writing, as_of, "state", state)


def groups(
    *,
    group: Annotated[
        str | None, typer.Argument(metavar="[GROUP]", help="Only this one: id or title.")
    ] = None,
    as_of: AsOf,
    writing: Formats,
) -> Result:
    """List the groups of states and their members on a day, or tell of one.

    ratgap groups
    ratgap groups GROUP
    ratgap groups --as-of 2004-02-25 --format csv
    """
    return _listed(writing, as_of, "group", group)


def sources(
    *,
    source: Annotated[
        str | None,
        typer.Argument(metavar="[SOURCE]", help="Only this one, and what rests on it: id, title."),
    ] = None,
    as_of: AsOf,
    writing: Formats,
) -> Result:
    """List what the data rest on, and how old it is, or tell of one source.

    Every reading of a source: of which day it speaks, up to which day its silence proves
    absence, how many years ago that was.

    ratgap sources
    ratgap sources SOURCE
    ratgap sources --as-of 2010-01-01 --format json
    """
    return _listed(writing, as_of, "source", source)


def _listed(writing: Formats, day: date, kind: str, text: str | None) -> Result:
    dataset = writing.load()
    known: Mapping[str, Any] = getattr(dataset, f"{kind}s")
    if text is None:
        one, listed = None, list(known.values())
    else:
        # States go by more names than any other.
        one = known[dataset.names.find(text)] if kind == "state" else pick(kind, text, known)
        listed = [one]
    return writing.answer(
        day,
        document=lambda: getattr(present.document_lists, f"{kind}s")(dataset, day, listed),
        view=lambda: (
            getattr(present.lists_view, f"{kind}s")(dataset, day)
            if one is None
            else getattr(present.one_view, kind)(dataset, one, day)
        ),
    )
