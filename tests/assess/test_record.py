"""What lists tell of a state that is no more, and of one whose claim is set aside."""

from __future__ import annotations

from collections.abc import Callable

from ratgap.assess.record import by_name, readings
from ratgap.model import Dataset

SOURCES = """\
    roll:
      title: Roll
      kind: depositary
      trust: high
      readings:
        alpha-2000:
          as_of: 2020-01-01
          gives: [signatures, consents]
          absent_until: 2020-01-01
          parties: 1
    """


def test_a_list_does_not_tell_that_an_ended_state_had_not_signed(
    dataset: Callable[..., Dataset],
) -> None:
    data = dataset(
        states="""\
            QA: {name: {en: Quay}, until: 2010-12-31}
            QB: {name: {en: Bay}}
            """,
        sources=SOURCES,
    )
    assert by_name(data, "QA", "alpha-2000").no_signature == ()
    assert by_name(data, "QB", "alpha-2000").no_signature


def test_a_list_whose_claim_is_set_aside_lists_the_state(
    dataset: Callable[..., Dataset],
) -> None:
    data = dataset(
        states="""\
            QA:
              name: {en: Quay}
              acts:
                alpha-2000: {accession: {day: 2003-05-01, sources: [roll], rejected: "Misread."}}
            """,
        sources=SOURCES,
    )
    assert [says for *_, says in readings(data, "QA", "alpha-2000")] == ["listed"]
