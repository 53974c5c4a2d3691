"""What the benchmarks measure: a regime that is in order, the same each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ratgap.check.run import validate

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def regime(folder: Path, seed: int = 1) -> Path:
    script = "import sys, pathlib, regimes; regimes.write(pathlib.Path(sys.argv[1]), 5, 30, {seed})"
    command = [sys.executable, "-c", script.format(seed=seed), str(folder)]
    subprocess.run(command, check=True, cwd=BENCHMARKS)
    return folder


def test_only_codes_are_not_of_this_world(tmp_path: Path) -> None:
    """There are too few free codes of two letters for so many states."""
    assert {p.rule for p in validate(regime(tmp_path)).problems} <= {"state-code"}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, same, other = (regime(tmp_path / n, s) for n, s in (("a", 1), ("b", 1), ("c", 2)))
    assert (one / "states.yaml").read_bytes() == (same / "states.yaml").read_bytes()
    assert (one / "states.yaml").read_bytes() != (other / "states.yaml").read_bytes()
