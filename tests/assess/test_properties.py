"""Laws of the engine that hold for any evidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratgap.assess.answer import Answer, Signed, Status
from ratgap.assess.force import MaxAge
from ratgap.assess.report import Query, report
from ratgap.assess.status import answer
from ratgap.model import Dataset, Reading, Source
from strategies import ages, days, one_cell, readings

pytestmark = pytest.mark.slow


def _ask(dataset: Dataset, day: date, max_age: MaxAge | None = None) -> Answer:
    return answer(dataset, "AA", "treaty", day, max_age)


@given(one_cell(), days, ages)
def test_statuses_partition_the_world(dataset: Dataset, day: date, age: MaxAge | None) -> None:
    counts = report(dataset, Query(day, "all", "b", ("AA",), age)).states[0].counts
    assert sum(counts[s.value] for s in Status) == 1
    assert counts["gap"] == counts["signatory"] + counts["none"]


@given(one_cell(), days, ages)
def test_nobody_is_bound_without_a_consent_by_that_day(
    dataset: Dataset, day: date, age: MaxAge | None
) -> None:
    got = _ask(dataset, day, age)
    if got.status.joined:
        assert got.consent is not None
        assert got.consent.when.latest <= day
        assert got.ended is None
    if got.status is Status.PARTY:
        entered = dataset.instruments["treaty"].entry.date
        assert got.in_force is not None
        assert entered is not None
        assert entered <= got.in_force.latest
        assert got.in_force.earliest_or_min <= day


@given(one_cell(), days, ages)
def test_a_signatory_has_signed_and_unknown_claims_nothing(
    dataset: Dataset, day: date, age: MaxAge | None
) -> None:
    got = _ask(dataset, day, age)
    if got.status is Status.SIGNATORY:
        assert got.signed is Signed.YES
        assert got.signature is not None
        assert got.signature.when.latest <= day
    if got.status is not Status.UNKNOWN:
        assert got.last_known is None
        assert got.evidence is not None


@given(one_cell(), days)
def test_without_evidence_that_is_relied_on_all_is_unknown(dataset: Dataset, day: date) -> None:
    doubted = {k: s._replace(relied_on=False) for k, s in dataset.sources.items()}
    got = _ask(dataset._replace(sources=doubted), day)
    assert got.status is Status.UNKNOWN
    assert got.evidence is None


@given(one_cell(), days, readings("new"))
def test_another_list_never_contradicts_what_was_known(
    dataset: Dataset, day: date, reading: Reading
) -> None:
    """A list that does not name the state may settle an unknown, never move a known answer."""
    before = _ask(dataset, day)
    more = {**dataset.sources, "new": Source("new", "new", readings={"treaty": reading})}
    after = _ask(dataset._replace(sources=more), day)
    if before.status is not Status.UNKNOWN:
        assert after.status.joined == before.status.joined
        assert after.status is not Status.UNKNOWN
        if after.status is not before.status:
            # The list narrowed a span: the clause cannot have run from the first day possible.
            assert (before.status, after.status) == (Status.PARTY, Status.CONTRACTING)


@given(one_cell(), days, readings("new"))
def test_a_list_that_names_the_party_keeps_it_one(
    dataset: Dataset, day: date, reading: Reading
) -> None:
    before = _ask(dataset, day)
    if not before.status.joined:
        return
    cell = dataset.cells["AA", "treaty"]
    doubted = {k for k, source in dataset.sources.items() if not source.relied_on}
    acts = tuple(
        a._replace(sources=(*a.sources, "new"))
        if a.kind.binds and not doubted.issuperset(a.sources)
        else a
        for a in cell.acts
    )
    more = {**dataset.sources, "new": Source("new", "new", readings={"treaty": reading})}
    named = dataset._replace(sources=more, cells={("AA", "treaty"): cell._replace(acts=acts)})
    after = _ask(named, day)
    assert after.status.joined
    assert before.evidence is not None
    assert before.evidence.confirmed is not None
    assert after.evidence is not None
    assert after.evidence.confirmed is not None
    assert after.evidence.confirmed >= before.evidence.confirmed


@given(one_cell(), days, st.integers(1, 10_000))
def test_party_stays_true_until_the_state_leaves(dataset: Dataset, day: date, more: int) -> None:
    before, after = _ask(dataset, day), _ask(dataset, day + timedelta(more))
    if before.status is Status.PARTY:
        assert after.status is Status.PARTY or after.ended is not None


@given(one_cell(), days, st.integers(0, 20), st.integers(0, 20))
def test_a_longer_patience_never_knows_less(
    dataset: Dataset, day: date, short: int, more: int
) -> None:
    strict = _ask(dataset, day, MaxAge(short, "y"))
    lenient = _ask(dataset, day, MaxAge(short + more, "y"))
    if strict.status is not Status.UNKNOWN:
        assert lenient.status is strict.status
    elif lenient.status is not Status.UNKNOWN:
        assert strict.last_known is not None
        assert lenient.evidence == strict.evidence
