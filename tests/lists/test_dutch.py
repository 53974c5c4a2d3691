"""The table of parties of the Dutch treaty database."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import ListedAct, ListedRow
from ratgap.model.act import ActKind, When
from ratgap.problem import DataError

HEAD = "Partij\tOndertekening\tRatificatie\tType*\tIn werking\n"


def row(line: str, head: str = HEAD) -> ListedRow:
    listing = recognise.read(head + line + "\n", "list.txt")
    assert listing.problems == ()
    (found,) = listing.rows
    return found


@pytest.mark.parametrize("line", ["Abland\t14-09-1963\t25-11-1969\tR\t23-02-1970",
                                  "Abland 14-09-1963 25-11-1969 R 23-02-1970"])  # fmt: skip
def test_tabs_kept_or_lost(line: str) -> None:
    found = row(line)
    assert found.name == "Abland"
    assert found.acts == (
        ListedAct(ActKind.SIGNATURE, When.on(date(1963, 9, 14))),
        # R is ratification, acceptance, approval or notification.
        ListedAct(ActKind.CONSENT, When.on(date(1969, 11, 25))),
    )
    assert found.in_force == date(1970, 2, 23)


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        ("T", ActKind.ACCESSION),
        ("VG", ActKind.SUCCESSION),
        ("NB", ActKind.CONSENT),
        ("DO", ActKind.DEFINITIVE_SIGNATURE),
    ],
)
def test_types(kind: str, act: ActKind) -> None:
    for line in (f"Abland\t\t25-11-1969\t{kind}\t", f"Abland 25-11-1969 {kind} 23-02-1970"):
        assert row(line).consents == (ListedAct(act, When.on(date(1969, 11, 25))),)


def test_a_definitive_signature_is_no_signature_beside() -> None:
    found = row("Abland\t25-11-1969\t\tDO\t23-02-1970")
    assert [a.kind for a in found.acts] == [ActKind.DEFINITIVE_SIGNATURE]


def test_a_signatory_alone() -> None:
    assert not row("Abland\t14-09-1963\t\t\t").is_party
    assert row("Abland 14-09-1963").signature


def test_a_party_without_a_day_is_bound_by_its_effect() -> None:
    assert row("Abland\t\t\tNB\t23-02-1970").consents[0].when == When.by(date(1970, 2, 23))
    assert row("Abland\t\t\tNB\t").consents[0].when is None


@pytest.mark.parametrize(
    "line",
    [
        "Abland 14-09-1963 25-11-1969",
        "Abland\t\t25-11-1969\t\t",
        "Abland\t\t25-11-1969\tX\t",
        "Abland\t\t31-02-1969\tR\t",
        "Abland\t\t25-11-1969\tR\t23-02-1970\t\t01-01-1999",
        "\t\t25-11-1969\tR\t",
        "Abland",
    ],
)
def test_what_cannot_be_told_is_a_problem_with_its_line(line: str) -> None:
    listing = recognise.read(HEAD + line + "\n", "list.txt")
    assert listing.rows == ()
    assert [(p.rule, p.where.line) for p in listing.problems] == [("list-row", 2)]


def test_what_explains_the_types_is_not_read() -> None:
    text = HEAD + "Abland\t\t25-11-1969\tR\t\n\n* R=Bekrachtiging, T=Toetreding\nBujland x\n"
    listing = recognise.read_bytes(text.encode(), "list.txt", lambda _: False)
    assert [r.name for r in listing.rows] == ["Abland"]
    assert listing.problems == ()


NOW = (
    "Partij | Ondertekening | Voorlopige toepassing | Ratificatie O=Ondertekening zonder "
    "voorbehoud of vereiste van ratificatie R=Bekrachtiging, aanvaarding, goedkeuring of "
    "kennisgeving "
    "T=Toetreding VG=Voortgezette gebondenheid NB=Niet bekend | In werking | Opzegging"
    " | Buiten werking\n"
)
ENGLISH = (
    "Party\tSignature\tProvisional application\tRatification\n"
    "S=Signature without reservation or requirement of ratification\n"
    "R=Ratification, acceptance, approval or notification\n"
    "A=Accession\nSu=Succession\nNK=Not known\nEntry into force\tRenunciation\tTermination\n"
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Abland | | | 19-07-1993 (T) | 18-08-1993 | |", ActKind.ACCESSION),
        ("Abland | | | 19-07-1993 (VG) | 18-08-1993 | |", ActKind.SUCCESSION),
        ("Abland | | | 19-07-1993 (R) | 18-08-1993 | |", ActKind.CONSENT),
        ("Abland | | | 19-07-1993 (NB) | 18-08-1993", ActKind.CONSENT),
        ("Abland 19-07-1993 (T) 18-08-1993", ActKind.ACCESSION),
    ],
)
def test_seven_columns_with_the_type_behind_the_day(line: str, kind: ActKind) -> None:
    found = row(line, NOW)
    assert found.acts == (ListedAct(kind, When.on(date(1993, 7, 19))),)
    assert found.in_force == date(1993, 8, 18)


@pytest.mark.parametrize(
    ("letter", "kind"),
    [("R", ActKind.CONSENT), ("A", ActKind.ACCESSION), ("Su", ActKind.SUCCESSION)],
)
def test_the_english_page_with_its_legend_in_the_heading(letter: str, kind: ActKind) -> None:
    found = row(f"Abland\t18-05-1990\t\t19-07-1993 ({letter})\t18-08-1993\t\t", ENGLISH)
    assert [act.kind for act in found.acts] == [ActKind.SIGNATURE, kind]


def test_provisional_application_makes_nobody_a_party() -> None:
    found = row("Abland | 13-06-1988 | 13-06-1988 | | | |", NOW)
    assert [act.kind for act in found.acts] == [ActKind.SIGNATURE]


@pytest.mark.parametrize(
    "line",
    [
        "Abland | 05-12-1972 | | 25-06-1975 (R) | 24-08-1975 | 01-05-2010 | 01-05-2011",
        "Abland 05-12-1972 25-06-1975 (R) 24-08-1975 01-05-2010 01-05-2011",
    ],
)
def test_a_day_in_the_last_column_is_the_end(line: str) -> None:
    listing = recognise.read(NOW + line + "\n", "list.txt")
    (found,), (notice,) = listing.rows, listing.notices
    assert notice.message == "Abland: no longer bound from 01-05-2011"
    assert not found.is_party
    assert [(act.kind, act.ended) for act in found.acts] == [
        (ActKind.SIGNATURE, False),
        (ActKind.CONSENT, True),
    ]


def test_former_states_are_passed_over_with_a_notice() -> None:
    lines = "Oldland (< 25-06-1991) | | | 19-07-1973 (R) | 18-08-1973 | |\nAbland | 13-06-1988 |"
    listing = recognise.read(NOW + lines + "\n", "list.txt")
    assert [r.name for r in listing.rows] == ["Abland"]
    assert [(n.rule, n.message) for n in listing.notices] == [
        ("list-former", "Oldland: former state, passed over")
    ]


RUN_IN = (
    "Party Signature RatificationS=Signature without reservation or requirement of ratification "
    "R=Ratification, Acceptance, Approval or Notification A=Accession Su=Succession NK=Not Known "
    "Entry into force Renunciation Termination\n"
)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Abland 26-09-1984 (A) 26-10-1984", [ActKind.ACCESSION]),
        ("Abland 23-09-1971 26-11-1973 (R) 26-12-1973", [ActKind.SIGNATURE, ActKind.CONSENT]),
        (
            "Abland\t23-09-1971\t26-11-1973 (R)\t26-12-1973\t\t",
            [ActKind.SIGNATURE, ActKind.CONSENT],
        ),
        ("Abland 15-08-1994 (Su) 06-03-1992", [ActKind.SUCCESSION]),
    ],
)
def test_six_columns_with_a_legend_run_into_the_heading(line: str, kinds: list[ActKind]) -> None:
    assert [act.kind for act in row(line, RUN_IN).acts] == kinds
    dutch = RUN_IN.replace("Party Signature RatificationS=", "Partij Ondertekening RatificatieO=")
    dutch = dutch.replace("Entry into force Renunciation Termination", "In werking Opzegging")
    assert [act.kind for act in row(line.rstrip("\t"), dutch).acts] == kinds


def test_cells_one_below_the_other_are_refused_once() -> None:
    lines = "Abland\n\n   \n\n26-09-1984\n\nT\n\n26-10-1984\n\nBujland\n\n23-09-1971\n"
    with pytest.raises(DataError) as caught:
        recognise.read(HEAD.replace("\t", "\n\n") + lines, "list.txt")
    (problem,) = caught.value.problems
    assert problem.rule == "list-frame"
    assert "one below the other" in problem.message


def test_a_year_of_two_digits_is_no_year() -> None:
    for line in ("Abland 23-09-03T22-12-03", "Abland10-03-8825-03-03R23-06-03"):
        listing = recognise.read(HEAD + line + "\n", "list.txt")
        assert [p.message for p in listing.problems] == [f"{line}: a year of two digits"]


def test_a_list_with_days_in_words_is_not_taken_for_the_database() -> None:
    head = "Party  Date of signature  Date of deposit of instrument of ratification\n"
    (found,) = recognise.read(head + "Abland  3 May 1988  4 June 1990\n", "list.txt").rows
    assert [act.kind for act in found.acts] == [ActKind.SIGNATURE, ActKind.RATIFICATION]


RULED = (
    "Partij | Ondertekening | Voorlopige toepassing |\n"
    "RatificatieO=Ondertekening zonder voorbehoud of vereiste van ratificatie "
    "R=Bekrachtiging, aanvaarding, goedkeuring of kennisgeving T=Toetreding "
    "VG=Voortgezette gebondenheid NB=Niet bekend | In werking | Opzegging | Buiten werking |\n"
    "---|---|---|---|---|---|---|\n"
)


def test_bars_whose_empty_cells_have_gone_to_the_end_tell_no_columns() -> None:
    lines = (
        "Abland | 19-08-1985 | 24-08-1990 (R) | 01-10-1990 | 09-09-2024 | 01-04-2025 | |",
        "Bujland | 28-03-2000 (O) | 01-05-2000 | ||||",
        "Ostmark | ||||||",
        "Oldland (<01-01-1993) | 06-02-1975 | 12-05-1976 (R) | 11-07-1976 | |||",
        "Saint Kevin | 17-09-2004 | |||||",
    )
    listing = recognise.read(RULED + "\n".join(lines) + "\n", "list.txt")
    assert listing.problems == ()
    abland, bujland, ostmark, kevin = listing.rows
    assert [(act.kind, act.ended) for act in abland.acts] == [
        (ActKind.SIGNATURE, False),
        (ActKind.CONSENT, True),
    ]
    assert bujland.acts == (ListedAct(ActKind.DEFINITIVE_SIGNATURE, When.on(date(2000, 3, 28))),)
    assert bujland.in_force == date(2000, 5, 1)
    assert ostmark.acts == ()
    assert [act.kind for act in kevin.acts] == [ActKind.SIGNATURE]


def test_bars_with_a_rule_and_no_type_anywhere_do_not_tell_which_day_is_which() -> None:
    listing = recognise.read(RULED + "Abland | 18-09-1997 | 31-07-1998 | ||||\n", "list.txt")
    (problem,) = listing.problems
    assert problem.message.endswith("which day stands in which column cannot be told")


@pytest.mark.parametrize(
    "line",
    ["* Bujland\t\t25-11-1969\tT\t23-02-1970", "Bujland\t25-11-1969\t\t\t",
     "Bujland 25-11-1969 T 23-02-1970", "Bujland 25-11-1969 (T)"],
)  # fmt: skip
def test_rows_at_or_below_what_explains_the_types_are_refused(line: str) -> None:
    text = HEAD + "Abland\t\t25-11-1969\tR\t\n* R=Bekrachtiging\n" + line + "\n"
    with pytest.raises(DataError) as caught:
        recognise.read(text, "list.txt")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.where.line) == ("list-row", 4)


@pytest.mark.parametrize("line", ["Bujland, 25-11-1969", "Isle of Buj\t25-11-1969\t",
                                  "It took effect for the Isle of Buj on 25-11-1969"])  # fmt: skip
def test_other_tables_and_declarations_below_are_not_read(line: str) -> None:
    text = HEAD + "Abland\t\t25-11-1969\tR\t\n* R=Bekrachtiging\n" + line + "\n"
    assert [found.name for found in recognise.read(text, "list.txt").rows] == ["Abland"]


@pytest.mark.parametrize(("day", "bound"), [("2020-11-30", True), ("2020-12-01", False)])
def test_an_end_after_the_day_of_the_list_has_not_ended_it(day: str, bound: bool) -> None:
    head = "Partij | Ondertekening | Voorlopige toepassing | Ratificatie | In werking | Opzegging"
    line = "Abland | 05-12-1980 | | 25-06-1985 (R) | 24-08-1985 | 01-12-2019 | 01-12-2020"
    found = row(line, f"{head} | Buiten werking\n").standing(date.fromisoformat(day))
    assert found.is_party is bound
    assert found.in_force == (date(1985, 8, 24) if bound else None)
    assert found.denounced == date(2019, 12, 1)
