"""Words for codes, in the language in use: word("act", "accession").

A text that people read is a literal in ``t``, ``mark``, ``counted`` or the head of a ``Column``,
or stands in a table of constants that ``catalogue.py`` names: there it can be gathered.
"""

from collections.abc import Mapping

from ratgap.language import counted as counted
from ratgap.language import mark as mark
from ratgap.language import t as t

WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {"none": "not a party"},
    "signed": {"no": "not signed", "unknown": "not known"},
    "asked": {"asked": "when adopted", "since": "adopted since", "not-addressed": "not addressed"},
    "act": {
        "definitive-signature": "definitive signature",
        "formal-confirmation": "formal confirmation",
        "consent": "consent (kind not told)",
    },
    "says": {"listed": "lists it", "absent": "not a party"},
    "last": {
        "none": "not a party on",
        "signatory": "signed, not a party on",
        "party": "party on",
        "contracting": "contracting on",
    },
    "why": {
        "not-covered": "no source covers it",
        "consent-undated": "joined by",
        "too-old": "the evidence is too old",
        "outnumbered": "more have joined than are named",
        "no-state": "it did not exist",
    },
    "kind": {"dataset": "data set", "tertiary": "reference", "treaty-text": "treaty text"},
    "trust": {
        "high": "high trust",
        "good": "good trust",
        "medium": "medium trust",
        "low": "low trust: shown, and nothing is concluded from it",
    },
    "argument": {"others-out": "all others were out", "all-in": "all possible were in"},
    "rule": {
        "parties-only": "only its parties may join",
        "together": "it must be joined first, or together",
        "implies": "joining makes one a party to it as amended",
    },
    "order": {
        "ratification": "ratify",
        "acceptance": "accept",
        "approval": "approve",
        "accession": "accede",
        "succession": "notify succession",
        "definitive-signature": "sign without reservation as to ratification",
        "formal-confirmation": "confirm formally",
    },
    "part": {"in_force": "recorded days of effect", "not_party": "recorded absences"},
    # Vienna Convention on the Law of Treaties, article 2(1)(f) and (g).
    "legend": {
        "party": "party: consented and bound",
        "contracting": "contracting: consented, not bound as far as is known",
        "signatory": "signatory: signed, not consented",
        "none": "not a party: no consent, whether it signed or not",
        "unknown": "unknown: the evidence does not tell",
    },
}
"""Words for codes that are none themselves, by kind."""

CODES = (
    *("party", "contracting", "signatory", "unknown"),
    *("signature", "ratification", "acceptance", "approval", "accession", "succession"),
    "denunciation",
    *("silent", "nothing", "opened", "closed", "added", "changed", "removed"),
    *("undertaking", "intention", "welcome"),
    *("acts", "notes", "readings", "instruments", "states", "sources", "groups", "bases"),
    *("scopes", "families", "commitments", "reports"),
    *("state", "organisation", "former"),
    *("instrument", "group", "scope", "basis", "source"),
    *("depositary", "gazette", "official", "dataset", "press", "tertiary", "treaty-text"),
    *("high", "good", "medium", "low"),
    *("signatures", "consents", "membership", "in-force"),
)
"""Codes that people read as they are; ``t`` is given them."""


def word(kind: str, code: str) -> str:
    """Return what people read for ``code``: a word of ``kind`` in ``WORDS``, or the code itself."""
    return t(WORDS[kind].get(code, code))


def article(number: str) -> str:
    """Return the citation of an article, to follow a statement; empty where there is none."""
    return t(", article {article}", article=number) if number else ""
