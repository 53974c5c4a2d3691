"""``ratgap diff``: between folders, files and revisions, and since a day."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ratgap.cli.app import main
from ratgap.present.schema import schema

REGIME = Path(__file__).parent.parent / "regime"
GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md"}
DAY = ["--as-of", "2000-06-30"]
Edit = Callable[..., None]

FERRY = "QP:\n  name: {en: Pellia, ru: Пеллия}\n  alpha3: QPE\n  acts:\n"
JOINED = "    ferry-1950: {accession: [1999-01-01, ledger-2000]}\n"


def _edit(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def _everything(folder: Path) -> None:
    """Change something of every kind."""
    _edit(
        folder / "states.yaml",
        (FERRY, FERRY + JOINED),
        ("approval: [1978-06-01, ledger-2000]", "approval: [1978-06-11, ledger-2000]"),
        ("accession: [1992-02-02, ledger-2000]", "accession: [1992-02-02, ledger-2000, new-list]"),
        ("    river-1900: {signature: [1901-01-20, roll-1920]}\n", ""),
        (", note: Only a pamphlet says so.", ""),
        ("not_party: [1985-01-01, gazette-1985]", "not_party: [1985-01-02, gazette-1985]"),
        ("  also: [Kingdom of Marrow, Republic of Marrow]", "  also: [Republic of Marrow, Marra]"),
    )
    _edit(
        folder / "sources.yaml",
        (
            "pamphlet-2005:\n",
            "new-list:\n  title: New List | <b>@someone</b>\n  kind: dataset\n  trust: good\n"
            "  readings:\n    river-1990: {as_of: 2005-01-01, gives: [consents]}\npamphlet-2005:\n",
        ),
        ("absent_until: 2000-06-30, parties: 3", "absent_until: 2000-06-30, parties: 4"),
    )


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(REGIME, tmp_path / "edited"))
    _everything(folder)
    return folder


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
    _edit(data / "states.yaml", (FERRY, FERRY + JOINED))
    git("commit", "-qam", "Pellia joins")
    return data


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    assert main(["diff", *arguments, *DAY, "--format", "json"]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    document: dict[str, Any] = json.loads(printed.out)
    name = document["schema"].split("/")[1]
    Draft202012Validator(schema(name)).validate(document)
    return document


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["diff", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("ratgap: error: ")
    return line.removeprefix("ratgap: error: ")


def _ferry(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(a["edit"], a["state"]) for a in document["acts"] if a["instrument"] == "ferry-1950"]


# Formats.


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_output(
    form: str,
    edited: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(edited.parent)
    shutil.copytree(REGIME, "regime")
    assert main(["diff", "regime", "edited", *DAY, "--format", form]) == 0
    printed = capsys.readouterr().out
    _same(f"diff.{ENDINGS[form]}", printed)
    if form == "json":
        Draft202012Validator(schema("diff")).validate(json.loads(printed))


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_since(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    asked = ["--since", "1980-01-01", "-g", "delta", "-s", "QR", "-s", "QP"]
    assert main(["diff", *asked, *DAY, "--format", form]) == 0
    printed = capsys.readouterr().out
    _same(f"since.{ENDINGS[form]}", printed)
    if form == "json":
        Draft202012Validator(schema("since")).validate(json.loads(printed))
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(printed)))
        assert {row["certain"] for row in rows} == {"true", "false"}
        assert "https://example.org/ledger" in {row["source_address"] for row in rows}


def _same(name: str, printed: str) -> None:
    lasting = re.sub(r'("(?:version|digest)": )"[^"]*"', r'\1"..."', printed)
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(lasting, "utf-8")
    assert lasting == path.read_text("utf-8")


def test_a_comment_calls_nobody_and_closes_no_cell(
    edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(REGIME), str(edited), "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert "@" not in text
    assert r"New List \| \<b\>&#64;someone\</b\>" in text


def test_a_long_comment_is_folded_and_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = Path(shutil.copytree(REGIME, tmp_path / "old"))
    new = Path(shutil.copytree(REGIME, tmp_path / "new"))
    codes = [f"A{a}{b}{c}" for a in "ABCDEFGH" for b in "ABCDEFGHIJ" for c in "ABCDEFGHIJ"]
    line = "{}:\n  name: {{en: State of {}}}\n  acts:\n"
    line += "    lock-1975: {{accession: [{}, ledger-2000]}}\n"
    for folder, day in ((old, "1990-01-01"), (new, "1990-01-02")):
        with (folder / "states.yaml").open("a", encoding="utf-8") as stream:
            stream.writelines(line.format(code, code, day) for code in codes)
    assert main(["diff", str(old), str(new), "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert len(text) <= 65_536
    assert "<details>" in text
    assert "more rows are left out here" in text
    assert len(_json(capsys, str(old), str(new))["acts"]) == len(codes)


@pytest.mark.parametrize("day", ["1899-01-01", "1951-06-01", "2000-06-30", "2026-11-24"])
def test_data_that_have_nothing_in_common(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = REGIME.parent.parent / "docs/samples/diff"
    for sides in ((REGIME, other), (other, REGIME)):
        asked = [*map(str, sides), "--as-of", day, "--exit-code"]
        for form in ("text", "markdown"):
            assert main(["diff", *asked, "--format", form]) == 1
            assert "None" not in (text := capsys.readouterr().out)
            assert "{" not in text
        assert main(["diff", *asked, "--format", "json"]) == 1
        found = json.loads(capsys.readouterr().out)
        Draft202012Validator(schema("diff")).validate(found)
        assert {act["edit"] for act in found["acts"]} == {"added", "removed"}


# Nothing.


def test_the_same_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(REGIME), str(REGIME), "--exit-code"]) == 0
    assert capsys.readouterr().out.endswith(": nothing changed\n")


def test_another_layout_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(REGIME, tmp_path / "laid-out"))
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^(?=\w)", "\n# A comment\n", text, flags=re.MULTILINE)
        file.write_text(text.replace(": {", ":   { ").replace("}\n", " }  # why\n"), "utf-8")
    blocks = re.split(r"^(?=\S)", (folder / "states.yaml").read_text("utf-8"), flags=re.MULTILINE)
    (folder / "states.yaml").write_text("".join(reversed(blocks)), "utf-8")
    found = _json(capsys, str(REGIME), str(folder), "--exit-code")
    assert found["changed"] is False
    assert found["data"] != found["old_data"]
    assert main(["diff", str(REGIME), str(folder)]) == 0
    assert "layout, order or comments only" in capsys.readouterr().out


def test_exit_code(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _json(capsys, str(REGIME), str(edited), "--exit-code", code=1)["changed"] is True


# Files.


def test_two_files_are_read_with_the_files_beside_the_new_one(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(REGIME / "sources.yaml", edited)
    _edit(edited / "states.yaml", (", new-list]", "]"))
    saved = tmp_path / "saved.yaml"
    shutil.copy(REGIME / "states.yaml", saved)
    found = _json(capsys, str(saved), str(edited / "states.yaml"))
    assert _ferry(found) == [("added", "QP")]
    assert not found["readings"]


def test_a_file_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "states.yaml"
    shutil.copy(REGIME / "states.yaml", file)
    _edit(file, (FERRY, FERRY + JOINED))
    assert _ferry(_json(capsys, str(REGIME), str(file))) == [("added", "QP")]
    assert _ferry(_json(capsys, str(file), str(REGIME))) == [("removed", "QP")]


def test_a_folder_or_a_file_alone_is_compared_with_the_data_in_use(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _ferry(_json(capsys, str(edited), "--data", str(REGIME))) == [("removed", "QP")]
    file = tmp_path / "states.yaml"
    shutil.copy(REGIME / "states.yaml", file)
    _edit(file, (FERRY, FERRY + JOINED))
    assert _ferry(_json(capsys, str(file), "--data", str(REGIME))) == [("removed", "QP")]


def test_a_file_of_no_known_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yaml").write_text("QA: {name: {en: Quay}}", "utf-8")
    assert "which data file is that?" in _refused(capsys, str(tmp_path / "x.yaml"), str(REGIME))


def test_problems_of_both_sides_are_told_by_their_own_names(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "states.yaml"
    bad.write_text("QA: {nam: {en: Quay}}\n", "utf-8")
    (edited / "groups.yaml").write_text("x: {}\n", "utf-8")
    assert main(["diff", str(bad), str(edited)]) == 2
    told = capsys.readouterr().err
    assert f"{bad}:1:6: " in told
    assert f"{edited / 'groups.yaml'}:1:" in told
    assert "Traceback" not in told


# Revisions.


@pytest.mark.parametrize(
    "asked", [["main..more"], ["main", "more"], ["main"], ["main..."], ["main.."]]
)
@pytest.mark.usefixtures("history")
def test_revisions(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, *asked)
    assert _ferry(found) == [("added", "QP")]
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
    assert _json(capsys, "HEAD")["changed"] is False
    _edit(history / "states.yaml", (JOINED, ""))
    assert _ferry(_json(capsys, "HEAD")) == [("removed", "QP")]
    assert _json(capsys, "main")["changed"] is False


def test_three_dots_start_where_the_branches_went_apart(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    git("checkout", "-q", "main")
    _edit(history / "groups.yaml", ("    QO: {}\n", ""))
    git("commit", "-qam", "Ostrel leaves")
    assert [r["part"] for r in _json(capsys, "main..more")["records"]] == ["groups"]
    assert _json(capsys, "main...more")["records"] == []


def test_data_elsewhere_in_the_repository(
    history: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    git("mv", "data", "more data")
    git("commit", "-qm", "Moved")
    assert _json(capsys, "HEAD", "--path", "more data")["changed"] is False
    assert "no folder more data in main" in _refused(capsys, "main", "--path", "more data")
    whole = Path("more data").absolute()
    assert _json(capsys, "HEAD", "--path", str(whole))["changed"] is False


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
    assert _json(capsys, "HEAD", "--path", path)["changed"] is False


def test_git_variables_of_a_hook_do_not_mislead(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir(history)
    assert _ferry(_json(capsys, "main", "more", "--path", ".")) == [("added", "QP")]


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
    assert told in _refused(capsys, *asked)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    "revision", ["--output=stolen", "-h", "--upload-pack=touch stolen", "-c core.pager=x", "--all"]
)
def test_a_revision_is_never_an_option(revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nor a revision that the repository has" in _refused(capsys, "--", revision)
    assert "nor a revision that the repository has" in _refused(capsys, "--", f"{revision}..main")
    assert not Path("stolen").exists()


def test_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "not a git repository" in _refused(capsys, "main")


def test_no_git(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(history))
    assert "git is not installed" in _refused(capsys, "main")


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
    assert "HEAD:data/sources.yaml: file-missing" in _refused(capsys, "HEAD")


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
    import tempfile

    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    _json(capsys, "main..more")
    assert not list(folder.iterdir())


# Since.


def test_since_tells_of_those_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "--since", "1985-01-01", "--data", str(REGIME), "-s", "Umber")
    assert found["query"] == {"since": "1985-01-01", "until": "2000-06-30", "states": ["QU"]}
    assert [(a["date"], a["instrument"], a["source"]["id"]) for a in found["acts"]] == [
        ("1990-10-10", "lock-1975", "register-1995"),
        ("1992-02-02", "river-1990", "ledger-2000"),
    ]


def test_since_with_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--data", str(REGIME), "-s", "Umber", "--exit-code"]
    _json(capsys, "--since", "1992-02-01", *asked, code=1)
    _json(capsys, "--since", "1992-02-02", *asked)
