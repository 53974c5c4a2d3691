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
