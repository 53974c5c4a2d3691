"""Data sets that hypothesis makes up: one cell, several cells, treaties that ask for others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import strategies as st

from ratgap.assess.force import MaxAge
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Basis,
    Cell,
    Clause,
    ClauseKind,
    Column,
    Dataset,
    EntryIntoForce,
    Instrument,
    Joining,
    Parent,
    Reading,
    Scope,
    Source,
    State,
    When,
)

FIRST, LAST = date(1950, 1, 1), date(2030, 1, 1)
days = st.dates(FIRST, LAST)
recent = st.dates(date(1990, 1, 1), date(2020, 12, 31))
"""The days of ``several_cells``."""
ages = st.none() | st.builds(MaxAge, st.integers(0, 20), st.just("y"))
consent_kinds = st.sampled_from([k for k in ActKind if k.binds and k is not ActKind.SUCCESSION])

STATES = ("AA", "BB", "CC")
FAMILY = tuple(f"t{n}" for n in range(6))
FAMILY_READ = date(2000, 1, 1)


def regime(
    treaties: Mapping[str, Instrument],
    states: tuple[str, ...],
    sources: Mapping[str, Source],
    cells: Mapping[tuple[str, str], Cell],
) -> Dataset:
    """Return a data set with one basis, ``b``, and the scopes ``all`` and ``some``."""
    return Dataset(
        treaties,
        {code: State(code) for code in states},
        sources,
        bases={"b": Basis("b", "b", "")},
        scopes={"all": Scope("all", "all"), "some": Scope("some", "some")},
        cells=cells,
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A day, a day "on or before", a span."""
    latest = draw(days)
    form = draw(st.sampled_from(["exact", "by", "span"]))
    if form == "by":
        return When.by(latest)
    if form == "span":
        return When(latest - timedelta(draw(st.integers(1, 4000))), latest)
    return When.on(latest)


@st.composite
def readings(draw: st.DrawFn, source: str) -> Reading:
    """What ``source`` was read to say of ``treaty``."""
    start = draw(days)
    complete = draw(st.booleans())
    return Reading(
        source,
        "treaty",
        When(start, start + timedelta(draw(st.integers(0, 400)))),
        frozenset(draw(st.sets(st.sampled_from(list(Column)), min_size=1))),
        start if complete else None,
    )


@st.composite
def one_cell(draw: st.DrawFn) -> Dataset:
    """Any evidence by three sources on ``AA`` under ``treaty``."""
    ids = ["s0", "s1", "s2"]
    sources = {
        i: Source(i, i, relied_on=draw(st.booleans()), readings={"treaty": draw(readings(i))})
        for i in ids
    }
    cited = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True).map(tuple)
    acts = [
        Act(draw(consent_kinds), draw(whens()), draw(cited)) for _ in range(draw(st.integers(0, 2)))
    ]
    if draw(st.booleans()):
        acts.append(Act(ActKind.SIGNATURE, draw(whens()), draw(cited)))
    if draw(st.booleans()):
        gone = draw(days)
        acts.append(Act(ActKind.DENUNCIATION, When.on(gone), draw(cited), effective=gone))
    absences = [Absence(draw(days), draw(cited)) for _ in range(draw(st.integers(0, 1)))]
    entered = draw(st.none() | days)
    kinds = st.sampled_from([ClauseKind.DAYS_AFTER, ClauseKind.MONTH_START_AFTER])
    treaty = Instrument(
        "treaty",
        "Treaty",
        FIRST,
        draw(st.builds(Clause, kinds, st.integers(0, 90))),
        signature_from=FIRST,
        signature_until=draw(st.none() | days),
        entry=EntryIntoForce(date=entered),
        bases=("b",),
        scopes=("all",),
    )
    cell = Cell(tuple(acts), (), tuple(absences))
    return regime({"treaty": treaty}, ("AA",), sources, {("AA", "treaty"): cell})


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    """What ``roll`` tells of one cell."""
    acts = []
    for _ in range(draw(st.integers(0, 2))):
        latest = draw(recent)
        earliest = draw(st.none() | st.just(latest) | st.just(latest - timedelta(200)))
        acts.append(Act(ActKind.ACCESSION, When(earliest, latest), ("roll",)))
    if draw(st.booleans()):
        acts.append(Act(ActKind.SIGNATURE, When.on(draw(recent)), ("roll",)))
    if draw(st.booleans()):
        gone = draw(recent)
        acts.append(Act(ActKind.DENUNCIATION, When.on(gone), ("roll",), effective=gone))
    return Cell(tuple(acts))


@st.composite
def several_cells(draw: st.DrawFn) -> Dataset:
    """Three states under two treaties, of which each may be read in a complete list."""
    first, last = date(1990, 1, 1), date(2020, 12, 31)
    ids = ("t0", "t1")
    treaties = {
        id_: Instrument(
            id_,
            id_,
            draw(recent),
            Clause(ClauseKind.DAYS_AFTER, 30),
            signature_from=first,
            entry=EntryIntoForce(draw(st.none() | recent)),
            bases=("b",),
            scopes=("all",),
        )
        for id_ in ids
    }
    complete = {}
    for id_ in ids:
        until = draw(st.none() | recent)
        gives = frozenset({Column.CONSENTS})
        complete[id_] = Reading("list", id_, When.on(until or last), gives, until)
    named = {id_: Reading("roll", id_, When.on(last)) for id_ in ids}
    sources = {
        "list": Source("list", "List", readings=complete),
        "roll": Source("roll", "Roll", readings=named),
    }
    known = {(code, id_): draw(cells()) for code in STATES for id_ in ids}
    return regime(treaties, STATES, sources, known)


@st.composite
def families(draw: st.DrawFn) -> Dataset:
    """Treaties with any parents; a list proves that ``AA`` has not joined some of them."""
    rules = st.sampled_from(["parties-only", "together", "implies"])
    treaties = {}
    for id_ in FAMILY:
        parents = draw(st.lists(st.sampled_from(FAMILY), max_size=2, unique=True))
        treaties[id_] = Instrument(
            id_,
            id_,
            FIRST,
            Clause(ClauseKind.DAYS_AFTER, draw(st.integers(0, 90))),
            family=draw(st.sampled_from(["one", "two"])),
            depositaries=("Keeper",),
            joining=(Joining(ActKind.ACCESSION, "1"),),
            entry=EntryIntoForce(draw(st.none() | st.dates(FIRST, date(2001, 1, 1)))),
            parents=tuple(Parent(p, draw(rules)) for p in parents),
            bases=("b",),
            scopes=("all", *draw(st.sampled_from([(), ("some",)]))),
        )
    gives = frozenset({Column.CONSENTS})
    listed = {
        id_: Reading("roll", id_, When.on(FAMILY_READ), gives, FAMILY_READ)
        for id_ in draw(st.sets(st.sampled_from(FAMILY)))
    }
    return regime(treaties, ("AA",), {"roll": Source("roll", "Roll", readings=listed)}, {})
