"""Commands for data of one's own: ``init`` starts a folder, ``add`` enters one act by hand."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratgap import api, gate
from ratgap.cli import options
from ratgap.cli.console import Result, UnusableError, unwritable
from ratgap.language import t
from ratgap.problem import DataError, did_you_mean
from ratgap.request import RequestError, pick

if TYPE_CHECKING:
    from ratgap.model import ActKind, Dataset


def init(
    *,
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", parser=options.folder, help="A new or an empty folder."),
    ],
    instrument: Annotated[
        list[str] | None,
        typer.Option(
            "--instrument", "-i", metavar="TITLE", help="Begin a block for it; repeatable."
        ),
    ] = None,
) -> Result:
    """Start a folder of data for a regime of one's own.

    It validates at once and claims nothing: the states have their names and codes, and no acts;
    blocks of treaties wait as comments, until their clauses are filled in.

    ratgap init treaties
    ratgap init treaties --instrument "Arms Trade Treaty" --instrument "Mine Ban Convention"
    """
    texts = _started(instrument or [])
    _create(folder, texts)
    lines = [gate.line(t("wrote {names}", names=folder / name)) for name in texts]
    note = t("next: fill in the treaties, then ratgap validate {folder}", folder=folder)
    return Result("".join(f"{line}\n" for line in lines), notes=(note,))


def _started(titles: list[str]) -> dict[str, str]:
    """Return the texts of the files, by name."""
    from ratgap.lists.yaml_out import name, text
    from ratgap.load.files import shipped
    from ratgap.load.nodes import UNFIT
    from ratgap.model.names import fold

    for title in titles:
        if UNFIT.search(title) or not fold(title):
            raise RequestError('--instrument: "{title}" is no title', title=title)
    known = shipped()
    names = (known / "names.yaml").read_text("utf-8").splitlines(keepends=True)
    states = api.load_dataset(known).states
    block = _begun("treaty.yaml")
    blocks = (
        block.replace("ID", _id(title, n)).replace("TITLE", text(" ".join(title.split())))
        for n, title in enumerate(titles, 1)
    )
    return {
        "instruments.yaml": _begun("instruments.yaml") + "".join(blocks),
        "sources.yaml": _begun("sources.yaml"),
        "groups.yaml": _begun("groups.yaml"),
        # Its schema is named by a path that does not lead there from another folder.
        "names.yaml": "".join(line for line in names if "$schema=" not in line),
        "states.yaml": _begun("states.yaml")
        + "".join(
            f"{name(code)}:\n  " + ("former: true\n" if states[code].former else "acts: {}\n")
            for code in sorted(states)
        ),
    }


def _begun(name: str) -> str:
    """Return the file as ``init`` begins it; treaty.yaml is the block of one treaty."""
    return (Path(__file__).parent / "start" / name).read_text("utf-8")


def _id(title: str, number: int) -> str:
    """Return what the words of ``title`` come to, where that is an id."""
    from ratgap.load.fields import IDENTIFIER, no_file
    from ratgap.load.tree import taken_for
    from ratgap.model.names import fold

    words = "-".join(fold(title).split())
    fit = re.match(IDENTIFIER, words) and not no_file(words) and not taken_for(words)
    return words if fit else f"treaty-{number}"


def _create(folder: Path, texts: dict[str, str]) -> None:
    """Write the files, all or none. Raise ``UnusableError`` where ``folder`` holds anything."""
    from ratgap import cli
    from ratgap.cli.output import save
    from ratgap.cli.writer import alone

    made: list[Path] = []
    cli.to_tidy.append(str(folder))
    try:
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
        with alone(folder):
            if next(folder.iterdir(), None):
                raise UnusableError(
                    "{folder} is not empty: name a new folder, or empty this one", folder=folder
                )
            for name, text in texts.items():
                made.append(folder / name)
                save(text, folder / name)
    except BaseException as error:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path is folder else path.unlink()
        if isinstance(error, OSError):
            raise unwritable(folder, error) from None
        raise
    finally:
        cli.to_tidy.pop()


def add(
    *,
    state: options.StateName,
    instrument: Annotated[
        str, typer.Argument(metavar="INSTRUMENT", help="Id, code or title of the treaty.")
    ],
    act: Annotated[
        str, typer.Argument(metavar="ACT", help="What it did: signature, accession, ...")
    ],
    day: Annotated[
        str,
        typer.Argument(metavar="DAY", help="On which day, or a span as the data files write it."),
    ],
    source: Annotated[
        str, typer.Option("--source", "-s", metavar="ID", help="Who says it: a source of the data.")
    ],
    in_force: Annotated[
        str | None,
        typer.Option(
            "--in-force", metavar="DATE", help="The day from which, it says, the treaty binds."
        ),
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What else is to be known.")] = "",
    write: options.Write = False,
    data: options.DataFolder = None,
) -> Result:
    """Enter one act by hand: shown as a difference, and written only with --write.

    The act goes into states.yaml. A source that was not read on the treaty yet gets a reading of
    it, of a day between that of the act and today. What validate would refuse is refused.

    ratgap add KG INSTRUMENT accession 2026-11-10 --source SOURCE
    ratgap add KG INSTRUMENT accession 2026-11-10 --source SOURCE --in-force 2026-12-10 --write
    """
    from ratgap.cli.imports import parse_span
    from ratgap.cli.writer import written
    from ratgap.lists.deposit import deposit
    from ratgap.lists.edit import steps, unsound
    from ratgap.model import Act

    folder = options.the_folder(data)
    dataset = api.load_dataset(folder, places=True)
    place = dataset.names.find(state), pick("instrument", instrument, dataset.instruments).id
    _demand_source(dataset, source)
    done = Act(_kind(act), parse_span("DAY", day), (source,), note=" ".join(note.split()))
    binding = None if in_force is None else parse_span("--in-force", in_force, ahead=True)
    after = deposit(dataset, place, done, binding, date.today())
    broken = unsound(dataset, after, str(folder), judged=("checkpoint",), remedy="")
    if broken:
        raise DataError(broken)
    plan = steps(dataset, after, folder)
    return Result(_difference(plan, folder), notes=tuple(written(plan, folder, write=write)))


def _demand_source(dataset: Dataset, id_: str) -> None:
    if id_ not in dataset.sources:
        hint = did_you_mean(id_, dataset.sources, t("add it to sources.yaml first"))
        raise RequestError("there is no source {source}: {hint}", source=id_, hint=hint)


def _kind(text: str) -> ActKind:
    from ratgap.model import ActKind

    try:
        return ActKind(text.strip().lower())
    except ValueError:
        hint = did_you_mean(text, ActKind, t("there are {known}", known=", ".join(ActKind)))
        raise RequestError('there is no act "{name}": {hint}', name=text, hint=hint) from None


def _difference(plan: list[tuple[str, str, str]], folder: Path) -> str:
    """Return what ``plan`` changes, as patches show it: each file once, however many its steps."""
    from ratgap.cli.writer import Step

    firsts = {name: old for name, old, _ in reversed(plan)}
    lasts = {name: new for name, _, new in plan}
    patches = []
    # The act in states.yaml, then the reading in sources.yaml.
    for name in sorted(firsts, reverse=True):
        # Lines end as they did: to show how would only hide what is new.
        before, after = (texts[name].replace("\r\n", "\n") for texts in (firsts, lasts))
        patches.append(Step(folder / name, before, after).patch())
    return gate.lines("".join(patches))
