"""How far a long command has come, on standard error: a bar on a terminal, else a line each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from ratgap.cli.app import say


@contextmanager
def progress(names: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """Yield a function to call with each of ``names`` as it is begun."""
    begun = count()
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda name: say(f"ratgap: {next(begun) + 1} of {len(names)}: {name}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(names))
        yield lambda name: bar.update(task, completed=next(begun), description=name)
