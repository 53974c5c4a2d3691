"""What is compared: folders, files or git revisions, each made into a folder of data files."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ratgap import api
from ratgap.choose import RequestError
from ratgap.cli.revision import Repository
from ratgap.load.files import OPTIONAL, REQUIRED
from ratgap.model import Dataset
from ratgap.problem import DataError, Problem

_NAMES = (*REQUIRED, *OPTIONAL)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: how it is called, and the folder that holds it.

    ``origins`` are the names by which problems call its files where the folder is a temporary
    one.
    """

    name: str
    folder: Path
    origins: Mapping[str, str] = field(default_factory=dict)

    def load(self) -> Dataset:
        """Return the data set. Raises DataError, with the files' own names."""
        try:
            return api.load_dataset(self.folder)
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
        """Return what ``old`` and ``new`` name. Raises RequestError.

        What exists as a folder or file is that; anything else is a revision, or a range of two.
        Without ``new`` a revision is compared with the files as they are now, a folder or file
        with the data in use.
        """
        if not _exists(old) and ".." in old and not _looks_like_path(old):
            if new is not None:
                raise RequestError(f'"{old}" names both sides already: leave out "{new}"')
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
            raise RequestError(f"{files[0]}: which data file is that? Name it {_NAMES[1]}, say")
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
            raise RequestError(f"{path}: {error.strerror or error}") from None
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
