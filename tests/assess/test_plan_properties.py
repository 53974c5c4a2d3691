"""Laws of plans, for any treaties that depend on each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratgap.assess.joining import ImpossibleOrderError, joining_order
from ratgap.assess.plan import plan
from ratgap.assess.report import Query, report
from ratgap.model import Dataset
from strategies import FAMILY, FAMILY_READ, families

pytestmark = pytest.mark.slow


def _circular(dataset: Dataset) -> bool:
    """Whether some treaty comes before itself, found by walking, step by step."""
    before = {
        (p.instrument, t.id) if p.rule != "implies" else (t.id, p.instrument)
        for t in dataset.instruments.values()
        for p in t.parents
    }
    reached = set(before)
    for _ in FAMILY:
        reached |= {(a, d) for a, b in reached for c, d in before if b == c}
    return any(a == b for a, b in reached)


@given(families())
def test_there_is_an_order_or_a_circle(dataset: Dataset) -> None:
    if _circular(dataset):
        with pytest.raises(ImpossibleOrderError) as caught:
            joining_order(dataset)
        assert caught.value.cycle[0] == caught.value.cycle[-1]
        return
    order = joining_order(dataset)
    assert sorted(order) == sorted(FAMILY)
    for treaty in dataset.instruments.values():
        for parent in treaty.parents:
            first, second = (
                (treaty.id, parent.instrument)
                if parent.rule == "implies"
                else (parent.instrument, treaty.id)
            )
            assert order.index(first) < order.index(second)


@given(families(), st.sampled_from(["all", "some"]), st.integers(0, 1000))
def test_a_plan_closes_every_gap_once_and_can_be_done_in_its_order(
    dataset: Dataset, scope: str, later: int
) -> None:
    if _circular(dataset):
        return
    query = Query(FAMILY_READ, scope, "b", ("AA",), None)
    deposit = FAMILY_READ + timedelta(later)
    (found,) = plan(dataset, query, deposit)
    asked = [r.instrument.id for r in report(dataset, query).states[0].instruments if r.gap]
    steps = [s.instrument.id for s in found.steps]
    assert len(set(steps)) == len(steps)
    assert sorted(s.instrument.id for s in found.steps if not s.outside) == sorted(asked)
    binding = {s.instrument.id: s.binding for s in found.steps}
    for n, step in enumerate(found.steps):
        done = set(steps[:n])
        assert all(c.parent.instrument in done for c in step.conditions if c.planned)
        assert all(p.instrument in done for p in step.brought_by)
        assert all(c.planned for c in step.conditions if c.status.gap)
        if step.binding:
            assert step.binding.day >= deposit
        if step.binding and not step.brought_by:
            for condition in step.conditions:
                if condition.planned:
                    parent = binding[condition.parent.instrument]
                    assert parent is not None
                    assert parent.day <= step.binding.day
    held = {i.instrument.id for i in found.unknown}
    assert not held & set(steps)
