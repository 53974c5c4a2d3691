"""Rules on the acts of a state: the ways between the two samples of each page."""

from __future__ import annotations

import pytest

from check.conftest import Found, acts

HERE = "  # here"
CLOSES = """
    instruments:
      charter:
        title: Charter
        adopted: 2000-01-01
        signature: {from: 2000-02-01, until: entry-into-force}
        entry_into_force: {date: 2001-01-01, sources: [ledger]}
        later_joiners: {days_after: 30, article: "12"}
        scopes: [all]
    """
NO_SIGNATURE = """
    instruments:
      charter:
        title: Charter
        adopted: 1999-01-01
        entry_into_force: {date: 2001-01-01, sources: [ledger]}
        later_joiners: {days_after: 30, article: "12"}
        scopes: [all]
    """


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("accession: [1999, ledger]", ["act-before-adoption"]),
        ("accession: [1999-06-01..2000-06-01, ledger]", []),
        ("accession: [<=2005-01-01, ledger]", []),
        ("accession: {day: 1999-01-01, sources: [ledger], rejected: Misprint.}", []),
        ("signature: [1999-12-31, ledger]", ["act-before-adoption"]),
        ("signature: [2000, ledger]", []),
        ("signature: [2000-12, ledger]", []),
        ("signature: [2001, ledger]", ["signature-period"]),
        ("signature: [<=2005-01-01, ledger]", []),
        ("approval: [2001-02-11, ledger]", ["consent-kind"]),
        ("formal-confirmation: [2001-02-11, ledger]", ["consent-kind"]),
        ("consent: [2001-02-11, ledger]", []),
        ("consent: [<=2011-02-11, ledger]", ["act-after-source"]),
        ("consent: [2010..2011-02-11, ledger]", None),
        ("accession: [2006-02-11, ledger, gazette]", ["act-after-source"]),
        ("not_party: [2006-02-11, gazette]", ["act-after-source"]),
        ("accession: [2001-02-11, ledger], in_force: [2001-03-13, ledger]", []),
        ("accession: [2001-02-11, ledger], in_force: [2001-03-14, ledger]", ["clause-contradicts"]),
        ("accession: [2001-02-11, ledger], in_force: [2001-03-14, ledger], note: So it says.", []),
        ("accession: [2001-02-11, ledger], in_force: [2001-03, ledger]", []),
        ("accession: [2001-02, ledger], in_force: [2001-03-31, ledger]", ["clause-contradicts"]),
        ("accession: [2001-02, ledger], in_force: [2001-03-30, ledger]", []),
        ("consent: [<=2005-12-31, ledger], in_force: [2004-03-14, ledger]", []),
        (
            "accession: [2001-02-11, ledger], in_force: [2001-02-10, ledger]",
            ["force-without-consent"],
        ),
        ("in_force: {day: 2004-03-12, sources: [ledger], rejected: Misprint.}", []),
        ("accession: [[2001-02-11, ledger], [2001-02, gazette]]", []),
        ("accession: [2001-02-11, ledger], consent: [<=2005-12-31, gazette]", []),
        (
            "accession: [2005-11-11, ledger], consent: [<=2005-10-31, gazette]",
            ["claims-contradict"],
        ),
        ("accession: [2001-02-11, ledger], ratification: [2001-02-11, gazette]", None),
        ("signature: [[2000-03-01, ledger], [2000-03-02, ledger]]", ["claims-contradict"]),
        ("accession: [2001-02-11, ledger], denunciation: [2001-02-10, ledger]", None),
    ],
)
def test_one_line(found: Found, line: str, rules: list[str] | None) -> None:
    mark = HERE if rules or rules is None else ""
    assert found(states=acts(f"charter: {{{line}}}{mark}")) == (
        rules if rules is not None else SEVERAL[line]
    )


SEVERAL = {
    "consent: [2010..2011-02-11, ledger]": ["shape-day"],
    "accession: [2001-02-11, ledger], ratification: [2001-02-11, gazette]": [
        "claims-contradict",
        "layout",
        "ratification-without-signature",
    ],
    "accession: [2001-02-11, ledger], denunciation: [2001-02-10, ledger]": [
        "denunciation-without-consent"
    ],
}
"""Lines in which one slip makes several contradictions."""


def test_signature_closes_the_day_before_entry_into_force(found: Found) -> None:
    assert (
        found(instruments=CLOSES, states=acts("charter: {signature: [2000-12-31, ledger]}")) == []
    )
    late = acts("charter: {signature: [2001-01-01, ledger]}  # here")
    assert found(instruments=CLOSES, states=late) == ["signature-period"]
    early = acts("charter: {signature: [2000-01-31, ledger]}  # here")
    assert found(instruments=CLOSES, states=early) == ["signature-period"]


def test_a_treaty_that_is_not_open_for_signature(found: Found) -> None:
    states = """
        XA:  # the regime's own signature is in the way
          name: {en: Alphaland}
        XC:
          name: {en: Gammaland}
          acts:
            charter: {signature: [2000-12-31, ledger]}  # here
        """
    assert found(instruments=NO_SIGNATURE, states=states) == ["signature-period"]


def test_joining_again_after_leaving(found: Found) -> None:
    again = acts(
        "charter:",
        "  accession:",
        "    - [2001-02-11, ledger]",
        "    - [2009-02-11, ledger]",
        "  denunciation: [2004-03-01, ledger]",
    )
    assert found(states=again) == []
    twice = acts(
        "charter:",
        "  accession:",
        "    - [2001-02-11, ledger]",
        "    - [2003-02-11, ledger]  # here",
        "  denunciation: [2004-03-01, ledger]",
    )
    assert found(states=twice) == ["claims-contradict"]


def test_leaving_twice(found: Found) -> None:
    twice = acts(
        "charter:",
        "  accession: [2001-02-11, ledger]",
        "  denunciation:",
        "    - [2004-03-01, ledger]",
        "    - [2006-03-01, ledger]  # here",
    )
    assert found(states=twice) == ["claims-contradict"]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("succession: {day: 2006-01-01, sources: [ledger], effective: 2004-07-01}", []),
        ("succession: {day: 2006-01-01, sources: [ledger], effective: 2006-07-01}", ["effect-day"]),
        (
            "succession: {day: 2006-01-01, sources: [ledger], effective: 2004-06-30}",
            ["state-lifetime"],
        ),
        ("accession: [2004-06-30, ledger]", ["act-before-state"]),
        ("accession: [2004-06, ledger]", ["act-before-state"]),
        ("accession: [2004-06, ledger], note: So the ledger counts.", []),
        ("accession: [2004, ledger]", []),
        ("accession: [2009-02-01, ledger]", ["state-lifetime"]),
        ("succession: [2006-01-01, ledger], in_force: [2004-07-01, ledger]", []),
    ],
)
def test_the_life_of_a_state(found: Found, line: str, rules: list[str]) -> None:
    states = f"""
        XC:
          name: {{en: Gammaland}}
          predecessor: XD
          since: 2004-07-01
          until: 2009-01-31
          acts:
            charter: {{{line}}}{HERE if rules else ""}
        """
    assert found(states=states) == rules


def test_a_denunciation_takes_effect_after_its_notice(found: Found) -> None:
    def left(effective: str, mark: str = HERE) -> str:
        return acts(
            "charter:",
            "  accession: [2001-02-11, ledger]",
            f"  denunciation: {{day: 2008-03-01, sources: [ledger], effective: {effective}}}{mark}",
        )

    assert found(states=left("2008-02-28")) == ["effect-day"]
    assert found(states=left("2008-08-31")) == ["effect-day"]
    assert found(states=left("2008-12-31", "")) == []


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (
            [
                "charter: {accession: [2006-02-12, ledger]}",
                "protocol: {accession: [2006-02-11, ledger]}",
            ],
            1,
        ),
        (
            [
                "charter: {accession: [2006-02, ledger]}",
                "protocol: {accession: [2006-02-11, ledger]}",
            ],
            0,
        ),
        (["protocol: {succession: [2006-02-11, ledger]}"], 0),
        (
            [
                "charter: {succession: [2007-02-11, ledger]}",
                "protocol: {accession: [2006-02-11, ledger]}",
            ],
            0,
        ),
        (["protocol: {signature: {day: 2006-02-11, sources: [ledger], rejected: Misprint.}}"], 0),
    ],
)
def test_a_protocol_and_its_parent(found: Found, lines: list[str], rules: int) -> None:
    lines[-1] += HERE if rules else ""
    states = acts(*lines).replace("Gammaland}", "Gammaland}\n  predecessor: XD")
    assert found(states=states) == ["protocol-without-parent"] * rules


def test_what_is_not_known_of_the_parent_is_not_held_against_the_protocol(found: Found) -> None:
    sources = """
        ledger:
          title: Ledger of Treaties
          kind: depositary
          trust: high
          readings:
            charter: {as_of: 2010-12-31, gives: [signatures, consents], absent_until: 2005-12-31}
            protocol: {as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31}
        """
    states = acts("protocol: {accession: [2006-02-11, ledger]}")
    assert found(sources=sources, states=states) == []


def test_accession_with_a_signature_is_explained_by_a_note(found: Found) -> None:
    line = "charter: {signature: [2000-03-01, ledger], accession: [2001-02-01, ledger], note: Odd.}"
    assert found(states=acts(line)) == []


def test_a_signature_that_nobody_tells_of(found: Found) -> None:
    """Where no source gives signatures, a ratification may well follow one."""
    sources = """
        ledger:
          title: Ledger of Treaties
          kind: depositary
          trust: high
          readings:
            charter: {as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31}
            protocol: {as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31}
        """
    states = """
        XA:
          name: {en: Alphaland}
          acts:
            charter: {ratification: [2001-02-01, ledger]}
        """
    assert found(sources=sources, states=states) == []


def test_low_trust_contradicts_nobody(found: Found) -> None:
    sources = """
        leaflet:
          title: Leaflet
          kind: tertiary
          trust: low
          readings:
            charter: {as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31, parties: 99}
            protocol: {as_of: 2010-12-31, gives: [consents]}
        """
    states = acts(
        "charter: {accession: [2001-02-01, ledger], consent: [2009-02-01, leaflet]}",
        "protocol: {consent: [2009-02-01, leaflet]}",
    )
    assert found(sources=sources, states=states) == []
