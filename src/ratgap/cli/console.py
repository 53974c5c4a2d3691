"""The streams of a command: what it gives back, one line for each message, the width, a bar."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from ratgap import cli, gate
from ratgap.language import mark, t
from ratgap.named import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from ratgap.present.view import Layout, View

_VALUE = 500  # Longer values are shortened; paths may need as much
_LINE = 2000


class UnusableError(Exception):
    """A text of the command line means nothing; the message is one line that says why.

    That is ``english`` in the language in use. It is no ``ValueError``, which typer would tell in
    words of its own.
    """

    def __init__(self, english: str, /, **values: object) -> None:
        super().__init__(t(english, **values))


def missing_extra(form: str, package: str, extra: str) -> UnusableError:
    """Return what to raise where the format ``form`` needs a ``package`` that is not installed."""
    return UnusableError(
        "{form} needs {package}: pip install 'ratgap[{extra}]'",
        form=form,
        package=package,
        extra=extra,
    )


def unwritable(path: object, error: OSError) -> UnusableError:
    """Return what to raise where ``error`` kept ``path`` from being written."""
    return UnusableError("cannot write {path}: {reason}", path=path, reason=error.strerror or error)


class Result(NamedTuple):
    """What a command gives back: ``text`` for standard output, or for the file ``path``.

    Bytes are another program's, and go out as they are. ``utf8``: the text is in UTF-8 wherever it
    goes; otherwise it is for a reader's terminal and takes that terminal's encoding. ``notes`` are
    for standard error. ``page``: what is longer than the terminal is shown page by page.
    """

    text: str | bytes
    path: Path | None = None
    code: int = 0
    utf8: bool = False
    notes: tuple[str, ...] = ()
    page: bool = False


class Kept(io.StringIO):
    """What typer prints by itself, help and completion: kept, to be written as any result is.

    Stands for standard output, which may be closed or gone, and answers as it would.
    """

    def __init__(self, real: TextIO | None) -> None:
        super().__init__()
        self._real = real

    def isatty(self) -> bool:
        """Whether the real stream is a terminal."""
        return is_terminal(self._real)

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the real stream."""
        return getattr(self._real, "encoding", None) or "utf-8"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether ``stream`` is a terminal: one that is closed, or no more than text, is none."""
    # Whoever calls main() may have put there no more than print needs.
    return stream is not None and not getattr(stream, "closed", True) and stream.isatty()


def say(line: str) -> None:
    """Write to standard error, which may be closed or full: then nobody is to be told."""
    from ratgap.cli.output import encoded

    text, encoding = one_line(line.replace("\xa0", " ")), getattr(sys.stderr, "encoding", None)
    if encoding and not text.isascii():
        data, lost = encoded(text, encoding)
        # Else letters that it lacks are escapes, which tell more than "?" does.
        text = text if lost else data.decode(encoding)
    try:
        print(text, file=sys.stderr, flush=True)  # noqa: T201
    except (OSError, ValueError):
        return


def one_line(text: str) -> str:
    """Return ``text`` as one line that a terminal can show, whatever was typed into it.

    Control characters are escaped, and what is very long is shortened.
    """
    shown = gate.line(text)
    # The last character: a closing quotation mark, or the colon after a path.
    shown = re.sub(
        r'"[^"]*"|\S+', lambda v: f"{v[0][:60]}…{v[0][-1]}" if len(v[0]) > _VALUE else v[0], shown
    )
    return shown if len(shown) <= _LINE else f"{shown[:_VALUE]} … {shown[-_VALUE:]}"


_SAME = "csv json sarif svg html ics ndjson odt docx"
_ENDINGS = {f".{form}": form for form in _SAME.split()} | {".md": "markdown", ".xml": "atom"}


def form_of(form: str | None, output: Path | None, known: Collection[str]) -> str | None:
    """Return which of the formats ``known`` is meant, by name or by the ending of the file.

    None: neither tells. Raises ``UnusableError`` where they contradict each other, or where the
    ending is that of no format.
    """
    name = os.path.basename(output or "")
    ending = os.path.splitext(name)[1].lower()
    meant = _ENDINGS.get(ending)
    if form is None:
        if ending not in ("", ".txt", *_ENDINGS):
            endings = ", ".join(end for end, form in _ENDINGS.items() if form in known)
            text = mark(
                '--output: "{ending}" of {name} tells no format: {endings} and .txt do, or --format'
            )
            raise UnusableError(text, ending=ending, name=name, endings=endings)
        if meant not in (None, *known):
            text = mark("--output: {name} would be {form}, and there is only {known}")
            raise UnusableError(text, name=name, form=meant, known=", ".join(known))
    elif meant not in (None, form):
        text = mark("--output {name} contradicts --format {form}: leave one out")
        raise UnusableError(text, name=name, form=form)
    return form or meant


def layout(path: Path | None, color: str = "auto") -> Layout:
    """Return how tables are laid out for the file ``path``, None being standard output.

    With colour and lines on a terminal, as plain text anywhere else. ``color``: always, never, or
    auto.
    """

    def render(view: View) -> str:
        # Imported only when a table is laid out: JSON and CSV need none of it.
        asked = path is None and bool(os.environ.get("FORCE_COLOR"))
        if on_terminal(path) or (asked if color == "auto" else color == "always"):
            from ratgap.present import terminal

            encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
            unicode = encoding == "utf8" and os.environ.get("TERM") != "linux"
            return terminal.render(view, width=columns(path), unicode=unicode, color=color)
        from ratgap.present import plain

        return plain.render(view, width=columns(path))

    return render


def on_terminal(path: Path | None) -> bool:
    """Whether the output goes to a terminal that can do more than print letters."""
    return _terminal(path) and os.environ.get("TERM") != "dumb" and _obeys()


def _obeys() -> bool:
    """Whether the terminal takes colours: a console of Windows does once it is asked to."""
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt

    console = ctypes.windll.kernel32
    mode, handle = ctypes.c_uint32(), ctypes.c_void_p(msvcrt.get_osfhandle(sys.stdout.fileno()))
    if not console.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(console.SetConsoleMode(handle, mode.value | 4))  # ..._VIRTUAL_TERMINAL_PROCESSING


def columns(path: Path | None) -> int | None:
    """Return the width that COLUMNS asks for, else that of the terminal; None for neither."""
    asked = os.environ.get("COLUMNS", "")
    # A number of more digits is no width but a slip.
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return max(int(asked), 20)
    if not _terminal(path):
        return None
    from shutil import get_terminal_size

    return max(get_terminal_size().columns, 20)


def piped(path: Path | None) -> bool:
    """Whether the output goes to another program: JSON is compact there, else for people too."""
    return path is None and not _terminal(path)


def _terminal(path: Path | None) -> bool:
    return path is None and is_terminal(sys.stdout)


@contextmanager
def progress(names: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """Yield a function to call with each of ``names`` as it is begun.

    It tells on standard error how far a long command has come: by a bar on a terminal, else by a
    line each.
    """
    begun = iter(range(len(names)))
    if not is_terminal(sys.stderr):
        text = mark("ratgap: {number} of {total}: {name}")
        yield lambda name: say(t(text, number=next(begun) + 1, total=len(names), name=name))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bars = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    cli.to_tidy.append("the bar")
    try:
        with Progress(*bars, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=len(names))
            yield lambda name: bar.update(task, completed=next(begun), description=name)
    finally:
        cli.to_tidy.pop()


def demand_apart(output: Path | None, *read: str | Path | None) -> None:
    """Raise ``UnusableError`` where the file to write is one of those to ``read``."""
    for name in read:
        try:
            same = output and name and os.path.samefile(output, name)
        except (OSError, ValueError):
            continue  # One of them is not there.
        if same:
            raise UnusableError("cannot write {output}: it is what is read", output=output)
