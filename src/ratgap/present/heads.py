"""Short codes that head narrow columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ratgap.model import Instrument

_LONGEST = 6


def heads(instruments: Iterable[Instrument]) -> dict[str, str]:
    """Return a code for each instrument, no two alike: the data's own, else made of its id."""
    found: dict[str, str] = {}
    rest = []
    for treaty in instruments:
        if treaty.short and treaty.short not in found.values():
            found[treaty.id] = treaty.short
        else:
            rest.append(treaty.id)
    for id_ in rest:
        found[id_] = _free(id_, set(found.values()))
    return found


def _free(id_: str, taken: set[str]) -> str:
    """Return the first three letters of ``id_``; where taken, with what tells it from others."""
    letters = re.sub(r"[^A-Z0-9]", "", id_.upper())
    years = re.findall(r"\d{4}", id_)
    first = letters[:3]
    dated = f"{first}{years[-1][2:]}" if years else first
    for code in (first, dated, letters[:_LONGEST]):
        if code and code not in taken:
            return code
    number = 2
    while f"{first}{number}" in taken:
        number += 1
    return f"{first}{number}"
