"""The layers of the program: no module knows of what is above it, nor of one that knows of it."""

from __future__ import annotations

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest


def test_the_contracts_are_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def circle(package: str) -> list[str]:
    """Return the modules that import each other in turn, for their types alone perhaps."""
    graph = grimp.build_graph(package, exclude_type_checking_imports=False, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    # Of the package itself only the version.
    others = {name: known - {package} for name, known in imports.items()}
    try:
        TopologicalSorter(others).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_is_imported_by_what_it_imports() -> None:
    assert circle("ratgap") == []


@pytest.mark.parametrize("where", ["if TYPE_CHECKING:\n    ", "def use():\n    ", ""])
def test_a_circle_for_types_or_in_a_function_counts(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "turning"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "one.py").write_text("import turning.other\n")
    text = f"from typing import TYPE_CHECKING\n\n{where}from turning.one import thing\n"
    (folder / "other.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    assert set(circle("turning")) == {"turning.one", "turning.other"}
