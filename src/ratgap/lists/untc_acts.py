"""The cells of the UN Treaty Collection: an act is a day and a letter, told by the heading.

Its CSV, its XML and its page for people all print acts so, in English and in French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ratgap.lists.days import read_day
from ratgap.lists.rows import ListedAct
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold

Meaning = Mapping[str, tuple[ActKind, str]]
"""By letter: the kind of act, and a note."""

LETTERS = {
    "": ActKind.RATIFICATION,
    "A": ActKind.ACCEPTANCE,
    "AA": ActKind.APPROVAL,
    "a": ActKind.ACCESSION,
    "d": ActKind.SUCCESSION,
    "s": ActKind.DEFINITIVE_SIGNATURE,
    "c": ActKind.FORMAL_CONFIRMATION,
}
"""The letters of the collection, for a heading that does not explain them."""

_KINDS = {kind.value.replace("-", " "): kind for kind in ActKind} | {
    "acceptation": ActKind.ACCEPTANCE,
    "adhesion": ActKind.ACCESSION,
    "approbation": ActKind.APPROVAL,
    "confirmation formelle": ActKind.FORMAL_CONFIRMATION,
    "signature definitive": ActKind.DEFINITIVE_SIGNATURE,
}
_TO_SIGNATURE = {"succession to signature", "succession a la signature"}

_LETTERED = re.compile(r"^(?P<what>.*?)\s*(?:\((?P<letter>[A-Za-z]{1,2})\))?$")
_ACT = re.compile(
    r"\s*(?P<open>\[)?\s*(?P<day>\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4})\s*"
    r"(?P<letter>[A-Za-z]{0,2})\s*(?P<close>\])?\s*"
)
_PARTICIPANT = ("participant", "participants")


def names_participants(heading: str) -> bool:
    """Whether the column under ``heading`` holds the names of the participants."""
    return fold(heading) in _PARTICIPANT


def of_acts(heading: str) -> bool:
    """Whether the column under ``heading`` holds acts."""
    words = fold(heading)
    return any(kind in words for kind in _KINDS)


def letters(heading: str) -> Meaning:
    """Return what each letter means under ``heading``: the kind of act, and a note.

    A day without a letter is the one act that the heading names without a letter. Where it names
    several so, the kind is not told, and the act is a consent. Letters that the heading leaves
    out keep the collection's meaning.
    """
    meaning = {letter: (kind, "") for letter, kind in LETTERS.items()}
    plain = []
    for piece in re.split(r"[,;/]", heading):
        match = _LETTERED.match(piece.strip())
        what = fold(match["what"]) if match else ""
        kind = _KINDS.get(what)
        if match and match["letter"] and what in _TO_SIGNATURE:
            meaning[match["letter"]] = (ActKind.SIGNATURE, "succession to signature")
        elif match and match["letter"] and kind:
            meaning[match["letter"]] = (kind, "")
        elif kind:
            plain.append(kind)
    if len(plain) == 1:
        meaning[""] = (plain[0], "")
    elif plain:
        meaning[""] = (ActKind.CONSENT, "")
    return meaning


def acts(cell: str, meaning: Meaning) -> Iterator[ListedAct]:
    """Yield the acts of one cell; raise ``ValueError`` for what cannot be read as an act."""
    end = 0
    for found in _ACT.finditer(cell):
        if found.start() != end:
            break
        end = found.end()
        if found["letter"] not in meaning:
            raise ValueError(f'"{found["letter"]}" after a day has no meaning here')
        kind, note = meaning[found["letter"]]
        ended = bool(found["open"] or found["close"])
        yield ListedAct(kind, When.on(read_day(found["day"])), ended, note)
    if cell[end:].strip():
        raise ValueError(f'"{cell[end:].strip()}" is not an act with its day')
