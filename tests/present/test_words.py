"""Every code that the engine can give has words, and none of the words stands idle."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import ratgap
from ratgap import api
from ratgap.assess import answer as answers
from ratgap.assess import status
from ratgap.assess.answer import Status
from ratgap.assess.report import Asked
from ratgap.model import ActKind, Dataset
from ratgap.present import document, explain_view, plain, report_view, text

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
    apart = {"presupposed", "counted-in", "through-ended", "suspended"}
    assert codes == explain_view.STEPS.keys() - apart
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


@pytest.mark.parametrize(
    ("state", "treaty", "day", "suspended"),
    [
        ("BS", "HAG", "1974-01-01", True),
        ("BS", "TOK", "1975-06-11", True),
        ("BS", "TOK", "1975-06-12", False),
        ("BS", "HAG", "1976-08-11", False),
        # Their predecessors are no more: they were no dependent territories.
        ("BA", "HAG", "1993-01-01", False),
        ("SK", "HOS", "1993-02-01", False),
        ("SK", "HOS", "2020-01-01", False),
        ("KG", "HAG", "2010-01-01", False),
    ],
)
def test_what_a_succession_leaves_suspended_until_it_is_notified(
    state: str, treaty: str, day: str, suspended: bool, shipped: Dataset
) -> None:
    result = api.explain(shipped, state, treaty, date.fromisoformat(day))
    assert result.answer
    assert result.answer.status is Status.PARTY
    told = document.explain(shipped, result)
    steps = {step["code"]: step["text"] for step in told["steps"]}
    assert ("suspended" in steps) is suspended
    # Of a predecessor that lives on the data do not tell what the state was: nothing is cited.
    parts = bool(shipped.states[shipped.states[state].predecessor or state].former)
    for code in {"succession", "notified-later"} & steps.keys():
        assert ("article 34(1))" in steps[code]) is parts
        assert ("article" in steps[code]) is parts
    if suspended:
        assert "article" in steps["suspended"]
        assert "23(2)" in steps["suspended"]
        assert "newly independent" in steps["suspended"]
    assert ("notified-later" in steps) == any(
        "notified later" in note for note in explain_view.explain(shipped, result).sections[0].notes
    )
