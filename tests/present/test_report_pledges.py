"""Commitments and reports below the gaps of a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ratgap.cli.main import main

REGIME = Path(__file__).parent.parent / "regime"


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    monkeypatch.delenv("COLUMNS", raising=False)


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["report", *arguments, "--full"]) == 0
    return capsys.readouterr().out


def test_they_stand_below_the_state_that_made_them(capsys: pytest.CaptureFixture[str]) -> None:
    text = _told(capsys, "-s", "QM", "-s", "QO", "--as-of", "2004-12-31")
    marrow, _, ostrel = text.partition("Ostrel (QO), as of")
    assert "Commitments (2)" in marrow
    assert "Reports (2)" in marrow
    assert "Commitments (" not in ostrel
    assert text.endswith("say that nothing was done.\n")


def test_not_before_they_were_made(capsys: pytest.CaptureFixture[str]) -> None:
    text = _told(capsys, "-s", "QM", "--as-of", "2000-04-11")
    assert "Commitments (" not in text
    assert "Reports (" not in text
    assert "nothing was done" not in text


def test_a_day_before_every_treaty(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Commitments" not in _told(capsys, "-s", "QM", "-s", "QO", "--as-of", "1850-01-01")


def test_json_and_markdown_have_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("-s", "QM", "--as-of", "2004-12-31", "--format")
    (state,) = json.loads(_told(capsys, *asked, "json"))["states"]
    assert [c["standing"] for c in state["commitments"]] == ["documented", "open"]
    assert [(r["symbol"], r["years_ago"]) for r in state["reports"]] == [
        ("RC/2001/3", 3.9),
        ("RC/2003", 1.0),
    ]
    assert "### Commitments (2)" in _told(capsys, *asked, "markdown")
