"""Rules on treaties, states and groups."""

from __future__ import annotations

import pytest

from check.conftest import Found, acts
from ratgap.check import states as states_rules

HERE = "  # here"


def treaty(name: str, adopted: str, *lines: str) -> str:
    """Return a treaty in a scope, with ``lines``."""
    head = (f"  {name}:", f"    title: {name.title()}", f"    adopted: {adopted}")
    return "\n".join([*head, *(f"    {line}" for line in lines), "    scopes: [all]", ""])


def charter(*entry: str, more: str = "") -> str:
    """Return the treaty of the regime with ``entry`` as its entry into force."""
    return (
        "instruments:\n"
        + treaty(
            "charter",
            "2000-01-01",
            "signature: {from: 2000-01-01, until: 2000-12-31}",
            f"entry_into_force: {entry[0]}",
            *entry[1:],
            'later_joiners: {days_after: 30, article: "12"}',
        )
        + (more and f"    {more}\n")
    )


NOT_YET = "entry_into_force: {note: Not yet.}"
IN_FORCE = "{date: 2001-01-01, sources: [ledger]}"


# In the regime XA deposits on 1 September 2000, XB on 1 May 2002; the ledger shows nobody else.
CLAUSE = "clause: {days_after: 30}"


@pytest.mark.parametrize(
    ("entry", "fits"),
    [
        (f"{{date: 2000-10-01, sources: [ledger], {CLAUSE}, deposits: 1}}", True),
        (f"{{date: 2000-10-02, sources: [ledger], {CLAUSE}, deposits: 1}}", False),
        (f"{{date: 2000-09-30, sources: [ledger], {CLAUSE}, deposits: 1}}", False),
        (f"{{date: 2002-05-31, sources: [ledger], {CLAUSE}, deposits: 2}}", True),
        (f"{{date: 2009-05-31, sources: [ledger], {CLAUSE}, deposits: 3}}", False),
        (f"{{date: 2009-05-31, sources: [ledger], {CLAUSE}, deposits: 3, note: Odd.}}", True),
        (f"{{date: 2012-05-31, sources: [ledger], {CLAUSE}, deposits: 3}}", True),
        (f"{{{CLAUSE}, deposits: 3, note: Not yet.}}", True),
        # A note that it is not in force does not outlive the deposits that bring it about.
        (f"{{{CLAUSE}, deposits: 2, note: Not yet.}}", False),
    ],
)
def test_entry_into_force(found: Found, entry: str, fits: bool) -> None:
    # XD is gone: what it deposited is not told, and may have counted.
    states = """
        XD:
          name: {en: Old Gammaland}
        """
    text = charter(f"{entry}{'' if fits else HERE}")
    assert found(instruments=text, states=states) == ([] if fits else ["entry-into-force"])


def test_what_a_former_state_deposited_may_have_counted(found: Found) -> None:
    entry = f"{{date: 2009-05-31, sources: [ledger], {CLAUSE}, deposits: 3}}"
    assert found(instruments=charter(entry)) == []


def test_organisations_that_do_not_count(found: Found) -> None:
    entry = f"{{date: 2000-10-01, sources: [ledger], {CLAUSE}, deposits: 1, states_only: true}}"
    early = """
        UNION:
          name: {en: Union of Nations}
          kind: organisation
          acts:
            charter: {consent: [2000-02-01, ledger]}
        """
    open_to = "organisations: [UNION]"
    assert found(instruments=charter(entry, more=open_to), states=early) == []
    counted = charter(entry.replace(", states_only: true", "") + HERE, more=open_to)
    assert found(instruments=counted, states=early) == ["entry-into-force"]


def test_a_treaty_that_waits_for_another(found: Found) -> None:
    """The protocol has its deposit in February 2000 and waits for the charter."""

    def protocol(day: str) -> str:
        return charter("{date: 2000-10-01, sources: [ledger]}") + treaty(
            "protocol",
            "2000-01-01",
            "entry_into_force:",
            f"  date: {day}",
            "  sources: [ledger]",
            "  clause: {days_after: 30}",
            "  deposits: 1",
            "  not_before: [charter]",
            "later_joiners: {days_after: 30}",
        )

    states = acts("protocol: {accession: [2000-02-01, ledger]}")
    assert found(instruments=protocol("2000-10-01"), states=states) == []
    late = protocol("2000-11-01  # here")
    assert found(instruments=late, states=states) == ["entry-into-force"]
    early = protocol("2000-04-01  # here")
    assert found(instruments=early, states=states) == ["instrument-days"]


@pytest.mark.parametrize(
    "period", ["{from: 1999-12-31, until: 2000-12-31}", "{from: 2001-01-02, until: 2000-12-31}"]
)
def test_the_period_of_signature(found: Found, period: str) -> None:
    signature = f"signature: {period}  # here"
    later = "later_joiners: {days_after: 30}"
    text = "instruments:\n" + treaty("protocol", "2000-01-01", signature, NOT_YET, later)
    assert found(instruments=text) == ["instrument-days"]


def test_a_protocol_older_than_its_parent(found: Found) -> None:
    text = """
        instruments:
          protocol:
            title: Protocol
            adopted: 1999-01-01
            entry_into_force: {note: Not yet.}
            later_joiners: {days_after: 30, article: "4"}
            parents:
              - {instrument: charter, rule: together}  # here
            scopes: [all]
        """
    assert found(instruments=text) == ["instrument-days"]


def test_a_circle_of_two(found: Found) -> None:
    text = "instruments:\n"
    for name, other in (("charter", "protocol"), ("protocol", "charter")):
        text += treaty(
            name,
            "2000-01-01",
            "signature: {from: 2000-01-01, until: 2000-12-31}",
            NOT_YET,
            "later_joiners: {days_after: 30}",
            "parents:",
            f"  - {{instrument: {other}, rule: implies}}  # here",
        )
    assert found(instruments=text) == ["joining-order"]


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["deposits: 2"], ["entry-clause", "entry-day"]),
        (["clause: {days_after: 30}", "deposits: 9"], ["entry-day"]),
        (["clause: {days_after: 30}", "deposits: 9", "note: Not in force in 2010."], []),
        (["clause: {days_after: 30}"], ["entry-clause", "entry-day"]),
        (["clause: {days_after: 30}", "note: After a vote."], []),
        (
            ["clause: {days_after: 30}", "deposits: 9", "not_before: [charter]"],
            ["entry-clause", "entry-day"],
        ),
    ],
)
def test_half_a_clause(found: Found, lines: list[str], rules: list[str]) -> None:
    entry = [HERE.strip() if rules else "", *(f"  {line}" for line in lines)]
    assert found(instruments=charter(*entry).replace("force: \n", "force:\n")) == rules


@pytest.mark.parametrize(
    ("code", "fits"),
    [("XY", True), ("QM", True), ("AA", True), ("KG", True), ("YY", False), ("KGZ", False)],
)
def test_codes(found: Found, code: str, fits: bool) -> None:
    states = f"{code}:{'' if fits else HERE}\n  name: {{en: Somewhere}}\n"
    assert found(states=states) == ([] if fits else ["state-code"])


def test_codes_where_no_list_is_at_hand(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ratgap.check.states.assigned", frozenset)
    assert found(states="YY:\n  name: {en: Somewhere}\n") == []
    assert found(states="YYY:  # here\n  name: {en: Somewhere}\n") == ["state-code"]


def test_the_list_of_codes_is_there() -> None:
    known = states_rules.assigned()
    assert {"KG", "NO", "GB", "SS"} <= known
    assert not {"UK", "SU", "XK", "AA"} & known
    assert 240 <= len(known) <= 260


def test_a_code_that_is_another_key(found: Found) -> None:
    states = """
        UNION:
          name: {en: Union of Nations}
          kind: organisation
        XC:
          name: {en: Gammaland}
          alpha3: XYZ
        XYZ:
          name: {en: Xylophone Zone}
          kind: organisation
        """
    assert found(states=states.replace("alpha3: XYZ", "alpha3: XYZ  # here")) == ["shared-code"]


def test_current_names_go_before_former_ones(found: Found) -> None:
    states = """
        XC:
          name: {en: Gammaland}
          also: [Betaland]
        """
    assert found(states=states) == []


@pytest.mark.parametrize(
    ("member", "fits"),
    [
        ("{since: 2004-05-01}", True),
        ("{since: 2004-05-01, until: 2004-05-01}", True),
        ("{since: 2004-05-02, until: 2004-05-01}", False),
        ("{since: 2011-01-01}", False),
        ("{until: 2011-01-01}", False),
        ("{since: 1999-05-01}", False),
        ("{until: 2009-02-01}", False),
    ],
)
def test_memberships(found: Found, member: str, fits: bool) -> None:
    states = """
        XC:
          name: {en: Gammaland}
          since: 2000-01-01
          until: 2009-01-31
        """
    groups = f"""
        club:
          title: Club
          sources: [ledger]
          as_of: 2010-12-31
          members:
            XC: {member}{"" if fits else HERE}
        """
    assert found(states=states, groups=groups) == ([] if fits else ["membership-days"])


def test_a_former_state_is_a_member_no_more(found: Found) -> None:
    groups = """
        club:
          title: Club
          sources: [ledger]
          members:
            XD: {}%s
        """
    assert found(groups=groups % HERE) == ["former-state"]
    assert found(groups=(groups % "").replace("{}", "{until: 2004-01-01}")) == []


def test_a_life_that_ends_before_it_starts(found: Found) -> None:
    states = """
        XC:
          name: {en: Gammaland}
          since: 2000-01-01
          until: 1999-01-31  # here
        """
    assert found(states=states) == ["state-lifetime"]
