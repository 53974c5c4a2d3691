"""What the tests of ``ratgap diff`` share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from documents import check
from ratgap.cli.main import main

REGIME = Path(__file__).parent.parent / "regime"
DAY = ["--as-of", "2000-06-30"]
FERRY = "QP:\n  name: {en: Pellia, ru: Пеллия}\n  alpha3: QPE\n  acts:\n"
JOINED = "    ferry-1950: {accession: [1999-01-01, ledger-2000]}\n"


def edit(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def told_as_json(
    capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0
) -> dict[str, Any]:
    assert main(["diff", *arguments, *DAY, "--format", "json"]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    return check(printed.out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["diff", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("ratgap: error: ")
    return line.removeprefix("ratgap: error: ")


def ferry(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(a["edit"], a["state"]) for a in document["acts"] if a["instrument"] == "ferry-1950"]
