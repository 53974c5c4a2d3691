"""Rules on readings: totals, silence, what a list denies."""

from __future__ import annotations

from textwrap import dedent

import pytest

from check.conftest import Found, acts

HERE = "  # here"


def ledger(charter: str, mark: str = "") -> str:
    """Return the sources with ``charter`` as the ledger's reading of it."""
    return f"""
        ledger:
          title: Ledger of Treaties
          kind: depositary
          trust: high
          readings:
            charter: {{as_of: 2010-12-31, {charter}}}{mark}
            protocol: {{as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31}}
        """


FULL = "gives: [signatures, consents], absent_until: 2010-12-31"
PARTIAL = "gives: [signatures, consents]"


@pytest.mark.parametrize(
    ("reading", "state", "fits"),
    [
        (f"{FULL}, parties: 2", "", True),
        (f"{FULL}, parties: 1", "", False),
        (f"{FULL}, parties: 3", "accession: [2004-02-11, ledger]", True),
        (f"{FULL}, silent_on: [XC], parties: 2", "", True),
        (f"{FULL}, silent_on: [XC], parties: 3", "", True),
        (f"{FULL}, silent_on: [XC], parties: 4", "", False),
        # Who left, as the list tells, is counted no more; who came back is.
        (f"{FULL}, parties: 2", "accession: [2004, ledger], denunciation: [2006, ledger]", True),
        (
            f"{FULL}, parties: 3",
            "accession: [[2004, ledger], [2008, ledger]], denunciation: [2006, ledger]",
            True,
        ),
        # A claim that is set aside still shows that the list names the state.
        (
            f"{FULL}, parties: 3",
            "accession: [[2004-02, gazette], {day: 2004-03, sources: [ledger], rejected: Slip}]",
            True,
        ),
    ],
)
def test_total_of_a_complete_list(found: Found, reading: str, state: str, fits: bool) -> None:
    sources = ledger(reading, "" if fits else HERE)
    states = acts(f"charter: {{{state}}}") if state else acts("{}").replace("  acts:\n    {}", "")
    assert found(sources=sources, states=states) == ([] if fits else ["checkpoint"])


@pytest.mark.parametrize(
    ("parties", "fits"),
    [(1, False), (2, True), (3, True), (4, False)],
)
def test_total_of_a_partial_list(found: Found, parties: int, fits: bool) -> None:
    """Two have surely consented, the third may have; the organisation cannot."""
    sources = ledger(f"{PARTIAL}, parties: {parties}", "" if fits else HERE)
    assert found(sources=sources) == ([] if fits else ["checkpoint"])


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        # XA deposited on 1 September 2000; of XC and the organisation nothing is told.
        ("as_of: 2000-12-01, {}: 0", {"parties": True, "deposits": False, "total": True}),
        ("as_of: 2000-12-01, {}: 1", {"parties": True, "deposits": True, "total": True}),
        ("as_of: 2000-12-01, {}: 2", {"parties": True, "deposits": True, "total": True}),
        ("as_of: 2000-12-01, {}: 9", {"parties": False, "deposits": False, "total": True}),
        # XB followed on 1 May 2002, bound from the thirty-first.
        ("as_of: 2002-05-01, {}: 1", {"parties": True, "deposits": False, "total": True}),
        ("as_of: 2002-05-31, {}: 1", {"parties": False, "deposits": False, "total": False}),
        ("as_of: 2002-05-31, {}: 2", {"parties": True, "deposits": True, "total": True}),
        # A day that nothing bounds from below is one of before, perhaps.
        ("as_of: <=2002-05-31, {}: 0", {"parties": True, "deposits": True, "total": True}),
    ],
)
@pytest.mark.parametrize("counts", ["parties", "deposits", "total"])
def test_what_a_number_counts(
    found: Found, number: str, fits: dict[str, bool], counts: str
) -> None:
    reading = number.format(counts)
    sources = f"""
        almanac:
          title: Almanac
          kind: dataset
          trust: good
          readings:
            charter: {{{reading}}}{"" if fits[counts] else HERE}
        ledger:
          title: Ledger of Treaties
          kind: depositary
          trust: high
          readings:
            charter: {{as_of: 2010-12-31, gives: [signatures, consents]}}
            protocol: {{as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31}}
        """
    assert found(sources=sources) == ([] if fits[counts] else ["checkpoint"])


def test_a_total_without_a_list(found: Found) -> None:
    """What another list proves of the day narrows the total."""
    almanac = """
        almanac:{}
          title: Almanac
          kind: dataset
          trust: good
          readings:
            charter: {{as_of: {}, gives: [membership], parties: {}}}{}
        """
    fits = [("2010-12-31", 2), ("2002-04-30", 1), ("2002", 1), ("2002", 2), ("2012", 3)]
    for day, parties in fits:
        assert found(sources=almanac.format("", day, parties, "")) == []
    for day, parties in [("2010-12-31", 3), ("2002-04-30", 2), ("2002", 3), ("2012", 4)]:
        text = almanac.format("", day, parties, HERE)
        assert found(sources=text) == ["checkpoint"], (day, parties)


@pytest.mark.parametrize(
    ("reading", "fits"),
    [
        ("parties: 3", True),
        ("parties: 2", False),
        ("deposits: 2", False),
        # A party that the total does not count is named.
        ("silent_on: [XC], parties: 2", True),
        ("silent_on: [XC], parties: 3", False),
        # The day of the total may be one before it joined.
        ("as_of: <=2012-12-31, parties: 2", True),
    ],
)
def test_a_total_counts_parties_by_way_of_a_protocol(
    found: Found, reading: str, fits: bool
) -> None:
    """Only parties to the charter can be parties to the protocol that Gammaland joined."""
    as_of = "" if "as_of" in reading else "as_of: 2012-12-31, "
    sources = f"""
        almanac:
          title: Almanac
          kind: dataset
          trust: good
          readings:
            charter: {{{as_of}{reading}}}{"" if fits else HERE}
            protocol: {{as_of: 2012-12-31, gives: [consents]}}
        """
    instruments = """
        instruments:
          protocol:
            title: Protocol
            adopted: 2005-01-01
            joining:
              - {act: accession, article: "3"}
            entry_into_force: {date: 2010-01-01, sources: [ledger]}
            later_joiners: {days_after: 30, article: "4"}
            parents:
              - {instrument: charter, rule: parties-only, article: "3"}
            scopes: [all]
        """
    states = acts("protocol: {accession: [2011-05-01, almanac]}")
    rules = found(sources=sources, instruments=instruments, states=states)
    assert rules == ([] if fits else ["checkpoint"])


ALMANAC = """
    almanac:
      title: Almanac
      kind: dataset
      trust: good
      readings:
        charter: {as_of: 2012-12-31, gives: [consents], parties: 3}
    """


@pytest.mark.parametrize(
    ("reading", "state", "fits"),
    [
        (FULL, "accession: [2004-02-11, almanac]", False),
        (FULL, "accession: [2010-12-31, almanac]", False),
        (FULL, "accession: [2011-01-01, almanac]", True),
        (FULL, "accession: [2004-01-01..2011-12-31, almanac]", True),
        (FULL, "consent: [<=2012-12-31, almanac]", True),
        (f"{FULL}, silent_on: [XC]", "accession: [2004-02-11, almanac]", True),
        (FULL, "accession: [2004-02-11, almanac, ledger]", True),
    ],
)
def test_what_a_list_denies(found: Found, reading: str, state: str, fits: bool) -> None:
    sources = dedent(ledger(reading)) + dedent(ALMANAC)
    states = acts(f"charter: {{{state}}}{'' if fits else HERE}")
    assert found(sources=sources, states=states) == ([] if fits else ["reading-denies"])


def test_who_left_is_rightly_left_out(found: Found) -> None:
    line = "charter: {{accession: [2004, gazette], denunciation: [{}, gazette]}}{}"
    assert found(states=acts(line.format("2005-06-30", ""))) == []
    sources = dedent(ledger("gives: [signatures, consents], absent_until: 2005-11-30"))
    late = acts(line.format("2005-06-30", HERE))
    assert found(sources=sources, states=late) == ["reading-denies"]


@pytest.mark.parametrize(("day", "fits"), [("2010-12-20", True), ("2010-11-20", False)])
def test_a_list_of_those_bound_passes_over_a_fresh_deposit(
    found: Found, day: str, fits: bool
) -> None:
    sources = dedent(ledger("gives: [signatures, membership], absent_until: 2010-12-31"))
    states = """\
        XA:
          name: {en: Alphaland}
          acts:
            charter: {consent: [<=2010-12-31, ledger]}
        XB:
          name: {en: Betaland}
          acts:
            charter: {accession: [2002-05-01, gazette, ledger]}
        """
    new = acts(f"charter: {{accession: [{day}, almanac]}}{'' if fits else HERE}")
    rules = found(sources=sources + dedent(ALMANAC), states=dedent(states) + new)
    assert rules == ([] if fits else ["reading-denies"])


def test_one_state_said_not_to_be_a_party(found: Found) -> None:
    line = "charter: {{accession: [2004-02-11, ledger], not_party: [{}, gazette]}}{}"
    # Told by one that was read of a later day: perhaps a slip, and no contradiction.
    assert found(states=acts(line.format("2004-02-10", HERE))) == ["absence-day"]
    assert "reading-denies" in found(states=acts(line.format("2005-02-10", HERE)))


@pytest.mark.parametrize(
    ("reading", "rule"),
    [
        ("gives: [consents], absent_until: 2011-01-01", "silence-after-reading"),
        ("gives: [signatures, consents], absent_until: 1999-12-31", "reading-before-adoption"),
        (f"{FULL}, silent_on: [XB]", "silent-on"),
    ],
)
def test_a_reading(found: Found, reading: str, rule: str) -> None:
    reading = reading.replace("[consents]", "[signatures, consents]")
    assert found(sources=ledger(reading, HERE)) == [rule]


ROLL = """
    blank:
      title: A list of which nothing is told
      kind: dataset
      trust: good
      readings:
        charter: {as_of: 2010-12-31, parties: 3}
    roll:
      title: Roll
      kind: dataset
      trust: good
      readings:
        charter: {as_of: 2010-12-31, gives: [membership], parties: 3}
    """


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("accession: [2001-02-11, roll, ledger]", False),
        ("consent: [<=2010-12-31, roll, ledger]", True),
        ("accession: [2001-02-11, ledger, roll]", True),
        ("accession: [2001-02-11, ledger], in_force: [2001-03-13, gazette]", False),
        ("accession: [2001-02-11, ledger], in_force: [2001-03-13, ledger, roll]", True),
        ("signature: [2000-02-11, roll], ratification: [2001-02-11, ledger]", False),
        ("accession: [2001-02-11, blank, ledger]", True),
    ],
)
def test_what_a_list_gives(found: Found, line: str, fits: bool) -> None:
    states = acts(f"charter: {{{line}}}{'' if fits else HERE}")
    assert found(sources=ROLL, states=states) == ([] if fits else ["reading-columns"])


LISTED = """
    almanac:
      title: Almanac
      kind: gazette
      trust: good
      readings:
        charter: {as_of: 2013-05-04, gives: [consents, in-force]}
    """
PRINTED = '{name: {en: %sland}, acts: {charter: {consent: ["<=2012-12-31", almanac]}}}'


@pytest.mark.parametrize(
    ("others", "alone", "fits"),
    [
        (9, '{consent: ["<=2011-12-31", almanac]}', False),
        (9, '{consent: ["<=2012-11-30", almanac]}', False),
        (9, '{consent: ["<=2012-12-31", almanac]}', True),
        # Another source tells of it too, and of nobody else.
        (9, '{consent: ["<=2011-12-31", almanac, bulletin]}', True),
        # It is told from which day the treaty binds, or the list was read of that day.
        (9, '{consent: ["<=2011-12-31", almanac], in_force: [2011-12-31, almanac]}', True),
        (9, '{consent: ["<=2013-05-04", almanac]}', True),
        (9, '{consent: ["<=2011-12-31", almanac], note: So printed.}', True),
        (9, "{accession: [2011-12-30, almanac]}", True),
        # Few printings show nothing.
        (8, '{consent: ["<=2011-12-31", almanac]}', True),
    ],
)
def test_a_day_by_which_one_alone_had_joined(
    found: Found, others: int, alone: str, fits: bool
) -> None:
    sources = dedent(LISTED)
    if "bulletin" in alone:
        sources += sources.replace("almanac", "bulletin").replace("Almanac", "Bulletin")
    names = ("Xe", "Dig", "Zet", "Eta", "The", "Iot", "Kap", "Lam", "Mul")[:others]
    states = [f"X{chr(69 + n)}: {PRINTED % name}\n" for n, name in enumerate(names)]
    mark = "" if fits else HERE
    states.append(f"XZ: {{name: {{en: Nuland}}, acts: {{charter: {alone}}}}}{mark}\n")
    rules = found(sources=sources, states="".join(states))
    assert rules == ([] if fits else ["bound-alone"])
