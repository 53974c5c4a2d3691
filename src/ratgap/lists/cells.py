"""What the cells of lists say: days, and the kinds of act behind words, letters and types.

A wording of headings is one row of ``WORDS``; the letters and types that a depositary uses by
themselves are a table of its reader.
"""

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

_DAYS = ("signature", "deposit", "no_later_than", "in_force")
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
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif (match := _IN_WORDS.fullmatch(fold(text))) and match[2] in _MONTH:
        day, month, year = int(match[1]), _MONTH[match[2]], int(match[3])
    else:
        raise ValueError(f'"{text}" is not a day')
    return date(year, month, day)


def read_row(
    line: int,
    name: str,
    kind: ActKind | None,
    days: Mapping[str, str],
    code: str = "",
    note: str = "",
) -> ListedRow:
    """Return the row of a participant that signed, and consented by an act of ``kind``, if any.

    ``days`` are texts under the headings of our CSV, absent or empty where there is none:
    ``signature``, ``deposit``, ``no_later_than`` (bounds a consent without a deposit) and
    ``in_force``. Raise ``ValueError`` for a text that is no day.
    """
    read = {head: read_day(days[head]) for head in _DAYS if days.get(head)}
    acts = []
    if "signature" in read:
        acts.append(ListedAct(ActKind.SIGNATURE, When.on(read["signature"])))
    if kind:
        deposit, bound = read.get("deposit"), read.get("no_later_than")
        when = When.on(deposit) if deposit else When.by(bound) if bound else None
        acts.append(ListedAct(kind, when))
    return ListedRow(line, name, code, tuple(acts), read.get("in_force"), note)
