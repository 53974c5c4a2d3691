"""The samples in the pages of the rules: each laid over a small regime, so that it can be run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).parent / "base"
HERE = "# here"
_FENCED = re.compile(r"```yaml\n# (\w+)\.yaml\n(.*?)```", re.DOTALL)
_KEY = re.compile(r'^( *)("?[^\s#"][^:]*"?):', re.MULTILINE)
_NESTED = {"instruments"}
"""Files of which the second level is laid over, not the first."""


@dataclass(frozen=True)
class Sample:
    """One sample: the text of some files."""

    rule: str
    verdict: str
    files: dict[str, str]

    def write(self, folder: Path) -> set[tuple[str, int]]:
        """Write the regime with the sample over it; return the places that it marks."""
        marked = set()
        for path in sorted(BASE.glob("*.yaml")):
            text = overlay(path.read_text("utf-8"), self.files.get(path.stem, ""), path.stem)
            (folder / path.name).write_text(text, "utf-8")
            for number, line in enumerate(text.splitlines(), 1):
                if line.endswith(HERE):
                    marked.add((path.name, number))
        return marked


def samples(rule: str, page: str) -> list[Sample]:
    """Return the samples of the ``page`` of ``rule``: one that fails, then one that passes."""
    parts = re.split(r"^(Fails|Passes):$", page, flags=re.MULTILINE)
    return [
        Sample(rule, verdict, dict(_FENCED.findall(body)))
        for verdict, body in zip(parts[1::2], parts[2::2], strict=True)
    ]


def overlay(base: str, over: str, name: str) -> str:
    """Return ``base`` with the blocks of ``over`` in place of its own of the same key."""
    if name in _NESTED:
        found = blocks(base, 0)
        for key, text in blocks(over, 0).items():
            head, _, rest = found[key].partition("\n")
            found[key] = f"{head}\n" + "".join((blocks(rest, 2) | _inner(text)).values())
        return "".join(found.values())
    return "".join(text for _, text in sorted((blocks(base, 0) | blocks(over, 0)).items()))


def _inner(text: str) -> dict[str, str]:
    return blocks(text.partition("\n")[2], 2)


def blocks(text: str, indent: int) -> dict[str, str]:
    """Return the lines of ``text`` by the key at ``indent`` under which they stand."""
    starts = [found for found in _KEY.finditer(text) if len(found[1]) == indent]
    ends = [*(found.start() for found in starts[1:]), len(text)]
    return {f[2]: text[f.start() : end] for f, end in zip(starts, ends, strict=False)}
