"""A research data set's table."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import ListedAct
from ratgap.model.act import ActKind, When

HEAD = "state,alpha_3,signature,deposit,act_as_coded,in_force"


def test_party_and_signatory() -> None:
    text = (
        f"{HEAD}\nAbland,ABL,1980-03-03,1988-12-22,ratification,1989-01-21\nBuj,BUJ,1980-04-09,,,\n"
    )
    party, signatory = recognise.read(text, "list.csv").rows
    assert (party.name, party.code, party.in_force) == ("Abland", "ABL", date(1989, 1, 21))
    assert party.consents == (ListedAct(ActKind.RATIFICATION, When.on(date(1988, 12, 22))),)
    assert signatory.signature == ListedAct(ActKind.SIGNATURE, When.on(date(1980, 4, 9)))
    assert not signatory.is_party


@pytest.mark.parametrize("cells", ["1988-12-22,,", ",ratification,", "1988-12-22,joined,"])
def test_half_an_act_is_a_problem(cells: str) -> None:
    listing = recognise.read(f"{HEAD}\nAbland,ABL,,{cells}\n", "list.csv")
    assert listing.rows == ()
    assert listing.problems[0].where.line == 2
