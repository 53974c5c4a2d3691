"""What the page of a rule says is so: its samples are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from check.samples import BASE, Sample, samples
from ratgap.check.rules import rules
from ratgap.check.run import validate

CHECKED = [rule for rule in rules().values() if rule.page]
SAMPLES = [sample for rule in CHECKED for sample in samples(rule.id, rule.page)]


def test_the_regime_under_the_samples_is_clean() -> None:
    assert validate(BASE).problems == ()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s.rule}-{s.verdict}")
def test_sample(sample: Sample, tmp_path: Path) -> None:
    marked = sample.write(tmp_path)
    outcome = validate(tmp_path)
    found = {(Path(p.where.file).name, p.where.line) for p in outcome.problems}
    others = [str(p) for p in outcome.problems if p.rule != sample.rule]
    assert not others
    assert found == marked
    assert bool(marked) == (sample.verdict == "Fails")
