"""Invented regimes of any size, in the files that ratgap reads: nothing of them exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from string import ascii_uppercase

_OPEN = 300
"""So many days a treaty is open for signature."""
_AS_OF = date(2025, 6, 30)


def codes(count: int) -> list[str]:
    """Return ``count`` codes of two letters, then three: the first is QA."""
    letters = "QRSTUVWXYZABCDEFGHIJKLMNOP"
    pairs = (
        "".join(c) for n in (2, 3) for c in product(letters, ascii_uppercase, *[letters] * (n - 2))
    )
    return list(islice(pairs, count))


def write(folder: Path, instruments: int, states: int, seed: int = 1) -> Path:
    """Write a regime of so many instruments and states to ``folder``; return it.

    About three cells of four are parties, most with a signature; every tenth treaty has no
    complete list. The same ``seed`` gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    treaties = {
        f"treaty-{1950 + n % 70}-{n}": date(1950 + n % 70, 3, 1) for n in range(instruments)
    }
    texts = {
        "instruments.yaml": _instruments(treaties),
        "sources.yaml": _sources(treaties),
        "states.yaml": _states(treaties, states, chance),
    }
    for name, lines in texts.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _instruments(treaties: dict[str, date]) -> Iterator[str]:
    yield "bases:"
    yield '  call: {title: The Call, citation: "The Call, paragraph 1", default: true}'
    yield "scopes:"
    yield "  all: {title: Every treaty, default: true}"
    yield "instruments:"
    for id_, adopted in treaties.items():
        yield f"  {id_}:"
        yield f"    title: Convention number {id_.rpartition('-')[2]}"
        yield f"    adopted: {adopted}"
        yield f"    signature: {{from: {adopted}, until: {adopted + timedelta(_OPEN)}}}"
        yield "    joining:"
        yield "      - {act: ratification, signed_first: true}"
        yield "      - {act: acceptance, signed_first: true}"
        yield "      - {act: accession}"
        yield f"    entry_into_force: {{date: {adopted + timedelta(400)}, sources: [ledger]}}"
        yield '    later_joiners: {days_after: 30, article: "20"}'
        yield "    bases: [call]"
        yield "    scopes: [all]"


def _sources(treaties: dict[str, date]) -> Iterator[str]:
    yield "ledger:"
    yield "  title: Ledger"
    yield "  kind: depositary"
    yield "  trust: high"
    yield "  readings:"
    for number, id_ in enumerate(sorted(treaties)):
        complete = f", absent_until: {_AS_OF}" if number % 10 else ""
        yield f"    {id_}: {{as_of: {_AS_OF}, gives: [signatures, consents]{complete}}}"


def _states(treaties: dict[str, date], count: int, chance: random.Random) -> Iterator[str]:
    for code in sorted(codes(count)):
        yield f'"{code}":' if code in ("ON", "NO") else f"{code}:"
        yield f"  name: {{en: State of {code.title()}}}"
        yield "  acts:"
        for id_, adopted in sorted(treaties.items()):
            signed = adopted + timedelta(chance.randrange(_OPEN))
            consented = signed + timedelta(chance.randrange(1, 1500))
            acts = []
            if chance.random() < 0.6:
                acts.append(f"signature: [{signed}, ledger]")
            if chance.random() < 0.75:
                kind = chance.choice(("ratification", "acceptance")) if acts else "accession"
                acts.append(f"{kind}: [{consented}, ledger]")
            if acts:
                yield f"    {id_}: {{{', '.join(acts)}}}"
