"""Killed at any moment while it writes, an import leaves old or new files, and data that load."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ratgap.cli.main import main
from ratgap.load import load

from .lists import JOINED, ROWS, document

pytestmark = pytest.mark.slow

OPTIONS = (
    *("--instrument", "lock-1975", "--as-of", "2024-05-04", "--write"),
    *("--source", "live", "--title", "Ledger, live", "--kind", "depositary", "--trust", "high"),
)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed that was forked")


def begin(act: Callable[[], int]) -> int:
    """Return the process in which ``act`` runs: a copy of this one, so that none has to start."""
    process = os.fork()
    if process:
        return process
    try:
        os._exit(act())
    finally:
        os._exit(3)


def end(process: int) -> int:
    """Return the exit code of ``process``, or less than 0 for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed_after(steps: int, act: Callable[[], int]) -> int:
    """Run ``act``, killed before the call after ``steps`` of those that touch files, or after it.

    Only for a process of its own, whose functions this replaces.
    """
    left = itertools.count(steps, -1)

    def step() -> None:
        if next(left) <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            step()
            result = real(*arguments, **more)
            step()
            return result

        return call

    for name in ("open", "fsync", "replace"):
        setattr(os, name, watched(getattr(os, name)))
    return act()


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

    def run(self) -> int:
        """Import into the old files."""
        saved, folder = map(str, self.files)
        return main(["import", saved, "--data", folder, *OPTIONS])

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


@forks
def test_killed_between_any_two_steps(trial: Trial) -> None:
    for steps in itertools.count():
        trial.reset()
        code = end(begin(partial(killed_after, steps, trial.run)))
        trial.check()
        if code != -signal.SIGKILL:
            break
    assert code == 0
    assert steps > 20


@forks
def test_killed_at_random(trial: Trial) -> None:
    chance = random.Random(1)
    trial.reset()
    began = time.monotonic()
    assert end(begin(trial.run)) == 0
    whole = time.monotonic() - began
    for _ in range(8):
        trial.reset()
        process = begin(trial.run)
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        os.kill(process, signal.SIGKILL)
        end(process)
        trial.check()
