"""Whatever a tired person slips into the shipped data is caught, in its line, by its rule."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from check.break_data import SLIPS, Slip, part
from ratgap.check.run import validate
from ratgap.problem import Problem

pytestmark = pytest.mark.slow

Key = tuple[str, str, str]


def found(folder: Path) -> list[Problem]:
    return list(validate(folder).problems)


def key(problem: Problem) -> Key:
    return Path(problem.where.file).name, problem.rule, problem.message


@pytest.fixture(scope="module", autouse=True)
def _unhindered() -> Iterator[None]:
    """Nothing here makes circles of objects; looking for them takes a quarter of the time."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Key]:
    """What is known of the part of the data as it is."""
    outcome = validate(part(tmp_path_factory.mktemp("whole") / "data"))
    assert not outcome.left_out
    return frozenset(map(key, outcome.problems))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_slip(slip: Slip, tmp_path: Path, before: frozenset[Key]) -> None:
    folder = part(tmp_path / "data")
    name, line = slip.make(folder)
    new = [problem for problem in found(folder) if key(problem) not in before]
    places = {(Path(p.where.file).name, p.where.line, p.rule) for p in new}
    assert (name, line, slip.rule) in places, "\n".join(map(str, new))


def test_there_are_enough_of_them() -> None:
    assert len({slip.what for slip in SLIPS}) == len(SLIPS) >= 60
    assert len({slip.rule for slip in SLIPS}) >= 40
