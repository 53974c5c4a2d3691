"""``ratgap validate``: whether the data are in order."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ratgap.choose import RequestError
from ratgap.cli import options
from ratgap.cli.console import Result
from ratgap.cli.folder import from_here, the_folder

EXAMPLES = (
    "ratgap validate",
    "ratgap validate my-data --strict",
    "ratgap validate my-data --format sarif --output ratgap.sarif",
    "ratgap validate --explain checkpoint",
)


class ProblemFormat(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def validate(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            parser=options.folder,
            help="The folder of data files.  [the data in use]",
        ),
    ] = None,
    form: Annotated[
        ProblemFormat,
        typer.Option(
            "--format", "-f", help="github: annotations of a workflow; sarif: SARIF 2.1.0."
        ),
    ] = ProblemFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="RULE", help="Instead: the page of a rule."),
    ] = None,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Check the data: every problem with its place, the rule, and the remedy.

    A comment silences a rule on its line: # ratgap: ignore[RULE]. Exit codes: 0 in order;
    1 problems; 2 there is no such folder.
    """
    if explain is not None:
        return Result(_page(explain), output, utf8=True)
    from ratgap.check.run import validate as check
    from ratgap.present import problems
    from ratgap.problem import Level

    chosen = from_here(the_folder(folder, data))
    outcome = check(chosen, strict=strict)
    text = problems.render(form, outcome, str(chosen), strict=strict)
    code = int(outcome.number_of(Level.ERROR) > 0)
    utf8 = form is not ProblemFormat.TEXT
    return Result(text, output, code, utf8, problems.summary(outcome, str(chosen)))


def _page(name: str) -> str:
    """Return the page of the rule ``name`` in Markdown."""
    from difflib import get_close_matches

    from ratgap.check.rules import rules

    rule = rules().get(name)
    if rule is None:
        close = get_close_matches(name, rules(), n=1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(rules())}"
        raise RequestError(f'there is no rule "{name}": {hint}')
    return rule.markdown
