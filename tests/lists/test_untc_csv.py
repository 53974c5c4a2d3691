"""The UN Treaty Collection's table: letters by the heading, brackets, footnotes left to names."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import ListedAct, ListedRow, Listing
from ratgap.model.act import ActKind, When
from ratgap.model.evidence import Column

HEAD = (
    'Participant,Signature,"Approval(AA), Acceptance(A), Accession(a), Succession(d), Ratification"'
)


def read(*lines: str, head: str = HEAD) -> Listing:
    return recognise.read("\n".join([head, *lines]), "list.csv")


def row(line: str, head: str = HEAD) -> ListedRow:
    listing = read(line, head=head)
    assert not listing.problems
    assert len(listing.rows) == 1
    return listing.rows[0]


def act(kind: ActKind, *day: int, ended: bool = False, note: str = "") -> ListedAct:
    return ListedAct(kind, When.on(date(*day)), ended, note)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("22 Apr 2016", ActKind.RATIFICATION),
        ("22 Apr 2016 A", ActKind.ACCEPTANCE),
        ("22 Apr 2016 AA", ActKind.APPROVAL),
        ("22 Apr\t 2016 a", ActKind.ACCESSION),
        ("22 Apr 2016 d", ActKind.SUCCESSION),
    ],
)
def test_letters(cell: str, kind: ActKind) -> None:
    assert row(f"Abland,,{cell}").acts == (act(kind, 2016, 4, 22),)


def test_signature_and_consent() -> None:
    found = row("Abland7,11 Sep 2000,10 Nov 2003")
    assert found.name == "Abland7"
    assert found.line == 2
    assert found.signature == act(ActKind.SIGNATURE, 2000, 9, 11)
    assert found.consents == (act(ActKind.RATIFICATION, 2003, 11, 10),)
    assert found.is_party


def test_signatory_alone_is_no_party() -> None:
    found = row("Abland,11 Sep 2000,")
    assert found.signature
    assert found.consents == ()
    assert not found.is_party


def test_square_brackets_mark_an_act_that_no_longer_stands() -> None:
    found = row("Abland,,[ 3 Jan 2001 a]")
    assert found.consents == (act(ActKind.ACCESSION, 2001, 1, 3, ended=True),)
    assert not found.is_party


def test_an_ended_act_and_a_later_one_in_one_cell() -> None:
    found = row('Abland,,"[3 Jan 2001 a] 4 Feb 2002 a"')
    assert [a.ended for a in found.consents] == [True, False]
    assert found.is_party


def test_the_heading_decides_what_a_letter_means() -> None:
    head = (
        'Participant,"Signature, Succession to signature(d)","Accession(a), Formal confirmation(x)"'
    )
    found = row("Abland,23 Oct 2006 d,1 Mar 2007 x", head)
    assert found.signature == act(ActKind.SIGNATURE, 2006, 10, 23, note="succession to signature")
    assert found.consents == (act(ActKind.FORMAL_CONFIRMATION, 2007, 3, 1),)


def test_a_day_without_a_letter_is_the_one_act_that_the_heading_leaves_unlettered() -> None:
    assert row("Abland,1 Mar 2007", "Participant,Accession").consents[0].kind is ActKind.ACCESSION


def test_where_the_heading_tells_several_apart_by_nothing_the_kind_is_not_told() -> None:
    found = row("Abland,1 Mar 2007", 'Participant,"Ratification, Accession"')
    assert found.consents[0].kind is ActKind.CONSENT


@pytest.mark.parametrize(
    "cell",
    [
        "22 Foo 2016",
        "31 Feb 2016",
        "22 Apr 2016 z",
        "22 Apr 2016 s",
        "22 Apr 2016 a?",
        "yes",
        "2016",
    ],
)
def test_what_cannot_be_read_is_a_problem_on_its_row_and_drops_nothing_else(cell: str) -> None:
    listing = read(f"Abland,,{cell}", "Bujland,,1 Mar 2007")
    assert [r.name for r in listing.rows] == ["Bujland"]
    (problem,) = listing.problems
    assert (problem.where.line, problem.rule) == (2, "list-row")
    assert problem.message.startswith("Abland: ")


def test_columns_found_and_columns_not_read() -> None:
    listing = read("Abland,1 Mar 2007,,x", head=HEAD + ",Remarks")
    assert listing.gives == {Column.SIGNATURES}
    assert listing.unread == ("Remarks",)


def test_lines_count_from_the_file_even_where_a_cell_wraps() -> None:
    listing = read('"Ab\nland",,1 Mar 2007', "", "Bujland,,2 Mar 2007")
    assert [r.line for r in listing.rows] == [2, 5]


def test_cells_beyond_the_headings_are_a_problem() -> None:
    assert "more cells" in read("Abland,,1 Mar 2007,2 Mar 2007").problems[0].message
