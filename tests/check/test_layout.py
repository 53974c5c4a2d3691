"""The layout of a file: what is mended, what stays, and that a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check.samples import blocks
from ratgap.check.layout import Canonical, canonical
from ratgap.load.nodes import parse

ROOT = Path(__file__).parent.parent
REGIME = ROOT / "regime"
SHIPPED = ROOT.parent / "data"


def laid_out(name: str, text: str) -> Canonical:
    document = parse(text, f"{name}.yaml")
    assert not document.problems
    return canonical(name, text, document)


CASES = {
    "keys of a line": (
        "QA:\n  acts:\n    t: {note: N, ratification: [2001, a], signature: [2000, a]}\n",
        "QA:\n  acts:\n    t: {signature: [2000, a], ratification: [2001, a], note: N}\n",
    ),
    "spaces": (
        "QA:\n  name:   { en:  A ,fr: 'B,  {c' }\n  also:  [a,b ,  \"c , d\",]\n",
        "QA:\n  name: {en: A, fr: 'B,  {c'}\n  also: [a, b, \"c , d\"]\n",
    ),
    "empty ones": ("QA:\n  name: { }\n  also: [ ]\n", "QA:\n  name: {}\n  also: []\n"),
    "the long form": (
        "QA:\n  acts:\n    t: {succession: {rejected: r, effective: 2001-01-01, note: n, "
        "sources: [a], day: 2002-01-01}}\n",
        "QA:\n  acts:\n    t: {succession: {day: 2002-01-01, sources: [a], "
        "effective: 2001-01-01, note: n, rejected: r}}\n",
    ),
    "several claims": (
        "QA:\n  acts:\n    t: {consent: [[2001,a],{sources: [b], day: 2002}]}\n",
        "QA:\n  acts:\n    t: {consent: [[2001, a], {day: 2002, sources: [b]}]}\n",
    ),
    "ends of lines": ("QA:  \n  name: {en: A}   # why \n", "QA:\n  name: {en: A}   # why\n"),
    "the end of the file": ("QA:\n  name: {en: A}", "QA:\n  name: {en: A}\n"),
    "states with their comments": (
        "# The file.\n\n# B is first.\n# Really.\nQB:\n  name: {en: B}  # b\n\n# A\nQA:\n"
        "  # inner\n  name: {en: A}\n",
        "# The file.\n\n# A\nQA:\n  # inner\n  name: {en: A}\n\n# B is first.\n# Really.\nQB:\n"
        "  name: {en: B}  # b\n",
    ),
    "a comment on top of the file": (
        "# The file.\nQB:\n  name: {en: B}\nQA:\n  name: {en: A}\n",
        "# The file.\nQA:\n  name: {en: A}\nQB:\n  name: {en: B}\n",
    ),
    "a loose comment": (
        "QB:\n  name: {en: B}\n\n# Here ends B.\n\nQA:\n  name: {en: A}\n# The end.\n",
        "QA:\n  name: {en: A}\n\n# Here ends B.\n\nQB:\n  name: {en: B}\n# The end.\n",
    ),
    "quoted keys": (
        'QB:\n  name: {en: B}\n"ON":\n  name: {en: O}\n',
        '"ON":\n  name: {en: O}\nQB:\n  name: {en: B}\n',
    ),
    "acts": (
        "QA:\n  acts:\n    u: {consent: [2001, a]}\n    # on t\n    t: {consent: [2001, a]}\n"
        "    # the rest is not known\n  name: {en: A}\n",
        "QA:\n  name: {en: A}\n  acts:\n    # on t\n    t: {consent: [2001, a]}\n"
        "    u: {consent: [2001, a]}\n    # the rest is not known\n",
    ),
    "text over several lines": (
        "QB:\n  name: {en: B}\n  acts:\n    t:\n      note: >\n        Some  text\n"
        "        # and more\n      consent: [2001, a]\nQA:\n  name: {en: A}\n",
        "QA:\n  name: {en: A}\nQB:\n  name: {en: B}\n  acts:\n    t:\n      consent: [2001, a]\n"
        "      note: >\n        Some  text\n        # and more\n",
    ),
    "old line ends": (
        "QB:\r\n  name: { en: B}  \r\nQA:\r\n  name: {en: A}\r\n",
        "QA:\r\n  name: {en: A}\r\nQB:\r\n  name: {en: B}\r\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_mended(case: str) -> None:
    before, after = CASES[case]
    got = laid_out("states", before)
    assert got.text == after
    assert got.deviations
    assert laid_out("states", after) == Canonical(after, ())


@pytest.mark.parametrize(
    "text",
    [
        "QA: {name: {en: A}}\n",
        "{QB: {name: {en: B}}, QA: {name: {en: A}}}\n",
        "QA:\n  name: {en: A,\n    fr: B}\n",
        "QA:\n  also:\n    - b\n    - a\n",
        "QA:\n  also: [z, a]\n",
        "QA:\n  acts:\n    t: {note: 'two  spaces: {b: 1,a: 2}'}\n",
        'QA:\n  acts:\n    t: {note: "\\"a\\" , b"}\n',
        "---\nQA:\n  name: {en: A}\n...\n",
        "# only\nQA:\n  name: {en: A}   # a\n\n\n\n# loose\n",
    ],
)
def test_left_alone(text: str) -> None:
    assert laid_out("states", text) == Canonical(text, ())


def test_order_that_means_something() -> None:
    text = "bases:\n  b: {title: B, citation: B}\n  a: {title: A, citation: A}\n"
    assert laid_out("instruments", text).text == text


def test_where_and_what() -> None:
    text = "QB:\n  name: {en: B,  fr: C}\nQA:\n  name: {en: A}  \n"
    got = [(d.line, d.column, d.message) for d in laid_out("states", text).deviations]
    assert got == [
        (2, 17, "this line should read name: {en: B, fr: C}"),
        (3, 1, "QA belongs first"),
        (4, 16, "there are spaces at the end of the line"),
    ]


@pytest.mark.parametrize("folder", [REGIME, ROOT / "check" / "base"], ids=lambda p: p.name)
def test_our_own_files(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8")
        assert laid_out(path.stem, text) == Canonical(text, ())


@given(
    name=st.sampled_from(["states", "sources"]),
    seed=st.randoms(use_true_random=False),
    comments=st.booleans(),
)
def test_shuffled(name: str, seed: object, comments: bool) -> None:
    """Blocks in any order, each with its comment, come back in order with their comments."""
    text = (REGIME / f"{name}.yaml").read_text("utf-8")
    body = text[text.index("\n") + 1 :] if text.startswith("#") else text
    parts = blocks(body, 0)
    if comments:
        parts = {key: f"# on {key}\n{part}" for key, part in parts.items()}
    order = list(parts)
    seed.shuffle(order)  # type: ignore[attr-defined]
    shuffled = "# The file.\n\n" + "".join(parts[key] for key in order)
    expected = "# The file.\n\n" + "".join(part for _, part in sorted(parts.items(), key=_plain))
    got = laid_out(name, shuffled)
    assert got.text == expected
    assert laid_out(name, got.text) == Canonical(expected, ())


def _plain(item: tuple[str, str]) -> str:
    return item[0].strip('"')


ODD = st.sampled_from(
    ["\n", " ", "  ", "#", " # x", "{", "}", "[", "]", ",", ":", "'", '"', "|", "\r\n"]
)


@given(
    name=st.sampled_from(["states", "instruments", "sources", "groups"]),
    edits=st.lists(st.tuples(st.integers(0, 5000), ODD), min_size=1, max_size=4),
)
def test_nothing_is_lost(name: str, edits: list[tuple[int, str]]) -> None:
    """Whatever the text, its meaning stays; only spaces and order change; once is enough."""
    text = (REGIME / f"{name}.yaml").read_text("utf-8")
    for place, odd in edits:
        text = text[:place] + odd + text[place:]
    document = parse(text, f"{name}.yaml")
    if document.problems:
        return
    got = canonical(name, text, document)
    again = parse(got.text, f"{name}.yaml")
    assert not again.problems
    assert again.root == document.root
    signs = str.maketrans("", "", " \r\n,")
    assert sorted(got.text.translate(signs)) == sorted(text.translate(signs))
    assert canonical(name, got.text, again) == Canonical(got.text, ())
