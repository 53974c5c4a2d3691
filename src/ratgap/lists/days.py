"""Days as depositaries print them (see docs/data.md for how the data files write them)."""

from __future__ import annotations

import re
from datetime import date

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
