"""Headings choose the reader."""

import pytest

from ratgap.lists import recognise
from ratgap.problem import DataError


@pytest.mark.parametrize(
    "text",
    [
        "Participant,Signature,Ratification\nAbland,,1 Mar 2007\n",
        "\ufeffParticipant,Accession\nAbland,1 Mar 2007\n",
        "iso2,state,signature,deposit,act,no_later_than,in_force,note\n,Abland,,2007-03-01,accession,,,\n",
        "state,deposit,act\nAbland,2007-03-01,accession\n",
        "state,alpha_3,signature,deposit,act_as_coded,in_force\nAbland,ABL,,2007-03-01,accession,\n",
    ],
)
def test_each_kind_is_read(text: str) -> None:
    (row,) = recognise.read(text, "list.csv").rows
    assert row.name == "Abland"
    assert row.is_party


@pytest.mark.parametrize(
    "text", ["", "name,colour\nAbland,red\n", "Participant,Remarks\nAbland,\n"]
)
def test_an_unknown_kind_is_refused_with_its_headings(text: str) -> None:
    with pytest.raises(DataError) as caught:
        recognise.read(text, "list.csv")
    (problem,) = caught.value.problems
    assert problem.rule == "list-headings"
    assert text.split("\n")[0].replace(",", ", ") in problem.message


def test_rows_that_run_on_in_one_line_are_refused_for_that() -> None:
    rows = " ".join(f"State{n} - 15 April 1977 {n} July 1977" for n in range(1, 30))
    text = f"Pact of 1963. State Date of signature Date of deposit Effective date {rows}\n"
    with pytest.raises(DataError) as caught:
        recognise.read(f"A list\n{text}", "list.txt")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.where.line) == ("list-frame", 2)
    assert "run on in one line" in problem.message


def test_headings_are_shown_no_longer_than_a_line_or_two() -> None:
    with pytest.raises(DataError) as caught:
        recognise.read(f"name,{'colour ' * 1000}\nAbland,red\n", "list.csv")
    assert len(caught.value.problems[0].message) < 400


BARS = "Participant | Signature | Ratification, Accession(a) |\n---|---|---|\n"


def test_bars_whose_empty_cells_have_gone_to_the_end_are_refused() -> None:
    with pytest.raises(DataError, match="which of its cells between bars are empty"):
        recognise.read(
            f"{BARS}Abland | 24 Sep 2003 | |\nBujland | 3 Jan 1980 | 4 Apr 1999 |\n", "x"
        )


def test_bars_with_an_empty_cell_in_its_place_are_columns() -> None:
    lines = "Abland | | 24 Sep 2003 a |\n\nBujland | 3 Jan 1980 | |\n"
    abland, bujland = recognise.read(BARS + lines, "list.md").rows
    assert abland.is_party
    assert not bujland.is_party


@pytest.mark.parametrize(
    "day", ["07/05/1982", "7-May-82", "07.05.1982", "7 May 1982", "1982-05-07"]
)
def test_days_in_an_unknown_column_are_seen_in_whatever_form(day: str) -> None:
    head = "Participant,Accession(a),Participation in the Pact"
    text = f"{head}\nAbland,,{day}\nBujland,1 May 1999 a,\n"
    with pytest.raises(DataError, match="what the days in a column mean is not known"):
        recognise.read(text, "list.csv")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("07/05/1982 a", "which number is the month"),
        ("7-May-82", "its year has two digits"),
        ("30077", "a spreadsheet's number"),
        ("soon", "is not an act with its day"),
    ],
)
def test_a_day_that_a_spreadsheet_spoilt_is_told_as_such(day: str, why: str) -> None:
    (problem,) = recognise.read(f"Participant,Accession(a)\nAbland,{day}\n", "list.csv").problems
    assert why in problem.message


def test_days_on_lines_of_their_own_are_cells_one_below_the_other() -> None:
    days = "\n".join(f"{day} f\u00e9vrier 1988" for day in range(2, 9))
    with pytest.raises(DataError, match="one below the other"):
        recognise.read(f"\u00c9tats\nAbland\nBujland\nDate de la signature\n{days}\n", "list.txt")
