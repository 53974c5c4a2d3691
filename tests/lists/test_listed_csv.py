"""Lists with one row a state."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import ListedAct, Listing
from ratgap.model.act import ActKind, When
from ratgap.model.evidence import Column

HEAD = "iso2,state,signature,deposit,act,no_later_than,in_force,note"


def read(*lines: str, head: str = HEAD) -> Listing:
    return recognise.read("\n".join([head, *lines]), "list.csv")


def test_a_whole_row() -> None:
    (row,) = read("AB,Abland,2000-01-02,2001-02-03,ratification,,2001-03-05,a note").rows
    assert (row.code, row.name, row.line, row.note) == ("AB", "Abland", 2, "a note")
    assert row.signature == ListedAct(ActKind.SIGNATURE, When.on(date(2000, 1, 2)))
    assert row.consents == (ListedAct(ActKind.RATIFICATION, When.on(date(2001, 2, 3))),)
    assert row.in_force == date(2001, 3, 5)


@pytest.mark.parametrize(
    ("cells", "when"),
    [
        (",party,2013-12-31", When.by(date(2013, 12, 31))),
        (",party,", None),
        ("2001-02-03,party,2013-12-31", When.on(date(2001, 2, 3))),
    ],
)
def test_a_party_whose_act_is_not_known(cells: str, when: When | None) -> None:
    (row,) = read(f"AB,Abland,,{cells},,").rows
    assert row.consents == (ListedAct(ActKind.CONSENT, when),)
    assert row.is_party


def test_a_known_act_of_an_unknown_day() -> None:
    (row,) = read("AB,Abland,,,accession,2013-12-31,,").rows
    assert row.consents == (ListedAct(ActKind.ACCESSION, When.by(date(2013, 12, 31))),)


def test_an_empty_act_is_a_signatory_or_a_mere_name() -> None:
    listing = read("AB,Abland,2000-01-02,,,,,", "BU,Bujland,,,,,,")
    assert [row.is_party for row in listing.rows] == [False, False]
    assert [bool(row.signature) for row in listing.rows] == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        "AB,Abland,,2001-02-03,,,,",
        "AB,Abland,,,,2001-02-03,,",
        "AB,Abland,,2001-02-03,signature,,,",
        "AB,Abland,,2001-02-03,joined,,,",
        "AB,Abland,,2001-13-03,accession,,,",
    ],
)
def test_a_row_that_contradicts_itself_is_a_problem(line: str) -> None:
    listing = read(line)
    assert listing.rows == ()
    assert listing.problems[0].rule == "list-row"


def test_columns_in_any_order_and_few_of_them() -> None:
    (row,) = read("accession,2001-02-03,Abland", head="act,deposit,state").rows
    assert (row.name, row.code) == ("Abland", "")
    assert row.consents[0].when == When.on(date(2001, 2, 3))


def test_what_the_list_gives() -> None:
    assert read("AB,,,,party,,,").gives == {Column.MEMBERSHIP}
    assert read("AB,,2000-01-02,2001-02-03,accession,,2001-03-05,").gives == {
        Column.SIGNATURES,
        Column.CONSENTS,
        Column.IN_FORCE,
    }


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("said", [True, False])
def test_what_spreadsheets_part_columns_by(separator: str, *, said: bool) -> None:
    head = "State;Signature;Deposit;Act".replace(";", separator)
    line = "Abland;1980-03-01;20.01.1981;Formal Confirmation;;".replace(";", separator)
    lines = [f"sep={separator}", head, line] if said else [head, line]
    (row,) = read(*lines[1:], head=lines[0]).rows
    assert (row.name, row.line) == ("Abland", 3 if said else 2)
    assert [act.kind for act in row.acts] == [ActKind.SIGNATURE, ActKind.FORMAL_CONFIRMATION]


def test_the_collections_table_parted_by_semicolons() -> None:
    listing = read(
        "Abland;12 Dec 2000;22 Apr 2001 A",
        head="Participant;Signature;Ratification, Acceptance(A), Accession(a)",
    )
    assert listing.problems == ()
    assert listing.rows[0].consents[0].kind is ActKind.ACCEPTANCE
