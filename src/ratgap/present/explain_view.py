"""The chain of reasoning for one cell, as a reader follows it: records, clause, steps, answer."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter

from ratgap.api import Explanation
from ratgap.assess.answer import Answer, Reason, Status, Step, Strength
from ratgap.assess.doubts import JoinedAmended, doubt, joined_amended
from ratgap.assess.record import Says
from ratgap.assess.totals import uncounted
from ratgap.model import (
    Act,
    Argument,
    ClauseKind,
    Dataset,
    Instrument,
    Reading,
    Source,
    Total,
    When,
)
from ratgap.present.text import article, counted, mark, t, word
from ratgap.present.view import Column, Section, Table, View, age, filled, sources, span, table


def explain(dataset: Dataset, result: Explanation) -> View:
    """Return ``result`` for a reader."""
    state, treaty, day = result.state, result.instrument, result.as_of
    text = mark("{state} ({code}) and {treaty} ({id}), on {day}")
    names = {"state": state.name, "code": state.code, "treaty": treaty.title, "id": treaty.id}
    title = t(text, day=day, **names)
    if result.answer is None:
        if result.inapplicable == "not-open":
            text = mark("It is not open to {state}: there is nothing to join, and no gap.")
        elif result.inapplicable == "no-state":
            text = mark("{state} did not exist on {day}: there was nobody to join, and no gap.")
        else:
            text = mark("It was adopted on {adopted}: on {day} there was nothing to join.")
        return View((Section(title, (t(text, adopted=treaty.adopted, day=day, **names),)),))
    notes, tables = _notes(dataset, result, result.answer), _tables(dataset, result, result.answer)
    rests_on = sources(dataset, _cited(result, result.answer), result.instrument.id)
    return View((Section(title, tuple(notes), filled(*tables)), *rests_on))


def _cited(result: Explanation, answer: Answer) -> set[str]:
    cell, evidence = result.cell, answer.evidence
    ids = {source for known in (*cell.claims, *answer.steps) for source in known.sources}
    ids |= {source.id for source, _, _ in result.readings} | in_notes(result)
    return ids | {total.source for total in result.totals} | {evidence.source if evidence else ""}


def in_notes(result: Explanation) -> set[str]:
    """Return the words of the notes on the cell and its acts: ids of sources are among them."""
    noted = " ".join((result.cell.note, *(act.note for act in result.cell.acts)))
    return {word.strip(".,:;()") for word in noted.split()}


def _notes(dataset: Dataset, result: Explanation, answer: Answer) -> Iterator[str]:
    yield _conclusion(answer)
    evidence, cell = answer.evidence, result.cell
    if evidence and evidence.confirmed and answer.status is not Status.UNKNOWN:
        text = mark("Confirmed to {day} by {source}.")
        if answer.stale:
            text = mark("Confirmed to {day} by {source}: what was done since does not show.")
        yield t(text, day=evidence.confirmed, source=evidence.source)
    if answer.proof(result.recent) is Strength.OLD:
        text = mark("That is a proof older than {age}: ask the depositary before you act.")
        yield t(text, age=age(result.recent))
    later = doubt(dataset, answer)
    if later:
        yield t("Another claim: {claim}", claim=set_aside(later))
    for joined in joined_amended(dataset, result.instrument, answer, result.max_age):
        yield considered_amended(joined, dataset.instruments[joined.parent.instrument].title)
    if cell.note:
        yield t("Note in the data: {note}", note=cell.note)
    if not cell.claims:
        yield t("No act is recorded.")
    if not result.readings:
        yield t("No source was read on this instrument.")


def _tables(dataset: Dataset, result: Explanation, answer: Answer) -> Iterator[Table]:
    cell = result.cell
    records: list[tuple[str, str, tuple[str, ...], str]] = []
    for act in cell.acts:
        effect = t("effect {day}", day=act.effective) if act.effective else ""
        note = t("; ").join(filter(None, (effect, _aside(act.rejected), act.note)))
        records.append((word("act", act.kind), _span(act.when), act.sources, note))
    for force in cell.stated_force:
        day, note = _span(force.when), _aside(force.rejected)
        records.append((t("in force from"), day, force.sources, note))
    for absence in cell.absences:
        records.append((t("not a party on"), str(absence.day), absence.sources, ""))
    yield table(
        t("Recorded acts"),
        records,
        Column("Act", itemgetter(0)),
        Column("Day", itemgetter(1)),
        Column("Sources", lambda record: list(record[2]), wrap=True),
        Column("Note", itemgetter(3), wrap=True),
    )
    unused = t("(not relied on)")

    def of_state(entry: tuple[Source, Reading, Says]) -> tuple[str, str | bool]:
        return word("says", entry[2]), not entry[0].relied_on_for(result.instrument.id) and unused

    yield table(
        t("Readings of this instrument"),
        result.readings,
        Column("Source", lambda entry: entry[0].id),
        Column("As of", lambda entry: span(entry[1].as_of)),
        Column("Complete to", lambda entry: entry[1].absent_until),
        Column("Of this state", of_state),
    )
    yield totals(dataset, result.instrument.id, result.totals)
    steps = (sentence(dataset, result, step) for step in answer.steps)
    yield table(
        t("Reasoning"),
        enumerate((*clauses(result.instrument), *steps), 1),
        Column("", itemgetter(0), number=True),
        Column("", itemgetter(1), wrap=True),
    )


def parties(total: Total) -> str:
    """Return how many of what ``total`` counts."""
    if total.counts == "parties":
        return counted(total.number, "{count} party", "{count} parties")
    if total.counts == "deposits":
        return counted(total.number, "{count} deposit", "{count} deposits")
    return counted(total.number, "{count} participant", "{count} participants")


def totals(dataset: Dataset, treaty: str, stated: tuple[Total, ...]) -> Table:
    """Return what sources count without naming everybody, with what follows from it."""

    def number(total: Total) -> tuple[str, str]:
        apart = sorted(uncounted(dataset.sources[total.source].readings[treaty]))
        without = t("read without {states}", states=", ".join(apart)) if apart else ""
        return (str(total.number) if total.counts == "parties" else parties(total)), without

    def follows(total: Total) -> str:
        if total.argument is Argument.OUTNUMBERED:
            return t("{n} joined unnamed", n=total.unnamed)
        return word("argument", total.argument)

    return table(
        t("Totals stated of it"),
        stated,
        Column("Source", lambda total: total.source),
        Column("Day", lambda total: span(total.when), below=True),
        Column("Parties", number),
        Column("What follows", follows, wrap=True),
    )


def set_aside(claim: Act) -> str:
    """Return what a claim says that would overturn a negative, and why it does not."""
    reason = claim.rejected or t("its source is not relied on")
    text = mark("it consented {on} ({sources}); set aside: {reason}")
    sources = ", ".join(claim.sources)
    return t(text, on=_tell(claim.when, _ON), sources=sources, reason=reason)


def considered_amended(joined: JoinedAmended, title: str) -> str:
    """Return why the depositary is to be asked about an amendment; ``title`` of the treaty."""
    return t(
        "The {title} binds it {since}, after this amendment to it entered into force: unless it or "
        "the treaties said otherwise, it is considered a party to that treaty as amended (Vienna "
        "Convention on the Law of Treaties, article 40(5)). Ask the depositary; nothing is "
        "concluded from it here.",
        title=title,
        since=_tell(joined.since, _SINCE),
    )


def _aside(rejected: str) -> str:
    return t("set aside: {reason}", reason=rejected) if rejected else ""


def clauses(treaty: Instrument, write: Callable[[date], str] | None = None) -> Iterator[str]:
    """Yield the final clauses that the reasoning rests on.

    ``write`` gives a day as text; without it, it is as in any sentence.
    """
    entry, clause = treaty.entry, treaty.later_joiners
    if entry.date:
        cited = article(entry.clause.article) if entry.clause else ""
        text = mark("The treaty itself entered into force on {day}{article}.")
        yield t(text, day=write(entry.date) if write else entry.date, article=cited)
    else:
        yield t("The treaty itself is not recorded as in force.")
    cited = article(clause.article)
    if not clause.count:
        yield t("It binds from the day of deposit{article}.", article=cited)
    elif clause.kind is ClauseKind.DAYS_AFTER:
        yield counted(
            clause.count,
            "It binds {count} day after the deposit{article}.",
            "It binds {count} days after the deposit{article}.",
            article=cited,
        )
    elif clause.kind is ClauseKind.MONTHS_AFTER:
        yield counted(
            clause.count,
            "It binds {count} month after the deposit{article}.",
            "It binds {count} months after the deposit{article}.",
            article=cited,
        )
    else:
        yield counted(
            clause.count,
            "It binds from the first day of a month, {count} month after that of the deposit"
            "{article}.",
            "It binds from the first day of a month, {count} months after that of the deposit"
            "{article}.",
            article=cited,
        )


STEPS = {
    "signed": "It signed {on} ({sources}).",
    "signed-no": "It had not signed.",
    "signed-unknown": "Whether it signed is not known: no list of signatures covers it.",
    "consent": "It consented {on}: {act} ({sources}).",
    "in-force": "The treaty binds it {since}{article}.",
    "succession": (
        "That is the day of its notification; a succession takes effect on the date of the "
        "succession of states (Vienna Convention on Succession of States in respect of Treaties"
        "{article})."
    ),
    "notified-later": (
        "That is the day of its notification, after {as_of}; a succession takes effect on the date "
        "of the succession of states, whenever it is notified (Vienna Convention on Succession of "
        "States in respect of Treaties{article})."
    ),
    "suspended": (
        "Until its notification, {on}, the operation of the treaty is considered as suspended "
        "between it and the other parties if it was a newly independent state, except as far as "
        "it was applied provisionally (the same Convention, articles 23(2) and 27)."
    ),
    "treaty-force-unknown": (
        "No day of the treaty's own entry into force is recorded: whether it binds is not known."
    ),
    "force-unknown": "Whether it bound it on {as_of} is not known.",
    "counted-in": (
        "{sources} counts {parties} {on}. No more can have been, and it is one of "
        "those: it had joined by then."
    ),
    "consent-later": "The consent recorded is of a later day: {act} {on} ({sources}).",
    "consent-undated": (
        "It consented {on} ({act}, {sources}): before or after the day asked for is not known."
    ),
    "ended": "It denounced the treaty, by a notice given {on} ({sources}).",
    "not-covered": "No source covers it: nothing proves that it joined or that it did not.",
    "absent": "{sources} proves that it was not a party {on}.",
    "counted-out": (
        "{sources} counts {parties} {counted}. As many are known by name, and it "
        "is none of them: it was not a party {on}."
    ),
    "outnumbered": (
        "{sources} counts {parties} {counted}. Known by name: {named}; joined without being "
        "named: {unnamed}. It may be one of them."
    ),
    "too-old": "On {as_of} that is older than {max_age}: it is not repeated as news.",
    "through": (
        "Joining {instrument}{article}, makes one a party to this treaty as amended; what follows "
        "is about that joining."
    ),
    "through-ended": (
        "By joining {instrument}{article}, it was a party to this treaty as amended. It left that, "
        "as follows; whether it is still a party to this treaty is not known."
    ),
    "presupposed": (
        "Only a party to this treaty can be a party to {instrument}{article}, and it is; what "
        "follows is about that joining."
    ),
    "parent-not-joined": (
        "Only a party to {instrument} can be a party to this treaty{article}, and it is none; what "
        "follows is about {instrument}."
    ),
}
"""The steps of the engine's reasoning as sentences, by code."""


def sentence(dataset: Dataset, result: Explanation, step: Step) -> str:
    """Return what ``step`` of ``result`` says, with what the data note on what it rests on."""
    text = t(
        STEPS[step.code],
        act=word("act", step.act.kind) if step.act else "",
        on=_tell(step.day, _ON) if step.day else "",
        since=_tell(step.day, _SINCE) if step.day else "",
        sources=", ".join(step.sources),
        instrument=step.instrument,
        article=article(step.article),
        as_of=result.as_of,
        max_age=age(result.max_age) if result.max_age else "",
        named=step.total.named if step.total else 0,
        unnamed=step.total.unnamed if step.total else 0,
        parties=parties(step.total) if step.total else "",
        counted=_tell(step.total.when, _ON) if step.total else "",
    )
    # A day that is derived or inferred is marked so in the note, and is none that a source gives.
    return " ".join(filter(None, (text, step.act.note if step.act else "", *_noted(dataset, step))))


def _noted(dataset: Dataset, step: Step) -> Iterator[str]:
    """Yield what the data note on the list that ``step`` rests on, and whom its number leaves out.

    That a list is whole may be our conclusion, and whom a number leaves out is no word of its
    source.
    """
    if step.code != "absent" and step.total is None:
        return
    source = dataset.sources[step.sources[0]]
    reading = source.readings.get(step.instrument)
    if step.total is None:
        yield from (source.note, reading.note if reading else "")
    elif reading and (codes := uncounted(reading)):
        text = mark(
            "The number is read here as one without {states}: that is inferred, the source does "
            "not say so. {note}"
        )
        states = ", ".join(dataset.states[code].name for code in sorted(codes))
        yield t(text, states=states, note=reading.note).rstrip()


# What is told of an exact day, of one between two, of one that is known to be no later.
_ON = ("on {latest}", "between {earliest} and {latest}", "on or before {latest}")
_SINCE = ("from {latest}", "from a day between {earliest} and {latest}", "from {latest} or earlier")


def _span(when: When) -> str:
    """Return a day as tables have it in every language."""
    earliest, latest = str(when.earliest), str(when.latest)
    if when.exact:
        return latest
    text = mark("{earliest} to {latest}") if when.earliest else mark("on or before {latest}")
    return t(text, earliest=earliest, latest=latest)


def on(day: When) -> str:
    """Return on which day, or between which, something was."""
    return _tell(day, _ON)


def _tell(when: When, texts: tuple[str, str, str]) -> str:
    text = texts[0 if when.exact else 1 if when.earliest else 2]
    return t(text, earliest=when.earliest, latest=when.latest)


_CONCLUSIONS = {
    Status.PARTY: "Answer: party.",
    Status.CONTRACTING: "Answer: contracting; it has consented and is not bound yet.",
    Status.SIGNATORY: "Answer: signatory; it has signed and not consented: a gap.",
    Status.NONE: "Answer: not a party: a gap.",
    Status.UNKNOWN: "Answer: unknown; neither a gap nor joined.",
}


def _conclusion(answer: Answer) -> str:
    last = answer.last_known
    if answer.status is Status.PARTY and answer.in_force:
        text = mark("Answer: party; the treaty binds it {since}.")
        if any(step.code == "notified-later" for step in answer.steps):
            text = mark(
                "Answer: party, by a succession notified later; the treaty binds it {since}."
            )
        return t(text, since=_tell(answer.in_force, _SINCE))
    if answer.reason is Reason.FORCE_UNKNOWN:
        return t("Answer: contracting; it has consented, and whether it is bound is not known.")
    if answer.reason is Reason.ENDED and answer.ended and answer.status is not Status.PARTY:
        return t("Answer: not a party; it left with effect from {day}: a gap.", day=answer.ended)
    if answer.status is Status.UNKNOWN and last:
        text = mark("Answer: unknown; neither a gap nor joined. Last known: {last} {day}.")
        return t(text, last=word("last", last.status), day=last.confirmed)
    return t(_CONCLUSIONS[answer.status])
