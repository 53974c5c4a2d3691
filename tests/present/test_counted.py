"""One of a thing is told in the singular, and every number of things in the form it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ratgap import language
from ratgap.cli.main import main
from ratgap.model import Dataset
from ratgap.present import view

# One state, treaty, source, reading, group, member, commitment; of the treaty two deposits.
INSTRUMENTS = """\
    bases:
      call: {title: Call, citation: The Call, default: true}
    scopes:
      all: {title: All, default: true}
    instruments:
      alpha-2000:
        title: Alpha Convention
        adopted: 2000-01-01
        entry_into_force: {date: 2000-02-01, sources: [roll]}
        later_joiners: {days_after: 1}
        joining: [{act: accession}]
        bases: [call]
        scopes: [all]
    """
STATES = """\
    QA:
      name: {en: Quay}
      acts:
        alpha-2000: {not_party: [2004-01-01, roll]}
    """
SOURCES = """\
    roll:
      title: Roll
      kind: depositary
      trust: high
      readings:
        alpha-2000: {as_of: 2010-01-01, gives: [consents], deposits: 1}
    """
GROUPS = """\
    pier:
      title: Pier
      sources: [roll]
      members: {QA: {}}
    """
COMMANDS = (
    "report QA",
    "report QA --full",
    "report --all",
    "report --group pier",
    "report QA --format markdown",
    "explain QA alpha-2000",
    "plan QA",
    "plan QA --as-of 2010-06-01 --deposit-on 2011-01-01",
    "plan --all",
    "matrix --all",
    "progress QA --from 2001-01-01",
    "progress --all --from 2001-01-01 --by year",
    "instruments",
    "instruments alpha-2000",
    "states",
    "states QA",
    "groups",
    "groups pier",
    "sources",
    "sources roll",
    "commitments --all",
)
_ONE_OF_SEVERAL = re.compile(
    r"(?<![\w.,-])1 (?:\w+ )??(?:closed gaps|deposits|parties|participants|states|organisations"
    r"|treaties|instruments|sources|readings|groups|members|days|months|gaps|joinings|commitments"
    r"|others|errors|warnings|rules|rows)\b"
)


@pytest.fixture
def least(data_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    here = data_folder(instruments=INSTRUMENTS, states=STATES, sources=SOURCES, groups=GROUPS)
    monkeypatch.setenv("RATGAP_DATA", str(here))


@pytest.mark.usefixtures("least")
@pytest.mark.parametrize("command", COMMANDS)
def test_one_is_told_in_the_singular(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--no-pager"]) in (0, 1)
    shown, _ = capsys.readouterr()
    assert shown
    assert not _ONE_OF_SEVERAL.search(" ".join(shown.split())), shown


def test_a_language_has_as_many_forms_as_it_needs(
    regime: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Russian has a form for 1, one for 2 to 4, one for the rest."""

    def russian(one: str, several: str, count: int) -> str:
        assert "{count}" in several
        if several != "{count} states":
            return several
        return f"{{count}} {('государство', 'государства', 'государств')[min(count // 2, 2)]}"

    monkeypatch.setattr(language, "translate_counted", russian)
    states = [state for state in regime.states.values() if state.kind == "state"]
    assert [view.how_many(states[:count]) for count in (1, 2, 5)] == [
        "1 государство",
        "2 государства",
        "5 государств",
    ]
