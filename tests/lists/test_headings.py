"""What headings of columns mean: by the wordings that depositaries print, or not at all."""

from __future__ import annotations

import pytest

from ratgap.lists.headings import Role, read_heading, read_headings
from ratgap.problem import DataError

LETTERS = {
    "Signature": {"": "signature"},
    "Signature, Succession to signature(d)": {"": "signature", "d": "signature"},
    "Signature subject to ratification": {"": "signature"},
    "Ratification, Accession(a) 3, 4": {"": "ratification", "a": "accession"},
    "Approval(AA), Acceptance(A), Ratification, Definitive signature(s)": {
        "AA": "approval",
        "A": "acceptance",
        "": "ratification",
        "s": "definitive-signature",
    },
    "Ratification of the Convention as amended, Accession to the Convention as amended(a)": {
        "": "ratification",
        "a": "accession",
    },
    "Definitive signature of the Protocol, Acceptance of the Protocol": {"": "consent"},
    "Definitive acceptance": {"": "acceptance"},
    "Definitive signature(s), Confirmation of signature": {
        "s": "definitive-signature",
        "": "consent",
    },
    "Definitive signature(s), Acceptance(A)": {"s": "definitive-signature", "A": "acceptance"},
    "Consent to be bound(P), Succession(d)": {"P": "consent", "d": "succession", "": "consent"},
    "Ratification, Simplified procedure(p)": {"": "ratification", "p": "consent"},
    "Participation in the Convention by virtue of ratification, accession or succession to the "
    "Protocol of 1972 or to the 1961 Convention": {"": "consent"},
    "Ratification/accession": {"": "consent"},
    "Ratification, Acceptance (A) or Accession (a)": {
        "": "ratification",
        "A": "acceptance",
        "a": "accession",
    },
    "Acceptance of the Protocol, Notification in respect of the Agreement as amended(d)": {
        "": "acceptance",
        "d": None,
    },
    "Application of regulation, Succession(d)": {"": None, "d": "succession"},
    "Signature, Ratification": {"": None},
    "Ratification, Adhésion(a), Acceptation(A), Approbation(AA), Signature définitive(s)": {
        "": "ratification",
        "a": "accession",
        "A": "acceptance",
        "AA": "approval",
        "s": "definitive-signature",
    },
    "Signature, Succession à la signature(d)": {"": "signature", "d": "signature"},
    "Date of deposit of instrument of ratification, accession (a) or succession (s)": {
        "": "ratification",
        "a": "accession",
        "s": "succession",
    },
    "Date of deposit of instrument of ratification, accession or succession": {"": "consent"},
    "Date of deposit": {"": "consent"},
    "Accession under article 14": {"": "accession"},
    "Acceptance of the Protocol of Amendment": {"": "acceptance"},
    "Ratification of the Convention and its amendments": {"": "ratification"},
}
ROLES = {
    "Participant 2, 3": Role.PARTICIPANT,
    "State/Organization": Role.PARTICIPANT,
    "Effective date": Role.IN_FORCE,
    "Date of entry into force": Role.IN_FORCE,
    "Denunciation": Role.END,
    "Signature ad referendum (s)": Role.NONE,
    "Signature by non-regional members under Section 3 (c) (i) of resolution 07-79": Role.NONE,
    "Provisional acceptance": Role.NONE,
    "Provisional application(n)": Role.NONE,
    "Application provisoire(n)": Role.NONE,
    "Provisional application by virtue of a notification (n), Provisional application by virtue "
    "of signature, adoption of the Agreement or accession thereto": Role.NONE,
    "Notification of non-provisional application under article 7 (1) (b)": Role.NONE,
    "Participation or application by virtue of signature": Role.NONE,
    "Extension": Role.NONE,
    "Ratification, Adoption(z)": Role.UNKNOWN,
    "Participation in the Agreement as amended under paragraph 4": Role.UNKNOWN,
    "Acceptance subject to approval": Role.UNKNOWN,
    "Date of adoption": Role.UNKNOWN,
    "Remarks": Role.UNKNOWN,
    "Acceptance of the amendment of 1995": Role.UNKNOWN,
    "Approval of amendments": Role.UNKNOWN,
    "Acceptance of article 22 (individual communications)": Role.UNKNOWN,
    "Date of deposit of instrument of acceptance of the amendment(A)": Role.UNKNOWN,
    "Acceptance of inquiry procedure": Role.UNKNOWN,
    "Accession as observer": Role.UNKNOWN,
    "Succession of governments": Role.UNKNOWN,
    "Acceptation de l'amendement": Role.UNKNOWN,
    "Ratification, Acceptance of the amendment(A)": Role.UNKNOWN,
    "Ratification or acceptance of the amendment": Role.UNKNOWN,
    "Entry into force of the amendment": Role.UNKNOWN,
    "": Role.UNKNOWN,
}


@pytest.mark.parametrize(("text", "letters"), LETTERS.items())
def test_what_the_letters_of_a_heading_mean(text: str, letters: dict[str, str | None]) -> None:
    heading = read_heading(text)
    assert heading.role is Role.ACTS
    assert heading.letters == letters


@pytest.mark.parametrize(("text", "role"), ROLES.items())
def test_what_else_a_column_holds(text: str, role: Role) -> None:
    assert read_heading(text).role is role


def test_headings_without_end_take_no_time() -> None:
    assert read_heading("Signature" + ", as" * 1_000_000).role is Role.UNKNOWN
    with pytest.raises(DataError, match="more than 100 columns"):
        read_headings("list.csv", ["Participant", *["Ratification"] * 1_000_000])
