"""What an import found and would change, for people: the findings, then the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ratgap.lists.proposal import Finding, Found, Proposal
from ratgap.model import Act, Dataset
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Column, Row, Section, Table, View

if TYPE_CHECKING:
    from ratgap.present.view import Layout


class ProposalFormat(StrEnum):
    """How a proposal is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


_COUNTED = (
    Found.ADDED,
    Found.TOLD,
    Found.CONFIRMED,
    Found.DISAGREES,
    Found.ENDED,
    Found.LOST,
    Found.KNOWN,
)


def written(
    form: ProposalFormat,
    before: Dataset,
    after: Dataset,
    sections: Sequence[Section],
    day: date,
    layout: Layout,
) -> str:
    """Return the findings and the difference that they come to; as JSON, the difference alone.

    Statuses are those of ``day``.
    """
    from ratgap.assess.change import changes

    found = changes(before, after, day)
    names = ("the data", "the data with the list")
    if form is ProposalFormat.JSON:
        from ratgap.present import document, document_diff

        return document.text(document_diff.diff(before, after, found, names))
    told = list(sections)
    if found:
        from ratgap.present import diff_view

        told += diff_view.changes(before, after, found, names).sections
    if form is ProposalFormat.MARKDOWN:
        from ratgap.present import diff_view

        return diff_view.comment(View(tuple(told)))
    return layout(View(tuple(told)))


def section(proposal: Proposal, say: Say = ENGLISH) -> Section:
    """Return what was found of one list, under a line that sums it up."""
    title = say(
        "import.head",
        source=proposal.source,
        instrument=proposal.instrument,
        day=proposal.as_of,
        complete=say("import.complete") if proposal.absent_until else "",
        counts=counts(proposal, say),
    )
    return Section(title, tuple(notes(proposal, say)), tuple(tables([proposal], say)))


def counts(proposal: Proposal, say: Say = ENGLISH) -> str:
    """Return how many claims of each kind were found, on one line."""
    found = ((kind, proposal.count(kind)) for kind in _COUNTED)
    return ", ".join(say(f"import.found.{kind}", count=n) for kind, n in found if n)


def notes(proposal: Proposal, say: Say = ENGLISH) -> Iterator[str]:
    """Yield what follows from the findings."""
    if not proposal.changes and not proposal.held_up:
        yield say("import.nothing")
    if proposal.count(Found.DISAGREES):
        yield say("import.kept")
    if proposal.count(Found.ENDED):
        yield say("import.ended.how")
    if proposal.lost:
        yield say("import.lost.accepted" if proposal.accepted else "import.lost.how")


def tables(proposals: Sequence[Proposal], say: Say = ENGLISH) -> Iterator[Table]:
    """Yield a table for each kind of finding that somebody has to look at."""
    for kind in (Found.LOST, Found.DISAGREES, Found.ENDED, Found.TOLD):
        rows = tuple(
            _row(proposal, finding, several=len(proposals) > 1, say=say)
            for proposal in proposals
            for finding in proposal.findings
            if finding.found is kind
        )
        if rows:
            heads = ("instrument",) if len(proposals) > 1 else ()
            columns = tuple(
                Column(say(f"column.{name}"), wrap=name == "data", number=name == "line")
                for name in (*heads, "state", "line", "list", "data")
            )
            yield Table(say(f"import.{kind}", count=len(rows)), columns, rows)


def _row(proposal: Proposal, finding: Finding, *, several: bool, say: Say) -> Row:
    state = proposal.before.states[finding.state]
    claim = finding.claim
    if isinstance(claim, Act):
        told = say("import.claim", act=say(f"act.{claim.kind}"), day=claim.when)
    else:
        told = say("import.claim.in-force", day=claim.when)
    lost = finding.found is Found.LOST
    data = f"{told} ({', '.join(claim.sources)})" if lost else finding.against
    return Row(
        (
            *([(proposal.instrument,)] if several else []),
            (f"{state.name} ({state.code})",),
            view.parts(finding.line or ""),
            view.parts("" if lost else told),
            view.parts(data),
        )
    )
