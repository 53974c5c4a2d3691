"""Cases that a treaty officer can read and write: acts and lists in, answers by day out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ratgap.assess.answer import Answer
from ratgap.assess.doubts import doubt, joined_amended
from ratgap.assess.force import DEFAULT_MAX_AGE, DEFAULT_RECENT, MaxAge
from ratgap.assess.status import answer
from ratgap.load import load
from ratgap.model import Dataset

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        if path.name != "regime.yaml":
            for case in yaml.safe_load(path.read_text("utf-8")):
                found.append(pytest.param(case, id=f"{path.stem}: {case['case']}"))
    return found


def _write(folder: Path, case: dict[str, Any]) -> None:
    """Write the cases' regime with this case's readings and acts as a data folder."""
    regime = yaml.safe_load((CASES / "regime.yaml").read_text("utf-8"))
    instrument = case["instrument"]
    read = {instrument: case.get("readings", {}), **case.get("other_instruments", {})}
    for treaty, readings in read.items():
        for source, fields in readings.items():
            trust, kind = fields.pop("trust", "high"), fields.pop("kind", "depositary")
            regime["sources"][source] = {
                "title": source,
                "kind": kind,
                "trust": trust,
                "readings": {treaty: fields},
            }
    others = {instrument: case.get("others", {}), **case.get("others_under", {})}
    for treaty, acts_of in others.items():
        for code, theirs in acts_of.items():
            regime["states"][code].setdefault("acts", {})[treaty] = theirs
    acts = dict(case.get("other_acts", {}))
    if "acts" in case:
        acts[instrument] = case["acts"]
    regime["states"]["AA"] |= {**case.get("state", {}), "acts": dict(sorted(acts.items()))}
    for name in ("instruments", "states", "sources", "groups"):
        text = yaml.safe_dump(regime[name], sort_keys=False, allow_unicode=True)
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def _shown(dataset: Dataset, got: Answer, key: str, max_age: MaxAge | None) -> object:
    """Return what the answer says under ``key``, as the cases write it."""
    match key:
        case "confirmed":
            return got.evidence.confirmed if got.evidence else None
        case "consent":
            return _day(str(got.consent.when)) if got.consent else None
        case "in_force":
            return _day(str(got.in_force)) if got.in_force else None
        case "proof":
            return got.proof(DEFAULT_RECENT)
        case "last_known":
            return got.last_known.status.value if got.last_known else None
        case "doubt":
            claim = doubt(dataset, got)
            return _day(str(claim.when)) if claim else None
        case "joined_amended":
            amendment = dataset.instruments[got.instrument]
            joined = joined_amended(dataset, amendment, got, max_age)
            return [one.parent.instrument for one in joined]
        case _:
            return getattr(got, key)


def _day(text: str) -> object:
    return date.fromisoformat(text) if len(text) == 10 else text


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    assert case["rule"]
    _write(tmp_path, case)
    dataset = load(tmp_path)
    for expected in case["answers"]:
        wanted = dict(expected)
        day = wanted.pop("day")
        age = wanted.pop("max_age", str(DEFAULT_MAX_AGE))
        max_age = None if age == "none" else MaxAge.parse(age)
        got = answer(dataset, "AA", case["instrument"], day, max_age)
        shown = {key: _shown(dataset, got, key, max_age) for key in wanted}
        assert shown == wanted, f"on {day}"
