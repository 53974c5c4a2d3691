"""Tables give way to a narrow terminal without losing a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ratgap
from ratgap.present import plain, report_view
from ratgap.present.fit import cell_width, fit, wrap
from ratgap.present.view import Column, Row, Table

REGIME = Path(__file__).parent.parent / "regime"

TABLE = Table(
    "",
    (Column("Status"), Column("Title", wrap=True), Column("Note", rank=1), Column("Act")),
    (
        Row((("none",), ("A rather long title of a treaty",), ("kept",), ("act", "2000-01-01"))),
        Row((("party",), ("Short",), ("-",), ("-",))),
    ),
)


def _width(width: int) -> int:
    fitted = fit(TABLE, width)
    return sum(fitted.widths) + 2 * (len(fitted.widths) - 1)


def test_without_a_width_nothing_gives_way() -> None:
    assert fit(TABLE, None).rows[0][1] == ["A rather long title of a treaty"]


def test_text_wraps_first() -> None:
    fitted = fit(TABLE, 58)
    assert len(fitted.columns) == 4
    assert fitted.rows[0][1] == ["A rather long title of a", "treaty"]
    assert fitted.rows[0][3] == ["act 2000-01-01"]


def test_then_parts_stack() -> None:
    fitted = fit(TABLE, 53)
    assert len(fitted.columns) == 4
    assert fitted.rows[0][3] == ["act", "2000-01-01"]


def test_then_columns_of_lower_rank_go() -> None:
    fitted = fit(TABLE, 46)
    assert [column.title for column in fitted.columns] == ["Status", "Title", "Act"]


def test_then_text_wraps_to_its_longest_word_and_nothing_is_cut() -> None:
    fitted = fit(TABLE, 10)
    assert "treaty" in fitted.rows[0][1]
    assert fitted.rows[0][2] == ["act", "2000-01-01"]


def test_a_word_too_long_for_its_column_makes_room() -> None:
    columns = (Column("Name"), Column("Sources", rank=1, wrap=True))
    table = Table("", columns, (Row((("river-1900",), ("a-source-with-a-rather-long-id",))),))
    assert len(fit(table, 42).columns) == 2
    assert [column.title for column in fit(table, 41).columns] == ["Name"]


def test_at_last_a_column_goes_below_the_one_before_it() -> None:
    columns = (Column("Source"), Column("Treaty", below=True), Column("Kind", rank=1))
    table = Table("", columns, (Row((("roll-1920",), ("river-1900",), ("roll",))),))
    assert [column.title for column in fit(table, 21).columns] == ["Source", "Treaty"]
    fitted = fit(table, 20)
    assert [column.title for column in fitted.columns] == ["Source, Treaty", "Kind"]
    assert fitted.rows[0][0] == ["roll-1920", "river-1900"]


@pytest.mark.parametrize("width", range(30, 120, 3))
def test_it_fits_wherever_words_allow(width: int) -> None:
    assert _width(width) <= max(width, 30)


@pytest.mark.parametrize("width", [70, 80, 93, 100, 120, 200])
def test_a_report_fits_and_keeps_its_days_whole(width: int) -> None:
    data = ratgap.load_dataset(REGIME)
    result = ratgap.report(data, all_states=True, as_of=date(2005, 1, 1))
    text = plain.render(report_view.report(data, result), width)
    assert max(map(cell_width, text.splitlines())) <= width
    for row in (row for entry in result.states for row in entry.instruments):
        assert row.answer.evidence is None or row.answer.evidence.source in text


def test_letters_that_take_two_columns_or_none_are_counted() -> None:
    assert [cell_width(t) for t in ("abc", "条約", "e\u0301")] == [3, 4, 1]
    assert wrap("条約 条約", 5) == ["条約", "条約"]
