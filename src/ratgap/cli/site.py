"""The command that makes a site of all answers: pages for people, and their data beside them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from ratgap import api, gate, language
from ratgap.cli.console import Result, UnusableError, is_terminal, progress
from ratgap.cli.options import AsOf, DataFolder, Groups, Scope, folder, the_folder
from ratgap.language import t

_LIST = "ratgap-site.txt"
"""The file of a site that lists its files: by it a later run knows what it may replace."""


_Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="CODE",
        help="The language of the pages: en, fr, ru; all: each in a folder of its own.  "
        "[RATGAP_LANG; the locale]",
    ),
]


def site(
    *,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", parser=folder, help="The folder to write: new, or a former site."
        ),
    ],
    as_of: AsOf,
    scope: Scope = None,
    groups: Groups,
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url", metavar="URL", help="Where the site will be, for citations of its pages."
        ),
    ] = "",
    lang: _Lang = None,
    data: DataFolder = None,
) -> Result:
    """Write a site of all answers, with every page's data as JSON and CSV.

    It needs no server and no network: index.html opens from the disk. A page for each state,
    treaty and group, the sources, the method. A later run replaces what has changed.

    ratgap site OUT
    ratgap site OUT --group GROUP --as-of 2024-12-31
    ratgap site OUT --lang all --base-url https://treaties.example.org
    """
    address = _address(base_url)
    set(_former(out))  # Else all is made in vain
    asked = {"groups": groups, "all_states": not groups, "as_of": as_of, "scope": scope}
    made = _files(data, asked, address, folders=lang == language.ALL)
    changed, removed = _write(out, made)
    text = t(
        "{folder}: {count} files, as of {day}: {changed} written, {removed} removed",
        folder=out,
        count=len(made),
        day=as_of,
        changed=changed,
        removed=removed,
    )
    return Result(f"{gate.line(text)}\n")


def _address(text: str) -> str:
    address = text.strip().rstrip("/")
    if address and not (address.startswith(("https://", "http://")) and address.isprintable()):
        raise UnusableError(
            '--base-url: "{text}" is not an address such as https://example.org', text=text
        )
    return address


def _files(
    data: Path | None, asked: Mapping[str, Any], address: str, *, folders: bool
) -> Mapping[str, Callable[[], str]]:
    from ratgap.present.html import documents, site
    from ratgap.present.localised import localised

    dataset = api.load_dataset(data)
    answers = documents.answers(dataset, asked)
    by_language = {}
    for code in language.known() if folders else (language.code,):
        with language.spoken(code):
            by_language[code] = localised(dataset, the_folder(data))
    return site.files(dataset, answers, by_language, address, folders=folders)


def _former(out: Path) -> Iterator[str]:
    """Yield the files of the site in ``out``. Raise ``UnusableError`` for anything else there."""
    if not out.exists():
        return
    if not out.is_dir():
        raise UnusableError("{folder} is no folder: name one for the site", folder=out)
    known = out / _LIST
    # One that is not in UTF-8 is none of ours, and lists nothing that is there.
    listed = (
        set(known.read_text("utf-8", "replace").splitlines()) if known.is_file() else set[str]()
    )
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
    """Yield the paths of all files in ``out``; links are not followed, and are files too.

    But for what was left by who was killed.
    """
    from ratgap.cli.output import is_passing

    for place, folders, names in os.walk(out):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in sorted((*names, *links)):
            if not is_passing(name):
                yield Path(place, name).relative_to(out).as_posix()


def _write(out: Path, files: Mapping[str, Callable[[], str]]) -> tuple[int, int]:
    """Write what differs and remove what is no longer part of the site; return how many of each.

    Every file is at any moment the old one or the new one, and listed as one of the site's.
    """
    from ratgap.cli.writer import filling

    names = sorted((*files, _LIST))
    bar = progress(list(files)) if is_terminal(sys.stderr) else nullcontext(lambda _: None)
    with filling(out), bar as begin:
        # Another may have written meanwhile.
        former = set(_former(out))
        _save(out / _LIST, "\n".join(sorted({*names, *former})) + "\n")
        changed = 0
        for name, text in files.items():
            begin(name)
            changed += _save(out / name, text())
        gone = former.difference(names)
        for name in gone:
            (out / name).unlink()
        _save(out / _LIST, "\n".join(names) + "\n")
    return changed, len(gone)


def _save(path: Path, text: str) -> bool:
    """Write ``text`` where it is not what stands there; return whether it was."""
    from ratgap.cli.output import save

    try:
        # A link leads elsewhere, and a pipe would be waited for.
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnusableError(
                "{path} is no plain file: take it away, or name another folder", path=path
            )
        if path.read_bytes() == text.encode():
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    # A thousand files, made anew by the same command: to wait for the disk at each takes longest.
    save(text, path, durable=False)
    return True
