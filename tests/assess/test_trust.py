"""A reading may be trusted otherwise than its source; of a low one nothing is concluded."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from ratgap.cli.main import main


@pytest.fixture
def tell(regime_folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what prints an answer over the regime, the trust of some readings replaced."""

    def call(*arguments: str, **trust: str) -> str:
        path = regime_folder / "sources.yaml"
        text = path.read_text(encoding="utf-8")
        for name, value in trust.items():
            source, treaty = (part.replace("_", "-") for part in name.split("__"))
            before, start, after = text.partition(f"\n{source}:\n")
            text = (
                before + start + after.replace(f"{treaty}: {{", f"{treaty}: {{trust: {value}, ", 1)
            )
        path.write_text(text, encoding="utf-8")
        assert main([*arguments, "--data", str(regime_folder)]) == 0
        return capsys.readouterr().out

    return call


def _status(told: str) -> object:
    return json.loads(told)["answer"]["status"]


LOCK = ("explain", "QM", "lock-1975", "--as-of", "2000-06-30", "--format", "json")
RIVER = ("explain", "QM", "river-1990", "--as-of", "2000-06-30", "--format", "json")


def test_a_low_reading_of_a_trusted_source_concludes_nothing(tell: Any) -> None:
    before, elsewhere = _status(tell(*LOCK)), _status(tell(*RIVER))
    assert before == "party"
    told = json.loads(tell(*LOCK, ledger_2000__lock_1975="low"))
    assert told["answer"]["status"] == "unknown"
    (reading,) = [r for r in told["readings"] if r["source"] == "ledger-2000"]
    assert (reading["trust"], reading["relied_on"]) == ("low", False)
    (source,) = [s for s in told["sources"] if s["id"] == "ledger-2000"]
    assert (source["trust"], source["trust_on"]) == ("high", {"lock-1975": "low"})
    # Of another treaty it is trusted as before.
    assert _status(tell(*RIVER)) == elsewhere


def test_a_good_reading_of_a_source_of_low_trust_counts(tell: Any) -> None:
    asked = ("explain", "QN", "lock-1975", "--as-of", "2006-01-01", "--format", "json")
    assert _status(tell(*asked)) != "party"
    assert _status(tell(*asked, pamphlet_2005__lock_1975="good")) == "party"


def test_the_trust_shown_is_that_of_the_reading(tell: Any) -> None:
    text = tell(*LOCK[:-2], ledger_2000__lock_1975="medium")
    assert "(Government of Marrow); depositary, medium trust. https://example.org/ledger" in (
        " ".join(text.split())
    )
    rows = csv.DictReader(io.StringIO(tell("report", "QM", "--all", "--format", "csv")))
    by_instrument = {row["instrument"]: row for row in rows}
    lock, river = by_instrument["lock-1975"], by_instrument["river-1990"]
    assert {row["evidence_source"] for row in (lock, river)} == {"ledger-2000"}
    assert (lock["source_trust"], river["source_trust"]) == ("medium", "high")


def test_sources_shows_both(tell: Any) -> None:
    told = tell("sources", "ledger-2000", "--format", "csv", ledger_2000__lock_1975="low")
    rows = {row["instrument"]: row for row in csv.DictReader(io.StringIO(told))}
    lock, river = rows["lock-1975"], rows["river-1990"]
    assert (lock["source_trust"], lock["trust"], lock["relied_on"]) == ("high", "low", "false")
    assert (river["trust"], river["relied_on"]) == ("high", "true")


def test_a_word_that_is_none_is_refused(
    tell: Any, regime_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AssertionError):
        tell(*LOCK, ledger_2000__lock_1975="fair")
    assert "sources.yaml" in capsys.readouterr().err
