"""The head of a snapshot of the data, for what must be there at once: completion, the version.

Only the standard library, and little of it: to load what reads data takes longer than the answer.
The first line of a snapshot tells which files it is of, the second how those data name things.
"""

import os
import sys
from collections.abc import Mapping
from zlib import crc32

import ratgap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Stats = Mapping[str, list[int] | None]
"""Size, times and inode of each file; None where a file is not there."""

FORMAT = 16
"""To be counted up whenever a snapshot of old would be read, or what is concluded of
evidence and totals whatever the day; one of another version is no longer read at all."""
NAME = "snapshot.jsonl"
REQUIRED = ("instruments.yaml", "states.yaml", "sources.yaml")
OPTIONAL = ("names.yaml", "groups.yaml", "commitments.yaml")
LONGEST = 65_536
DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a snapshot raises that is none, or damaged."""


def shipped() -> str | None:
    """Return the folder of the data that come with the program; None: they are not there."""
    package = os.path.dirname(os.path.abspath(__file__))
    # In a wheel they lie within the package, in a checkout beside its folder.
    folders = (os.path.join(package, *up, "data") for up in ((), ("..", "..")))
    with_data = (folder for folder in folders if os.path.isfile(os.path.join(folder, REQUIRED[0])))
    return next(map(os.path.normpath, with_data), None)


def version() -> str:
    """Return two lines: the version; and to which day the data go, with how much they have.

    The second is left out where the data have never been read, or were edited since.
    """
    line = f"ratgap {ratgap.__version__}\n"
    names = read(os.environ.get("RATGAP_DATA") or None)
    if names is None:
        return line
    treaties, states = len(names["INSTRUMENT"]), len(names["STATE"])
    return (
        f"{line}data to {names['day']}, {treaties} instruments, {states} states and organisations\n"
    )


def statistics(folder: str | os.PathLike[str]) -> Stats:
    """Return by what an edit of the files in ``folder`` can be seen without reading them."""
    files: dict[str, list[int] | None] = dict.fromkeys(REQUIRED + OPTIONAL)
    for name in files:
        try:
            stat = os.stat(os.path.join(folder, name))
        except (OSError, ValueError):
            continue
        files[name] = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    return files


def home() -> str | None:
    """Return the folder in which the user's snapshots are kept; None: they are switched off."""
    asked = os.environ.get("RATGAP_CACHE")
    if asked is not None:
        return asked or None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    # A home that is not known, or named relative to wherever one stands, is no place to write to.
    return os.path.join(base, "ratgap") if os.path.isabs(base) else None


def place(folder: str | os.PathLike[str]) -> str | None:
    """Return where the snapshot of the data in ``folder`` is kept for the user, if anywhere."""
    import re

    kept = home()
    path = os.path.abspath(folder)
    name = re.sub(r"\W+", "-", os.path.basename(path), flags=re.ASCII)[:40]
    return os.path.join(kept, f"{name}-{crc32(os.fsencode(path)):08x}.jsonl") if kept else None


def opener(path: str, flags: int) -> int:
    """Open ``path`` without waiting for anybody: where a pipe stands there is no snapshot."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def parse(line: bytes) -> "Any":
    """Return the JSON behind the checksum of ``line``; raise ValueError where it is damaged."""
    import json

    text = line[9:-1]
    if line[:9] != b"%08x " % crc32(text) or line[-1:] != b"\n":
        raise ValueError("damaged")
    return json.loads(text)


def first(line: bytes) -> "Any":
    """Return the first line of a snapshot; raise ValueError where another version wrote it."""
    head = parse(line)
    if [head["format"], head["ratgap"]] != [FORMAT, ratgap.__version__]:
        raise ValueError("written by another version")
    return head


def read(chosen: str | None) -> "Mapping[str, Any] | None":
    """Return how the data in the folder ``chosen``, None: the shipped ones, name things.

    For each kind there is a list of texts by which each thing is named, the shortest first, the
    last for people; and ``day``, the latest of which a source speaks. None: there is no snapshot of
    these data as they are now.
    """
    folder = chosen or shipped()
    if not folder:
        return None
    files = statistics(folder)
    # The wheel's was made of what lies beside it, whose times the installer chose.
    beside = None if chosen else os.path.join(folder, NAME)
    for path in (place(folder), beside):
        try:
            with open(path or "", "rb", opener=opener) as stream:
                head = first(stream.readline(LONGEST))
                if head["files"] == files or path == beside:
                    return parse(stream.readline())  # type: ignore[no-any-return]
        except DAMAGE:
            continue
    return None
