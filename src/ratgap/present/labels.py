"""Every sentence and word that people read, by language, in one place.

A text is a format string; what it is filled with are ids, names, days and counts. JSON and CSV
take none of their keys from here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ratgap.present.labels_import import EN as _EN_IMPORT

Say = Callable[..., str]
"""Takes a key and the values that fill its text; returns the text in one language."""

_EN = {
    "status.party": "party",
    "status.contracting": "contracting",
    "status.signatory": "signatory",
    "status.none": "none",
    "status.unknown": "unknown",
    "act.signature": "signature",
    "act.ratification": "ratification",
    "act.acceptance": "acceptance",
    "act.approval": "approval",
    "act.accession": "accession",
    "act.succession": "succession",
    "act.definitive-signature": "definitive signature",
    "act.formal-confirmation": "formal confirmation",
    "act.consent": "consent (kind not told)",
    "act.consent.short": "joined",
    "act.denunciation": "denunciation",
    "column.status": "Status",
    "column.instrument": "Instrument",
    "column.id": "Id",
    "column.signed": "Signed",
    "column.consent": "Consent",
    "column.in_force": "In force",
    "column.evidence": "Evidence",
    "column.known": "Last known",
    "column.state": "State",
    "column.missing": "Missing",
    "column.unknown": "Unknown",
    "column.joined": "Joined",
    "column.of": "Of",
    "column.oldest": "Oldest evidence",
    "column.newest": "Newest",
    "column.adopted": "Adopted",
    "column.party": "Party",
    "column.contracting": "Contr.",
    "column.signatory": "Signed",
    "column.none": "None",
    "column.depositary": "Depositary",
    "column.code": "Code",
    "column.name": "Name",
    "column.kind": "Kind",
    "column.groups": "Groups",
    "column.also": "Also",
    "column.source": "Source",
    "column.as_of": "As of",
    "column.complete": "Complete to",
    "column.gives": "Gives",
    "column.age": "Years",
    "column.trust": "Trust",
    "column.title": "Title",
    "column.act": "Act",
    "column.day": "Day",
    "column.sources": "Sources",
    "column.note": "Note",
    "column.says": "Of this state",
    "report.states": "states",
    "report.states.organisations": "states and organisations",
    "report.before": "{name} has existed since {day}.",
    "explain.in-force": "in force from",
    "explain.not-party": "not a party on",
    "article": ", article {article}",
    "since.exact": "from {latest}",
    "since.by": "from {latest} or earlier",
    "since.between": "from a day between {earliest} and {latest}",
}

TEXTS = {"en": _EN | _EN_IMPORT}
"""The texts by language."""


def _say(language: str, key: str, /, **values: object) -> str:
    return TEXTS[language][key].format(**values)


def speaker(language: str) -> Say:
    """Return what says things in ``language``, one of ``TEXTS``."""
    return partial(_say, language)


ENGLISH: Say = speaker("en")
