"""Checking a folder: everything in one run, in file order, whatever is wrong with it."""

from __future__ import annotations

import shutil
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from check.conftest import acts
from check.samples import BASE, Sample
from load.test_hostile import BOMBS, ODD
from ratgap.check.rules import rules
from ratgap.check.run import Outcome, validate
from ratgap.problem import DataError, Level

pytestmark = pytest.mark.slow

HEAVY = frozenset({"billion laughs", "many keys", "many items", "tabs", "a long line"})
REGIME = Path(__file__).parent.parent / "regime"


def check(folder: Path, **texts: str) -> Outcome:
    Sample("", "", texts).write(folder)
    return validate(folder)


def found(outcome: Outcome) -> list[str]:
    return [problem.rule for problem in outcome.problems]


def test_every_layer_in_one_run_in_file_order(tmp_path: Path) -> None:
    outcome = check(
        tmp_path,
        states=acts(
            "charter: {accession: [1999-12-31, ledger]}",
            "protocol: {accession: [2006-02-30, ledger], nonsense: 1}",
        )
        + "\nXZ:\n  name: {en: Zed}\n  predecessor: XQ\nYY:\n  name: {en: Ypsilon}\n",
        groups="club:\n  title: Club\n  sources: [ledger]\n  members:\n    XA: {since: 2004-01-01, "
        "until: 2003-01-01}\n",
    )
    assert found(outcome) == [
        "membership-days",
        "act-before-adoption",
        "shape-day",
        "shape-unknown-key",
        "unknown-state",
        "state-code",
    ]
    places = [problem.where for problem in outcome.problems]
    assert places == sorted(places)


def test_what_could_not_be_read_is_not_reported_as_missing(tmp_path: Path) -> None:
    """The consent has a broken day; that it is then missing is no further problem."""
    line = "charter: {accession: [2001-02-31, ledger], in_force: [2001-04-01, ledger]}"
    outcome = check(tmp_path, states=acts(line) + "\n")
    assert found(outcome) == ["shape-day"]
    assert "force-without-consent" in outcome.left_out
    assert "act-before-adoption" not in outcome.left_out


def test_a_broken_line_hides_nothing_of_other_treaties(tmp_path: Path) -> None:
    """The list of the charter lacks a line; that of the protocol is counted all the same."""
    sources = """\
ledger:
  title: Ledger of Treaties
  kind: depositary
  trust: high
  readings:
    charter:
      as_of: 2010-12-31
      gives: [signatures, consents]
      absent_until: 2010-12-31
      parties: 3
    protocol: {as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31, parties: 3}
"""
    lines = [
        "charter: {accession: [2001-02-31, ledger], in_force: [2001-04-01, ledger]}",
        "protocol: {accession: [2006-02-28, ledger]}",
    ]
    outcome = check(tmp_path, states=acts(*lines) + "\n", sources=sources)
    assert found(outcome) == ["checkpoint", "shape-day"]
    assert "protocol" in outcome.problems[0].message
    assert outcome.passed_over == ("XC charter",)


def test_a_broken_treaty_hides_nothing_of_other_states(tmp_path: Path) -> None:
    """A state that cannot be read takes its treaties with it, and no more."""
    lines = "  nam: x\n  acts:\n    protocol: {in_force: [2006-04-01, ledger]}\n"
    states = acts("charter: {in_force: [2004-04-01, ledger]}") + f"\nXE:\n{lines}"
    outcome = check(tmp_path, states=states)
    assert found(outcome).count("force-without-consent") == 1
    assert outcome.passed_over == ("XE",)


def test_a_slip_in_the_id_of_a_treaty_hides_nothing_of_other_states(tmp_path: Path) -> None:
    """Any treaty may be meant of that state, and only of that."""
    lines = "  name: {en: Next}\n  acts:\n    charter: {in_force: [2004-04-01, ledger]}\n"
    states = acts("chartre: {accession: [2001-01-01, ledger]}") + f"\nXE:\n{lines}"
    outcome = check(tmp_path, states=states)
    assert found(outcome).count("force-without-consent") == 1
    assert "unknown-instrument" in found(outcome)
    assert outcome.passed_over == ("XC chartre",)


def test_a_whole_data_set_leaves_nothing_out() -> None:
    assert validate(BASE).left_out == ()


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    for name in ("states", "instruments", "sources"):
        folder = tmp_path / name
        shutil.copytree(BASE, folder)
        (folder / f"{name}.yaml").unlink()
        outcome = validate(folder)
        assert "file-missing" in found(outcome)
        assert {r.split("-")[0] for r in found(outcome)} <= {"file", "unknown", "one"}


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="folder-missing"):
        validate(tmp_path / "none")


def test_strict(tmp_path: Path) -> None:
    line = "charter: {signature: [2000-03-01, ledger], accession: [2001-02-01, ledger]}"
    Sample("", "", {"states": acts(line) + "\n"}).write(tmp_path)
    assert [f.level for f in validate(tmp_path).problems] == [Level.WARNING]
    assert [f.level for f in validate(tmp_path, strict=True).problems] == [Level.ERROR]


def test_the_regime_of_the_tests_is_in_order() -> None:
    """Save for a treaty not in force, and a code that is none: YAML takes it for true."""
    assert found(validate(REGIME)) == ["entry-day", "state-code"]


@pytest.mark.parametrize("name", BOMBS)
def test_bomb(tmp_path: Path, name: str) -> None:
    """Each is reported by rules that are known; those that could fill the memory do not."""
    content, rule = BOMBS[name]
    folder = Path(shutil.copytree(REGIME, tmp_path / "data"))
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "states.yaml").write_bytes(data + b"\n# ratgap: ignore[layout]\n")
    if name in HEAVY:
        tracemalloc.start()
    try:
        outcome = validate(folder)
        assert tracemalloc.get_traced_memory()[1] < 256 * 1024**2
    finally:
        tracemalloc.stop()
    assert outcome.problems
    assert set(found(outcome)) <= rules().keys()
    assert rule is None or rule in found(outcome)
    assert len(outcome.problems) < 2100
    assert all(len(str(problem)) < 1000 for problem in outcome.problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(["states.yaml", "instruments.yaml", "sources.yaml", "groups.yaml"]),
    edits=st.lists(
        st.tuples(
            st.integers(0, 6000),
            st.integers(0, 40),
            st.one_of(st.text(max_size=4).map(str.encode), st.sampled_from(ODD)),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_no_edit_breaks_the_check(
    regime_folder: Path, file: str, edits: list[tuple[int, int, bytes]]
) -> None:
    original = (REGIME / file).read_bytes()
    content = original
    for start, length, new in edits:
        content = content[:start] + new + content[start + length :]
    path = regime_folder / file
    path.write_bytes(content)
    try:
        outcome = validate(regime_folder)
    finally:
        path.write_bytes(original)
    assert set(found(outcome)) <= rules().keys()
    assert list(outcome.problems) == sorted(outcome.problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(["states.yaml", "instruments.yaml", "sources.yaml", "groups.yaml"]),
    lines=st.lists(st.integers(0, 150), min_size=1, max_size=6, unique=True),
)
def test_no_lost_line_breaks_the_check(regime_folder: Path, file: str, lines: list[int]) -> None:
    original = (REGIME / file).read_text("utf-8")
    path = regime_folder / file
    kept = [text for n, text in enumerate(original.splitlines(keepends=True)) if n not in lines]
    path.write_text("".join(kept), "utf-8")
    try:
        outcome = validate(regime_folder)
    finally:
        path.write_text(original, "utf-8")
    assert set(found(outcome)) <= rules().keys()
