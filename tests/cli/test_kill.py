"""Killed at any moment while it writes, an import leaves old or new files, and data that load."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from ratgap.cli.main import main
from ratgap.load import load

from .lists import JOINED, ROWS, document

OPTIONS = (
    *("--instrument", "lock-1975", "--as-of", "2024-05-04", "--write"),
    *("--source", "live", "--title", "Ledger, live", "--kind", "depositary", "--trust", "high"),
)
ON_ITS_WAY = f"""
import os, signal, sys, tempfile
left = int(sys.argv.pop(1))

def watched(module, name):
    real = getattr(module, name)
    def call(*arguments, **more):
        step()
        result = real(*arguments, **more)
        step()
        return result
    setattr(module, name, call)

def step():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

for module, name in ((tempfile, "mkstemp"), (os, "fsync"), (os, "replace")):
    watched(module, name)
from ratgap.cli.main import main
sys.exit(main(["import", sys.argv[1], "--data", sys.argv[2], *{OPTIONS!r}]))
"""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "list.xml"
    path.write_bytes(document([*ROWS, JOINED]))
    return path


class Trial:
    """The regime before, and after an import that nothing disturbed."""

    def __init__(self, folder: Path, saved: Path, tmp_path: Path) -> None:
        self.folder = tmp_path / "trial"
        self.files = (saved, self.folder)
        self.old = folder
        self.reset()
        self.finish()
        self.new = Path(shutil.copytree(self.folder, tmp_path / "new"))

    def reset(self) -> None:
        """Put the old files back."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.old, self.folder)

    def finish(self) -> None:
        """Import, undisturbed."""
        again = ["--instrument", "lock-1975", "--as-of", "2024-05-04", "--source", "live"]
        options = again if "live" in load(self.folder).sources else OPTIONS
        saved, folder = map(str, self.files)
        assert main(["import", saved, "--data", folder, *options, "--write"]) == 0

    def check(self) -> None:
        """Each file is one of those that were meant, they load, and no proof lacks its acts."""
        states = (self.folder / "states.yaml").read_bytes()
        old, new = ((f / "states.yaml").read_bytes() for f in (self.old, self.new))
        assert states in (old, new)
        data = load(self.folder)
        source = data.sources.get("live")
        if source and source.readings["lock-1975"].complete:
            assert states == new
        for path in self.folder.glob("*.yaml"):
            if path.name not in ("states.yaml", "sources.yaml"):
                assert path.read_bytes() == (self.old / path.name).read_bytes()
        self.finish()
        for path in self.new.iterdir():
            assert (self.folder / path.name).read_bytes() == path.read_bytes()


@pytest.fixture
def trial(regime_folder: Path, saved: Path, tmp_path: Path) -> Trial:
    return Trial(regime_folder, saved, tmp_path)


def test_killed_between_any_two_steps(trial: Trial) -> None:
    for steps in count():
        trial.reset()
        command = [sys.executable, "-c", ON_ITS_WAY, str(steps), *map(str, trial.files)]
        done = subprocess.run(command, capture_output=True)
        trial.check()
        if done.returncode != -signal.SIGKILL:
            break
    assert done.returncode == 0, done.stderr
    assert steps > 20


def test_killed_at_random(trial: Trial) -> None:
    chance = random.Random(1)
    saved, folder = map(str, trial.files)
    command = [sys.executable, "-m", "ratgap", "import", saved, "--data", folder]
    for _ in range(8):
        trial.reset()
        process = subprocess.Popen(
            [*command, *OPTIONS], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(chance.uniform(0.2, 0.7))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        trial.check()
