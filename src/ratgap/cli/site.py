"""The command that makes a site of all answers: pages for people, and their data beside them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ratgap import api
from ratgap.cli.console import Result, UnusableError, is_terminal, progress
from ratgap.cli.options import AsOf, DataFolder, folder, several
from ratgap.language import t
from ratgap.request import pick

if TYPE_CHECKING:
    from ratgap.model import Dataset

_LIST = "ratgap-site.txt"
"""The file of a site that lists its files: by it a later run knows what it may replace."""


def site(
    *,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", parser=folder, help="The folder to write: new, or a former site."
        ),
    ],
    as_of: AsOf,
    scope: Annotated[
        str | None,
        typer.Option("--scope", metavar="ID", help="Which instruments.  [the data's default]"),
    ] = None,
    groups: Annotated[
        list[str],
        several(
            "--group",
            "-g",
            metavar="ID",
            help_text="Only its members on the day; repeatable.  [all states and organisations]",
        ),
    ],
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url", metavar="URL", help="Where the site will be, for citations of its pages."
        ),
    ] = "",
    data: DataFolder = None,
) -> Result:
    """Write a site of all answers, with every page's data as JSON and CSV.

    It needs no server and no network: index.html opens from the disk. A page for each state,
    treaty and group, the sources, the method. A later run replaces what has changed.

    ratgap site OUT
    ratgap site OUT --group GROUP --as-of 2024-12-31
    ratgap site OUT --base-url https://treaties.example.org
    """
    address = _address(base_url)
    former = set(_former(out))
    made = _files(api.load_dataset(data), as_of, scope, groups, address)
    changed, removed = _write(out, made, former)
    text = t(
        "{folder}: {count} files, as of {day}: {changed} written, {removed} removed",
        folder=out,
        count=len(made),
        day=as_of,
        changed=changed,
        removed=removed,
    )
    return Result(f"{text}\n")


def _address(text: str) -> str:
    address = text.strip().rstrip("/")
    if address and not (address.startswith(("https://", "http://")) and address.isprintable()):
        raise UnusableError(
            '--base-url: "{text}" is not an address such as https://example.org', text=text
        )
    return address


def _files(
    dataset: Dataset, day: date, scope: str | None, groups: list[str], address: str
) -> Mapping[str, Callable[[], str]]:
    from ratgap.present.html.site import files

    asked: dict[str, Any] = {
        "groups": groups,
        "all_states": not groups,
        "as_of": day,
        "scope": scope,
    }
    result = api.report(dataset, **asked)
    there = {state.state.code for state in result.states}
    pages = [pick("group", text, dataset.groups).id for text in groups] or sorted(
        (id_ for id_, group in dataset.groups.items() if there.intersection(group.on(day))),
        # Parts of the world are many, and last.
        key=lambda id_: dataset.groups[id_].kind == "region",
    )
    return files(dataset, result, pages, api.plan(dataset, **asked), address)


def _former(out: Path) -> Iterator[str]:
    """Yield the files of the site in ``out``. Raise ``UnusableError`` for anything else there."""
    if not out.exists():
        return
    if not out.is_dir():
        raise UnusableError("{folder} is no folder: name one for the site", folder=out)
    known = out / _LIST
    listed = set(known.read_text("utf-8").splitlines()) if known.is_file() else set[str]()
    for name in _within(out):
        if name not in listed:
            raise UnusableError(
                "{folder} holds {name}, which is no part of a former site: name another folder, or "
                "take that away",
                folder=out,
                name=name,
            )
        yield name


def _within(out: Path) -> Iterator[str]:
    """Yield the paths of all files in ``out``; links are not followed, and are files too."""
    for place, folders, names in os.walk(out):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in sorted((*names, *links)):
            yield Path(place, name).relative_to(out).as_posix()


def _write(out: Path, files: Mapping[str, Callable[[], str]], former: set[str]) -> tuple[int, int]:
    """Write what differs and remove what is no longer part of the site; return how many of each.

    Every file is at any moment the old one or the new one, and listed as one of the site's.
    """
    from ratgap.cli.writer import alone

    names = sorted((*files, _LIST))
    bar = progress(list(files)) if is_terminal(sys.stderr) else nullcontext(lambda _: None)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with alone(out), bar as begun:
            _save(out / _LIST, "\n".join(sorted({*names, *former})) + "\n")
            changed = 0
            for name, text in files.items():
                begun(name)
                changed += _save(out / name, text())
            gone = former.difference(names)
            for name in gone:
                (out / name).unlink()
            _save(out / _LIST, "\n".join(names) + "\n")
    except OSError as error:
        path = error.filename or out
        raise UnusableError(
            "cannot write {path}: {reason}", path=path, reason=error.strerror
        ) from None
    return changed, len(gone)


def _save(path: Path, text: str) -> bool:
    """Write ``text`` where it is not what stands there; return whether it was."""
    from ratgap.cli.output import save

    try:
        if path.is_symlink():
            raise UnusableError("{path} is a link: take it away, or name another folder", path=path)
        if path.read_bytes() == text.encode():
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    # A thousand files, made anew by the same command: to wait for the disk at each takes longest.
    save(text, path, durable=False)
    return True
