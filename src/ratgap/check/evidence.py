"""Rules on what sources say: claims against each other, against lists, against totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ratgap.assess.force import binds_from, ends_on
from ratgap.assess.record import Period, Proof, record
from ratgap.check.cells import CheckedCell, dated, named
from ratgap.check.counts import Tally, cited, listed, members
from ratgap.check.rules import Found, rule
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Column,
    Dataset,
    Reading,
    Source,
    StatedForce,
    When,
)
from ratgap.problem import Where

_PARTIES = frozenset({Column.CONSENTS, Column.MEMBERSHIP, Column.IN_FORCE})
_DATED = frozenset({Column.CONSENTS, Column.IN_FORCE})


@rule("cell")
def act_after_source(cell: CheckedCell) -> Found:
    """Yield acts and absences on a day after that of a source which they cite."""
    claims: list[tuple[Act | Absence, When]] = [(act, act.when) for act in cell.acts]
    claims += [(absence, When.on(absence.day)) for absence in cell.recorded.absences]
    for claim, when in claims:
        for index, source in enumerate(claim.sources):
            reading = cell.reading(source)
            if reading is None:
                continue
            last = reading.as_of.latest
            # "On or before" a day is what the first source says; the others may know less.
            bound = index == 0 and when.earliest is None and when.latest > last
            if bound or when.earliest_or_min > last:
                absence = f"{cell.state.name}'s absence from {cell.treaty.id} on {when.latest}"
                what = cell.tell(claim) if isinstance(claim, Act) else absence
                message = f"{what} is after {last}, of which {source} speaks"
                yield claim.where, message, "check the day and the source"


@rule("cell")
def claims_contradict(cell: CheckedCell) -> Found:
    """Yield claims that cannot be true beside an earlier one."""
    if len(cell.acts) < 2:
        return
    consents = cell.trusted(cell.consents)
    denunciations = cell.of_kind(ActKind.DENUNCIATION)
    pairs = _unlike(cell.trusted(cell.of_kind(ActKind.SIGNATURE)))
    for period in _periods(consents, denunciations):
        pairs += _unlike(period)
    for one, other in pairwise(denunciations):
        between = any(one.when.latest < c.when.latest <= other.when.latest for c in consents)
        if one.when.apart(other.when) and not between:
            pairs.append((one, other))
    for one, other in pairs:
        first = f"{named(one.kind)} {dated(one.when)} (line {one.where.line})"
        message = f"{cell.tell(other)} contradicts the {first}"
        yield other.where, message, "keep the better claim; give the other rejected: and the reason"


def _periods(consents: Iterable[Act], denunciations: Iterable[Act]) -> Iterator[list[Act]]:
    """Yield the consents that belong together: those up to each denunciation, and the last."""
    left = list(consents)
    for denunciation in denunciations:
        yield [a for a in left if a.when.latest <= denunciation.when.latest]
        left = [a for a in left if a.when.latest > denunciation.when.latest]
    yield left


def _unlike(acts: Iterable[Act]) -> list[tuple[Act, Act]]:
    """Return each of ``acts`` that cannot be the same act as an earlier one, behind the latter."""
    pairs: list[tuple[Act, Act]] = []
    before: list[Act] = []
    for act in acts:
        other = next((a for a in before if not a.same_as(act)), None)
        if other:
            pairs.append((other, act))
        before.append(act)
    return pairs


@rule("cell", whole=True)
def clause_contradicts(cell: CheckedCell) -> Found:
    """Yield stated days of effect that cannot be those of the clause."""
    stated = [force for force in cell.recorded.stated_force if not force.rejected]
    if not stated or cell.recorded.note:
        return
    for period in record(cell.dataset, cell.state.code, cell.treaty.id).periods:
        computed = binds_from(cell.treaty, period.consent)
        force = next((f for f in stated if f.when == period.in_force), None)
        if force is None or computed is None or period.consent.note:
            continue
        if computed.apart(force.when):
            article = cell.treaty.later_joiners.article
            by = f"by art. {article}" if article else "by its clause"
            message = f"{cell.tell_force(force)}; {by} it does so {dated(computed)}"
            remedy = "check the deposit and this day; else add a note, or rejected: and why"
            yield force.where, message, remedy


@rule("cell", whole=True)
def force_without_consent(cell: CheckedCell) -> Found:
    """Yield days of effect without a consent, or before it."""
    for force in cell.recorded.stated_force:
        why = "" if force.rejected else _without_consent(cell, force)
        if why:
            message = f"{cell.tell_force(force)}, {why}"
            yield force.where, message, "add the consent, or check the days"


def _without_consent(cell: CheckedCell, force: StatedForce) -> str:
    if not cell.consents:
        return "and no consent is recorded"
    entered = cell.treaty.entry.date
    succeeded = any(act.kind is ActKind.SUCCESSION for act in cell.consents)
    # What is before the adoption is reported as that.
    adopted = force.when.latest >= cell.treaty.adopted
    if adopted and entered and force.when.latest < entered:
        return f"before it entered into force itself on {entered}"
    firsts = [act.when.earliest for act in cell.consents]
    if not succeeded and all(first and force.when.latest < first for first in firsts):
        return f"before the consent {dated(cell.consents[0].when)}"
    return ""


@rule("cell", whole=True)
def listed_after_leaving(cell: CheckedCell) -> Found:
    """Yield consents that are confirmed by a source which speaks of a day after their end."""
    denunciations = cell.of_kind(ActKind.DENUNCIATION)
    telling = {source for act in denunciations for source in act.sources}
    for act in cell.consents if denunciations else ():
        later = [d for d in denunciations if d.when.latest >= act.when.latest]
        end = min((ends_on(cell.treaty, d) for d in later), default=None)
        for source in act.sources if end else ():
            reading = cell.reading(source)
            day = reading.as_of.earliest if reading else None
            if day and end and day >= end and source not in telling:
                message = (
                    f"{source} is cited for {cell.tell(act)} and speaks of {day}, "
                    f"when the state had left, on {end}"
                )
                yield (
                    act.where,
                    message,
                    "name the source at the consent given again, or not at all",
                )


@rule("cell", whole=True)
def rejected_alone(cell: CheckedCell) -> Found:
    """Yield the claims of a cell that are all set aside."""
    acts = cell.recorded.acts
    if cell.recorded.note or len(acts) < 2:
        return
    signing = [act for act in acts if act.kind is ActKind.SIGNATURE]
    joining = [act for act in acts if act.kind.binds]
    for claims in (signing, joining):
        if len(claims) > 1 and all(act.rejected for act in claims):
            for act in claims:
                message = f"{cell.tell(act)} is set aside, and so is every other claim"
                yield (
                    act.where,
                    message,
                    "rely on one of them, or add a note that tells why on none",
                )


@rule("cell")
def reading_columns(cell: CheckedCell) -> Found:
    """Yield acts and days of effect that cite a list which does not tell of such."""
    for act in cell.recorded.acts:
        if act.kind is ActKind.SIGNATURE:
            yield from _lacking(cell, act.sources, {Column.SIGNATURES}, "signatures", act.where)
        elif act.kind.binds:
            what = f"any {named(act.kind)}"
            yield from _lacking(cell, act.sources, _PARTIES, what, act.where)
            if act.when.exact:
                first = act.sources[:1]
                yield from _lacking(cell, first, _DATED, "the days of deposit", act.where)
    for force in cell.recorded.stated_force:
        what = "days of entry into force"
        yield from _lacking(cell, force.sources[:1], {Column.IN_FORCE}, what, force.where)


def _lacking(
    cell: CheckedCell, sources: Iterable[str], columns: Iterable[Column], what: str, where: Where
) -> Found:
    for source in sources:
        reading = cell.reading(source)
        if reading and reading.gives and reading.gives.isdisjoint(columns):
            gives = ", ".join(sorted(reading.gives))
            message = (
                f"{source} is cited here for {what} of {cell.treaty.id}; it gives {gives} alone"
            )
            yield where, message, "check the source; else add the column to its reading"


@rule("cell", whole=True)
def reading_denies(cell: CheckedCell) -> Found:
    """Yield consents that a source which is relied on denies on a later day."""
    if not cell.consents:
        return
    known = record(cell.dataset, cell.state.code, cell.treaty.id)
    for period in known.periods:
        denying = [proof for proof in known.proofs if _denies(cell, proof, period)]
        if denying:
            first, others = denying[0], len({p.source for p in denying}) - 1
            more = f", and so do {others} more" if others else ""
            message = (
                f"{cell.tell(period.consent)}, but {first.source} shows that it was no party "
                f"on {first.day}{more}"
            )
            remedy = f"cite {first.source} if it lists the state; else check the day"
            yield period.consent.where, message, remedy


def _denies(cell: CheckedCell, proof: Proof, period: Period) -> bool:
    if period.consent.when.latest > proof.day or period.ended_by(proof.day):
        return False
    # A list of those whom the treaty binds leaves out those whose consent has yet to take effect.
    bound = period.in_force is not None and period.in_force.latest <= proof.day
    reading = cell.reading(proof.source)
    return bound or reading is None or Column.CONSENTS in reading.gives


@rule("data")
def reading_before_adoption(dataset: Dataset) -> Found:
    """Yield readings of a day before the adoption of their treaty."""
    for source, reading in _readings(dataset):
        adopted = dataset.instruments[reading.instrument].adopted
        days = [reading.as_of.latest, reading.absent_until]
        early = next((day for day in days if day and day < adopted), None)
        if early:
            message = (
                f"{source.id} speaks of {early}; {reading.instrument} was adopted on {adopted}"
            )
            yield reading.where, message, "check the day, and whether it is this treaty"


@rule("data")
def silence_after_reading(dataset: Dataset) -> Found:
    """Yield readings that claim absence on days after their own."""
    for source, reading in _readings(dataset):
        last, until = reading.as_of.latest, reading.absent_until
        if until and until > last:
            message = f"{source.id} speaks of {last} and cannot prove absence until {until}"
            yield reading.where, message, "check both days"


@rule("data")
def silent_on(dataset: Dataset) -> Found:
    """Yield readings with exceptions that except nothing."""
    for source, reading in _readings(dataset):
        if reading.silent_on and not reading.complete:
            message = "silent_on says nothing without absent_until"
            yield reading.where, message, "add absent_until, or delete silent_on"
        for code in sorted(reading.silent_on):
            acts = dataset.cell(code, reading.instrument).acts
            if any(a.kind.binds and source.id in a.sources for a in acts):
                message = f"{source.id} is silent on {code}, and cited for its consent"
                remedy = "take the state out of silent_on, or the source out of the act"
                yield reading.where, message, remedy


@rule("data", whole=True)
def checkpoint(dataset: Dataset) -> Found:
    """Yield readings whose total the acts contradict."""
    by_source = listed(dataset)
    tallies: dict[str, Tally] = {}
    for source, reading in _readings(dataset):
        total, treaty = reading.parties, dataset.instruments[reading.instrument]
        if total is None or not source.relied_on:
            continue
        if reading.complete:
            citing = by_source.get((source.id, treaty.id), set())
            least, most = len(citing), len(citing | reading.silent_on)
            how = "the acts that cite it are of"
        else:
            if treaty.id not in tallies:
                tallies[treaty.id] = Tally(known for _, known in members(dataset, treaty))
            first, last = reading.as_of.earliest, reading.as_of.latest
            least = tallies[treaty.id].surely(first) if first else 0
            most = tallies[treaty.id].possibly(last)
            how = "by the acts and lists there were"
        if not least <= total <= most:
            count = str(least) if least == most else f"{least} to {most}"
            message = f"{source.id} counts {total} parties to {treaty.id}; {how} {count}"
            remedy = "find the act that is missing, or one too many; else correct the total"
            yield reading.where, message, remedy


@rule("data", whole=True)
def unused_reading(dataset: Dataset) -> Found:
    """Yield partial readings that no act cites."""
    citations = set(cited(dataset))
    named_at_all = {source for source, _ in citations}
    for source, reading in _readings(dataset):
        proves = reading.complete or reading.parties is not None
        # A source that nothing cites at all is reported as a whole.
        if proves or source.id not in named_at_all:
            continue
        if (source.id, reading.instrument) not in citations:
            message = f"no act on {reading.instrument} cites {source.id}"
            yield reading.where, message, "cite it where it speaks, or delete the reading"


@rule("data", whole=True)
def unused_source(dataset: Dataset) -> Found:
    """Yield sources on which nothing rests."""
    named_at_all = {source for source, _ in cited(dataset)}
    for source in dataset.sources.values():
        proves = any(r.complete or r.parties is not None for r in source.readings.values())
        if source.id not in named_at_all and not proves:
            yield (
                source.where,
                f"nothing cites {source.id}",
                "cite it where it speaks, or delete it",
            )


def _readings(dataset: Dataset) -> Iterator[tuple[Source, Reading]]:
    for source in dataset.sources.values():
        for reading in source.readings.values():
            yield source, reading
