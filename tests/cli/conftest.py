"""The program as its users run it, on the invented regime: a process of its own, or this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ratgap.cli.main import main

REGIME = Path(__file__).parent.parent / "regime"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A shell starts what runs in its background deaf to SIGINT; what tests start must hear it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def env() -> dict[str, str]:
    """The surroundings of a plain shell with the regime as its data."""
    found = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return found | {"RATGAP_DATA": str(REGIME), "TERM": "xterm-256color", "PAGER": "cat"}


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


@pytest.fixture
def here(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the program as ``run`` does, but in this process: where no stream is what is tested."""
    surroundings = env

    def call(
        *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as patch:
            for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
                patch.delenv(name, raising=False)
            for name, value in (surroundings | (env or {})).items():
                patch.setenv(name, value)
            if cwd:
                patch.chdir(cwd)
            code = main(arguments)
        printed = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, printed.out, printed.err)

    return call
