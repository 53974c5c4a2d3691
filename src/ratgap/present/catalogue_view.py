"""Instruments, states and sources as tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ratgap.api import Overview, reading_age
from ratgap.assess.answer import Status
from ratgap.model import Column as Gives
from ratgap.model import Dataset, Reading, Source, State
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.report_view import status_legend
from ratgap.present.view import Column, Row, Section, Table, View

_COUNTED = ("party", "contracting", "signatory", "none", "unknown")


def instruments(result: Overview, say: Say = ENGLISH) -> View:
    """Return the instruments with how many stand how to each."""
    columns = (
        Column(say("column.id")),
        Column(say("column.title"), rank=1, wrap=True),
        Column(say("column.adopted"), rank=2),
        Column(say("column.in_force")),
        *(Column(say(f"column.{status}"), number=True) for status in _COUNTED),
        Column(say("column.depositary"), rank=3, wrap=True),
    )
    rows = tuple(
        Row(
            (
                (entry.instrument.id,),
                (entry.instrument.title,),
                (entry.instrument.adopted.isoformat(),),
                view.parts(entry.instrument.entry.date),
                *((str(entry.counts[status]),) for status in _COUNTED),
                view.listed(entry.instrument.depositaries),
            )
        )
        for entry in result.instruments
    )
    title = say("instruments.head", count=len(rows), day=result.as_of)
    if not rows:
        return View((Section(say("instruments.none", day=result.as_of)),))
    return View((Section(title, (), (Table("", columns, rows),)),), status_legend(Status, say))


def states(dataset: Dataset, day: date, say: Say = ENGLISH) -> View:
    """Return every state and organisation that the data know."""
    columns = (
        Column(say("column.code")),
        Column(say("column.alpha3")),
        Column(say("column.name"), wrap=True),
        Column(say("column.kind")),
        Column(say("column.groups"), rank=1, wrap=True),
        Column(say("column.also"), rank=2, wrap=True),
    )
    rows = tuple(_state(dataset, state, day, say) for state in dataset.states.values())
    title = say("states.head", count=len(rows), day=day)
    return View((Section(title, (), (Table("", columns, rows),)),))


def _state(dataset: Dataset, state: State, day: date, say: Say) -> Row:
    kind = "organisation" if state.kind == "organisation" else "state"
    other = (name for language, name in state.names.items() if language != "en")
    return Row(
        (
            (state.code,),
            view.parts(state.alpha3),
            (state.name,),
            (say("states.former" if state.former else f"states.{kind}"),),
            view.listed(g.id for g in dataset.groups.values() if state.code in g.on(day)),
            view.listed((*other, *state.also)),
        )
    )


def sources(dataset: Dataset, day: date, say: Say = ENGLISH) -> View:
    """Return every reading with its coverage and age, then the sources without one."""
    known = dataset.sources.values()
    others = [source for source in known if not source.readings]
    rows = tuple(_readings(dataset, day))
    title = say("sources.head", sources=len(known), readings=len(rows), day=day)
    read = Table(
        say("sources.readings"),
        (
            Column(say("column.source")),
            Column(say("column.instrument"), below=True),
            Column(say("column.as_of")),
            Column(say("column.complete")),
            Column(say("column.age"), number=True),
            Column(say("column.trust"), rank=2),
            Column(say("column.kind"), rank=3),
            Column(say("column.gives"), rank=4, wrap=True),
            Column(say("column.title"), rank=5, wrap=True),
        ),
        rows,
    )
    rest = Table(
        say("sources.others"),
        (
            Column(say("column.source")),
            Column(say("column.kind")),
            Column(say("column.trust"), rank=1),
            Column(say("column.title"), wrap=True),
        ),
        tuple(Row(((s.id,), view.parts(s.kind), view.parts(s.trust), (s.title,))) for s in others),
    )
    return View((Section(title, (), tuple(table for table in (read, rest) if table.rows)),))


def _readings(dataset: Dataset, day: date) -> Iterator[Row]:
    """Yield the readings by instrument, in the order of the instruments, the oldest first."""
    order = list(dataset.instruments)
    found = [(s, r) for s in dataset.sources.values() for r in s.readings.values()]
    found.sort(key=lambda pair: (order.index(pair[1].instrument), pair[1].as_of.latest))
    for source, reading in found:
        yield _reading(source, reading, day)


def _reading(source: Source, reading: Reading, day: date) -> Row:
    age = reading_age(reading, day)
    return Row(
        (
            (source.id,),
            (reading.instrument,),
            view.span(reading.as_of),
            view.parts(reading.absent_until),
            ("-" if age is None else f"{age:.1f}",),
            view.parts(source.trust),
            view.parts(source.kind),
            view.listed(column.value for column in Gives if column in reading.gives),
            (reading.title or source.title,),
        )
    )
