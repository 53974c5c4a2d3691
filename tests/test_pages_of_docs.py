"""The pages: no dead link, contents that name what there is; and man shows its own."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from manual import page

from ratgap.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "LICENSE.md"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_link_is_dead(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    near = [target for target in targets if target and "://" not in target]
    assert [target for target in near if not (path.parent / target).exists()] == []


def test_the_contents_name_pages_that_there_are() -> None:
    contents = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    named = [
        page for part in contents for pages in part.values() for p in pages for page in p.values()
    ]
    assert len(named) == len(set(named))
    assert set(named) <= {path.name for path in (ROOT / "docs").glob("*.md")}


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
def test_the_manual_is_read_without_a_complaint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "78")
    (tmp_path / "ratgap.1").write_text(page(), "utf-8")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "ratgap.1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert all(f"ratgap {name} " in done.stdout for name in COMMANDS)
