"""The participants table of the UN Treaty Collection, saved as CSV.

Columns: participant, signature (absent for some treaties), then one that holds ratification,
acceptance, approval, accession and succession, told apart by a letter after the day. The heading
says which letter means what, and differs from treaty to treaty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ratgap.depositary import table
from ratgap.depositary.days import read_day
from ratgap.depositary.rows import ListedAct, ListedRow, Listing
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold

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

_KINDS = {kind.value.replace("-", " "): kind for kind in ActKind}
_SUCCESSION_TO_SIGNATURE = "succession to signature"

_LETTERED = re.compile(r"^(?P<what>.*?)\s*(?:\((?P<letter>[A-Za-z]{1,2})\))?$")
_ACT = re.compile(
    r"\s*(?P<open>\[)?\s*(?P<day>\d{1,2}\s+[^\W\d]+\.?\s+\d{4})\s*(?P<letter>[A-Za-z]{0,2})"
    r"\s*(?P<close>\])?\s*"
)


def fits(headings: tuple[str, ...]) -> bool:
    """Whether a table with these headings is of this kind."""
    return bool(headings) and fold(headings[0]) == "participant" and any(map(_of_acts, headings))


def read(text: str, file: str) -> Listing:
    """Read the table in CSV ``text``; ``file`` is the name that problems show."""
    headings = table.headings(text)
    columns = {heading: letters(heading) for heading in headings if _of_acts(heading)}

    def read_row(row: table.TableRow) -> ListedRow:
        acts = (act for heading, meaning in columns.items() for act in _acts(row[heading], meaning))
        return ListedRow(row.line, row[headings[0]], acts=tuple(acts))

    return table.listing(text, file, read_row, frozenset([headings[0], *columns]))


def letters(heading: str) -> Mapping[str, tuple[ActKind, str]]:
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
        if match and match["letter"] and what == _SUCCESSION_TO_SIGNATURE:
            meaning[match["letter"]] = (ActKind.SIGNATURE, _SUCCESSION_TO_SIGNATURE)
        elif match and match["letter"] and kind:
            meaning[match["letter"]] = (kind, "")
        elif kind:
            plain.append(kind)
    if len(plain) == 1:
        meaning[""] = (plain[0], "")
    elif plain:
        meaning[""] = (ActKind.CONSENT, "")
    return meaning


def _of_acts(heading: str) -> bool:
    """Whether the column under ``heading`` holds acts."""
    words = fold(heading)
    return any(kind in words for kind in _KINDS)


def _acts(cell: str, meaning: Mapping[str, tuple[ActKind, str]]) -> Iterator[ListedAct]:
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
