"""The program's entry: runs a command, writes what it returns, turns errors into one line.

Exit codes: 0 done; 1 done, and the asked condition fails; 2 the request or a file is unusable;
130 interrupted; 141 the reader of the output has gone.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

from ratgap.language import mark, t

# As typing has it, which --version need not wait for.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ratgap.cli.console import Result

DONE, FAILS, UNUSABLE, INTERRUPTED, READER_GONE = 0, 1, 2, 130, 141

_COMPLETION = "_RATGAP_COMPLETE"
_SELDOM = 1_000_000
"""Garbage is looked for once so many more objects are made than given up; Python's own is 700.

If all of them were garbage, they took a tenth of a gigabyte.
"""
_MOST = 20
"""Problems of the data that are told before validate is named."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ratgap`` with ``arguments`` (None: those of the process); return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Nearly all that a command makes it keeps to its end: to look through it for garbage on the way
    # and when the process ends takes a sixth of the time. On the way it is not switched off, since
    # a long command does leave some.
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)
    # Windows looks for git and a pager in the working folder first, where a stranger's may lie.
    os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")
    try:
        if given == ["--version"]:
            from ratgap import head

            return _put(head.version())
        return _answer(given)
    except KeyboardInterrupt:
        return INTERRUPTED


def _answer(arguments: list[str]) -> int:
    """Run ``arguments`` in the language that is asked for."""
    from ratgap import language

    answer = _complete if os.environ.get(_COMPLETION) else _run
    wanted = language.wanted(arguments)
    if wanted == language.code:
        return answer(arguments)
    try:
        with language.spoken(wanted):
            return answer(arguments)
    except language.UnknownLanguage as error:
        return _fail(str(error))


def _run(arguments: list[str]) -> int:
    from contextlib import redirect_stdout

    from ratgap.cli.commands import app
    from ratgap.cli.console import Kept

    if any(argument.startswith(("--install-", "--show-")) for argument in arguments):
        from ratgap.cli.completion import tell_bash_to_say_what_for

        tell_bash_to_say_what_for()
    printed = Kept(sys.stdout)
    try:
        with redirect_stdout(printed):
            outcome = app(arguments or ["--help"], prog_name="ratgap", standalone_mode=False)
    except SystemExit as end:
        # So typer ends after the script that --show-completion prints.
        outcome = UNUSABLE if end.code else DONE
    except Exception as error:
        messages = _messages(error)
        if not messages:
            raise
        return _fail(*messages)
    if isinstance(outcome, int):
        return _printed(printed.getvalue(), outcome)
    result: Result = outcome
    for note in result.notes:
        _note(note)
    return _put(result.text, result.path, utf8=result.utf8, page=result.page) or result.code


def _complete(arguments: list[str]) -> int:
    """A code other than 0 is an answer where typer says nothing beside it; else say why."""
    import io
    from contextlib import redirect_stderr, redirect_stdout, suppress

    from ratgap.cli import completion

    task, _, shell = os.environ[_COMPLETION].partition("_")
    if task == "complete" and shell in completion.SHELLS:
        # What is asked wrongly typer complains of; where the data are broken it knows nothing.
        with suppress(Exception):
            answer = completion.answer(shell)
            if answer:
                return _printed(*answer)
    from ratgap.cli.commands import app
    from ratgap.cli.console import Kept

    completion.tell_bash_to_say_what_for()
    completion.take_help_as_it_stands()
    printed, complaint = Kept(sys.stdout), io.StringIO()
    code, reason = DONE, ""
    try:
        with redirect_stdout(printed), redirect_stderr(complaint):
            app(arguments, prog_name="ratgap", standalone_mode=False)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else DONE
        reason = complaint.getvalue() if end.code else ""
    except Exception as error:
        # Typer does not check what shells set: no traceback in the middle of a prompt.
        reason = f"{type(error).__name__}: {error}"
    if reason:
        asked = os.environ[_COMPLETION]
        return _fail(f'{_COMPLETION}: "{asked}" cannot be answered: {" ".join(reason.split())}')
    return _printed(printed.getvalue(), code)


def _printed(text: str, code: int) -> int:
    return (_put(text) if text else DONE) or code


def _put(
    text: str | bytes, path: Path | None = None, *, utf8: bool = False, page: bool = False
) -> int:
    from ratgap.cli.output import put, show

    try:
        if path is None:
            lost = show(text, utf8=utf8, page=page)
            if lost:
                encoding = sys.stdout.encoding
                text = mark('{encoding} has no form of {count} letters shown: "?" stands for each')
                _note(t(text, encoding=encoding, count=lost))
        else:
            put(text, path)
    except BrokenPipeError:
        return READER_GONE
    except OSError as error:
        reason = error.strerror or error
        if path:
            return _fail(t("cannot write {path}: {reason}", path=path, reason=reason))
        return _fail(t("cannot write to standard output: {reason}", reason=reason))
    return DONE


def _messages(error: Exception) -> list[str]:
    """Return what ``error`` tells the user, one line each; nothing where it is our own fault."""
    # Imported here, because most runs end well.
    from ratgap import language
    from ratgap.cli.console import UnusableError
    from ratgap.model.names import UnknownName
    from ratgap.problem import DataError
    from ratgap.request import RequestError

    if isinstance(error, DataError):
        lines = [str(problem) for problem in error.problems]
        more = len(lines) - _MOST
        text = mark("and {count} more; run ratgap validate {folder}")
        # What is wrong with a list validate does not know.
        if any(problem.rule.startswith("list-") for problem in error.problems):
            text = mark("and {count} more")
        if more > 0:
            from ratgap.present.view import quoted

            folder = quoted(os.path.dirname(error.problems[0].where.file) or ".")
            lines[_MOST:] = [t(text, count=more, folder=folder)]
        return lines
    if isinstance(error, (UnusableError, RequestError, UnknownName, language.UnknownLanguage)):
        return [str(error)]
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        if error.filename:
            return [f"{os.fsdecode(error.filename)}: {reason}"]
        try:
            os.getcwd()
        except OSError:
            reason = t("the folder that this is run in is no longer there")
        return [reason]
    # Typer's own complaint about the command line; from 0.26 on its classes are its own.
    if hasattr(error, "format_message"):
        complaint = " ".join(str(error.format_message()).split()).rstrip(".")
        context = getattr(error, "ctx", None)
        help_ = context and f"{context.command_path} --help"
        translated = _translated(complaint)
        if help_:
            return [t("{complaint} (see {command})", complaint=translated, command=help_)]
        return [translated]
    return []


_COMPLAINTS = (
    "No such option: {option} Did you mean {other}?",
    "No such option: {option} (Possible options: {others})",
    "No such option: {option}",
    "No such command '{command}'. Did you mean {others}?",
    "No such command '{command}'",
    "Missing argument '{argument}'",
    "Missing option '{option}'",
    "Missing command",
    "Option '{option}' requires an argument",
    "Option '{option}' does not take a value",
    "Got unexpected extra argument ({argument})",
    "Got unexpected extra arguments ({argument})",
    "Invalid value for '{option}': '{value}' is not one of {values}",
    "Invalid value for '{option}': '{value}' is not a valid integer",
    "Invalid value for '{option}': {value} is not in the range {range}",
    "Invalid value for '{option}': {reason}",
)
"""What typer complains of; it says so in English."""


def _translated(complaint: str) -> str:
    """Return what typer says in the language in use, where it is one of the things that we know."""
    import re

    for text in _COMPLAINTS:
        # Letters that stand for themselves, and a group for each place.
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(text))
        known = re.fullmatch(pattern, complaint, re.DOTALL)
        if known:
            return t(text, **known.groupdict())
    return complaint


def _fail(*messages: str) -> int:
    from ratgap.cli.console import say

    for message in messages:
        say(t("ratgap: error: {message}", message=message))
    return UNUSABLE


def _note(text: str) -> None:
    from ratgap.cli.console import say

    say(t("ratgap: note: {text}", text=text))
