"""The arithmetic of final clauses, against days that depositaries announced."""

from __future__ import annotations

from datetime import date

import pytest

from ratgap.assess.force import after, enters_into_force
from ratgap.model import Clause, ClauseKind, EntryIntoForce, Instrument, When

DAYS, MONTH_START, MONTHS = (
    ClauseKind.DAYS_AFTER,
    ClauseKind.MONTH_START_AFTER,
    ClauseKind.MONTHS_AFTER,
)


@pytest.mark.parametrize(
    ("kind", "count", "deposit", "expected"),
    [
        (DAYS, 30, date(2003, 9, 12), date(2003, 10, 12)),
        (DAYS, 90, date(2003, 7, 1), date(2003, 9, 29)),
        (DAYS, 90, date(2006, 7, 17), date(2006, 10, 15)),
        (DAYS, 60, date(2006, 5, 17), date(2006, 7, 16)),
        (DAYS, 30, date(2004, 2, 1), date(2004, 3, 2)),
        (DAYS, 0, date(2016, 5, 9), date(2016, 5, 9)),
        (MONTH_START, 2, date(2017, 11, 28), date(2018, 1, 1)),
        (MONTH_START, 2, date(2017, 11, 1), date(2018, 1, 1)),
        (MONTH_START, 2, date(2017, 12, 31), date(2018, 2, 1)),
        (MONTHS, 12, date(2004, 2, 29), date(2005, 2, 28)),
        (MONTHS, 1, date(2003, 1, 31), date(2003, 2, 28)),
        (DAYS, 30, date.max, date.max),
        (MONTHS, 12, date.max, date.max),
        (MONTHS, 0, date.max, date.max),
    ],
)
def test_clause(kind: ClauseKind, count: int, deposit: date, expected: date) -> None:
    assert after(Clause(kind, count), deposit) == expected


def _treaty(deposits: int) -> Instrument:
    ninety = Clause(DAYS, 90)
    return Instrument(
        "t", "T", date(2000, 1, 1), ninety, entry=EntryIntoForce(clause=ninety, deposits=deposits)
    )


def test_the_nth_deposit_brings_the_treaty_into_force() -> None:
    deposits = [When.on(date(2003, 7, d)) for d in (3, 1, 2)]
    assert enters_into_force(_treaty(2), deposits) == When.on(date(2003, 9, 30))
    assert enters_into_force(_treaty(4), deposits) is None


def test_a_deposit_known_to_a_span_gives_a_span() -> None:
    deposits = [When.on(date(2003, 7, 1)), When(date(2003, 6, 1), date(2003, 8, 1))]
    got = enters_into_force(_treaty(2), deposits)
    assert got == When(date(2003, 9, 29), date(2003, 10, 30))
    assert enters_into_force(_treaty(1), [When.by(date(2003, 7, 1))]) == When.by(date(2003, 9, 29))
