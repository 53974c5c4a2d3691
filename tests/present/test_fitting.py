"""Tables give way to a narrow terminal without losing a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ratgap
from ratgap.cli.main import main
from ratgap.present import plain, report_view
from ratgap.present.fit import cell_width, wrap
from ratgap.present.view import Column, Row, Section, Table, View

REGIME = Path(__file__).parent.parent / "regime"

TABLE = Table(
    "",
    (Column("Status"), Column("Title", wrap=True), Column("Note", rank=1), Column("Act")),
    (
        Row((("none",), ("A rather long title of a treaty",), ("kept",), ("act", "2000-01-01"))),
        Row((("party",), ("Short",), ("-",), ("-",))),
    ),
)


def _shown(table: Table, width: int | None) -> list[str]:
    """Return the lines of ``table``, its head, a rule and then its rows."""
    return plain.render(View((Section("", (), (table,)),)), width).splitlines()[2:]


def test_without_a_width_nothing_gives_way() -> None:
    assert _shown(TABLE, None) == [
        "Status  Title                            Note  Act",
        "------  -------------------------------  ----  --------------",
        "none    A rather long title of a treaty  kept  act 2000-01-01",
        "party   Short                            -     -",
    ]


def test_text_wraps_first() -> None:
    assert _shown(TABLE, 58) == [
        "Status  Title                         Note  Act",
        "------  ----------------------------  ----  --------------",
        "none    A rather long title of a      kept  act 2000-01-01",
        "        treaty",
        "party   Short                         -     -",
    ]


def test_then_parts_stack() -> None:
    assert _shown(TABLE, 53) == [
        "Status  Title                        Note  Act",
        "------  ---------------------------  ----  ----------",
        "none    A rather long title of a     kept  act",
        "        treaty                             2000-01-01",
        "party   Short                        -     -",
    ]


def test_then_columns_of_lower_rank_go() -> None:
    assert _shown(TABLE, 46) == [
        "Status  Title                       Act",
        "------  --------------------------  ----------",
        "none    A rather long title of a    act",
        "        treaty                      2000-01-01",
        "party   Short                       -",
        "No room here for: Note.",
    ]


def test_then_text_wraps_to_its_longest_word_and_nothing_is_cut() -> None:
    assert _shown(TABLE, 10) == [
        "Status  Title   Act",
        "------  ------  ----------",
        "none    A       act",
        "        rather  2000-01-01",
        "        long",
        "        title",
        "        of a",
        "        treaty",
        "party   Short   -",
        "No room",
        "here for:",
        "Note.",
    ]


def test_a_word_too_long_for_its_column_makes_room() -> None:
    columns = (Column("Name"), Column("Sources", rank=1, wrap=True))
    table = Table("", columns, (Row((("river-1900",), ("a-source-with-a-rather-long-id",))),))
    assert _shown(table, 42)[0].split() == ["Name", "Sources"]
    assert _shown(table, 41)[0].split() == ["Name"]


def test_at_last_a_column_goes_below_the_one_before_it() -> None:
    columns = (Column("Source"), Column("Treaty", below=True), Column("Kind", rank=1))
    table = Table("", columns, (Row((("roll-1920",), ("river-1900",), ("roll",))),))
    assert _shown(table, 21)[0].split() == ["Source", "Treaty"]
    assert _shown(table, 20) == [
        "Source, Treaty  Kind",
        "--------------  ----",
        "roll-1920       roll",
        "river-1900",
    ]


def test_then_any_other_but_no_number() -> None:
    columns = (Column("Source"), Column("Day"), Column("Says"), Column("No.", number=True))
    table = Table("", columns, (Row((("roll",), ("2001-02-03",), ("silent",), ("7",))),))
    assert _shown(table, 31)[0].split() == ["Source", "Day", "Says", "No."]
    assert _shown(table, 30) == [
        "Source  Day, Says   No.",
        "------  ----------  ---",
        "roll    2001-02-03    7",
        "        silent",
    ]


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize(
    "command",
    [
        "explain KG firearms-protocol-2001",
        "explain SS financing-1999",
        "groups antalya-2004",
        "instruments",
        "instruments firearms-protocol-2001",
        "instruments montreal-protocol-2014",
        "matrix --group antalya-2004",
        "plan KG",
        "progress --group antalya-2004 --from 2004-02-25",
        "report --all",
        "report KG --full",
        "sources",
        "sources untc-2014",
        "states KG",
    ],
)
def test_the_shipped_data_fit_sixty_columns(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(command.split()) == 0
    lines = capsys.readouterr().out.splitlines()
    # An address is one word, and is never cut.
    assert [line for line in lines if cell_width(line) > 60 and len(line.split()) > 1] == []


@pytest.mark.parametrize("width", [None, *range(24, 120, 4)])
def test_a_column_is_shown_or_said_to_be_left_out(width: int | None) -> None:
    columns = [Column(f"Head{n}", rank=n) for n in range(9)]
    table = Table("", tuple(columns), (Row(tuple((f"some-{n}",) for n in range(9))),))
    head, _, _, *lost = _shown(table, width)
    said = " ".join(lost).removeprefix("No room here for: ").removesuffix(".")
    assert [*head.split(), *filter(None, said.split(", "))] == [c.title for c in columns]


@pytest.mark.parametrize("width", range(30, 120, 3))
def test_it_fits_wherever_words_allow(width: int) -> None:
    assert max(map(cell_width, _shown(TABLE, width))) <= width


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
