"""Small parts: short codes, widths, words for every code."""

from __future__ import annotations

from datetime import date

import pytest

from ratgap import api
from ratgap.assess.answer import Status
from ratgap.model import ActKind, Dataset, codes
from ratgap.present import matrix_view, plain, plan_view, progress_view
from ratgap.present.matrix_view import SIGNS
from ratgap.present.text import word
from ratgap.request import RequestError

DAY = date(2026, 11, 24)


def test_codes_are_the_datas_own_or_made_of_the_id(regime: Dataset) -> None:
    assert codes(regime.instruments.values()) == {
        "river-1900": "RIV",
        "ferry-1950": "FER",
        "lock-1975": "LOC",
        "river-1990": "RIV90",
        "dredge-2010": "DRE",
    }


def test_codes_that_would_be_alike_are_told_apart(regime: Dataset) -> None:
    one = regime.instruments["ferry-1950"]
    treaties = [one._replace(id=id_) for id_ in ("ferry-1950", "ferry-1970", "ferry", "ferro")]
    assert list(codes(treaties).values()) == ["FER", "FER70", "FERRY", "FERRO"]
    many = [one._replace(id=f"ferry-{n}a") for n in "bcdefghij"]
    assert len(set(codes(many).values())) == len(many)
    same = [one._replace(id=id_, short="SAME") for id_ in ("one", "two")]
    assert list(codes(same).values()) == ["SAME", "TWO"]


def test_every_code_has_words() -> None:
    for kind in ActKind:
        if kind.binds and kind is not ActKind.CONSENT:
            assert word("order", kind) != kind.replace("-", " ")
    assert set(SIGNS) == {*Status, None}
    assert len(set(SIGNS.values())) == len(SIGNS)


@pytest.mark.parametrize("width", [60, 80, 100, 120, None])
def test_lines_of_a_matrix_are_equally_wide(width: int | None, shipped: Dataset) -> None:
    data = shipped
    found = api.matrix(data, as_of=DAY)
    shown = plain.render(matrix_view.matrix(data, found, 10, False, width), width)
    code, rule, *lines = shown[shown.index("\nCode") + 1 :].partition("\n\n")[0].splitlines()
    assert len(lines) >= len(found.states)
    assert len(code) == len(rule) == max(map(len, lines))
    rows = [line for line in lines if not line.startswith((" ", "No room here for: State"))]
    assert {len(line) for line in rows} == {len(rule)}
    assert width is None or len(rule) <= width


@pytest.mark.parametrize("width", [60, 80, 120])
def test_letters_that_head_a_matrix_are_explained(width: int, shipped: Dataset) -> None:
    data = shipped
    found = api.matrix(data, ["KG"], as_of=DAY)
    view = matrix_view.matrix(data, found, 10, False, width)
    grid, notes = view.sections[0].tables[0], view.sections[0].notes
    heads = [column.title for column in grid.columns[2:-3]]
    names = [data.codes[treaty.id] for treaty in found.instruments]
    told = [f"{letter}={name}" for letter, name in zip(heads, names, strict=True)]
    assert heads == names or f"Columns: {', '.join(told)}." in notes
    assert (heads == names) == (width == 120)
    shown = len(grid.rows) > len(found.states)
    assert shown != ("No room here for what the columns come to." in notes)


def test_a_gap_that_only_old_evidence_proves_has_a_sign_of_its_own(regime: Dataset) -> None:
    for recent, sign in (("5y", "-"), ("1y", "~")):
        found = api.matrix(regime, ["QN"], as_of=date(2012, 1, 1), recent=recent)
        (row, *_) = matrix_view.matrix(regime, found, 10, False).sections[0].tables[0].rows
        assert row.cells[4] == (sign,)


def test_more_instruments_than_letters_keep_their_codes(regime: Dataset) -> None:
    one = regime.instruments["lock-1975"]
    treaties = {f"lock-{n}": one._replace(id=f"lock-{n}") for n in range(1900, 1960)}
    data = regime._replace(instruments=treaties, cells={}, commitments=())
    view = matrix_view.matrix(data, api.matrix(data, as_of=DAY), 10, False, 60)
    assert len({column.title for column in view.sections[0].tables[0].columns[2:-3]}) == 60
    assert not any(note.startswith("Columns") for note in view.sections[0].notes)


@pytest.mark.parametrize("day", [date(y, 7, 1) for y in (1899, 1930, 1951, 1977, 1991, 2008)])
def test_whatever_is_planned_can_be_told(regime: Dataset, day: date) -> None:
    for deposit in (None, day, date(2100, 1, 1)):
        for state in regime.states.values():
            if not state.former and state.existed(day):
                found = api.plan(regime, [state.code], as_of=day, deposit_on=deposit, max_age=None)
                text = plain.render(plan_view.plan(regime, found), 80)
                assert "{" not in text
                assert max(map(len, text.splitlines())) <= 80
        later = api.progress(regime, start=day, end=date(2100, 1, 1), all_states=True)
        text = plain.render(progress_view.progress(regime, later), 100)
        assert "{" not in text
        assert max(map(len, text.splitlines())) <= 100


def test_a_plan_for_a_day_before_the_state_existed_says_so(regime: Dataset) -> None:
    with pytest.raises(RequestError, match=r"did not exist on 1990-01-01: .* since 1992-03-06"):
        api.plan(regime, ["QS"], as_of=date(1990, 1, 1), max_age=None)
