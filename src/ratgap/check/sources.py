"""Rules on sources: the days they speak of, the totals they state, whether anything cites them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from ratgap.assess.listed import cited_for, listed
from ratgap.assess.record import PARTIES
from ratgap.assess.totals import Members, uncounted
from ratgap.check.cells import named, repeated
from ratgap.check.rules import Found, rule
from ratgap.model import ActKind, Column, Dataset, Reading, Source, When
from ratgap.problem import Where

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")
_YEAR = re.compile(r"(?:^|-)((?:19|20)\d\d)(?=-|$)")
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_BOTH = {f"way of {act}" for act in (ActKind.ACCEPTANCE, ActKind.APPROVAL)}
_FEW = 8  # Of fewer records nothing is usual


def _readings(dataset: Dataset) -> Iterator[tuple[Source, Reading]]:
    for source in dataset.sources.values():
        for reading in source.readings.values():
            # A name that points nowhere is reported by loading: no rule follows it.
            if reading.instrument in dataset.instruments:
                yield source, reading


@rule("data", "check the day, and whether it is this treaty")
def reading_before_adoption(dataset: Dataset) -> Found:
    """Yield readings of a day before the adoption of their treaty."""
    for source, reading in _readings(dataset):
        adopted = dataset.instruments[reading.instrument].adopted
        days = [reading.as_of.latest, reading.absent_until]
        for early in [day for day in days if day and day < adopted][:1]:
            treaty = f"{reading.instrument} was adopted on {adopted}"
            yield reading.where, f"{source.id} speaks of {early}; {treaty}"


@rule("data", "check the year, and the id")
def reading_after_source(dataset: Dataset) -> Found:
    """Yield readings of a day after the year by which their source is called."""
    for source, reading in _readings(dataset):
        years, first = _YEAR.findall(source.id), reading.as_of.earliest
        if years and first and first.year > max(map(int, years)):
            message = f"{source.id} is of {max(years)} and speaks of {first} on"
            yield reading.where, f"{message} {reading.instrument}"


@rule("data", "check both days")
def silence_after_reading(dataset: Dataset) -> Found:
    """Yield readings that claim absence on days after their own."""
    for source, reading in _readings(dataset):
        last, until = reading.as_of.latest, reading.absent_until
        if until and until > last:
            message = f"{source.id} speaks of {last} and cannot prove absence until {until}"
            yield reading.where, message


@rule("data")
def silent_on(dataset: Dataset) -> Found:
    """Yield readings with exceptions that except nothing."""
    for source, reading in _readings(dataset):
        if reading.silent_on and not _proves_alone(reading):
            message = "silent_on says nothing without absent_until, or a number"
            yield reading.where, message, "add absent_until, or delete silent_on"
        for code in sorted(reading.silent_on):
            acts = dataset.cell(code, reading.instrument).acts
            if any(a.kind.binds and source.id in a.sources for a in acts):
                message = f"{source.id} is silent on {code}, and cited for its consent"
                remedy = "take the state out of silent_on, or the source out of the act"
                yield reading.where, message, remedy


@rule("data", "find the act that is missing, or one too many; else correct the total", whole=True)
def checkpoint(dataset: Dataset) -> Found:
    """Yield readings whose total the acts contradict."""
    by_source = listed(dataset)
    members: dict[str, Members] = {}
    for source, reading in _readings(dataset):
        treaty = dataset.instruments[reading.instrument]
        what, total = _counted(reading)
        if total is None or not source.relied_on_for(treaty.id):
            continue
        unclear = what == "parties or deposits"
        if reading.complete:
            citing = by_source.get((source.id, treaty.id), set())
            most = len(citing | reading.silent_on)
            least = len(_states(dataset, citing) if unclear else citing)
            how = "the acts that cite it are of"
        else:
            known = members.setdefault(treaty.id, Members(dataset, treaty.id))
            first, last = reading.as_of.earliest, reading.as_of.latest
            # Who counts parties may leave out those whom the treaty does not bind yet.
            surely_in = known.surely if what == "deposits" else known.bound
            named = surely_in(first) - uncounted(reading) if first else frozenset()
            least = len(_states(dataset, named) if unclear else named)
            most = len(known.possibly(last) - uncounted(reading))
            how = "by the acts and lists there were"
        # Rows of which it is not told what they are may be of states that are no more, too.
        most = max(most, total) if unclear else most
        if not least <= total <= most:
            count = str(least) if least == most else f"{least} to {most}"
            number = f"{total} as the number of {what} to {treaty.id}"
            yield reading.where, f"{source.id} tells of {number}; {how} {count}"


def _counted(reading: Reading) -> tuple[str, int | None]:
    """Return what ``reading`` counts, and how many; None where it states no total."""
    if reading.parties is not None:
        return "parties", reading.parties
    if reading.deposits is not None:
        return "deposits", reading.deposits
    return "parties or deposits", reading.total


def _states(dataset: Dataset, codes: Iterable[str]) -> set[str]:
    """Return those of ``codes`` that are states: some counts leave out organisations."""
    return {code for code in codes if dataset.states[code].kind == "state"}


@rule("data", "find the line that is missing, or one too many; else correct the number", whole=True)
def miscounted(dataset: Dataset) -> Found:
    """Yield readings, sources, groups and texts of which there are not as many as counted."""
    begun = Counter(id_ for state in dataset.states.values() for id_ in state.since_sources)
    for source in dataset.sources.values():
        if source.counted not in (None, begun[source.id]):
            message = f"{source.counted} states that came into being were counted by {source.id}"
            yield source.where, f"{message}; {begun[source.id]} cite it"
    for source, reading in _readings(dataset):
        for what, number in reading.counted.items():
            citing = cited_for(dataset, source.id, reading.instrument)[what]
            if citing != number:
                message = f"{number} {what} of {reading.instrument} were counted by {source.id}"
                yield reading.where, f"{message}; the acts that cite it are of {citing}"
    for group in dataset.groups.values():
        if group.counted not in (None, len(group.members)):
            message = f"{group.id} counts {group.counted} members"
            yield group.where, f"{message}, and {len(group.members)} are named"
    for treaty in dataset.instruments.values():
        known = len(treaty.declarations or ())
        if treaty.declarations_counted not in (None, known):
            message = f"{treaty.declarations_counted} declarations were counted in {treaty.id}"
            yield treaty.at("declarations_counted"), f"{message}; {known} are told"


@rule("data", whole=True)
def uncounted_list(dataset: Dataset) -> Found:
    """Yield complete readings and groups that state no number, where others do."""
    if any(reading.counted for _, reading in _readings(dataset)):
        for source, reading in _readings(dataset):
            numbers = cited_for(dataset, source.id, reading.instrument)
            lacking = [
                what
                for what, columns in (("parties", PARTIES), ("signatories", {Column.SIGNATURES}))
                if reading.complete and not reading.gives.isdisjoint(columns)
                if what not in reading.counted and (what != "parties" or reading.parties is None)
            ]
            if lacking:
                entries = ", ".join(f"{what}: {numbers[what]}" for what in lacking)
                message = f"{source.id} is complete for {reading.instrument}, and not counted"
                yield reading.where, message, f"add counted: {{{entries}}}, once compared with it"
    if any(group.counted is not None for group in dataset.groups.values()):
        for group in dataset.groups.values():
            if group.counted is None:
                remedy = f"add count: {len(group.members)}, once compared with its source"
                yield group.where, f"the members of {group.id} are not counted", remedy


@rule("data", "add it (a list may be []); else silence the rule and say why", whole=True)
def usually_told(dataset: Dataset) -> Found:
    """Yield records without what seven in eight of their kind tell."""
    seen = set()
    for kind in _kinds(dataset):
        having = Counter(key for _, _, keys in kind for key in keys)
        usual = [key for key, number in having.items() if number * 8 >= len(kind) * 7]
        for name, where, keys in kind if len(kind) >= _FEW else ():
            for key in usual:
                if key not in keys and (name, key) not in seen:
                    seen.add((name, key))
                    yield where, f"{name} has no {key}; {having[key]} of {len(kind)} of its kind do"


def _kinds(dataset: Dataset) -> Iterator[list[tuple[str, Where, set[str]]]]:
    """Yield the records of each kind, with what each of them tells."""
    regions = [group for group in dataset.groups.values() if group.kind == "region"]
    placed = {member.state: ("region",) for group in regions for member in group.members}
    states: list[tuple[str, Where, set[str]]] = []
    for state in dataset.states.values():
        keys = {"alpha3", "also", "formal"} & state.places.keys() | _each("name in", state.names)
        keys |= _each("code", {"m49"} & state.codes.keys()) | set(placed.get(state.code, ()))
        if state.kind == "state" and not state.former:
            states.append((state.name, state.at("name"), keys))
    yield states
    treaties = dataset.instruments.values()
    titled = [
        _each("title in", t.titles)
        | _each("source of the title in", t.title_sources)
        | ({"number of deposits"} if t.entry.deposits or t.entry.share_of_parent else set())
        for t in treaties
    ]
    yield [(t.id, t.where, {*t.places} | keys) for t, keys in zip(treaties, titled, strict=True)]
    # Each depositary keeps lists and numbers of its own.
    for kept in ((), *dict.fromkeys(treaty.depositaries for treaty in treaties)):
        alike = [treaty for treaty in treaties if kept in ((), treaty.depositaries)]
        yield [(t.id, t.where, {*t.places} | _each("citation", t.citations)) for t in alike]
    # Both are ratification by another name (VCLT art. 14(2)): a text names both, or neither.
    ways = [(t.id, t.at("joining"), _each("way of", (w.act for w in t.joining))) for t in treaties]
    yield [(id_, where, keys & _BOTH) for id_, where, keys in ways if keys & _BOTH]
    made = [(each, {"made"} if each.made else set[str]()) for each in dataset.commitments]
    yield [(f'"{each.place}"', each.where, keys) for each, keys in made]
    sources: list[tuple[str, Where, set[str]]] = []
    for source in dataset.sources.values():
        address = source.address or any(reading.address for reading in source.readings.values())
        texts = {"publisher": source.publisher, "address": address}
        sources.append((source.id, source.where, {key for key, value in texts.items() if value}))
    yield sources


def _each(what: str, keys: Iterable[str]) -> set[str]:
    return {f"{what} {key}" for key in keys}


@rule("data", "write http:// or https:// and no blanks")
def address(dataset: Dataset) -> Found:
    """Yield addresses that no browser opens."""
    places = [(source.where, source.address) for source in dataset.sources.values()]
    places += [(reading.where, reading.address) for _, reading in _readings(dataset)]
    for treaty in dataset.instruments.values():
        cited = treaty.citations.values()
        places += [(treaty.at("citations"), text) for text in cited if "//" in text]
    for where, text in places:
        if text and not _ADDRESS.fullmatch(text):
            yield where, f"{text} is no address"


@rule("data", "put the readings of both under one")
def source_twice(dataset: Dataset) -> Found:
    """Yield sources that an earlier one describes in the same words."""
    for source, first in repeated(dataset.sources.values(), lambda s: (s.title, s.publisher)):
        yield source.where, f"{source.id} has the title and the publisher of {first.id}"


@rule("data", "check the year")
def day_to_come(dataset: Dataset) -> Found:
    """Yield days after the day of checking, of what can only be told afterwards."""
    today = date.today()  # As --as-of has it
    for where, what, when in _past_days(dataset):
        # Of a span only its beginning has surely come.
        day = when.earliest or when.latest if isinstance(when, When) else when
        if day and day > today:
            yield where, f"{what} {day}, which is still to come"


def _past_days(dataset: Dataset) -> Iterator[tuple[Where, str, date | When | None]]:
    """Yield each day that is past by its nature, with its place and what it is."""
    for source, reading in _readings(dataset):
        yield reading.where, f"{source.id} speaks of", reading.as_of
        yield reading.where, f"{source.id} is complete until", reading.absent_until
    for treaty in dataset.instruments.values():
        yield treaty.at("adopted"), f"{treaty.id} was adopted on", treaty.adopted
    for state in dataset.states.values():
        yield state.at("since"), f"{state.name} exists since", state.since
        yield state.at("until"), f"{state.name} existed until", state.until
    for (code, id_), cell in dataset.cells.items():
        for act in cell.acts:
            yield act.where, f"the {named(act.kind)} of {id_} by {code} was on", act.when
        for absence in cell.absences:
            yield absence.where, f"{code} was no party to {id_} on", absence.day
    for group in dataset.groups.values():
        yield group.where, f"{group.id} is told as of", group.as_of
        for member in group.members:
            yield member.where, f"{member.state} is in {group.id} since", member.since
            yield member.where, f"{member.state} was in {group.id} until", member.until
    for commitment in dataset.commitments:
        yield commitment.where, "this was declared on", commitment.made
        for outcome in (*commitment.outcomes, *commitment.related):
            yield outcome.where, "this came about on", outcome.when
    for report in dataset.reports:
        yield report.where, "this was reported on", report.when


@rule("data", "cite it where it speaks, or delete the reading", whole=True)
def unused_reading(dataset: Dataset) -> Found:
    """Yield partial readings that no act cites."""
    citations = set(_cited(dataset))
    cited_at_all = {source for source, _ in citations}
    for source, reading in _readings(dataset):
        # A source that nothing cites at all is reported as a whole.
        if _proves_alone(reading) or source.id not in cited_at_all:
            continue
        if (source.id, reading.instrument) not in citations:
            yield reading.where, f"no act on {reading.instrument} cites {source.id}"


@rule("data", "cite it where it speaks, or delete it", whole=True)
def unused_source(dataset: Dataset) -> Found:
    """Yield sources on which nothing rests."""
    cited_at_all = {source for source, _ in _cited(dataset)}
    for source in dataset.sources.values():
        if source.id not in cited_at_all and not any(map(_proves_alone, source.readings.values())):
            yield source.where, f"nothing cites {source.id}"


def _proves_alone(reading: Reading) -> bool:
    """Whether ``reading`` tells something though no act cites it: an absence, or a total."""
    return reading.complete or _counted(reading)[1] is not None


def _cited(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each source that is cited, with the instrument it is cited for; "" for no act."""
    for (_, instrument), cell in dataset.cells.items():
        yield from ((source, instrument) for claim in cell.claims for source in claim.sources)
    yield from ((source, "") for source in _cited_elsewhere(dataset))


def _cited_elsewhere(dataset: Dataset) -> Iterator[str]:
    notes = [cell.note for cell in dataset.cells.values()]
    for treaty in dataset.instruments.values():
        notes += [treaty.note, treaty.entry.note]
        yield from (*treaty.sources, *treaty.entry.sources)
        if treaty.status_list:
            yield treaty.status_list.source
        yield from (declaration.source for declaration in treaty.declarations or ())
        yield from treaty.title_sources.values()
    # A note may cite a source too: a hint that is no claim is kept there.
    for note in notes:
        yield from (word for word in _ID.findall(note) if word in dataset.sources)
    for state in dataset.states.values():
        yield from state.since_sources
    for group in dataset.groups.values():
        yield from group.sources
    for commitment in dataset.commitments:
        yield commitment.document
        for outcome in (*commitment.outcomes, *commitment.related):
            yield from outcome.sources
    for report in dataset.reports:
        yield from report.sources
