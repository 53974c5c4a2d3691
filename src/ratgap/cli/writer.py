"""The one writer of data files: alone on their folder, and only over what it has read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ratgap import gate
from ratgap.cli.console import UnusableError, unwritable
from ratgap.language import t
from ratgap.named import NamedTuple
from ratgap.request import RequestError


class Step(NamedTuple):
    """A file to replace: what was read from it, and what is to stand there."""

    path: Path
    before: str
    after: str

    def patch(self) -> str:
        """Return what it changes, as patches show it."""
        from difflib import unified_diff

        name = gate.line(str(self.path))
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(unified_diff(before, after, name, name))


def written(plan: Sequence[tuple[str, str, str]], folder: Path, *, write: bool) -> list[str]:
    """Replace files of ``folder`` as ``plan`` has it, if ``write``; return what to tell of it.

    A step of the plan is the name of a file, its text before, and after. Raise ``RequestError``
    where the data came with the program, ``UnusableError`` where a file cannot be written.
    """
    if not plan:
        return []
    if not write:
        return [t("nothing is written yet: add --write")]
    package = Path(__file__).resolve().parent.parent
    if package in folder.resolve().parents:
        raise RequestError(
            "the data in use came with the program, and an update of it would undo the edit: "
            "copy the folder and name the copy by --data"
        )
    made = [Step(folder / name, old, new) for name, old, new in plan]
    rewrite(folder, made)
    names = dict.fromkeys(str(step.path) for step in made)
    return [t("wrote {names}", names=t(" and ").join(names))]


def rewrite(folder: Path, steps: Sequence[Step]) -> None:
    """Replace files of ``folder`` in order, each whole or not at all.

    Raise ``UnusableError``, with nothing written, where another writes to the folder or a file is
    no longer what was read; where that comes about on the way, what is written by then stands.
    """
    from ratgap.cli.output import save

    with alone(folder):
        # A file may have several steps: what was read is what the first of them starts from.
        first = {step.path: step for step in reversed(steps)}
        for step in first.values():
            _demand_unchanged(step)
        for step in steps:
            _demand_unchanged(step)
            try:
                save(step.after, step.path)
            except OSError as error:
                raise unwritable(step.path, error) from None


def _demand_unchanged(step: Step) -> None:
    try:
        unchanged = step.path.read_bytes() == step.before.encode()
    except OSError as error:
        raise unwritable(step.path, error) from None
    if not unchanged:
        raise UnusableError(
            "{path}: the file changed since it was read; run it again", path=step.path
        )


@contextmanager
def filling(folder: Path) -> Iterator[None]:
    """Have ``folder`` made, and keep other writers of ours away from it, while it is filled.

    What was left by one who was killed is gone. Raise ``UnusableError`` for what cannot be written.
    """
    from ratgap.cli.output import tidy

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            tidy(folder)
            yield
    except OSError as error:
        raise unwritable(error.filename or folder, error) from None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other writers of ours away from ``folder``; raise ``UnusableError`` where one is there.

    The system gives the lock up with the process, however that ends.
    """
    import os

    try:
        import fcntl
    except ImportError:
        with _alone_on_windows(folder):
            yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _taken(folder) from None
        except OSError:
            # Some file systems have no locks: then the look at each file is all there is.
            pass
        yield
    finally:
        os.close(handle)


@contextmanager
def _alone_on_windows(folder: Path) -> Iterator[None]:
    """Do so by a file beside the user's other passing ones: folders cannot be locked there."""
    from hashlib import sha256
    from tempfile import gettempdir

    try:
        import msvcrt
    except ImportError:  # Neither kind of lock
        yield
        return
    lock = getattr(msvcrt, "locking")  # noqa: B009 - known on Windows alone
    name = sha256(str(folder.resolve()).lower().encode("utf-8", "surrogateescape")).hexdigest()
    with (Path(gettempdir()) / f"ratgap-{name[:32]}.lock").open("ab") as stream:
        stream.seek(0)
        try:
            lock(stream.fileno(), getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
        except OSError:
            raise _taken(folder) from None
        yield


def _taken(folder: Path) -> UnusableError:
    return UnusableError("{folder}: another ratgap is writing to it; run it again", folder=folder)
