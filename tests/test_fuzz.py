"""What is fuzzed holds for what it begins with, and for what was once found; without a fuzzer."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

FUZZ = Path(__file__).parents[1] / "fuzz"
SEEDS = sorted(path for path in (FUZZ / "corpus").glob("*/*"))


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RATGAP_FUZZ", str(tmp_path_factory.mktemp("fuzz")))
        spec = importlib.util.spec_from_file_location("targets", FUZZ / "targets.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="git may give the samples other line ends")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_seed(targets: ModuleType, seed: Path) -> None:
    content, chance = seed.read_bytes(), random.Random(seed.name)
    run = targets.TARGETS[seed.parent.name]
    run(content)
    for _ in range(5):
        start = chance.randrange(len(content))
        run(content[:start] + chance.choice((b"", b"\n", b"\xff", b"9")) + content[start + 3 :])


def test_each_target_has_seeds(targets: ModuleType) -> None:
    assert {path.parent.name for path in SEEDS} == set(targets.TARGETS)
