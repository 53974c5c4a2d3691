"""What states declared and reported, as tables (seed paragraph 10, national declarations)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ratgap.api import Commitments
from ratgap.assess.commitments import CommitmentStatus, StateCommitments, known_by, years_since
from ratgap.model import Commitment, NationalReport, Outcome
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Cell, Column, Row, Section, Table, View


def pledges(result: Commitments, say: Say = ENGLISH) -> View:
    """Return ``result`` for a reader: a section for each state, a summary first if several."""
    sections = [_state(entry, say) for entry in result.states]
    legend = (say("pledges.legend"),)
    if len(sections) == 1:
        return View(tuple(sections), legend)
    return View((_summary(result, say), *sections), legend)


def tables(entry: StateCommitments, say: Say) -> tuple[Table, ...]:
    """Return the commitments and the reports of one state; empty ones are left out."""
    found = (_commitments(entry, say), _related(entry, say), _reports(entry, say))
    return tuple(table for table in found if table.rows)


def below(report: View, entries: Iterable[StateCommitments], say: Say = ENGLISH) -> View:
    """Return the gap report with each state's commitments and reports below its gaps.

    A report that tells nothing of its states one by one is returned as it is.
    """
    told = list(entries)
    first = len(report.sections) - len(told)
    if first < 0 or not any(entry.commitments or entry.reports for entry in told):
        return report
    sections = list(report.sections)
    for n, entry in enumerate(told, first):
        found = (_commitments(entry, say), _reports(entry, say))
        more = tuple(table for table in found if table.rows)
        sections[n] = sections[n]._replace(tables=(*sections[n].tables, *more))
    return View(tuple(sections), (*report.legend, say("pledges.legend.short")))


def on_reports(entry: StateCommitments, say: Say) -> str:
    """Return when the state last reported, as far as recorded."""
    if not entry.reports:
        return say("pledges.reports.none")
    last = entry.last_report
    if last is None or last.when is None:
        return say("pledges.undated")
    symbol = f"{last.symbol}, " if last.symbol else ""
    return say(
        "pledges.last",
        symbol=symbol,
        day=view.day(last.when),
        years=years_since(last, entry.as_of),
    )


def _summary(result: Commitments, say: Say) -> Section:
    mixed = any(entry.state.kind != "state" for entry in result.states)
    title = say(
        "pledges.summary",
        count=len(result.states),
        kinds=say("report.states.organisations" if mixed else "report.states"),
        day=result.as_of,
        commitments=sum(len(entry.commitments) for entry in result.states),
        documented=sum(map(_documented, result.states)),
        reports=sum(len(entry.reports) for entry in result.states),
    )
    return Section(title)


def _documented(entry: StateCommitments) -> int:
    return sum(standing is CommitmentStatus.DOCUMENTED for _, standing in entry.commitments)


def _state(entry: StateCommitments, say: Say) -> Section:
    title = say(
        "pledges.head" if entry.commitments else "pledges.none",
        name=entry.state.name,
        code=entry.state.code,
        day=entry.as_of,
        count=len(entry.commitments),
        documented=_documented(entry),
    )
    return Section(title, (on_reports(entry, say),), tables(entry, say))


def _commitments(entry: StateCommitments, say: Say) -> Table:
    columns = (
        Column(say("column.kind.of")),
        Column(say("column.pledge"), wrap=True),
        Column(say("column.to.whom"), rank=2, wrap=True),
        Column(say("column.outcome"), wrap=True),
    )
    rows = tuple(_commitment(c, standing, entry.as_of, say) for c, standing in entry.commitments)
    return Table(say("pledges.title", count=len(rows)), columns, rows)


def _commitment(found: Commitment, standing: CommitmentStatus, day: date, say: Say) -> Row:
    return Row(
        (
            (say(f"kind.{found.kind}"),),
            (found.text, say("pledges.place", document=found.document, place=found.place)),
            view.listed(found.to),
            tuple(_outcome(found, standing, day, say)),
        )
    )


def _outcome(found: Commitment, standing: CommitmentStatus, day: date, say: Say) -> Iterator[str]:
    """Yield whether and when it is due, what is documented of it, and what is related."""
    if found.due:
        key = "pledges.due.passed" if standing is CommitmentStatus.DUE_PASSED else "pledges.due"
        yield f"{say(key, day=view.day(found.due))};"
    else:
        yield f"{say('pledges.no-due')};"
    outcomes = list(_facts(known_by(found.outcomes, day), say))
    yield "; ".join(outcomes) or say("pledges.outcome.none")


def _facts(outcomes: Iterable[Outcome], say: Say) -> Iterator[str]:
    for outcome in outcomes:
        sources = ", ".join(outcome.sources)
        if outcome.when:
            told = " ".join(view.span(outcome.when))
            yield say("pledges.fact", text=outcome.text, day=told, sources=sources)
        else:
            yield say("pledges.fact.undated", text=outcome.text, sources=sources)


def _related(entry: StateCommitments, say: Say) -> Table:
    columns = (
        Column(say("column.day")),
        Column(say("column.fact"), wrap=True),
        Column(say("column.source"), wrap=True),
    )
    facts = [o for c, _ in entry.commitments for o in known_by(c.related, entry.as_of)]
    facts.sort(key=lambda o: o.when.latest if o.when else date.min)
    rows = tuple(
        Row((view.span(o.when) if o.when else view.NOTHING, (o.text,), view.listed(o.sources)))
        for o in dict.fromkeys(facts)
    )
    return Table(say("pledges.related", count=len(rows)), columns, rows)


def _reports(entry: StateCommitments, say: Say) -> Table:
    columns = (
        Column(say("column.ordinal"), number=True),
        Column(say("column.symbol")),
        Column(say("column.day")),
        Column(say("column.ago"), number=True),
        Column(say("column.body"), wrap=True),
        Column(say("column.source"), rank=1, wrap=True),
    )
    rows = tuple(_report(report, entry.as_of) for report in entry.reports)
    return Table(say("pledges.reports", count=len(rows)), columns, rows)


def _report(report: NationalReport, day: date) -> Row:
    years = years_since(report, day)
    when: Cell = view.span(report.when) if report.when else view.NOTHING
    return Row(
        (
            view.parts("" if report.ordinal is None else str(report.ordinal)),
            view.parts(report.symbol),
            when,
            view.parts("" if years is None else f"{years:.1f}"),
            (report.body,),
            view.listed(report.sources),
        )
    )
