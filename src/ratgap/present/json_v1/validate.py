"""``ratgap/validate/1``."""

from __future__ import annotations

from ratgap.check.finding import Finding, Level
from ratgap.check.run import Outcome
from ratgap.present.json_v1 import parts, types
from ratgap.present.json_v1 import validate_types as shape


def validate(outcome: Outcome, folder: str, *, strict: bool) -> shape.Validate:
    """Return the published form of what was found in ``folder``."""
    return shape.Validate(
        "ratgap/validate/1",
        parts.generator(),
        types.Data(outcome.digest),
        shape.ValidateQuery(folder, strict),
        shape.ProblemCounts(outcome.count(Level.ERROR), outcome.count(Level.WARNING)),
        [_problem(finding) for finding in outcome.findings],
        list(outcome.left_out),
    )


def _problem(finding: Finding) -> shape.FoundProblem:
    problem, where = finding.problem, finding.problem.where
    return shape.FoundProblem(
        where.file,
        where.line or None,
        where.column or None,
        finding.level,
        problem.rule,
        problem.message,
        problem.remedy,
    )
