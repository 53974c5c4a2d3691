"""What README.md and the pages show is what the program prints."""

from __future__ import annotations

import pytest

from transcripts import ROOT, Transcript, matches, pages, run, transcripts

ALL = [t for page in pages() for t in transcripts(page)]


@pytest.mark.parametrize("told", ALL, ids=lambda t: f"{t.page.name}: {t.command[:60]}")
def test_page_shows_what_is_printed(told: Transcript) -> None:
    printed = run(told.command)
    assert matches(told.shown, printed), printed


def test_readme_has_a_tour() -> None:
    commands = [t.command for t in ALL if t.page == ROOT / "README.md"]
    assert len(commands) >= 3
