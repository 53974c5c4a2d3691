"""The gap report as tables: one look tells what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ratgap.assess.answer import Answer, Reason, Signed, Status
from ratgap.assess.report import Query, Report, Row, StateReport, instruments_in
from ratgap.model import Act, ActKind, Dataset
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Cell, Column, Section, Table, View


def report(dataset: Dataset, result: Report, say: Say = ENGLISH) -> View:
    """Return ``result`` for a reader: a section for each state, a summary first if several."""
    request = asked(dataset, result.query, say)
    if _early(dataset, result.query):
        title = say("report.early", who=_who(result, say), day=result.query.as_of)
        return View((Section(title, request),))
    legend = status_legend({r.answer.status for e in result.states for r in e.rows}, say)
    if len(result.states) == 1:
        return View((_state(result, result.states[0], request, say),), legend)
    sections = [_state(result, entry, (), say) for entry in result.states]
    return View((_summary(result, request, say), *sections), legend)


def _early(dataset: Dataset, query: Query) -> bool:
    """Whether what is asked for holds instruments, but none that existed on the day."""
    by_then, ever = (
        instruments_in(dataset, day, query.scope, query.basis) for day in (query.as_of, date.max)
    )
    return bool(ever) and not by_then


def _who(result: Report, say: Say) -> str:
    states = [entry.state for entry in result.states]
    if len(states) == 1:
        return f"{states[0].name} ({states[0].code})"
    organisations = any(state.kind != "state" for state in states)
    kinds = say("report.states.organisations" if organisations else "report.states")
    return f"{len(states)} {kinds}"


def status_legend(shown: Iterable[Status], say: Say) -> tuple[str, ...]:
    """Return what each status that is ``shown`` means, on one line."""
    words = [say(f"legend.{status}") for status in Status if status in set(shown)]
    return (f"{'; '.join(words)}.",) if words else ()


def asked(dataset: Dataset, query: Query, say: Say = ENGLISH) -> tuple[str, ...]:
    """Return which scope and which basis were asked for."""
    scope = dataset.scopes[query.scope]
    if query.basis is None:
        return (say("report.asked.any", scope=scope.id, scope_title=scope.title),)
    basis = dataset.bases[query.basis]
    return (
        say(
            "report.asked",
            scope=scope.id,
            scope_title=scope.title,
            basis=basis.id,
            basis_title=basis.title,
        ),
    )


def _summary(result: Report, request: tuple[str, ...], say: Say) -> Section:
    every = [row for entry in result.states for row in entry.rows]
    columns = (
        Column(say("column.state"), wrap=True),
        *(Column(say(f"column.{c}"), number=True) for c in ("missing", "unknown", "joined", "of")),
        Column(say("column.oldest")),
        Column(say("column.newest"), rank=1),
    )
    rows = []
    for entry in result.states:
        counts, days = entry.counts, _days(entry.rows)
        rows.append(
            view.Row(
                (
                    view.parts(f"{entry.state.name} ({entry.state.code})"),
                    (str(counts["gap"]),),
                    (str(counts["unknown"]),),
                    (str(counts["party"] + counts["contracting"]),),
                    (str(len(entry.rows)),),
                    view.parts(days[0] if days else ""),
                    view.parts(days[-1] if days else ""),
                )
            )
        )
    title = say(
        "report.summary",
        who=_who(result, say),
        day=result.query.as_of,
        gap=sum(row.gap for row in every),
        unknown=sum(row.answer.status is Status.UNKNOWN for row in every),
        evidence=_evidence(every, say),
    )
    notes = (*request, *_age_notes(result, every, say))
    return Section(title, notes, (Table("", columns, tuple(rows)),))


def _state(result: Report, entry: StateReport, request: tuple[str, ...], say: Say) -> Section:
    state, counts, day = entry.state, entry.counts, result.query.as_of
    if not entry.rows:
        return Section(say("report.nothing", name=state.name, code=state.code, day=day), request)
    title = say(
        "report.head",
        name=state.name,
        code=state.code,
        day=day,
        counts=say(
            "report.counts", gap=counts["gap"], total=len(entry.rows), unknown=counts["unknown"]
        ),
        evidence=_evidence(entry.rows, say),
    )
    notes = (*request, *_age_notes(result, entry.rows, say)) if request else ()
    if state.since and day < state.since:
        notes = (*notes, say("report.before", name=state.name, day=state.since))
    gaps = [row for row in entry.rows if row.gap]
    unknown = [row for row in entry.rows if row.answer.status is Status.UNKNOWN]
    joined = [row for row in entry.rows if row.answer.status.joined]
    tables = (_missing(gaps, say), _unknown(unknown, say), _joined(joined, say))
    return Section(title, notes, tuple(table for table in tables if table.rows))


_Filler = Callable[[Answer, Say], Cell]


def _table(
    title: str, rows: list[Row], say: Say, columns: Sequence[tuple[Column, _Filler]]
) -> Table:
    """Return ``rows`` with status and instrument, then each of ``columns`` as it is filled."""
    heads = (Column(say("column.status")), Column(say("column.instrument"), wrap=True))
    lines = tuple(
        view.Row(
            (
                _status(r.answer, say),
                (r.instrument.title,),
                *(fill(r.answer, say) for _, fill in columns),
            ),
            r.answer.status,
        )
        for r in rows
    )
    return Table(say(title, count=len(rows)), (*heads, *(column for column, _ in columns)), lines)


def _missing(rows: list[Row], say: Say) -> Table:
    columns = (
        (Column(say("column.signed")), _signed),
        (Column(say("column.evidence")), _source),
    )
    return _table("report.missing", rows, say, columns)


def _unknown(rows: list[Row], say: Say) -> Table:
    columns = (
        (Column(say("column.signed")), _signed),
        (Column(say("column.known")), last_known),
        (Column(say("column.evidence")), _last_source),
    )
    return _table("report.unknown", rows, say, columns)


def _joined(rows: list[Row], say: Say) -> Table:
    columns = (
        (Column(say("column.signed"), rank=2), _signed),
        (Column(say("column.consent")), _consent),
        (Column(say("column.in_force"), rank=1), _in_force),
        (Column(say("column.evidence")), _source),
    )
    return _table("report.joined", rows, say, columns)


def _status(answer: Answer, say: Say) -> Cell:
    left = answer.ended if answer.status.gap else None
    return view.parts(say(f"status.{answer.status}"), say("report.ended", day=left) if left else "")


def _signed(answer: Answer, say: Say) -> Cell:
    if answer.signature:
        return (view.day(answer.signature.when),)
    return (say(f"signed.{answer.signed}"),) if answer.signed is not Signed.YES else view.NOTHING


def _consent(answer: Answer, say: Say) -> Cell:
    act = answer.consent
    if act is None:
        return view.NOTHING
    through = say("report.through", instrument=answer.through) if answer.through else ""
    short = ".short" if act.kind is ActKind.CONSENT else ""
    return view.parts(say(f"act.{act.kind}{short}"), view.day(act.when), through)


def _in_force(answer: Answer, _: Say) -> Cell:
    return view.parts(view.day(answer.in_force) if answer.in_force else "")


def _source(answer: Answer, _: Say) -> Cell:
    evidence = answer.evidence
    return view.parts(evidence.source, evidence.confirmed) if evidence else view.NOTHING


def _undated(answer: Answer) -> Act | None:
    """Return the consent that was given on one side of the day asked for or on the other."""
    if answer.reason is not Reason.CONSENT_UNDATED:
        return None
    return next((step.act for step in answer.steps if step.code == answer.reason), None)


def _last_source(answer: Answer, _: Say) -> Cell:
    act, evidence = _undated(answer), answer.evidence
    return view.parts(act.sources[0] if act else evidence.source if evidence else "")


def last_known(answer: Answer, say: Say = ENGLISH) -> Cell:
    """Return what was last known of what is unknown, or why nothing is."""
    act = _undated(answer)
    if act:
        return (say(f"why.{answer.reason}"), act.when.latest.isoformat())
    if answer.ended:
        return (say("last.left"), answer.ended.isoformat())
    last = answer.last_known
    if last:
        return (say(f"last.{last.status}"), last.confirmed.isoformat())
    return (say(f"why.{answer.reason}"),)


def _days(rows: Iterable[Row]) -> list[date]:
    """Return the days to which the answers are confirmed, in order."""
    return sorted(
        r.answer.evidence.confirmed
        for r in rows
        if r.answer.evidence and r.answer.evidence.confirmed
    )


def _evidence(rows: Iterable[Row], say: Say) -> str:
    days = _days(rows)
    if not days:
        return say("report.evidence.none")
    key = "report.evidence" if days[0] < days[-1] else "report.evidence.one"
    return say(key, oldest=days[0], newest=days[-1])


def _age_notes(result: Report, rows: Iterable[Row], say: Say) -> tuple[str, ...]:
    """Say how old the evidence is, where it does not reach to the day asked for."""
    rows = list(rows)
    notes = []
    if any(r.answer.stale for r in rows):
        notes.append(say("report.stale"))
    old = [r for r in rows if r.gap and r.answer.stale]
    if old:
        oldest = min(old, key=lambda r: _days([r])[0])
        notes.append(
            say("report.stale.gap", day=_days([oldest])[0], instrument=oldest.instrument.title)
        )
    if result.query.max_age and any(r.answer.reason is Reason.TOO_OLD for r in rows):
        notes.append(say("report.age", max_age=result.query.max_age))
    return tuple(notes)
