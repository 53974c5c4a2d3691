"""What lists tell of a state that is no more, and of one whose claim is set aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ratgap.assess.record import by_name, readings
from ratgap.assess.status import answer
from ratgap.model import Dataset

INSTRUMENTS = """\
    bases:
      call: {title: Call, citation: The Call, default: true}
    scopes:
      all: {title: All, default: true}
    instruments:
      alpha-2000:
        title: Alpha Convention
        adopted: 2000-01-01
        later_joiners: {days_after: 30}
        denunciation: {months_after: 12, article: "11"}
        bases: [call]
        scopes: [all]
    """
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


def test_a_denunciation_of_a_span_confirms_to_the_eve_of_its_first_day(
    dataset: Callable[..., Dataset],
) -> None:
    confirmed = []
    for day in ("2005-01-01..2009-12-31", "<=2009-12-31"):
        acts = f"{{accession: [2001-05-01, roll], denunciation: [{day}, roll]}}"
        data = dataset(
            instruments=INSTRUMENTS,
            states=f"QA: {{name: {{en: Quay}}, acts: {{alpha-2000: {acts}}}}}",
            sources=SOURCES,
        )
        evidence = answer(data, "QA", "alpha-2000", date(2008, 1, 1)).evidence
        confirmed.append(evidence and evidence.confirmed)
    assert confirmed == [date(2005, 12, 31), date(2001, 5, 1)]
