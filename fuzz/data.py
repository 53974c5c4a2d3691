"""Damages a folder of data at random: no command may end in a traceback, or steer a log.

python fuzz/data.py [SECONDS] [SEED]
"""

import contextlib
import io
import random
import re
import sys
import tempfile
import time
from pathlib import Path

from ratgap.cli.main import main

SEEDS = Path(__file__).parents[1] / "tests" / "regime"
BITS = [
    "::error::x",
    "\u200b",
    "\r",
    "\n",
    "{",
    "[",
    '"',
    "'",
    "=1",
    "&a",
    "*a",
    "!!x",
    "#",
    "\x1b",
]
COMMANDS = (("validate",), ("validate", "-f", "sarif"), ("states", "-f", "csv", "--data"))


def damaged(text: str, chance: random.Random) -> str:
    """Return ``text`` with up to four places cut, doubled or written over."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text))
        end = start + chance.choice((0, 1, 5, 80))
        middle = chance.choice((*BITS, "", text[start:end] * 2))
        text = text[:start] + middle + text[end:]
    return text


def fuzz(seconds: float, seed: int) -> int:
    """Return how many commands were run in about so many ``seconds``."""
    chance, count, until = random.Random(seed), 0, time.monotonic() + seconds
    files = {path.name: path.read_text("utf-8") for path in SEEDS.glob("*.yaml")}
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            worse = chance.choice(sorted(files))
            for name, text in files.items():
                whole = damaged(text, chance) if name == worse else text
                Path(folder, name).write_text(whole, "utf-8", newline="")
            for command in COMMANDS:
                told = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
                with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
                    code = main([*command, folder])
                told.seek(0)
                assert code in (0, 1, 2), (command, code, seed, count)
                assert not re.search(r"(?m)^\s*::|\x1b", told.read()), (command, seed, count)
                count += 1
    return count


if __name__ == "__main__":
    asked = [*map(int, sys.argv[1:]), *(10, 1)[len(sys.argv) - 1 :]]
    sys.stdout.write(f"{fuzz(*asked)} commands, none broke off\n")
