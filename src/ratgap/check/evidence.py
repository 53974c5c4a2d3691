"""Rules on what sources tell of one state and one treaty: claims against each other and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from ratgap.assess.force import binds_from, ends_on
from ratgap.assess.record import PARTIES, by_name, by_period
from ratgap.check.cells import CheckedCell, cells, dated, named
from ratgap.check.rules import Found, rule
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Column,
    Dataset,
    Instrument,
    Period,
    Proof,
    Reading,
    StatedForce,
    When,
)
from ratgap.problem import Where

_DAY = timedelta(1)
_MANY = 10  # So many days show that a source is a list of many printings
_DATED = frozenset({Column.CONSENTS, Column.IN_FORCE})
_OF_RECORD = ("depositary", "gazette", "official", "treaty-text")


@rule("cell", "check the day and the source")
def act_after_source(cell: CheckedCell) -> Found:
    """Yield acts and absences on a day after that of a source which they cite."""
    claims: list[tuple[Act | Absence, When]] = [(act, act.when) for act in cell.acts]
    claims += [(absence, When.on(absence.day)) for absence in cell.recorded.absences]
    for claim, when in claims:
        for source in claim.sources:
            reading = cell.reading(source)
            if reading is None:
                continue
            last = reading.as_of.latest
            # "On or before" a day is what the first source says; the others may know less.
            bound = when.earliest is None and source == claim.sources[0] and when.latest > last
            if bound or when.earliest_or_min > last:
                yield claim.where, f"{cell.tell(claim)} is after {last}, of which {source} speaks"


@rule("data", "check the day", whole=True)
def absence_day(dataset: Dataset) -> Found:
    """Yield absences on a day of which their source was not read, alone of all that cite it."""
    absences = [(*place, each) for place, cell in dataset.cells.items() for each in cell.absences]
    days = Counter((id_, source, each.day) for _, id_, each in absences for source in each.sources)
    for code, id_, each in absences:
        known = [dataset.sources[source] for source in each.sources if source in dataset.sources]
        read = [source.readings[id_] for source in known if id_ in source.readings]
        shared = any(days[id_, source, each.day] > 1 for source in each.sources)
        if read and not shared and not any(_speaks_of(reading, each.day) for reading in read):
            message = f"{code} was no party to {id_} on {each.day}, by {each.sources[0]}"
            yield each.where, f"{message}, which was read of {read[0].as_of}"


@rule("data", "check the day; if it is right, say so in a note", whole=True)
def bound_alone(dataset: Dataset) -> Found:
    """Yield acts on or before a day by which their sources, lists all, tell of no other act.

    Of whom a printing of a list is the first to tell stands by its day, with others mostly.
    """
    bounded = [
        (cell, act) for cell in cells(dataset) for act in cell.acts if act.when.earliest is None
    ]
    cited = [(cell.treaty.id, s, act.when.latest) for cell, act in bounded for s in act.sources]
    days, bounds = Counter(cited), Counter((id_, source) for id_, source, _ in cited)
    for cell, act in bounded:
        day, places = act.when.latest, [(cell.treaty.id, source) for source in act.sources]
        alone = all(bounds[at] >= _MANY and days[*at, day] == 1 for at in places)
        borne_out = any(force.when.latest == day for force in cell.stated_force)
        read = (cell.reading(source) for source in act.sources)
        spoken = any(reading and reading.as_of.latest == day for reading in read)
        if alone and not (borne_out or spoken or act.note or cell.recorded.note):
            yield act.where, f"{cell.tell(act)}: {act.sources[0]} tells of no other by that day"


def _speaks_of(reading: Reading, day: date) -> bool:
    """Whether it is a day of the reading: who joins today was no party the day before.

    What no reading can know yet is another rule's, act-after-source.
    """
    return day == reading.absent_until or reading.as_of.earliest_or_min <= day + _DAY


@rule("cell", "keep the better claim; give the other rejected: and the reason")
def claims_contradict(cell: CheckedCell) -> Found:
    """Yield claims that cannot be true beside an earlier one."""
    if len(cell.acts) < 2:
        return
    consents = cell.trusted(cell.consents)
    denunciations = cell.of_kind(ActKind.DENUNCIATION)
    pairs = _unlike(cell.trusted(cell.of_kind(ActKind.SIGNATURE)))
    for given, _ in by_period(consents, denunciations):
        pairs += _unlike(given)
    for one, other in pairwise(denunciations):
        # Who came back may leave again; without a consent between them there was one leaving.
        between = any(one.when.latest < c.when.latest <= other.when.latest for c in consents)
        if one.when.apart(other.when) and not between:
            pairs.append((one, other))
    for one, other in pairs:
        first = f"{named(one.kind)} {dated(one.when)} (line {one.where.line})"
        yield other.where, f"{cell.tell(other)} contradicts the {first}"


def _unlike(acts: Iterable[Act]) -> list[tuple[Act, Act]]:
    """Return each of ``acts`` that cannot be the same act as an earlier one, behind the latter."""
    pairs: list[tuple[Act, Act]] = []
    before: list[Act] = []
    for act in acts:
        pairs += [(other, act) for other in before if not other.same_as(act)][:1]
        before.append(act)
    return pairs


@rule("cell", "check the deposit and this day; else add a note, or rejected: and why", whole=True)
def clause_contradicts(cell: CheckedCell) -> Found:
    """Yield stated days of effect that cannot be those of the clause (VCLT art. 24(3))."""
    for period in by_name(cell.dataset, cell.state.code, cell.treaty.id).periods:
        computed = binds_from(cell.treaty, period.consent)
        force = next((f for f in cell.stated_force if f.when == period.in_force), None)
        if force is None or computed is None or not computed.apart(force.when):
            continue
        # A note may tell why, but not of a wrong year, or day and month exchanged.
        if not (cell.recorded.note or period.consent.note) or _slip(computed, force.when):
            by = _clause(cell.treaty)
            yield force.where, f"{cell.tell(force)}; by {by} it does so {dated(computed)}"


def _clause(treaty: Instrument) -> str:
    """Return in words what says from when the treaty binds whoever joins it later."""
    article = treaty.later_joiners.article
    return f"art. {article}" if article else "its clause"


def _slip(one: When, other: When) -> bool:
    """Whether two days are of one day and month, or of one year with these exchanged."""
    if not (one.exact and other.exact):
        return False
    (year, *rest), (other_year, *others) = (day.latest.timetuple()[:3] for day in (one, other))
    return rest == others or (year == other_year and rest == others[::-1])


@rule("cell", "write the whole day, or leave it out: it follows from the clause", whole=True)
def force_vague(cell: CheckedCell) -> Found:
    """Yield stated times of effect that tell less than the clause does."""
    for force in cell.stated_force:
        first, last = force.when
        # A month is as much as some lists tell.
        if first is None or (last - first).days <= 31 or cell.recorded.note:
            continue
        computed = [binds_from(cell.treaty, act) for act in cell.consents]
        exact = next((when for when in computed if when and when.exact), None)
        if exact:
            by = _clause(cell.treaty)
            yield force.where, f"{cell.tell(force)}, no exact day; by {by} it is {exact.latest}"


@rule("cell", "check the trust of the source; else add a better source, or a note", whole=True)
def unreliable_alone(cell: CheckedCell) -> Found:
    """Yield acts that rest on sources of low trust alone: no answer takes them into account."""
    known = cell.dataset.sources
    for act in cell.acts if not cell.recorded.note else ():
        # Of the press and of handbooks low trust is no surprise, of whoever keeps the list it is.
        odd = any(known[s].kind in _OF_RECORD for s in act.sources if s in known)
        if odd and not cell.trusted([act]) and not act.note:
            cited = ", ".join(act.sources)
            yield act.where, f"{cell.tell(act)} rests on {cited} alone, which is not relied on"


@rule("cell", "add the consent, or check the days", whole=True)
def force_without_consent(cell: CheckedCell) -> Found:
    """Yield days of effect without a consent, or before it."""
    for force in cell.stated_force:
        why = _without_consent(cell, force)
        if why:
            yield force.where, f"{cell.tell(force)}, {why}"


def _without_consent(cell: CheckedCell, force: StatedForce) -> str:
    if not cell.consents:
        return "and no consent is recorded"
    entered = cell.treaty.entry.date
    # What is before the adoption is reported as that.
    if entered and cell.treaty.adopted <= force.when.latest < entered:
        return f"before it entered into force itself on {entered}"
    # A succession reaches back before its notice (Vienna Convention of 1978 art. 23), and a
    # consent of a kind that is not told may be one.
    may_succeed = (ActKind.SUCCESSION, ActKind.CONSENT)
    succeeded = any(act.kind in may_succeed for act in cell.consents)
    if not succeeded and all(force.when.latest < a.when.earliest_or_min for a in cell.consents):
        return f"before the consent {dated(cell.consents[0].when)}"
    return ""


@rule("cell", "name the source at the consent given again, or not at all", whole=True)
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
                cited = f"{source} is cited for {cell.tell(act)} and speaks of {day}"
                yield act.where, f"{cited}, when the state had left, on {end}"


@rule("cell", "rely on one of them, or add a note that tells why on none", whole=True)
def rejected_alone(cell: CheckedCell) -> Found:
    """Yield the claims of a cell that are all set aside."""
    if cell.recorded.note:
        return
    signing = [act for act in cell.recorded.acts if act.kind is ActKind.SIGNATURE]
    joining = [act for act in cell.recorded.acts if act.kind.binds]
    for claims in (signing, joining):
        if len(claims) > 1 and all(act.rejected for act in claims):
            for act in claims:
                yield act.where, f"{cell.tell(act)} is set aside, and so is every other claim"


@rule("cell", "check the source; else add the column to its reading")
def reading_columns(cell: CheckedCell) -> Found:
    """Yield acts and days of effect that cite a list which does not tell of such."""
    for act in cell.recorded.acts:
        if act.kind is ActKind.SIGNATURE:
            yield from _lacking(cell, act.sources, {Column.SIGNATURES}, "signatures", act.where)
        elif act.kind.binds:
            yield from _lacking(cell, act.sources, PARTIES, f"any {named(act.kind)}", act.where)
            if act.when.exact:
                # The first source gives the day, the others confirm the act.
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
            cited = f"{source} is cited here for {what} of {cell.treaty.id}"
            yield where, f"{cited}; it gives {', '.join(sorted(reading.gives))} alone"


@rule("cell", whole=True)
def reading_denies(cell: CheckedCell) -> Found:
    """Yield consents that a source which is relied on denies on a later day."""
    if not cell.consents:
        return
    known = by_name(cell.dataset, cell.state.code, cell.treaty.id)
    for period in known.periods:
        denying = [proof for proof in known.proofs if _denies(cell, proof, period)]
        if denying:
            first, others = denying[0], len({p.source for p in denying}) - 1
            shown = f"{first.source} shows that it was no party on {first.day}"
            more = f", and so do {others} more" if others else ""
            remedy = f"cite {first.source} if it lists the state; else check the day"
            yield period.consent.where, f"{cell.tell(period.consent)}, but {shown}{more}", remedy


@rule("cell", whole=True)
def signature_denied(cell: CheckedCell) -> Found:
    """Yield signatures that complete lists of signatures leave out."""
    for act in cell.of_kind(ActKind.SIGNATURE) if not cell.recorded.note else ():
        denying = [
            reading.source
            for reading in cell.dataset.readings(cell.treaty.id)
            if reading.absent_until and _signatures(reading)
            if act.when.latest <= reading.absent_until and reading.source not in act.sources
            if cell.state.code not in reading.silent_on
        ]
        # What no list of signatures is cited for is reported as that.
        cited = [reading for s in act.sources if (reading := cell.reading(s))]
        if denying and not act.note and any(map(_signatures, cited)):
            message = f"{cell.tell(act)}, and {denying[0]} gives signatures and not this one"
            yield act.where, message, f"cite {denying[0]} if it has it; else check its columns"


def _signatures(reading: Reading) -> bool:
    return Column.SIGNATURES in reading.gives


def _denies(cell: CheckedCell, proof: Proof, period: Period) -> bool:
    if period.consent.when.latest > proof.day or period.ended_by(proof.day):
        return False
    # A list of those whom the treaty binds leaves out those whose consent has yet to take effect.
    bound = period.in_force is not None and period.in_force.latest <= proof.day
    reading = cell.reading(proof.source)
    return bound or reading is None or Column.CONSENTS in reading.gives
