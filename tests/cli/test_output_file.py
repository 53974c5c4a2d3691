"""``--output``: the file is the old one or the new one, never anything between."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from ratgap.cli.main import main

from .conftest import REGIME, Run

REPORT = ["report", "-s", "QM", "--as-of", "2005-01-01"]


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))


def _refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*REPORT, "--output", str(path)]) == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert printed.out == ""
    assert line.startswith(f"ratgap: error: cannot write {path}: ")
    return line.removeprefix(f"ratgap: error: cannot write {path}: ")


def test_a_new_file_in_utf_8_with_the_usual_permissions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "states.csv"
    old = os.umask(0o027)
    try:
        assert main(["states", "-f", "csv", "-o", str(target)]) == 0
    finally:
        os.umask(old)
    assert capsys.readouterr() == ("", "")
    assert "Kingdom of Marrow" in target.read_text("utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["states.csv"]


def test_the_file_has_what_standard_output_would_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.txt"
    main(REPORT)
    main([*REPORT, "-o", str(target)])
    assert target.read_text("utf-8") == capsys.readouterr().out


def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o604)
    assert main([*REPORT, "-o", str(target)]) == 0
    assert target.read_text("utf-8").startswith("Marrow")
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "report.txt", tmp_path / "link.txt"
    link.symlink_to("report.txt")
    assert main([*REPORT, "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("Marrow")


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_by_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*REPORT, "-o", name]) == 0
    assert capsys.readouterr().out.startswith("Marrow")
    assert os.listdir(tmp_path) == []


def test_a_named_pipe_is_written_to(tmp_path: Path, run: Run) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert run(*REPORT, "-o", str(pipe)).returncode == 0
        assert reader.stdout is not None
        assert reader.stdout.read().startswith(b"Marrow")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_failed_condition_still_writes(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    asked = ["report", "-s", "QP", "--as-of", "2005-01-01", "--fail-on-gap"]
    assert main([*asked, "-o", str(target)]) == 1
    assert target.exists()


def test_an_open_file_by_its_number_is_added_to(
    tmp_path: Path, command: list[str], env: dict[str, str]
) -> None:
    log, link = tmp_path / "log", tmp_path / "link"
    link.symlink_to("/dev/stderr")
    for name, to in (("/dev/stderr", "2>>"), ("/dev/fd/1", ">>"), (str(link), "2>>")):
        log.write_text("old\n")
        line = f"{' '.join([*command, *REPORT])} -o {name} {to} {log}"
        assert subprocess.run(["/bin/sh", "-c", line], env=env, timeout=60).returncode == 0
        assert log.read_text("utf-8").startswith("old\nMarrow")
    assert link.is_symlink()


def test_a_read_only_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o444)
    assert _refused(target, capsys) == "it is read-only"
    assert target.read_text() == "old"


def test_a_file_that_is_read(
    regime_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    states = regime_folder / "states.yaml"
    old, link = states.read_text("utf-8"), tmp_path / "link"
    link.symlink_to(states)
    for name in (states, link):
        asked = [*REPORT, "--data", str(regime_folder), "-f", "table", "-o", str(name)]
        assert main(asked) == 2
        assert "it is one of the data files" in capsys.readouterr().err
    copy = tmp_path / "copy.yaml"
    copy.write_text(old, "utf-8")
    for command in (
        ["diff", str(copy), str(states), "-f", "text"],
        ["import", str(copy), "-i", "river-1900", "-s", "roll", "-f", "text"],
    ):
        assert main([*command, "-o", str(copy)]) == 2
        assert "it is what is read" in capsys.readouterr().err
    assert states.read_text("utf-8") == copy.read_text("utf-8") == old


@pytest.mark.parametrize("name", ["new/", "file/", ".", "new/.", "new/.."])
def test_a_name_of_a_folder(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("old")
    assert main([*REPORT, "-o", name]) == 2
    assert f'"{name}" names a folder, not a file' in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["file"]


def test_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*REPORT, "-o", ""]) == 2
    assert "the name of the file is empty" in capsys.readouterr().err


def test_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _refused(tmp_path, capsys) == "it is a folder"


def test_a_missing_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _refused(tmp_path / "missing" / "report.txt", capsys)
    assert told == "No such file or directory"


def test_a_file_where_a_folder_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert _refused(tmp_path / "file" / "report.txt", capsys) == "Not a directory"


def test_a_name_too_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "too long" in _refused(tmp_path / ("x" * 300), capsys)
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_device(capsys: pytest.CaptureFixture[str]) -> None:
    assert _refused(Path("/dev/full"), capsys) == "No space left on device"


def test_a_disk_that_fills_up_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert _refused(target, capsys) == "No space left on device"
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["report.txt"]


def test_no_permission(tmp_path: Path, run: Run, command: list[str]) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    tmp_path.chmod(0o500)
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may write anywhere, and setpriv is not here")
        # Root without its privilege to pass over permissions.
        command[:0] = ["setpriv", "--bounding-set", "-dac_override"]
        if subprocess.run([*command[:3], "true"], capture_output=True).returncode:
            pytest.skip("root may write anywhere, and setpriv may not change that")
    try:
        done = run(*REPORT, "-o", str(target))
    finally:
        tmp_path.chmod(0o700)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"ratgap: error: cannot write {target}: Permission denied\n"
    assert target.read_text() == "old"


def test_an_error_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.txt"
    assert main(["report", "-s", "Nowhere", "-o", str(target)]) == 2
    assert not target.exists()
    assert 'no state "Nowhere"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("gaps.csv", "as_of,state,"),
        ("gaps.JSON", '{\n  "schema": '),
        ("gaps.ndjson", '{"as_of":"'),
        ("gaps.md", "## Marrow (QM)"),
        ("gaps.txt", "Marrow: "),
        ("gaps", "Marrow: "),
    ],
)
def test_the_name_of_the_file_tells_the_format(name: str, begin: str, tmp_path: Path) -> None:
    target = tmp_path / name
    assert main([*REPORT, "-o", str(target)]) == 0
    assert target.read_text("utf-8").startswith(begin)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([*REPORT, "-f", "json", "-o", "{}.csv"], "contradicts --format json"),
        ([*REPORT, "-f", "table", "-o", "{}.md"], "contradicts --format table"),
        (["explain", "QM", "lock-1975", "-o", "{}.csv"], "only table, json, markdown"),
        ([*REPORT, "-o", "{}.xlsx"], ".xlsx tells no format: .csv, .json, .html, .ndjson, .md and"),
        (["explain", "QM", "lock-1975", "-o", "{}.PDF"], ".json, .md and .txt do, or --format"),
    ],
)
def test_a_name_that_contradicts_the_format_is_refused(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "gaps")
    assert main([argument.format(target) for argument in arguments]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_any_format_may_stand_in_a_text(tmp_path: Path) -> None:
    for name in ("gaps.txt", "gaps", "gaps.log"):
        target = tmp_path / name
        assert main([*REPORT, "-f", "json", "-o", str(target)]) == 0
        assert target.read_text("utf-8").startswith("{")


def test_what_validate_writes_goes_by_the_name_of_the_file(
    regime_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["validate", str(regime_folder), "-o"]
    for name, begin in (("a.sarif", '{\n  "$schema"'), ("a.json", '{\n  "schema"'), ("a.txt", "/")):
        main([*asked, str(tmp_path / name)])
        assert (tmp_path / name).read_text("utf-8").startswith(begin)
    main([*asked, str(tmp_path / "b.json"), "-f", "sarif"])
    assert (tmp_path / "b.json").read_text("utf-8") == (tmp_path / "a.sarif").read_text("utf-8")
    capsys.readouterr()
    assert main([*asked, str(tmp_path / "c.csv")]) == 2
    assert "there is only text, json, sarif" in capsys.readouterr().err

    target = tmp_path / "gaps.txt"
    assert main([*REPORT, "-f", "json", "-o", str(target)]) == 0
    assert target.read_text("utf-8").startswith("{")


@pytest.mark.parametrize(
    "arguments", [["states"], ["report", "QM"], ["diff", "--since", "1990-01-01"]]
)
def test_a_mark_for_spreadsheets(
    arguments: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "table.csv"
    assert main([*arguments, "--bom", "--output", str(target)]) == 0
    assert main([*arguments, "--format", "csv"]) == 0
    plain = capfdbinary.readouterr().out
    assert not plain.startswith(b"\xef")
    assert target.read_bytes() == b"\xef\xbb\xbf" + plain
    assert main([*arguments, "--format", "csv", "--bom"]) == 0
    assert capfdbinary.readouterr().out == target.read_bytes()


def test_the_mark_is_for_csv_alone(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("json", "markdown"):
        assert main([*REPORT, "--bom", "--format", form]) == 2
        assert "--bom is for CSV" in capsys.readouterr().err
    assert main([*REPORT, "--bom"]) == 2
