"""Every code that the engine can give has words, and none of the words stands idle."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import ratgap
from ratgap.assess import answer as answers
from ratgap.assess import status
from ratgap.model import ActKind
from ratgap.present import explain_view, labels, plain, report_view

REGIME = Path(__file__).parent.parent / "regime"
PRESENT = Path(labels.__file__).parent
DAYS = [date(y, 7, 1) for y in (1899, 1901, 1930, 1951, 1977, 1985, 1991, 2000, 2008, 2026)]


@pytest.fixture(scope="module")
def data() -> ratgap.Dataset:
    return ratgap.load_dataset(REGIME)


def test_codes_have_words() -> None:
    texts = labels.TEXTS["en"]
    for code in answers.Status:
        assert f"status.{code}" in texts
        assert f"legend.{code}" in texts
    for signed in (answers.Signed.NO, answers.Signed.UNKNOWN):
        assert f"signed.{signed}" in texts
    for kind in ActKind:
        assert f"act.{kind}" in texts


def test_steps_have_sentences() -> None:
    source = Path(status.__file__).read_text("utf-8")
    codes = set(re.findall(r'[Ss]tep\(\s*"([a-z-]+)"', source))
    codes |= {f"signed-{s}" for s in answers.Signed if s is not answers.Signed.YES}
    assert codes
    assert {f"step.{code}" for code in codes} <= labels.TEXTS["en"].keys()


@pytest.mark.parametrize("day", DAYS)
def test_whatever_is_asked_can_be_told(data: ratgap.Dataset, day: date) -> None:
    for max_age in (None, "10y"):
        everyone = ratgap.report(data, all_states=True, as_of=day, max_age=max_age)
        assert plain.render(report_view.report(data, everyone))
        for state in data.states:
            for instrument in data.instruments:
                told = ratgap.explain(data, state, instrument, day, max_age)
                text = plain.render(explain_view.explain(told), 80)
                assert "{" not in text
                assert max(map(len, text.splitlines())) <= 100


def test_no_words_are_left_over() -> None:
    code = "\n".join(p.read_text("utf-8") for p in PRESENT.rglob("*.py") if p.name != "labels.py")
    families = set(re.findall(r'f"([a-z.]+)\.\{', code)) | {"column", "on", "since", "span"}
    for key in labels.TEXTS["en"]:
        family = key.rpartition(".")[0]
        known = f'"{key}"' in code or any(
            family == f or family.startswith(f"{f}.") for f in families
        )
        assert known, key
