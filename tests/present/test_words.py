"""Every code that the engine can give has words, and none of the words stands idle."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import ratgap
from ratgap.assess import answer as answers
from ratgap.assess import status
from ratgap.assess.report import Asked
from ratgap.model import ActKind
from ratgap.present import explain_view, plain, report_view, text

REGIME = Path(__file__).parent.parent / "regime"
DAYS = [date(y, 7, 1) for y in (1899, 1901, 1930, 1951, 1977, 1985, 1991, 2000, 2008, 2026)]


@pytest.fixture(scope="module")
def data() -> ratgap.Dataset:
    return ratgap.load_dataset(REGIME)


def test_codes_have_words() -> None:
    for status_ in answers.Status:
        assert text.word("legend", status_).startswith(f"{text.word('status', status_)}: ")
    # A code is no word for people where it is joined by hyphens.
    assert all("-" not in text.word("act", kind) for kind in ActKind)
    assert text.word("status", answers.Status.NONE) == "not a party"
    assert text.word("signed", answers.Signed.NO) == "not signed"
    assert text.word("signed", answers.Signed.UNKNOWN) == "not known"
    assert all("-" not in text.word("asked", asked) for asked in Asked)


def test_steps_have_sentences() -> None:
    source = Path(status.__file__).read_text("utf-8")
    codes = set(re.findall(r'[Ss]tep\(\s*"([a-z-]+)"', source))
    codes |= {f"signed-{s}" for s in answers.Signed if s is not answers.Signed.YES}
    assert codes
    assert codes <= explain_view.STEPS.keys()


def test_explanations_of_every_step_and_reason_are_compared() -> None:
    golden = Path(__file__).parent / "golden"
    explained = [json.loads(path.read_text("utf-8")) for path in golden.glob("explain-*.json")]
    codes = {step["code"] for document in explained for step in document["steps"]}
    reasons = {document["answer"]["reason"] for document in explained if document["answer"]}
    # Three are shown by cases of the engine: no state of the regime stands so.
    assert codes == explain_view.STEPS.keys() - {"presupposed", "counted-in", "through-ended"}
    assert reasons == set(answers.Reason) - {answers.Reason.NO_STATE}


@pytest.mark.parametrize("day", DAYS)
def test_whatever_is_asked_can_be_told(data: ratgap.Dataset, day: date) -> None:
    for max_age in (None, "10y"):
        everyone = ratgap.report(data, all_states=True, as_of=day, max_age=max_age)
        assert plain.render(report_view.report(data, everyone))
        for state in data.states:
            for instrument in data.instruments:
                told = ratgap.explain(data, state, instrument, day, max_age)
                shown = plain.render(explain_view.explain(data, told), 80)
                assert "{" not in shown
                assert max(map(len, shown.splitlines())) <= 100
