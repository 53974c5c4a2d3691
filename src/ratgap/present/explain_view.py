"""The chain of reasoning for one cell, as a reader follows it: records, clause, steps, answer."""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.api import Explanation
from ratgap.assess.answer import Answer, Reason, Status, Step
from ratgap.model import Act, Clause, ClauseKind, Instrument, When
from ratgap.present.text import article, t, word
from ratgap.present.view import Column, Section, Table, View, span, table


def explain(result: Explanation) -> View:
    """Return ``result`` for a reader."""
    state, treaty, day = result.state, result.instrument, result.as_of
    title = t(
        "{name} ({code}) and {title} ({instrument}), on {day}",
        name=state.name,
        code=state.code,
        title=treaty.title,
        instrument=treaty.id,
        day=day,
    )
    if result.inapplicable == "not-open":
        text = "It is not open to {name}: there is nothing to join, and no gap."
        return View((Section(title, (t(text, name=state.name),)),))
    if result.answer is None:
        text = "It was adopted on {adopted}: on {day} there was nothing to join."
        return View((Section(title, (t(text, adopted=treaty.adopted, day=day),)),))
    notes = (*_conclusion(result.answer), *_remarks(result))
    tables = (_acts(result), _readings(result), _steps(result, result.answer))
    return View((Section(title, notes, tuple(table for table in tables if table.rows)),))


def _remarks(result: Explanation) -> tuple[str, ...]:
    cell = result.cell
    notes = [t("Note in the data: {note}", note=cell.note)] if cell.note else []
    if not (cell.acts or cell.stated_force or cell.absences):
        notes.append(t("No act is recorded."))
    if not result.readings:
        notes.append(t("No source was read on this instrument."))
    return tuple(notes)


def _acts(result: Explanation) -> Table:
    cell = result.cell
    records: list[tuple[str, str, tuple[str, ...], str]] = [
        (word("act", act.kind), _span(act.when), act.sources, _notes(act)) for act in cell.acts
    ]
    records += [
        (t("in force from"), _span(force.when), force.sources, _aside(force.rejected))
        for force in cell.stated_force
    ]
    records += [
        (t("not a party on"), absence.day.isoformat(), absence.sources, "")
        for absence in cell.absences
    ]
    return table(
        t("Recorded acts"),
        records,
        Column("Act", lambda record: record[0]),
        Column("Day", lambda record: record[1]),
        Column("Sources", lambda record: list(record[2]), wrap=True),
        Column("Note", lambda record: record[3], wrap=True),
    )


def _notes(act: Act) -> str:
    effect = t("effect {day}", day=act.effective) if act.effective else ""
    return "; ".join(filter(None, (effect, _aside(act.rejected), act.note)))


def _aside(rejected: str) -> str:
    return t("set aside: {reason}", reason=rejected) if rejected else ""


def _readings(result: Explanation) -> Table:
    return table(
        t("Readings of this instrument"),
        result.readings,
        Column("Source", lambda entry: entry[0].id),
        Column("As of", lambda entry: span(entry[1].as_of)),
        Column("Complete to", lambda entry: entry[1].absent_until),
        Column(
            "Of this state",
            lambda entry: (
                word("says", entry[2]),
                "" if entry[0].relied_on else t("(not relied on)"),
            ),
        ),
    )


def _steps(result: Explanation, answer: Answer) -> Table:
    sentences = [*_clauses(result.instrument), *(sentence(result, step) for step in answer.steps)]
    return table(
        t("Reasoning"),
        enumerate(sentences, 1),
        Column("", lambda entry: entry[0], number=True),
        Column("", lambda entry: entry[1], wrap=True),
    )


def _clauses(treaty: Instrument) -> Iterator[str]:
    """Yield the final clauses that the reasoning rests on."""
    entry = treaty.entry
    if entry.date:
        cited = article(entry.clause.article) if entry.clause else ""
        text = "The treaty itself entered into force on {day}{article}."
        yield t(text, day=entry.date, article=cited)
    else:
        yield t("The treaty itself is not recorded as in force.")
    yield _binds(treaty.later_joiners)


def _binds(clause: Clause) -> str:
    """Return how long after a deposit ``clause`` makes a treaty bind."""
    places = {"count": clause.count, "article": article(clause.article)}
    if not clause.count:
        return t("It binds from the day of deposit{article}.", **places)
    if clause.kind is ClauseKind.DAYS_AFTER:
        return t("It binds {count} days after the deposit{article}.", **places)
    if clause.kind is ClauseKind.MONTHS_AFTER:
        return t("It binds {count} months after the deposit{article}.", **places)
    return t(
        "It binds from the first day of a month, {count} months after that of the deposit"
        "{article}.",
        **places,
    )


STEPS = {
    "signed": "It signed {on} ({sources}).",
    "signed-no": "It had not signed.",
    "signed-unknown": "Whether it signed is not known: no list of signatures covers it.",
    "consent": "It consented {on}: {act} ({sources}).",
    "in-force": "The treaty binds it {since}{article}.",
    "treaty-not-in-force": "The treaty itself is not recorded as in force: it binds nobody.",
    "named-party": (
        "A source names it a party ({sources}): it was one then, whatever the day of its consent."
    ),
    "consent-later": "The consent recorded is of a later day: {act} {on} ({sources}).",
    "consent-undated": (
        "It consented {on} ({act}, {sources}): before or after the day asked for is not known."
    ),
    "ended": "It denounced the treaty, by a notice given {on} ({sources}).",
    "not-covered": "No source covers it: nothing proves that it joined or that it did not.",
    "absent": "{sources} proves that it was not a party {on}.",
    "too-old": "On {as_of} that is older than {max_age}: it is not repeated as news.",
    "through": (
        "Joining {instrument}{article}, makes one a party to this treaty as amended; what follows "
        "is about that joining."
    ),
}
"""The steps of the engine's reasoning as sentences, by code."""


def sentence(result: Explanation, step: Step) -> str:
    """Return what ``step`` of ``result`` says."""
    return t(
        STEPS[step.code],
        act=word("act", step.act.kind) if step.act else "",
        on=_on(step.day) if step.day else "",
        since=_since(step.day) if step.day else "",
        sources=", ".join(step.sources),
        instrument=step.instrument,
        article=article(step.article),
        as_of=result.as_of,
        max_age=result.max_age,
    )


def _span(when: When) -> str:
    if when.exact:
        return str(when.latest)
    if when.earliest:
        return t("{earliest} to {latest}", earliest=when.earliest, latest=when.latest)
    return t("on or before {latest}", latest=when.latest)


def _on(when: When) -> str:
    if when.exact:
        return t("on {latest}", latest=when.latest)
    if when.earliest:
        return t("between {earliest} and {latest}", earliest=when.earliest, latest=when.latest)
    return t("on or before {latest}", latest=when.latest)


def _since(when: When) -> str:
    if when.exact:
        return t("from {latest}", latest=when.latest)
    if when.earliest:
        text = "from a day between {earliest} and {latest}"
        return t(text, earliest=when.earliest, latest=when.latest)
    return t("from {latest} or earlier", latest=when.latest)


def _conclusion(answer: Answer) -> Iterator[str]:
    """Yield what the steps come to, and how far the evidence reaches."""
    yield _status(answer)
    evidence = answer.evidence
    if evidence and evidence.confirmed and answer.status is not Status.UNKNOWN:
        places = {"day": evidence.confirmed, "source": evidence.source}
        if answer.stale:
            yield t("Confirmed to {day} by {source}: what was done since does not show.", **places)
        else:
            yield t("Confirmed to {day} by {source}.", **places)


_CONCLUSIONS = {
    Status.PARTY: "Answer: party.",
    Status.CONTRACTING: "Answer: contracting; it has consented and is not bound yet.",
    Status.SIGNATORY: "Answer: signatory; it has signed and not consented: a gap.",
    Status.NONE: "Answer: none; not a party: a gap.",
    Status.UNKNOWN: "Answer: unknown; neither a gap nor joined.",
}


def _status(answer: Answer) -> str:
    last = answer.last_known
    if answer.status is Status.PARTY and answer.in_force:
        return t("Answer: party; the treaty binds it {since}.", since=_since(answer.in_force))
    if answer.reason is Reason.ENDED and answer.ended and answer.status is not Status.PARTY:
        return t("Answer: none; it left with effect from {day}: a gap.", day=answer.ended)
    if answer.status is Status.UNKNOWN and last:
        return t(
            "Answer: unknown; neither a gap nor joined. Last known: {last} {day}.",
            last=word("last", last.status),
            day=last.confirmed,
        )
    return t(_CONCLUSIONS[answer.status])
