"""Which unquoted words are not text: at least all that PyYAML takes for something else."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ratgap.load.tree import MEANING, taken_for

RESOLVE: Callable[..., str] = yaml.resolver.Resolver().resolve

# As a parser hands them on: on one line, without blanks at the ends.
WORDS = st.one_of(
    st.text(max_size=12),
    st.text("0123456789-+:.eExob_ TZ", max_size=20),
    st.sampled_from(["yes", "No", "ON", "off", "~", "null", "TRUE", "=", "<<", ".inf", "-.INF"]),
).map(lambda word: " ".join(word.split()))


@settings(max_examples=600)
@given(WORDS)
def test_what_pyyaml_takes_otherwise_is_not_text(word: str) -> None:
    tag = RESOLVE(yaml.ScalarNode, word, (True, False))
    # The signs *, & and ! alone resolve to "yaml", and no parser takes them for a word.
    if tag.rpartition(":")[2] not in ("str", "yaml"):
        assert taken_for(word)


@pytest.mark.parametrize(
    "word", ["untc-2014", "QM", "<=2017-12-31", "2014-07-11..2017-12-31", "2018-05", "36(3)", "2/3"]
)
def test_text(word: str) -> None:
    assert taken_for(word) == ""


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("", "nothing"),
        ("NO", "untruth"),
        ("y", "truth"),
        ("2003-10-02", "day"),
        ("2003-1-2", "time"),
        ("40", "whole"),
        ("040", "number"),
        ("1e3", "number"),
        ("190:20:30", "number"),
    ],
)
def test_kinds(word: str, kind: str) -> None:
    assert taken_for(word) == kind
    assert kind in MEANING


@given(st.text(string.ascii_lowercase + "-", min_size=6, max_size=20))
def test_small_words_with_hyphens_are_text(word: str) -> None:
    assert taken_for(word) == ""
