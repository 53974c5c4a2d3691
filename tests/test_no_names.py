"""What has a name is data: the program knows no treaty, state, mandate, group or source."""

from __future__ import annotations

import re
from pathlib import Path

from ratgap.load import load

SRC = Path(__file__).parent.parent / "src"


def test_no_name_of_the_data_stands_in_the_program() -> None:
    shipped = load(None)
    names = {
        *shipped.instruments,
        *(i.title for i in shipped.instruments.values()),
        *shipped.bases,
        *shipped.scopes,
        *shipped.sources,
        *shipped.groups,
        *(s.alpha3 for s in shipped.states.values() if s.alpha3),
        *(name for s in shipped.states.values() for name in (*s.names.values(), *s.also)),
    }
    # An id that is an everyday word counts only where it stands alone as a string.
    forms = [f'"{n}"' if re.fullmatch("[a-z]+", n) else rf"\b{re.escape(n)}\b" for n in names]
    word = re.compile("|".join(sorted(forms, key=len)[::-1]))
    found = []
    for path in SRC.rglob("*.py"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if hit := word.search(line):
                found.append(f"{path.name}:{number}: {hit[0]}")
    assert not found
