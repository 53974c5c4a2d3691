"""Every command that writes a file, where Python lacks what only POSIX systems have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ratgap.load import load

from .conftest import Run
from .lists import JOINED, ROWS, document, with_address
from .server import serving

pytestmark = pytest.mark.slow

BARE = """
import os, signal, sys
# Python 3.11 and 3.12 have none of these on Windows; of the signals, no Python has.
for name in (
    "fchmod fchown chown lchown chroot fork getuid geteuid getgid getegid getpgrp killpg mkfifo"
    " link mknod nice pread pwrite sync fdatasync setsid sysconf uname wait waitid"
    " O_NOFOLLOW O_NONBLOCK O_CLOEXEC O_DIRECTORY"
).split():
    vars(os).pop(name, None)
for name in ("SIGPIPE", "SIGHUP", "SIGALRM", "SIGKILL"):
    vars(signal).pop(name, None)
sys.modules |= dict.fromkeys(["fcntl", "grp", "pwd", "resource", "termios"])
if LOCKS is not None:
    import subprocess, types  # subprocess takes msvcrt for a sign of Windows.
    def locking(file, mode, size):
        assert (os.fstat(file).st_size, mode, size) == (0, 2, 1)
        if not LOCKS:
            raise PermissionError(13, "Permission denied")
    sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
from ratgap.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(params=[None, True], ids=["no locks", "locks"])
def command(request: pytest.FixtureRequest) -> list[str]:
    return bare(request.param)


def bare(locks: bool | None) -> list[str]:
    """Return what starts the program; where ``locks`` is False, another has the lock."""
    return [sys.executable, "-c", f"LOCKS = {locks}\n{BARE}"]


def test_output(run: Run, tmp_path: Path) -> None:
    for arguments in (("report", "QM"), ("states", "--format", "csv"), ("schema", "report")):
        file = tmp_path / arguments[0]
        for old in (False, True):
            assert file.exists() is old
            done = run(*arguments, "--output", str(file))
            assert (done.returncode, done.stderr) == (0, "")
        assert file.read_text("utf-8") == run(*arguments).stdout


def test_format_write(run: Run, regime_folder: Path) -> None:
    file = regime_folder / "states.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("{en: Pellia,", "{ en: Pellia,"), "utf-8")
    done = run("format", str(regime_folder), "--write")
    assert done.returncode == 0, done.stderr
    assert file.read_text("utf-8") == text


def test_import_write(run: Run, regime_folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "list.csv"
    saved.write_text("state,deposit,act\nSedge,2012-05-05,accession\n", "utf-8")
    asked = ("--instrument", "lock-1975", "--source", "bulletin-2013", "--as-of", "2013-03-31")
    done = run("import", str(saved), *asked, "--data", str(regime_folder), "--write")
    assert done.returncode == 0, done.stderr
    assert len(load(regime_folder).cell("QS", "lock-1975").acts) == 1


def test_refresh_write(run: Run, regime_folder: Path) -> None:
    with serving() as server:
        server.answer = lambda _, request: request.send(document([*ROWS, JOINED]), 200)
        folder = with_address(regime_folder, server.url)
        done = run("refresh", "--data", str(folder), "--write")
    assert done.returncode == 0, done.stderr
    assert len(load(folder).cell("QS", "lock-1975").acts) == 1


def test_folders_of_ones_own(run: Run, tmp_path: Path) -> None:
    for asked in (("init",), ("export",), ("export",), ("site", "--group", "delta"), ("site",)):
        done = run(*asked[:1], str(tmp_path / asked[0]), *asked[1:])
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert (tmp_path / "export" / "acts.csv").is_file()
    assert load(tmp_path / "init").states


def test_add_write(run: Run, regime_folder: Path) -> None:
    asked = ("add", "QS", "lock-1975", "accession", "2012-05-05", "--source", "bulletin-2013")
    done = run(*asked, "--data", str(regime_folder), "--write")
    assert done.returncode == 0, done.stderr
    assert len(load(regime_folder).cell("QS", "lock-1975").acts) == 1


@pytest.mark.parametrize("name", ["C:\\data", "..\\data", "D:/no/such.yaml"])
def test_a_path_is_no_revision(run: Run, name: str) -> None:
    done = run("diff", name)
    assert done.returncode == 2
    assert "no such folder" in done.stderr


def test_another_has_the_lock(regime_folder: Path, env: dict[str, str]) -> None:
    file = regime_folder / "states.yaml"
    uneven = file.read_text("utf-8").replace("{en: Pellia,", "{ en: Pellia,")
    file.write_text(uneven, "utf-8")
    done = subprocess.run(
        [*bare(False), "format", str(regime_folder), "--write"],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.endswith(": another ratgap is writing to it; run it again\n")
    assert file.read_text("utf-8") == uneven
