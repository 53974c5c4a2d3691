"""Options that several commands share, and what their texts mean.

Modules of commands keep their annotations as text (``from __future__ import annotations``), so
that only the options of the command that is run are ever made.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_type_hints

import typer

from ratgap import language, present
from ratgap.assess.force import MaxAge
from ratgap.cli.console import Result, UnusableError, form_of, layout, piped
from ratgap.language import mark, t
from ratgap.problem import NONE
from ratgap.request import to_come

if TYPE_CHECKING:
    from ratgap.model import Dataset
    from ratgap.present.document import Json
    from ratgap.present.view import View


def day_of(option: str) -> Callable[[str], date]:
    """Return what reads the day that ``option`` names. It raises ``UnusableError``."""

    def day(text: str) -> date:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
            try:
                return date.fromisoformat(text.strip())
            except ValueError:
                pass
        raise UnusableError(
            '{option}: "{text}" is not a day of the calendar such as 2026-11-24',
            option=option,
            text=text,
        )

    return day


def day_option(option: str, help_text: str, *, today: bool = False) -> Any:
    """Return an option that names a day; ``today``: where it is left out, it is that."""
    return typer.Option(
        option,
        metavar="DATE",
        parser=day_of(option),
        # Typed like any other: what a default is made by passes the parser.
        default_factory=(lambda: date.today().isoformat()) if today else None,
        show_default=False,
        help=help_text,
    )


def several(*names: str, metavar: str, help_text: str) -> Any:
    """Return an option, or without ``names`` an argument, that may be given several times."""
    kind = typer.Option if names else typer.Argument
    return kind(*names, metavar=metavar, default_factory=list, show_default=False, help=help_text)


def _age_option(option: str, default: str, help_text: str, *, none: bool = False) -> Any:
    """Return an option that names an age; ``none``: or that any age will do, as None."""

    def age(text: str) -> MaxAge | None:
        if none and text.strip().lower() == "none":
            return None
        try:
            return MaxAge.parse(text)
        except ValueError:
            wrong = mark('{option}: "{text}" is not an age such as {age}, 18m or 90d')
            if none:
                wrong = mark('{option}: "{text}" is not an age such as {age}, 18m or 90d, nor none')
            raise UnusableError(wrong, option=option, text=text, age=default) from None

    return typer.Option(
        option,
        metavar="AGE",
        parser=age,
        default_factory=lambda: default,
        show_default=False,
        help=help_text,
    )


def _file(text: str) -> Path | None:
    """Return the file that ``--output`` names; None for standard output, however it is named."""
    if not text:
        raise typer.BadParameter(t("the name of the file is empty"))
    # A Path would forget the slash at its end.
    if os.path.basename(text) in ("", ".", ".."):
        raise typer.BadParameter(t('"{text}" names a folder, not a file', text=text))
    return None if text in ("-", "/dev/stdout") else Path(text)


def folder(text: str) -> Path:
    """Return the folder that ``text`` names: an empty name is not that of the working folder."""
    if not text:
        raise typer.BadParameter(t("the name of the folder is empty"))
    return Path(text)


AsOf = Annotated[
    date, day_option("--as-of", "The day asked about, YYYY-MM-DD.  [today]", today=True)
]
AgeLimit = Annotated[
    MaxAge | None,
    _age_option(
        "--max-age",
        "10y",
        'How old a "not a party" may be before it counts as unknown: 10y, 18m, 90d or none.'
        "  [default: 10y]",
        none=True,
    ),
]
RecentAge = Annotated[
    MaxAge,
    _age_option(
        "--recent",
        "3y",
        'How old a "not joined" may be to be told as such, not as "when last checked".'
        "  [default: 3y]",
    ),
]
StateName = Annotated[str, typer.Argument(metavar="STATE", help="Code or any name of a state.")]
Scope = Annotated[
    str | None,
    typer.Option("--scope", metavar="ID", help="Which instruments.  [the data's default]"),
]
Groups = Annotated[
    list[str],
    several(
        "--group",
        "-g",
        metavar="ID",
        help_text="Only its members on the day; repeatable.  [all states and organisations]",
    ),
]
Write = Annotated[bool, typer.Option("--write", help="Edit the data files.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=_file,
        help="Write to FILE, whole or not at all.  [standard output]",
    ),
]
DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        envvar="RATGAP_DATA",
        parser=folder,
        help="A folder of data files of your own.",
    ),
]


class Options:
    """Options that stand together in several commands: each of these takes them as one argument.

    Every annotated name is an option, with the default that the class gives it.
    """

    def __init__(self, **given: Any) -> None:
        vars(self).update(given)


class Asked(Options):
    """Whom a command is asked about."""

    named: Annotated[
        list[str],
        several(
            metavar="[STATE]...",
            help_text="Code or any name of a state; several with blanks or commas between them.",
        ),
    ]
    states: Annotated[
        list[str],
        several("--state", "-s", metavar="STATE", help_text="The same as an option; repeatable."),
    ]
    groups: Annotated[
        list[str],
        several(
            "--group", "-g", metavar="ID", help_text="The group's members on the day; repeatable."
        ),
    ]
    all_states: Annotated[
        bool, typer.Option("--all", help="Every state, and the organisations that may join.")
    ] = False

    def demand(self) -> None:
        """Raise ``UnusableError`` where nobody is asked about."""
        if not (self.named or self.states or self.groups or self.all_states):
            raise UnusableError("no state is asked for: name one, or give --group or --all")

    def of(self, dataset: Dataset) -> dict[str, Any]:
        """Return whom the functions of ``api`` are asked about. Raises ``UnknownName``."""
        texts = (*self.named, *self.states)
        states = [code for text in texts for code in _codes(dataset, text)]
        return {"states": states, "groups": self.groups, "all_states": self.all_states}


def _codes(dataset: Dataset, text: str) -> list[str]:
    """Return the states that ``text`` names: one, whose name may have commas in it, or several."""
    from ratgap.model.names import UnknownName

    try:
        return [dataset.names.find(text)]
    except UnknownName:
        codes, unknown = list[str](), list[UnknownName]()
        for part in filter(None, map(str.strip, text.split(","))):
            try:
                codes.append(dataset.names.find(part))
            except UnknownName as error:
                unknown.append(error)
        # Where no part of it is known either, the text was one name.
        if not codes:
            raise
        if unknown:
            raise unknown[0] from None
        return codes


class Terms(Options):
    """By what an answer is measured."""

    scope: Scope = None
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar="ID", help="By which mandate.  [the data's default]"),
    ] = None
    max_age: AgeLimit


class Strengths(Terms):
    """By what an answer is measured that tells proofs of different age apart."""

    recent: RecentAge


HOW = typer.Option(
    "--format",
    "-f",
    help="How to write the result.  [what the name of FILE ends in, else for people]",
)


class Writing(Options):
    """How and where a result is written, and from which data it comes.

    A kind of it tells the formats. The one that ``PEOPLE`` names is the default, in the encoding of
    their terminal; the others are in UTF-8 anywhere.
    """

    PEOPLE = "table"
    bom = False

    form: str | None
    output: Output = None
    data: DataFolder = None
    color: Annotated[
        Literal["auto", "always", "never"],
        typer.Option(
            "--color", help="Colour; auto: on a terminal, and as NO_COLOR, FORCE_COLOR say."
        ),
    ] = "auto"
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Never show what is long page by page.")
    ] = False

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        # The formats stand in the annotation: Literal[...] | None.
        known = get_args(get_args(get_type_hints(type(self))["form"])[0])
        self.form = form_of(self.form, self.output, known) or self.PEOPLE
        if self.bom and self.form != "csv":
            raise UnusableError("--bom is for CSV: give --format csv too")

    def load(self) -> Dataset:
        """Return the data set that is asked, in the language in use. Raises ``DataError``."""
        from ratgap import api

        dataset = api.load_dataset(self.data)
        # The variable holds for other commands too.
        if self.data and str(self.data) != os.environ.get("RATGAP_DATA"):
            dataset.chosen = str(self.data)
        return self.in_language(dataset)

    def in_language(self, dataset: Dataset) -> Dataset:
        """Return ``dataset`` as people read it in the language in use; for programs as it is."""
        if language.code == language.ENGLISH or self.form in ("json", "csv", "ndjson"):
            return dataset
        return present.localised.localised(dataset, the_folder(self.data))

    def answer(
        self,
        day: date,
        *,
        document: Callable[[], Json],
        view: Callable[[], View],
        markdown: Callable[[], str] | None = None,
        drawn: Mapping[str, Callable[[], str]] = NONE,
        code: int = 0,
    ) -> Result:
        """Return the answer about ``day``, which says so if that is to come.

        ``document`` is what programs read and ``view`` what people do; ``markdown`` and, by their
        formats, the ``drawn`` ones are texts that are not laid out as any view is. What is drawn
        says itself what is to come.
        """
        coming = to_come(day)
        if self.form == "csv":
            text = "\ufeff" * self.bom + present.csv.text(document())
        elif self.form == "json":
            text = present.document.text(document(), compact=piped(self.output))
        elif self.form == "ndjson":
            text = present.document.lines(document())
        elif self.form == "markdown":
            marked_up = markdown() if markdown else present.plain.markdown(view())
            text = present.plain.below_the_head(marked_up, coming)
        elif self.form and self.form in drawn:
            text = drawn[self.form]()
        else:
            text = layout(self.output, self.color)(present.view.noted(view(), coming))
        return Result(
            text,
            self.output,
            code,
            utf8=self.form != self.PEOPLE,
            # What people read says it itself.
            notes=coming if self.form in ("json", "ndjson", "csv") else (),
            page=not self.no_pager,
        )


class Tabular(Writing):
    """Formats among which CSV may be."""

    bom: Annotated[
        bool,
        typer.Option("--bom", help="Begin CSV with the mark by which spreadsheets know UTF-8."),
    ] = False


class Formats(Tabular):
    """Every format that a table has."""

    form: Annotated[Literal["table", "json", "csv", "markdown"] | None, HOW] = None


def the_folder(chosen: Path | None) -> Path:
    """Return the folder of data that was ``chosen``, as CI names it; the shipped one for None."""
    from ratgap.load.files import from_here, shipped

    return shipped() if chosen is None else from_here(chosen)
