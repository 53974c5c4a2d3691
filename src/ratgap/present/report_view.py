"""The gap report as tables: one look tells what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ratgap.assess.answer import Answer, Reason, Signed, Status, Strength
from ratgap.assess.report import (
    InstrumentAnswer,
    Peers,
    Report,
    StateReport,
    instruments_in,
    peers_beside,
)
from ratgap.model import Act, ActKind, Dataset
from ratgap.present import view as v
from ratgap.present.text import mark, t, word
from ratgap.present.view import unsure


def report(dataset: Dataset, result: Report) -> v.View:
    """Return ``result`` with every instrument of each state, a summary first if several.

    By what it is measured stands at its foot.
    """
    nothing = _nothing(dataset, result)
    if nothing:
        return nothing
    every = [row for entry in result.states for row in entry.instruments]
    outside = dict.fromkeys(row.instrument.id for row in every if row.gap or row.unsure)
    peers = peers_beside(dataset, result.query, outside)
    legend = (
        *v.asked(dataset, result.query),
        *v.counted_are(peers),
        *_age_notes(result, every),
        *status_legend(row.answer.status for row in every),
        *v.star(row.answer.consent for row in every),
    )
    sections = tuple(_state(dataset, result, entry, peers) for entry in result.states)
    if len(sections) > 1:
        sections = (_summary(result, every, dated=True), *sections)
    return v.View(sections, legend)


def overview(dataset: Dataset, result: Report) -> v.View:
    """Return a line for each state of ``result``: how many it has joined, and the strengths."""
    nothing = _nothing(dataset, result)
    if nothing:
        return nothing
    every = [row for entry in result.states for row in entry.instruments]
    code = max(result.states, key=lambda entry: len(entry.instruments)).state.code
    legend = (
        t("Not joined: as proved within {age} before the day.", age=v.age(result.query.recent)),
        t("Unsure: not joined when last checked, on old lists. Not known: nothing tells."),
        *v.asked(dataset, result.query),
        t("Each of these: the same request with --full."),
        t(
            "One state: {command}",
            command=v.command(
                dataset,
                f"report {code}",
                v.on_day(result.query.as_of),
                v.by_terms(dataset, result.query),
                v.by_age(result.query),
            ),
        ),
    )
    return v.View((_summary(result, every),), legend)


def _nothing(dataset: Dataset, result: Report) -> v.View | None:
    query = result.query
    by_then, ever = (
        instruments_in(dataset, day, query.scope, query.basis) for day in (query.as_of, date.max)
    )
    if by_then or not ever:
        return None
    text = mark("{who}, as of {day}: no instrument in this scope had been adopted by that day")
    return v.View((v.Section(t(text, who=_who(result), day=query.as_of), v.asked(dataset, query)),))


def _who(result: Report) -> str:
    states = [entry.state for entry in result.states]
    if len(states) == 1:
        return f"{states[0].name} ({states[0].code})"
    return v.how_many(states)


def status_legend(shown: Iterable[Status]) -> tuple[str, ...]:
    """Return what each status that is ``shown`` means, on one line."""
    there = set(shown)
    meanings = [word("legend", status) for status in Status if status in there]
    return (f"{'; '.join(meanings)}.",) if meanings else ()


def _summary(
    result: Report, every: Sequence[InstrumentAnswer], *, dated: bool = False
) -> v.Section:
    counts = [entry.counts for entry in result.states]
    title = t(
        "{who}, as of {day}: {joined} of {total} joined, {gap_recent} not joined, {unsure} unsure, "
        "{not_known} not known",
        who=_who(result),
        day=result.query.as_of,
        joined=sum(row.answer.status.joined for row in every),
        total=len(every),
        gap_recent=sum(c["gap_recent"] for c in counts),
        unsure=sum(map(unsure, counts)),
        not_known=sum(c["not_known"] for c in counts),
    )
    lines = [(e, c, _days(e.instruments)) for e, c in zip(result.states, counts, strict=True)]
    dates = (
        v.Column("Oldest evidence", lambda line: line[2][0] if line[2] else ""),
        v.Column("Newest", lambda line: line[2][-1] if line[2] else "", rank=1),
    )
    states = v.table(
        "",
        lines,
        v.Column("State", lambda line: f"{line[0].state.name} ({line[0].state.code})", wrap=True),
        v.Column("Joined", lambda line: line[1]["party"] + line[1]["contracting"], number=True),
        *v.strengths(lambda line: line[1]),
        v.Column("total\4Of", lambda line: len(line[0].instruments), number=True),
        *(dates if dated else ()),
        tone=lambda line: _worst(line[1]),
    )
    return v.Section(title, (), (states,))


def _worst(counts: dict[str, int]) -> str:
    if counts["gap_recent"]:
        return "none"
    return "signatory" if unsure(counts) else "unknown" if counts["not_known"] else "party"


def _state(
    dataset: Dataset, result: Report, entry: StateReport, peers: Mapping[str, Peers]
) -> v.Section:
    state, day, counts = entry.state, result.query.as_of, entry.counts
    if not entry.instruments:
        text = mark("{state} ({code}), as of {day}: no instrument asked for is open to it")
        if not dataset.instruments:
            text = mark("{state} ({code}), as of {day}: the data have no instruments")
        return v.Section(t(text, state=state.name, code=state.code, day=day))
    title = t(
        "{state} ({code}), as of {day}: {joined} of {total} joined, "
        "{recent} not joined, {unsure} unsure, {unknown} not known; "
        "{evidence}",
        state=state.name,
        code=state.code,
        day=day,
        joined=counts["party"] + counts["contracting"],
        recent=counts["gap_recent"],
        unsure=unsure(counts),
        unknown=counts["not_known"],
        total=len(entry.instruments),
        evidence=_reach(entry.instruments),
    )
    return v.Section(title, (), v.filled(*_tables(dataset.codes, entry.instruments, peers)))


def _tables(
    codes: Mapping[str, str], rows: Sequence[InstrumentAnswer], peers: Mapping[str, Peers]
) -> Iterator[v.Table]:
    signed, evidence = (
        v.Column("Signed", signed_on),
        v.Column("Evidence", lambda r: r.answer.evidence),
    )
    last = v.Column("Last known", lambda row: last_known(row.answer))
    then = (signed, last, v.Column("Evidence", _last_source))
    joined = (
        signed._replace(rank=2),
        v.Column("Consent", _consent),
        v.Column("In force", lambda row: row.answer.in_force, rank=1),
        evidence,
    )
    others = v.Column(v.heading(peers), lambda row: v.joined_of(peers[row.instrument.id]), rank=2)
    beside = [others] if peers else []
    recent = [row for row in rows if row.proof is Strength.RECENT]
    unsure = [row for row in rows if row.unsure]
    unknown = [row for row in rows if row.not_known]
    yield _table(codes, mark("Not joined ({count})"), recent, signed, evidence, *beside)
    yield _table(codes, mark("Not joined when last checked ({count})"), unsure, *then, *beside)
    yield _table(codes, mark("Not known ({count})"), unknown, *then)
    yield _table(
        codes, mark("Joined ({count})"), [row for row in rows if row.answer.status.joined], *joined
    )


def _table(
    codes: Mapping[str, str], title: str, rows: Sequence[InstrumentAnswer], *columns: v.Column
) -> v.Table:
    by_basis = v.Column("Asked for", lambda row: row.asked and word("asked", row.asked), rank=1)
    later = v.Column("Other claim", _doubt, wrap=True)
    return v.table(
        t(title, count=len(rows)),
        rows,
        v.Column("Status", _status, wrap=True),
        v.Column(
            "Instrument",
            lambda row: f"{row.instrument.title} ({codes[row.instrument.id]})",
            wrap=True,
        ),
        v.Column("Id", lambda row: row.instrument.id, rank=3),
        *([by_basis] if any(row.asked for row in rows) else []),
        *columns,
        *([later] if any(row.doubt for row in rows) else []),
        tone=lambda row: row.answer.status,
    )


def _status(row: InstrumentAnswer) -> object:
    status, ended = row.answer.status, row.answer.ended
    return word("status", status), status.gap and ended and t("left {day}", day=ended)


def signed_on(row: InstrumentAnswer) -> object:
    """Return the day on which the state signed, or that it did not, or that nothing tells."""
    signed, signature = row.answer.signed, row.answer.signature
    if signature:
        return signature.when
    return word("signed", signed) if signed is not Signed.YES else None


def _doubt(row: InstrumentAnswer) -> object:
    """Return the claim that was set aside and would overturn the negative beside it."""
    return row.doubt and (t("joined"), row.doubt.when, t("set aside"))


def _consent(row: InstrumentAnswer) -> object:
    act, through = row.answer.consent, row.answer.through
    if act is None:
        return None
    # A source that names a party, no more: which act it was stands in explain.
    kind = t("joined") if act.kind is ActKind.CONSENT else word("act", act.kind)
    return (
        kind,
        v.starred(v.cell(act.when), act),
        through and t("through {instrument}", instrument=through),
    )


def _undated(answer: Answer) -> Act | None:
    """Return the consent that was given on one side of the day asked for or on the other."""
    if answer.reason is not Reason.CONSENT_UNDATED:
        return None
    return next((step.act for step in answer.steps if step.code == answer.reason), None)


def _last_source(row: InstrumentAnswer) -> object:
    act, evidence = _undated(row.answer), row.answer.evidence
    return act.sources[0] if act else evidence and evidence.source


def last_known(answer: Answer) -> tuple[str, ...]:
    """Return what was last known of what is unknown, or why nothing is."""
    act = _undated(answer)
    if act:
        return (word("why", answer.reason), act.when.latest.isoformat())
    if answer.ended:
        return (t("left"), answer.ended.isoformat())
    last = answer.last_known
    if answer.status.gap and answer.evidence and answer.evidence.confirmed:
        return (word("last", answer.status), answer.evidence.confirmed.isoformat())
    if last:
        return (word("last", last.status), last.confirmed.isoformat())
    return (word("why", answer.reason),)


def _days(rows: Iterable[InstrumentAnswer]) -> list[date]:
    return sorted(
        row.answer.evidence.confirmed
        for row in rows
        if row.answer.evidence and row.answer.evidence.confirmed
    )


def _reach(rows: Iterable[InstrumentAnswer]) -> str:
    days = _days(rows)
    if not days:
        return t("no evidence")
    one = days[0] == days[-1]
    text = mark("evidence as of {newest}") if one else mark("evidence as of {oldest} to {newest}")
    return t(text, oldest=days[0], newest=days[-1])


def _age_notes(result: Report, rows: Sequence[InstrumentAnswer]) -> Iterator[str]:
    """Say how old the evidence is, where it does not reach to the day asked for."""
    if any(row.answer.stale for row in rows):
        yield t("The evidence speaks of earlier days: what was done since does not show.")
    old = [row for row in rows if row.gap and row.answer.stale]
    if old:
        oldest = min(old, key=lambda row: _days([row]))
        text = mark('Oldest evidence for "not joined": {day} ({instrument}).')
        yield t(text, day=_days([oldest])[0], instrument=oldest.instrument.title)
    if result.query.max_age and any(row.answer.reason is Reason.TOO_OLD for row in rows):
        text = mark(
            "A negative older than {max_age} is unknown, with what was last known beside it."
        )
        yield t(text, max_age=v.age(result.query.max_age))
