"""Transcripts in README.md and docs/: run, compared, and rewritten on request.

``python tests/transcripts.py --write`` puts what the commands print today into the pages. A line
of ``...`` alone in a transcript stands for lines left out; it is kept when rewriting.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"
"""Its commands go on from each other in a folder of their own: tests/test_tutorial.py."""
SURROUNDINGS = {"COLUMNS": "80", "NO_COLOR": "1", "RATGAP_LANG": "en"}
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Transcript:
    """One command and the output that the page shows."""

    page: Path
    command: str
    shown: str


def pages() -> list[Path]:
    """Return the pages that may hold transcripts."""
    others = sorted((ROOT / "docs").rglob("*.md"))
    return [ROOT / "README.md", *(page for page in others if page != TUTORIAL)]


def transcripts(page: Path) -> Iterator[Transcript]:
    """Yield the transcripts of ``page`` in order."""
    for block in BLOCK.finditer(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield Transcript(page, command, shown)


def run(command: str, folder: Path = ROOT) -> str:
    """Return what ``command`` prints on stdout, as on a plain terminal of 80 columns."""
    bin_folder = str(Path(sys.executable).parent)
    path = bin_folder + os.pathsep + os.environ.get("PATH", "")
    env = os.environ | SURROUNDINGS | {"PATH": path, "PYTHONUTF8": "1"}
    env.pop("RATGAP_DATA", None)
    done = subprocess.run(
        command, shell=True, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout


def matches(shown: str, printed: str) -> bool:
    """Whether ``printed`` is what the page shows, ``...`` standing for any lines."""
    pattern = "".join(
        "(?:.*\n)*?" if line == "..." else re.escape(line + "\n") for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


def _rewrite(page: Path) -> None:
    text = page.read_text("utf-8")

    def renew(block: re.Match[str]) -> str:
        out = "```console\n"
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            out += f"$ {command}\n" + (shown if "...\n" in shown else run(command))
        return out + "```"

    page.write_text(BLOCK.sub(renew, text), "utf-8")


if __name__ == "__main__":
    for path in pages():
        if "--write" in sys.argv:
            _rewrite(path)
