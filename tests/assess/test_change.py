"""What an edit means: each kind of change, and laws that hold for any two data sets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from ratgap.assess.answer import Status
from ratgap.assess.change import RECORDS, Change, Changes, Difference, Edit, StatusChange, changes
from ratgap.assess.events import since
from ratgap.model import Act, ActKind, Cell, Dataset, Group, Member, When
from strategies import days, one_cell

pytestmark = pytest.mark.slow

DAY = date(2000, 6, 30)


def _with(dataset: Dataset, key: tuple[str, str], *acts: Act, **more: Any) -> Dataset:
    cell = dataset.cell(*key)._replace(acts=acts, **more)
    return dataset._replace(cells={**dataset.cells, key: cell})


def _accession(day: date, *sources: str, **more: Any) -> Act:
    return Act(ActKind.ACCESSION, When.on(day), sources or ("ledger-2000",), **more)


def test_nothing_changed(regime: Dataset) -> None:
    found = changes(regime, regime, DAY)
    assert not found
    assert found == Changes(DAY, found.max_age)


def test_an_act_that_closes_a_gap(regime: Dataset) -> None:
    act = _accession(date(1999, 1, 1))
    found = changes(regime, _with(regime, ("QP", "ferry-1950"), act), DAY)
    (change,) = found.of("acts")
    assert (change.edit, change.key, change.old) == (Edit.ADDED, ("QP", "ferry-1950"), None)
    assert change.new == act
    (moved,) = found.statuses
    assert moved == StatusChange(
        "QP", "ferry-1950", Status.NONE, Status.PARTY, gap_before=True, gap_after=False
    )
    assert (found.gaps["opened"], found.gaps["closed"]) == (0, 1)
    assert not found.of("records")


def test_an_act_of_another_day_is_changed_not_another_act(regime: Dataset) -> None:
    (old,) = (a for a in regime.cell("QU", "lock-1975").acts)
    new = old._replace(when=When.on(date(1990, 10, 11)), note="misprint")
    found = changes(regime, _with(regime, ("QU", "lock-1975"), new), DAY)
    (change,) = found.of("acts")
    assert change.edit is Edit.CHANGED
    assert change.differs == (
        Difference("when", old.when, new.when),
        Difference("note", None, "misprint"),
    )
    assert not found.statuses


def test_an_act_of_another_kind_is_another_act(regime: Dataset) -> None:
    (old,) = regime.cell("QU", "lock-1975").acts
    new = old._replace(kind=ActKind.RATIFICATION)
    found = changes(regime, _with(regime, ("QU", "lock-1975"), new), DAY)
    assert [(c.edit, (c.new or old).kind) for c in found.of("acts")] == [
        (Edit.ADDED, ActKind.RATIFICATION),
        (Edit.REMOVED, ActKind.ACCESSION),
    ]


def test_of_several_claims_the_one_that_changed_is_found(regime: Dataset) -> None:
    kept, set_aside = regime.cell("QR", "ferry-1950").acts
    better = set_aside._replace(rejected="a better reason")
    cell = regime.cell("QR", "ferry-1950")
    edited = cell._replace(acts=(better, kept))
    found = changes(
        regime, regime._replace(cells={**regime.cells, ("QR", "ferry-1950"): edited}), DAY
    )
    (change,) = found.of("acts")
    assert (change.old, change.new) == (set_aside, better)
    assert [d.field for d in change.differs] == ["rejected"]


def test_the_order_of_confirming_sources_is_nothing_that_of_the_first_is() -> None:
    first = _data(_accession(DAY, "a", "b", "c"))
    assert not changes(first, _data(_accession(DAY, "a", "c", "b")), DAY)
    found = changes(first, _data(_accession(DAY, "b", "a", "c")), DAY)
    (change,) = found.of("acts")
    assert change.differs == (Difference("sources", ("a", "b", "c"), ("b", "a", "c")),)


def test_a_confirmation_tells_only_the_source_that_came() -> None:
    found = changes(_data(_accession(DAY, "a")), _data(_accession(DAY, "a", "b")), DAY)
    (change,) = found.of("acts")
    assert change.differs == (Difference("sources", None, ("b",)),)


def _data(*acts: Act) -> Dataset:
    """Return a data set without instruments: nothing is asked of it but its acts."""
    return Dataset({}, {}, {}, cells={("QA", "alpha"): Cell(acts)})


def test_other_claims(dataset: Callable[..., Dataset]) -> None:
    before = dataset(states="QA: {name: {en: Quay}, acts: {alpha-2000: {note: Old.}}}")
    after = dataset(
        states="""\
        QA:
          name: {en: Quay}
          acts:
            alpha-2000: {in_force: [2001-01-01, roll], not_party: [2000-02-02, roll], note: New.}
        """
    )
    found = changes(before, after, DAY)
    assert [c.edit for c in found.of("in_force")] == [Edit.ADDED]
    assert [c.edit for c in found.of("not_party")] == [Edit.ADDED]
    (note,) = found.of("notes")
    assert (note.edit, note.old, note.new) == (Edit.CHANGED, "Old.", "New.")


def test_records_tell_which_fields(regime: Dataset) -> None:
    ferry = regime.instruments["ferry-1950"]
    entry = ferry.entry._replace(date=date(1951, 4, 1))
    bases = tuple(reversed(ferry.bases))
    edited = regime._replace(
        instruments={**regime.instruments, ferry.id: ferry._replace(entry=entry, bases=bases)},
    )
    (change,) = changes(regime, edited, DAY).of("records")
    assert change.key == ("instruments", "ferry-1950")
    assert change.differs == (Difference("entry.date", date(1951, 3, 1), date(1951, 4, 1)),)


def test_a_member_that_joins_a_group(regime: Dataset) -> None:
    group = Group("g", "G", (Member("QM"),))
    more = group._replace(members=(Member("QN", since=DAY), Member("QM")))
    before = regime._replace(groups={"g": group})
    (change,) = changes(before, regime._replace(groups={"g": more}), DAY).of("records")
    assert change.differs == (Difference("members", None, (Member("QN", since=DAY),)),)


def test_readings_are_told_apart_from_their_source(regime: Dataset) -> None:
    roll = regime.sources["roll-1920"]
    reading = roll.readings["river-1900"]._replace(absent_until=None)
    edited = regime._replace(
        sources={**regime.sources, roll.id: roll._replace(readings={"river-1900": reading})},
    )
    found = changes(regime, edited, date(1919, 1, 1), None)
    assert not found.of("records")
    (change,) = found.of("readings")
    assert change.key == ("roll-1920", "river-1900")
    assert change.differs == (Difference("absent_until", date(1920, 12, 31), None),)


def test_gaps_are_those_in_the_default_scope_and_on_the_default_basis(regime: Dataset) -> None:
    ferry = regime.instruments["ferry-1950"]
    default = next(b.id for b in regime.bases.values() if b.default)
    without = ferry._replace(bases=tuple(b for b in ferry.bases if b != default))
    edited = regime._replace(instruments={**regime.instruments, ferry.id: without})
    found = changes(regime, edited, DAY)
    assert found.statuses
    assert all(c.old is c.new and c.gap == "closed" for c in found.statuses)
    assert found.gaps["closed"] == len(found.statuses)


def test_a_new_state_and_one_that_is_gone(regime: Dataset) -> None:
    rest = {code: state for code, state in regime.states.items() if code != "QU"}
    cells = {key: cell for key, cell in regime.cells.items() if key[0] != "QU"}
    found = changes(regime, regime._replace(states=rest, cells=cells), DAY)
    assert {c.new for c in found.statuses} == {None}
    assert {c.state for c in found.statuses} == {"QU"}
    assert [c.key for c in found.of("records")] == [("states", "QU")]
    assert {c.edit for c in found.of("acts")} == {Edit.REMOVED}


def test_every_part_of_a_data_set_is_compared() -> None:
    """A new part of the data set has to be told of too."""
    assert {*Dataset._fields} == {*RECORDS, "cells", "digest"}


def _turned(change: Change) -> tuple[object, ...]:
    differs = {(d.field, d.new, d.old) for d in change.differs}
    return change.key, change.new, change.old, frozenset(differs)


def _told(change: Change) -> tuple[object, ...]:
    differs = {(d.field, d.old, d.new) for d in change.differs}
    return change.key, change.old, change.new, frozenset(differs)


@given(one_cell(), days)
def test_a_data_set_does_not_differ_from_itself(dataset: Dataset, day: date) -> None:
    assert not changes(dataset, dataset._replace(), day)


@given(one_cell(), one_cell(), days)
def test_the_way_back_is_the_mirror(old: Dataset, new: Dataset, day: date) -> None:
    there, back = changes(old, new, day), changes(new, old, day)
    for part in ("acts", "in_force", "not_party", "notes", "readings"):
        told = [_told(c) for c in there.of(part)]
        turned = [_turned(c) for c in back.of(part)]
        assert all(told.count(c) == turned.count(c) for c in (*told, *turned)), part
    assert [(c.key, c.edit) for c in there.of("records")] == [
        (c.key, {Edit.ADDED: Edit.REMOVED, Edit.REMOVED: Edit.ADDED}.get(c.edit, c.edit))
        for c in back.of("records")
    ]
    assert [(c.state, c.old, c.new) for c in there.statuses] == [
        (c.state, c.new, c.old) for c in back.statuses
    ]
    assert (there.gaps["opened"], there.gaps["closed"]) == (
        back.gaps["closed"],
        back.gaps["opened"],
    )


@given(one_cell(), one_cell(), days)
def test_a_status_never_moves_without_another_change(old: Dataset, new: Dataset, day: date) -> None:
    found = changes(old, new, day)
    if found.statuses:
        assert found._replace(statuses=())


def test_since_tells_each_act_once_with_its_effect(regime: Dataset) -> None:
    found = since(regime, date(1975, 12, 31), date(1978, 6, 1), {"QM", "QO", "QP"})
    told = [(n.act.when.latest, n.state, n.act.kind, n.effect) for n in found.certain]
    assert told == [
        (date(1976, 1, 10), "QM", ActKind.RATIFICATION, When.on(date(1978, 7, 1))),
        (date(1976, 9, 8), "QP", ActKind.SIGNATURE, None),
        (date(1977, 2, 2), "QO", ActKind.ACCEPTANCE, When.on(date(1978, 7, 1))),
        (date(1978, 6, 1), "QP", ActKind.APPROVAL, When.on(date(1978, 7, 1))),
    ]


def test_since_excludes_its_first_day_and_includes_its_last(regime: Dataset) -> None:
    day = date(1980, 5, 5)
    assert not since(regime, day, date(1980, 5, 6)).certain
    (news,) = since(regime, date(1980, 5, 4), day).certain
    assert (news.state, news.effect) == ("QR", When.on(date(1980, 7, 1)))


def test_since_tells_of_leaving_and_when_it_takes_effect(regime: Dataset) -> None:
    (news,) = since(regime, date(1960, 1, 1), date(1961, 1, 1)).certain
    assert (news.act.kind, news.effect) == (ActKind.DENUNCIATION, When.on(date(1960, 7, 10)))


def test_since_keeps_apart_what_may_lie_in_that_time(regime: Dataset) -> None:
    found = since(regime, date(1999, 1, 1), date(2000, 1, 1), {"QP", "QN"})
    assert not found.certain
    (news,) = found.possible
    assert (news.state, news.instrument) == ("QP", "river-1900")


def test_since_leaves_out_what_is_not_relied_on(regime: Dataset) -> None:
    everything = since(regime, date.min, date.max)
    told = (*everything.certain, *everything.possible)
    assert not [n for n in told if n.state == "QN" and n.instrument == "lock-1975"]
    assert not [n for n in told if "pamphlet-2005" in n.act.sources]
