"""The status document in XML: told by position and heading, whole or refused."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import ListedAct, Listing
from ratgap.model.act import ActKind, When
from ratgap.model.evidence import Column
from ratgap.problem import DataError, Problem

from .untc_samples import HEAD, ROWS, untc_xml


def read(content: bytes) -> Listing:
    return recognise.read_bytes(content, "list.xml", lambda _: False)


def refusal(content: bytes) -> Problem:
    with pytest.raises(DataError) as caught:
        read(content)
    return caught.value.problems[0]


def test_a_whole_document() -> None:
    listing = read(untc_xml())
    marrow, nettle, ostrel = listing.rows
    assert [row.name for row in listing.rows] == ["Marrow", "Nettle", "Ostrel"]
    assert marrow.signature == ListedAct(ActKind.SIGNATURE, When.on(date(2010, 5, 13)))
    assert marrow.consents == (ListedAct(ActKind.RATIFICATION, When.on(date(2011, 1, 3))),)
    assert not nettle.is_party
    assert ostrel.consents == (ListedAct(ActKind.ACCESSION, When.on(date(2012, 2, 4))),)
    assert listing.gives == {Column.SIGNATURES, Column.CONSENTS}
    assert (listing.parties, listing.number, listing.whole) == (2, "III-7", True)
    assert listing.as_of is None


def test_rows_know_their_line() -> None:
    listing = read(untc_xml())
    lines = untc_xml().decode("iso-8859-1").splitlines()
    assert all(row.name in lines[row.line - 1] for row in listing.rows)


def test_latin_1_as_it_declares() -> None:
    listing = read(untc_xml([*ROWS, ("Côte d'Écluse", "", "")]))
    assert listing.rows[-1].name == "Côte d'Écluse"


@pytest.mark.parametrize("sub", ["c", "3", "12a"])
def test_the_letter_or_number_of_a_protocol_stands_in_an_element_of_its_own(sub: str) -> None:
    assert read(untc_xml(number="12", letter=sub)).number == f"III-12-{sub}"


def test_a_chapter_in_parts() -> None:
    part = b"</Chapter><SubChapter><Header>B</Header><Name>Roads</Name></SubChapter>"
    assert read(untc_xml().replace(b"</Chapter>", part)).number == "III-B-7"


def test_columns_that_hold_no_acts_are_left_unread() -> None:
    rows = [(a, "seen", b, c) for a, b, c in ROWS]
    listing = read(untc_xml(rows, head=(HEAD[0], "Remarks", *HEAD[1:])))
    assert listing.unread == ("Remarks",)
    assert listing.rows[0].is_party


def test_brackets_mark_an_act_that_no_longer_stands() -> None:
    listing = read(untc_xml([*ROWS, ("Pellia", "", "[5 Mar\t 2013 a]")]))
    assert listing.rows[-1].consents[0].ended
    assert listing.parties == 2


@pytest.mark.parametrize("content", [untc_xml(parties=3), untc_xml(signatories=1)])
def test_totals_that_the_rows_do_not_come_to(content: bytes) -> None:
    listing = read(content)
    assert [doubt.rule for doubt in listing.doubts] == ["list-total"]
    assert not listing.whole
    assert listing.parties == (3 if b"Parties: 3" in content else 2)


def test_without_totals_it_is_not_known_to_be_whole() -> None:
    assert not read(untc_xml(parties=None, signatories=None)).whole


@pytest.mark.parametrize("row", [("Pellia", "", "soon"), ("", "", ""), ("Pellia", "", "", "x")])
def test_a_row_that_cannot_be_read_is_a_problem(row: tuple[str, ...]) -> None:
    problem = read(untc_xml([*ROWS, row])).problems[0]
    assert problem.rule == "list-row"
    assert problem.where.line > 1


def test_a_document_type_is_refused_before_any_entity() -> None:
    bomb = b"""<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Document>&b;</Document>"""
    assert refusal(bomb).rule == "list-doctype"
    outside = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
    assert refusal(outside).rule == "list-doctype"


@pytest.mark.parametrize(
    "content",
    [
        untc_xml()[:-200],
        untc_xml().replace(b"</Thead>", b"</Theads>"),
        "<?xml version='1.0' encoding='UTF-8'?><a>Côte</a>".encode("iso-8859-1"),
        b"<?xml version='1.0' encoding='klingon'?><a/>",
        b"<" + b"a>" * 100_000,
        b"<a>" * 100,
        b"<a>&nbsp;</a>",
    ],
)
def test_what_is_not_well_formed_is_refused(content: bytes) -> None:
    problem = refusal(content)
    assert problem.rule == "list-xml"
    assert problem.where.line >= 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"<rss><channel/></rss>", "list-frame"),
        (untc_xml(head=("Name", "Colour", "Weight")), "list-headings"),
        (untc_xml(head=()), "list-headings"),
    ],
)
def test_another_document_is_refused(content: bytes, rule: str) -> None:
    assert refusal(content).rule == rule


def test_a_column_that_binds_nobody_alone_is_refused_with_what_could_be_said_of_it() -> None:
    rows = [("Pellia", "9 May 2012"), ("Quoria", "14 Jan 2010")]
    problem = refusal(untc_xml(rows, head=("Participant", "Application"), signatories=None))
    assert problem.rule == "list-headings"
    assert "no column is known to tell who signed or consented" in problem.message
    assert '--column "Application=consent"' in problem.remedy
