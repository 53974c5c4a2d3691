"""Which files make a data set, and their bytes: bounded in size, UTF-8, with a digest."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ratgap import head
from ratgap.head import OPTIONAL, REQUIRED
from ratgap.named import NamedTuple
from ratgap.problem import DataError, Problem, Where, close_to, refused

if TYPE_CHECKING:
    from ratgap.load.tree import Document

MAX_BYTES = 16 * 1024 * 1024
"""No file of data is read beyond this: so much (600 treaties by 400 states) takes half a minute and
a gigabyte where every key and value has its place, and as much again for every 16 MB more."""
MAX_LINES = 500_000
"""Lines cost more than what stands on them; 600 treaties by 400 states have half as many."""

_YAML = re.compile(r"\.ya?m", re.IGNORECASE)
_REMEDIES = {
    errno.EACCES: "check the permissions",
    errno.EPERM: "check the permissions",
    errno.ELOOP: "mend the link",
    errno.ENAMETOOLONG: "check the path",
    errno.ENOTDIR: "check the path",
}


class Text(NamedTuple):
    """The text of one file, and the path by which problems name it."""

    name: str
    file: str
    content: str


class Files(NamedTuple):
    """The texts of a data set, what was wrong with the others, and a digest of the bytes."""

    texts: tuple[Text, ...]
    problems: tuple[Problem, ...]
    digest: str

    def unreadable(self) -> dict[str, Document]:
        """Return, by name without ``.yaml``, a document without content for each such file."""
        from ratgap.load.tree import Document

        files = dict.fromkeys(problem.where.file for problem in self.problems)
        return {Path(file).stem: Document(file) for file in files}


def shipped() -> Path:
    """Return the folder of the data that come with the program.

    Raise DataError if the installation lacks it.
    """
    folder = head.shipped()
    if folder:
        return from_here(Path(folder))
    where = Where(str(Path(__file__).parent.parent / "data"))
    remedy = "install ratgap again, or name a folder of data files"
    raise refused(where, "folder-missing", "the shipped data is not there", remedy)


def read_files(folder: Path) -> Files:
    """Read the files of the data set in ``folder``; whatever is wrong becomes a problem.

    Raise DataError where ``folder`` is not a folder that can be read at all.
    """
    import hashlib

    _demand_folder(folder)
    digest = hashlib.sha256()
    texts: list[Text] = []
    problems: list[Problem] = []
    for name in REQUIRED + OPTIONAL:
        path = folder / name
        if name in OPTIONAL and not os.path.lexists(path):
            continue
        try:
            content = _bytes(path)
            texts.append(Text(name, str(path), decode(content, str(path))))
        except DataError as error:
            problems.extend(error.problems)
        else:
            # The length keeps two files' contents apart.
            digest.update(f"{name} {len(content)}\n".encode() + content)
    return Files(tuple(texts), tuple(problems), digest.hexdigest())


def decode(content: bytes, file: str) -> str:
    """Return the text of ``content``; raise DataError at the first byte that is not UTF-8."""
    marks = {b"\xef\xbb\xbf": "a byte-order mark", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
    for mark, name in marks.items():
        if content.startswith(mark):
            message = f"the file starts as {name}"
            remedy = "save it as UTF-8 without a byte-order mark"
            raise refused(Where(file, 1, 1), "file-encoding", message, remedy)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        where = Where(file, line, column)
        raise refused(where, "file-encoding", message, "save the file as UTF-8") from None


def _demand_folder(folder: Path) -> None:
    where = Where(str(folder))
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        raise refused(where, "folder-missing", "no such folder", "check the path") from None
    except (OSError, ValueError) as error:
        raise _unreadable(where, error) from None
    if not stat.S_ISDIR(mode):
        remedy = f"name the folder that holds {', '.join(REQUIRED)}"
        raise refused(where, "folder-missing", "this is not a folder", remedy)


def _bytes(path: Path) -> bytes:
    where = Where(str(path))
    try:
        # Looked at before opening: opening a pipe would wait for a writer.
        if not stat.S_ISREG(path.stat().st_mode):
            raise refused(where, "file-unreadable", "this is not a file", "put a file there")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refused(where, "file-missing", "no such file", _similar(path)) from None
    except OSError as error:
        raise _unreadable(where, error) from None
    if content.count(b"\n") > MAX_LINES or content.count(b"\r") > MAX_LINES:
        message = f"the file has more than {MAX_LINES} lines"
        raise refused(where, "file-too-large", message, "is this the right file?")
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024**2} MB, which take 1 GB of memory"
        raise refused(where, "file-too-large", message, "is this the right file?")
    return content


def _similar(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        names = []
    others = [n for n in names if _YAML.search(n) and n not in (*REQUIRED, *OPTIONAL)]
    close = close_to(path.name, others)
    return f"rename {close[0]} to {path.name}" if close else "add it, or check the folder"


def _unreadable(where: Where, error: OSError | ValueError) -> DataError:
    reason = getattr(error, "strerror", None) or str(error)
    remedy = _REMEDIES.get(getattr(error, "errno", None) or 0, "")
    return refused(where, "file-unreadable", f"cannot be read: {reason.lower()}", remedy)


def from_here(folder: Path) -> Path:
    """Return ``folder`` as CI names it: relative to the working folder where it lies inside."""
    try:
        return folder.relative_to(Path.cwd())
    except (OSError, ValueError):
        return folder
