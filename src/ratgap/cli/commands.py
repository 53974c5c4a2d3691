"""The commands, put together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from ratgap import __version__
from ratgap.cli import (
    between,
    commitments,
    diff,
    explain,
    groups,
    import_,
    instruments,
    matrix,
    plan,
    refresh,
    report,
    schema,
    sources,
    states,
    validate,
)
from ratgap.cli import format as format_


def _examples(lines: Iterable[str]) -> str:
    """Return command lines as the last part of a help text, not to be wrapped."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_examples(
        [
            "ratgap report --state KG",
            "ratgap explain KG INSTRUMENT",
            "ratgap instruments --as-of 2014-07-10",
        ]
    ),
)

app.command(epilog=_examples(report.EXAMPLES))(report.report)
app.command(epilog=_examples(explain.EXAMPLES))(explain.explain)
app.command(epilog=_examples(plan.EXAMPLES))(plan.plan)
app.command(epilog=_examples(between.EXAMPLES))(between.progress)
app.command(epilog=_examples(matrix.EXAMPLES))(matrix.matrix)
app.command(epilog=_examples(commitments.EXAMPLES))(commitments.commitments)
app.command(epilog=_examples(instruments.EXAMPLES))(instruments.instruments)
app.command(epilog=_examples(states.EXAMPLES))(states.states)
app.command(epilog=_examples(groups.EXAMPLES))(groups.groups)
app.command(epilog=_examples(sources.EXAMPLES))(sources.sources)
app.command(epilog=_examples(diff.EXAMPLES))(diff.diff)
app.command("import", epilog=_examples(import_.EXAMPLES))(import_.import_list)
app.command(epilog=_examples(refresh.EXAMPLES))(refresh.refresh)
app.command(epilog=_examples(validate.EXAMPLES))(validate.validate)
app.command("format", epilog=_examples(format_.EXAMPLES))(format_.format_files)
app.command(epilog=_examples(schema.EXAMPLES))(schema.schema)


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
