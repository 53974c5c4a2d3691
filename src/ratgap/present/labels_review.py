"""What ``progress``, ``matrix``, ``commitments`` and ``groups`` say; see ``labels``."""

from __future__ import annotations

EN = {
    # Progress.
    "progress.head": (
        "{who}, {start} to {end}: {gaps_from} gaps at the start, {closed} closed, "
        "{gaps_to} at the end"
    ),
    "progress.who.one": "{name} ({code})",
    "progress.who.several": "{count} {kinds}",
    "progress.adds": "Gaps: {terms} = {gaps_to} on {end}.",
    "progress.term.gaps_from": "{count} on {start}",
    "progress.term.closed": "{count} closed",
    "progress.term.withdrawn": "{count} of former members",
    "progress.term.gap_then_unknown": "{count} no longer known",
    "progress.term.new_gap": "{count} new (later instruments or members)",
    "progress.term.left": "{count} left",
    "progress.term.unknown_then_gap": "{count} not known before",
    "progress.share": "Closed: {share} of the gaps on {start} whose end is known ({told}).",
    "progress.unknown": "Unknown at one end or both, so that nothing is said of them: {count}.",
    "progress.line": "Gaps: {line} ({days})",
    "progress.states": "By state",
    "progress.instruments": "By instrument (those without a gap or a doubt are left out)",
    "progress.years": "By year",
    "progress.events": "What was done ({count})",
    "progress.events.none": "Nothing is known to have been done.",
    "progress.untold": "What cannot be said ({count})",
    "progress.legend": (
        "closed: a gap at the start, joined at the end; new: the instrument or the state came in "
        "later; lost: a gap at the start, unknown at the end; found: unknown at the start, a gap "
        "at the end."
    ),
    "column.from": "Gaps {day}",
    "column.to": "Gaps {day}",
    "column.closed": "Closed",
    "column.open": "Open",
    "column.new": "New",
    "column.left": "Left",
    "column.lost": "Lost",
    "column.found": "Found",
    "column.gone": "Gone",
    "column.untold": "Untold",
    "column.share": "Closed of known",
    "column.period": "Until",
    "column.gaps": "Gaps",
    "column.what": "What",
    "what.signed": "signed",
    "what.joined": "joined",
    "what.left": "left",
    "progress.act": "{what}: {act}",
    "progress.act.unknown": "{what}",
    "progress.act.through": "{what}: {act} of {through}",
    "progress.act.left": "{what}: notice of {day}",
    "column.start": "{day}",
    "move.away": "-",
    # Matrix.
    "matrix.head": "{count} {kinds}, as of {day}: {gap} gaps, {unknown} unknown",
    "matrix.legend": (
        "P party; c contracting, not bound yet; s signed only, a gap; - none, a gap; ? unknown; "
        "blank: not open to it."
    ),
    "matrix.head.gap": "Gaps",
    "matrix.head.unknown": "?",
    "matrix.total.gap": "Gaps",
    "matrix.total.joined": "Joined",
    "matrix.total.unknown": "Unknown",
    "matrix.closest": "Closest to universal (of {states} states)",
    "matrix.outside": "Among the last {most} outside",
    "matrix.outside.none": "None of these is among the last {most} outside of any instrument.",
    "column.outside": "Outside",
    "column.joined.states": "Joined",
    "column.outside.states": "Who",
    "column.unknown.states": "Unknown",
    "column.head": "Code",
    "column.region": "Region",
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
