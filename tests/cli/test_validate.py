"""``ratgap validate`` and ``ratgap format`` as their users run them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from documents import check

from .conftest import Run

BASE = Path(__file__).parent.parent / "check" / "base"
EARLY = "    charter: {accession: [1999-12-31, ledger]}\n"
ODD = "    charter: {signature: [2000-03-01, ledger], accession: [2001-02-01, ledger]}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data set in order."""
    return Path(shutil.copytree(BASE, tmp_path / "data"))


def add(folder: Path, line: str) -> None:
    """Give the state XC an act."""
    path = folder / "states.yaml"
    text = path.read_text("utf-8")
    name = "  name: {en: Gammaland}\n"
    path.write_text(text.replace(name, f"{name}  acts:\n{line}"), "utf-8")


def test_in_order(here: Run, folder: Path) -> None:
    done = here("validate", str(folder))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"ratgap: note: no problems in {folder}\n"


def test_problems(here: Run, folder: Path) -> None:
    add(folder, EARLY)
    done = here("validate", cwd=folder.parent, env={"RATGAP_DATA": "data"})
    assert done.returncode == 1
    assert done.stderr == "ratgap: note: 1 error in data\n"
    assert done.stdout.startswith("data/states.yaml:15:26: error: Gammaland's accession of charter")
    assert done.stdout.endswith(" [act-before-adoption]\n")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("command", ["validate", "format"])
def test_without_a_folder(here: Run, folder: Path, tmp_path: Path, command: str) -> None:
    """The data beside one are meant, else those of the program; it is told which these are."""
    done = here(command, cwd=folder.parent, env={"RATGAP_DATA": ""})
    assert done.returncode == 0
    assert "no folder is named: this is data, in the working folder\n" in done.stderr
    add(folder, EARLY)
    done = here("validate", cwd=folder.parent, env={"RATGAP_DATA": ""})
    assert done.stdout.startswith("data/states.yaml:15:26: ")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "data").mkdir(parents=True)
    done = here(command, cwd=elsewhere, env={"RATGAP_DATA": ""})
    assert done.returncode == 0
    assert "no folder is named, and data has no data files: this is /" in done.stderr


def test_files_are_named_from_here(here: Run, folder: Path) -> None:
    add(folder, EARLY)
    done = here("validate", str(folder), cwd=folder.parent)
    assert done.stdout.startswith("data/states.yaml:15:26: ")
    assert here("validate", ".", cwd=folder).stdout.startswith("states.yaml:15:26: ")
    assert here("validate", "--data", "data", cwd=folder.parent).stdout.startswith("data/states")


def test_strict(here: Run, folder: Path) -> None:
    add(folder, ODD)
    done = here("validate", str(folder))
    assert (done.returncode, "warning:" in done.stdout) == (0, True)
    assert "1 warning in" in done.stderr
    done = here("validate", str(folder), "--strict")
    assert (done.returncode, "error:" in done.stdout) == (1, True)


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_formats(here: Run, folder: Path, form: str, tmp_path: Path) -> None:
    add(folder, EARLY)
    done = here("validate", str(folder), "--format", form)
    assert done.returncode == 1
    if form == "github":
        assert done.stdout.startswith(f"::error file={folder}/states.yaml,line=15,col=26,")
        return
    document = json.loads(done.stdout)
    if form == "json":
        check(done.stdout)
        assert document["counts"] == {"error": 1, "warning": 0}
    saved = tmp_path / "out"
    assert here("validate", str(folder), "-f", form, "-o", str(saved)).returncode == 1
    assert json.loads(saved.read_text("utf-8")) == document


def test_every_problem_not_the_first_twenty(here: Run, folder: Path) -> None:
    text = "".join(f"X{c}:\n  nam: x\n" for c in "EFGHIJKLMNOPQRSTUVW")
    with (folder / "states.yaml").open("a") as stream:
        stream.write(text)
    done = here("validate", str(folder))
    assert done.stdout.count("[shape-unknown-key]") == 19
    assert "pass over what cannot be read: XE, XF, XG and 16 more" in done.stderr


def test_unusable(here: Run, folder: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "none", folder / "states.yaml"):
        done = here("validate", str(target))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
    (folder / "states.yaml").unlink()
    done = here("validate", str(folder))
    assert (done.returncode, "[file-missing]" in done.stdout) == (1, True)


def test_pages_of_rules(here: Run) -> None:
    assert here("validate", "--explain", "checkpoint").stdout.startswith("## checkpoint\n")
    assert here("validate", "--explain", "yaml-tab").stdout.startswith("## yaml-tab\n")
    done = here("validate", "--explain", "checkpont")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean checkpoint?" in done.stderr


def test_a_closed_pipe(run: Run, folder: Path) -> None:
    add(folder, EARLY)
    read, write = os.pipe()
    os.close(read)
    done = run("validate", str(folder), stdout=write)
    os.close(write)
    assert (done.returncode, "Traceback" in done.stderr) == (141, False)


def disorder(folder: Path) -> str:
    """Put the states out of order; return the text as it was."""
    path = folder / "states.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"# The states.\nXZ:\n  name: {{ en: Zed }}  # last\n{text}", "utf-8")
    return f"# The states.\n{text}XZ:\n  name: {{en: Zed}}  # last\n"


def test_format_shows_what_it_would_change(here: Run, folder: Path) -> None:
    assert "as it should be" in here("format", str(folder)).stderr
    disorder(folder)
    before = (folder / "states.yaml").read_bytes()
    done = here("format", "data", cwd=folder.parent)
    assert done.returncode == 0
    assert "--- data/states.yaml\n+++ data/states.yaml\n" in done.stdout
    assert "+  name: {en: Zed}  # last\n" in done.stdout
    assert (folder / "states.yaml").read_bytes() == before


def test_format_check(here: Run, folder: Path) -> None:
    assert here("format", str(folder), "--check").returncode == 0
    disorder(folder)
    done = here("format", "data", "--check", cwd=folder.parent)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "data/states.yaml:2:1: XZ belongs behind XD",
        "data/states.yaml:3:10: this line should read name: {en: Zed}  # last",
    ]


def test_format_write(here: Run, folder: Path) -> None:
    after = disorder(folder)
    os.chmod(folder / "states.yaml", 0o640)
    done = here("format", "data", "--write", cwd=folder.parent)
    assert (done.returncode, done.stdout) == (0, "rewrote data/states.yaml\n")
    assert (folder / "states.yaml").read_text("utf-8") == after
    assert (folder / "states.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in folder.iterdir()) == sorted(p.name for p in BASE.iterdir())
    again = here("format", "data", "--write", cwd=folder.parent)
    assert (again.returncode, again.stdout) == (0, "")
    assert here("validate", "data", cwd=folder.parent).returncode == 0


def test_format_keeps_off_what_it_cannot_read(here: Run, folder: Path) -> None:
    disorder(folder)
    with (folder / "groups.yaml").open("a") as stream:
        stream.write("broken: [\n")
    before = (folder / "states.yaml").read_bytes()
    done = here("format", str(folder), "--write")
    assert (done.returncode, done.stdout) == (2, "")
    assert "yaml-syntax" in done.stderr
    assert (folder / "states.yaml").read_bytes() == before


def test_format_needs_no_whole_data_set(here: Run, tmp_path: Path) -> None:
    """An editor may lay out the one file that is there; of none, it says so."""
    (tmp_path / "states.yaml").write_text("XC:\n  name: {  en: Gammaland}\n", "utf-8")
    assert here("format", str(tmp_path), "--write").returncode == 0
    assert (tmp_path / "states.yaml").read_text("utf-8") == "XC:\n  name: {en: Gammaland}\n"
    (tmp_path / "states.yaml").unlink()
    done = here("format", str(tmp_path))
    assert (done.returncode, "file-missing" in done.stderr) == (2, True)


def test_format_both_ways(here: Run, folder: Path) -> None:
    done = here("format", str(folder), "--check", "--write")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_format_without_permission(here: Run, folder: Path) -> None:
    disorder(folder)
    os.chmod(folder, 0o555)
    try:
        done = here("format", str(folder), "--write")
    finally:
        os.chmod(folder, 0o755)
    assert (done.returncode, "cannot write" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_format_follows_a_link(here: Run, folder: Path, tmp_path: Path) -> None:
    after = disorder(folder)
    real = tmp_path / "elsewhere.yaml"
    (folder / "states.yaml").rename(real)
    (folder / "states.yaml").symlink_to(real)
    assert here("format", str(folder), "--write").returncode == 0
    assert (folder / "states.yaml").is_symlink()
    assert real.read_text("utf-8") == after


def test_formats_for_hosts_name_files_from_the_root_of_the_repository(
    here: Run, folder: Path, tmp_path: Path
) -> None:
    add(folder, EARLY)
    (tmp_path / "repo").mkdir()
    sub = Path(shutil.move(folder, tmp_path / "repo" / "data")).parent
    for asked, at in (("data", sub), ("repo/data", tmp_path), (str(sub / "data"), sub / "data")):
        for root, env, named in (
            (tmp_path, {"GITHUB_WORKSPACE": str(tmp_path)}, "repo/data/states.yaml"),
            (sub, {"GITHUB_WORKSPACE": str(sub)}, "data/states.yaml"),
            (tmp_path, {}, "repo/data/states.yaml"),
            (sub, {"GITHUB_WORKSPACE": str(tmp_path / "elsewhere")}, "data/states.yaml"),
        ):
            git = root / ".git"
            git.mkdir()
            env = {"GITHUB_WORKSPACE": ""} | env
            done = here("validate", asked, "--format", "github", cwd=at, env=env)
            assert done.stdout.startswith(f"::error file={named},line=15,col=26,")
            sarif = json.loads(here("validate", asked, "-f", "sarif", cwd=at, env=env).stdout)
            location = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
            assert location["artifactLocation"] == {"uri": named, "uriBaseId": "%SRCROOT%"}
            git.rmdir()
    # For people, and for programs here, files are named from here.
    assert here("validate", "data", cwd=sub).stdout.startswith("data/states.yaml:15:26")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d"])
def test_formulas_are_named_and_stand_harmless_in_csv(here: Run, folder: Path, sign: str) -> None:
    path = folder / "states.yaml"
    text = path.read_text("utf-8")
    name = f'"{sign}HYPERLINK(1,2)"'
    path.write_text(text.replace("{en: Gammaland}", f"{{en: {name}, fr: A{sign}B}}"), "utf-8")
    sources = folder / "sources.yaml"
    titled = sources.read_text("utf-8").replace("title: ", "title: &", 1)
    before, _, after = titled.partition("&")
    old = after.partition("\n")[0]
    sources.write_text(f'{before}"{sign}{old}"\n{after.partition(chr(10))[2]}', "utf-8")
    done = here("validate", str(folder))
    told = [line for line in done.stdout.splitlines() if "[formula]" in line]
    assert [line.split(":")[0].rpartition("/")[2] for line in told] == [
        "sources.yaml",
        "states.yaml",
    ]
    shown = here("states", "--data", str(folder), "--format", "csv").stdout
    first, apart = sign, "'"
    assert f',"{apart}{first}HYPERLINK(1,2)' in shown
    assert not first or f",{first}" not in shown
    assert f',"{first}' not in shown
    listed = here("sources", "--data", str(folder), "--format", "csv").stdout
    assert f",{apart}{first}{old}" in listed
    # Programs read what is recorded.
    told_all = json.loads(here("states", "--data", str(folder), "--format", "json").stdout)
    assert f"{first}HYPERLINK(1,2)" in [state["name"] for state in told_all["states"]]
