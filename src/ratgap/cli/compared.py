"""What is compared: folders, files or git revisions, each made into a folder of data files.

A revision is read by the git that is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from functools import cached_property
from pathlib import Path, PureWindowsPath

from ratgap import api
from ratgap.cli.console import UnusableError
from ratgap.cli.output import passing_folder
from ratgap.head import OPTIONAL, REQUIRED
from ratgap.language import t
from ratgap.load import shipped
from ratgap.load.files import MAX_BYTES
from ratgap.load.tree import show
from ratgap.model import Dataset
from ratgap.named import NamedTuple
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

    def placed(self, problem: Problem) -> Problem:
        """Return ``problem`` with the file's own name."""
        file = Path(problem.where.file)
        if not self.origins or file.parent != self.folder:
            return problem
        origin = self.origins.get(file.name, f"{self.name}: {file.name}")
        return problem._replace(where=problem.where._replace(file=origin))


def load(
    old: str, new: str | None, path: Path, data: Path | None
) -> tuple[Dataset, Dataset, tuple[str, str]]:
    """Return the data sets that ``old`` and ``new`` name, and how these are called.

    What exists as a folder or file is that; anything else is a revision, or a range of two, and
    ``path`` the data folder in the repository. Without ``new`` a revision is compared with the
    files as they are now, a folder or file with the data in use: ``data``, or those shipped.

    Raises UnusableError, and DataError with the problems of both.
    """
    datasets: list[Dataset] = []
    problems: list[Problem] = []
    with ExitStack() as temporary:
        sides = _Sides(path, data, temporary).pair(old, new)
        for side in sides:
            try:
                datasets.append(api.load_dataset(side.folder, places=True))
            except DataError as error:
                problems += map(side.placed, error.problems)
    if problems:
        raise DataError(dict.fromkeys(problems))
    return datasets[0], datasets[1], (sides[0].name, sides[1].name)


def _is_path(name: str) -> bool:
    with suppress(OSError, ValueError):
        if name and Path(name).exists():
            return True
    begun = ("/", "./", "../", ".\\", "..\\")
    return name.startswith(begun) or name.endswith(".yaml") or PureWindowsPath(name).is_absolute()


class _Sides:
    """Finds both sides, in the file system or in the repository that holds a folder of data."""

    def __init__(self, path: Path, data: Path | None, temporary: ExitStack) -> None:
        self._path = path
        self._data = data
        self._temporary = temporary

    def pair(self, old: str, new: str | None) -> tuple[Side, Side]:
        if ".." in old and not _is_path(old):
            if new is not None:
                raise UnusableError(
                    '"{old}" names both sides already: leave out "{new}"', old=old, new=new
                )
            return self._range(old)
        if Path(old).is_file() or (new is not None and Path(new).is_file()):
            return self._files(old, new)
        first = self._whole(old)
        if new is not None:
            return first, self._whole(new)
        return first, self._in_use() if _is_path(old) else Side(str(self._path), self._path)

    def _range(self, text: str) -> tuple[Side, Side]:
        """Return the sides of ``A..B``; of ``A...B``, from where B left A, to B."""
        dots = "..." if "..." in text else ".."
        first, second = (name or "HEAD" for name in text.split(dots, 1))
        start, end = self._commit(first), self._commit(second)
        if dots == "...":
            base = self._git("merge-base", start, end)
            if not base:
                message = t(
                    "{start} and {end} have no commit in common here",
                    start=start[:12],
                    end=end[:12],
                )
                raise UnusableError(message + self._shallow())
            start = base
        return self._extracted(first, start), self._extracted(second, end)

    def _whole(self, name: str) -> Side:
        if _is_path(name):
            return Side(name, Path(name))
        return self._extracted(name, self._commit(name))

    def _in_use(self) -> Side:
        folder = self._data or shipped()
        return Side(str(folder), folder)

    def _files(self, old: str, new: str | None) -> tuple[Side, Side]:
        """Return sides that differ in one file: the others are the same on both."""
        names = [old] if new is None else [old, new]
        files = [Path(name) for name in names if Path(name).is_file()]
        role = next((path.name for path in files if path.name in _NAMES), None)
        if role is None:
            raise UnusableError(
                "{file}: which data file is that? Name it {name}, say",
                file=files[0],
                name=_NAMES[1],
            )
        wholes = [self._whole(name) for name in names if not Path(name).is_file()]
        rest = wholes[0] if wholes else self._in_use() if new is None else self._beside(files)
        sides = [self._with(Path(n), role, rest) if Path(n).is_file() else rest for n in names]
        return sides[0], sides[1] if len(sides) > 1 else rest

    def _beside(self, files: list[Path]) -> Side:
        """Return the folder whose other files both of two files are read with."""
        for path in reversed(files):
            folder = path.parent
            if self._data is None and all((folder / other).is_file() for other in REQUIRED):
                return Side(str(folder), folder)
        return self._in_use()

    def _with(self, path: Path, role: str, rest: Side) -> Side:
        """``role`` is the place of a file whose name does not tell it."""
        target = self._temporary.enter_context(passing_folder())
        sources = {name: rest.folder / name for name in _NAMES if (rest.folder / name).is_file()}
        origins = {name: rest.origins.get(name, str(file)) for name, file in sources.items()}
        place = path.name if path.name in _NAMES else role
        for name, file in {**sources, place: path}.items():
            shutil.copyfile(file, target / name)
        return Side(str(path), target, {**origins, place: str(path)})

    def _extracted(self, revision: str, commit: str) -> Side:
        target = self._temporary.enter_context(passing_folder())
        anchor, folder = self._repository
        listed = self._git("ls-tree", "-l", "--full-tree", "-z", f"{commit}:{folder}")
        if listed is None:
            raise UnusableError(
                "there is no folder {folder} in {revision}: see --path",
                folder=self._path,
                revision=revision,
            )
        entries = [entry.partition("\t") for entry in listed.split("\0") if entry]
        blobs = {
            name: about.split()[2:]
            for about, _, name in entries
            if about.split()[1] == "blob" and _FILE.fullmatch(name)
        }
        if not blobs:
            raise UnusableError(
                "the folder {folder} holds no data in {revision}: see --path",
                folder=self._path,
                revision=revision,
            )
        for name, (blob, size) in blobs.items():
            with (target / name).open("wb") as stream:
                # Some kilobytes of a commit may come to as many gigabytes: too large, read or not.
                if int(size) > MAX_BYTES:
                    stream.truncate(MAX_BYTES + 1)
                    continue
                _demand(_run(anchor, "cat-file", "blob", blob, output=stream.fileno()))
        origins = {file: f"{revision}:{(self._path / file).as_posix()}" for file in _NAMES}
        return Side(revision, target, origins)

    def _commit(self, revision: str) -> str:
        if not revision.startswith("-"):
            commit = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if commit and _COMMIT.fullmatch(commit):
                return commit
        raise UnusableError(
            t(
                '"{revision}" is no file or folder here, nor a revision that the repository has',
                revision=show(revision),
            )
            + self._shallow()
        )

    def _shallow(self) -> str:
        """Return what to do about it where the clone has only the latest commits; else ""."""
        if self._git("rev-parse", "--is-shallow-repository") != "true":
            return ""
        return t(
            "; the clone is shallow: fetch more of the history (git fetch --unshallow; in a "
            "workflow, fetch-depth: 0 of the checkout)"
        )

    @cached_property
    def _repository(self) -> tuple[Path, str]:
        """A folder in the repository, and the data folder as the repository names it."""
        whole = Path(os.path.normpath(self._path.absolute()))
        # The data may be there in an earlier revision only.
        anchor = next(f for f in (whole, *whole.parents) if f.is_dir())
        done = _run(anchor, "rev-parse", "--show-prefix")
        _demand(done)
        folder = Path(_text(done.stdout)) / whole.relative_to(anchor)
        return anchor, "" if folder == Path() else folder.as_posix()

    def _git(self, *arguments: str) -> str | None:
        done = _run(self._repository[0], *arguments)
        return None if done.returncode else _text(done.stdout)


def _run(
    folder: Path, *arguments: str, output: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    try:
        return subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=folder,
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
        raise UnusableError(
            "git did not answer within {seconds} seconds", seconds=_SECONDS
        ) from None


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape").removesuffix("\n")


def _demand(done: subprocess.CompletedProcess[bytes]) -> None:
    if not done.returncode:
        return
    complaint = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in complaint:
        raise UnusableError(
            "this is not a git repository: name two folders, or go to where the data are"
        )
    first = complaint.splitlines()[0] if complaint else f"exit code {done.returncode}"
    raise UnusableError("git: {complaint}", complaint=first.removeprefix("fatal: "))
