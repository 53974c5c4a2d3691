"""Break one thing in the invented regime, and say where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ratgap.check.rules import rules
from ratgap.problem import Problem

from .reading import read

HERE = "⟦"
RULES = frozenset(rule.id for rule in rules().values() if not rule.page)
"""The rules that loading checks, of which the page of the rules has a table."""
"""In a new text: the place where the problem is expected."""

Edit = Callable[..., tuple[tuple[Problem, ...], tuple[int, int]]]


@pytest.fixture
def edit(regime_folder: Path) -> Edit:
    """Return a function that replaces ``old`` by ``new`` in a file of the regime.

    It returns all problems then found, and line and column of the sign ⟦ in ``new``.
    """

    def replace(file: str, old: str, new: str) -> tuple[tuple[Problem, ...], tuple[int, int]]:
        path = regime_folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        before, sign, after = text.replace(old, new).partition(HERE)
        path.write_text(before + after, encoding="utf-8", newline="")
        _, problems = read(regime_folder)
        assert all(problem.rule in RULES for problem in problems)
        place = (before.count("\n") + 1, len(before) - before.rfind("\n")) if sign else (0, 0)
        return problems, place

    return replace


@pytest.fixture
def whole(regime_folder: Path) -> Callable[[str, str | bytes], tuple[Problem, ...]]:
    """Return a function that replaces a whole file of the regime and returns all problems."""

    def replace(file: str, content: str | bytes) -> tuple[Problem, ...]:
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        (regime_folder / file).write_bytes(raw)
        dataset, problems = read(regime_folder)
        assert (dataset is None) == bool(problems)
        return problems

    return replace
