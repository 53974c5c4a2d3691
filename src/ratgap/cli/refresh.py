"""``ratgap refresh``: the current lists of the depositaries, into the data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ratgap import api
from ratgap.cli import options
from ratgap.cli.console import Result, layout
from ratgap.cli.proposal import ProposalFormat
from ratgap.request import RequestError, pick

if TYPE_CHECKING:
    from ratgap.lists.current import Refreshed
    from ratgap.lists.fetch import Manner
    from ratgap.model import Dataset, Instrument


@options.examples(
    "ratgap refresh",
    "ratgap refresh --instrument INSTRUMENT --write",
    "ratgap refresh --write --format markdown --output body.md",
)
def refresh(
    instrument: Annotated[
        list[str] | None,
        typer.Option("--instrument", "-i", metavar="ID", help="Only this treaty; repeatable."),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Edit the data files.")] = False,
    accept_removals: Annotated[
        bool, typer.Option("--accept-removals", help="Go on where a list has lost members.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="How long a server may be silent.")
    ] = 30.0,
    tries: Annotated[
        int, typer.Option(metavar="N", min=1, max=10, help="How often to ask where it may help.")
    ] = 4,
    form: Annotated[
        ProposalFormat, typer.Option("--format", "-f", help="How to write the result.")
    ] = ProposalFormat.TEXT,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Get the current list of every treaty that has an address for it, and show what is new.

    The addresses are in the data (status_list). A list is taken only if its own totals show that
    it is whole and it names no fewer members than it should; each treaty stands alone: what is
    wrong with one list changes nothing of it and does not stop the others. Nothing is written
    without --write.

    Exit codes: 0 done; 1 a list has lost members, and --accept-removals is not given; 2 a list
    was not to be had or is refused, or the request is unusable.
    """
    from ratgap.cli import edited, proposal
    from ratgap.lists.fetch import Manner
    from ratgap.present import import_view

    folder = options.the_folder(None, data)
    dataset = api.load_dataset(folder, places=True)
    treaties = _asked(dataset, instrument or [])
    manner = Manner(step=timeout, whole=4 * timeout, tries=tries, pause=min(2.0, timeout))
    after, found = _refreshed(dataset, treaties, manner, accept_removals=accept_removals)
    plan = edited.planned(dataset, after, folder)
    notes = [note for one in found for note in one.notes]
    failed = [reason for one in found for reason in one.reasons]
    if write and plan:
        notes.append(edited.carry_out(plan, folder))
    elif plan:
        notes.append("nothing is written yet: add --write")
    sections = [import_view.refreshed(found)]
    text = proposal.written(form, dataset, after, sections, date.today(), layout(output))
    return Result(
        text,
        output,
        _code(found),
        form is not ProposalFormat.TEXT,
        (*(f"refused: {reason}" for reason in failed), *notes),
    )


def _code(lists: Sequence[Refreshed]) -> int:
    """Return the exit code: 2 where a list was refused, 1 where one has lost members."""
    from ratgap.lists.current import Outcome

    outcomes = {entry.outcome for entry in lists}
    if Outcome.REFUSED in outcomes:
        return 2
    return int(Outcome.HELD_UP in outcomes)


def _asked(dataset: Dataset, ids: Sequence[str]) -> list[Instrument]:
    """Return the treaties to ask for. Raises ``RequestError`` where there are none."""
    known = dataset.instruments
    if ids:
        chosen = [pick("instrument", id_, known) for id_ in dict.fromkeys(ids)]
        without = [treaty.id for treaty in chosen if treaty.status_list is None]
        if without:
            raise RequestError(
                f"{', '.join(without)}: no address for the current list is in the data; "
                "add status_list to instruments.yaml, or save the list and import it"
            )
        return chosen
    listed = [treaty for treaty in known.values() if treaty.status_list]
    if not listed:
        raise RequestError("no instrument in the data has an address for its current list")
    return listed


def _refreshed(
    dataset: Dataset, treaties: Sequence[Instrument], manner: Manner, *, accept_removals: bool
) -> tuple[Dataset, list[Refreshed]]:
    """Return the data set after all lists, and what came of each."""
    from ratgap.cli.console import progress
    from ratgap.lists.current import refresh as one

    after, found = dataset, []
    with progress([treaty.id for treaty in treaties]) as begin:
        for treaty in treaties:
            begin(treaty.id)
            result = one(after, treaty, date.today(), manner, accept_removals=accept_removals)
            found.append(result)
            if result.proposal:
                after = result.proposal.after
    return after, found
