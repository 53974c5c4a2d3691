"""Slips of tired hands: a line lost, a year off, a word misspelt, a blank too many."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from check.conftest import Found, acts
from check.samples import BASE
from ratgap.check.run import validate

ORDER = ["title", "adopted", "place", "signature", "joining", "entry_into_force", "later_joiners"]
ORDER += ["denunciation", "scopes", "citations"]


def pact(*more: str, id_: str = "pact", adopted: str = "2001-01-01") -> str:
    """Return a treaty that nobody has joined, with ``more``."""
    lines = ["title: Pact", f"adopted: {adopted}", "entry_into_force: {note: Not yet.}", *more]
    lines += ["later_joiners: {days_after: 30}", "scopes: [all]"]
    lines.sort(key=lambda line: ORDER.index(line.partition(":")[0]))
    return f"instruments:\n  {id_}:\n    " + "\n    ".join(lines)


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("denunciation: {days_after: 29}  # here", ["odd-term"]),
        ("denunciation: {months_after: 37}  # here", ["odd-term"]),
        ("denunciation: {days_after: 180}", []),
        ("denunciation: {months_after: 1}", []),
        ("citations: {text: htp://pact.example/1}  # here", ["address"]),
        ("citations: {text: https//pact.example}  # here", ["address"]),
        ('citations: {text: "https://pact.example/a b"}  # here', ["address"]),
        ("citations: {text: 12 UNTS 3}", []),
        ("place: Nice  Town  # here", ["odd-space"]),
        ("place: Nice\N{NO-BREAK SPACE}Town  # here", ["odd-space"]),
        ("place: Nice\N{NARROW NO-BREAK SPACE}Town  # here", ["odd-space"]),
    ],
)
def test_a_line_of_a_treaty(found: Found, line: str, rules: list[str]) -> None:
    assert found(instruments=pact(line)) == rules


@pytest.mark.parametrize("act", ["ratification", "acceptance", "approval", "accession"])
def test_who_accedes_alone_has_not_signed(found: Found, act: str) -> None:
    others = {"ratification", "acceptance", "approval"} - {act}
    ways = [f"- {{act: {other}, article: '3', signed_first: true}}" for other in sorted(others)]
    odd = "" if act == "accession" else "  # here"
    ways += [f"- {{act: {act}, article: '3'}}{odd}"]
    joining = "\n".join(["joining:", *(f"      {way}" for way in ways)])
    text = pact("signature: {from: 2001-01-01}", joining)
    assert found(instruments=text) == ([] if act == "accession" else ["ways-alike"])


@pytest.mark.parametrize(
    ("day", "line", "fits"),
    [
        ("2001-12-31", "", True),
        ("2000-12-31  # here", "", False),
        ("2011-01-01  # here", "", False),
        # Some go by the year in which they were opened for signature.
        ("2000-12-31", "signature: {from: 2001-03-01}", True),
    ],
)
def test_the_year_of_a_treaty(found: Found, day: str, line: str, fits: bool) -> None:
    text = pact(*filter(None, [line]), id_="pact-2001", adopted=day)
    assert found(instruments=text) == ([] if fits else ["id-year"])


@pytest.mark.parametrize(
    ("counted", "rules"),
    [
        ("{absent: 1}", []),
        ("{absent: 2}", ["miscounted"]),
        ("{absent: 0}", ["miscounted"]),
    ],
)
def test_absences_are_counted(found: Found, counted: str, rules: list[str]) -> None:
    sources = f"""
        ledger:
          title: Ledger of Treaties
          kind: depositary
          trust: high
          readings:
            charter: {{as_of: 2010-12-31, gives: [signatures, consents]}}
        note-of-xc:
          title: Note of Gammaland
          kind: official
          trust: good
          readings:
            charter: {{as_of: 2005-01-01, counted: {counted}}}{"  # here" if rules else ""}
        """
    states = acts("charter: {not_party: [2005-01-01, note-of-xc]}")
    assert found(sources=sources, states=states) == rules


@pytest.mark.parametrize(("count", "rules"), [(1, []), (2, ["miscounted"])])
def test_first_days_are_counted(found: Found, count: int, rules: list[str]) -> None:
    sources = f"""
        register:{"  # here" if rules else ""}
          title: Register of states
          kind: dataset
          trust: good
          count: {count}
        """
    states = """
        XC:
          name: {en: Gammaland}
          since: [1990-01-01, register]
        """
    assert found(sources=sources, states=states) == rules


def _twenty(day: str) -> str:
    """Return twenty states that acceded on working days of their own, and one on ``day``."""
    days = [date(2001, 1, 2) + timedelta(7 * number) for number in range(20)]
    lines = [f"X{chr(69 + n)}: {_acceded(f'Land {n}', str(d))}" for n, d in enumerate(days)]
    return "\n".join([*lines, day])


def _acceded(name: str, day: str) -> str:
    return f"{{name: {{en: {name}}}, acts: {{charter: {{accession: [{day}, ledger]}}}}}}"


@pytest.mark.parametrize(
    ("last", "rules"),
    [
        (f"ZZ: {_acceded('Nuland', '2002-03-02')}  # here", ["weekend"]),
        (f"ZZ: {_acceded('Nuland', '2002-03-03')}  # here", ["weekend"]),
        (f"ZZ: {_acceded('Nuland', '2002-03-04')}", []),
        # Two on one day: a ceremony.
        (f"XZ: {_acceded('Nu', '2002-03-02')}\nZZ: {_acceded('Xi', '2002-03-02')}", []),
        (f"ZZ: {_acceded('Nuland', '<=2002-03-02')}", []),
    ],
)
def test_deposits_at_a_weekend(found: Found, last: str, rules: list[str]) -> None:
    assert found(states=_twenty(last)) == rules


def test_few_acts_show_no_custom(found: Found) -> None:
    assert found(states=f"ZZ: {_acceded('Nuland', '2002-03-02')}") == []


@pytest.mark.parametrize(
    ("state", "place", "rules"),
    [
        ("XA", "Declaration of Betaland", ["commitment-document"]),
        ("XC", "Page 1", ["commitment-document"]),
        ("XB", "Page 1", []),
    ],
)
def test_whose_declaration_it_is(found: Found, state: str, place: str, rules: list[str]) -> None:
    """The club is made by the ledger; XC is no member."""
    commitments = f"""\
commitments:
  - state: {state}{"  # here" if rules else ""}
    text: Write a law
    document: ledger
    place: {place}
    kind: undertaking
    made: 2004-02-25
reports: []
"""
    assert found(commitments=commitments) == rules


def test_one_document_is_of_one_day(found: Found) -> None:
    def each(place: str, made: str, here: str = "") -> str:
        return (
            f"  - state: XA{here}\n    text: Write a law\n    document: ledger\n"
            f"    place: Page {place}\n    kind: undertaking\n    made: {made}\n"
        )

    alike = each("1", "2004-02-25") + each("2", "2004-02-25")
    odd = each("3", "2004-05-22", "  # here")
    text = f"commitments:\n{alike}{odd}reports: []\n"
    assert found(commitments=text) == ["commitment-document"]


def test_a_report_has_a_number(found: Found) -> None:
    report = "{state: XA, ordinal: 0, body: Committee, sources: [ledger]}  # here"
    text = f"commitments: []\nreports:\n  - {report}\n"
    assert found(commitments=text) == ["report-days"]


@pytest.mark.parametrize(
    ("before", "after"), [(b"\n", b"\r\n"), (b"\r\n", b"\n")], ids=["one CRLF", "one LF"]
)
def test_one_line_ends_otherwise(tmp_path: Path, before: bytes, after: bytes) -> None:
    folder = tmp_path / "data"
    shutil.copytree(BASE, folder)
    path = folder / "states.yaml"
    lines = path.read_bytes().splitlines()
    path.write_bytes(before.join(lines[:3]) + after + before.join(lines[3:]) + before)
    problems = [(p.rule, p.where.line) for p in validate(folder).problems]
    assert problems == [("odd-space", 3)]
    path.write_bytes(before.join(lines) + before)
    assert validate(folder).problems == ()


KINDS_TO_COME = {
    "sources": "nil:\n  title: Nil\n  kind: press\n  trust: good\n  readings:\n"
    "    charter: {as_of: 2150-01-01, parties: 2}  # here\n",
    "groups": "ring:\n  title: Ring\n  sources: [ledger]\n  members:\n"
    "    XA: {since: 2150-01-01}  # here\n",
    "instruments": "instruments:\n  pact:\n    title: Pact\n    adopted: 2150-01-01  # here\n"
    "    entry_into_force: {note: Not yet.}\n    later_joiners: {days_after: 30}\n"
    "    scopes: [all]\n",
    "states": "XC:\n  name: {en: Gammaland}\n  since: 2150-01-01  # here\n",
    "commitments": "commitments:\n  - state: XA  # here\n    text: Write a law\n"
    "    document: ledger\n    place: Page 1\n    kind: undertaking\n    made: 2150-01-01\n"
    "reports: []\n",
}


@pytest.mark.parametrize("name", KINDS_TO_COME)
def test_days_to_come_of_each_file(found: Found, name: str) -> None:
    assert found(**{name: KINDS_TO_COME[name]}) == ["day-to-come"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("reports:\n  - {state: XA, body: Board, when: 2150, sources: [ledger]}  # here\n", ""),
        ("", "until: 2150-01-01  # here"),
    ],
    ids=["a report", "a state's end"],
)
def test_other_days_to_come(found: Found, text: str, line: str) -> None:
    texts = {"commitments": f"commitments: []\n{text}"} if text else {}
    if line:
        texts["states"] = f"XC:\n  name: {{en: Gammaland}}\n  {line}\n"
    assert found(**texts) == ["day-to-come"]
