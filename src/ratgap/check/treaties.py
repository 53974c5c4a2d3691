"""Rules on treaties: their days, their clauses, their entry into force, what they name."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ratgap.assess.force import enters_into_force
from ratgap.assess.joining import ImpossibleOrderError
from ratgap.assess.joining import joining_order as order_of
from ratgap.assess.record import Record
from ratgap.check.cells import members, named, repeated
from ratgap.check.rules import Found, rule
from ratgap.model import ActKind, ClauseKind, Dataset, Instrument, When
from ratgap.problem import Where

_YEAR = re.compile(r".*-([12]\d{3})")
_SLIP = 0.85
"""How alike two spellings of one name are, of 1."""


@rule("data", whole=True)
def no_mandate(dataset: Dataset) -> Found:
    """Yield treaties that no text asks states to join, where texts ask for others of its scope."""
    asked = {
        scope: basis
        for treaty in dataset.instruments.values()
        for scope in treaty.scopes
        for basis in treaty.bases[:1]
    }
    for treaty in dataset.instruments.values():
        near = [asked[scope] for scope in treaty.scopes if scope in asked]
        # A note may speak of anything: that no text asks for it is told by bases: [].
        if near and not treaty.bases and not ("bases" in treaty.places and treaty.note):
            message = f"{treaty.id} has no basis: it is a gap in no report"
            remedy = f"add bases: [...], such as {near[0]}, or bases: [] and a note"
            yield treaty.where, message, remedy


@rule("treaty", "check both days")
def instrument_days(treaty: Instrument, dataset: Dataset) -> Found:
    """Yield days of treaties that stand before what must come first."""
    id_, adopted, entered = treaty.id, treaty.adopted, treaty.entry.date
    signed_from, signed_until = treaty.signature_from, treaty.signature_until
    signature, entry = treaty.at("signature"), treaty.entry.where
    in_order: list[tuple[Where, str, date | None, str, date | None]] = [
        (signature, "opens for signature", signed_from, "its adoption", adopted),
        (signature, "closes for signature", signed_until, "it opens", signed_from),
        (entry, "enters into force", entered, "its adoption", adopted),
    ]
    for parent in treaty.parents:
        other = dataset.instruments.get(parent.instrument)
        if other:
            in_order.append((parent.where, "is adopted", adopted, other.id, other.adopted))
    for name in treaty.entry.not_before:
        other = dataset.instruments.get(name)
        if other and other.entry.date is None and entered:
            message = f"{id_} enters into force on {entered}, before {name}"
            yield entry, f"{message}, which is not in force"
        elif other:
            in_order.append((entry, "enters into force", entered, name, other.entry.date))
    for where, event, day, earlier, other_day in in_order:
        if day and other_day and day < other_day:
            yield where, f"{id_} {event} on {day}, before {earlier} on {other_day}"


@rule("treaty", whole=True)
def entry_clause(treaty: Instrument, _: Dataset) -> Found:
    """Yield treaties whose clause of entry into force is given by half."""
    entry = treaty.entry
    counts = entry.deposits is not None or bool(entry.share_of_parent)
    if counts and entry.clause is None:
        message = f"{treaty.id} counts deposits, and not the time that runs from the last"
        yield entry.where, message, "add clause: {...}"
    if entry.clause is not None and not counts and not entry.note:
        message = f"{treaty.id} has a time for its entry into force, and nothing to count from"
        remedy = "add deposits: or share_of_parent:, or a note that tells the condition"
        yield entry.where, message, remedy
    if treaty.id in entry.not_before:
        remedy = "take it out of not_before"
        yield entry.where, f"{treaty.id} waits for its own entry into force", remedy


@rule(
    "treaty", "add date: and its sources, or a note that tells that it is not in force", whole=True
)
def entry_day(treaty: Instrument, _: Dataset) -> Found:
    """Yield treaties of which nothing tells whether they are in force."""
    entry = treaty.entry
    if entry.date is None and not entry.note:
        message = f"{treaty.id} has no day of entry into force: whom it binds is not known"
        yield entry.where if entry.where.line else treaty.where, message


@rule("treaty", "add signature: {from: ...}, or take signed_first out", whole=True)
def signed_first(treaty: Instrument, _: Dataset) -> Found:
    """Yield ways of joining that ask for a signature where nobody could sign."""
    for way in treaty.joining if treaty.signature_from is None else ():
        if way.signed_first:
            message = f"{named(way.act)} of {treaty.id} asks for a signature"
            yield way.where, f"{message}, and it is not told when it was open for that"


@rule(
    "treaty", "check the day, the clause and the first deposits; else add a note to it", whole=True
)
def entry_into_force(treaty: Instrument, dataset: Dataset) -> Found:
    """Yield treaties whose recorded entry into force their deposits contradict (VCLT art. 24)."""
    entry = treaty.entry
    # A note that tells that it is not in force does not outlive the deposits it waited for.
    if entry.clause is None or entry.deposits is None or (entry.note and entry.date):
        return
    counted = [
        known
        for state, known in members(dataset, treaty)
        if state.kind == "state" or not entry.states_only
    ]
    why = _contradiction(dataset, treaty, counted)
    if why:
        yield entry.where, f"{treaty.id} {why}"


def _contradiction(dataset: Dataset, treaty: Instrument, counted: list[Record]) -> str:
    entry = treaty.entry
    known = [k.periods[0].consent.when for k in counted if k.periods]
    by = enters_into_force(treaty, known)
    awaited = (dataset.instruments[i].entry.date for i in entry.not_before)
    latest = max([by.latest, *(day for day in awaited if day)]) if by else None
    if entry.date is None:
        counts = f"has its {entry.deposits} deposits: by its clause it entered into force"
        return f"{counts} by {latest}, and no day is recorded" if latest else ""
    recorded = f"is recorded as in force from {entry.date}"
    if latest and latest < entry.date:
        return f"{recorded}; by its deposits it was from {latest}"
    possible = [*known, *_untold(dataset, counted, entry.date)]
    first = enters_into_force(treaty, possible)
    if first is None:
        return f"{recorded}; it needs {entry.deposits} deposits, and {len(possible)} are possible"
    if first.earliest and first.earliest > entry.date:
        return f"{recorded}; by its deposits it cannot be before {first.earliest}"
    return ""


def _untold(dataset: Dataset, counted: list[Record], day: date) -> list[When]:
    """Return a deposit of any day for each that may have been made by ``day`` and is not told."""
    silent = sum(
        not known.periods and not any(proof.day >= day for proof in known.proofs)
        for known in counted
    )
    # States that are no more deposited too; a successor's own act hides its predecessor's.
    gone = sum(state.former for state in dataset.states.values())
    succeeded = sum(
        period.consent.kind is ActKind.SUCCESSION for known in counted for period in known.periods
    )
    return [When.by(date.min)] * (silent + gone + succeeded)


@rule("data", "check which is the parent, and by which rule")
def joining_order(dataset: Dataset) -> Found:
    """Yield the circle of treaties, if there is one, at the parents that close it."""
    try:
        order_of(dataset)
    except ImpossibleOrderError as error:
        for id_ in dict.fromkeys(error.cycle):
            for parent in dataset.instruments[id_].parents:
                if parent.instrument in error.cycle:
                    message = f"each must be joined before the next: {' -> '.join(error.cycle)}"
                    yield parent.where, message


@rule("treaty")
def organisation_kind(treaty: Instrument, dataset: Dataset) -> Found:
    """Yield states that a treaty names among its organisations."""
    for code in treaty.organisations:
        state = dataset.states.get(code)
        if state and state.kind == "state":
            message = f"{treaty.id} names {state.name} as an organisation"
            remedy = f"check the code, or add kind: organisation to {code}"
            yield treaty.at("organisations"), message, remedy


@rule("treaty", whole=True)
def out_of_scope(treaty: Instrument, dataset: Dataset) -> Found:
    """Yield treaties without a scope."""
    if not treaty.scopes:
        remedy = f"add scopes: [...], such as {next(iter(dataset.scopes), 'one of yours')}"
        yield treaty.where, f"{treaty.id} is in no scope, and no report shows it", remedy


@rule("data", "choose another")
def shared_short(dataset: Dataset) -> Found:
    """Yield treaties whose short code is an earlier one's."""
    for treaty, first in repeated(dataset.instruments.values(), lambda treaty: treaty.short):
        yield treaty.at("short"), f"{treaty.short} is the short code of {first.id} already"


@rule("treaty", "check the day and the id")
def id_year(treaty: Instrument, _: Dataset) -> Found:
    """Yield treaties with an id that ends in another year than their adoption or signature."""
    year = _YEAR.fullmatch(treaty.id)
    days = (treaty.adopted, treaty.signature_from)
    other = year and not any(day and day.year == int(year[1]) for day in days)
    # Of a day a year before that of signature, the year alone is wrong.
    slip = days[1] and days[0].year < days[1].year and _in_year(days[0]) == _in_year(days[1])
    if other or slip:
        yield treaty.at("adopted"), f"{treaty.id} was adopted on {treaty.adopted}"


def _in_year(day: date) -> tuple[int, int]:
    return day.month, day.day


@rule("treaty", "check the way of counting: months_after, days_after")
def odd_term(treaty: Instrument, _: Dataset) -> Found:
    """Yield times of a length that final clauses do not set: 12 days of notice, 30 months."""
    for key, clause, least, most in (
        ("entry_into_force", treaty.entry.clause, 0, 366),
        ("later_joiners", treaty.later_joiners, 0, 366),
        ("denunciation", treaty.denunciation, 30, 1100),
    ):
        in_days = clause and clause.kind is ClauseKind.DAYS_AFTER
        days = clause.count * (1 if in_days else 30) if clause else least
        if clause and not least <= days <= most:
            count = f"{clause.count} {'days' if in_days else 'months'}"
            what = key.replace("_", " ")
            yield treaty.at(key), f"{treaty.id}: {what} after {count}"


@rule("data", "write it alike")
def odd_spelling(dataset: Dataset) -> Found:
    """Yield depositaries and keys of citations of one treaty that others write a letter else."""
    from difflib import get_close_matches

    treaties = dataset.instruments.values()
    for key in ("depositaries", "citations"):
        used = Counter(word for treaty in treaties for word in getattr(treaty, key))
        often = [word for word, number in used.items() if number > 1]
        for treaty in treaties:
            for word in getattr(treaty, key):
                # Nearer than what a question suggests: of two governments each may be meant.
                near = get_close_matches(word, often, 1, _SLIP) if used[word] == 1 else []
                if near:
                    message = f'"{word}" stands once; {used[near[0]]} treaties have {near[0]}'
                    yield treaty.at(key), f"{message} among their {key}"


@rule("treaty", "add signed_first: true to it, or take it from the others")
def ways_alike(treaty: Instrument, _: Dataset) -> Found:
    """Yield ways of joining of which one needs a signature and others of its article do not.

    Who accedes or signs definitively has not signed before (VCLT art. 12, 15).
    """
    after = (ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL)
    ways = [way for way in treaty.joining if way.act in after]
    asking = {way.article for way in ways if way.signed_first}
    for way in ways:
        if not way.signed_first and way.article in asking:
            message = f"{named(way.act)} of {treaty.id} needs no signature"
            yield way.where, f"{message}; other ways of art. {way.article} do"


@rule("data", "check the address")
def shared_list(dataset: Dataset) -> Found:
    """Yield treaties that read the list of an earlier one."""
    listed = [treaty for treaty in dataset.instruments.values() if treaty.status_list]
    for treaty, first in repeated(listed, lambda t: t.status_list and t.status_list.url):
        yield treaty.at("status_list"), f"this is the list of {first.id} already"
