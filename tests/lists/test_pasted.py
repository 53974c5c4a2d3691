"""Text pasted out of a PDF."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import ListedAct, ListedRow, Listing
from ratgap.model.act import ActKind, When
from ratgap.problem import DataError

NAMES = {
    "abland", "bujland", "saint kevin", "ostmark", "ostmark-nord",
    "united isles of buj and northern ostmark", "people's republic of ostmark",
}  # fmt: skip

TITLE = """\
CONVENTION ON LOCKS
SIGNED AT SLUICE ON 16 DECEMBER 1970
"""
HEAD = """\
State Date of signature Date of deposit of instrument of
ratification, accession (a) or succession (s)
Effective date
"""


def is_name(text: str) -> bool:
    import re

    return re.sub(r"\s*\(\d+\)", "", text).strip().casefold() in NAMES


def read(*lines: str, head: str = TITLE + HEAD) -> Listing:
    return recognise.read(head + "\n".join(lines) + "\n", "list.txt", is_name)


def row(line: str) -> ListedRow:
    listing = read(line)
    assert listing.problems == ()
    (found,) = listing.rows
    return found


def test_signature_deposit_effect() -> None:
    found = row("Abland (3)(6) 16 December 1970 22 December 1971 21 January 1972")
    assert found.name == "Abland (3)(6)"
    assert found.acts == (
        ListedAct(ActKind.SIGNATURE, When.on(date(1970, 12, 16))),
        ListedAct(ActKind.RATIFICATION, When.on(date(1971, 12, 22))),
    )
    assert found.in_force == date(1972, 1, 21)


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("(a)", ActKind.ACCESSION),
        (" (s)", ActKind.SUCCESSION),
        (" (A)", ActKind.ACCEPTANCE),
        (" (AA) (4)", ActKind.APPROVAL),
    ],
)
def test_letters(letter: str, kind: ActKind) -> None:
    found = row(f"Abland - 22 December 1971{letter} 21 January 1972")
    assert found.consents == (ListedAct(kind, When.on(date(1971, 12, 22))),)
    assert found.signature is None


def test_the_heading_may_give_a_letter_another_meaning() -> None:
    listing = read(
        "Abland - 22 December 1971 (a) 21 January 1972",
        head="State Date of signature Date of deposit of acceptance (a) Effective date\n",
    )
    assert listing.rows[0].consents[0].kind is ActKind.ACCEPTANCE


def test_a_signatory_alone() -> None:
    found = row("Abland 16 December 1970 - –")
    assert found.signature
    assert not found.is_party


def test_an_effect_without_a_deposit_bounds_the_consent() -> None:
    found = row("Abland - - 21 January 1972")
    assert found.consents == (ListedAct(ActKind.CONSENT, When.by(date(1972, 1, 21))),)


def test_columns_kept_apart_by_tabs_or_bars() -> None:
    for gap in ("\t", " | "):
        line = gap.join(("Abland", "-", "22 December 1971 (a)", "21 January 1972"))
        assert row(line).consents[0].kind is ActKind.ACCESSION


def test_a_missing_dash_is_told_by_the_letter() -> None:
    assert row("Abland 22 December 1971 (a) 21 January 1972").in_force == date(1972, 1, 21)


@pytest.mark.parametrize(
    "line",
    [
        "Abland - 22 December 1971",
        "Abland - 31 February 1971 21 January 1972",
        "Abland - 22 December 1971 (q) 21 January 1972",
        "- 22 December 1971 (a) 21 January 1972",
        "Abland - 22 December 1971 21 January 1972 1 May 1973",
    ],
)
def test_what_cannot_be_told_is_a_problem_with_its_line(line: str) -> None:
    (problem,) = read(line).problems
    assert (problem.rule, problem.where.line) == ("list-row", 6)


def test_names_that_wrap_either_way() -> None:
    listing = read(
        "Abland - 1 May 1971 (a) 31 May 1971",
        "United Isles of Buj and Northern 1 May 1971 1 May 1972 31 May 1972",
        "Ostmark (1)",
        "People's Republic of",
        "Ostmark (2) - 1 May 1973 (a) 31 May 1973",
        "Ostmark-Nord - 1 May 1974 (a) 31 May 1974",
        "(3)(6)(29)",
        "Saint",
        "Kevin",
        "- 1 May 1975 (a) 31 May 1975",
    )
    assert listing.problems == ()
    assert [(r.line, r.name) for r in listing.rows] == [
        (6, "Abland"),
        (7, "United Isles of Buj and Northern Ostmark (1)"),
        (9, "People's Republic of Ostmark (2)"),
        (11, "Ostmark-Nord (3)(6)(29)"),
        (13, "Saint Kevin"),
    ]


def test_pages_repeat_their_headings_and_number_themselves() -> None:
    listing = read(
        "Abland - 1 May 1971 (a) 31 May 1971",
        "- 2 -",
        *TITLE.splitlines(),
        "State Date of signature Date of deposit of instrument of ratification,",
        "accession (a) or succession (s) Effective date",
        "Page 2 of 3",
        "",
        "Bujland - 1 May 1972 (a) 31 May 1972",
        "3",
    )
    assert listing.problems == ()
    assert [r.name for r in listing.rows] == ["Abland", "Bujland"]


def test_notes_below_the_table_are_not_read() -> None:
    listing = read(
        "Abland - 1 May 1971 (a) 31 May 1971",
        "(1) Abland declared on 2 May 1971 that it does not hold itself bound by Article 12.",
        "Bujland did so on 2 May 1972",
    )
    assert [r.name for r in listing.rows] == ["Abland"]


def test_a_line_that_belongs_to_nobody_is_a_problem() -> None:
    listing = read(
        "Abland - 1 May 1971 (a) 31 May 1971",
        "Printed for the office",
        "Bujland - 1 May 1972 (a) 31 May 1972",
    )
    (problem,) = listing.problems
    assert problem.where.line == 7
    assert "belongs to no row" in problem.message


def test_a_state_without_days_is_never_dropped() -> None:
    listing = read(
        "Abland - 1 May 1971 (a) 31 May 1971",
        "Ostmark",
        "Bujland - 1 May 1972 (a) 31 May 1972",
        "Saint Kevin",
    )
    assert [p.where.line for p in listing.problems] == [7, 9]


def test_it_is_recognised() -> None:
    text = TITLE + HEAD + "Abland - 1 May 1971 (a) 31 May 1971\n"
    assert len(recognise.read_bytes(text.encode(), "list.txt", is_name).rows) == 1


@pytest.mark.parametrize("content", [b"\xff\xfeA\0", b"caf\xe9", b"\0\0", b"a story", b""])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(DataError):
        recognise.read_bytes(content, "list.txt", is_name)


def test_a_list_of_deposits_alone() -> None:
    text = (
        "State Date of deposit of instrument of ratification\n\n"
        "Abland 11 April 2001\n\nBujland (7) 25 February 2001\n"
    )
    listing = recognise.read(text, "list.txt", is_name)
    assert not listing.problems
    assert [(row.name, *map(str, row.consents[0][:2])) for row in listing.rows] == [
        ("Abland", "ratification", "2001-04-11"),
        ("Bujland (7)", "ratification", "2001-02-25"),
    ]


WHOLE = (
    "State Date of signature Date of deposit of instrument of ratification, accession or "
    "succession Effective date\n"
)


def test_without_letters_the_kind_is_told_only_where_the_heading_names_one() -> None:
    line = "Abland - 22 December 1971 21 January 1972"
    one = WHOLE.replace("ratification, accession or succession", "accession")
    assert read(line, head=WHOLE).rows[0].consents[0].kind is ActKind.CONSENT
    assert read(line, head=one).rows[0].consents[0].kind is ActKind.ACCESSION


def test_empty_cells_without_a_dash_are_told_by_the_number_of_days() -> None:
    listing = read(
        "Abland 1 December 1997 1 March 1998",
        "Bujland 25 June 1989 4 April 1992 3 July 1992",
        "Saint Kevin 21 November 1966",
        head=WHOLE,
    )
    assert listing.problems == ()
    abland, bujland, kevin = listing.rows
    assert (abland.signature, abland.in_force) == (None, date(1998, 3, 1))
    assert abland.consents[0].when == When.on(date(1997, 12, 1))
    assert bujland.signature
    assert bujland.in_force == date(1992, 7, 3)
    assert kevin.signature
    assert not kevin.is_party
    (notice,) = listing.notices
    assert "no dash for an empty cell" in notice.message


AGENCY = (
    "State/Organization Date of signature Means/date of deposit of expression of consent to be "
    "bound Entry into force\n"
)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("acceded 4 Aug 1993 3 Sep 1993", ActKind.ACCESSION),
        ("28 Feb 1986 ratified* 4 Aug 1993 3 Sep 1993", ActKind.RATIFICATION),
        ("28 Feb 1986 accepted 4 Aug 1993 3 Sep 1993", ActKind.ACCEPTANCE),
        ("28 Feb 1986 approved 4 Aug 1993* 3 Sep 1993", ActKind.APPROVAL),
        ("confirmed 4 Aug 1993 3 Sep 1993", ActKind.FORMAL_CONFIRMATION),
        ("succession notified 4 Aug 1993 effect from 3 Sep 1993", ActKind.SUCCESSION),
        ("succession\nnotified*\n4 Aug 1993 effect from\n3 Sep 1993", ActKind.SUCCESSION),
        ("succession notified\n4 Aug 1993\neffect from 3 Sep 1993", ActKind.SUCCESSION),
        ("28 Feb 1986(*) ratified(*) 4 Aug 1993 3 Sep 1993", ActKind.RATIFICATION),
        ("28 Feb 1986 (*) approved(*) * 4 Aug 1993(*) 3 Sep 1993", ActKind.APPROVAL),
        ("28 Feb 1986 ratified* 1/\n4 Aug 1993 3 Sep 1993", ActKind.RATIFICATION),
    ],
)
def test_the_agencys_list_has_the_kind_as_a_word_before_the_day(cells: str, kind: ActKind) -> None:
    listing = read(f"Abland (*) {cells}", "Bujland* 3 Mar 1980", head=AGENCY)
    assert listing.problems == ()
    abland, bujland = listing.rows
    assert abland.consents == (ListedAct(kind, When.on(date(1993, 8, 4))),)
    assert abland.in_force == date(1993, 9, 3)
    assert (abland.signature is not None) is cells.startswith("28")
    assert bujland.signature
    assert not bujland.is_party


@pytest.mark.parametrize(
    "title", ["Ferry Pact - 2 - 14 September 1963", "Final part, Russian Text 2 -30 September 1977"]
)
def test_what_heads_a_page_above_the_headings_is_no_row(title: str) -> None:
    head = "State Date of deposit of instrument of ratification"
    listing = read(
        "Abland (4) 25 February 2001", "(2)", title, head, "Bujland 13 May 1983", head=f"{head}\n"
    )
    assert listing.problems == ()
    assert [row.name for row in listing.rows] == ["Abland (4)", "Bujland"]


def test_a_row_above_repeated_headings_is_a_row() -> None:
    head = "State Date of signature Date of deposit of instrument of ratification"
    listing = read("Abland 3 - 14 September 1963", head, "Bujland - 13 May 1983", head=f"{head}\n")
    assert len(listing.rows) == 2


ABLAND = "Abland - 1 May 1972 (a) 31 May 1972"
BUJLAND = "Bujland - 1 June 1972 (a) 1 July 1972"


@pytest.mark.parametrize("note", ["(1) With a declaration on article 5.", "Notes", "1. Of 1972."])
def test_rows_below_a_heading_that_comes_after_notes_are_read(note: str) -> None:
    listing = read(ABLAND, note, "It was made on 3 May 1972", "- 2 -", *HEAD.splitlines(),
                   "United Isles of Buj", f"and Northern Ostmark {BUJLAND[8:]}",
                   "(2) Again.", *HEAD.splitlines(), "which goes on, and on.")  # fmt: skip
    assert listing.problems == ()
    names = [found.name for found in listing.rows]
    assert names == ["Abland", "United Isles of Buj and Northern Ostmark"]


@pytest.mark.parametrize("note", ["(1) With a declaration on article 5.", "Declarations"])
@pytest.mark.parametrize("row", [(BUJLAND,), ("Bujland 1 May 1972",), ("Bujland", "1 May 1972"),
                                 ("Nowhere 1 May 1972 (a) 31 May 1972",)])  # fmt: skip
def test_rows_among_notes_are_refused(note: str, row: tuple[str, ...]) -> None:
    with pytest.raises(DataError) as caught:
        read(ABLAND, note, *row)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.where.line) == ("list-row", 7 + len(row))
