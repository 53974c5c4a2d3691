"""``ratgap/instruments/1``, ``ratgap/states/1`` and ``ratgap/sources/1``."""

from __future__ import annotations

from datetime import date

from ratgap.api import Overview, reading_age
from ratgap.assess.report import InstrumentSummary
from ratgap.model import Column, Dataset, Reading, Source, State
from ratgap.present.json_v1 import catalogue_types as shape
from ratgap.present.json_v1 import parts
from ratgap.present.json_v1.types import StatusCounts


def instruments(dataset: Dataset, result: Overview) -> shape.Instruments:
    """Return the instruments and how many stand how to each."""
    return shape.Instruments(
        "ratgap/instruments/1",
        parts.generator(),
        parts.data(dataset),
        shape.InstrumentsQuery(
            result.as_of,
            result.scope,
            result.basis,
            str(result.max_age) if result.max_age else None,
        ),
        [_summary(entry) for entry in result.instruments],
    )


def _summary(entry: InstrumentSummary) -> shape.InstrumentSummary:
    treaty = entry.instrument
    return shape.InstrumentSummary(
        id=treaty.id,
        title=treaty.title,
        family=treaty.family,
        adopted=treaty.adopted,
        place=treaty.place,
        in_force=treaty.entry.date,
        depositary="; ".join(treaty.depositaries),
        depositaries=list(treaty.depositaries),
        bases=list(treaty.bases),
        scopes=list(treaty.scopes),
        citations=dict(treaty.citations),
        counts=StatusCounts(**entry.counts),
        members={status.value: list(codes) for status, codes in entry.members.items()},
    )


def states(dataset: Dataset, day: date) -> shape.States:
    """Return every state and organisation, with its groups on ``day``."""
    return shape.States(
        "ratgap/states/1",
        parts.generator(),
        parts.data(dataset),
        shape.StatesQuery(day),
        [_state(dataset, state, day) for state in dataset.states.values()],
    )


def _state(dataset: Dataset, state: State, day: date) -> shape.StateEntry:
    return shape.StateEntry(
        code=state.code,
        alpha3=state.alpha3,
        name=state.name,
        names=dict(state.names),
        kind=parts.kind(state),
        also=list(state.also),
        former=state.former,
        predecessor=state.predecessor or None,
        since=state.since,
        until=state.until,
        groups=[group.id for group in dataset.groups.values() if state.code in group.on(day)],
    )


def sources(dataset: Dataset, day: date) -> shape.Sources:
    """Return every source and what it was read to say, with its age on ``day``."""
    return shape.Sources(
        "ratgap/sources/1",
        parts.generator(),
        parts.data(dataset),
        shape.SourcesQuery(day),
        [_source(source, day) for source in dataset.sources.values()],
    )


def _source(source: Source, day: date) -> shape.SourceEntry:
    return shape.SourceEntry(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        address=source.address,
        kind=source.kind,
        trust=source.trust,
        relied_on=source.relied_on,
        note=source.note,
        readings=[_reading(source, reading, day) for reading in source.readings.values()],
    )


def _reading(source: Source, reading: Reading, day: date) -> shape.ReadingEntry:
    return shape.ReadingEntry(
        instrument=reading.instrument,
        title=reading.title or source.title,
        address=reading.address or source.address,
        as_of=parts.day(reading.as_of),
        complete=reading.complete,
        absent_until=reading.absent_until,
        silent_on=sorted(reading.silent_on),
        gives=[column.value for column in Column if column in reading.gives],
        parties=reading.parties,
        age_years=reading_age(reading, day),
        note=reading.note,
    )
