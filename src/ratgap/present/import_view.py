"""What reading lists found, as sections: one list, or all that ``refresh`` asked for."""

from collections.abc import Iterator, Sequence

from ratgap.lists.compare import Finding, FindingKind
from ratgap.lists.merge import Proposal
from ratgap.lists.refresh import Outcome, Refreshed
from ratgap.model import Act
from ratgap.present.text import t, word
from ratgap.present.view import Column, Section, Table, table

_COUNTS = {
    FindingKind.ADDED: "{count} added",
    FindingKind.TOLD: "{count} told more exactly",
    FindingKind.CONFIRMED: "{count} confirmed",
    FindingKind.DISAGREES: "{count} in disagreement",
    FindingKind.ENDED: "{count} no longer standing",
    FindingKind.LOST: "{count} lost",
    FindingKind.KNOWN: "{count} known",
}
_TITLES = {
    FindingKind.LOST: "Lost: the list should have it ({count})",
    FindingKind.DISAGREES: "Disagreements ({count})",
    FindingKind.ENDED: "Acts that no longer stand, not recorded ({count})",
    FindingKind.TOLD: "Told more exactly ({count})",
}
"""The findings that somebody has to look at."""
_OUTCOMES = {
    Outcome.CHANGES: "changes",
    Outcome.SAME: "as we have it",
    Outcome.UNCHANGED: "unchanged since {day}",
    Outcome.HELD_UP: "has lost members",
    Outcome.REFUSED: "refused",
}


def imported(proposal: Proposal) -> Section:
    """Return what was found of one list, under a line that sums it up."""
    counted = ((text, proposal.count(kind)) for kind, text in _COUNTS.items())
    title = t(
        "{source} on {instrument}, as of {day}{complete}: {counts}",
        source=proposal.source,
        instrument=proposal.instrument,
        day=proposal.as_of,
        complete=t(", complete") if proposal.absent_until else "",
        counts=", ".join(t(text, count=count) for text, count in counted if count),
    )
    return Section(title, tuple(_notes(proposal)), tuple(_findings([proposal])))


def refreshed(lists: Sequence[Refreshed]) -> Section:
    """Return what came of refreshing: a line a treaty, then the findings."""
    proposals = [entry.proposal for entry in lists if entry.proposal]
    changing = [proposal for proposal in proposals if proposal.changes or proposal.held_up]
    notes = [] if changing else [t("This changes nothing.")]
    # What follows from a kind of finding is told once, however many lists have it.
    notes += dict.fromkeys(note for proposal in changing for note in _notes(proposal))
    title = t("Current lists asked for: {count}", count=len(lists))
    return Section(title, tuple(notes), (_outcomes(lists), *_findings(proposals)))


def _notes(proposal: Proposal) -> Iterator[str]:
    if not proposal.changes and not proposal.held_up:
        yield t("This changes nothing: the data have all of it.")
    if proposal.count(FindingKind.DISAGREES):
        yield t("A claim that disagrees is kept beside, set aside until somebody judges.")
    if proposal.count(FindingKind.ENDED):
        yield t("Record such an act and its end by hand: few lists tell the day.")
    if proposal.lost and proposal.accepted:
        yield t(
            "The source is no longer cited for these claims; those that nobody else makes are set "
            "aside. Record the denunciation, or the mistake, by hand."
        )
    elif proposal.lost:
        yield t(
            "Nothing is changed: --accept-removals takes the source away from these claims, which "
            "stay where others make them and are set aside where nobody does."
        )


def _findings(proposals: Sequence[Proposal]) -> Iterator[Table]:
    treaty = Column("Instrument", lambda line: line[0].instrument)

    def state(line: tuple[Proposal, Finding]) -> str:
        return f"{line[0].before.states[line[1].state].name} ({line[1].state})"

    for kind, title in _TITLES.items():
        lines = [(p, finding) for p in proposals for finding in p.findings if finding.kind is kind]
        if lines:
            yield table(
                t(title, count=len(lines)),
                lines,
                *([treaty] if len(proposals) > 1 else []),
                Column("State", state),
                Column("Line", lambda line: line[1].line or None, number=True),
                Column(
                    "The list",
                    lambda line: "" if line[1].kind is FindingKind.LOST else _claim(line[1]),
                ),
                Column("The data", lambda line: _in_data(line[1]), wrap=True),
            )


def _claim(finding: Finding) -> str:
    claim = finding.claim
    if isinstance(claim, Act):
        return t("{act} {day}", act=word("act", claim.kind), day=claim.when)
    return t("in force from {day}", day=claim.when)


def _in_data(finding: Finding) -> str:
    if finding.kind is FindingKind.LOST:
        return f"{_claim(finding)} ({', '.join(finding.claim.sources)})"
    return finding.against


def _outcomes(lists: Sequence[Refreshed]) -> Table:
    return table(
        "",
        lists,
        Column("Instrument", lambda entry: entry.instrument),
        Column("Outcome", lambda entry: t(_OUTCOMES[entry.outcome], day=entry.since), wrap=True),
        _column("Added", FindingKind.ADDED),
        _column("Sharper", FindingKind.TOLD),
        _column("Confirmed", FindingKind.CONFIRMED),
        _column("Disagree", FindingKind.DISAGREES),
        _column("Lost", FindingKind.LOST),
    )


def _column(head: str, kind: FindingKind) -> Column:
    # A dash stands for no such claim as it does for a list that was not read.
    return Column(head, lambda e: (e.proposal and e.proposal.count(kind)) or None, number=True)
