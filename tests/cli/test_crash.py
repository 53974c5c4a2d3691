"""Whatever fails while a file is written, it is the old or the new one, and nothing lies beside."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ratgap.cli.output import save
from ratgap.load import load

from .conftest import Run
from .lists import JOINED, ROWS, document, with_address
from .server import serving

pytestmark = pytest.mark.slow

LOCK = ("--instrument", "lock-1975")
NEW = ("--source", "new", "--title", "Ledger", "--kind", "depositary", "--trust", "high")
CALLS = ("open", "chmod", "fsync", "replace")
FAILURES = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    PermissionError(errno.EACCES, "Permission denied"),
    FileNotFoundError(errno.ENOENT, "No such file or directory"),
    KeyboardInterrupt(),
]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@contextlib.contextmanager
def failing(
    monkeypatch: pytest.MonkeyPatch, call: int, failure: BaseException, *, after: bool
) -> Iterator[list[int]]:
    """Let the ``call``-th of those that touch files fail, before or after it was carried out."""
    made = [0]

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **more: object) -> object:
            made[0] += 1
            if made[0] != call:
                return real(*arguments, **more)
            if after:
                real(*arguments, **more)
            raise failure

        return run

    with monkeypatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, watched(getattr(os, name)))
        yield made


@pytest.fixture
def writers(tmp_path: Path, regime_folder: Path) -> dict[str, tuple[list[str], Path]]:
    """Every command that writes, and the folder to which it does; none of it has run."""
    saved = tmp_path / "list.xml"
    saved.write_bytes(document([*ROWS, JOINED]))
    uneven = Path(shutil.copytree(regime_folder, tmp_path / "uneven"))
    for name, old, new in (
        ("states.yaml", "{en: Pellia,", "{ en: Pellia,"),
        ("groups.yaml", "QM: {}", "QM:  {}"),
    ):
        text = (uneven / name).read_text("utf-8")
        assert old in text
        (uneven / name).write_text(text.replace(old, new, 1), "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.csv").write_text("old\n")
    asked = ["import", str(saved), *LOCK, *NEW, "--as-of", "2024-05-04", "--write"]
    return {
        "import": ([*asked, "--data", str(regime_folder)], regime_folder),
        "format": (["format", str(uneven), "--write"], uneven),
        "report": (["report", "QM", "--output", str(out / "report.csv")], out),
    }


@pytest.mark.parametrize("name", ["import", "format", "report"])
def test_each_call_fails(
    name: str,
    writers: dict[str, tuple[list[str], Path]],
    here: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    arguments, folder = writers[name]
    kept = Path(shutil.copytree(folder, tmp_path / "kept"))
    before = content(kept)
    with failing(monkeypatch, 0, OSError(), after=False) as made:
        assert here(*arguments).returncode == 0
    number = made[0]
    assert number >= 5
    new = content(folder)
    assert new != before
    for call in range(1, number + 1):
        for after in (False, True):
            failure = FAILURES[(2 * call + after) % len(FAILURES)]
            for file in folder.iterdir():
                file.unlink()
            shutil.copytree(kept, folder, dirs_exist_ok=True)
            with failing(monkeypatch, call, failure, after=after) as made:
                done = here(*arguments)
            if made[0] < call:
                continue  # The first run kept a snapshot of the data, too.
            place = (name, call, after, failure)
            # Where all was done when the last call failed, it is: the move has no way back.
            interrupted = isinstance(failure, KeyboardInterrupt)
            assert done.returncode in ((130,) if interrupted else (0, 2)), place
            if not interrupted and done.returncode:
                (line,) = done.stderr.splitlines()[-1:]
                assert line.startswith("ratgap: error: cannot write "), place
            for written, text in content(folder).items():
                assert written in before, place
                if name == "import" and written == "sources.yaml":
                    continue  # It is replaced twice: first the source, last that it is complete.
                assert text in (before[written], new[written]), place
            if name == "import":
                source = load(folder).sources.get("new")
                if source and source.readings["lock-1975"].complete:
                    assert content(folder) == new, place


def test_each_call_of_init_fails(
    here: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    with failing(monkeypatch, 0, OSError(), after=False) as made:
        assert here("init", str(folder)).returncode == 0
    whole = content(folder)
    for call in range(1, made[0] + 1):
        shutil.rmtree(folder, ignore_errors=True)
        failure = FAILURES[call % len(FAILURES)]
        with failing(monkeypatch, call, failure, after=True):
            done = here("init", str(folder))
        assert "Traceback" not in done.stderr
        if folder.exists():
            assert (done.returncode, content(folder)) == (0, whole), (call, failure)


def test_nothing_that_was_extracted_is_left(
    here: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, regime_folder: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "aside"))
    (tmp_path / "aside").mkdir()
    other = shutil.copyfile(regime_folder / "states.yaml", tmp_path / "states.yaml")

    def interrupted(*_: object) -> None:
        assert list((tmp_path / "aside").iterdir())
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", interrupted)
        done = here("diff", str(other), "--data", str(regime_folder))
    assert (done.returncode, done.stderr) == (130, "")
    assert not list((tmp_path / "aside").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="interruptions are sent otherwise there")
@pytest.mark.parametrize("name", ["import", "format", "report"])
def test_interrupted_while_it_writes(
    name: str,
    writers: dict[str, tuple[list[str], Path]],
    command: list[str],
    env: dict[str, str],
    tmp_path: Path,
) -> None:
    arguments, folder = writers[name]
    kept = Path(shutil.copytree(folder, tmp_path / "kept"))
    before = content(kept)
    chance = random.Random(name)
    # A slow disk, so that some of the signals come in the middle of it.
    slow = (
        "import os, sys, time; from ratgap.__main__ import main; real = os.fsync;"
        "os.fsync = lambda n: (os.write(1, b'writing\\n'), time.sleep(0.05), real(n))[2];"
        "sys.exit(main())"
    )
    ends = set()
    for _ in range(6):
        for file in folder.iterdir():
            file.unlink()
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        process = subprocess.Popen(
            [command[0], "-c", slow, *arguments],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        time.sleep(chance.uniform(0, 0.12))
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        ends.add(process.returncode)
        assert b"Traceback" not in told, told
        assert content(folder).keys() == before.keys()
        if name != "report":
            load(folder)
    # Once Python ends, the signal itself ends the process: to a shell that is 130 too.
    assert ends <= {0, 130, -signal.SIGINT}
    assert ends != {0}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB, all of which is taken but for a page or two."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if sys.platform != "linux" or not shutil.which("mount"):
        pytest.skip("no such disk can be made here")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path) -> None:
    with (disk / "taken").open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(b"x" * 512)


@pytest.mark.parametrize("name", ["import", "format", "report"])
def test_a_full_disk(
    name: str, full: Path, writers: dict[str, tuple[list[str], Path]], run: Run
) -> None:
    arguments, folder = writers[name]
    there = Path(shutil.copytree(folder, full / "data"))
    fill(full)
    before = content(there)
    done = run(*(text.replace(str(folder), str(there)) for text in arguments))
    assert done.returncode == 2, done.stdout
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(there) == before
    (full / "taken").unlink()
    again = run(*(text.replace(str(folder), str(there)) for text in arguments))
    assert again.returncode == 0, again.stderr
    assert content(there) != before


@pytest.mark.parametrize("name", ["import", "format", "report"])
def test_the_folder_goes_away(
    name: str,
    writers: dict[str, tuple[list[str], Path]],
    here: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    arguments, folder = writers[name]
    kept = Path(shutil.copytree(folder, tmp_path / "kept"))
    real = os.open
    for n in (1, 2):
        left = [n]

        def go(path: str, flags: int, left: list[int] = left, **more: int) -> int:
            left[0] -= bool(flags & os.O_EXCL)
            if not left[0] and flags & os.O_EXCL:
                shutil.rmtree(folder)
            return real(path, flags, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", go)
            done = here(*arguments)
        assert done.returncode == (2 if left[0] <= 0 else 0)
        if left[0] <= 0:
            assert "cannot write" in done.stderr
            assert "Traceback" not in done.stderr
            assert not folder.exists()
            shutil.copytree(kept, folder)


@pytest.mark.parametrize("number", [2, 8])
def test_refreshing_at_once(
    command: list[str], env: dict[str, str], regime_folder: Path, number: int
) -> None:
    with serving() as server:
        server.answer = lambda _, request: request.send(document([*ROWS, JOINED]))
        folder = with_address(regime_folder, server.url)
        asked = [*command, "refresh", "--data", str(folder), "--write", "--tries", "1"]
        started = [
            subprocess.Popen(asked, env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
            for _ in range(number)
        ]
        ended = [(w.communicate(timeout=120)[1].decode(), w.returncode) for w in started]
    for told, code in ended:
        assert code == 0 or "changed" in told or "another ratgap is writing" in told, told
        assert "Traceback" not in told
    assert any("wrote" in told for told, _ in ended)
    assert len(load(folder).cell("QS", "lock-1975").acts) == 1
    assert load(folder).sources["live"].readings["lock-1975"].complete


@pytest.mark.parametrize("asked", [["export"], ["site", "--group", "delta"]])
def test_what_a_killed_process_left_is_taken_away(
    here: Run, tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = (asked[0], str(tmp_path / "out"), *asked[1:])
    assert here(*command).returncode == 0
    whole = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    name = next(iter(sorted(whole)))
    # As kill -9 leaves it: what is written beside a file is neither moved nor removed.
    monkeypatch.setattr("os.replace", lambda *_: os._exit(9))
    monkeypatch.setattr("os.unlink", lambda *_: None)
    if hasattr(os, "fork"):
        process = os.fork()
        if not process:
            save("half", name)
        os.waitpid(process, 0)
    monkeypatch.undo()
    left = [path for path in name.parent.iterdir() if path not in whole and path.is_file()]
    assert left or not hasattr(os, "fork")
    assert here(*command).returncode == 0
    now = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert now == whole
    # Whatever else is there is nobody's to take away.
    (tmp_path / "out" / ".hidden").write_text("mine")
    assert here(*command).returncode == 2
