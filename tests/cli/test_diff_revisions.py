"""``ratgap diff`` between git revisions, and against the files as they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ratgap.cli.main import main

from .diffing import FERRY, JOINED, REGIME, edit, ferry, refused, told_as_json


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run git in a repository at ``tmp_path / "repo"``, which is the working folder."""
    repository = tmp_path / "repo"
    repository.mkdir()
    monkeypatch.chdir(repository)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A. Clerk")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "clerk@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    run("init", "-q", "-b", "main")
    return run


@pytest.fixture
def history(git: Callable[..., str]) -> Path:
    """Return the data folder of a repository: main, and the edits on a branch "more"."""
    data = Path(shutil.copytree(REGIME, "data"))
    git("add", ".")
    git("commit", "-qm", "The regime")
    git("checkout", "-qb", "more")
    edit(data / "states.yaml", (FERRY, FERRY + JOINED))
    git("commit", "-qam", "Pellia joins")
    return data


@pytest.mark.parametrize(
    "asked", [["main..more"], ["main", "more"], ["main"], ["main..."], ["main.."]]
)
@pytest.mark.usefixtures("history")
def test_revisions(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = told_as_json(capsys, *asked)
    assert ferry(found) == [("added", "QP")]
    assert found["query"]["old"] == "main"
    assert found["counts"]["gaps_closed"] == 1


def test_a_full_commit_is_shown_short(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    commit = git("rev-parse", "main")
    assert main(["diff", commit, str(history)]) == 0
    assert capsys.readouterr().out.startswith(f"From {commit[:12]} to {history}\n")


def test_a_revision_is_compared_with_the_files_as_they_are(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told_as_json(capsys, "HEAD")["changed"] is False
    edit(history / "states.yaml", (JOINED, ""))
    assert ferry(told_as_json(capsys, "HEAD")) == [("removed", "QP")]
    assert told_as_json(capsys, "main")["changed"] is False


def test_three_dots_start_where_the_branches_went_apart(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    git("checkout", "-q", "main")
    edit(history / "groups.yaml", ("    QO: {}\n", ""))
    git("commit", "-qam", "Ostrel leaves")
    assert [r["part"] for r in told_as_json(capsys, "main..more")["records"]] == ["groups"]
    assert told_as_json(capsys, "main...more")["records"] == []


def test_data_elsewhere_in_the_repository(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    git("mv", "data", "more data")
    git("commit", "-qm", "Moved")
    assert told_as_json(capsys, "HEAD", "--path", "more data")["changed"] is False
    assert told_as_json(capsys, "HEAD", "--data", "more data")["changed"] is False
    assert "no folder more data in main" in refused(capsys, "main", "--data", "more data")
    assert "no folder more data in main" in refused(capsys, "main", "--path", "more data")
    whole = Path("more data").absolute()
    assert told_as_json(capsys, "HEAD", "--path", str(whole))["changed"] is False


@pytest.mark.parametrize("folder", [".", "sub"])
def test_paths_start_from_the_working_folder(
    folder: str,
    git: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Data at the top of the repository, and asked for from a folder below."""
    shutil.copytree(REGIME, ".", dirs_exist_ok=True)
    Path("sub").mkdir()
    git("add", ".")
    git("commit", "-qm", "The regime")
    monkeypatch.chdir(folder)
    path = "." if folder == "." else ".."
    assert told_as_json(capsys, "HEAD", "--path", path)["changed"] is False


def test_git_variables_of_a_hook_do_not_mislead(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir(history)
    assert ferry(told_as_json(capsys, "main", "more", "--path", ".")) == [("added", "QP")]


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["nowhere"], '"nowhere" is no file or folder here, nor a revision'),
        (["main..nowhere"], '"nowhere" is no file or folder'),
        (["main", "nowhere"], '"nowhere" is no file or folder'),
        (["main..more", "more"], 'leave out "more"'),
        (["./nowhere"], "no such folder"),
        (["nowhere.yaml"], "no such folder"),
        (["main", "--path", "elsewhere"], "there is no folder elsewhere in main"),
        (["main", "--path", "data/states.yaml"], "there is no folder data/states.yaml in main"),
        ([], "name what to compare"),
        (["main", "--format", "csv"], "--format csv goes with --since"),
        (["main", "--state", "QP"], "go with --since"),
        (["main", "--since", "2000-01-01"], "leave out OLD and NEW"),
        (["main", "--as-of", "yesterday"], '--as-of: "yesterday"'),
        (["--since", "yesterday"], '--since: "yesterday"'),
        (["--since", "2001-01-01", "--as-of", "2000-01-01"], "comes after"),
        (["HEAD^{tree}"], "nor a revision"),
        (["^main"], "nor a revision"),
        (["main\nmore"], "nor a revision"),
        (["a\0b"], "no such character"),
    ],
)
def test_refusals(asked: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told in refused(capsys, *asked)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    "revision", ["--output=stolen", "-h", "--upload-pack=touch stolen", "-c core.pager=x", "--all"]
)
def test_a_revision_is_never_an_option(revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nor a revision that the repository has" in refused(capsys, "--", revision)
    assert "nor a revision that the repository has" in refused(capsys, "--", f"{revision}..main")
    assert not Path("stolen").exists()


def test_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "not a git repository" in refused(capsys, "main")


def test_no_git(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(history))
    assert "git is not installed" in refused(capsys, "main")


def test_old_data_that_no_longer_loads(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(history / "states.yaml", "kept.yaml")
    (history / "states.yaml").write_text("QA: {nam: {en: Quay}}\n", "utf-8")
    git("commit", "-qam", "Broken")
    shutil.copy("kept.yaml", history / "states.yaml")
    assert main(["diff", "HEAD"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told
    assert all(line.startswith("ratgap: error: HEAD:data/") for line in told)
    assert any("HEAD:data/states.yaml:1:6" in line for line in told)


def test_a_revision_without_a_file(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    git("rm", "-q", "data/sources.yaml")
    git("commit", "-qm", "Lost")
    shutil.copy(REGIME / "sources.yaml", history)
    assert "HEAD:data/sources.yaml: file-missing" in refused(capsys, "HEAD")


def test_a_link_in_the_repository_is_not_followed(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(history / "states.yaml", "outside.yaml")
    (history / "states.yaml").unlink()
    (history / "states.yaml").symlink_to("../outside.yaml")
    git("add", "data")
    git("commit", "-qm", "A link")
    assert main(["diff", "HEAD"]) == 2
    assert "HEAD:data/states.yaml" in capsys.readouterr().err


@pytest.mark.usefixtures("history")
def test_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    told_as_json(capsys, "main..more")
    assert not list(folder.iterdir())


def test_a_shallow_clone_tells_what_to_fetch(
    history: Path,
    git: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("checkout", "-q", "main")
    git("commit", "-q", "--allow-empty", "-m", "More of main")
    origin = history.absolute().parent
    assert "fetch-depth" not in refused(capsys, "HEAD~9")
    monkeypatch.chdir(origin.parent)
    git("clone", "-q", "--depth", "1", "-b", "more", f"file://{origin}", "shallow")
    monkeypatch.chdir("shallow")
    git("fetch", "-q", "--depth", "1", "origin", "main:main")
    for asked, told in (("main...HEAD", "no commit in common"), ("HEAD~1", "no file or folder")):
        line = refused(capsys, asked)
        assert told in line
        assert "the clone is shallow: fetch more of the history" in line
        assert "fetch-depth: 0" in line


@pytest.mark.skipif(sys.platform == "win32", reason="no bound of a process's files there")
def test_a_file_that_a_commit_packs_tight_is_not_unpacked(
    history: Path, git: Callable[..., str]
) -> None:
    import resource

    (history / "groups.yaml").write_bytes(b"#" * (64 << 20))
    git("commit", "-qam", "Groups")
    bound = 32 << 20

    def within_bounds() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bound, bound))

    asked = [sys.executable, "-m", "ratgap", "diff", "main", "more", "-f", "json"]
    done = subprocess.run(asked, capture_output=True, text=True, preexec_fn=within_bounds)
    assert done.returncode == 2
    assert "more:data/groups.yaml: file-too-large" in done.stderr
