"""Commands that look after the data files: validate, format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from ratgap.cli.console import Result
from ratgap.cli.options import DataFolder, Output, UnusableError, examples, folder, the_folder
from ratgap.problem import Level, did_you_mean

Chosen = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]", parser=folder, help="The folder of data files.  [the data in use]"
    ),
]


@examples(
    "ratgap validate",
    "ratgap validate my-data --strict",
    "ratgap validate my-data --format sarif --output ratgap.sarif",
    "ratgap validate --explain checkpoint",
)
def validate(
    folder: Chosen = None,
    form: Annotated[
        Literal["text", "json", "github", "sarif"],
        typer.Option(
            "--format", "-f", help="github: annotations of a workflow; sarif: SARIF 2.1.0."
        ),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="RULE", help="Instead: the page of a rule."),
    ] = None,
    output: Output = None,
    data: DataFolder = None,
) -> Result:
    """Check the data: every problem with its place, the rule, and the remedy.

    A comment silences a rule on its line: # ratgap: ignore[RULE]. Exit codes: 0 in order;
    1 problems; 2 there is no such folder.
    """
    if explain is not None:
        return Result(_page(explain), output, utf8=True)
    from ratgap.check.run import validate as check
    from ratgap.present import problems

    chosen = the_folder(folder or data)
    outcome = check(chosen, strict=strict)
    text = problems.render(form, outcome, str(chosen), strict=strict)
    code = int(outcome.number_of(Level.ERROR) > 0)
    return Result(text, output, code, form != "text", problems.summary(outcome, str(chosen)))


def _page(name: str) -> str:
    """Return the page of the rule ``name`` in Markdown."""
    from ratgap.check.rules import rules

    rule = rules().get(name)
    if rule is None:
        hint = did_you_mean(name, rules(), f"there are {', '.join(rules())}")
        raise UnusableError(f'there is no rule "{name}": {hint}')
    return rule.markdown


@examples("ratgap format", "ratgap format my-data --check", "ratgap format my-data --write")
def format_files(
    folder: Chosen = None,
    check: Annotated[
        bool, typer.Option("--check", help="List what is laid out otherwise; then exit with 1.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Rewrite the files.")] = False,
    data: DataFolder = None,
) -> Result:
    """Lay the data files out alike: sorted, with even spaces, the keys of a line in order.

    Comments and everything else stay as they are. Without --write nothing is written: the
    difference is shown.
    """
    from ratgap.check.layout import laid_out

    if check and write:
        raise UnusableError("give --check or --write, not both")
    chosen = the_folder(folder or data)
    files = laid_out(chosen)
    notes = () if files else (f"{chosen} is laid out as it should be",)
    if write:
        return Result(_rewritten((file.file, should.text) for file, should in files), notes=notes)
    if check:
        text = "".join(
            f"{file.file}:{d.line}:{d.column}: {d.message}\n"
            for file, should in files
            for d in should.deviations
        )
        return Result(text, code=int(bool(files)), notes=notes)
    return Result("".join(should.patch(file) for file, should in files), notes=notes)


def _rewritten(files: Iterable[tuple[str, str]]) -> str:
    """Replace each file by its text; return which."""
    from ratgap.cli.output import save

    told = ""
    for name, text in files:
        try:
            save(text, Path(name))
        except OSError as error:
            raise UnusableError(f"cannot write {name}: {error.strerror or error}") from None
        told += f"rewrote {name}\n"
    return told
