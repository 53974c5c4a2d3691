"""Commands that look after the data files: validate, format; and schemas."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from ratgap.cli import options
from ratgap.cli.console import Result, UnusableError, form_of, piped
from ratgap.cli.options import folder
from ratgap.language import mark, t
from ratgap.problem import Level, Problem, did_you_mean

Chosen = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]",
        parser=folder,
        help="The folder of data files.  [--data; else ./data; else the data of ratgap]",
    ),
]


def _looked_at(chosen: Path | None) -> tuple[Path, tuple[str, ...]]:
    """Whoever edits data of their own means those, not the ones that come with the program."""
    from ratgap.head import REQUIRED

    if chosen is not None:
        return options.the_folder(chosen), ()
    own = Path("data")
    if any((own / name).is_file() for name in REQUIRED):
        return own, (t("no folder is named: this is {own}, in the working folder", own=own),)
    shipped = options.the_folder(None)
    text = mark("no folder is named, and {own} has no data files: this is {shipped}")
    return shipped, (t(text, own=own, shipped=shipped),)


def validate(
    folder: Chosen = None,
    form: Annotated[
        Literal["text", "json", "github", "sarif"] | None,
        typer.Option(
            "--format",
            "-f",
            help="github: annotations of a workflow; sarif: SARIF 2.1.0."
            "  [what the name of FILE ends in, else text]",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Instead: the page of a rule.")
    ] = None,
    output: options.Output = None,
    data: options.DataFolder = None,
) -> Result:
    """Check the data: every problem with its place, the rule, and the remedy.

    A comment silences a rule on its line: # ratgap: ignore[RULE]. Exit codes: 0 in order;
    1 problems; 2 there is no such folder.

    ratgap validate
    ratgap validate my-data --strict
    ratgap validate my-data --format sarif --output ratgap.sarif
    ratgap validate --explain checkpoint
    """
    if explain is not None:
        return Result(_page(explain), output, utf8=True)
    from ratgap.check.run import validate as check
    from ratgap.present import problems

    # SARIF is JSON too: a format that is named goes into a file of any name.
    written = form or form_of(None, output, ("text", "json", "sarif")) or "text"
    chosen, notes = _looked_at(folder or data)
    outcome = check(chosen, strict=strict)
    if written in ("github", "sarif"):
        outcome = outcome._replace(problems=tuple(map(_from_root, outcome.problems)))
    text = problems.render(written, outcome, str(chosen), strict=strict, compact=piped(output))
    code = int(outcome.number_of(Level.ERROR) > 0)
    notes += problems.summary(outcome, str(chosen))
    return Result(text, output, code, written != "text", notes)


def _from_root(problem: Problem) -> Problem:
    """Return ``problem`` with its file as the host of the repository names it, from its root."""
    file = Path(problem.where.file).resolve()
    # A workflow may have checked several repositories out: its host goes by the folder of all.
    workspace = os.environ.get("GITHUB_WORKSPACE")
    roots = [Path(workspace)] if workspace else []
    roots += [folder for folder in file.parents if (folder / ".git").exists()][:1]
    for root in map(Path.resolve, roots):
        if file.is_relative_to(root):
            name = file.relative_to(root).as_posix()
            return problem._replace(where=problem.where._replace(file=name))
    return problem


def _page(name: str) -> str:
    from ratgap.check.rules import rules

    rule = rules().get(name)
    if rule is None:
        hint = did_you_mean(name, rules(), t("there are {known}", known=", ".join(rules())))
        raise UnusableError('there is no rule "{name}": {hint}', name=name, hint=hint)
    return rule.markdown


def format_(
    folder: Chosen = None,
    check: Annotated[
        bool, typer.Option("--check", help="List what is laid out otherwise; then exit with 1.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Rewrite the files.")] = False,
    data: options.DataFolder = None,
) -> Result:
    """Lay the data files out alike: sorted, with even spaces, the keys of a line in order.

    Comments and everything else stay as they are. Without --write nothing is written: the
    difference is shown.

    ratgap format
    ratgap format my-data --check
    ratgap format my-data --write
    """
    from ratgap import gate
    from ratgap.check.layout import laid_out
    from ratgap.cli.writer import Step, rewrite

    if check and write:
        raise UnusableError("give --check or --write, not both")
    chosen, notes = _looked_at(folder or data)
    files = laid_out(chosen)
    if not files:
        notes += (t("{folder} is laid out as it should be", folder=chosen),)
    steps = [Step(Path(file.file), file.content, should.text) for file, should in files]
    if write:
        rewrite(chosen, steps)
        rewrote = (gate.line(t("rewrote {file}", file=step.path)) for step in steps)
        return Result("".join(f"{line}\n" for line in rewrote), notes=notes)
    if check:
        places = (
            gate.line(f"{file.file}:{d.line}:{d.column}: {d.message}")
            for file, should in files
            for d in should.deviations
        )
        text = "".join(f"{line}\n" for line in places)
        return Result(text, code=int(bool(files)), notes=notes)
    return Result(gate.lines("".join(step.patch() for step in steps)), notes=notes)


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which schema; without it, their names.")
    ] = None,
    output: options.Output = None,
) -> Result:
    """Print the JSON Schema of an output or of a data file.

    ratgap schema
    ratgap schema report
    ratgap schema states.yaml --output states.schema.json
    """
    from ratgap.present import schema as schemas

    names = schemas.names()
    if name is None:
        return Result("".join(f"{known}\n" for known in names), output, utf8=True)
    if name not in names:
        raise UnusableError(
            'there is no schema "{name}": there are {known}', name=name, known=", ".join(names)
        )
    return Result(schemas.text(name), output, utf8=True)
