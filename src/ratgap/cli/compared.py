"""What is compared: folders, files or git revisions, each made into a folder of data files.

A revision is read by the git that is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ratgap import api
from ratgap.cli.options import UnusableError
from ratgap.load.files import OPTIONAL, REQUIRED
from ratgap.load.tree import show
from ratgap.model import Dataset
from ratgap.problem import NONE, DataError, Problem

_NAMES = (*REQUIRED, *OPTIONAL)
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_FILE = re.compile(r"[a-z]+\.yaml")
_SECONDS = 60
_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks; there it would hide the repository that is meant."""


class Side(NamedTuple):
    """One of the two: how it is called, and the folder that holds it.

    ``origins`` are the names by which problems call its files where the folder is a temporary
    one.
    """

    name: str
    folder: Path
    origins: Mapping[str, str] = NONE

    def load(self) -> Dataset:
        """Return the data set. Raises DataError, with the files' own names."""
        try:
            return api.load_dataset(self.folder, places=True)
        except DataError as error:
            raise DataError(map(self._placed, error.problems)) from None

    def _placed(self, problem: Problem) -> Problem:
        file = Path(problem.where.file)
        if not self.origins or file.parent != self.folder:
            return problem
        origin = self.origins.get(file.name, f"{self.name}: {file.name}")
        return problem._replace(where=problem.where._replace(file=origin))


class Sides:
    """Finds both sides; the temporary folders are there until it is left."""

    def __init__(self, path: Path, data: Path | None) -> None:
        """Take the data folder in the repository, and that of ``--data``."""
        self._path = path
        self._data = data
        self._stack = ExitStack()
        self._repository: Repository | None = None

    def __enter__(self) -> Sides:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the temporary folders."""
        self._stack.close()

    def find(self, old: str, new: str | None) -> tuple[Side, Side]:
        """Return what ``old`` and ``new`` name. Raises UnusableError.

        What exists as a folder or file is that; anything else is a revision, or a range of two.
        Without ``new`` a revision is compared with the files as they are now, a folder or file
        with the data in use.
        """
        if not _exists(old) and ".." in old and not _looks_like_path(old):
            if new is not None:
                raise UnusableError(f'"{old}" names both sides already: leave out "{new}"')
            return self._range(old)
        files = [name for name in (old, new) if name is not None and Path(name).is_file()]
        if files:
            return self._files(old, new)
        return self._whole(old), self._other(old) if new is None else self._whole(new)

    def _range(self, text: str) -> tuple[Side, Side]:
        """Return the sides of ``A..B``; of ``A...B``, from where B left A, to B."""
        dots = "..." if "..." in text else ".."
        first, _, second = text.partition(dots)
        first, second = first or "HEAD", second or "HEAD"
        repository = self._repo()
        start, end = repository.commit(first), repository.commit(second)
        if dots == "...":
            start = repository.merge_base(start, end)
        return self._extracted(first, start), self._extracted(second, end)

    def _whole(self, name: str) -> Side:
        """Return the folder or the revision ``name``."""
        if _exists(name) or _looks_like_path(name):
            return Side(name, Path(name))
        return self._extracted(name, self._repo().commit(name))

    def _other(self, old: str) -> Side:
        """Return what ``old`` is compared with where nothing is said."""
        if not (_exists(old) or _looks_like_path(old)):
            return Side(str(self._path), self._path)
        return self._in_use()

    def _in_use(self) -> Side:
        from ratgap.load import shipped

        folder = self._data or shipped()
        return Side(str(folder), folder)

    def _files(self, old: str, new: str | None) -> tuple[Side, Side]:
        """Return sides that differ in one file: the others are the same on both."""
        pair = [old] if new is None else [old, new]
        files = [Path(name) for name in pair if Path(name).is_file()]
        role = next((path.name for path in files if path.name in _NAMES), None)
        if role is None:
            raise UnusableError(f"{files[0]}: which data file is that? Name it {_NAMES[1]}, say")
        wholes = [self._whole(name) for name in pair if not Path(name).is_file()]
        rest = wholes[0] if wholes else self._in_use() if new is None else self._beside(files)
        sides = [
            self._with(Path(name), role, rest) if Path(name).is_file() else rest for name in pair
        ]
        return sides[0], sides[1] if len(sides) > 1 else rest

    def _beside(self, files: list[Path]) -> Side:
        """Return the folder whose other files both of two files are read with."""
        for path in reversed(files):
            folder = path.parent
            if self._data is None and all((folder / other).is_file() for other in REQUIRED):
                return Side(str(folder), folder)
        return self._in_use()

    def _with(self, path: Path, role: str, rest: Side) -> Side:
        """Return ``rest`` with the file ``path`` in the place of its own.

        ``role`` is the place of a file whose name does not tell it.
        """
        target = self._temporary()
        origins = {}
        for name in _NAMES:
            source = rest.folder / name
            if source.is_file():
                shutil.copyfile(source, target / name)
                origins[name] = rest.origins.get(name, str(source))
        name = path.name if path.name in _NAMES else role
        try:
            shutil.copyfile(path, target / name)
        except OSError as error:
            raise UnusableError(f"{path}: {error.strerror or error}") from None
        return Side(str(path), target, {**origins, name: str(path)})

    def _extracted(self, name: str, commit: str) -> Side:
        target = self._temporary()
        self._repo().extract(commit, target, name)
        origins = {file: f"{name}:{(self._path / file).as_posix()}" for file in _NAMES}
        return Side(name, target, origins)

    def _temporary(self) -> Path:
        return Path(self._stack.enter_context(TemporaryDirectory(prefix="ratgap-")))

    def _repo(self) -> Repository:
        if self._repository is None:
            self._repository = Repository(self._path)
        return self._repository


def load(sides: tuple[Side, Side]) -> tuple[Dataset, Dataset]:
    """Return both data sets. Raises DataError with the problems of both."""
    found: list[Dataset] = []
    problems: list[Problem] = []
    for side in sides:
        try:
            found.append(side.load())
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(dict.fromkeys(problems))
    return found[0], found[1]


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):
        return False


def _looks_like_path(name: str) -> bool:
    """Whether ``name`` can be nothing but a path, be it there or not."""
    return name.startswith(("/", "./", "../")) or name.endswith(".yaml")


class Repository:
    """The repository that holds a folder of data, now or in an earlier revision."""

    def __init__(self, folder: Path) -> None:
        """Find the repository around ``folder``. Raises UnusableError where there is none."""
        whole = Path(os.path.normpath(folder.absolute()))
        anchor = next(f for f in (whole, *whole.parents) if f.is_dir())
        self._anchor = anchor
        prefix = self._git("rev-parse", "--show-prefix")
        self._folder = Path(prefix) / whole.relative_to(anchor)
        self._shown = folder

    def commit(self, revision: str) -> str:
        """Return the full name of the commit that ``revision`` means. Raises UnusableError."""
        if not revision.startswith("-"):
            found = self._try("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if found and _COMMIT.fullmatch(found):
                return found
        raise UnusableError(
            f'"{show(revision)}" is no file or folder here, nor a revision that the repository has'
        )

    def merge_base(self, first: str, second: str) -> str:
        """Return the commit from which two commits went apart. Raises UnusableError."""
        found = self._try("merge-base", first, second)
        if found:
            return found
        raise UnusableError(f"{first[:12]} and {second[:12]} have no commit in common here")

    def extract(self, commit: str, into: Path, revision: str) -> None:
        """Write the data files of ``commit`` into the folder ``into``. Raises UnusableError."""
        folder = "" if self._folder == Path() else self._folder.as_posix()
        listed = self._try("ls-tree", "--full-tree", "-z", f"{commit}:{folder}")
        if listed is None:
            raise UnusableError(f"there is no folder {self._shown} in {revision}: see --path")
        found = False
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            _, kind, blob = about.split(" ")
            if kind == "blob" and _FILE.fullmatch(name):
                self._write(blob, into / name)
                found = True
        if not found:
            raise UnusableError(f"the folder {self._shown} holds no data in {revision}: see --path")

    def _write(self, blob: str, path: Path) -> None:
        with path.open("wb") as stream:
            done = self._run(["cat-file", "blob", blob], stream.fileno())
        if done.returncode:
            raise UnusableError(_reason(done))

    def _git(self, *arguments: str) -> str:
        done = self._run([*arguments], subprocess.PIPE)
        if done.returncode:
            raise UnusableError(_reason(done))
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
            raise UnusableError("git is not installed: compare folders instead") from None
        except ValueError:
            raise UnusableError("a revision holds no such character") from None
        except subprocess.TimeoutExpired:
            raise UnusableError(f"git did not answer within {_SECONDS} seconds") from None


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape").removesuffix("\n")


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return why git refuses, on one line."""
    said = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in said:
        return "this is not a git repository: name two folders, or go to where the data are"
    first = said.splitlines()[0] if said else f"exit code {done.returncode}"
    return f"git: {first.removeprefix('fatal: ')}"
