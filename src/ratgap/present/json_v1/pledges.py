"""``ratgap/commitments/1`` and ``ratgap/groups/1``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ratgap.assess.commitments import Standing, StateCommitments, known_by, years_since
from ratgap.model import Commitment, Dataset, Group, Member, NationalReport, Outcome
from ratgap.planning import Pledges
from ratgap.present.json_v1 import parts, types
from ratgap.present.json_v1 import pledge_types as shape


def commitments(dataset: Dataset, result: Pledges) -> shape.Commitments:
    """Return what states had declared and reported."""
    return shape.Commitments(
        "ratgap/commitments/1",
        parts.generator(),
        parts.data(dataset),
        shape.CommitmentsQuery(result.as_of, [entry.state.code for entry in result.states]),
        [_state(dataset, entry) for entry in result.states],
    )


def _state(dataset: Dataset, entry: StateCommitments) -> shape.StatePledges:
    state = entry.state
    return shape.StatePledges(
        state.code,
        state.alpha3,
        state.name,
        parts.kind(state),
        declared(dataset, entry),
        reported(entry),
    )


def declared(dataset: Dataset, entry: StateCommitments) -> list[types.Commitment]:
    """Return what one state had declared."""
    return [_commitment(dataset, c, standing, entry.as_of) for c, standing in entry.commitments]


def reported(entry: StateCommitments) -> list[types.NationalReport]:
    """Return what one state had reported."""
    return [_report(report, entry.as_of) for report in entry.reports]


def _commitment(
    dataset: Dataset, found: Commitment, standing: Standing, day: date
) -> types.Commitment:
    return types.Commitment(
        text=found.text,
        to=list(found.to),
        document=found.document,
        document_title=dataset.sources[found.document].title,
        place=found.place,
        kind=found.kind,
        made=parts.day(found.made) if found.made else None,
        due=parts.day(found.due) if found.due else None,
        standing=standing,
        outcomes=_facts(known_by(found.outcomes, day)),
        related=_facts(known_by(found.related, day)),
        note=found.note,
    )


def _facts(outcomes: Iterable[Outcome]) -> list[types.Fact]:
    return [
        types.Fact(o.text, parts.day(o.when) if o.when else None, list(o.sources)) for o in outcomes
    ]


def _report(report: NationalReport, day: date) -> types.NationalReport:
    return types.NationalReport(
        body=report.body,
        basis=report.basis or None,
        ordinal=report.ordinal,
        symbol=report.symbol or None,
        when=parts.day(report.when) if report.when else None,
        years_ago=years_since(report, day),
        sources=list(report.sources),
        note=report.note,
    )


def groups(dataset: Dataset, day: date) -> shape.Groups:
    """Return the groups with their members on ``day``."""
    return shape.Groups(
        "ratgap/groups/1",
        parts.generator(),
        parts.data(dataset),
        shape.GroupsQuery(day),
        [_group(dataset, group, day) for group in dataset.groups.values()],
    )


def _group(dataset: Dataset, group: Group, day: date) -> shape.Group:
    there = [m for m in group.members if m.on(day)]
    current = {m.state for m in there}
    return shape.Group(
        group.id,
        group.title,
        group.kind or None,
        group.as_of,
        list(group.sources),
        [_member(dataset, m) for m in there],
        [_member(dataset, m) for m in group.members if m.state not in current],
        list(group.observers),
    )


def _member(dataset: Dataset, member: Member) -> shape.Member:
    return shape.Member(member.state, dataset.states[member.state].name, member.since, member.until)
