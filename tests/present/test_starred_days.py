"""A day that no source gives, but the data's own note explains, is marked wherever it is told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ratgap.cli.main import main

NOTE = "DERIVED: in force less 30 days."
STATES = f"""\
    QA:
      name: {{en: Quay}}
      acts:
        alpha-2000: {{accession: {{day: 2005-03-02, sources: [roll], note: "{NOTE}"}}}}
    QB:
      name: {{en: Brook}}
      acts:
        alpha-2000: {{accession: [2005-03-04, roll]}}
    """
MEANING = "* By the data's own note"

Ask = Callable[[str], str]


@pytest.fixture
def ask(
    data_folder: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Ask:
    monkeypatch.setenv("RATGAP_DATA", str(data_folder(states=STATES)))

    def shown(command: str) -> str:
        assert main(command.split()) == 0
        return capsys.readouterr().out

    return shown


@pytest.mark.parametrize(
    "command",
    [
        "report {} --full",
        "report {} --format markdown",
        "progress {} --from 2004-01-01",
        "diff --since 2004-01-01 --state {}",
    ],
)
def test_it_is_marked_and_the_mark_explained(command: str, ask: Ask) -> None:
    derived, told = (ask(command.format(code)) for code in ("QA", "QB"))
    if "markdown" in command:
        derived = derived.replace("\\*", "*")
    assert "2005-03-02*" in derived
    assert MEANING in derived
    assert "2005-03-04" in told
    assert "*" not in told.replace("**", "")


def test_only_the_day_that_has_a_note_is_marked(ask: Ask) -> None:
    shown = ask("instruments alpha-2000")
    assert [mark in shown for mark in ("2005-03-02*", MEANING, "2005-03-04*")] == [
        True,
        True,
        False,
    ]


def test_documents_carry_the_note(ask: Ask) -> None:
    states = json.loads(ask("report QA QB --format json"))["states"]
    assert [state["instruments"][0]["consent"]["note"] for state in states] == [NOTE, ""]
    changes = json.loads(ask("progress QA QB --from 2004-01-01 --format json"))["changes"]
    assert [change["events"][-1]["note"] for change in changes] == [NOTE, ""]


@pytest.mark.parametrize(
    ("command", "column"),
    [("report QA QB", "consent_note"), ("progress QA QB --from 2004-01-01", "note")],
)
def test_tables_of_values_carry_the_note(command: str, column: str, ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(f"{command} --format csv"))))
    assert [row[column] for row in rows] == [NOTE, ""]
