"""What other repositories use: the action's scripts, run as a runner would; the workflows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "docs/samples/diff"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
RATGAP = Path(sys.executable).parent / "ratgap"


def _step(name: str) -> dict[str, Any]:
    refresh = yaml.safe_load((ROOT / ".github/workflows/refresh.yml").read_text("utf-8"))
    steps = [*ACTION["runs"]["steps"], *refresh["jobs"]["refresh"]["steps"]]
    (step,) = [s for s in steps if s.get("name") == name]
    assert isinstance(step, dict)
    return step


class Runner:
    """Runs the steps of the action in a repository, as a code host's machine would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder.parent / "temporary"
        self.temporary.mkdir()
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        names = {f"GIT_{who}_NAME": "A. Clerk" for who in ("AUTHOR", "COMMITTER")}
        mails = {f"GIT_{who}_EMAIL": "clerk@example.org" for who in ("AUTHOR", "COMMITTER")}
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=os.environ | names | mails | none,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", ".")
        self.git("commit", "-qm", message)
        return self.git("rev-parse", "HEAD")

    def run(self, name: str, **env: str) -> tuple[int, str, str]:
        """Return the exit code, what was printed and the outputs of the step ``name``."""
        outputs = self.temporary / "outputs"
        outputs.write_text("")
        given = {
            "RATGAP": str(RATGAP),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(self.temporary / "summary"),
            "DATA": "data",
        }
        step = _step(name)
        given |= {key: "" for key in step.get("env", {}) if key not in given} | env
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env=os.environ | given,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr, outputs.read_text("utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    found = Runner(tmp_path / "repository")
    shutil.copytree(SAMPLE, found.folder / "data", ignore=shutil.ignore_patterns("edited"))
    found.commit("The data")
    return found


def _edit(runner: Runner) -> None:
    shutil.copy(SAMPLE / "edited/states.yaml", runner.folder / "data")


def test_the_check_annotates_and_fails(runner: Runner) -> None:
    assert runner.run("Check the data")[0] == 0
    states = runner.folder / "data/states.yaml"
    states.write_text(states.read_text("utf-8").replace("2018-02-03", "2018-02-30"), "utf-8")
    code, printed, _ = runner.run("Check the data")
    assert code == 1
    assert re.search(r"^::error file=data/states\.yaml,line=\d+,", printed, re.MULTILINE)


def test_the_edits_of_a_merged_pull_request_alone_are_told(runner: Runner) -> None:
    """The base branch has moved on since: its own edits are not the pull request's."""
    base = runner.git("rev-parse", "HEAD")
    runner.git("checkout", "-qb", "edits")
    _edit(runner)
    runner.commit("Edits")
    runner.git("checkout", "-q", "main")
    sources = runner.folder / "data/sources.yaml"
    sources.write_text(sources.read_text("utf-8").replace("Harbour Gazette, 2021", "Gazette"))
    runner.commit("Another edit")
    runner.git("merge", "-q", "--no-edit", "edits")
    code, _, outputs = runner.run("Tell what the edits mean", PULL_REQUEST_BASE=base)
    assert code == 0
    assert outputs.startswith("changed=true\n")
    assert "| added | Bollard (XB) | harbour-2000 | ratification |" in outputs
    assert "Gazette" not in outputs
    body = (runner.temporary / "ratgap-comment.md").read_text("utf-8")
    assert body in outputs
    assert (runner.temporary / "summary").read_text("utf-8") == body


def test_a_base_that_was_not_fetched_is_fetched(runner: Runner, tmp_path: Path) -> None:
    base = runner.git("rev-parse", "HEAD")
    _edit(runner)
    runner.commit("Edits")
    clone = tmp_path / "clone"
    runner.git("clone", "-q", "--depth=1", f"file://{runner.folder}", str(clone))
    runner.folder = clone
    code, printed, outputs = runner.run("Tell what the edits mean", BASE=base)
    assert code == 0, printed
    assert "changed=true" in outputs


def test_nothing_to_compare_with_and_nothing_changed(runner: Runner) -> None:
    code, _, outputs = runner.run("Tell what the edits mean")
    assert (code, outputs) == (0, "")
    code, _, outputs = runner.run("Tell what the edits mean", BASE="main")
    assert code == 0
    assert outputs.startswith("changed=false\n")


def test_data_that_cannot_be_read_do_not_hide_the_check(runner: Runner) -> None:
    (runner.folder / "data/states.yaml").write_text("XA: {nam: {en: Quay}}\n")
    code, printed, outputs = runner.run("Tell what the edits mean", BASE="main")
    assert code == 0
    assert "data/states.yaml:1:6" in printed
    assert "cannot be told: see the log" in outputs


@pytest.mark.parametrize(
    "base", ["--upload-pack=touch stolen", "-x", "$(touch stolen)", "main; touch stolen", "a\nb"]
)
def test_a_base_is_nothing_but_a_revision(runner: Runner, base: str) -> None:
    code, _, outputs = runner.run("Tell what the edits mean", BASE=base)
    assert code != 0
    assert outputs == ""
    assert not (runner.folder / "stolen").exists()


GH = """#!/bin/sh
echo "$*" >> "$GH_LOG"
[ "$1 $2" != "pr list" ] || cat "$GH_OPEN"
"""


def test_a_refresh_becomes_one_pull_request(runner: Runner, tmp_path: Path) -> None:
    """With programs of the code host's command line and of ratgap in their places."""
    tools, log, opened = tmp_path / "bin", tmp_path / "log", tmp_path / "open"
    tools.mkdir()
    (tools / "gh").write_text(GH)
    lists = 'printf "The lists\\n" > "$RUNNER_TEMP/body.md"; exit 2'
    (tools / "ratgap").write_text(f'#!/bin/sh\n[ "$1" != refresh ] || {{ {lists}; }}\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    opened.write_text("")
    env = {"GH_LOG": str(log), "GH_OPEN": str(opened), "BRANCH": "refresh", "BASE": "main"}
    env["PATH"] = f"{tools}{os.pathsep}{os.environ['PATH']}"
    remote = tmp_path / "remote.git"
    runner.git("init", "-q", "--bare", str(remote))
    runner.git("remote", "add", "origin", str(remote))

    assert runner.run("Refresh and check", **env)[2] == "code=2\n"
    for call in ("create", "edit"):
        _edit(runner)
        assert runner.run("Refresh and check", **env)[2] == "code=2\nchanged=true\n"
        code, printed, _ = runner.run("Open or renew the pull request", **env)
        assert code == 0, printed
        assert f"pr {call} " in log.read_text("utf-8")
        assert f"--body-file {runner.temporary}/body.md" in log.read_text("utf-8")
        assert runner.git("ls-remote", "origin", "refresh").startswith(runner.git("rev-parse", "@"))
        runner.git("checkout", "-q", "main")
        runner.git("branch", "-qD", "refresh")
        opened.write_text("7")
    assert runner.run("Fail where a list was not taken", CODE="2")[0] == 2


def test_a_version_is_nothing_but_a_version(runner: Runner) -> None:
    code, printed, _ = runner.run("Install ratgap", VERSION="1 --index-url x", PYTHON="false")
    assert code == 2
    assert "no version" in printed


def _scripts() -> list[Any]:
    found = [(f"action: {s.get('name')}", s) for s in ACTION["runs"]["steps"]]
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            found += [(f"{path.name}: {s.get('name', s.get('run'))}", s) for s in job["steps"]]
    return [pytest.param(step, id=name) for name, step in found]


@pytest.mark.parametrize("step", _scripts())
def test_scripts_take_nothing_from_outside_as_text(step: dict[str, Any]) -> None:
    assert "${{" not in step.get("run", "")
    if "uses" in step and step["uses"] != "./":
        assert re.fullmatch(r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", step["uses"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_ask_for_no_more_than_they_need(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job


def test_the_page_shows_what_this_repository_does() -> None:
    """docs/ci.md differs from the workflows here in what ratgap is installed from alone."""
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    blocks = [yaml.safe_load(b) for b in re.findall(r"^```yaml\n(.*?)^```$", page, re.M | re.S)]
    pre_commit, data, refresh = blocks
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    asked = [hook["id"] for hook in pre_commit["repos"][0]["hooks"]]
    assert sorted(asked) == sorted(hook["id"] for hook in hooks)
    ours = {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in WORKFLOWS}
    assert data["jobs"]["data"]["steps"][-1] == ours["ci"]["jobs"]["data"]["steps"][-1]
    job, our_job = refresh["jobs"]["refresh"], ours["refresh"]["jobs"]["refresh"]
    assert job["steps"][3:] == our_job["steps"][3:]
    assert job["permissions"] == our_job["permissions"]
    for name in ("data", "base", "strict", "version", "python-version"):
        assert f"| `{name}` |" in page
    assert set(ACTION["inputs"]) == {"data", "base", "strict", "version", "python-version"}


def test_hooks_see_data_files_and_no_others() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["ratgap-validate", "ratgap-format"]
    for hook in hooks:
        assert re.search(hook["files"], "data/states.yaml")
        assert re.search(hook["files"], "commitments.yaml")
        assert not re.search(hook["files"], "data/united-states.yaml")
        assert not hook["pass_filenames"]
