"""Laws of the argument from totals, for any evidence; and what it says of the shipped data."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratgap.assess.answer import Answer, Reason, Status
from ratgap.assess.status import answer
from ratgap.assess.totals import totals
from ratgap.model import Argument, Dataset, Reading, Source, When
from strategies import STATES, recent, several_cells

pytestmark = pytest.mark.slow

_COUNTS: tuple[Literal["parties"], Literal["deposits"]] = ("parties", "deposits")
numbers = st.integers(0, len(STATES) + 1)


@st.composite
def spans(draw: st.DrawFn) -> When:
    """A day, or a span of days."""
    one, two = sorted((draw(recent), draw(recent)))
    return When(one, two)


def _with_total(
    dataset: Dataset, when: When, counts: Literal["parties", "deposits", "total"], number: int
) -> Dataset:
    reading = Reading("count", "t0", when)
    if counts == "parties":
        reading = reading._replace(parties=number)
    elif counts == "deposits":
        reading = reading._replace(deposits=number)
    else:
        reading = reading._replace(total=number)
    count = Source("count", "Count", readings={"t0": reading})
    return dataset._replace(sources={**dataset.sources, "count": count})


def _sort(known: Answer) -> str:
    if known.status is Status.UNKNOWN:
        return "unknown"
    return "joined" if known.status.joined else "gap"


@given(several_cells(), spans(), numbers, st.sampled_from(_COUNTS), recent)
def test_a_total_makes_known_what_was_not_or_forbids_to_repeat_a_negative(
    dataset: Dataset, when: When, number: int, counts: Literal["parties", "deposits"], day: date
) -> None:
    more = _with_total(dataset, when, counts, number)
    for code in STATES:
        before = answer(dataset, code, "t0", day, None)
        after = answer(more, code, "t0", day, None)
        if _sort(before) == _sort(after) or before.status is Status.UNKNOWN:
            continue
        assert (_sort(before), after.reason) == ("gap", Reason.OUTNUMBERED)
        assert before.evidence is not None
        assert before.evidence.confirmed is not None
        assert when.earliest_or_min > before.evidence.confirmed
        assert after.last_known is not None
        assert after.total is not None
        assert after.total.unnamed > 0


@given(several_cells(), spans(), numbers, recent)
def test_whom_a_total_alone_shows_to_have_joined_is_told_so(
    dataset: Dataset, when: When, number: int, day: date
) -> None:
    more = _with_total(dataset, when, "deposits", number)
    (counted,) = totals(more, "t0")
    for code in counted.codes if counted.argument is Argument.ALL_IN else ():
        known = answer(more, code, "t0", day, None)
        steps = [step.total for step in known.steps if step.code == "counted-in"]
        assert steps == ([counted] if known.consent and known.ended is None else [])


@given(several_cells(), recent, recent)
def test_a_total_of_those_named_never_lowers_what_is_known(
    dataset: Dataset, counted: date, day: date
) -> None:
    (named,) = totals(_with_total(dataset, When.on(counted), "deposits", 0), "t0")
    if named.argument is Argument.OUTNUMBERED:
        return
    more = _with_total(dataset, When.on(counted), "deposits", named.named)
    for code in STATES:
        before, after = (answer(d, code, "t0", day, None) for d in (dataset, more))
        if before.status is not Status.UNKNOWN:
            assert _sort(after) == _sort(before)


@given(several_cells(), spans(), numbers)
def test_of_what_it_does_not_count_nothing_follows(
    dataset: Dataset, when: When, number: int
) -> None:
    more = _with_total(dataset, when, "total", number)
    assert [total.argument for total in totals(more, "t0")] == [Argument.NOTHING]


def test_the_shipped_totals_contradict_nobody(shipped: Dataset) -> None:
    for id_ in shipped.instruments:
        for total in totals(shipped, id_):
            if total.argument is Argument.OUTNUMBERED:
                assert total.number > total.named
