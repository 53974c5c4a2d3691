"""Answers a shell that completes a command line, and says so where it did not ask properly."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout

VARIABLE = "_RATGAP_COMPLETE"


class CompletionError(Exception):
    """What the shell asks for cannot be told."""


def answer(arguments: list[str]) -> tuple[str, int]:
    """Return what the shell is told, and the exit code. Raises CompletionError.

    A code other than 0 is itself an answer where typer says nothing beside it.
    """
    from ratgap.cli.commands import app
    from ratgap.cli.console import Kept

    told, said = Kept(sys.stdout), io.StringIO()
    code: object = None
    try:
        with redirect_stdout(told), redirect_stderr(said):
            app(arguments, prog_name="ratgap", standalone_mode=False)
    except SystemExit as end:
        code = end.code
    except Exception as error:
        # Typer does not check what shells set: no traceback in the middle of a prompt.
        raise _unanswered(f"{type(error).__name__}: {error}") from None
    if code and said.getvalue():
        raise _unanswered(said.getvalue())
    return told.getvalue(), code if isinstance(code, int) else 0


def _unanswered(reason: str) -> CompletionError:
    asked = os.environ[VARIABLE]
    return CompletionError(f'{VARIABLE}: "{asked}" cannot be answered: {" ".join(reason.split())}')
