"""What is fuzzed: functions that take any bytes, and raise nothing.

Data are several files in one, parted by lines of ``%%``, in the order of ``NAMES``. A list is read
into the invented regime of the tests as far as to the edits that it would make.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ratgap.check.layout import laid_out
from ratgap.check.run import errors, validate
from ratgap.head import OPTIONAL, REQUIRED
from ratgap.lists.edit import steps, unsound
from ratgap.lists.merge import merge
from ratgap.lists.reading import Reading
from ratgap.lists.recognise import read_list
from ratgap.load import load
from ratgap.model import When
from ratgap.present import problems
from ratgap.problem import DataError
from ratgap.request import RequestError

NAMES = REQUIRED + OPTIONAL
REGIME = Path(__file__).parents[1] / "tests" / "regime"
FOLDER = Path(tempfile.mkdtemp(prefix="ratgap-fuzz-", dir=os.environ.get("RATGAP_FUZZ")))
KNOWN = load(REGIME)
DAY = When.on(date(2024, 5, 4))
_COMMAND = re.compile(r"(?m)^\s*::|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _write(content: bytes) -> None:
    parts = content.split(b"\n%%\n", len(NAMES) - 1)
    for n, name in enumerate(NAMES):
        path = FOLDER / name
        if n < len(parts):
            path.write_bytes(parts[n] + b"\n")
        else:
            path.unlink(missing_ok=True)


def data(content: bytes) -> None:
    """Whatever stands in the files, each problem has a place; without any, they load."""
    _write(content)
    outcome = validate(FOLDER)
    for form in ("text", "json", "sarif"):
        told = problems.render(form, outcome, "data", strict=False)
        if form == "text" and (steers := _COMMAND.search(told)):
            raise AssertionError(steers)
    for problem in outcome.problems:
        assert problem.where.file.startswith(str(FOLDER))
        assert problem.message.isprintable()
    try:
        dataset = load(FOLDER)
    except DataError:
        assert outcome.problems
    else:
        errors(dataset)


def layout(content: bytes) -> None:
    """What is laid out anew means the same, and is as it should be."""
    _write(content)
    try:
        files = laid_out(FOLDER)
    except DataError:
        return
    before = _meaning()
    for text, should in files:
        Path(text.file).write_text(should.text, "utf-8", newline="")
    assert _meaning() == before
    again = laid_out(FOLDER)
    assert not again, again


def _meaning() -> object:
    try:
        return load(FOLDER)._replace(digest="")
    except DataError as error:
        return sorted((p.rule, Path(p.where.file).name, p.message) for p in error.problems)


def _list(content: bytes) -> None:
    source = KNOWN.sources["bulletin-2013"]._replace(id="new", readings={})
    with contextlib.suppress(DataError, RequestError):
        listing = read_list(content, "list", KNOWN.states)
        asked = Reading(source, "lock-1975", listing, None if listing.as_of else DAY)
        proposal = merge(KNOWN, asked, accept_removals=True)
        if not unsound(KNOWN, proposal.after, "list"):
            steps(KNOWN, proposal.after, REGIME)


def xml(content: bytes) -> None:
    """A status document."""
    _list(b"<?xml" + content.removeprefix(b"<?xml"))


def html(content: bytes) -> None:
    """A page."""
    _list(b"<html>" + content.removeprefix(b"<html>"))


def text(content: bytes) -> None:
    """A table, or what was pasted."""
    _list(content.lstrip(b"<"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "data": data,
    "layout": layout,
    "xml": xml,
    "html": html,
    "text": text,
}
