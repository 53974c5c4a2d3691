"""What ``progress``, ``matrix``, ``commitments`` and ``groups`` say; see ``labels``."""

from __future__ import annotations

EN = {
    # Commitments and reports.
    "pledges.head": (
        "{name} ({code}), as of {day}: commitments {count}, with a documented outcome {documented}"
    ),
    "pledges.none": "{name} ({code}), as of {day}: no commitment is recorded",
    "pledges.summary": (
        "{count} {kinds}, as of {day}: commitments {commitments}, with a documented outcome "
        "{documented}; reports {reports}"
    ),
    "pledges.legend.short": (
        "Commitments: a due day is one that the document sets; no documented outcome is not to "
        "say that nothing was done."
    ),
    "pledges.place": "[{document}: {place}]",
    "pledges.title": "Commitments ({count})",
    "pledges.reports": "Reports ({count})",
    "pledges.reports.none": "No report is recorded here, which is not to say that none was made.",
    "pledges.last": "Last report recorded: {symbol}{day}, {years} years ago.",
    "pledges.undated": "The reports recorded here bear no day.",
    "pledges.due": "due {day}",
    "pledges.due.passed": "due {day}, which has passed",
    "pledges.no-due": "no due day",
    "pledges.outcome.none": "no documented outcome",
    "pledges.fact": "{text} ({day}; {sources})",
    "pledges.fact.undated": "{text} ({sources})",
    "pledges.related": "On the same matter, and no outcome ({count})",
    "pledges.legend": (
        "The kind follows the verb of the original; the texts are in our words. A due day is one "
        "that the document sets; nothing without one is called late, and no documented outcome is "
        "not to say that nothing was done."
    ),
    "kind.undertaking": "undertaking",
    "kind.intention": "intention",
    "kind.welcome": "welcome",
    "column.kind.of": "Kind",
    "column.pledge": "Commitment",
    "column.fact": "Fact",
    "column.outcome": "Outcome",
    "column.to.whom": "To",
    "column.ordinal": "No.",
    "column.symbol": "Symbol",
    "column.body": "To",
    "column.ago": "Years ago",
    # Groups.
    "groups.head": "{count} groups, members as of {day}",
    "column.group": "Group",
    "column.count": "No.",
    "column.members": "Members",
    "column.observers": "Observers",
}
