"""The program as its users run it: a process of its own, on the invented regime."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REGIME = Path(__file__).parent.parent / "regime"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def env() -> dict[str, str]:
    """The surroundings of a plain shell with the regime as its data."""
    found = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return found | {"RATGAP_DATA": str(REGIME), "TERM": "xterm-256color"}


@pytest.fixture
def command() -> list[str]:
    """What starts the program."""
    return [sys.executable, "-m", "ratgap"]


@pytest.fixture
def run(command: list[str], env: dict[str, str]) -> Run:
    """Run the program; ``env`` adds to its surroundings, the rest goes to ``subprocess``."""

    def call(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
        options: dict[str, Any] = {"capture_output": True, "text": True, "encoding": "utf-8"}
        if "stdout" in more:
            options = {"stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        options |= more | {"env": env | more.pop("env", {})}
        return subprocess.run([*command, *arguments], timeout=60, **options)

    return call
