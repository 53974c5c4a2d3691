"""What was worked out of a cell is kept for one data set, and for no other."""

from __future__ import annotations

from datetime import date

from ratgap.assess.record import record
from ratgap.assess.status import answer
from ratgap.model import Cell, Dataset


def test_it_is_worked_out_once(regime: Dataset) -> None:
    assert record(regime, "QM", "lock-1975") is record(regime, "QM", "lock-1975")


def test_a_changed_copy_is_worked_out_anew(regime: Dataset) -> None:
    day = date(2000, 1, 1)
    assert answer(regime, "QM", "lock-1975", day).status.joined
    emptied = regime._replace(cells={**regime.cells, ("QM", "lock-1975"): Cell()})
    assert not answer(emptied, "QM", "lock-1975", day).status.joined
    assert answer(regime, "QM", "lock-1975", day).status.joined
