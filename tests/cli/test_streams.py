"""Standard output and error: terminals, pipes, full disks, readers that go away."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path

import pytest

import ratgap.api
from ratgap.cli.main import main

from .conftest import Run

REPORT = ["report", "QN", "QP", "--as-of", "2005-01-01", "--full"]
DATA = Path(__file__).parent.parent.parent / "data"
NARROW = {"COLUMNS": "80"}
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|38|9[0-7])(?:;\d+)*m")
ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def _on_a_terminal(
    command: list[str], env: dict[str, str], width: int, arguments: list[str]
) -> str:
    """Return what the program shows on a terminal of ``width`` columns."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    process = subprocess.Popen(
        [*command, *arguments], stdin=follower, stdout=follower, stderr=follower, env=env
    )
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):  # Linux says so where the other end has closed.
        while part := os.read(leader, 65536):
            shown += part
    os.close(leader)
    assert process.wait(timeout=60) == 0
    return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("command_line", ["report QN", "diff --since 1990-01-01", "groups"])
def test_json_is_compact_in_a_pipe_and_indented_for_people(
    run: Run, command: list[str], env: dict[str, str], tmp_path: Path, command_line: str
) -> None:
    asked = [*command_line.split(), "--format", "json"]
    piped = run(*asked).stdout
    assert piped.startswith('{"schema":"ratgap/')
    assert piped.count("\n") == 1
    indented = json.dumps(json.loads(piped), ensure_ascii=False, indent=2) + "\n"
    assert _on_a_terminal(command, env, 80, asked) == indented
    file = tmp_path / "out.json"
    assert run(*asked, "--output", str(file)).stdout == ""
    assert file.read_text("utf-8") == indented


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_gets_colour_lines_and_its_width(
    command: list[str], env: dict[str, str], width: int
) -> None:
    shown = _on_a_terminal(command, env, width, REPORT)
    assert COLOUR.search(shown)
    text = ESCAPE.sub("", shown)
    assert max(map(len, text.splitlines())) <= width
    assert "────" in text
    assert "≤ 2000-06-30" in text
    # Where it has no room, it is named below the table.
    heading = text.split("Joined (")[-1].splitlines()[1]
    assert ("In force" in heading) is (width == 120)


def test_an_address_is_a_link_where_the_terminal_can(
    command: list[str], env: dict[str, str]
) -> None:
    asked = ["explain", "QR", "ferry-1950", "--as-of", "2005-01-01"]
    link = "\x1b]8;id="
    shown = _on_a_terminal(command, env, 80, asked)
    assert re.search(r"\x1b\]8;id=\d+;https://example\.org/ledger\x1b", shown)
    assert link not in _on_a_terminal(command, env | {"TERM": "dumb"}, 80, asked)


def test_no_color(command: list[str], env: dict[str, str]) -> None:
    assert not COLOUR.search(_on_a_terminal(command, env | {"NO_COLOR": "1"}, 80, REPORT))


@pytest.mark.parametrize(
    ("color", "env_of_it", "colored"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("always", {"TERM": "dumb"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe(run: Run, color: str, env_of_it: dict[str, str], colored: bool) -> None:
    done = run(*REPORT, "--color", color, env=env_of_it)
    assert (done.returncode, done.stderr) == (0, "")
    assert bool(COLOUR.search(done.stdout)) is colored
    assert "Ferry Protocol" in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 80  # One line for each row.


def test_an_empty_variable_is_none(command: list[str], env: dict[str, str]) -> None:
    empty = env | {"NO_COLOR": "", "FORCE_COLOR": ""}
    assert COLOUR.search(_on_a_terminal(command, empty, 80, REPORT))


def test_no_colour_on_a_terminal(command: list[str], env: dict[str, str]) -> None:
    assert "\x1b" not in _on_a_terminal(command, env, 80, [*REPORT, "--color", "never"])


@pytest.fixture
def paging(tmp_path: Path, env: dict[str, str]) -> dict[str, str]:
    """Surroundings with a pager that marks what it shows, and tells what it is asked for."""
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "PAGED $LESS"\nexec cat\n')
    pager.chmod(0o755)
    return env | {"PAGER": str(pager)}


def test_what_is_longer_than_the_terminal_is_paged(
    command: list[str], paging: dict[str, str]
) -> None:
    long = ["report", "--all", "--full", "--as-of", "2005-01-01"]
    shown = _on_a_terminal(command, paging, 80, long)
    assert shown.startswith("PAGED FRX\n")
    assert COLOUR.search(shown)
    assert "PAGED R\n" in _on_a_terminal(command, paging | {"LESS": "R"}, 80, long)
    unpaged = _on_a_terminal(command, paging, 80, [*long, "--no-pager"])
    assert unpaged == shown.removeprefix("PAGED FRX\n")
    for pager in ("cat", "", "/no/such/pager"):
        assert _on_a_terminal(command, paging | {"PAGER": pager}, 80, long) == unpaged
    assert "PAGED" not in _on_a_terminal(command, paging, 80, ["report", "QP"])


def test_a_pipe_is_never_paged(run: Run, paging: dict[str, str]) -> None:
    done = run("report", "--all", "--full", env={"PAGER": paging["PAGER"], "LINES": "5"})
    assert "PAGED" not in done.stdout


def test_the_result_of_what_was_paged_is_kept(command: list[str], paging: dict[str, str]) -> None:
    quits = ["--fail-on-gap", "--full", "--all", "--as-of", "2005-01-01"]
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 80, 0, 0))
    done = subprocess.run(
        [*command, "report", *quits],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.PIPE,
        env=paging | {"PAGER": "true"},
        timeout=60,
    )
    os.close(follower)
    os.close(leader)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_dumb_terminal_gets_plain_text(command: list[str], env: dict[str, str]) -> None:
    shown = _on_a_terminal(command, env | {"TERM": "dumb"}, 80, REPORT)
    assert "\x1b" not in shown
    assert shown.isascii()
    assert 60 < max(map(len, shown.splitlines())) <= 80


def test_a_pipe_gets_plain_ascii_one_line_for_each_row(run: Run) -> None:
    text = run(*REPORT).stdout
    assert text.isascii()
    assert "<=2000-06-30" in text
    assert max(map(len, text.splitlines())) > 80


def test_columns_counts_in_a_pipe(run: Run) -> None:
    text = run(*REPORT, env={"COLUMNS": "72"}).stdout
    assert max(map(len, text.splitlines())) <= 72


@pytest.mark.parametrize("arguments", [["sources"], ["diff", "--since", "2000-01-01"]])
def test_a_list_of_ids_fits_too(run: Run, arguments: list[str]) -> None:
    asked = [*arguments, "--data", str(DATA)]
    wide, narrow = (run(*asked, env=env).stdout for env in ({}, NARROW))
    assert max(map(len, wide.splitlines())) > 80
    assert max(map(len, narrow.splitlines())) <= 80


@pytest.mark.parametrize("columns", ["0", "-5", "wide", ""])
def test_an_odd_columns_does_no_harm(run: Run, columns: str) -> None:
    done = run(*REPORT, env={"COLUMNS": columns})
    assert (done.returncode, done.stderr) == (0, "")


def test_names_that_the_terminal_cannot_show(run: Run) -> None:
    done = run("states", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert (
        done.stderr == 'ratgap: note: ascii has no form of 20 letters shown: "?" stands for each\n'
    )
    assert "Kingdom of Marrow" in done.stdout
    assert "Marrosie, ????????" in done.stdout


def test_signs_and_marks_that_the_terminal_cannot_show_have_plain_forms(run: Run) -> None:
    shipped = ["--data", str(DATA)]
    done = run("report", "TR", "--color", "always", *shipped, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Turkiye: " in done.stdout
    assert "  ####" in done.stdout
    done = run("explain", "KG", "HAG", *shipped, "-f", "table", env={"PYTHONIOENCODING": "ascii"})
    # Of an address, it is a part.
    assert "?" not in re.sub(r"https?://\S+", "", done.stdout)
    assert done.stderr == ""
    done = run("plan", "KG", "--lang", "fr", *shipped, env={"PYTHONIOENCODING": "ascii"})
    assert done.stderr == ""
    assert 'traite " Convention' in done.stdout
    # So are messages, of which what has no form stays an escape.
    done = run("report", "XX", "--lang", "fr", *shipped, env={"PYTHONIOENCODING": "ascii"})
    assert done.stderr.startswith("ratgap : erreur : les donnees n'ont pas d'Etat \" XX \" ;")
    done = run("report", "XX", "--lang", "ru", *shipped, env={"PYTHONIOENCODING": "ascii"})
    assert "\\u0433\\u043e" in done.stderr


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_formats_for_programs_are_always_in_utf_8(run: Run, form: str) -> None:
    done = run("states", "--format", form, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Марровия" in done.stdout


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_half_way(
    command: list[str], env: dict[str, str], unbuffered: str
) -> None:
    env |= {"PYTHONUNBUFFERED": unbuffered}
    everyone = [*command, "report", "--all", "--as-of", "2005-01-01", "--format", "json"]
    with subprocess.Popen(everyone, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        fcntl.fcntl(run.stdout, fcntl.F_SETPIPE_SZ, 4096)
        assert run.stdout.read(1) == b"{"
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(timeout=60) == 141


@pytest.mark.parametrize(
    "arguments",
    [REPORT, [*REPORT, "-f", "json"], ["--version"], ["--help"], ["report", "--help"]],
)
def test_a_reader_that_has_gone_ends_quietly(
    run: Run, command: list[str], env: dict[str, str], arguments: list[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*arguments, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [REPORT, [*REPORT, "-f", "json"], ["--version"], ["--help"]])
def test_a_full_disk_is_one_message(run: Run, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = run(*arguments, stdout=full)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("ratgap: error: cannot write to standard output: No space left")


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(
    "arguments", ["report -s QM", "--version", "--help", "report --help", "report -s X"]
)
def test_closed_streams_leave_no_traceback(
    command: list[str], env: dict[str, str], closing: str, arguments: str
) -> None:
    line = f"{' '.join(command)} {arguments} {closing}"
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=env, capture_output=True, text=True, timeout=60
    )
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
    assert done.returncode == (2 if closing != "2>&-" or arguments.endswith("X") else 0)


def test_an_interruption_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(folder: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ratgap.api, "load_dataset", interrupted)
    assert main(REPORT) == 130
    assert capsys.readouterr() == ("", "")


def test_another_thread_shows_what_is_long_without_a_pager(
    command: list[str], env: dict[str, str]
) -> None:
    script = (
        "import sys, threading; from ratgap.cli.main import main; codes = [];"
        "one = threading.Thread(target=lambda: codes.append(main(['sources'])));"
        "one.start(); one.join(); sys.exit(codes != [0])"
    )
    env |= {"PAGER": "less", "COLUMNS": "80", "LINES": "5"}
    master, slave = pty.openpty()
    told = subprocess.run(
        [command[0], "-c", script], stdout=slave, stderr=subprocess.PIPE, env=env, timeout=60
    )
    os.close(slave)
    shown = os.read(master, 65536)
    os.close(master)
    assert (told.returncode, told.stderr) == (0, b"")
    assert b"bulletin-2013" in shown
