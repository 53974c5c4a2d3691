"""Instruments, states, sources and groups as tables."""

from collections.abc import Iterable
from datetime import date

from ratgap import language
from ratgap.api import Overview
from ratgap.model import Column as Gives
from ratgap.model import Dataset, Group, Reading, Source, State
from ratgap.present import view as v
from ratgap.present.text import counted, mark, t


def instruments(dataset: Dataset, result: Overview) -> v.View:
    """Return the instruments with how many stand how to each."""
    day = result.query.as_of
    if not result.instruments:
        text = mark("As of {day}: no instrument asked for had been adopted")
        return v.View((v.Section(t(text, day=day)),))
    title = counted(
        len(result.instruments),
        "{count} instrument, as of {day}: of those who may join it, how many",
        "{count} instruments, as of {day}: of those who may join each, how many",
        day=day,
    )
    listed = v.table(
        "",
        result.instruments,
        v.Column("Code", lambda entry: dataset.codes[entry.instrument.id]),
        v.Column("Name", lambda entry: entry.instrument.usual, wrap=True),
        v.Column("In force", lambda entry: entry.instrument.entry.date),
        v.Column("Joined", lambda entry: entry.joined, number=True),
        *v.strengths(lambda entry: entry.counts),
        v.Column("Id", lambda entry: entry.instrument.id, rank=1),
        v.Column("Adopted", lambda entry: entry.instrument.adopted, rank=2),
        v.Column(
            "Depositary", lambda entry: list(entry.instrument.depositaries), rank=3, wrap=True
        ),
    )
    legend = t(
        "Joined: consented to be bound. Not joined: as proved within {recent} before the day. "
        "Unsure: not joined when last checked, which is longer ago or was overtaken by a total. "
        "Not known: the evidence does not tell.",
        recent=v.age(result.query.recent),
    )
    absent = v.left_out(day, (dataset.states[code] for code in result.query.not_there))
    return v.View((v.Section(title, absent, (listed,)),), (legend,))


def states(dataset: Dataset, day: date) -> v.View:
    """Return every state and organisation that the data know."""

    def groups_of(state: State) -> list[str]:
        return [g.id for g in dataset.groups.values() if state.code in g.on(day)]

    def other_names(state: State) -> list[str]:
        return [*(name for key, name in state.names.items() if key != "en"), *state.also]

    listed = v.table(
        "",
        dataset.states.values(),
        v.Column("Code", lambda state: state.code),
        v.Column("Alpha-3", lambda state: state.alpha3),
        v.Column("Name", lambda state: state.name, wrap=True),
        v.Column("Kind", lambda state: t("former" if state.former else state.kind)),
        v.Column("Groups", groups_of, rank=1, wrap=True),
        v.Column("Also", other_names, rank=2, wrap=True),
    )
    title = t("{who}; groups as of {day}", who=v.how_many(dataset.states.values()), day=day)
    return v.View((v.Section(title, (), (listed,)),))


def sources(dataset: Dataset, day: date) -> v.View:
    """Return every reading with its coverage and age, then the sources without one."""
    known = dataset.sources.values()
    read = readings(dataset, known, day)
    rest = v.table(
        t("Cited, without a reading of a list"),
        [source for source in known if not source.readings],
        v.Column("Source", lambda source: source.id),
        v.Column("Kind", lambda source: t(source.kind)),
        v.Column("Trust", lambda source: t(source.trust), rank=1),
        v.Column("Title", lambda source: source.title, wrap=True),
    )
    title = t(
        "{sources}, {readings}; age on {day}",
        sources=counted(len(known), "{count} source", "{count} sources"),
        readings=counted(len(read.rows), "{count} reading", "{count} readings"),
        day=day,
    )
    return v.View((v.Section(title, (), v.filled(read, rest)),))


def readings(dataset: Dataset, sources: Iterable[Source], day: date) -> v.Table:
    """Return their readings by instrument, in the order of the instruments, the oldest first."""
    order = {id_: place for place, id_ in enumerate(dataset.instruments)}
    read = [(source, reading) for source in sources for reading in source.readings.values()]
    read.sort(key=lambda pair: (order[pair[1].instrument], pair[1].as_of.latest))

    def age(pair: tuple[Source, Reading]) -> str | None:
        years = pair[1].age(day)
        return None if years is None else language.tenths(years)

    return v.table(
        t("Readings"),
        read,
        v.Column("Source", lambda pair: pair[0].id),
        v.Column("Instrument", lambda pair: pair[1].instrument, below=True),
        v.Column("As of", lambda pair: v.span(pair[1].as_of)),
        v.Column("Complete to", lambda pair: pair[1].absent_until),
        v.Column("Years", age, number=True),
        v.Column("Trust", lambda pair: t(pair[1].trust or pair[0].trust), rank=2),
        v.Column("Kind", lambda pair: t(pair[0].kind), rank=3),
        v.Column(
            "Gives", lambda pair: [t(g.value) for g in Gives if g in pair[1].gives], 4, wrap=True
        ),
        v.Column("Title", lambda pair: pair[1].title or pair[0].title, rank=5, wrap=True),
    )


def groups(dataset: Dataset, day: date) -> v.View:
    """Return every group that the data know, with its members on ``day``."""

    def members(group: Group) -> list[str]:
        return list(group.on(day))

    listed = v.table(
        "",
        # Parts of the world are many: the others first.
        sorted(dataset.groups.values(), key=lambda group: group.kind == "region"),
        v.Column("Group", lambda group: group.id),
        v.Column("Title", lambda group: group.title, rank=2, wrap=True),
        v.Column("No.", lambda group: len(members(group)), number=True),
        v.Column("Members", members, wrap=True),
        v.Column("As of", lambda group: group.as_of, rank=3),
        v.Column("Sources", lambda group: list(group.sources), rank=1, wrap=True),
    )
    title = counted(
        len(listed.rows),
        "{count} group, members as of {day}",
        "{count} groups, members as of {day}",
        day=day,
    )
    return v.View((v.Section(title, (), (listed,)),))
