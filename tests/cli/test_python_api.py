"""``import ratgap``: the same answers for programs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

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
    statuses = [row.answer.status for row in result.states[0].instruments]
    assert statuses[:2] == [ratgap.Status.NONE, ratgap.Status.UNKNOWN]


def test_answer_and_explain_agree(data: ratgap.Dataset) -> None:
    answer = ratgap.answer(data, "QR", "ferry-1950", DAY)
    assert answer.status is ratgap.Status.PARTY
    assert ratgap.explain(data, "Rushmere", "FERRY-1950", DAY).answer == answer
    assert ratgap.explain(data, "Rushmere", "ferry protocol", DAY).answer == answer


@pytest.mark.parametrize("called", ["RIV", "riv", "River  convention", "river-1900", "The River"])
def test_a_treaty_goes_by_its_code_its_usual_name_and_its_title(
    called: str, data: ratgap.Dataset
) -> None:
    river = data.instruments["river-1900"]._replace(name="The River")
    named = data._replace(instruments={**data.instruments, river.id: river})
    assert ratgap.explain(named, "QM", called).instrument.id == "river-1900"


def test_a_code_that_the_program_made_up_is_understood_too(data: ratgap.Dataset) -> None:
    for id_, code in data.codes.items():
        assert ratgap.explain(data, "QM", code.lower()).instrument.id == id_


@pytest.mark.parametrize(
    ("name", "treaty"),
    [
        ("convention pour la répression de la capture illicite d’aéronefs", "hague-1970"),
        ("Конвенция о физической защите ядерного материала", "cppnm-1980"),
        ("Convenio para la represión del apoderamiento ilícito de aeronaves", "hague-1970"),
        ("Протокол против незаконного изготовления", "firearms-protocol-2001"),
    ],
)
def test_a_treaty_goes_by_its_titles_in_other_languages(name: str, treaty: str) -> None:
    assert ratgap.explain(ratgap.load_dataset(), "KG", name).instrument.id == treaty


def test_a_name_that_two_treaties_share_is_nobodys(data: ratgap.Dataset) -> None:
    ferry = data.instruments["ferry-1950"]._replace(name="River convention", short="river-1900")
    shared = data._replace(instruments={**data.instruments, ferry.id: ferry})
    with pytest.raises(ratgap.RequestError, match=r"2 instruments .* river-1900 or ferry-1950"):
        ratgap.explain(shared, "QM", "River Convention")
    # An id goes before another's code.
    assert ratgap.explain(shared, "QM", "river-1900").instrument.id == "river-1900"


def test_overview(data: ratgap.Dataset) -> None:
    result = ratgap.overview(data, as_of=DAY, scope="delta-2000")
    assert [entry.instrument.id for entry in result.instruments][-1] == "river-1990"


def test_an_age_as_text_or_as_a_value(data: ratgap.Dataset) -> None:
    day = date(2012, 1, 1)
    for none in ("none", None):
        assert ratgap.report(data, ["QP"], as_of=day, max_age=none).query.max_age is None
    as_text = ratgap.answer(data, "QP", "ferry-1950", day, max_age="18m")
    assert as_text.status is ratgap.Status.UNKNOWN
    as_value = ratgap.answer(data, "QP", "ferry-1950", day, max_age=ratgap.MaxAge(18, "m"))
    assert as_value == as_text


def test_one_name_may_stand_alone(data: ratgap.Dataset) -> None:
    assert ratgap.report(data, "QP").query.states == ("QP",)
    listed = ratgap.report(data, groups=["delta"], as_of=DAY)
    assert ratgap.report(data, groups="delta", as_of=DAY) == listed


def test_a_moment_is_its_day(data: ratgap.Dataset) -> None:
    result = ratgap.report(data, ["QP"], as_of=datetime(2005, 1, 1, 23, 59))
    assert result.query.as_of == DAY


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("as_of", "2005-01-01"),
        ("as_of", 2005),
        ("max_age", 10),
        ("max_age", "１０y"),
        ("states", 7),
        ("states", ["QP", None]),
        ("groups", [3]),
        *(("scope", value) for value in (0, b"all", ["all"], {"all": 1}, date(2005, 1, 1))),
        *(("basis", value) for value in (7, ("own",), Path("own"))),
    ],
)
def test_an_argument_of_another_kind_is_named(
    data: ratgap.Dataset, argument: str, value: object
) -> None:
    given: dict[str, Any] = {"states": ["QP"]} | {argument: value}
    with pytest.raises(ratgap.RequestError, match=f"^{argument}: "):
        ratgap.report(data, **given)


@pytest.mark.parametrize("value", [None, 0, b"QM", ["QM"], Path("QM"), date(2005, 1, 1)])
def test_a_name_is_text(data: ratgap.Dataset, value: Any) -> None:
    for ask in (ratgap.answer, ratgap.explain):
        with pytest.raises(ratgap.RequestError, match=r"^state: .* is not a name$"):
            ask(data, value, "ferry-1950")
        with pytest.raises(ratgap.RequestError, match=r"^instrument: .* is not a name$"):
            ask(data, "QM", value)
    with pytest.raises(ratgap.RequestError, match="is not a name"):
        ratgap.participation(data, value)


def test_what_is_refused(data: ratgap.Dataset, tmp_path: Path) -> None:
    with pytest.raises(ratgap.UnknownName):
        ratgap.report(data, ["Nowhere"])
    with pytest.raises(ratgap.RequestError):
        ratgap.report(data, [])
    with pytest.raises(ratgap.RequestError):
        ratgap.report(data, ["QM"], max_age="soon")
    with pytest.raises(ratgap.DataError):
        ratgap.load_dataset(tmp_path)
