"""A total that leaves out somebody who is in says so where it is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ratgap.cli.main import main

STATES = """\
    QA:
      name: {en: Quay}
      acts:
        alpha-2000: {accession: [2001-03-04, roll]}
    QB:
      name: {en: Brook}
      acts:
        alpha-2000: {accession: [2001-03-04, roll]}
    QC:
      name: {en: Creek}
    """
SOURCES = """\
    roll:
      title: Roll
      kind: depositary
      trust: high
      readings:
        alpha-2000: {as_of: 2001-06-01, gives: [consents]}
    count:
      title: Count
      kind: official
      trust: good
      readings:
        alpha-2000: {as_of: 2010-01-01, deposits: 1, silent_on: [QB], note: "Brook is not in it."}
    """


@pytest.mark.parametrize("command", ["instruments alpha-2000", "explain QC alpha-2000"])
def test_whom_a_total_does_not_count_is_told_beside_it(
    command: str,
    data_folder: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(data_folder(states=STATES, sources=SOURCES)))
    assert main(command.split()) == 0
    shown = capsys.readouterr().out
    rows = [" ".join(line.split()) for line in shown.splitlines()]
    assert "count 2010-01-01 1 deposit read without QB all others were out" in rows


def test_the_step_tells_that_it_is_inferred(
    data_folder: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(data_folder(states=STATES, sources=SOURCES)))
    assert main(["explain", "QC", "alpha-2000", "--as-of", "2011-01-01"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    said = (
        "it was not a party on 2010-01-01. The number is read here as one without Brook: that is "
        "inferred, the source does not say so. Brook is not in it."
    )
    assert said in shown
    assert main(["sources", "count"]) == 0
    assert "alpha-2000 Brook is not in it." in " ".join(capsys.readouterr().out.split())


MORE = """
    older:
      title: Older
      kind: official
      trust: {trust}
      readings:
        alpha-2000: {{as_of: {day}, {counts}: 9}}
    """


@pytest.mark.parametrize(
    ("trust", "day", "counts"),
    [
        ("high", "<=2020-01-01", "deposits"),
        ("low", "2019-01-01", "deposits"),
        ("high", "2018-01-01", "total"),
    ],
)
def test_a_number_that_proves_nothing_hides_none_that_does(
    trust: str,
    day: str,
    counts: str,
    data_folder: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sources = SOURCES.rstrip() + MORE.format(trust=trust, day=day, counts=counts)
    monkeypatch.setenv("RATGAP_DATA", str(data_folder(states=STATES, sources=sources)))
    assert main(["instruments", "alpha-2000"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "The last total, of count, is 1 deposit on 2010-01-01: all are known by name." in shown
    assert "older" in shown.partition("Totals stated of it")[2]
