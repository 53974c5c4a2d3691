"""``main()`` with whatever stands for standard output, in any locale, at any width."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ratgap.cli.main import main

from .conftest import REGIME, Run

pytestmark = pytest.mark.slow

ASKED = [
    ["--version"],
    ["--help"],
    ["states"],
    ["report", "QM"],
    ["plan", "QM", "-f", "markdown"],
    ["explain", "QM", "ferry-1950", "-f", "json"],
    ["matrix", "-f", "csv"],
    ["schema", "report"],
    ["validate"],
    ["report", "nobody"],
]


class Full(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, _: Any) -> int:
        raise OSError(28, "No space left on device")


class Bare:
    """No more than what ``print`` needs."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        return


class NoNumber(io.TextIOWrapper):
    def fileno(self) -> int:
        raise io.UnsupportedOperation("fileno")


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


STREAMS: dict[str, tuple[Callable[[], Any], tuple[int, ...]]] = {
    "text alone": (io.StringIO, (0, 1)),
    "bytes below, ASCII": (lambda: io.TextIOWrapper(io.BytesIO(), "ascii"), (0, 1)),
    "bytes below, UTF-16": (lambda: io.TextIOWrapper(io.BytesIO(), "utf-16"), (0, 1)),
    "no number": (lambda: NoNumber(io.BytesIO(), "utf-8"), (0, 1)),
    "closed": (closed, (2,)),
    "none": (lambda: None, (2,)),
    "full": (lambda: io.TextIOWrapper(io.BufferedWriter(Full(), 1), "utf-8"), (2,)),
}


@pytest.mark.parametrize("kind", STREAMS)
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_any_stream(kind: str, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    monkeypatch.setenv("COLUMNS", "80")
    make, codes = STREAMS[kind]
    told = io.StringIO()
    with contextlib.redirect_stdout(make()) as stream, contextlib.redirect_stderr(told):
        code = main(asked)
    assert code in ((2,) if asked == ["report", "nobody"] else codes)
    assert (code == 2) == ("ratgap: error: " in told.getvalue())
    if kind == "full":
        with contextlib.suppress(OSError):
            stream.detach()


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_what_is_no_more_than_a_printer(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    stream = Bare()
    told = Bare()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", told)
    code = main(asked)
    assert bool(stream.text) == (code != 2)
    assert bool(told.text) or code != 2


@pytest.mark.parametrize("stream", [closed, lambda: None, Bare])
def test_nobody_is_told(stream: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream())
    assert main(["report", "nobody"]) == 2


LOCALES = [
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "1"},
    {"LC_ALL": "tr_TR.UTF-8"},
    {"LC_ALL": "ja_JP.eucJP", "PYTHONIOENCODING": "euc_jp"},
    {"LC_ALL": "ru_RU.KOI8-R", "PYTHONIOENCODING": "koi8_r"},
    {"LC_ALL": "no_SUCH.locale"},
    {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "cp1252"},
]


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale["LC_ALL"])
def test_any_locale(locale: dict[str, str], run: Run, here: Run, tmp_path: Path) -> None:
    as_ever = here("report", "QM", "-f", "json")
    there = run("report", "QM", "-f", "json", env=locale)
    assert (there.returncode, there.stdout) == (0, as_ever.stdout)
    file = tmp_path / "states.csv"
    assert run("states", "-o", str(file), env=locale).returncode == 0
    assert file.read_text("utf-8") == here("states", "-f", "csv").stdout


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale["LC_ALL"])
def test_tables_in_any_locale(
    locale: dict[str, str], command: list[str], env: dict[str, str]
) -> None:
    for asked in (["states"], ["report", "QM"], ["report", "ÇİĞ"], ["--help"]):
        done = subprocess.run(
            [*command, *asked], env=env | locale, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == (2 if "ÇİĞ" in asked else 0), done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("columns", ["1", "20", "10000", "99999", "100000"])
def test_any_width(columns: str, here: Run) -> None:
    for asked in ASKED:
        wide = here(*asked, env={"COLUMNS": columns})
        assert wide.returncode in (0, 1, 2), asked
        assert "Traceback" not in wide.stderr
        if "json" in asked:
            json.loads(wide.stdout)
            assert wide.stdout == here(*asked).stdout
        if asked == ["report", "QM"] and columns == "20":
            assert max(map(len, wide.stdout.splitlines())) <= 40


def test_numbers_of_closed_streams(command: list[str], env: dict[str, str]) -> None:
    if os.name == "nt":
        pytest.skip("a shell closes them")
    for closing in ("<&-", ">&- <&-", "<&- 2>&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{' '.join(command)} states -f json {closing}"],
            env=env,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == (2 if ">&-" in closing.split()[0] else 0)
        assert b"Traceback" not in done.stderr
