"""What came of refreshing, for people: one line a treaty, the findings, the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ratgap.cli import proposal
from ratgap.cli.proposal import ProposalFormat
from ratgap.lists.current import Outcome, Refreshed
from ratgap.lists.proposal import Found, Proposal
from ratgap.model import Dataset
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Column, Row, Section, Table

if TYPE_CHECKING:
    from ratgap.present.view import Layout

_COUNTED = (Found.ADDED, Found.TOLD, Found.CONFIRMED, Found.DISAGREES, Found.LOST)


def code(found: Sequence[Refreshed]) -> int:
    """Return the exit code: 2 where a list was refused, 1 where one has lost members."""
    outcomes = {one.outcome for one in found}
    if Outcome.REFUSED in outcomes:
        return 2
    return int(Outcome.HELD_UP in outcomes)


def written(
    form: ProposalFormat,
    before: Dataset,
    after: Dataset,
    found: Sequence[Refreshed],
    layout: Layout,
) -> str:
    """Return the outcomes, the findings and the difference that they come to."""
    return proposal.written(form, before, after, [_section(found)], date.today(), layout)


def _section(found: Sequence[Refreshed], say: Say = ENGLISH) -> Section:
    proposals = [one.proposal for one in found if one.proposal]
    tables = (_outcomes(found, say), *proposal.tables(proposals, say))
    title = say("import.head.refresh", count=len(found))
    return Section(title, tuple(_notes(proposals, say)), tables)


def _notes(proposals: Sequence[Proposal], say: Say) -> Iterator[str]:
    if not any(p.changes or p.held_up for p in proposals):
        yield say("import.nothing.refresh")
    notes = (note for p in proposals if p.changes or p.held_up for note in proposal.notes(p, say))
    yield from dict.fromkeys(notes)


def _outcomes(found: Sequence[Refreshed], say: Say) -> Table:
    columns = (
        Column(say("column.instrument")),
        Column(say("column.outcome"), wrap=True),
        *(
            Column(say(f"column.{name}"), number=True)
            for name in ("added", "exact", "confirmed", "disagree", "lost")
        ),
    )
    return Table("", columns, tuple(_row(one, say) for one in found))


def _row(one: Refreshed, say: Say) -> Row:
    outcome = say(f"import.outcome.{one.outcome}", day=one.since)
    counts = [one.proposal.count(kind) if one.proposal else "" for kind in _COUNTED]
    return Row(((one.instrument,), (outcome,), *(view.parts(n) for n in counts)))
