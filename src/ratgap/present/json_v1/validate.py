"""``ratgap/validate/1``."""

from __future__ import annotations

from ratgap.check.run import Outcome
from ratgap.present.json_v1 import parts, types
from ratgap.present.json_v1 import validate_types as shape
from ratgap.problem import Level, Problem


def validate(outcome: Outcome, folder: str, *, strict: bool) -> shape.Validate:
    """Return the published form of what was found in ``folder``."""
    return shape.Validate(
        "ratgap/validate/1",
        parts.generator(),
        types.Data(outcome.digest),
        shape.ValidateQuery(folder, strict),
        shape.ProblemCounts(outcome.number_of(Level.ERROR), outcome.number_of(Level.WARNING)),
        [_problem(problem) for problem in outcome.problems],
        list(outcome.left_out),
    )


def _problem(problem: Problem) -> shape.FoundProblem:
    where = problem.where
    return shape.FoundProblem(
        where.file,
        where.line or None,
        where.column or None,
        problem.level,
        problem.rule,
        problem.message,
        problem.remedy,
    )
