"""Writes results: to standard output, or to a file that is either the old or the new one."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager, suppress
from errno import EACCES
from functools import partial

from ratgap import cli

# As typing has it, which --version need not wait for.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO


def show(text: str | bytes, *, utf8: bool = False, page: bool = False) -> int:
    """Write ``text`` to standard output and see it through.

    ``utf8`` sets the encoding; otherwise what the terminal cannot show takes its ASCII form, and
    what has none becomes "?": returned is how many letters that are. ``page``: by the reader's
    pager, where it is longer than the terminal. Raises OSError; afterwards the interpreter's own
    last flush stays quiet.
    """
    stream = sys.stdout
    if stream is None or getattr(stream, "closed", False):
        raise OSError("it is closed")
    if getattr(stream, "buffer", None) is None:
        if isinstance(text, bytes):
            raise OSError("it takes text alone")
        # As io.StringIO: it has no encoding to heed.
        stream.write(text)
        stream.flush()
        return 0
    if isinstance(text, bytes):
        data, lost = text, 0
    elif utf8:
        data, lost = _in_utf8(text), 0
    else:
        data, lost = encoded(text, stream.encoding or "utf-8")
    try:
        stream.flush()
        if not (page and _is_long(str(text)) and _paged(data)):
            _write(stream.buffer, data)
    except OSError:
        # The interpreter's last flush goes nowhere.
        with suppress(OSError):  # Not every stream has a number.
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
        raise
    return lost


_ASCII = {
    **{"≤": "<=", "█": "#", "▓": "x", "░": "-", "·": ",", "…": "...", "─": "-", "–": "-"},
    **{"—": "-", "‑": "-", "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "°": "o"},
    **{"ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "Ø": "O"},
}
"""Signs of our own, and what languages in Latin letters have that Unicode does not split."""


def _in_utf8(text: str) -> bytes:
    """Return ``text`` in UTF-8; of a file's name a byte that is none as JSON has it."""
    return text.encode("utf-8", "backslashreplace")


def encoded(text: str, encoding: str) -> tuple[bytes, int]:
    """Return ``text`` in ``encoding``, and how many letters of it are "?" there."""
    try:
        return text.encode(encoding), 0
    except UnicodeEncodeError:
        from unicodedata import combining, normalize
    forms: dict[str, str | int | None] = {}
    for sign in set(text):
        if not sign.isascii() and sign.encode(encoding, "ignore") == b"":
            # A letter with a mark is better read without it than not at all.
            bare = "".join(c for c in normalize("NFKD", sign) if not combining(c))
            forms[sign] = _ASCII.get(sign, bare if bare.isascii() else "?")
    if "≤" in forms:
        text = text.replace("≤ ", "<=")  # As wide as it was.
    lost = sum(text.count(sign) for sign, form in forms.items() if form == "?")
    return text.translate(str.maketrans(forms)).encode(encoding, "replace"), lost


def _is_long(text: str) -> bool:
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    import re
    from shutil import get_terminal_size

    size = get_terminal_size()
    plain = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", text)
    lines = sum(max(1, -(-len(line) // size.columns)) for line in plain.splitlines())
    return lines >= size.lines


def _paged(data: bytes) -> bool:
    """Have the reader's pager show ``data``, as git does; False where there is none."""
    import shlex
    import signal
    import subprocess
    import threading

    # No other thread may say what an interruption does.
    if threading.current_thread() is not threading.main_thread():
        return False
    asked = os.environ.get("PAGER", "less").strip()
    # Windows takes a command as it is written, with backslashes and its own quotation marks.
    try:
        command = asked if os.name == "nt" else shlex.split(asked)
    except ValueError:  # A quotation mark that nothing closes
        return False
    if command in ([], "", ["cat"], "cat"):
        return False
    surroundings = {"LESS": "FRX", "LV": "-c"} | os.environ
    try:
        pager = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, env=surroundings
        )
    except OSError:
        return False
    # An interruption is for the pager, which has the terminal until it ends.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(data)
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _write(stream: BinaryIO, data: bytes) -> None:
    """Write all of ``data``: unbuffered, a stream may take a part of it and say no more."""
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]
    stream.flush()


_OPEN_FILES = r"/dev/fd|/proc/[^/]+(/task/[^/]+)?/fd"
"""Folders whose entries are files that a process has open."""


def put(text: str | bytes, path: Path) -> None:
    """Save ``text`` as ``path``, which is not to be a file that the answer was read from."""
    if _is_data(path):
        raise OSError("it is one of the data files")
    save(text, path)


def save(text: str | bytes, path: Path, *, durable: bool = True) -> None:
    """Replace the file ``path`` by ``text``, in UTF-8 unless it is bytes; whole or not at all.

    A link is followed, the permissions of an old file are kept; a device, a pipe, or a file that
    is already open (/dev/stderr) is added to. ``durable``: it is on the disk when this returns.
    Raises OSError, with nothing changed.
    """
    data = text if isinstance(text, bytes) else _in_utf8(text)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and stat.S_ISDIR(mode):
        raise OSError("it is a folder")
    if mode is not None and (not stat.S_ISREG(mode) or _is_open(path)):
        with path.open("ab") as stream:
            stream.write(data)
        return
    # The folder would let it be replaced all the same; so would root's privilege.
    if mode is not None and not (mode & 0o222 and os.access(path, os.W_OK)):
        # With its name: where many files are written it tells which.
        raise PermissionError(EACCES, "it is read-only", str(path))
    target = path.resolve() if path.is_symlink() else path
    mode = _default_mode() if mode is None else stat.S_IMODE(mode)
    _replace(target, data, mode, durable=durable)


def _is_open(path: Path) -> bool:
    """Whether ``path`` leads, through links, to a file by the number of an open stream."""
    import re

    for _ in range(40):
        path = path.absolute()
        if re.fullmatch(_OPEN_FILES, str(path.parent)):
            return True
        if not path.is_symlink():
            return False
        path = path.parent / path.readlink()
    return False


def _is_data(path: Path) -> bool:
    from ratgap.head import OPTIONAL, REQUIRED

    return any(
        place.name in REQUIRED + OPTIONAL
        and all((place.parent / name).exists() for name in REQUIRED)
        for place in (path, path.parent / os.path.realpath(path))
    )


def _replace(target: Path, data: bytes, mode: int, *, durable: bool) -> None:
    """Write beside ``target`` and move it there in one step; ``durable``: on the disk before."""
    # What is there may be interrupted at any moment: its name is known before it is made.
    name = str(target.with_name(f".{target.name[:50]}.{os.urandom(8).hex()}"))
    cli.to_tidy.append(name)
    try:
        # No step of ours lies between its making and what closes it: Windows removes nothing open.
        with open(name, "xb", opener=partial(os.open, mode=0o600)) as stream:
            # By name: Windows has no fchmod before Python 3.13.
            os.chmod(name, mode)
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        os.replace(name, target)
    except BaseException:
        # It may be moved already, or the folder gone.
        with suppress(OSError):
            os.unlink(name)
        raise
    finally:
        cli.to_tidy.pop()
    if durable:
        _sync_folder(target.parent)


def is_passing(name: str) -> bool:
    """Whether ``_replace`` calls files so: what was killed meanwhile leaves one."""
    import re

    return re.fullmatch(r"\..{1,50}\.[0-9a-f]{16}", name) is not None


def tidy(folder: Path) -> None:
    """Remove what was left by who was killed while it wrote to ``folder``; no other may write."""
    for path in folder.rglob(".*"):
        if is_passing(path.name) and path.is_file():
            path.unlink()


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Yield a new folder for this user alone that is gone afterwards, interrupted or not."""
    from pathlib import Path
    from shutil import rmtree
    from tempfile import gettempdir

    place = Path(gettempdir(), f"ratgap-{os.urandom(8).hex()}")
    cli.to_tidy.append(str(place))
    try:
        place.mkdir(0o700)
        yield place
    finally:
        rmtree(place, ignore_errors=True)
        cli.to_tidy.pop()


def _sync_folder(folder: Path) -> None:
    """Have the move itself on the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _default_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
