"""Proposals into text: what changes is the line that must, and comments stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from ratgap.check.layout import laid_out
from ratgap.lists import edit
from ratgap.load import load
from ratgap.model import When
from ratgap.problem import DataError

from .merging import NEW, SOURCES, STATES, TEXTS, apply, merged

Write = Callable[..., Path]


@pytest.fixture
def folder(data_folder: Write) -> Path:
    return data_folder(**TEXTS)


def edited(folder: Path, *rows: str, **how: Any) -> tuple[list[str], list[str]]:
    """Import ``rows``; return the lines of both files that went and those that came."""
    names = (edit.STATES, edit.SOURCES)
    before = {name: _lines(folder / name) for name in names}
    apply(merged(load(folder), *rows, **how), folder)
    differ = [line for name in names for line in ndiff(before[name], _lines(folder / name))]
    return ([d[2:] for d in differ if d[0] == "-"], [d[2:] for d in differ if d[0] == "+"])


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode().splitlines(keepends=True)


def test_one_source_to_one_act_is_one_line(folder: Path) -> None:
    apply(merged(load(folder), "Cland,,2011-01-01,accession,"), folder)
    gone, come = edited(folder, "Cland,,2011-01-01,accession,", "Abland,,2001-03-03,accession,")
    assert gone == [
        "    alpha-2000: {signature: [2000-02-02, roll], accession: [2001-03-03, roll]} # seen\n"
    ]
    assert come == [
        "    alpha-2000: {signature: [2000-02-02, roll], "
        "accession: [2001-03-03, roll, other]} # seen\n"
    ]


def test_a_new_act_stands_at_its_place_in_canonical_form(folder: Path) -> None:
    gone, _ = edited(
        folder,
        "Bujland,,2011-01-01,accession,2011-01-31",
        "Cland,2000-01-01,2011-01-02,ratification,",
        "Dorne,,,party,",
    )
    assert gone == ["  acts: {}\n"]
    text = (folder / edit.STATES).read_text("utf-8")
    assert text == STATES.replace(
        "  acts: {}\n",
        "  acts:\n"
        "    alpha-2000: {accession: [2011-01-01, other], in_force: [2011-01-31, other]}\n",
    ).replace(
        "{en: Cland}\n",
        "{en: Cland}\n  acts:\n    alpha-2000: {signature: {day: 2000-01-01, sources: [other], "
        'rejected: "denied by roll (not listed until 2010-01-01); not yet judged"}, '
        "ratification: [2011-01-02, other]}\n",
    ).replace(
        '    beta-2001: {consent: ["<=2005',
        '    alpha-2000: {consent: ["<=2012-01-01", other]}\n    beta-2001: {consent: ["<=2005',
    )
    assert not laid_out(folder)


def test_a_new_source_stands_at_its_place(folder: Path) -> None:
    source = NEW._replace(publisher="No", address="https://example.org", note="a: b")
    edited(folder, "Cland,,2011-01-01,accession,", source=source)
    assert (folder / edit.SOURCES).read_text("utf-8") == SOURCES.replace(
        "pamphlet:\n",
        "other:\n"
        "  title: Other\n"
        '  publisher: "No"\n'
        '  address: "https://example.org"\n'
        "  kind: gazette\n"
        "  trust: good\n"
        '  note: "a: b"\n'
        "  readings:\n"
        "    alpha-2000: {as_of: 2012-01-01, gives: [consents]}\n"
        "pamphlet:\n",
    )
    assert not laid_out(folder)


def test_the_first_of_all_sources_goes_below_the_head_of_the_file(folder: Path) -> None:
    edited(folder, "Cland,,2011-01-01,accession,", source=NEW._replace(id="a-first"))
    lines = (folder / edit.SOURCES).read_text("utf-8").splitlines()
    assert lines[:2] == ["# Where it was read.", "a-first:"]


def test_a_reading_moves_on_in_its_line(folder: Path) -> None:
    gone, come = edited(
        folder,
        "Abland,2000-02-02,2001-03-03,accession,",
        "Dorne,,2011-01-01,accession,",
        source="roll",
        complete=True,
    )
    assert [line.strip()[:35] for line in gone] == ["alpha-2000: {as_of: 2010-01-01, giv"]
    assert come[-1] == (
        "    alpha-2000: {as_of: 2012-01-01, gives: [signatures, consents], "
        "absent_until: 2012-01-01}\n"
    )
    assert "    # Checked twice.\n" in _lines(folder / edit.SOURCES)


def test_a_new_reading_of_a_known_source(folder: Path) -> None:
    _, come = edited(folder, "Dorne,,2003-03-03,accession,", source="roll", instrument="beta-2001")
    assert come == [
        "    beta-2001: {accession: [2003-03-03, roll, gazette]}\n",
        "    beta-2001: {as_of: 2012-01-01, gives: [consents]}\n",
    ]
    assert not laid_out(folder)


def test_carriage_returns_stay(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    edited(folder, "Cland,,2011-01-01,accession,", "Abland,,2001-03-03,accession,")
    for path in folder.iterdir():
        assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_a_file_without_a_last_line_break(folder: Path) -> None:
    path = folder / edit.STATES
    path.write_bytes(path.read_bytes().rstrip())
    edited(folder, "Union,,2011-01-01,accession,")
    assert path.read_text("utf-8") == STATES + (
        "  acts:\n    alpha-2000: {accession: [2011-01-01, other]}"
    )


ONE_LINE = {
    "a list in lines": (
        "      accession:\n"
        "        - [2001-01-01, gazette]\n"
        "        - {day: 2001-01-11, sources: [pamphlet], rejected: Misprint} # the second\n",
        "{accession: [[2001-01-01, gazette, other], "
        "{day: 2001-01-11, sources: [pamphlet], rejected: Misprint}]} # the second\n",
    ),
    "a claim in lines": (
        "      accession:\n"
        "        day: 2001-01-01\n"
        "        sources: [gazette]\n"
        "        note: Seen. # a Monday\n",
        "{accession: {day: 2001-01-01, sources: [gazette, other], note: Seen.}} # a Monday\n",
    ),
    "brackets over two lines": (
        "      {accession:\n        [2001-01-01, gazette]}\n",
        "{accession: [2001-01-01, gazette, other]}\n",
    ),
    "a kind that is told": (
        "      consent:\n        - [2001-01-01, gazette]\n      note: Why. # because\n",
        "{accession: [2001-01-01, other, gazette], note: Why.} # because\n",
    ),
    "a comment behind": (
        "      consent: [2001-01-01, gazette] # who knows how\n",
        "{accession: [2001-01-01, other, gazette]} # who knows how\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), ONE_LINE.values(), ids=ONE_LINE)
def test_what_changes_is_written_on_one_line(data_folder: Write, before: str, after: str) -> None:
    head = "{en: Cland}\n  acts:\n    alpha-2000:"
    folder = data_folder(**TEXTS | {"states": STATES.replace("{en: Cland}\n", f"{head}\n{before}")})
    apply(merged(load(folder), "Cland,,2001-01-01,accession,"), folder)
    assert (folder / edit.STATES).read_text("utf-8") == STATES.replace(
        "{en: Cland}\n", f"{head} {after}"
    )


REFUSED = {
    "comments between brackets": "      {accession: [2001-01-01, # Monday\n        gazette]}",
    "a comment above a claim": "      # Two say so.\n      accession: [2001-01-01, gazette]",
    "a comment behind the first of several": (
        "      accession:\n"
        "        - [2001-01-01, gazette] # the first\n"
        "        - {day: 2001-01-11, sources: [pamphlet], rejected: Misprint}"
    ),
    "a comment within a claim": (
        "      accession:\n        day: 2001-01-01 # a Monday\n        sources: [gazette]"
    ),
}


@pytest.mark.parametrize("cell", REFUSED.values(), ids=REFUSED)
def test_what_would_cost_a_comment_is_refused_at_its_place(data_folder: Write, cell: str) -> None:
    line = 17 + cell.lstrip().startswith("#")
    head = f"{{en: Cland}}\n  acts:\n    alpha-2000:\n{cell}\n"
    folder = data_folder(**TEXTS | {"states": STATES.replace("{en: Cland}\n", head)})
    before = (folder / edit.STATES).read_bytes()
    with pytest.raises(DataError) as caught:
        apply(merged(load(folder), "Cland,,2001-01-01,accession,"), folder)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.where.line) == ("edit-layout", line)
    assert (folder / edit.STATES).read_bytes() == before


def test_another_claim_comes_after_the_first(folder: Path) -> None:
    edited(folder, "Abland,,2001-03-13,accession,")
    text = (folder / edit.STATES).read_text("utf-8")
    assert (
        "accession: [[2001-03-03, roll], {day: 2001-03-13, sources: [other], "
        'rejected: "differs from roll (accession 2001-03-03); not yet judged"}]} # seen' in text
    )


def test_each_step_leaves_data_that_load_and_deny_nothing(folder: Path) -> None:
    before = load(folder)
    rows = ("Cland,,2011-01-01,accession,", "Abland,,2001-03-03,accession,")
    proposal = merged(before, *rows, complete=True)
    seen = []
    for name, _, text in edit.steps(before, proposal.after, folder):
        (folder / name).write_bytes(text.encode())
        now = load(folder)
        reading = now.sources["other"].readings["alpha-2000"]
        seen.append((name, reading.complete, ("QC", "alpha-2000") in now.cells))
    assert seen == [
        (edit.SOURCES, False, False),
        (edit.STATES, False, True),
        (edit.SOURCES, True, True),
    ]


def test_files_that_changed_meanwhile_are_not_written_over(folder: Path) -> None:
    before = load(folder)
    proposal = merged(before, "Cland,,2011-01-01,accession,")
    (folder / edit.STATES).write_text(STATES + "# later\n", "utf-8")
    with pytest.raises(DataError, match="edit-changed"):
        edit.steps(before, proposal.after, folder)


def test_a_day_that_is_bounded_keeps_its_quotes_in_brackets(folder: Path) -> None:
    edited(folder, "Cland,,,party,", as_of=When(None, date(2011, 1, 1)))
    text = (folder / edit.STATES).read_text("utf-8")
    assert '{consent: ["<=2011-01-01", other]}' in text
    assert "as_of: <=2011-01-01" in (folder / edit.SOURCES).read_text("utf-8")
