"""What ``import`` and ``refresh`` say; see ``labels``."""

from __future__ import annotations

EN = {
    "import.head": "{source} on {instrument}, as of {day}{complete}: {counts}",
    "import.head.refresh": "Current lists asked for: {count}",
    "import.complete": ", complete",
    "import.found.added": "{count} added",
    "import.found.confirmed": "{count} confirmed",
    "import.found.told": "{count} told more exactly",
    "import.found.disagrees": "{count} disagree",
    "import.found.ended": "{count} no longer stand",
    "import.found.lost": "{count} lost",
    "import.found.known": "{count} known",
    "import.nothing": "This changes nothing: the data have all of it.",
    "import.nothing.refresh": "This changes nothing.",
    "import.kept": "A claim that disagrees is kept beside, set aside until somebody judges.",
    "import.disagrees": "Disagreements ({count})",
    "import.told": "Told more exactly ({count})",
    "import.ended": "Acts that no longer stand, not recorded ({count})",
    "import.lost": "Lost: the list should have it ({count})",
    "import.ended.how": "Record such an act and its end by hand: a list does not tell the day.",
    "import.lost.how": (
        "Nothing is changed: --accept-removals takes the source away from these claims, which "
        "stay where others make them and are set aside where nobody does."
    ),
    "import.lost.accepted": (
        "The source is no longer cited for these claims; those that nobody else makes are set "
        "aside. Record the denunciation, or the mistake, by hand."
    ),
    "import.claim": "{act} {day}",
    "import.claim.in-force": "in force from {day}",
    "import.outcome.changes": "changes",
    "import.outcome.same": "as we have it",
    "import.outcome.unchanged": "unchanged since {day}",
    "import.outcome.held-up": "has lost members",
    "import.outcome.refused": "refused",
    "column.line": "Line",
    "column.list": "The list",
    "column.data": "The data",
    "column.outcome": "Outcome",
    "column.added": "Added",
    "column.confirmed": "Confirmed",
    "column.exact": "Sharper",
    "column.disagree": "Disagree",
    "column.lost": "Lost",
}
