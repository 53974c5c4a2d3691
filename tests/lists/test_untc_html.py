"""The page for people, saved by a browser."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import Listing
from ratgap.model.act import ActKind, When
from ratgap.problem import DataError

from .untc_samples import MAINTENANCE, ROWS, untc_html

FRENCH = (
    "Participants",
    "Signature",
    "Ratification, Acceptation(A), Approbation(AA), Adhésion(a), Succession(d)",
)


def read(content: str | bytes) -> Listing:
    data = content.encode() if isinstance(content, str) else content
    return recognise.read_bytes(data, "page.html", lambda _: False)


def refusal(content: str | bytes) -> str:
    with pytest.raises(DataError) as caught:
        read(content)
    return caught.value.problems[0].rule


def test_a_whole_page() -> None:
    listing = read(untc_html([("Marrow 3, 4", *ROWS[0][1:]), ("Nettle7", *ROWS[1][1:]), ROWS[2]]))
    assert [row.name for row in listing.rows] == ["Marrow 3, 4", "Nettle7", "Ostrel"]
    assert [row.is_party for row in listing.rows] == [True, False, True]
    assert listing.as_of == date(2024, 5, 4)
    assert (listing.parties, listing.whole, listing.number) == (2, True, "III-7")


def test_rows_know_their_line() -> None:
    page = untc_html()
    lines = page.splitlines()
    assert all(row.name.split()[0] in lines[row.line - 1] for row in read(page).rows)


def test_the_french_page() -> None:
    page = untc_html(
        [("Marrow", "13 mai 2010", "1er févr. 2011"), ("Ostrel", "", "4 août 2012 a")],
        head=FRENCH,
        as_at="État au : 04-05-2024 09:15:33 EDT",
        totals="Signataires : 1. Parties : 2",
    )
    listing = read(page)
    assert listing.as_of == date(2024, 5, 4)
    assert listing.rows[0].consents[0].when == When.on(date(2011, 2, 1))
    assert listing.rows[1].consents[0].kind is ActKind.ACCESSION


def test_another_encoding_where_the_page_names_it() -> None:
    page = untc_html([("Côte d'Écluse", "", "3 Jan 2011 a")], totals="Parties : 1")
    page = page.replace("utf-8", "windows-1252")
    assert read(page.encode("cp1252")).rows[0].name == "Côte d'Écluse"


def test_raised_footnotes_and_a_heading_at_the_foot() -> None:
    rows = [("Marrow<sup>3</sup>", "", "3 Jan 2011<sup>4</sup>"), FRENCH]
    listing = read(untc_html(rows, head=FRENCH, totals="Parties : 1"))
    assert [row.name for row in listing.rows] == ["Marrow"]


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        (MAINTENANCE, "list-maintenance"),
        ("<html><body><table><tr><td>News</td></tr></table></body></html>", "list-frame"),
        (untc_html().partition("Ostrel")[0], "list-cut"),
        (untc_html([("Côte", "", "")]).encode("iso-8859-1"), "file-encoding"),
        ("<html></html>".replace("<html>", '<html><meta charset="klingon">'), "file-encoding"),
    ],
)
def test_what_is_no_whole_list_is_refused(page: str | bytes, rule: str) -> None:
    assert refusal(page) == rule


def test_totals_that_the_rows_do_not_come_to() -> None:
    listing = read(untc_html(ROWS[:2]))
    assert [doubt.rule for doubt in listing.doubts] == ["list-total"]
    assert not listing.whole


def test_more_than_the_totals_is_a_column_that_is_misread() -> None:
    rows = [(f"State {letter}", "", "3 Jan 2011 a") for letter in "abcde"]
    listing = read(untc_html(rows, totals="Parties : 2"))
    assert [problem.rule for problem in listing.problems] == ["list-total"]


def test_another_encoding_below_the_table_is_of_no_matter() -> None:
    page = untc_html().replace("</body>", "<p>Déclaration</p></body>").encode("iso-8859-1")
    assert len(read(page).rows) == len(ROWS)


def test_a_page_that_does_not_tell_of_which_treaty_it_is() -> None:
    listing = read(untc_html().replace("III-7", "III-7%20"))
    assert [notice.rule for notice in listing.notices] == []
    listing = read(untc_html().replace("mtdsg_no", "number"))
    assert listing.number == ""
    assert [notice.rule for notice in listing.notices] == ["list-number"]


def test_a_page_without_a_day_or_totals() -> None:
    listing = read(untc_html(as_at="Printed", totals=""))
    assert listing.as_of is None
    assert not listing.whole


def tables(*bodies: str, last: str = "<td>Ratification, Accession(a)</td>") -> str:
    head = "<tr><td>Participant</td><td>Signature</td><td>Ratification, Accession(a)</td></tr>"
    heads = [head] * (len(bodies) - 1) + [head.replace("<td>Ratification, Accession(a)</td>", last)]
    parts = (f"<table>{top}{body}</table>" for top, body in zip(heads, bodies, strict=True))
    return f"<!DOCTYPE html><html><body>\n{''.join(parts)}\n</body></html>"


MARROW = "<tr><td>Marrow</td><td></td><td>19 Jul 1993 a</td></tr>"
NETTLE = "<tr><td>Nettle</td><td></td><td>19 Jul 1994 a</td></tr>"


def test_tables_with_the_same_headings_are_one() -> None:
    assert [row.name for row in read(tables(MARROW, NETTLE)).rows] == ["Marrow", "Nettle"]


def test_a_second_table_with_other_headings_is_refused() -> None:
    assert refusal(tables(MARROW, NETTLE, last="<td>Accession</td>")) == "list-frame"


def test_copied_text_goes_on_below_headings_that_come_again() -> None:
    head = "Participant\tSignature\tAccession\n"
    text = f"STATUS AS AT : 04-05-2024\n{head}Marrow\t\t19 Jul 1993\n{head}Nettle\t\t19 Jul 1994\n"
    listing = recognise.read(text, "page.txt")
    assert [row.name for row in listing.rows] == ["Marrow", "Nettle"]
    assert listing.problems == ()


def test_a_cell_over_several_rows_stands_in_each() -> None:
    rows = (
        "<tr><td>Marrow</td><td rowspan=2>1 Mar 1980</td><td>19 Jul 1993</td></tr>"
        "<tr><td>Nettle</td><td>19 Jul 1994</td></tr>"
        "<tr><td>Ostrel</td><td></td><td rowspan=99999999>19 Jul 1995 a</td></tr>"
        "<tr><td>Pell</td><td></td></tr><tr><td>Quill</td></tr>"
    )
    days = {row.name: [str(act.when) for act in row.acts] for row in read(tables(rows)).rows}
    assert days == {
        "Marrow": ["1980-03-01", "1993-07-19"],
        "Nettle": ["1980-03-01", "1994-07-19"],
        **{key: ["1995-07-19"] for key in ("Ostrel", "Pell", "Quill")},
    }


def test_a_text_over_several_columns_is_refused_but_where_it_is_alone() -> None:
    assert refusal(tables("<tr><td>Marrow</td><td colspan=2>1 Mar 1980</td></tr>")) == "list-frame"
    (row,) = read(tables("<tr><td>Marrow</td><td colspan=2></td></tr>")).rows
    assert row.acts == ()


@pytest.mark.parametrize(
    "hidden",
    ["<tr style='color:red; DISPLAY : none'><td>Nettle</td><td></td><td>19 Jul 1994 a</td></tr>",
     "<tbody hidden><tr><td>Nettle</td><td></td><td>19 Jul 1994 a</td></tr></tbody>",
     "<tr><td><del>Nettle</del></td><td></td><td><s>19 Jul 1994 a</s></td></tr>"],
)  # fmt: skip
def test_what_is_hidden_or_struck_out_is_not_read(hidden: str) -> None:
    assert [row.name for row in read(tables(MARROW + hidden)).rows] == ["Marrow"]


def test_cells_that_reach_without_end_take_no_time() -> None:
    wide = "<tr>" + "<td rowspan=65534 colspan=1000>x</td>" * 1000 + "</tr>"
    assert refusal(tables(MARROW + wide + "<tr><td></td></tr>" * 10_000)) == "list-frame"
