"""Whole processes, run in turn: processor time and peak memory, and the ratios within a round."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

Command = Sequence[str]


class Run(NamedTuple):
    """What one process took: seconds of processor time (user and system), megabytes at its peak."""

    cpu: float
    peak: float


class Figure(NamedTuple):
    """The medians of one command: seconds, megabytes, and the ratio to the base, round by round."""

    cpu: float
    peak: float
    ratio: float


def once(command: Command, environment: Mapping[str, str]) -> Run:
    """Run ``command`` to its end, its output thrown away. Raises RuntimeError where it fails."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    # wait4 tells what this one process took, not the sum of all children so far.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}: {' '.join(command)}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(usage.ru_utime + usage.ru_stime, kilobytes / 1024)


def in_turn(
    commands: Mapping[str, Command], base: str, rounds: int, environment: Mapping[str, str]
) -> dict[str, Figure]:
    """Return the figures of ``commands`` by name, run A B C … A B C … ``rounds`` times.

    A machine's speed drifts: so a ratio is taken within a round, and the median of them is told.
    One round before the first is not counted: it fills caches, the program's own too. They are
    started by a small process: the peak of a process counts from that of the one it comes from.
    """
    job = json.dumps([dict(commands), base, rounds, dict(environment)])
    done = subprocess.run(
        [sys.executable, __file__], input=job, capture_output=True, text=True, check=True
    )
    return {name: Figure(*figure) for name, figure in json.loads(done.stdout).items()}


def _in_turn(
    commands: Mapping[str, Command], base: str, rounds: int, environment: Mapping[str, str]
) -> dict[str, Figure]:
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = once(command, environment)
            if number:
                runs[name].append(run)
    return {
        name: Figure(
            median(run.cpu for run in mine),
            median(run.peak for run in mine),
            median(run.cpu / other.cpu for run, other in zip(mine, runs[base], strict=True)),
        )
        for name, mine in runs.items()
    }


if __name__ == "__main__":
    print(json.dumps(_in_turn(*json.load(sys.stdin))))
