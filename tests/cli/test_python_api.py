"""``import ratgap``: the same answers for programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ratgap

REGIME = Path(__file__).parent.parent / "regime"
DAY = date(2005, 1, 1)


@pytest.fixture(scope="module")
def data() -> ratgap.Dataset:
    return ratgap.load_dataset(REGIME)


def test_every_public_name_is_there() -> None:
    for name in ratgap.__all__:
        assert getattr(ratgap, name) is not None
        assert name in dir(ratgap)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="reprot"):
        getattr(ratgap, "re" + "prot")


def test_report(data: ratgap.Dataset) -> None:
    result = ratgap.report(data, ["Pellia"], as_of=DAY)
    assert [row.answer.status for row in result.states[0].rows][:2] == [ratgap.Status.NONE] * 2


def test_answer_and_explain_agree(data: ratgap.Dataset) -> None:
    answer = ratgap.answer(data, "QR", "ferry-1950", DAY)
    assert answer.status is ratgap.Status.PARTY
    assert ratgap.explain(data, "Rushmere", "FERRY-1950", DAY).answer == answer


def test_overview(data: ratgap.Dataset) -> None:
    result = ratgap.overview(data, as_of=DAY, scope="delta-2000")
    assert [entry.instrument.id for entry in result.instruments][-1] == "river-1990"


def test_an_age_as_text_or_as_a_value(data: ratgap.Dataset) -> None:
    day = date(2012, 1, 1)
    as_text = ratgap.answer(data, "QP", "ferry-1950", day, max_age="18m")
    assert as_text.status is ratgap.Status.UNKNOWN
    as_value = ratgap.answer(data, "QP", "ferry-1950", day, max_age=ratgap.MaxAge(18, "m"))
    assert as_value == as_text


def test_what_is_refused(data: ratgap.Dataset, tmp_path: Path) -> None:
    with pytest.raises(ratgap.UnknownName):
        ratgap.report(data, ["Nowhere"])
    with pytest.raises(ratgap.RequestError):
        ratgap.report(data, [])
    with pytest.raises(ratgap.RequestError):
        ratgap.report(data, ["QM"], max_age="soon")
    with pytest.raises(ratgap.DataError):
        ratgap.load_dataset(tmp_path)
