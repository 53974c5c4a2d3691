"""The JSON that other tools depend on: every promised field, and what null means."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ratgap
from documents import check
from ratgap.present import csv, document_lists
from ratgap.present import document as published
from ratgap.present.document_plan import matrix

REGIME = Path(__file__).parent.parent / "regime"


@pytest.fixture(scope="module")
def data() -> ratgap.Dataset:
    return ratgap.load_dataset(REGIME)


def _report(data: ratgap.Dataset, state: str, day: date, **more: Any) -> dict[str, Any]:
    result = ratgap.report(data, [state], as_of=day, **more)
    return check(published.text(published.report(data, result)))


def _row(document: dict[str, Any], instrument: str) -> dict[str, Any]:
    (row,) = [i for i in document["states"][0]["instruments"] if i["id"] == instrument]
    assert isinstance(row, dict)
    return row


def test_report_has_every_promised_field(data: ratgap.Dataset) -> None:
    document = _report(data, "QP", date(2005, 1, 1))
    assert document["schema"] == "ratgap/report/1"
    assert document["generator"] == {"name": "ratgap", "version": ratgap.__version__}
    assert document["data"] == {"digest": data.digest}
    assert document["query"] == {
        "as_of": "2005-01-01",
        "scope": "all-rivers",
        "basis": "delta-pledge",
        "states": ["QP"],
        "max_age": "10y",
        "recent": "3y",
        "not_there": [],
    }
    (state,) = document["states"]
    assert {"code", "alpha3", "name", "kind", "counts", "instruments"} <= state.keys()
    assert state["counts"] == {
        "party": 2,
        "contracting": 0,
        "signatory": 0,
        "none": 1,
        "unknown": 1,
        "gap": 1,
        "gap_recent": 0,
        "gap_old": 1,
        "outside_when_last_known": 1,
        "not_known": 0,
    }
    promised = {"id", "title", "family", "bases", "status", "gap", "signature", "consent"}
    promised |= {"in_force", "ended", "through", "last_known", "evidence"}
    for row in state["instruments"]:
        assert promised <= row.keys()


def test_a_consent_known_only_by_a_last_day(data: ratgap.Dataset) -> None:
    row = _row(_report(data, "QP", date(2005, 1, 1)), "river-1900")
    assert (row["status"], row["gap"]) == ("party", False)
    consent = row["consent"]
    assert (consent["act"], consent["date"], consent["on_or_before"], consent["not_before"]) == (
        "consent",
        "2000-06-30",
        True,
        "1921-01-01",
    )
    assert row["in_force"]["on_or_before"] is True


def test_an_unknown_signature_is_not_a_missing_one(data: ratgap.Dataset) -> None:
    unknown = _row(_report(data, "QV", date(1986, 1, 1)), "lock-1975")
    assert (unknown["signature"], unknown["signed"]) == (None, "unknown")
    not_signed = _row(_report(data, "QU", date(1999, 1, 1)), "lock-1975")
    assert (not_signed["signature"], not_signed["signed"]) == (None, "no")


def test_a_negative_too_old_is_unknown_with_what_was_last_known(data: ratgap.Dataset) -> None:
    row = _row(_report(data, "QP", date(2026, 11, 24)), "ferry-1950")
    assert (row["status"], row["gap"], row["reason"]) == ("unknown", False, "too-old")
    assert row["last_known"] == {"status": "none", "confirmed": "2000-06-30"}
    assert row["evidence"] == {"source": "ledger-2000", "confirmed": "2000-06-30"}


def test_no_age_limit_is_null(data: ratgap.Dataset) -> None:
    document = _report(data, "QP", date(2026, 11, 24), max_age=None)
    assert document["query"]["max_age"] is None
    assert _row(document, "ferry-1950")["status"] == "none"


def test_joining_through_a_protocol_names_it(data: ratgap.Dataset) -> None:
    row = _row(_report(data, "QU", date(2000, 1, 1)), "river-1900")
    assert (row["status"], row["through"]) == ("party", "river-1990")


def test_a_state_that_left_has_the_day(data: ratgap.Dataset) -> None:
    row = _row(_report(data, "QN", date(1965, 1, 1)), "river-1900")
    assert (row["status"], row["ended"]) == ("none", "1960-07-10")


def test_an_organisation_has_only_what_is_open_to_it(data: ratgap.Dataset) -> None:
    document = _report(data, "RIVCOM", date(2005, 1, 1))
    (state,) = document["states"]
    assert state["kind"] == "organisation"
    assert [i["id"] for i in state["instruments"]] == ["lock-1975"]


def test_instruments_have_every_promised_field(data: ratgap.Dataset) -> None:
    result = ratgap.overview(data, as_of=date(2000, 6, 30))
    document = check(published.text(document_lists.instruments(data, result)))
    assert document["schema"] == "ratgap/instruments/1"
    promised = {"id", "title", "adopted", "in_force", "depositary", "counts"}
    for entry in document["instruments"]:
        assert promised <= entry.keys()
        counts = entry["counts"]
        assert all(len(codes) == counts[s] for s, codes in entry["members"].items())
        assert all(len(codes) == counts[f"gap_{s}"] for s, codes in entry["gaps"].items())
    lock = next(e for e in document["instruments"] if e["id"] == "lock-1975")
    assert lock["depositary"] == "River Commission; Government of Ostrel"
    assert lock["in_force"] == "1978-07-01"


def test_steps_are_told_in_words_and_in_fields(data: ratgap.Dataset) -> None:
    result = ratgap.explain(data, "QR", "ferry-1950", date(2005, 1, 1))
    document = check(published.text(published.explain(data, result)))
    assert [act["rejected"] is None for act in document["acts"]] == [True, False]
    assert {r["source"]: r["says"] for r in document["readings"]}["ledger-2000"] == "listed"
    assert document["steps"][-1]["code"] == "in-force"
    assert document["answer"]["status"] == "party"


def test_an_id_with_a_dot_heads_a_column_of_the_matrix(data: ratgap.Dataset) -> None:
    treaty = data.instruments["lock-1975"]._replace(id="lock-1975.2")
    others = {id_: i for id_, i in data.instruments.items() if id_ != "lock-1975"}
    dotted = data._replace(instruments={**others, treaty.id: treaty})
    found = matrix(dotted, ratgap.matrix(dotted, ["QM"], as_of=date(2000, 6, 30)))
    head, row = csv.text(found).splitlines()
    told = dict(zip(head.split(","), row.split(","), strict=True))
    assert {id_: told[id_] for id_ in found["cells"]["QM"]} == found["cells"]["QM"]
