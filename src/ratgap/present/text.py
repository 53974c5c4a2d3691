"""Every sentence that people read, in the language in use.

    t("{gap} of {total} missing", gap=7, total=23)
    word("act", "accession")

The English text stands where it is used and is its own key. A sentence is one call, whole: made of
pieces it could not be translated. How many of something there are is told by ``counted``: languages
differ in how many forms a number asks for. A text is a literal in ``t``, ``mark``, ``counted`` or
the head of a ``Column``, or stands in a table of constants, where it can be gathered. JSON and CSV
take nothing from here.
"""

from collections.abc import Callable, Mapping

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
"""Words for codes, by kind, where they are not the code itself."""


translate: Callable[[str], str] | None = None
"""Gives an English text in the language in use, as ``gettext`` does; None leaves it English.

A command sets it once. No context variable: importing those is counted at every start.
"""

translate_counted: Callable[[str, str, int], str] | None = None
"""As ``ngettext`` does: of a text for one and one for several the form that the number asks for."""


def t(english: str, **values: object) -> str:
    """Return the sentence ``english`` in the language in use, its places filled with ``values``."""
    sentence = translate(english) if translate else english
    return sentence.format(**values) if values else sentence


def counted(count: int, one: str, several: str, **values: object) -> str:
    """Return ``one`` or ``several`` in the language in use, whichever ``count`` asks for.

    A text tells one number of things: one that tells two is made of what each of them comes to.
    """
    if translate_counted:
        return translate_counted(one, several, count).format(count=count, **values)
    return t(one if count == 1 else several, count=count, **values)


def mark(english: str) -> str:
    """Return ``english``, which ``t`` is given later: who gathers what to translate finds it."""
    return english


def word(kind: str, code: str) -> str:
    """Return what people read for ``code``: a word of ``kind`` in ``WORDS``, or the code itself."""
    return t(WORDS.get(kind, {}).get(code, code))


def article(number: str) -> str:
    """Return the citation of an article, to follow a statement; empty where there is none."""
    return t(", article {article}", article=number) if number else ""
