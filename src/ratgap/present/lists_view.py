"""Instruments, states, sources and groups as tables."""

from collections.abc import Iterable
from datetime import date

from ratgap.api import Overview
from ratgap.model import Column as Gives
from ratgap.model import Dataset, Group, Reading, Source, State
from ratgap.present.text import counted, mark, t
from ratgap.present.view import (
    Column,
    Section,
    Table,
    View,
    filled,
    how_many,
    left_out,
    span,
    table,
)


def instruments(dataset: Dataset, result: Overview) -> View:
    """Return the instruments with how many stand how to each."""
    day = result.query.as_of
    if not result.instruments:
        text = mark("As of {day}: no instrument asked for had been adopted")
        return View((Section(t(text, day=day)),))
    title = counted(
        len(result.instruments),
        "{count} instrument, as of {day}: of those who may join it, how many",
        "{count} instruments, as of {day}: of those who may join each, how many",
        day=day,
    )
    listed = table(
        "",
        result.instruments,
        Column("Code", lambda entry: dataset.codes[entry.instrument.id]),
        Column("Name", lambda entry: entry.instrument.usual, wrap=True),
        Column("In force", lambda entry: entry.instrument.entry.date),
        Column("Joined", lambda entry: entry.joined, number=True),
        _count("Not joined", "gap_recent"),
        _count("Unsure", "gap_old", "outside_when_last_known"),
        _count("Not known", "not_known"),
        Column("Id", lambda entry: entry.instrument.id, rank=1),
        Column("Adopted", lambda entry: entry.instrument.adopted, rank=2),
        Column("Depositary", lambda entry: list(entry.instrument.depositaries), rank=3, wrap=True),
    )
    legend = t(
        "Joined: consented to be bound. Not joined: as proved within {recent} before the day. "
        "Unsure: not joined when last checked, which is longer ago or was overtaken by a total. "
        "Not known: the evidence does not tell.",
        recent=result.query.recent,
    )
    absent = left_out(day, (dataset.states[code] for code in result.query.not_there))
    return View((Section(title, absent, (listed,)),), (legend,))


def _count(head: str, *keys: str) -> Column:
    return Column(head, lambda entry: sum(entry.counts[key] for key in keys), number=True)


def states(dataset: Dataset, day: date) -> View:
    """Return every state and organisation that the data know."""

    def groups_of(state: State) -> list[str]:
        return [g.id for g in dataset.groups.values() if state.code in g.on(day)]

    def other_names(state: State) -> list[str]:
        return [*(name for key, name in state.names.items() if key != "en"), *state.also]

    listed = table(
        "",
        dataset.states.values(),
        Column("Code", lambda state: state.code),
        Column("Alpha-3", lambda state: state.alpha3),
        Column("Name", lambda state: state.name, wrap=True),
        Column("Kind", lambda state: t(mark("former") if state.former else state.kind)),
        Column("Groups", groups_of, rank=1, wrap=True),
        Column("Also", other_names, rank=2, wrap=True),
    )
    title = t("{who}; groups as of {day}", who=how_many(dataset.states.values()), day=day)
    return View((Section(title, (), (listed,)),))


def sources(dataset: Dataset, day: date) -> View:
    """Return every reading with its coverage and age, then the sources without one."""
    known = dataset.sources.values()
    read = readings(dataset, known, day)
    rest = table(
        t("Cited, without a reading of a list"),
        [source for source in known if not source.readings],
        Column("Source", lambda source: source.id),
        Column("Kind", lambda source: source.kind),
        Column("Trust", lambda source: source.trust, rank=1),
        Column("Title", lambda source: source.title, wrap=True),
    )
    title = t(
        "{sources}, {readings}; age on {day}",
        sources=counted(len(known), "{count} source", "{count} sources"),
        readings=counted(len(read.rows), "{count} reading", "{count} readings"),
        day=day,
    )
    return View((Section(title, (), filled(read, rest)),))


def readings(dataset: Dataset, sources: Iterable[Source], day: date) -> Table:
    """Return their readings by instrument, in the order of the instruments, the oldest first."""
    order = {id_: place for place, id_ in enumerate(dataset.instruments)}
    read = [(source, reading) for source in sources for reading in source.readings.values()]
    read.sort(key=lambda pair: (order[pair[1].instrument], pair[1].as_of.latest))

    def age(pair: tuple[Source, Reading]) -> str | None:
        years = pair[1].age(day)
        return None if years is None else f"{years:.1f}"

    return table(
        t("Readings"),
        read,
        Column("Source", lambda pair: pair[0].id),
        Column("Instrument", lambda pair: pair[1].instrument, below=True),
        Column("As of", lambda pair: span(pair[1].as_of)),
        Column("Complete to", lambda pair: pair[1].absent_until),
        Column("Years", age, number=True),
        Column("Trust", lambda pair: pair[0].trust, rank=2),
        Column("Kind", lambda pair: pair[0].kind, rank=3),
        Column("Gives", lambda pair: [g.value for g in Gives if g in pair[1].gives], 4, wrap=True),
        Column("Title", lambda pair: pair[1].title or pair[0].title, rank=5, wrap=True),
    )


def groups(dataset: Dataset, day: date) -> View:
    """Return every group that the data know, with its members on ``day``."""

    def members(group: Group) -> list[str]:
        return list(group.on(day))

    listed = table(
        "",
        # Parts of the world are many: the others first.
        sorted(dataset.groups.values(), key=lambda group: group.kind == "region"),
        Column("Group", lambda group: group.id),
        Column("Title", lambda group: group.title, rank=2, wrap=True),
        Column("No.", lambda group: len(members(group)), number=True),
        Column("Members", members, wrap=True),
        Column("As of", lambda group: group.as_of, rank=3),
        Column("Sources", lambda group: list(group.sources), rank=1, wrap=True),
    )
    title = counted(
        len(listed.rows),
        "{count} group, members as of {day}",
        "{count} groups, members as of {day}",
        day=day,
    )
    return View((Section(title, (), (listed,)),))
