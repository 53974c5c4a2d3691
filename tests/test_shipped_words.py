"""What the command line says of the shipped data, where a careless word would mislead."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest

from ratgap.cli.main import main

Say = Callable[[str], str]

pytestmark = pytest.mark.usefixtures("read_once")


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


def test_a_succession_is_notified_on_one_day_and_in_effect_from_another(say: Say) -> None:
    """Bosnia and Herzegovina, Tokyo: notified on 1995-03-07, in effect from 1992-04-05."""
    early = say("progress BA --from 1992-01-01 --to 1992-12-31")
    assert re.search(r"^1992-04-05 .*Tokyo.*bound: succession notified on 1995-03-07", early, re.M)
    assert not re.search("^1995-03-07", early, re.M)
    late = say("progress BA --from 1993-01-01 --to 1996-12-31")
    assert re.search(r"^1995-03-07\* .*Tokyo.*notified: succession, in effect", late, re.M)
    assert not re.search("^1992-04-05", late, re.M)
    assert not re.search(r"\d joinings", late)


@pytest.mark.parametrize(
    "asked", ["-g antalya-2004 --from 2004-02-25", "BA HR --from 1990-01-01 --to 1996-12-31"]
)
def test_the_years_add_up_to_the_head(say: Say, asked: str) -> None:
    """A joining whose year is not known has its place in a row of its own."""
    shown = say(f"progress {asked} --by year")
    head = re.search(r"^(\d+) joinings", shown, re.M)
    years = shown.partition("By year")[2].partition("\n\n")[0]
    rows = re.findall(r"^(?:\d{4}-\d\d-\d\d|span of years) +(\d+|-)", years, re.M)
    assert head
    assert int(head[1]) == sum(int(number) for number in rows if number != "-")


@pytest.mark.parametrize(
    ("state", "basis", "asked"),
    [
        # Paragraph 9 speaks to the nine participants of 2004; resolution 1373 to every state.
        ("PG", "para9", {"not-addressed"}),
        ("PG", "res1373", {"asked", "since"}),
        ("KG", "para9", {"asked", "since"}),
    ],
)
def test_a_basis_asks_its_addressees_alone(
    say: Say, state: str, basis: str, asked: set[str]
) -> None:
    rows = csv.DictReader(io.StringIO(say(f"report {state} --basis {basis} --format csv")))
    assert {row["asked"] for row in rows} == asked


@pytest.mark.parametrize(
    ("state", "day"), [("ME", "2005-01-01"), ("KG", "1990-01-01"), ("SS", "2010-01-01")]
)
def test_a_state_that_was_not_there_has_no_report(say: Say, state: str, day: str) -> None:
    assert say(f"report {state} --as-of {day} --format json") == ""
    for command in ("report", "matrix", "plan"):
        everybody = json.loads(say(f"{command} --all --as-of {day} --format json"))
        assert state not in {entry["code"] for entry in everybody["states"]}


def test_a_day_to_come_neither_ages_negatives_nor_cures_gaps(say: Say) -> None:
    for state in ("KG", "PG", "SS"):
        today, later = (
            json.loads(say(f"report {state} {day} --format json"))["states"][0]["counts"]
            for day in ("", "--as-of 2030-01-01")
        )
        assert today == later


def test_outside_sua_means_outside_its_protocol_on_fixed_platforms(say: Say) -> None:
    rows = csv.DictReader(io.StringIO(say("report --all --as-of 2025-06-01 --format csv")))
    status = {(row["state"], row["instrument"]): row["status"] for row in rows}
    outside = [code for (code, id_), told in status.items() if id_ == "sua-1988" and told == "none"]
    assert outside
    assert {status[code, "fixed-platforms-1988"] for code in outside} == {"none"}
