"""What a terminal shows of a report, a treaty, a source.

Of every width, in ASCII and Unicode, with colour and without.

``UPDATE_GOLDEN=1`` writes the files anew.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from ratgap import api
from ratgap.cli.main import main
from ratgap.model import Dataset
from ratgap.present import first_view

GOLDEN = Path(__file__).parent / "screens"
ASKED = {
    "one": ["report", "QU"],
    "one-full": ["report", "QU", "--full"],
    "group": ["report", "-g", "delta"],
    "all": ["report", "--all"],
    "treaty": ["instruments", "LOC"],
    "treaty-group": ["instruments", "LOC", "-g", "delta"],
    "source": ["sources", "register-1995"],
}
LOOKS = {
    "ASCII": ("ascii", "never"),
    "ASCII, colour": ("ascii", "always"),
    "Unicode": ("utf-8", "never"),
    "Unicode, colour": ("utf-8", "always"),
}
_ESCAPE = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")


class _Terminal(io.TextIOWrapper):
    """A terminal that keeps what it is to show."""

    def __init__(self, encoding: str) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding=encoding)

    def isatty(self) -> bool:
        return True


def _shown(monkeypatch: pytest.MonkeyPatch, arguments: list[str], width: int, encoding: str) -> str:
    """Return what a terminal of ``width`` columns is given to show."""
    terminal = _Terminal(encoding)
    with monkeypatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        patch.setenv("TERM", "xterm")
        patch.setattr(sys, "stdout", terminal)
        assert main([*arguments, "--no-pager"]) == 0
    shown = terminal.kept.getvalue().decode(encoding)
    return re.sub(r"\x1b\]8;id=\d+;", "\x1b]8;;", shown)  # Links are numbered by chance.


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("name", ASKED)
def test_screen(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(GOLDEN.parent.parent / "regime"))
    shown = {}
    for look, (encoding, color) in LOOKS.items():
        arguments = [*ASKED[name], "--as-of", "1991-06-01", "--color", color]
        shown[look] = _shown(monkeypatch, arguments, width, encoding)
        assert max(len(_ESCAPE.sub("", line)) for line in shown[look].splitlines()) <= width
    assert _ESCAPE.sub("", shown["Unicode, colour"]) == shown["Unicode"]
    assert _ESCAPE.sub("", shown["ASCII, colour"]) == shown["ASCII"]
    whole = "\n".join(f"== {look}\n{text}" for look, text in shown.items()).replace("\x1b", "␛")
    path = GOLDEN / f"{name}.{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(whole, "utf-8")
    assert whole == path.read_text("utf-8")


@pytest.mark.usefixtures("read_once")
def test_beside_a_long_address_no_row_is_filled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RATGAP_DATA", raising=False)
    for color in ("never", "always"):
        shown = _shown(monkeypatch, ["instruments", "FIR", "--color", color], 80, "utf-8")
        over = [line for line in _ESCAPE.sub("", shown).splitlines() if len(line) > 80]
        assert over
        assert all("://" in line and " " not in line.strip() for line in over)


@pytest.mark.parametrize(
    "asked",
    [
        "report QU",
        "report QU --as-of 2005-01-01 --max-age none --basis delta-pledge",
        "report QU,QM --as-of 2005-01-01 --scope delta-2000",
        "plan QN --as-of 1991-06-01 --max-age none",
        "plan QU --as-of 2005-01-01 --recent 5y",
        "states QU --as-of 2005-01-01",
        "states QM",
    ],
)
def test_commands_that_are_printed_ask_the_same(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    regime = GOLDEN.parent.parent / "regime"
    ours = tmp_path / "data of ours"
    shutil.copytree(regime, ours)
    monkeypatch.setenv("RATGAP_DATA", str(regime))
    assert "--data" not in _shown(monkeypatch, asked.split(), 80, "utf-8")
    whole = _shown(monkeypatch, [*asked.split(), "--data", str(ours)], 400, "utf-8")
    printed = [
        command
        for line in _ESCAPE.sub("", whole).splitlines()
        for command in re.findall(r"ratgap (\w.*?)(?= {3}|$)", line)
    ]
    assert printed
    day = asked.partition("--as-of ")[2][:10]
    for command in printed:
        assert main([*shlex.split(command), "-f", "json"]) == 0
        query = json.loads(capsys.readouterr().out)["query"]
        words = shlex.split(command)
        assert words[-2:] == ["--data", str(ours)]
        # A plan is of today, and a treaty's text of any day.
        if day and words[0] not in ("plan", "instruments"):
            assert query["as_of"] == day


@pytest.mark.parametrize("width", [60, 80])
def test_a_printed_command_is_on_one_line(
    width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / ("o" * 40)
    shutil.copytree(GOLDEN.parent.parent / "regime", ours)
    monkeypatch.delenv("RATGAP_DATA", raising=False)
    asked = ["report", "QU", "--as-of", "1991-06-01", "--data", str(ours), "--color", "never"]
    shown = _shown(monkeypatch, asked, width, "utf-8")
    assert shown.count("ratgap ") == 3
    assert len(re.findall(rf"ratgap .* --data {re.escape(str(ours))}$", shown, re.M)) == 3
    assert sum(-(-len(line) // width) or 1 for line in shown.splitlines()) < 24


def test_where_all_are_asked_those_whom_the_usual_basis_asks_are_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(GOLDEN.parent.parent / "regime", ours)
    file = ours / "instruments.yaml"
    text = file.read_text("utf-8")
    pledge = 'citation: "Delta Pledge of 12 April 2000, paragraph 4", default: true'
    file.write_text(text.replace(pledge, f"{pledge}, addressees: delta"), "utf-8")
    monkeypatch.setenv("RATGAP_DATA", str(ours))

    def screen(*more: str) -> str:
        asked = ["report", "QU", "--as-of", "1991-06-01", "--color", "never", *more]
        return _shown(monkeypatch, asked, 80, "utf-8")

    usual, every = screen(), screen("--basis", "upstream-call")
    members = len(api.load_dataset(ours).groups["delta"].on(date(1991, 6, 1)))
    assert f" of {members} asked\n" in usual
    # The numbers are the same, and nobody is told to be asked alone.
    joined = re.findall(r"RIV  .*  (\d joined)", usual)
    assert joined
    assert re.findall(r"RIV  .*  (\d joined)", every) == joined
    assert f" of {members}\n" in every
    assert f"Joined, of {members}: States of the Delta Pledge\n" in every
    assert "asked\n" not in every

    def written(form: str, *more: str) -> str:
        file = tmp_path / f"report.{form}"
        asked = ["report", "QU", "--as-of", "1991-06-01", "-o", str(file), *more]
        assert main(asked) == 0
        # A page has the title of a column of narrow tables in its style too.
        return file.read_text("utf-8").partition("</style>")[2 if form == "html" else 0]

    told = re.escape(f"{joined[0].split()[0]} of {members}")
    for form in ("md", "html"):
        usual, every = written(form), written(form, "--basis", "upstream-call")
        for text, heading in ((usual, "Of those asked, joined"), (every, "Of the group, joined")):
            assert heading in text
            assert re.search(rf"(?m)\b{told}\b", text)
        assert f"Joined, of {members}: States of the Delta Pledge" in every
        assert "Joined, of" not in usual
        assert "Of those asked" not in every
    # Before there were any of them, nobody is counted.
    assert "joined |" not in written("md", "--as-of", "1850-01-01")


@pytest.mark.parametrize("day", [date.today(), date(2005, 1, 1), date(1992, 6, 1)])
def test_the_first_screen_of_every_state_fits(day: date, shipped: Dataset) -> None:
    data = shipped
    seen = 0
    for state in data.states.values():
        if state.former or not state.existed(day):
            continue
        result = api.report(data, [state.code], as_of=day)
        if not result.states[0].instruments:
            continue
        screen = first_view.first(data, result, date.today()).screen
        assert screen
        for unicode in (True, False):
            lines = [line.text for line in screen(80, unicode)]
            # The last line of 24 is the prompt's.
            assert len(lines) <= 23, state.code
            assert max(map(len, lines)) <= 80, state.code
        seen += 1
    assert seen > 190


def test_the_bar_adds_up(shipped: Dataset) -> None:
    data = shipped
    for code in ("KG", "AF", "SS", "DE"):
        result = api.report(data, [code])
        screen = first_view.first(data, result, date.today()).screen
        assert screen
        bar = screen(80, True)[1].text.split()[0]
        counts = result.states[0].counts
        unsure = counts["gap_old"] + counts["outside_when_last_known"]
        assert len(bar) == len(result.states[0].instruments)
        assert bar.count("█") == counts["party"] + counts["contracting"]
        assert bar.count("▓") == counts["gap_recent"]
        assert bar.count("░") == unsure
        assert bar.count("?") == counts["not_known"]


@pytest.mark.parametrize("width", [20, 40, 60])
def test_a_narrow_terminal_loses_no_line(width: int, shipped: Dataset) -> None:
    data = shipped
    for code in ("KG", "AF", "CD"):
        screen = first_view.first(data, api.report(data, [code]), date.today()).screen
        assert screen
        # Only a single word may be longer, or a command, which is to be copied whole.
        lines = [line.text for line in screen(width, True)]
        long = [line for line in lines if len(line) > width and not line.startswith("  ratgap ")]
        assert all(len(line.split()) == 1 for line in long)


def test_a_consent_that_only_a_later_list_tells_of_is_told_with_that_list(regime: Dataset) -> None:
    result = api.report(regime, ["QR"], as_of=date(1900, 7, 15))
    screen = first_view.first(regime, result, date.today()).screen
    assert screen
    assert any(line.text.endswith("joined by Dec 1920, no day told") for line in screen(80, True))


TAKEN = {
    "report": ("--as-of", "--basis", "--recent", "--max-age"),
    "explain": ("--as-of", "--recent", "--max-age"),
    "plan": ("--basis", "--recent", "--max-age"),  # Nobody can join on a day that is past.
    "commitments": ("--as-of",),
}


@pytest.mark.parametrize(
    "options", ["", "--as-of 1950-06-01", "--basis upstream-call", "--recent 1y --max-age none"]
)
def test_the_commands_at_its_foot_ask_for_the_same(
    options: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(GOLDEN.parent.parent / "regime"))
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["report", "QN", *options.split()]) == 0
    foot = capsys.readouterr().out
    commands = {c.split()[0]: c for c in re.findall(r"ratgap ((?:[\w-]+ ?)+)", foot)}
    assert {"explain", "plan", "report"} <= commands.keys()
    for name, command in commands.items():
        taken = [o for o in re.findall(r"--\S+ \S+", options) if o.split()[0] in TAKEN[name]]
        assert re.findall(r"--\S+ \S+", command.replace(" --full", "")) == taken
        assert main(command.split()) == 0
    (total,) = re.findall(r"(\d+) of (\d+) treaties", foot)
    capsys.readouterr()
    assert main(commands["report"].split()) == 0
    assert f"{total[0]} of {total[1]} joined" in capsys.readouterr().out
