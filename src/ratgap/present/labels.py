"""Every sentence and word that people read, by language, in one place.

A text is a format string; what it is filled with are ids, names, days and counts. JSON and CSV
take none of their keys from here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ratgap.present.labels_diff import EN as _EN_DIFF
from ratgap.present.labels_import import EN as _EN_IMPORT
from ratgap.present.labels_review import EN as _EN_REVIEW

Say = Callable[..., str]
"""Takes a key and the values that fill its text; returns the text in one language."""

_EN = {
    # Words for codes: "status.party" and so on.
    "status.party": "party",
    "status.contracting": "contracting",
    "status.signatory": "signatory",
    "status.none": "none",
    "status.unknown": "unknown",
    "signed.no": "not signed",
    "signed.unknown": "unknown",
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
    "says.listed": "lists it",
    "says.absent": "not a party",
    "says.silent": "silent",
    # What was last known, and why a status is unknown.
    "last.none": "not a party on",
    "last.signatory": "signed, not a party on",
    "last.party": "party on",
    "last.contracting": "contracting on",
    "last.left": "left",
    "why.not-covered": "no source covers it",
    "why.consent-undated": "joined by",
    "why.too-old": "the evidence is too old",
    # What the words mean (Vienna Convention on the Law of Treaties, article 2).
    "legend.party": "party: consented and bound",
    "legend.contracting": "contracting: consented, not bound yet",
    "legend.signatory": "signatory: signed, not consented",
    "legend.none": "none: neither party nor signatory",
    "legend.unknown": "unknown: the evidence does not tell",
    # Column heads.
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
    "column.alpha3": "Alpha-3",
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
    # Report.
    "report.head": "{name} ({code}), as of {day}: {counts}; {evidence}",
    "report.states": "states",
    "report.states.organisations": "states and organisations",
    "report.nothing": "{name} ({code}), as of {day}: no instrument asked for is open to it",
    "report.early": "{who}, as of {day}: no instrument in this scope had been adopted by that day",
    "report.counts": "{gap} of {total} missing, {unknown} unknown",
    "report.summary": "{who}, as of {day}: {gap} gaps, {unknown} unknown; {evidence}",
    "report.evidence": "evidence as of {oldest} to {newest}",
    "report.evidence.one": "evidence as of {newest}",
    "report.evidence.none": "no evidence",
    "report.asked": "Scope {scope} ({scope_title}), basis {basis} ({basis_title}).",
    "report.asked.any": "Scope {scope} ({scope_title}), on any basis.",
    "report.stale": "The evidence speaks of earlier days: what was done since does not show.",
    "report.stale.gap": 'Oldest evidence for "missing": {day} ({instrument}).',
    "report.age": "A negative older than {max_age} is unknown, with what was last known beside it.",
    "report.before": "{name} has existed since {day}.",
    "report.missing": "Missing ({count})",
    "report.unknown": "Unknown ({count})",
    "report.joined": "Joined ({count})",
    "report.through": "through {instrument}",
    "report.ended": "left {day}",
    # The catalogue.
    "instruments.none": "As of {day}: no instrument asked for had been adopted",
    "instruments.head": "{count} instruments, as of {day}: of those who may join each, how many",
    "states.head": "{count} states and organisations; groups as of {day}",
    "states.former": "former",
    "states.state": "state",
    "states.organisation": "organisation",
    "sources.head": "{sources} sources, {readings} readings; age on {day}",
    "sources.readings": "Readings",
    "sources.others": "Cited, without a reading of a list",
    # Explanations.
    "explain.head": "{name} ({code}) and {title} ({instrument}), on {day}",
    "explain.acts": "Recorded acts",
    "explain.readings": "Readings of this instrument",
    "explain.steps": "Reasoning",
    "explain.note": "Note in the data: {note}",
    "explain.no-acts": "No act is recorded.",
    "explain.no-readings": "No source was read on this instrument.",
    "explain.not-open": "It is not open to {name}: there is nothing to join, and no gap.",
    "explain.not-adopted": "It was adopted on {adopted}: on {day} there was nothing to join.",
    "explain.clause.entry": "The treaty itself entered into force on {day}{article}.",
    "explain.clause.no-entry": "The treaty itself is not recorded as in force.",
    "explain.clause.days-after": "It binds {count} days after the deposit{article}.",
    "explain.clause.deposit": "It binds from the day of deposit{article}.",
    "explain.clause.months-after": "It binds {count} months after the deposit{article}.",
    "explain.clause.month-start-after": (
        "It binds from the first day of a month, {count} months after that of the deposit{article}."
    ),
    "explain.rejected": "set aside: {reason}",
    "explain.distrusted": "(not relied on)",
    "explain.effective": "effect {day}",
    "explain.in-force": "in force from",
    "explain.not-party": "not a party on",
    "answer.party": "Answer: party; the treaty binds it {since}.",
    "answer.party.undated": "Answer: party.",
    "answer.contracting": "Answer: contracting; it has consented and is not bound yet.",
    "answer.signatory": "Answer: signatory; it has signed and not consented: a gap.",
    "answer.none": "Answer: none; not a party: a gap.",
    "answer.none.left": "Answer: none; it left with effect from {day}: a gap.",
    "answer.unknown": "Answer: unknown; neither a gap nor joined.",
    "answer.unknown.last": "Answer: unknown; neither a gap nor joined. Last known: {last} {day}.",
    "answer.confirmed": "Confirmed to {day} by {source}.",
    "answer.stale": "Confirmed to {day} by {source}: what was done since does not show.",
    # Steps of the reasoning, by code.
    "step.signed": "It signed {on} ({sources}).",
    "step.signed-no": "It had not signed.",
    "step.signed-unknown": "Whether it signed is not known: no list of signatures covers it.",
    "step.consent": "It consented {on}: {act} ({sources}).",
    "step.in-force": "The treaty binds it {since}{article}.",
    "step.treaty-not-in-force": "The treaty itself is not recorded as in force: it binds nobody.",
    "step.named-party": (
        "A source names it a party ({sources}): it was one then, whatever the day of its consent."
    ),
    "step.consent-later": "The consent recorded is of a later day: {act} {on} ({sources}).",
    "step.consent-undated": (
        "It consented {on} ({act}, {sources}): before or after the day asked for is not known."
    ),
    "step.ended": "It denounced the treaty, by a notice given {on} ({sources}).",
    "step.not-covered": "No source covers it: nothing proves that it joined or that it did not.",
    "step.absent": "{sources} proves that it was not a party {on}.",
    "step.too-old": "On {as_of} that is older than {max_age}: it is not repeated as news.",
    "step.through": (
        "Joining {instrument}{article}, makes one a party to this treaty as amended; what follows "
        "is about that joining."
    ),
    # Small parts.
    "article": ", article {article}",
    "on.exact": "on {latest}",
    "on.by": "on or before {latest}",
    "on.between": "between {earliest} and {latest}",
    "since.exact": "from {latest}",
    "since.by": "from {latest} or earlier",
    "since.between": "from a day between {earliest} and {latest}",
    "span.exact": "{latest}",
    "span.by": "on or before {latest}",
    "span.between": "{earliest} to {latest}",
}

TEXTS = {"en": _EN | _EN_DIFF | _EN_IMPORT | _EN_REVIEW}
"""The texts by language."""


def _say(language: str, key: str, /, **values: object) -> str:
    return TEXTS[language][key].format(**values)


def speaker(language: str) -> Say:
    """Return what says things in ``language``, one of ``TEXTS``."""
    return partial(_say, language)


ENGLISH: Say = speaker("en")
