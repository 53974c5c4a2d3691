"""``ratgap draft``: the instrument and its note, in every language and for every act."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = ("--as-of", "2026-11-24")


@pytest.fixture
def shipped(here: Run, env: dict[str, str]) -> Run:
    env.pop("RATGAP_DATA")
    return here


@pytest.mark.parametrize(
    ("lang", "mark", "undertaking"),
    [
        ("en", "Draft: to be checked", "accedes to the treaty"),
        ("fr", "Projet : à vérifier", "adhère au traité"),
        ("ru", "Проект: подлежит", "присоединяется к договору"),
    ],
)
@pytest.mark.parametrize("form", ["txt", "markdown"])
def test_an_accession(shipped: Run, lang: str, mark: str, undertaking: str, form: str) -> None:
    told = shipped("draft", "KG", "FIR", *DAY, "--lang", lang, "--format", form)
    assert told.returncode == 0
    assert told.stdout.startswith(mark)
    assert undertaking in told.stdout
    assert "16(3)" in told.stdout


def test_a_party_has_nothing_to_draft(shipped: Run) -> None:
    told = shipped("draft", "KG", "TOK", *DAY)
    assert told.returncode == 2
    assert told.stdout == ""
    assert "already" in told.stderr


def test_an_act_that_is_not_admitted_is_refused_with_the_articles(shipped: Run) -> None:
    told = shipped("draft", "KG", "FIR", *DAY, "--act", "ratification")
    assert told.returncode == 2
    assert "17(4)" in told.stderr


def test_a_signature_that_nobody_knows_is_marked(shipped: Run) -> None:
    told = shipped("draft", "US", "M14", *DAY)
    assert "Instrument of accession" in told.stdout
    assert "(!)" in told.stdout


@pytest.mark.parametrize("act", ["ratification", "acceptance", "approval"])
def test_another_act(shipped: Run, act: str) -> None:
    told = shipped("draft", "US", "M14", *DAY, "--act", act)
    assert f"Instrument of {act}" in told.stdout
