"""What is said of a problem: in words, with the name that may be meant."""

from __future__ import annotations

import pytest

from load.conftest import Edit


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "remedy"),
    [
        (
            "states.yaml",
            "{accession: [1985-04,",
            "{acession: [1985-04,",
            "there is no key acession here",
            "did you mean accession?",
        ),
        (
            "states.yaml",
            "{day: 1994-08-15, sources: [ledger-2000], effective",
            "{day: 1994-08-15, sources: [ledger-2000], efective",
            "there is no key efective here",
            "did you mean effective?",
        ),
        (
            "instruments.yaml",
            "states_only: true",
            "whatever: true",
            "there is no key whatever here",
            "known keys: date, sources, clause, deposits, share_of_parent, states_only, "
            "not_before, note",
        ),
        (
            "states.yaml",
            "river-1990: {accession",
            "River-1990a: {accession",
            "there is no instrument River-1990a",
            "did you mean river-1990?",
        ),
        (
            "states.yaml",
            "predecessor: XF",
            "predecessor: ZZZZ",
            "there is no state ZZZZ",
            "add it to states.yaml",
        ),
        # One letter of another state's code, or the same two, make no likeness.
        *(
            (
                "states.yaml",
                "predecessor: XF",
                f"predecessor: {code}",
                f"there is no state {code}",
                "add it to states.yaml",
            )
            for code in ("XG", "FX")
        ),
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "[1985-04, roll-1920]",
            "roll-1920 has no reading of lock-1975",
            "add the reading to roll-1920 in sources.yaml, or name another source",
        ),
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "[1985-04, regsiter-1995]",
            "there is no source regsiter-1995",
            "did you mean register-1995? else add it to sources.yaml",
        ),
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "[1985-04, register-1996]",
            "there is no source register-1996",
            "add it to sources.yaml",
        ),
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "[1985-04, circular-1995]",
            "there is no source circular-1995",
            "add it to sources.yaml",
        ),
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "[1985-04, register‑1995]",
            "there is no source register‑1995: its ‑ is U+2011 NON-BREAKING HYPHEN",
            "did you mean register-1995? else add it to sources.yaml",
        ),
        (
            "states.yaml",
            "river-1990: {accession",
            "rivеr-1990: {accession",
            "there is no instrument rivеr-1990: its е is U+0435 CYRILLIC SMALL LETTER IE",
            "did you mean river-1990?",
        ),
        (
            "states.yaml",
            "XF:\n",
            "XF:\n  name: {en: Fen}\nХG:\n",
            "ХG: a code is two to eight capital letters: "
            "its Х is U+0425 CYRILLIC CAPITAL LETTER HA",
            "write XG in Latin letters",
        ),
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "[register-1995, 1985-04]",
            "the source stands before the day",
            "write the day first: [day, source, ...]",
        ),
        (
            "sources.yaml",
            "trust: medium",
            "trust: godo",
            "godo is not known here",
            "did you mean good?",
        ),
        (
            "sources.yaml",
            "trust: medium",
            "trust: doubtful",
            "doubtful is not known here",
            "write one of high, good, medium, low",
        ),
        (
            "states.yaml",
            '"ON":\n  name',
            "ON:\n  name",
            'the key ON would be read as "true" by other programs',
            'write "ON" in quotes',
        ),
        (
            "states.yaml",
            "en: Onland",
            "en: 012",
            "012 is read as a number by other programs, and text is meant",
            'write "012" in quotes',
        ),
        (
            "states.yaml",
            "[1985-04, ",
            "[1985-02-30, ",
            "1985-02-30 is no day or span of days",
            "write YYYY-MM-DD, <=YYYY-MM-DD, YYYY-MM-DD..YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        (
            "states.yaml",
            "fr: Marrosie,",
            "fr: Marrosie, en: Marl,",
            "the key en stands in line 12 already",
            "put the two together, or delete one",
        ),
        (
            "states.yaml",
            "name: {en: Vale}",
            "name: Vale {en}",
            "keys and values are expected, not Vale {en}",
            "write {key: value}, or {} for none",
        ),
    ],
)
def test_message(edit: Edit, file: str, old: str, new: str, message: str, remedy: str) -> None:
    problems, _ = edit(file, old, new)
    assert [(problem.message, problem.remedy) for problem in problems] == [(message, remedy)]


@pytest.mark.parametrize(
    ("file", "old", "new", "rules"),
    [
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "[1985-13, registr-1995]",
            ["shape-day", "unknown-source"],
        ),
        (
            "states.yaml",
            "[1985-04, register-1995]",
            "{day: 1985-13, sources: [registr-1995], nte: x}",
            ["shape-day", "shape-unknown-key", "unknown-source"],
        ),
        (
            "states.yaml",
            "  predecessor: XF\n",
            "  predecessor: XG\n  untl: 1990-01-01\n",
            ["shape-unknown-key", "unknown-state"],
        ),
        (
            "sources.yaml",
            "silent_on: [QU]",
            "silent_on: [QW], parties: many",
            ["shape-number", "unknown-state"],
        ),
    ],
)
def test_one_slip_does_not_hide_the_other(
    edit: Edit, file: str, old: str, new: str, rules: list[str]
) -> None:
    problems, _ = edit(file, old, new)
    assert sorted(problem.rule for problem in problems) == rules
