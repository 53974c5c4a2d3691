"""The program's entry: runs a command, writes what it returns, turns errors into one line.

Exit codes: 0 done; 1 done, and the asked condition fails; 2 the request or a file is unusable;
130 interrupted; 141 the reader of the output has gone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ratgap.cli.console import Result
    from ratgap.problem import DataError

DONE, FAILS, UNUSABLE, INTERRUPTED, READER_GONE = 0, 1, 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ratgap`` with ``arguments`` (None: those of the process); return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given == ["--version"]:
            from ratgap import __version__

            return _put(f"ratgap {__version__}\n")
        if os.environ.get("_RATGAP_COMPLETE"):
            return _complete(given)
        return _run(given or ["--help"])
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    from contextlib import redirect_stdout

    from ratgap.choose import RequestError
    from ratgap.cli.commands import app
    from ratgap.cli.console import Kept
    from ratgap.model.names import UnknownName
    from ratgap.problem import DataError

    printed = Kept(sys.stdout)
    try:
        with redirect_stdout(printed):
            outcome = app(arguments, prog_name="ratgap", standalone_mode=False)
    except SystemExit as end:
        # So typer ends after the script that --show-completion prints.
        outcome = UNUSABLE if end.code else DONE
    except DataError as error:
        return _fail(*_told(error))
    except (RequestError, UnknownName) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(_reason(error))
    except Exception as error:
        # Typer's own complaint about the command line; from 0.26 on its classes are its own.
        if not hasattr(error, "format_message"):
            raise
        return _fail(_usage(error))
    if isinstance(outcome, int):
        return _printed(printed.getvalue(), outcome)
    return _deliver(outcome)


def _complete(arguments: list[str]) -> int:
    from ratgap.cli.completion import CompletionError, answer

    try:
        text, code = answer(arguments)
    except CompletionError as error:
        return _fail(str(error))
    return _printed(text, code)


def _printed(text: str, code: int) -> int:
    """Write what typer itself printed, if anything; return the exit code."""
    return (_put(text) if text else DONE) or code


def _deliver(result: Result) -> int:
    """Write what a command returned; return the exit code that it asks for."""
    from ratgap.cli.console import say

    for note in result.notes:
        say(f"ratgap: note: {note}")
    return _put(result.text, result.path, utf8=result.utf8) or result.code


def _put(text: str, path: Path | None = None, *, utf8: bool = False) -> int:
    """Write ``text`` where it belongs; say on standard error what went wrong with that."""
    from ratgap.cli.output import put, show

    try:
        if path is None:
            show(text, utf8=utf8)
        else:
            put(text, path)
    except BrokenPipeError:
        return READER_GONE
    except OSError as error:
        return _fail(f"cannot write {path or 'to standard output'}: {error.strerror or error}")
    return DONE


def _told(error: DataError, most: int = 20) -> list[str]:
    """Return the first problems of the data, and how many more there are."""
    lines = [str(problem) for problem in error.problems]
    more = len(lines) - most
    return lines if more <= 0 else [*lines[:most], f"and {more} more; run ratgap validate"]


def _usage(error: Exception) -> str:
    """Return what is wrong with the command line, on one line, and where to read on."""
    said = " ".join(str(error.format_message()).split()).rstrip(".")  # type: ignore[attr-defined]
    context = getattr(error, "ctx", None)
    return f"{said} (see {context.command_path} --help)" if context else said


def _reason(error: OSError) -> str:
    """Return what the system refuses a command, and of which file."""
    reason = error.strerror or str(error)
    if error.filename:
        return f"{os.fsdecode(error.filename)}: {reason}"
    try:
        os.getcwd()
    except OSError:
        return "the folder that this is run in is no longer there"
    return reason


def _fail(*messages: str) -> int:
    from ratgap.cli.console import say

    for message in messages:
        say(f"ratgap: error: {message}")
    return UNUSABLE
