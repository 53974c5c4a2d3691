"""Into which folder a site goes, and what becomes of what stands there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ratgap.cli.main import main
from ratgap.cli.writer import alone

from .conftest import REGIME, Make


def test_a_second_run_writes_only_what_has_changed(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    out = make()
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    (out / "style.css").write_text("old")
    capsys.readouterr()
    make()
    assert ": 1 written, 0 removed\n" in capsys.readouterr().out
    after = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    changed = {path.name for path in after if path.is_file() and after[path] != before[path]}
    assert changed == {"style.css"}


def test_what_is_no_longer_part_of_it_is_removed(make: Make) -> None:
    out = make()
    whole = {path for path in out.rglob("*") if path.is_file()}
    make("--group", "delta")
    smaller = {path for path in out.rglob("*") if path.is_file()}
    assert smaller < whole
    assert (out / "groups" / "delta.html") in smaller
    listed = (out / "ratgap-site.txt").read_text("utf-8").splitlines()
    assert {out / name for name in listed} == smaller


@pytest.mark.parametrize("name", ["notes.txt", "states/mine.html", ".git/config"])
def test_a_folder_with_other_things_is_refused(
    name: str, make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "out" / name
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    out = make(code=2)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"ratgap: error: {out} holds {name}, which is no part of a former site: name another "
        "folder, or take that away\n"
    )
    assert [path for path in out.rglob("*") if path.is_file()] == [other]


def test_what_came_into_a_former_site_is_not_lost(make: Make) -> None:
    out = make()
    (out / "index2.html").write_text("mine")
    make(code=2)
    assert (out / "index2.html").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="links are for administrators there")
def test_a_link_is_not_followed(make: Make, tmp_path: Path) -> None:
    out = make()
    target = tmp_path / "precious.html"
    target.write_text("mine")
    page = out / "index.html"
    page.unlink()
    page.symlink_to(target)
    make(code=2)
    assert target.read_text() == "mine"


def test_a_list_does_not_reach_beyond_the_folder(make: Make, tmp_path: Path) -> None:
    other = tmp_path / "precious"
    other.write_text("mine")
    out = make()
    listed = out / "ratgap-site.txt"
    listed.write_text(listed.read_text("utf-8") + "../precious\n", "utf-8")
    make()
    assert other.read_text() == "mine"


def test_a_file_is_no_folder(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("mine")
    make(code=2)
    assert "is no folder" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "mine"


def test_a_page_that_is_read_only_is_told(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    page = make() / "index.html"
    page.write_text("mine")
    page.chmod(0o444)
    capsys.readouterr()
    make(code=2)
    assert capsys.readouterr().err == f"ratgap: error: cannot write {page}: it is read-only\n"
    assert page.read_text() == "mine"


def test_an_empty_folder_will_do(make: Make, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert (make() / "index.html").is_file()


@pytest.mark.skipif(os.name == "nt", reason="the lock is another there")
def test_two_do_not_write_at_once(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    out = make()
    with alone(out):
        make(code=2)
    assert "another ratgap is writing" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "https://x\ny"])
def test_an_address_is_one_of_the_web(address: str, make: Make, tmp_path: Path) -> None:
    make("--base-url", address, code=2)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments", [["--group", "nobody"], ["--scope", "nothing"], ["--as-of", "tomorrow"]]
)
def test_a_bad_request_leaves_nothing_behind(
    arguments: list[str], make: Make, tmp_path: Path
) -> None:
    make(*arguments, code=2)
    assert not (tmp_path / "out").exists()


def test_the_extra_is_named_where_it_is_missing(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['htpy'] = None; from ratgap.cli.main import main;"
        f"sys.exit(main(['site', {str(tmp_path / 'out')!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "RATGAP_DATA": str(REGIME)},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "ratgap: error: pages and drawings need htpy: pip install 'ratgap[site]'\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_day_before_any_treaty_has_a_site(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    out = make("--as-of", "1899-01-01")
    assert (out / "index.html").is_file()


def test_it_is_silent_in_a_pipe(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    out = make()
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.startswith(f"{out}: ")
    make("--lang", "ru")
    assert "24 ноября 2026\xa0г.: " in capsys.readouterr().out
    assert main(["site"]) == 2
