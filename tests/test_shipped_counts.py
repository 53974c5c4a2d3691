"""Every output counts the same: joined, not joined, unsure and not known add up to the treaties."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable

import pytest

from ratgap.cli.main import main

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("read_once")]

Say = Callable[[str], str]
Sums = dict[str, tuple[int, ...]]
_HEAD = r"^.+ \((\w+)\), as of {}: "


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Return a function from a command to what it prints of the shipped data."""
    monkeypatch.delenv("RATGAP_DATA", raising=False)

    def run(command: str) -> str:
        assert main(command.split()) == 0
        return capsys.readouterr().out

    return run


def _sums(pattern: str, text: str) -> Sums:
    """Return the numbers behind each code that ``pattern`` finds."""
    found = re.findall(pattern, text, re.M)
    assert found
    return {code: tuple(map(int, numbers)) for code, *numbers in found}


def _of_rows(rows: list[dict[str, str]]) -> dict[str, Counter[str]]:
    """Return how many rows of a CSV report stand how, by state, told from each row alone."""
    of: dict[str, Counter[str]] = {}
    for row in rows:
        old = row["proof"] == "old" or row["last_known_status"] in ("none", "signatory")
        stand = "joined" if row["status"] in ("party", "contracting") else "not known"
        if old or row["gap"] == "true":
            stand = "unsure" if old else "not joined"
        of.setdefault(row["state"], Counter())[stand] += 1
    return of


@pytest.mark.parametrize("day", ["2004-02-25", "2026-11-24"])
def test_every_output_counts_the_same_of_every_state(say: Say, day: str) -> None:
    asked = f"--all --as-of {day}"
    document = json.loads(say(f"report {asked} --format json"))
    expected: Sums = {}
    for state in document["states"]:
        counts = state["counts"]
        unsure = counts["gap_old"] + counts["outside_when_last_known"]
        expected[state["code"]] = (counts["gap_recent"], unsure, counts["not_known"])
        joined = counts["party"] + counts["contracting"]
        assert joined + sum(expected[state["code"]]) == len(state["instruments"])
        assert counts["gap"] == counts["gap_recent"] + counts["gap_old"]
        assert counts["unknown"] == counts["outside_when_last_known"] + counts["not_known"]

    rows = _of_rows(list(csv.DictReader(io.StringIO(say(f"report {asked} --format csv")))))
    stands = ("not joined", "unsure", "not known")
    assert {c: tuple(n[stand] for stand in stands) for c, n in rows.items()} == expected

    three = r"(\d+) not joined, (\d+) unsure, (\d+) not known"
    full = _sums(
        _HEAD.format(day) + rf"(\d+) of (\d+) joined, {three}", say(f"report {asked} --full")
    )
    assert {code: numbers[2:] for code, numbers in full.items()} == expected
    assert all(joined + sum(rest) == total for joined, total, *rest in full.values())
    overview = _sums(r"^.+ \((\w+)\) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$", say(f"report {asked}"))
    assert {code: numbers[1:4] for code, numbers in overview.items()} == expected
    assert all(sum(four) == total for *four, total in overview.values())

    matrix, _, closest = say(f"matrix {asked}").partition("Closest")
    grid = _sums(r"^(\w{2,8}) +\S.* (\d+) +(\d+) +(\d+)$", matrix)
    assert grid == expected

    listed = r"^(\w+) +\S.*? +(\d+) +(\d+) +(\d+) +(\d+)"
    for code, numbers in _sums(listed + "$", closest.partition("\n\n\n")[0]).items():
        head = say(f"instruments {code} --as-of {day}").splitlines()[1]
        four = r"(\d+) of (\d+) joined; (\d+) not joined, (\d+) .*, (\d+) not known"
        told = re.match(four, head)
        assert told
        joined, total, *three_of = map(int, told.groups())
        assert joined + sum(three_of) == total
        # The list of the matrix is of states; organisations may join some treaties, too.
        if total == sum(numbers):
            assert (joined, *three_of) == numbers

    plans = _sums(_HEAD.format(day) + three, say(f"plan {asked}"))
    assert plans == {code: numbers for code, numbers in expected.items() if any(numbers)}


def test_the_first_screen_counts_as_the_report_does(say: Say) -> None:
    day = "2026-11-24"
    document = json.loads(say(f"report --all --as-of {day} --format json"))
    for state in document["states"]:
        # A long name stands on a line of its own.
        counts, total = state["counts"], len(state["instruments"])
        if not total:
            continue
        screen = say(f"report {state['code']} --as-of {day}")
        head = re.search(r"(\d+) of (\d+) treaties joined", screen)
        assert head
        assert (int(head[1]), int(head[2])) == (counts["party"] + counts["contracting"], total)
        unsure = counts["gap_old"] + counts["outside_when_last_known"]
        line = screen.partition("\n\n")[0]
        for number, words in (
            (counts["gap_recent"], "not joined"),
            (unsure, "unsure"),
            (counts["not_known"], "not known"),
        ):
            told = re.search(rf"(\d+) {words}", line)
            assert (int(told[1]) if told else 0) == number, state["code"]
