"""The chain of reasoning for one cell, as a reader follows it: records, clause, steps, answer."""

from __future__ import annotations

from ratgap.api import Explanation
from ratgap.model import Act, Instrument
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.steps import article, conclusion, sentence, span
from ratgap.present.view import Column, Row, Section, Table, View


def explain(result: Explanation, say: Say = ENGLISH) -> View:
    """Return ``result`` for a reader."""
    state, treaty = result.state, result.instrument
    title = say(
        "explain.head",
        name=state.name,
        code=state.code,
        title=treaty.title,
        instrument=treaty.id,
        day=result.as_of,
    )
    if result.answer is None:
        why = say(
            f"explain.{result.inapplicable}",
            name=state.name,
            adopted=treaty.adopted,
            day=result.as_of,
        )
        return View((Section(title, (why,)),))
    notes = (*conclusion(result.answer, say), *_remarks(result, say))
    tables = (_acts(result, say), _readings(result, say), _steps(result, say))
    return View((Section(title, notes, tuple(table for table in tables if table.rows)),))


def _remarks(result: Explanation, say: Say) -> tuple[str, ...]:
    cell = result.cell
    notes = [say("explain.note", note=cell.note)] if cell.note else []
    if not (cell.acts or cell.stated_force or cell.absences):
        notes.append(say("explain.no-acts"))
    if not result.readings:
        notes.append(say("explain.no-readings"))
    return tuple(notes)


def _acts(result: Explanation, say: Say) -> Table:
    columns = (
        Column(say("column.act")),
        Column(say("column.day")),
        Column(say("column.sources"), wrap=True),
        Column(say("column.note"), wrap=True),
    )
    rows = [_act(act, say) for act in result.cell.acts]
    rows += [
        _record(
            say("explain.in-force"),
            span("span", force.when, say),
            force.sources,
            _aside(force.rejected, say),
        )
        for force in result.cell.stated_force
    ]
    rows += [
        _record(say("explain.not-party"), absence.day.isoformat(), absence.sources, "")
        for absence in result.cell.absences
    ]
    return Table(say("explain.acts"), columns, tuple(rows))


def _act(act: Act, say: Say) -> Row:
    effect = say("explain.effective", day=act.effective) if act.effective else ""
    notes = "; ".join(filter(None, (effect, _aside(act.rejected, say), act.note)))
    return _record(say(f"act.{act.kind}"), span("span", act.when, say), act.sources, notes)


def _aside(rejected: str, say: Say) -> str:
    return say("explain.rejected", reason=rejected) if rejected else ""


def _record(what: str, day: str, sources: tuple[str, ...], note: str) -> Row:
    return Row(((what,), (day,), view.listed(sources), view.parts(note)))


def _readings(result: Explanation, say: Say) -> Table:
    columns = (
        Column(say("column.source")),
        Column(say("column.as_of")),
        Column(say("column.complete")),
        Column(say("column.says")),
    )
    rows = tuple(
        Row(
            (
                (source.id,),
                view.span(reading.as_of),
                view.parts(reading.absent_until),
                view.parts(
                    say(f"says.{says}"), "" if source.relied_on else say("explain.distrusted")
                ),
            )
        )
        for source, reading, says in result.readings
    )
    return Table(say("explain.readings"), columns, rows)


def _steps(result: Explanation, say: Say) -> Table:
    steps = result.answer.steps if result.answer else ()
    said = [*_clause(result.instrument, say), *(sentence(result, step, say) for step in steps)]
    columns = (Column("", number=True), Column("", wrap=True))
    rows = tuple(Row(((str(n),), (text,))) for n, text in enumerate(said, 1))
    return Table(say("explain.steps"), columns, rows)


def _clause(treaty: Instrument, say: Say) -> tuple[str, str]:
    """Return the final clauses that the reasoning rests on."""
    entry, later = treaty.entry, treaty.later_joiners
    if entry.date:
        cited = article(entry.clause.article, say) if entry.clause else ""
        entered = say("explain.clause.entry", day=entry.date, article=cited)
    else:
        entered = say("explain.clause.no-entry")
    key = later.kind.value if later.count else "deposit"
    cited = article(later.article, say)
    return entered, say(f"explain.clause.{key}", count=later.count, article=cited)
