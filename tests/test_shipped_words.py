"""What the command line says of the shipped data, where a careless word would mislead."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from ratgap.cli.main import main

Say = Callable[[str], str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Return a function from a command to what it prints of the shipped data."""
    monkeypatch.delenv("RATGAP_DATA", raising=False)

    def run(command: str) -> str:
        main(command.split())
        return capsys.readouterr().out

    return run


def test_a_claim_set_aside_stands_beside_the_negative_everywhere(say: Say) -> None:
    """South Sudan: one newspaper has it join in 2023, a later one its assembly consent in 2024."""
    assert "! a claim that it joined by Nov 2023 was set aside" in say("report SS")
    assert "Other cl" in say("report SS --full")
    assert "Another claim: it consented on or before 2023-11-19" in say("explain SS FIN")
    rows = csv.DictReader(io.StringIO(say("report SS --format csv")))
    doubts = {row["instrument"]: row["doubt_date"] for row in rows}
    assert doubts.pop("financing-1999") == "2023-11-19"
    assert not any(doubts.values())


@pytest.mark.parametrize("day", ["2023-07-01", "2023-09-01", "2026-01-01"])
def test_a_derived_day_is_told_as_derived(say: Say, day: str) -> None:
    """China under the Beijing Convention: the day of its declaration is taken as that of deposit.

    In the reasoning itself, whether the day asked for is before or after it.
    """
    _, _, reasoning = say(f"explain CN BEI --as-of {day}").partition("Reasoning\n")
    (step,) = [line for line in reasoning.splitlines() if "2023-08-18" in line]
    assert "DERIVED: the day of its declaration" in step


def test_a_successor_names_its_predecessor_and_that_one_its_end(say: Say) -> None:
    assert "Succeeds to        CSHH" in say("states SK")
    assert "Existed until      1992-12-31" in say("states CSHH")
