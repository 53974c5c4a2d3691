"""Run the commands of commands.txt on two checkouts over the same data, and tell what differs.

    python tests/corpus/run.py            this tree against the merge base with main
    python tests/corpus/run.py REVISION   this tree against a revision
    python tests/corpus/run.py --one CHECKOUT DATA OUT    one side: what every command gave

What is compared: standard output, standard error, the exit code, the data files that an import
wrote. Exit codes: 0 nothing differs; 1 something does.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
Outcome = dict[str, str]


def main(arguments: list[str]) -> int:
    """Compare two trees, or run the commands on one; return the exit code."""
    if arguments[:1] == ["--one"]:
        checkout, data, out = map(Path, arguments[1:])
        outcomes = dict(_outcomes(checkout.resolve(), data.resolve()))
        out.write_text(json.dumps(outcomes), encoding="utf-8")
        return 0
    revision = arguments[0] if arguments else _git("merge-base", "HEAD", "origin/main").strip()
    with tempfile.TemporaryDirectory() as name:
        old = Path(name) / "old"
        _git("worktree", "add", "--detach", str(old), revision)
        try:
            # On the data of the old side: an edit of the data is no change of the program.
            sides = [_side(root, old / "data", Path(name)) for root in (old, ROOT)]
        finally:
            _git("worktree", "remove", "--force", str(old))
    return int(_told(*sides))


def _side(root: Path, data: Path, folder: Path) -> dict[str, Outcome]:
    """Return what every command gives in the tree ``root``: in a process of its own."""
    out = folder / "out.json"
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONHASHSEED": "0"}
    arguments = ("--one", str(root), str(data), str(out))
    subprocess.run([sys.executable, __file__, *arguments], check=True, env=environment)
    outcomes: dict[str, Outcome] = json.loads(out.read_text(encoding="utf-8"))
    return outcomes


def _told(old: dict[str, Outcome], new: dict[str, Outcome]) -> bool:
    """Print the commands that differ, and in what; return whether any does."""
    differing = 0
    for command, before in old.items():
        parts = [part for part in before if before[part] != new[command][part]]
        differing += bool(parts)
        if parts:
            print(f"{command}\n    differs in {', '.join(parts)}")
    print(f"{differing} of {len(old)} commands differ")
    # Two sides on which nothing runs are alike, and prove nothing.
    faults = [command for command in old if not new[command]["code"].isdecimal()]
    for command in faults:
        print(f"{command}\n    ends with {new[command]['code']}")
    return differing + len(faults) > 0


def _outcomes(checkout: Path, data: Path) -> Iterator[tuple[str, Outcome]]:
    entry = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, name = entry["project"]["scripts"]["ratgap"].partition(":")
    program: Callable[[], int] = getattr(import_module(module), name)
    for line in (HERE / "commands.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line, _outcome(program, line, data)


def _outcome(program: Callable[[], int], line: str, data: Path) -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "data"
        if "{copy}" in line:
            shutil.copytree(data, copy)
        places = {
            "data": data,
            "regime": ROOT / "tests" / "regime",
            "lists": HERE / "lists",
            "copy": copy,
        }
        words = shlex.split(line)
        settings = [word for word in words if re.match(r"[A-Z_]+=", word)]
        # A path with backslashes goes in after the words are told apart.
        arguments = [_filled(word, places) for word in words[len(settings) :]]
        environment = dict(setting.split("=", 1) for setting in settings)
        output, error, code = _run(program, arguments, {"RATGAP_DATA": str(data), **environment})
        written = "".join(file.read_text("utf-8") for file in sorted(copy.glob("*.yaml")))
        parts = {"output": output, "error": error, "code": code, "data": written}
        return {part: _without(text, places) for part, text in parts.items()}


def _filled(word: str, places: dict[str, Path]) -> str:
    for key, place in places.items():
        word = word.replace(f"{{{key}}}", str(place))
    return word


def _without(text: str, places: dict[str, Path]) -> str:
    """Return ``text`` without what differs from run to run: where the folders are."""
    for key, place in sorted(places.items(), key=lambda item: -len(str(item[1]))):
        text = text.replace(str(place), key.upper())
    return re.sub(r'"digest": "[^"]*"', '"digest": "."', text)


def _run(
    program: Callable[[], int], arguments: list[str], environment: dict[str, str]
) -> tuple[str, str, str]:
    kept = {key: os.environ.get(key) for key in ("COLUMNS", *environment)}
    os.environ.pop("COLUMNS", None)
    os.environ.update(environment)
    output, error = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    streams = sys.stdout, sys.stderr, sys.argv
    sys.stdout, sys.stderr, sys.argv = output, error, ["ratgap", *arguments]
    try:
        code = str(program())
    except Exception as fault:
        code = f"{type(fault).__name__}: {fault}"
    finally:
        sys.stdout, sys.stderr, sys.argv = streams
        for key, value in kept.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
    output.flush()
    output.seek(0)
    return output.read(), error.getvalue(), code


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
