"""What has a name is data: the program knows no treaty, state, mandate, group or source."""

from __future__ import annotations

import re
from pathlib import Path

from ratgap.model import Dataset

SRC = Path(__file__).parent.parent / "src"


def test_no_name_of_the_data_stands_in_the_program(shipped: Dataset) -> None:
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
    found = []
    for path in SRC.rglob("*.py"):
        text = path.read_text("utf-8")
        # Looking for a plain text first spares a pattern of thousands of names for every line.
        word = re.compile("|".join(sorted(map(_form, filter(text.__contains__, names)))) or "(?!)")
        for number, line in enumerate(text.splitlines(), 1):
            if hit := word.search(line):
                found.append(f"{path.name}:{number}: {hit[0]}")
    assert not found


def _form(name: str) -> str:
    """Return how ``name`` is looked for; an everyday word only where it is a string by itself."""
    return f'"{name}"' if re.fullmatch("[a-z]+", name) else rf"\b{re.escape(name)}\b"
