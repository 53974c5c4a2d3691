"""What the cells of lists say: days, and the kinds of act behind words, letters and types.

A wording of headings is one row of ``WORDS``; the letters and types that a depositary uses by
themselves are a table of its reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ratgap.lists.listing import ListedAct, ListedRow
from ratgap.model.act import ActKind, When
from ratgap.model.names import fold

_MONTHS = (
    "january jan janvier janv",
    "february feb fevrier fevr fev",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug aout",
    "september sep sept septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec decembre",
)
_MONTH = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_IN_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-.](\d{1,2})[-.](\d{4})")

WORDS: Mapping[str, ActKind] = {
    **{kind.value.replace("-", " "): kind for kind in ActKind},
    "acceptation": ActKind.ACCEPTANCE,
    "adhesion": ActKind.ACCESSION,
    "approbation": ActKind.APPROVAL,
    "confirmation formelle": ActKind.FORMAL_CONFIRMATION,
    "signature definitive": ActKind.DEFINITIVE_SIGNATURE,
    "succession a la signature": ActKind.SIGNATURE,
    "succession to signature": ActKind.SIGNATURE,
}
"""The kinds of act by what headings call them, English or French, as ``fold`` leaves it."""


def read_day(text: str) -> date:
    """Return the day that ``text`` gives; raise ``ValueError`` for anything else.

    Understood are ``2016-04-22``, ``22 Apr 2016`` in English or French, short or full, with any
    blanks between, and ``22-04-2016`` or ``22.04.2016``, where the day comes first as on the
    pages of depositaries. Slashes are refused: there is no telling which number is the month.
    """
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
        return date(year, month, day)
    if numbers := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in numbers.groups())
        return date(year, month, day)
    words = _IN_WORDS.fullmatch(fold(text))
    if words and words[2] in _MONTH:
        return date(int(words[3]), _MONTH[words[2]], int(words[1]))
    raise ValueError(f'"{text}" is not a day')


def read_row(
    line: int,
    name: str,
    kind: ActKind | None,
    *,
    signature: str = "",
    deposit: str = "",
    bound: str = "",
    in_force: str = "",
    code: str = "",
    note: str = "",
) -> ListedRow:
    """Return the row of a participant that signed, and consented by an act of ``kind``, if any.

    Days are given as texts, empty where there is none. A consent without a ``deposit`` is bounded
    by the day ``bound``, where that is known. Raise ``ValueError`` for a text that is no day.
    """
    signed, deposited, latest, effect = (
        read_day(text) if text else None for text in (signature, deposit, bound, in_force)
    )
    acts = []
    if signed:
        acts.append(ListedAct(ActKind.SIGNATURE, When.on(signed)))
    if kind:
        when = When.on(deposited) if deposited else When.by(latest) if latest else None
        acts.append(ListedAct(kind, when))
    return ListedRow(line, name, code, tuple(acts), effect, note)
