"""Data files as a git revision has them, read by the git that is installed."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from ratgap.choose import RequestError
from ratgap.load.tree import show

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_FILE = re.compile(r"[a-z]+\.yaml")
_SECONDS = 60
_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks; there it would hide the repository that is meant."""


class Repository:
    """The repository that holds a folder of data, now or in an earlier revision."""

    def __init__(self, folder: Path) -> None:
        """Find the repository around ``folder``. Raises RequestError where there is none."""
        whole = Path(os.path.normpath(folder.absolute()))
        anchor = next(f for f in (whole, *whole.parents) if f.is_dir())
        self._anchor = anchor
        prefix = self._git("rev-parse", "--show-prefix")
        self._folder = Path(prefix) / whole.relative_to(anchor)
        self._shown = folder

    def commit(self, revision: str) -> str:
        """Return the full name of the commit that ``revision`` means. Raises RequestError."""
        if not revision.startswith("-"):
            found = self._try("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if found and _COMMIT.fullmatch(found):
                return found
        raise RequestError(
            f'"{show(revision)}" is no file or folder here, nor a revision that the repository has'
        )

    def merge_base(self, first: str, second: str) -> str:
        """Return the commit from which two commits went apart. Raises RequestError."""
        found = self._try("merge-base", first, second)
        if found:
            return found
        raise RequestError(f"{first[:12]} and {second[:12]} have no commit in common here")

    def extract(self, commit: str, into: Path, revision: str) -> None:
        """Write the data files of ``commit`` into the folder ``into``. Raises RequestError."""
        folder = "" if self._folder == Path() else self._folder.as_posix()
        listed = self._try("ls-tree", "--full-tree", "-z", f"{commit}:{folder}")
        if listed is None:
            raise RequestError(f"there is no folder {self._shown} in {revision}: see --path")
        found = False
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            _, kind, blob = about.split(" ")
            if kind == "blob" and _FILE.fullmatch(name):
                self._write(blob, into / name)
                found = True
        if not found:
            raise RequestError(f"the folder {self._shown} holds no data in {revision}: see --path")

    def _write(self, blob: str, path: Path) -> None:
        with path.open("wb") as stream:
            done = self._run(["cat-file", "blob", blob], stream.fileno())
        if done.returncode:
            raise RequestError(_reason(done))

    def _git(self, *arguments: str) -> str:
        done = self._run([*arguments], subprocess.PIPE)
        if done.returncode:
            raise RequestError(_reason(done))
        return _text(done.stdout)

    def _try(self, *arguments: str) -> str | None:
        """Return what git prints; None where it fails."""
        done = self._run([*arguments], subprocess.PIPE)
        return None if done.returncode else _text(done.stdout)

    def _run(self, arguments: list[str], output: int) -> subprocess.CompletedProcess[bytes]:
        kept = {name: value for name, value in os.environ.items() if name not in _OURS}
        try:
            return subprocess.run(  # noqa: S603
                ["git", *arguments],  # noqa: S607
                cwd=self._anchor,
                env={**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.PIPE,
                timeout=_SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise RequestError("git is not installed: compare folders instead") from None
        except ValueError:
            raise RequestError("a revision holds no such character") from None
        except subprocess.TimeoutExpired:
            raise RequestError(f"git did not answer within {_SECONDS} seconds") from None


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape").removesuffix("\n")


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return why git refuses, on one line."""
    said = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in said:
        return "this is not a git repository: name two folders, or go to where the data are"
    first = said.splitlines()[0] if said else f"exit code {done.returncode}"
    return f"git: {first.removeprefix('fatal: ')}"
