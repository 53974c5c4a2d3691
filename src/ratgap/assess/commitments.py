"""What states declared and reported, as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ratgap.model import Commitment, Dataset, NationalReport, Outcome, State, When
from ratgap.named import NamedTuple, Word


class CommitmentStatus(Word):
    """How a commitment stands on a day. None is called late: a due day may have been kept."""

    DOCUMENTED = "documented"
    """A source documents an outcome."""
    OPEN = "open"
    """No documented outcome; its document sets no due day, or one that is to come."""
    DUE_PASSED = "due-passed"
    """No documented outcome, and the due day that its document sets has passed."""


class StateCommitments(NamedTuple):
    """One state's commitments and reports that were made by ``as_of``, the last report last."""

    state: State
    as_of: date
    commitments: tuple[tuple[Commitment, CommitmentStatus], ...]
    reports: tuple[NationalReport, ...]

    @property
    def last_report(self) -> NationalReport | None:
        """Return the latest report that a source dates."""
        dated = [report for report in self.reports if report.when]
        return dated[-1] if dated else None


def commitments(dataset: Dataset, day: date, states: Iterable[str]) -> tuple[StateCommitments, ...]:
    """Return what each of ``states`` had declared and reported by ``day``.

    Raises KeyError for an unknown state.
    """
    return tuple(_of(dataset, day, dataset.states[code]) for code in states)


def committed_states(dataset: Dataset) -> tuple[str, ...]:
    """Return the states that committed themselves or reported, in the order of the data."""
    committed = {made.state for made in dataset.commitments}
    committed |= {report.state for report in dataset.reports}
    return tuple(code for code in dataset.states if code in committed)


def known_by(outcomes: Iterable[Outcome], day: date) -> tuple[Outcome, ...]:
    """Return the facts that lie no later than ``day``; one without a day counts on any."""
    return tuple(outcome for outcome in outcomes if _by(outcome.when, day))


def years_since(report: NationalReport, day: date) -> float | None:
    """Return how many years before ``day`` the report was made at the latest; None undated."""
    if report.when is None:
        return None
    return round((day - report.when.latest).days / 365.2425, 1)


def _of(dataset: Dataset, day: date, state: State) -> StateCommitments:
    own = [c for c in dataset.commitments if c.state == state.code and _by(c.made, day)]
    reports = [r for r in dataset.reports if r.state == state.code and _by(r.when, day)]
    reports.sort(key=lambda r: r.when.latest if r.when else date.min)
    return StateCommitments(state, day, tuple((c, _status(c, day)) for c in own), tuple(reports))


def _status(commitment: Commitment, day: date) -> CommitmentStatus:
    if known_by(commitment.outcomes, day):
        return CommitmentStatus.DOCUMENTED
    passed = commitment.due is not None and commitment.due.latest < day
    return CommitmentStatus.DUE_PASSED if passed else CommitmentStatus.OPEN


def _by(when: When | None, day: date) -> bool:
    """Whether ``when`` lies no later than ``day``; what has no day counts on any."""
    return when is None or when.latest <= day
