"""Rules on the acts of a state: their kind, their order, their days (VCLT art. 11 to 18, 54)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from ratgap.assess.answer import Signed
from ratgap.assess.force import after
from ratgap.assess.record import by_name
from ratgap.assess.totals import consented
from ratgap.check.cells import CheckedCell, cells, dated, named, repeated
from ratgap.check.rules import Found, rule
from ratgap.model import Act, ActKind, Dataset, Instrument, Joining, Parent

_SIGNED = (ActKind.SIGNATURE, ActKind.DEFINITIVE_SIGNATURE)
_BY_ANY_TREATY = (ActKind.CONSENT, ActKind.SUCCESSION)
"""Kinds that no final clause names: any consent, and what is the law of another convention."""

_WEEKEND = {5: "Saturday", 6: "Sunday"}
_CUSTOM = 20  # So many acts show on which days a depositary works
_NEAR = timedelta(180)
"""Declarations of succession name days of independence that differ by as much."""


@rule("cell", "check the day, and whether it is this treaty")
def act_before_adoption(cell: CheckedCell) -> Found:
    """Yield acts, and stated days of effect, before the adoption of their treaty."""
    adopted = cell.treaty.adopted
    for act in cell.acts:
        if act.when.latest < adopted:
            yield act.where, f"{cell.tell(act)} is before its adoption on {adopted}"
    for force in cell.stated_force:
        if force.when.latest < adopted:
            message = f"{cell.tell(force)}, before its adoption on {adopted}"
            yield force.where, message, "check the day"


@rule("cell", "is it a ratification, or the signature another state's? else add a note")
def accession_by_signatory(cell: CheckedCell) -> Found:
    """Yield accessions by states that had signed: accession is for the others (VCLT art. 15)."""
    signatures = cell.of_kind(ActKind.SIGNATURE)
    # After a denunciation the signature is spent: accession is the way back.
    if cell.recorded.note or not signatures or cell.of_kind(ActKind.DENUNCIATION):
        return
    for act in cell.of_kind(ActKind.ACCESSION):
        if not act.note:
            yield act.where, f"{cell.tell(act)}, though it signed {dated(signatures[0].when)}"


@rule("cell", "check the act, or the ways of joining in instruments.yaml", whole=True)
def consent_kind(cell: CheckedCell) -> Found:
    """Yield consents of a kind that the treaty, or the kind of state, does not know."""
    offered = [way.act for way in cell.treaty.joining]
    for act in cell.consents:
        if act.kind in _BY_ANY_TREATY:
            continue
        if offered and act.kind not in offered:
            yield act.where, f"{cell.tell(act)}: it is joined by {', '.join(map(named, offered))}"
        # The word is the organisations' own (Vienna Convention of 1986 art. 2(1)(b bis)).
        elif act.kind is ActKind.FORMAL_CONFIRMATION and cell.state.kind == "state":
            message = f"{cell.tell(act)}: only organisations confirm formally"
            yield act.where, message, "is it a ratification?"


@rule("cell", "check both days: are they swapped?")
def consent_before_signature(cell: CheckedCell) -> Found:
    """Yield consents that surely come before every signature of the state."""
    signatures = cell.of_kind(ActKind.SIGNATURE)
    for act in cell.consents if signatures else ():
        # A successor may take over a signature and an earlier effect together.
        if act.kind is ActKind.SUCCESSION:
            continue
        if all(s.when.earliest_or_min > act.when.latest for s in signatures):
            yield act.where, f"{cell.tell(act)} is before its signature {dated(signatures[0].when)}"


@rule("cell", "check the day and the act", whole=True)
def consent_too_early(cell: CheckedCell) -> Found:
    """Yield consents by ways that were not open yet."""
    entered = cell.treaty.entry.date
    for act in cell.consents:
        # What is before the adoption is reported as that.
        if entered is None or not cell.treaty.adopted <= act.when.latest < entered:
            continue
        ways = _ways(cell.treaty, act)
        if ways and all(way.after_entry_into_force for way in ways):
            message = f"{cell.tell(act)}: this way opened with its entry into force on {entered}"
            yield act.where, message


@rule("cell", "name all its sources in one entry")
def duplicate_act(cell: CheckedCell) -> Found:
    """Yield every act that an earlier entry of the same cell tells already."""
    acts = sorted(cell.recorded.acts, key=lambda act: act.where)
    for act, _ in repeated(acts, lambda act: (act.kind, act.when)):
        yield act.where, f"{cell.tell(act)} is told twice"


@rule("data", "check the day; if it is right, say so in a note")
def weekend(dataset: Dataset) -> Found:
    """Yield acts on a Saturday or a Sunday on which nothing else was done, by any state.

    Depositaries work from Monday to Friday; at conferences and ceremonies many states act.
    """
    on_day = Counter(
        act.when.latest for cell in dataset.cells.values() for act in cell.acts if act.when.exact
    )
    odd = sum(number for day, number in on_day.items() if day.weekday() in _WEEKEND)
    # Few acts show no custom; and some depositaries may work on a Sunday.
    if sum(on_day.values()) < max(_CUSTOM, 10 * odd):
        return
    for cell in cells(dataset):
        for act in cell.acts if not cell.recorded.note else ():
            day = act.when.latest
            alone = act.when.exact and on_day[day] == 1
            if alone and day.weekday() in _WEEKEND and not act.note:
                yield act.where, f"{cell.tell(act)} is on a {_WEEKEND[day.weekday()]}"


@rule("cell", "add the consent, or check the day and the treaty", whole=True)
def denunciation_without_consent(cell: CheckedCell) -> Found:
    """Yield denunciations before which no consent is claimed."""
    for act in cell.of_kind(ActKind.DENUNCIATION):
        if not any(c.when.earliest_or_min <= act.when.latest for c in cell.consents):
            yield act.where, f"{cell.tell(act)}, but no earlier consent is recorded"


@rule("cell", "check both days: are they swapped?")
def effect_day(cell: CheckedCell) -> Found:
    """Yield successions that take effect after, and denunciations before, their time."""
    for act in cell.acts:
        why = _wrong_effect(cell.treaty, act, act.effective) if act.effective else ""
        if why:
            yield act.where, f"{cell.tell(act)} takes effect on {act.effective}, {why}"


def _wrong_effect(treaty: Instrument, act: Act, effective: date) -> str:
    if act.kind is ActKind.SUCCESSION:
        # It reaches back to the succession of states (Vienna Convention of 1978 art. 23).
        return "after its notice" if effective > act.when.latest else ""
    first = act.when.earliest
    if act.kind is not ActKind.DENUNCIATION or first is None:
        return ""
    if effective < first:
        return "before its notice"
    runs_out = after(treaty.denunciation, first) if treaty.denunciation else first
    if effective < runs_out:
        return f"before the notice of the treaty has run out on {runs_out}"
    return ""


@rule("cell", whole=True)
def not_open(cell: CheckedCell) -> Found:
    """Yield acts of organisations to which the treaty is not open."""
    code = cell.state.code
    for act in () if cell.dataset.open_to(code, cell.treaty.id) else cell.acts:
        remedy = f"add {code} to its organisations, or check the treaty and the code"
        yield act.where, f"{cell.tell(act)}: it is not open to this organisation", remedy


@rule("cell", whole=True)
def protocol_without_parent(cell: CheckedCell) -> Found:
    """Yield consents to protocols by states that had provably not joined the parent."""
    parents = [parent for parent in cell.treaty.parents if parent.first]
    for act in cell.trusted(cell.consents) if parents else ():
        for parent in parents:
            if act.kind is not ActKind.SUCCESSION and _lacks(cell, parent, act.when.latest):
                message = f"{cell.tell(act)}, without being a party to {parent.instrument}"
                article = f" (art. {parent.article})" if parent.article else ""
                yield act.where, message, f"only parties may join{article}: check both acts"


def _lacks(cell: CheckedCell, parent: Parent, day: date) -> bool:
    """By evidence on ``parent`` alone: answers take who joined its protocol for a party to it."""
    of_parent = cell.dataset.cell(cell.state.code, parent.instrument).acts
    # A successor was bound from the succession of states, whenever it notified.
    if any(a.kind is ActKind.SUCCESSION and not a.rejected for a in of_parent):
        return False
    return consented(by_name(cell.dataset, cell.state.code, parent.instrument), day) is False


@rule("cell", "is it an accession? else add the signature, or a note", whole=True)
def ratification_without_signature(cell: CheckedCell) -> Found:
    """Yield ratifications of states that a source shows not to have signed (VCLT art. 14)."""
    if cell.recorded.note or cell.of_kind(ActKind.SIGNATURE):
        return
    for act in cell.trusted(cell.consents):
        ways = _ways(cell.treaty, act)
        if act.note or not ways or not all(way.signed_first for way in ways):
            continue
        known = by_name(cell.dataset, cell.state.code, cell.treaty.id)
        if known.signed(act.when.latest) is Signed.NO:
            yield act.where, f"{cell.tell(act)} asks for a signature, and its sources list none"


@rule("cell", "check the day; if it is right, say so in a note", whole=True)
def succession_effect(cell: CheckedCell) -> Found:
    """Yield successions that take effect far from every other one of the state."""
    succeeded = [act for act in cell.of_kind(ActKind.SUCCESSION) if act.effective and not act.note]
    if not succeeded or cell.recorded.note:
        return
    others = [day for treaty, day in _successions(cell) if treaty != cell.treaty.id]
    for act in succeeded if len(others) > 1 else ():
        day = act.effective
        if day and min(abs(day - other) for other in others) > _NEAR:
            message = f"{cell.tell(act)} takes effect on {day}"
            yield act.where, f"{message}; the others of the state do so about {others[0]}"


def _successions(cell: CheckedCell) -> list[tuple[str, date]]:
    """Return the treaty and the day of effect of every succession of the state."""
    return [
        (id_, act.effective)
        for id_ in cell.dataset.instruments
        for act in cell.dataset.cell(cell.state.code, id_).acts
        if act.kind is ActKind.SUCCESSION and act.effective and not act.rejected
    ]


def _ways(treaty: Instrument, act: Act) -> list[Joining]:
    return [way for way in treaty.joining if way.act is act.kind]


@rule("cell", "check the day, or the period of signature in instruments.yaml")
def signature_period(cell: CheckedCell) -> Found:
    """Yield signatures outside the period of signature."""
    treaty = cell.treaty
    first, last = treaty.signature_from, treaty.signature_until
    if treaty.signature_closes_on_entry:
        last = treaty.entry.date - timedelta(1) if treaty.entry.date else None
    for act in cell.acts:
        if act.kind not in _SIGNED:
            continue
        if first is None:
            yield act.where, f"{cell.tell(act)}: it is not open for signature"
        # What is before the adoption is reported as that.
        elif treaty.adopted <= act.when.latest < first:
            yield act.where, f"{cell.tell(act)}: it opened on {first}"
        elif act.when.latest >= first and last and act.when.earliest_or_min > last:
            yield act.where, f"{cell.tell(act)}: it closed after {last}"
