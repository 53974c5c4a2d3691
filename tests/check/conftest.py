"""A small regime, laid over with what a test is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from check.samples import Sample
from ratgap.check.run import validate

Found = Callable[..., list[str]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Return a function from YAML texts (``states=...``) to the rules that report something.

    The texts are laid over the regime of ``base``; the lines that end in ``# here`` are those
    that must be reported, and no others.
    """

    def check(**texts: str) -> list[str]:
        files = {name: dedent(text).strip() + "\n" for name, text in texts.items()}
        marked = Sample("", "", files).write(tmp_path)
        problems = list(validate(tmp_path).problems)
        places = {(Path(p.where.file).name, p.where.line) for p in problems}
        assert places == marked, "\n".join(map(str, problems))
        return sorted({problem.rule for problem in problems})

    return check


def acts(*lines: str) -> str:
    """Return a state with the acts of ``lines``."""
    return "\n".join(
        ["XC:", "  name: {en: Gammaland}", "  acts:", *(f"    {line}" for line in lines)]
    )
