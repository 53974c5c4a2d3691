"""The commands: a table of their names, and a group that builds only the one that is run.

To build all sixteen takes longer than most of them take to answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from ratgap import __version__

COMMANDS = {
    "report": ("answers", "report", "Show what each state still has to join."),
    "explain": ("answers", "explain", "Show the chain of reasoning for one answer."),
    "plan": ("answers", "plan", "Tell how each state closes its gaps, step by step."),
    "progress": ("answers", "progress", "Tell who joined, signed or left what, and when."),
    "matrix": ("answers", "matrix", "Show states by instruments, one character for each."),
    "commitments": ("answers", "commitments", "List what states declared, and their reports."),
    "instruments": (
        "catalogues",
        "instruments",
        "List the instruments with counts of parties on a day.",
    ),
    "states": ("catalogues", "states", "List the states and organisations."),
    "groups": ("catalogues", "groups", "List the groups of states and their members on a day."),
    "sources": ("catalogues", "sources", "List what the data rest on, and how old it is."),
    "diff": ("diff", "diff", "Tell what an edit of the data means."),
    "import": (
        "imports",
        "import_list",
        "Read a list that was saved, and show what it would change.",
    ),
    "refresh": (
        "imports",
        "refresh",
        "Get the current list of every treaty that has an address for it, and show what is new.",
    ),
    "validate": (
        "data",
        "validate",
        "Check the data: every problem with its place, the rule, and the remedy.",
    ),
    "format": (
        "data",
        "format_files",
        "Lay the data files out alike: sorted, with even spaces, the keys of a line in order.",
    ),
    "schema": ("catalogues", "schema", "Print the JSON Schema of an output or of a data file."),
}
"""By name: the module of ``ratgap.cli``, the function, and the first line of its help."""

HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """Knows its commands by name and line, as help and completion tell them, until one is run."""

    def __init__(self, **attributes: Any) -> None:
        """Take what typer gives a group, with a stand-in for each command."""
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name, help=line, rich_markup_mode=None)
            for name, (_, _, line) in COMMANDS.items()
        }

    # Untyped, because the class of a context is click's, or typer's own from 0.26 on.
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the name of the command to run, the command itself, and its arguments."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        return name, stand_in and build(str(name)), rest


def build(name: str) -> Any:
    """Return the whole command ``name``, with its options."""
    from ratgap.cli.options import spread

    module, function, _ = COMMANDS[name]
    command = getattr(import_module(f"ratgap.cli.{module}"), function)
    only = typer.Typer(
        rich_markup_mode=None, add_completion=False, context_settings=dict(HELP_OPTIONS)
    )
    only.command(name, epilog=_examples(command.examples))(spread(command))
    return typer.main.get_command(only)


def _examples(lines: Iterable[str]) -> str:
    """Return command lines as the last part of a help text, not to be wrapped."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=dict(HELP_OPTIONS),
    epilog=_examples(
        [
            "ratgap report --state KG",
            "ratgap explain KG INSTRUMENT",
            "ratgap instruments --as-of 2014-07-10",
        ]
    ),
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"ratgap {__version__}")
        raise typer.Exit


@app.callback()
def ratgap(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Tell which treaties a state still has to join, since when, and how that is known.

    Exit codes: 0 done; 1 done, and the asked condition fails (--fail-on-gap); 2 the request or
    a file is unusable.
    """
