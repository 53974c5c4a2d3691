"""The commands: a table of their names, and a group that builds only the one that is run.

To build all sixteen takes longer than most of them take to answer.
"""

from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, Signature, cleandoc, signature
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from ratgap import language
from ratgap.language import mark, t

_MODULES = {
    "answers": {
        "report": "Show what each state still has to join.",
        "explain": "Show the chain of reasoning for one answer.",
        "plan": "Tell how each state closes its gaps, step by step.",
        "progress": "Tell who joined, signed or left what, and when.",
        "matrix": "Show states by instruments, one character for each.",
        "commitments": "List what states declared, and their reports.",
    },
    "lists": {
        "instruments": "List the instruments with counts of parties on a day, or who is in one.",
        "states": "List the states and organisations, or tell of one.",
        "groups": "List the groups of states and their members on a day, or tell of one.",
        "sources": "List what the data rest on, and how old it is, or tell of one source.",
    },
    "site": {"site": "Write a site of all answers, with every page's data as JSON and CSV."},
    "feeds": {"feed": "Write new acts as an Atom feed, or the days ahead as a calendar."},
    "export": {
        "export": "Write tables for other programs: acts, status, spells, and what they name."
    },
    "draft": {"draft": "Draft the instrument by which a state joins a treaty."},
    "diff": {"diff": "Tell what an edit of the data means."},
    "imports": {
        "import": "Read a list that was saved, and show what it would change.",
        "refresh": (
            "Get the current list of every treaty that has an address for it, and show what is new."
        ),
    },
    "own": {
        "init": "Start a folder of data for a regime of one's own.",
        "add": "Enter one act by hand: shown as a difference, and written only with --write.",
    },
    "data": {
        "validate": "Check the data: every problem with its place, the rule, and the remedy.",
        "format": (
            "Lay the data files out alike: sorted, with even spaces, the keys of a line in order."
        ),
        "schema": "Print the JSON Schema of an output or of a data file.",
    },
}
COMMANDS = {name: line for lines in _MODULES.values() for name, line in lines.items()}
"""The first line of the help of each command, by name."""

_GROUPS = {
    mark(
        "commands\4Ask"
    ): "report explain matrix progress commitments instruments states groups sources",
    mark("Plan"): "plan draft feed",
    mark("commands\4Check"): "validate format diff schema",
    mark("Exchange"): "",
}
"""Under which heading help lists a command; the last has those that stand under no other."""

_ENVIRONMENT = {
    "RATGAP_DATA": "A folder of data files of your own.",
    "RATGAP_LANG": "The language to answer in: en, fr, ru.",
    "RATGAP_LOCALE": "A folder of catalogues of languages of your own.",
    "RATGAP_CACHE": "The folder for snapshots of the data; empty: none is kept.",
    "NO_COLOR, FORCE_COLOR": "No colour; colour in a pipe too.",
    "PAGER": "What shows page by page what is longer than the terminal.",
}

HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


TYPER = (
    *("[OPTIONS]", "COMMAND [ARGS]...", "Options", "Commands", "Arguments"),
    *("default: {default}", "env var: {var}", "required"),
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
"""What typer says by itself in a help text, beside what ``_InLanguage`` says for it."""

Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="CODE",
        help="The language to answer in: en, fr, ru.  [RATGAP_LANG; the locale]",
    ),
]


def _translated(command: Any) -> Any:
    """Return ``command`` with its help in the language in use; English is as it is."""
    if language.code != language.ENGLISH:
        paragraphs = (" ".join(text.split()) for text in cleandoc(command.help).split("\n\n"))
        command.help = "\n\n".join(map(t, paragraphs))
        command.epilog = command.epilog.replace("Examples:", t("Examples:"))
        for thing, name in (
            *((command, name) for name in ("options_metavar", "subcommand_metavar")),
            *((option, name) for option in command.params for name in ("help", "metavar")),
        ):
            if getattr(thing, name, None):
                setattr(thing, name, t(getattr(thing, name)))
    return command


class _InLanguage:
    """What of a help text typer says by itself, in the language in use."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=t("Usage: "))

    def get_help_option(self: Any, ctx: Any) -> Any:
        """Return the option that shows the help."""
        option = TyperCommand.get_help_option(self, ctx)
        if option:
            option.help = t("Show this message and exit.")
        return option


class Commands(_InLanguage, TyperGroup):
    """Knows its commands by name and line, as help and completion tell them, until one is run."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name, help=t(line), rich_markup_mode=None)
            for name, line in COMMANDS.items()
        }

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, with the options that typer has added by now."""
        _translated(self)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands under the headings of ``_GROUPS``, and what else is to be known."""
        lines = {name: t(COMMANDS[name]) for name in self.commands}
        apart = " ".join(_GROUPS.values()).split()
        with formatter.section(t("Commands")):
            for heading, names in _GROUPS.items():
                under = names.split() or [name for name in lines if name not in apart]
                with formatter.section(t(heading)):
                    formatter.write_dl([(name, lines[name]) for name in under if name in lines])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, then what the surroundings and the exit codes mean."""
        super().format_epilog(ctx, formatter)
        with formatter.section(t("Environment")):
            formatter.write_dl([(name, t(text)) for name, text in _ENVIRONMENT.items()])
        formatter.write_paragraph()
        formatter.write_text(
            t(
                "Exit codes: 0 done; 1 done, and the asked condition fails (--fail-on-gap);"
                " 2 the request or a file is unusable."
            )
        )

    # Untyped, because the class of a context is click's, or typer's own from 0.26 on.
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the name of the command to run, the command itself, and its arguments."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        return name, stand_in and build(str(name)), rest


class _Command(_InLanguage, TyperCommand):
    """A command with an option that may stand without its value, which typer does not know."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take ``args``, with the value that is meant where none follows."""
        pairs = zip(args, [*args[1:], ""], strict=False)
        bare = "--fail-on-gap"
        values = ("recent", "any", "unknown")
        whole = [f"{a}=any" if a == bare and b not in values else a for a, b in pairs]
        return super().parse_args(ctx, whole)


def build(name: str) -> Any:
    """Return the whole command ``name``, with its options."""
    module = next(module for module, lines in _MODULES.items() if name in lines)
    commands = vars(import_module(f"ratgap.cli.{module}"))
    # Python has another use for the words import and format.
    command = _spread(commands.get(name) or commands[f"{name}_"])
    only = typer.Typer(
        rich_markup_mode=None, add_completion=False, context_settings=dict(HELP_OPTIONS)
    )
    # The last part of a docstring are examples.
    text, _, lines = cleandoc(command.__doc__ or "").partition("\n\nratgap ")
    examples = _EXAMPLES + lines.replace("\n", "\n  ")
    only.command(name, cls=_Command, help=text, epilog=examples)(command)
    return _translated(typer.main.get_command(only))


def _spread(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``command`` with ``Lang``, if it has no such option, and all ``Options`` it takes.

    Each of their options is a parameter of its own then, as typer wants them.
    """
    from ratgap.cli.options import Options

    def option(name: str, default: Any, annotation: Any) -> Parameter:
        # By keyword: so one without a default may stand behind others that have one.
        return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)

    together: dict[str, tuple[type[Options], list[str]]] = {}
    parameters: dict[str, Parameter] = {}
    for name, parameter in signature(command, eval_str=True).parameters.items():
        kind = parameter.annotation
        if isinstance(kind, type) and issubclass(kind, Options):
            hints = get_type_hints(kind, include_extras=True)
            together[name] = kind, list(hints)
            for each, hint in hints.items():
                parameters[each] = option(each, getattr(kind, each, Parameter.empty), hint)
        else:
            parameters[name] = option(name, parameter.default, kind)
    everywhere = "lang" not in parameters
    parameters.setdefault("lang", option("lang", None, Lang))

    def run(**values: Any) -> Any:
        if everywhere:
            language.single(values.pop("lang"))
        for name, (kind, names) in together.items():
            values[name] = kind(**{each: values.pop(each) for each in names})
        return command(**values)

    run.__doc__ = command.__doc__
    # By it typer tells which options there are.
    vars(run)["__signature__"] = Signature(list(parameters.values()))
    return run


_EXAMPLES = "\b\nExamples:\n  ratgap "  # Begins the last part of a help text; it is not wrapped

app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=dict(HELP_OPTIONS),
    epilog=_EXAMPLES
    + "report KG\n"
    + "  ratgap plan KG\n"
    + "  ratgap instruments --as-of 2014-07-10",
)


def _show_version(asked: bool) -> None:
    if asked:
        from ratgap import head

        typer.echo(head.version(), nl=False)
        raise typer.Exit


@app.callback()
def ratgap(
    lang: Lang = None,
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Tell which treaties a state still has to join, since when, and how that is known."""
    language.single(lang)
