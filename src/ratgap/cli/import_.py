"""``ratgap import``: a list that somebody saved, into the data."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.cli.new_source import the_source
from ratgap.cli.proposal import ProposalFormat
from ratgap.request import RequestError, pick

if TYPE_CHECKING:
    from ratgap.lists.listing import Listing
    from ratgap.lists.resolve import Resolved
    from ratgap.model import When


@options.examples(
    "ratgap import status.xml --instrument INSTRUMENT --source SOURCE --as-of 2026-11-24",
    "ratgap import page.html --instrument INSTRUMENT --source SOURCE --write",
    "ratgap import list.csv --instrument INSTRUMENT --source NEW --as-of 2026-11 --complete \\",
    '    --title "Official Gazette" --kind gazette --trust good',
    "pbpaste | ratgap import - --instrument INSTRUMENT --source SOURCE --as-of 2026-11-24",
)
def import_list(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The list, as saved; - for standard input.")
    ],
    instrument: Annotated[
        str, typer.Option("--instrument", "-i", metavar="ID", help="Of which treaty it is.")
    ],
    source: Annotated[
        str,
        typer.Option("--source", "-s", metavar="ID", help="Who says it: a source, or a new id."),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="The day of which it speaks, or a span as the data files write it.  "
            "[the day that the page names]",
        ),
    ] = None,
    complete: Annotated[
        bool | None,
        typer.Option(
            "--complete/--partial",
            help="Whether a state that it leaves out was not a party.  [by its own totals]",
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Edit the data files.")] = False,
    accept_removals: Annotated[
        bool, typer.Option("--accept-removals", help="Go on where the list has lost members.")
    ] = False,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Of a new source.")] = "",
    publisher: Annotated[str, typer.Option(metavar="TEXT", help="Of a new source.")] = "",
    address: Annotated[str, typer.Option(metavar="URL", help="Of a new source.")] = "",
    kind: Annotated[str, typer.Option(metavar="KIND", help="Of a new source.")] = "",
    trust: Annotated[str, typer.Option(metavar="TRUST", help="Of a new source.")] = "",
    form: Annotated[
        ProposalFormat, typer.Option("--format", "-f", help="How to write the result.")
    ] = ProposalFormat.TEXT,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Read a list that was saved, and show what it would change.

    Understood are the status document (XML) and the page (HTML) of the UN Treaty Collection,
    CSV, and text pasted out of a depositary's PDF. What differs from what is recorded is kept
    beside it and reported, never written over it. Nothing is written without --write.

    Exit codes: 0 done; 1 members are lost, and --accept-removals is not given; 2 the list or the
    request is unusable.
    """
    from ratgap.cli import edited, proposal
    from ratgap.lists.merge import merge
    from ratgap.lists.proposal import Reading
    from ratgap.lists.recognise import read_list
    from ratgap.present import import_view

    options.demand_apart(output, file)
    folder = options.the_folder(None, data)
    dataset = api.load_dataset(folder, places=True)
    id_ = pick("instrument", instrument, dataset.instruments).id
    described = {
        "title": title,
        "publisher": publisher,
        "address": address,
        "kind": kind,
        "trust": trust,
    }
    told_by = the_source(dataset, source, described)
    day = _parse_span(as_of)
    listing, found = read_list(_content(file), str(file), dataset.states)
    reading = Reading(told_by, id_, listing, day, complete)
    result = merge(dataset, found.rows, reading, accept_removals=accept_removals)
    plan = edited.planned(dataset, result.after, folder)
    notes = [*_notes(listing, found), *result.notes]
    if result.held_up:
        notes.append("members are lost: nothing is written without --accept-removals")
    elif write and plan:
        notes.append(edited.carry_out(plan, folder))
    elif plan:
        notes.append("nothing is written yet: add --write")
    sections = [import_view.imported(result)]
    asked = min(result.as_of.latest, date.today())
    text = proposal.written(form, dataset, result.after, sections, asked, layout(output))
    utf8 = form is not ProposalFormat.TEXT
    return Result(text, output, int(result.held_up), utf8, tuple(notes))


def _content(file: Path) -> bytes:
    from ratgap.lists.recognise import MAX_BYTES, load_list

    if str(file) == "-":
        return sys.stdin.buffer.read(MAX_BYTES)
    try:
        return load_list(file)
    except OSError as error:
        raise RequestError(f"{file}: {error.strerror or error}") from None


def _parse_span(text: str | None) -> When | None:
    """Return the day or span that ``--as-of`` names. Raises ``RequestError``."""
    if text is None:
        return None
    from pydantic import TypeAdapter, ValidationError

    from ratgap.load.fields import Span

    try:
        found: When = TypeAdapter(Span).validate_python(text.strip())
    except ValidationError:
        raise RequestError(
            f'--as-of: "{text}" is no day such as 2026-11-24, nor a span as the data files write it'
        ) from None
    if found.earliest_or_min > date.today():
        raise RequestError(f"--as-of: {text} is still to come")
    return found


def _notes(listing: Listing, found: Resolved) -> list[str]:
    """Return what else is to be known of the list: columns and rows that were passed over."""
    notes = [f"{listing.file}: the column {heading} is not read" for heading in listing.unread]
    return notes + [str(notice) for notice in found.notices]
