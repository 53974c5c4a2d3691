"""What README.md and the pages show is what the program prints."""

from __future__ import annotations

import re
import shlex

import pytest

from ratgap.cli.main import main
from transcripts import ROOT, SURROUNDINGS, Transcript, matches, pages, run, transcripts

ALL = [t for page in pages() for t in transcripts(page)]


@pytest.mark.parametrize("told", ALL, ids=lambda t: f"{t.page.name}: {t.command[:60]}")
def test_page_shows_what_is_printed(
    told: Transcript, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if re.fullmatch(r"ratgap [^|&;<>$`\n\\]*", told.command):  # It takes no shell.
        monkeypatch.chdir(ROOT)
        monkeypatch.delenv("RATGAP_DATA", raising=False)
        for name, value in SURROUNDINGS.items():
            monkeypatch.setenv(name, value)
        main(shlex.split(told.command)[1:])
        printed = capsys.readouterr().out.replace("\r\n", "\n")
    else:
        printed = run(told.command)
    assert matches(told.shown, printed), printed


def test_readme_has_a_tour() -> None:
    commands = [t.command for t in ALL if t.page == ROOT / "README.md"]
    assert len(commands) >= 3
