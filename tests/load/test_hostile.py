"""Files made to break a reader: soon told, at a place, within bounds of memory and time.

Each of ``BOMBS`` is read by what checks a folder: ``tests/check/test_run.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from load.conftest import RULES
from ratgap.load.files import MAX_BYTES
from ratgap.problem import DataError, Problem

from .reading import read

pytestmark = pytest.mark.slow

Whole = Callable[[str, str | bytes], tuple[Problem, ...]]

FULL = MAX_BYTES - 100
LAUGHS = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

BOMBS: dict[str, tuple[str | bytes, str | None]] = {
    "billion laughs": (LAUGHS, "yaml-alias"),
    "alias to itself": ("a: &a [*a]", "yaml-alias"),
    "lists in lists": ("a: " + "[\n" * 100_000, "yaml-depth"),
    "lists in lists, one line": ("[" * 100_000, None),
    "mappings in mappings": ("{a: " * 100_000, "yaml-depth"),
    "keys as keys": ("? " * 100_000, "yaml-depth"),
    "items in items": ("- " * 100_000, "yaml-depth"),
    "blocks in blocks": ("\n".join(" " * n + "a:" for n in range(2_000)), "yaml-depth"),
    "many items": ("a: [" + "a," * (FULL // 2) + "]", "yaml-too-long"),
    "many keys": ("".join(f"k{n}: 1\n" for n in range(1_000_000)), "file-too-large"),
    "one key, many times": ("a: 1\n" * 1_000_000, "file-too-large"),
    "one key, many times, on few lines": ("a: 1\n" * 400_000, "file-too-many-problems"),
    "tabs on few lines": ("\t\n" * 400_000, "file-too-many-problems"),
    "many wrong items": ("QA: {also: [" + "1," * 290_000 + "]}", "yaml-too-long"),
    "tabs": ("\t\n" * (FULL // 2), "file-too-large"),
    "one line of tabs": ("\t" * FULL, "yaml-tab"),
    "tabs and spaces": ("\t " * (FULL // 2), "yaml-tab"),
    "control characters": ("\x01" * FULL, "file-too-many-problems"),
    "old line ends": ("\r" * FULL, "file-too-large"),
    "a long line": ("QM: {name: {en: '" + "x" * FULL + "'}}", "unknown-state"),
    "a long number": ("QM: {name: {en: " + "9" * 100_000 + "}}", "unknown-state"),
    "a long key": ("'" + "x" * 1000 + "': {}", "shape-text"),
    "NUL": ("QM:\0", "yaml-character"),
    "UTF-16 without a mark": ("QM: {}".encode("utf-16-le"), "yaml-character"),
    "no bytes": ("", "yaml-empty"),
    "only a comment": ("# nothing\n", "yaml-empty"),
    "only a document": ("---\n...\n", "yaml-empty"),
    "only a list": ("- QM\n", "yaml-empty"),
    "only a word": ("QM", "yaml-empty"),
    "another YAML": ("%YAML 3.0\n---\nQM: {}\n", "yaml-syntax"),
    "half a character": ('"\\uD800": {}', None),
}


def test_a_bomb_does_not_hide_what_is_wrong_elsewhere(regime_folder: Path) -> None:
    (regime_folder / "states.yaml").write_text(LAUGHS)
    (regime_folder / "sources.yaml").write_text("roll: {}\n")
    _, problems = read(regime_folder)
    assert {"yaml-alias", "shape-missing-key"} <= {problem.rule for problem in problems}


@pytest.mark.parametrize("name", ["lists in lists", "lists in lists, one line", "billion laughs"])
def test_bomb_without_the_c_parser(
    whole: Whole, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert {problem.rule for problem in whole("states.yaml", BOMBS[name][0])} & {
        "yaml-depth",
        "yaml-alias",
    }


REGIME = Path(__file__).parent.parent / "regime"
ODD = [b"\0", b"\xff", b"\t", b"\r", b"&a ", b"*a ", b"!!x ", b"<<: ", b"- ", b"? ", b"[", b"}"]
ODD += [b'"', b"'", b"|", b">", b"%", b"@", b"---\n", b"...\n", b"#", b": ", b"~", b"\xe2\x80\xa8"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(["states.yaml", "instruments.yaml", "sources.yaml", "groups.yaml"]),
    edits=st.lists(
        st.tuples(
            st.integers(0, 6000),
            st.integers(0, 40),
            st.one_of(st.binary(max_size=6), st.sampled_from(ODD)),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_no_edit_breaks_the_reader(
    regime_folder: Path, file: str, edits: list[tuple[int, int, bytes]]
) -> None:
    content = (REGIME / file).read_bytes()
    for start, length, new in edits:
        content = content[:start] + new + content[start + length :]
    path = regime_folder / file
    path.write_bytes(content)
    try:
        dataset, problems = read(regime_folder)
    finally:
        path.write_bytes((REGIME / file).read_bytes())
    assert (dataset is None) == bool(problems)
    assert list(problems) == list(DataError(problems).problems)
    assert all(problem.rule in RULES and problem.message for problem in problems)
    for problem in problems:
        str(problem).encode("utf-8")
        assert "\n" not in str(problem)
