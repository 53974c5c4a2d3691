"""Who signed, joined or left what since a day, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from ratgap.assess.progress import News, Since
from ratgap.model import Dataset
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Column, Row, Section, Table, View


def since(
    dataset: Dataset, found: Since, states: Sequence[str] | None = None, say: Say = ENGLISH
) -> View:
    """Return ``found`` for a reader; ``states`` are those asked for, None for all."""
    title = say("since.head", count=len(found.certain), start=found.start, end=found.end)
    notes = [say("since.note")]
    if states is not None:
        notes.insert(0, say("since.of", states=", ".join(states)))
    tables = (
        _table("certain", dataset, found.certain, say),
        _table("possible", dataset, found.possible, say),
    )
    return View((Section(title, tuple(notes), tuple(t for t in tables if t.rows)),))


def _table(name: str, dataset: Dataset, news: Sequence[News], say: Say) -> Table:
    columns = (
        Column(say("column.day")),
        Column(say("column.state"), wrap=True),
        Column(say("column.instrument"), below=True),
        Column(say("column.act")),
        Column(say("column.effect"), rank=2),
        Column(say("column.sources"), rank=1, wrap=True),
    )
    rows = tuple(
        Row(
            (
                (view.day(entry.act.when),),
                (f"{dataset.states[entry.state].name} ({entry.state})",),
                (entry.instrument,),
                (say(f"act.{entry.act.kind}"),),
                view.parts(view.day(entry.effect) if entry.effect else ""),
                view.listed(entry.act.sources),
            )
        )
        for entry in news
    )
    return Table(say(f"since.{name}", count=len(rows)), columns, rows)
