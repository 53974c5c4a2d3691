"""The table of parties of the Dutch treaty database."""

from datetime import date

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import ListedAct, ListedRow
from ratgap.model.act import ActKind, When

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
        ListedAct(ActKind.RATIFICATION, When.on(date(1969, 11, 25))),
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
