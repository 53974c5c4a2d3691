"""Progress and plans on the shipped data, against counts and days worked out by hand."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from ratgap.assess.answer import Status
from ratgap.assess.force import after, binding, enters_into_force
from ratgap.assess.joining import joining_order
from ratgap.assess.plan import plan
from ratgap.assess.progress import CellProgress, Transition, progress
from ratgap.assess.report import Query, report
from ratgap.assess.totals import record
from ratgap.model import Absence, Cell, Dataset, State

HERE = Path(__file__).parent
DOCUMENT = date(2004, 2, 25)
TODAY = date(2026, 11, 24)


def _table() -> list[dict[str, str]]:
    with (HERE / "assess" / "antalya_progress.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _side(status: Status | None) -> str:
    if status is None:
        return "away"
    return "unknown" if status is Status.UNKNOWN else "gaps" if status.gap else "joined"


def _codes(changes: list[CellProgress], end: str, side: str) -> str:
    found = [c.state for c in changes if _side(getattr(c, end)) == side]
    return " ".join(sorted(found))


@pytest.mark.parametrize("row", _table(), ids=lambda r: f"{r['instrument']} {r['source']}")
def test_the_nine_states_from_the_document_to_each_complete_list(
    shipped: Dataset, row: dict[str, str]
) -> None:
    assert row["reason"]
    members = shipped.groups["antalya-2004"].on
    found = progress(shipped, members, DOCUMENT, date.fromisoformat(row["to"]))
    changes = [c for c in found.changes if c.instrument == row["instrument"]]
    assert len(changes) == 9
    shown = {
        f"{side}_{key}": _codes(changes, end, side)
        for key, end in (("from", "start"), ("to", "end"))
        for side in ("joined", "gaps", "unknown")
    }
    shown["closed"] = " ".join(
        f"{c.state}:{c.events[-1].day if c.events else ''}"
        for c in sorted(changes, key=lambda c: c.state)
        if c.move is Transition.CLOSED
    )
    assert shown == {key: row[key] for key in shown}


def test_the_table_holds_every_complete_list_since_the_document(shipped: Dataset) -> None:
    complete = {
        (instrument, source.id, str(reading.absent_until))
        for source in shipped.sources.values()
        if source.relied_on
        for instrument, reading in source.readings.items()
        if reading.absent_until and reading.absent_until >= DOCUMENT
    }
    assert {(r["instrument"], r["source"], r["to"]) for r in _table()} == complete


def _plans_are_orderly(dataset: Dataset, states: tuple[str, ...]) -> None:
    query = Query(TODAY, "universal", "para9", states)
    asked = {s.state.code: s for s in report(dataset, query).states}
    for found in plan(dataset, query, TODAY):
        gaps = [r.instrument.id for r in asked[found.state.code].instruments if r.gap]
        steps = [s.instrument.id for s in found.steps]
        assert sorted(steps) == sorted(gaps), found.state.code
        for n, step in enumerate(found.steps):
            assert step.possible
            assert step.binding is not None
            assert step.binding.day >= TODAY
            done = set(steps[:n])
            for parent in step.instrument.parents:
                if parent.rule != "implies" and parent.instrument in steps:
                    assert parent.instrument in done
            assert all(by.instrument in done for by in step.brought_by)


def test_every_state_has_a_plan_that_can_be_done_in_its_order(shipped: Dataset) -> None:
    _plans_are_orderly(shipped, tuple(c for c, s in shipped.states.items() if not s.former))


def test_a_state_that_has_joined_nothing_has_one_too(shipped: Dataset) -> None:
    """A source of today says so of every treaty: of older lists, totals say that they are over."""
    outside = Cell(absences=(Absence(TODAY, ("untc",)),))
    nobody = shipped._replace(
        states={**shipped.states, "QQ": State("QQ", {"en": "Quay"})},
        cells={**shipped.cells, **{("QQ", id_): outside for id_ in shipped.instruments}},
    )
    (found,) = plan(nobody, Query(TODAY, "universal", "para9", ("QQ",), None), TODAY)
    steps = [s.instrument.id for s in found.steps]
    assert sorted(steps) == sorted(joining_order(shipped))
    assert not found.unknown
    _plans_are_orderly(nobody, ("QQ",))
    brought = {s.instrument.id: [p.instrument for p in s.brought_by] for s in found.steps}
    assert brought["tokyo-1963"] == ["montreal-protocol-2014"]
    assert brought["hague-1970"] == ["beijing-protocol-2010"]
    days = {s.instrument.id: s.binding.day for s in found.steps if s.binding}
    # Deposited on 24 November 2026: the day itself, 30, 60 and 90 days, the second month's first.
    assert days["montreal-protocol-2014"] == days["tokyo-1963"] == date(2027, 1, 1)
    assert days["untoc-2000"] == days["firearms-protocol-2001"] == date(2026, 12, 24)
    assert days["plastic-explosives-1991"] == date(2027, 1, 23)
    assert days["sua-1988"] == days["fixed-platforms-protocol-2005"] == date(2027, 2, 22)
    # The Amendment binds on the day of deposit, and not before the Convention does.
    amendment = next(s for s in found.steps if s.instrument.id == "cppnm-amendment-2005").binding
    assert amendment is not None
    assert (amendment.counted, amendment.day) == (TODAY, date(2026, 12, 24))
    assert amendment.held_by == "cppnm-1980"


def test_deposit_days_give_the_recorded_days_of_effect_of_the_cppnm(shipped: Dataset) -> None:
    treaty = shipped.instruments["cppnm-1980"]
    differing = {}
    compared = 0
    for (code, instrument), cell in shipped.cells.items():
        if instrument != treaty.id:
            continue
        stated = {f.when.latest for f in cell.stated_force if not f.rejected}
        for period in record(shipped, code, instrument).periods:
            deposit = period.consent.when
            if stated and deposit.exact:
                compared += 1
                counted = binding(treaty, deposit.latest)
                assert counted is not None
                if counted.day not in stated:
                    differing[code] = (counted.day, *stated)
    assert compared == 155
    # The list has Pakistan's thirty days end a day early.
    assert differing == {"PK": (date(2000, 10, 12), date(2000, 10, 11))}


@pytest.mark.parametrize(
    ("instrument", "entered", "last"),
    [
        ("financing-1999", date(2002, 4, 10), date(2002, 3, 11)),
        ("untoc-2000", date(2003, 9, 29), date(2003, 7, 1)),
        ("cppnm-amendment-2005", date(2016, 5, 8), date(2016, 4, 8)),
    ],
)
def test_a_deposit_before_the_entry_into_force_binds_from_it(
    shipped: Dataset, instrument: str, entered: date, last: date
) -> None:
    """``last`` is the day of the deposit that brought the treaty into force."""
    treaty = shipped.instruments[instrument]
    assert treaty.entry.clause is not None
    assert after(treaty.entry.clause, last) == entered
    for earlier in range(1, 400):
        found = binding(treaty, last - timedelta(earlier))
        assert found is not None
        assert (found.day, found.held_by) == (entered, instrument)
        assert found.counted < entered


@pytest.mark.parametrize(
    ("instrument", "entered"),
    [("financing-1999", date(2002, 4, 10)), ("untoc-2000", date(2003, 9, 29))],
)
def test_the_recorded_deposits_bring_the_treaty_into_force_on_its_day(
    shipped: Dataset, instrument: str, entered: date
) -> None:
    treaty = shipped.instruments[instrument]
    deposits = [
        period.consent.when
        for code, state in shipped.states.items()
        if state.kind == "state" or not treaty.entry.states_only
        for period in record(shipped, code, instrument).periods
    ]
    found = enters_into_force(treaty, deposits)
    assert found is not None
    assert (found.earliest, found.latest) == (entered, entered)


def test_one_that_has_joined_everything_has_nothing_to_do(shipped: Dataset) -> None:
    (found,) = plan(shipped, Query(TODAY, "universal", "para9", ("TR",)), TODAY)
    assert (found.steps, found.packages, found.unknown) == ((), (), ())
