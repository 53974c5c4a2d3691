"""What the headings of columns mean, by a table of known wordings, English and French.

A heading names one kind of act or several, some with the letter that tells them apart in the
cells: ``Ratification, Acceptance(A), Accession to the Convention as amended(a)``. A kind with an
addition is that kind, but not where it is of something else than the treaty: of an amendment, an
article, a procedure, or as an observer. A column that binds nobody (``Provisional
application(n)``, ``Signature ad referendum(s)``, ``Notification ...``) is known as such; what is
not known is ``UNKNOWN``, to be refused where it holds days: ``--column "HEADING=WORDING"`` then
says by a known wording what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from ratgap.model.act import ActKind
from ratgap.model.names import fold
from ratgap.named import NamedTuple, Word
from ratgap.problem import NONE, Where, refused


class Role(Word):
    """What a column holds."""

    PARTICIPANT = "participant"
    ACTS = "acts"
    IN_FORCE = "in force"
    END = "end"
    """The day on which the treaty ceased to bind the participant, or of its denunciation."""
    NONE = "none"
    """Days that make nobody a party, or nothing to be read."""
    UNKNOWN = "unknown"


Meaning: TypeAlias = ActKind | None
"""A kind of act; None for what binds nobody, and for what may or may not."""


class Heading(NamedTuple):
    """A heading: its text, what its column holds, and there what each letter after a day means.

    The letter of a day without any is "". A letter that is not in ``letters`` has no meaning.
    """

    text: str
    role: Role
    letters: Mapping[str, Meaning] = NONE


_K = ActKind
_PARTICIPANT = frozenset((
    "participant", "participants", "state", "states", "country", "party", "parties",
    "state party", "contracting party", "contracting state", "state organization",
    "partij", "partijen", "etat", "etats",
))  # fmt: skip
_WORDINGS: Mapping[ActKind | Role, Sequence[str]] = {
    _K.SIGNATURE: ("succession to signature", "succession a la signature", "signature"),
    _K.DEFINITIVE_SIGNATURE: ("definitive signature", "signature definitive"),
    _K.RATIFICATION: ("ratification",),
    _K.ACCEPTANCE: ("definitive acceptance", "acceptance", "acceptation"),
    _K.APPROVAL: ("approval", "approbation"),
    _K.ACCESSION: ("accession", "adherence", "adhesion"),
    _K.SUCCESSION: ("succession",),
    _K.FORMAL_CONFIRMATION: (
        "formal confirmation", "act of formal confirmation", "confirmation formelle",
    ),
    # Confirmed, a signature ad referendum is a full one (VCLT article 12(2)(b)).
    _K.CONSENT: (
        "confirmation of signature", "consent", "consentement", "deposit",
        "simplified procedure", "procedure simplifiee",
    ),
    Role.NONE: (
        "signature ad referendum", "signature by", "signature par",
        "application", "extension", "notification", "none",
    ),
    Role.IN_FORCE: ("entry into force", "entree en vigueur", "effective date", "in force"),
    Role.END: (
        "denunciation", "denonciation", "end", "renunciation", "retrait", "termination",
        "withdrawal",
    ),
}  # fmt: skip
"""What a heading, or a part of it, means by how it begins, as ``fold`` leaves it."""
_BEGINNINGS = {words: what for what, wordings in _WORDINGS.items() for words in wordings}

_BEGINS = re.compile(rf"({'|'.join(sorted(_BEGINNINGS, key=len, reverse=True))})\b ?(.*)")
_ADDITION = re.compile(r"(?:a|as|au|by|date|dates|de|des|du|in|of|pursuant|to|under)\b|thereto$|$")
"""How an addition begins that leaves a kind of act what it is; "subject to" is none."""
_OF_ELSE = re.compile(
    r"(?:as|comme)(?: an?)? observ"
    r"|(?:a|au|aux|de|des|du|of|to)\b"
    r"(?: (?!in\b|as\b|under\b|pursuant\b|convention|treaty|protocol|agreement|constitution|statute"
    r"|charter|covenant|traite|accord|statut|pacte|charte)\S+)*?"
    r" l?(?:amende?ment|article|annexe?|procedure|inquiry|enquete|competence|jurisdiction"
    r"|juridiction|government|gouvernement)s?\b"
)
"""How an addition begins that makes an act one of something else than the treaty as a whole."""
_CONTINUES = re.compile(r"(?:as|by|in|of|to|under)\b")
_BEFORE = re.compile(r"^(?:dates? of )?(?:deposit of )?(?:(?:an? )?instruments? of )?")
_NEVER = re.compile(r"\b(?:provisional|provisionally|provisoire|ad referendum)\b")
_VIRTUE = re.compile(r"\b(?:by virtue of|en vertu)\b")
_JOINING = re.compile(
    r"\b(?:ratification|accept|appro[vb]|accession|adhesion|succession"
    r"|definitive signature|signature definitive)"
)
_LONGEST, _MOST = 2000, 100
"""Longer headings are none, nor has a table so many; to read them would take time."""
_SEPARATOR = re.compile(r"([,;/]|\b(?:or|and|ou|et)\b)", re.IGNORECASE)
_LETTER = re.compile(r"\s*(.*?)\s*(?:\(([A-Za-z]{1,2})\))?\s*", re.DOTALL)
_FOOTNOTES = re.compile(r"(?<=[^\W\d]|\))\s*\d{1,2}(?:\s*,\s*\d{1,2})*\s*$")


def read_heading(text: str) -> Heading:
    """Return what the heading ``text`` means. Numbers of footnotes at its end do not count."""
    if len(text) > _LONGEST:
        return Heading(text, Role.UNKNOWN)
    bare = _FOOTNOTES.sub("", text)
    if fold(bare) in _PARTICIPANT:
        return Heading(text, Role.PARTICIPANT)
    parts = [(letter, _meaning(fold(words))) for words, letter in _parts(bare)]
    roles = {what if isinstance(what, Role) else Role.ACTS for _, what in parts}
    if Role.ACTS in roles and roles <= {Role.ACTS, Role.NONE}:
        return Heading(text, Role.ACTS, _letters(parts))
    return Heading(text, roles.pop() if len(roles) == 1 else Role.UNKNOWN)


def read_headings(
    file: str, texts: Sequence[str], wordings: Mapping[str, str] = NONE
) -> tuple[Heading, ...]:
    """Return what the headings of a table mean; ``wordings`` says it of those that it names.

    Raise ``DataError`` where two that mean something are the same, or there are too many.
    """
    if len(texts) > _MOST:
        raise refused(Where(file), "list-size", f"more than {_MOST} columns", "is it a list?")
    given = {fold(text): wording for text, wording in wordings.items()}
    headings = tuple(
        read_heading(given.get(fold(text), text))._replace(text=text) for text in texts
    )
    known = [head.text for head in headings if head.role not in (Role.NONE, Role.UNKNOWN)]
    demand_single(Where(file), known)
    return headings


def tell_acts(headings: Iterable[str]) -> bool:
    """Whether one of the ``headings`` is that of a column of acts."""
    return any(read_heading(heading).role is Role.ACTS for heading in headings)


def demand_single(where: Where, texts: Sequence[str]) -> None:
    """Raise ``DataError`` at ``where`` if two of the headings ``texts`` are the same."""
    number = Counter(map(fold, texts))
    twice = next((text for text in texts if number[fold(text)] > 1), None)
    if twice is not None:
        message = f"two columns are headed {twice}"
        raise refused(where, "list-headings", message, "leave in the one that counts")


def _parts(heading: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of ``heading``, each with its letter, or "".

    What a comma or an "or" parts that is no known wording goes on with what stands before it, as
    does all that follows "by virtue of", up to a letter.
    """
    # Texts and the separators between them by turns.
    texts = _SEPARATOR.split(heading)
    whole = texts[0]
    for separator, text in zip(texts[1::2], texts[2::2], strict=True):
        folded, closed = fold(_lettered(text)[0]), whole.rstrip().endswith(")")
        goes_on = (
            (_VIRTUE.search(fold(whole)) and not closed)
            or (separator.isalpha() and isinstance(_meaning(folded), Role))
            or _CONTINUES.match(folded)
        )
        if goes_on:
            whole += separator + text
        else:
            yield _lettered(whole)
            whole = text
    yield _lettered(whole)


def _lettered(part: str) -> tuple[str, str]:
    match = _LETTER.fullmatch(part)
    return (match[1], match[2] or "") if match else (part, "")


def _meaning(words: str) -> ActKind | Role:
    """Return what the folded ``words`` mean, whatever stands in them beside a kind of act."""
    words = _BEFORE.sub("", words)
    match = _BEGINS.fullmatch(words)
    what = _BEGINNINGS[match[1]] if match else Role.UNKNOWN
    if what is Role.NONE or _NEVER.search(words):
        return Role.NONE
    if virtue := _VIRTUE.search(words):
        return _K.CONSENT if _JOINING.search(words, virtue.end()) else Role.NONE
    if match and what is _K.SIGNATURE and match[2].startswith("subject to"):
        return what
    known = match and _ADDITION.match(match[2]) and not _OF_ELSE.match(match[2])
    return what if known else Role.UNKNOWN


def _letters(parts: Sequence[tuple[str, ActKind | Role]]) -> Mapping[str, Meaning]:
    """Return what each letter means: where it may be several kinds of consent, a consent.

    Where every kind has its letter, a day without any is a consent of a kind that is not told;
    but not where it may have been left out of a mere signature.
    """
    by_letter: dict[str, set[ActKind | Role]] = {}
    for letter, what in parts:
        by_letter.setdefault(letter, set()).add(what)
    kinds = {what for _, what in parts}
    if _K.DEFINITIVE_SIGNATURE not in kinds:
        by_letter.setdefault("", kinds)
    return {letter: _one_of(kinds) for letter, kinds in by_letter.items()}


def _one_of(kinds: set[ActKind | Role]) -> Meaning:
    acts = [kind for kind in kinds if isinstance(kind, ActKind)]
    if len(acts) < len(kinds) or (len(acts) > 1 and not all(kind.binds for kind in acts)):
        return None
    return acts[0] if len(acts) == 1 else _K.CONSENT
