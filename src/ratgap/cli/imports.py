"""``ratgap import`` and ``ratgap refresh``: saved and current lists, into the data."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, demand_apart, progress
from ratgap.cli.diff import difference
from ratgap.language import mark, t
from ratgap.model import LOW, Dataset, Instrument, Source, When
from ratgap.model.names import fold
from ratgap.problem import DataError, close_to
from ratgap.request import RequestError, pick

if TYPE_CHECKING:
    from ratgap.lists.fetch import Patience
    from ratgap.lists.listing import Listing
    from ratgap.lists.merge import Proposal
    from ratgap.lists.refresh import Refreshed
    from ratgap.problem import Problem


class _Proposal(options.Writing):
    PEOPLE = "text"

    form: Annotated[Literal["text", "json", "markdown"] | None, options.HOW] = None


class _Described(options.Options):
    title: Annotated[str, typer.Option(metavar="TEXT", help="Of a new source.")] = ""
    publisher: Annotated[str, typer.Option(metavar="TEXT", help="Of a new source.")] = ""
    address: Annotated[str, typer.Option(metavar="URL", help="Of a new source.")] = ""
    kind: Annotated[str, typer.Option(metavar="KIND", help="Of a new source.")] = ""
    trust: Annotated[str, typer.Option(metavar="TRUST", help="Of a new source.")] = ""


def _seconds(text: str | float) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    # Not a number lies between no two numbers.
    if not 0.1 <= seconds <= _LONGEST:
        raise typer.BadParameter(
            t('"{text}" is no number of seconds from 0.1 to {longest}', text=text, longest=_LONGEST)
        )
    return seconds


_LONGEST = 600  # Seconds
_File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The list, as saved; - for standard input.")
]
_Treaty = Annotated[
    str, typer.Option("--instrument", "-i", metavar="ID", help="Of which treaty it is.")
]
_Cited = Annotated[
    str, typer.Option("--source", "-s", metavar="ID", help="Who says it: a source, or a new id.")
]
_AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day of which it speaks, or a span as the data files write it.  "
        "[the day that the page names]",
    ),
]
_Complete = Annotated[
    bool | None,
    typer.Option(
        "--complete/--partial",
        help="Whether a state that it leaves out was not a party.  [by its own totals]",
    ),
]
_Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar='"HEADING=WORDING"',
        help="What a column of the list means, as another heading says it; repeatable.",
    ),
]
_NEEDED = ("title", "kind", "trust")  # What a new source has to tell of itself
_NAMES = ("the data", "the data with the list")


def import_(
    *,
    file: _File,
    instrument: _Treaty,
    source: _Cited,
    as_of: _AsOf = None,
    complete: _Complete = None,
    column: _Columns = None,
    write: options.Write = False,
    accept_removals: Annotated[
        bool, typer.Option("--accept-removals", help="Go on where the list has lost members.")
    ] = False,
    described: _Described,
    writing: _Proposal,
) -> Result:
    r"""Read a list that was saved, and show what it would change.

    Understood are the status document (XML) and the page (HTML) of the UN Treaty Collection,
    CSV, and text pasted out of a depositary's PDF. What differs from what is recorded is kept
    beside it and reported, never written over it. Nothing is written without --write, nor where
    a rule of the data would be broken.

    Exit codes: 0 done; 1 members are lost, and --accept-removals is not given; 2 the list or the
    request is unusable, or it breaks a rule.

    ratgap import status.xml --instrument INSTRUMENT --source SOURCE --as-of 2026-11-24
    ratgap import page.html --instrument INSTRUMENT --source SOURCE --write
    ratgap import list.csv --instrument INSTRUMENT --source NEW --as-of 2026-11 --complete \
        --title "Official Gazette" --kind gazette --trust good
    pbpaste | ratgap import - --instrument INSTRUMENT --source SOURCE --as-of 2026-11-24
    """
    from ratgap.cli.writer import written
    from ratgap.lists.edit import steps, unsound
    from ratgap.lists.merge import merge
    from ratgap.lists.reading import Reading
    from ratgap.lists.recognise import load_list, read_list
    from ratgap.present import import_view

    demand_apart(writing.output, file)
    folder = options.the_folder(writing.data)
    dataset = api.load_dataset(folder, places=True)
    id_ = pick("instrument", instrument, dataset.instruments).id
    cited = _source(dataset, source, described)
    span = None if as_of is None else parse_span("--as-of", as_of)
    content = _input() if str(file) == "-" else load_list(file)
    wordings = _wordings(column or [])
    listing = read_list(content, str(file), dataset.states, wordings)
    _check_used(wordings, listing)
    reading = Reading(cited, id_, listing, span, complete)
    proposal = merge(dataset, reading, accept_removals=accept_removals)
    broken = unsound(dataset, proposal.after, listing.file, removals=accept_removals)
    if write and broken:
        raise DataError(broken)
    notes = [*_notes(listing, proposal, broken)]  # What was read is shown all the same.
    if not broken:
        notes += written(steps(dataset, proposal.after, folder), folder, write=write)
    section = import_view.imported(proposal)
    day = min(proposal.as_of.latest, date.today())
    result = difference(writing, (dataset, proposal.after), _NAMES, day, above=section)
    return result._replace(code=2 if broken else int(proposal.held_up), notes=tuple(notes))


def _notes(listing: Listing, proposal: Proposal, broken: Sequence[Problem] = ()) -> Iterator[str]:
    """Yield what a reader of the list has to know of it."""
    for heading in listing.unread:
        text = mark("{file}: the column {heading} is not read")
        yield t(text, file=listing.file, heading=heading)
    yield from (*map(str, listing.notices), *proposal.notes)
    if listing.parties is None:
        text = mark("{file}: {counts}; it states no total: compare them")
        yield t(text, file=listing.file, counts=listing.counts())
    if proposal.held_up:
        yield t("members are lost: nothing is written without --accept-removals")
    yield from map(str, broken)
    if broken:
        yield t("nothing can be written before that is mended")


def refresh(
    *,
    instrument: Annotated[
        list[str] | None,
        typer.Option("--instrument", "-i", metavar="ID", help="Only this treaty; repeatable."),
    ] = None,
    column: _Columns = None,
    write: options.Write = False,
    accept_removals: Annotated[
        bool, typer.Option("--accept-removals", help="Go on where a list has lost members.")
    ] = False,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", parser=_seconds, help="How long a server may be silent: 0.1 to 600."
        ),
    ] = 30.0,
    tries: Annotated[
        int, typer.Option(metavar="N", min=1, max=10, help="How often to ask where it may help.")
    ] = 4,
    writing: _Proposal,
) -> Result:
    """Get the current list of every treaty that has an address for it, and show what is new.

    The addresses are in the data (status_list). A list is taken only if its own totals show that
    it is whole and it names no fewer members than it should; each treaty stands alone: what is
    wrong with one list changes nothing of it and does not stop the others. Nothing is written
    without --write.

    Exit codes: 0 done; 1 a list has lost members, and --accept-removals is not given; 2 a list
    was not to be had or is refused, or the request is unusable.

    ratgap refresh
    ratgap refresh --instrument INSTRUMENT --write
    ratgap refresh --write --format markdown --output body.md
    """
    from ratgap.cli.writer import written
    from ratgap.lists.fetch import Patience
    from ratgap.lists.refresh import Outcome
    from ratgap.present import import_view

    folder = options.the_folder(writing.data)
    dataset = api.load_dataset(folder, places=True)
    treaties = _asked(dataset, instrument or [])
    patience = Patience(step=timeout, whole=4 * timeout, tries=tries, pause=min(2.0, timeout))
    wordings = _wordings(column or [])
    after, plan, lists = _refreshed(
        folder, dataset, treaties, patience, wordings, accept_removals=accept_removals
    )
    notes = [t("refused: {reason}", reason=reason) for entry in lists for reason in entry.reasons]
    notes += [note for entry in lists for note in entry.notes]
    notes += written(plan, folder, write=write)
    section = import_view.refreshed(lists)
    result = difference(writing, (dataset, after), _NAMES, date.today(), above=section)
    outcomes = {entry.outcome for entry in lists}
    code = 2 if Outcome.REFUSED in outcomes else int(Outcome.HELD_UP in outcomes)
    return result._replace(code=code, notes=tuple(notes))


def _input() -> bytes:
    """Return standard input, whatever stands for it. Raises ``DataError``, ``RequestError``."""
    from ratgap.lists.recognise import MAX_BYTES, within

    if sys.stdin is None or sys.stdin.closed:
        raise RequestError("standard input is closed: name a file")
    content = getattr(sys.stdin, "buffer", sys.stdin).read(MAX_BYTES + 1)
    return within(content.encode() if isinstance(content, str) else content, "-")


def parse_span(option: str, text: str, *, ahead: bool = False) -> When:
    """Return the day or span that ``option`` names; raise ``RequestError`` where it names none.

    ``ahead``: it may be still to come.
    """
    from pydantic import TypeAdapter, ValidationError

    from ratgap.load.fields import Span

    try:
        span: When = TypeAdapter(Span).validate_python(text.strip())
    except ValidationError:
        raise RequestError(
            '{option}: "{text}" is no day such as 2026-11-24, nor a span as the data files '
            "write it",
            option=option,
            text=text,
        ) from None
    if span.earliest_or_min > date.today() and not ahead:
        raise RequestError("{option}: {text} is still to come", option=option, text=text)
    return span


def _wordings(columns: Sequence[str]) -> dict[str, str]:
    from ratgap.lists.headings import Role, read_heading

    wordings = {}
    for text in columns:
        heading, _, wording = text.rpartition("=")
        if not heading or read_heading(wording).role in (Role.UNKNOWN, Role.PARTICIPANT):
            raise RequestError(
                '--column: "{text}" is not HEADING=WORDING, with a wording such as accession, '
                '"Ratification, Accession(a)", consent, signature, "in force", end, none',
                text=text,
            )
        wordings[heading.strip()] = wording
    return wordings


def _check_used(wordings: Mapping[str, str], listing: Listing) -> None:
    """Raise ``RequestError`` for a wording of a column that the list has not."""
    headings = {fold(heading) for heading in listing.headings}
    for heading in wordings:
        if fold(heading) not in headings:
            raise RequestError(
                '--column: the list has no column of acts headed "{heading}"', heading=heading
            )


def _source(dataset: Dataset, id_: str, described: _Described) -> Source:
    """Return the source ``id_``, made of what ``described`` says where it is new.

    Raise ``RequestError`` where a new one is not described, or one that is there is.
    """
    texts: dict[str, str] = vars(described)
    given = {key: " ".join(text.split()) for key, text in texts.items() if text.strip()}
    known = dataset.sources.get(id_)
    if known and given:
        raise RequestError(
            "{source} is there already: --{key} is for a new source; "
            "edit sources.yaml to describe it otherwise",
            source=id_,
            key=next(iter(given)),
        )
    return known or _new_source(dataset, id_, given)


def _new_source(dataset: Dataset, id_: str, given: dict[str, str]) -> Source:
    """Return the source ``id_`` as ``given``. Raise ``RequestError`` where that makes none."""
    from ratgap.load.claims import SourceShape
    from ratgap.load.fields import ADDRESS, IDENTIFIER, PATTERNS, no_file

    missing = [f"--{key}" for key in _NEEDED if key not in given]
    if missing:
        close = close_to(id_, dataset.sources)
        ask = "".join(f"{t('did you mean {names}?', names=near)} " for near in close)
        raise RequestError(
            "there is no source {source}: {ask}To add it, give {missing}",
            source=id_,
            ask=ask,
            missing=", ".join(missing),
        )
    wrong = no_file(id_) if re.fullmatch(IDENTIFIER, id_) else PATTERNS[IDENTIFIER]
    if wrong:
        raise RequestError("--source: {source}: {reason}", source=id_, reason=wrong)
    for key in ("kind", "trust"):
        choices = get_args(SourceShape.model_fields[key].annotation)
        if given[key] not in choices:
            raise RequestError(
                "--{key}: {value} is none of {known}",
                key=key,
                value=given[key],
                known=", ".join(choices),
            )
    if not re.fullmatch(ADDRESS, given.get("address", "https://_")):
        raise RequestError("--address: {address}: {reason}", **given, reason=PATTERNS[ADDRESS])
    fields: dict[str, Any] = {**given, "relied_on": given["trust"] != LOW}
    return Source(id_, **fields)


def _asked(dataset: Dataset, ids: Sequence[str]) -> list[Instrument]:
    known = dataset.instruments
    if ids:
        # One treaty may be named by its id and by its code.
        named = dict.fromkeys(pick("instrument", text, known).id for text in ids)
        chosen = [known[id_] for id_ in named]
        without = [treaty.id for treaty in chosen if treaty.status_list is None]
        if without:
            raise RequestError(
                "{treaties}: no address for the current list is in the data; "
                "add status_list to instruments.yaml, or save the list and import it",
                treaties=", ".join(without),
            )
        return chosen
    listed = [treaty for treaty in known.values() if treaty.status_list]
    if not listed:
        raise RequestError("no instrument in the data has an address for its current list")
    return listed


def _refreshed(
    folder: Path,
    dataset: Dataset,
    treaties: Sequence[Instrument],
    patience: Patience,
    wordings: Mapping[str, str],
    *,
    accept_removals: bool,
) -> tuple[Dataset, list[tuple[str, str, str]], list[Refreshed]]:
    from ratgap.lists.edit import steps
    from ratgap.lists.refresh import Outcome
    from ratgap.lists.refresh import refresh as refresh_one

    after, plan, lists = dataset, [], []
    with progress([treaty.id for treaty in treaties]) as begin:
        for treaty in treaties:
            begin(treaty.id)
            outcome = refresh_one(
                after, treaty, date.today(), patience, wordings, accept_removals=accept_removals
            )
            if outcome.proposal and outcome.proposal.after is not after:
                # What cannot be written of one list is no reason to write nothing of the others.
                try:
                    plan = steps(dataset, outcome.proposal.after, folder)
                    after = outcome.proposal.after
                except DataError as error:
                    reasons = tuple(map(str, error.problems))
                    outcome = outcome._replace(
                        outcome=Outcome.REFUSED, proposal=None, reasons=reasons
                    )
            lists.append(outcome)
    return after, plan, lists
