"""Rules on states and organisations: codes, names, lives, groups, declarations, reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from ratgap.check.cells import CheckedCell, cells, named, repeated
from ratgap.check.rules import Found, rule
from ratgap.model import ActKind, Dataset, Group, Member, State
from ratgap.model.names import fold
from ratgap.problem import Where

_FORM = re.compile(r"[A-Z]{2}")
_FREE = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")  # Codes that ISO 3166-1 leaves to its users

_SCRIPTS = dict.fromkeys(("en", "fr", "es", "de", "it", "pt", "tr"), "LATIN") | {
    **dict.fromkeys(("ru", "uk", "be", "bg"), "CYRILLIC"),
    **{"ar": "ARABIC", "fa": "ARABIC", "el": "GREEK", "zh": "CJK"},
}
_ALIKE = {"LATIN", "CYRILLIC", "GREEK"}
_MANY = 20  # Names in a language make it one in which the data have names


@rule("data", "look the code up; is it an organisation, or a former state?")
def state_code(dataset: Dataset) -> Found:
    """Yield states with a code that ISO 3166-1 does not have."""
    known = assigned()
    for code, state in dataset.states.items():
        if state.kind != "state" or state.former or _FREE.fullmatch(code):
            continue
        if not _FORM.fullmatch(code):
            yield state.where, f"{code} is not a code of two letters"
        elif known and code not in known:
            yield state.where, f"ISO 3166-1 assigns no code {code}"


@cache
def assigned() -> frozenset[str]:
    """Return the codes of two letters that ISO 3166-1 assigns; none where there is no list.

    The time zone database keeps the list: that of its package is the same on every machine, and
    goes before that of the system.
    """
    from importlib.util import find_spec
    from zoneinfo import TZPATH

    package = find_spec("tzdata")
    packaged = package.submodule_search_locations if package else None
    for folder in (*(Path(place, "zoneinfo") for place in packaged or ()), *map(Path, TZPATH)):
        with suppress(OSError, UnicodeDecodeError):
            text = (folder / "iso3166.tab").read_text("utf-8")
            codes = frozenset(re.findall(r"^[A-Z]{2}(?=\t)", text, re.MULTILINE))
            if codes:
                return codes
    return frozenset()


@rule("data", "check alpha3 of both")
def shared_code(dataset: Dataset) -> Found:
    """Yield states whose three-letter code is another's."""
    owners: dict[str, str] = {code: code for code in dataset.states}
    for code, state in dataset.states.items():
        other = owners.setdefault(state.alpha3, code) if state.alpha3 else code
        if other != code:
            message = f"{state.alpha3} is the code of {dataset.states[other].name} already"
            yield state.at("alpha3"), message


@rule("data", "keep it with one of them")
def shared_name(dataset: Dataset) -> Found:
    """Yield states that share a name with an earlier one."""
    current: dict[str, str] = {}
    other: dict[str, str] = {}
    for code, state in dataset.states.items():
        names = [("name", name, current) for name in state.names.values()]
        names += [("also", name, other) for name in state.also]
        names += [("formal", name, other) for name in state.formal.values()]
        for key, name, owners in names:
            first = owners.setdefault(fold(name), code)
            if first != code:
                message = f'"{name}" is a name of {dataset.states[first].name} ({first}) too'
                yield state.at(key), message


@rule("data", "check the language and the letters", whole=True)
def name_script(dataset: Dataset) -> Found:
    """Yield names in letters that their language does not write, or of two scripts in a word."""
    languages = Counter(language for state in dataset.states.values() for language in state.names)
    for state in dataset.states.values():
        names = [("name", *each) for each in state.names.items()]
        names += [("formal", *each) for each in state.formal.items()]
        for key, language, name in names:
            scripts = _scripts(name)
            usual = _SCRIPTS.get(language)
            if usual and scripts and usual not in scripts:
                written = " and ".join(sorted(script.capitalize() for script in scripts))
                yield state.at(key), f'"{name}" is no name in {language}: it is in {written}'
            elif languages[language] < 2 and max(languages.values()) > _MANY:
                yield state.at(key), f"{language} is a language in which no other state has a name"
        for key, _, name in (*names, *(("also", "", name) for name in state.also)):
            for word in re.findall(r"[^\W\d_]+", name):
                if not word.isascii() and len(_scripts(word) & _ALIKE) > 1:
                    yield state.at(key), f'"{word}" has letters of two scripts that look alike'


def _scripts(text: str) -> set[str]:
    """Return the scripts of the letters of ``text``."""
    return set(map(_script, filter(str.isalpha, set(text))))


@cache
def _script(letter: str) -> str:
    """Return the first word of its name."""
    import unicodedata

    return unicodedata.name(letter, "unknown").partition(" ")[0]


@rule("data", "check the day")
def state_lifetime(dataset: Dataset) -> Found:
    """Yield acts and effects outside the life of a state, and lives that end too early."""
    for state in dataset.states.values():
        if state.since and state.until and state.since > state.until:
            message = f"{state.name} ends on {state.until}, before it starts on {state.since}"
            yield state.at("until"), message, "check the two days"
    for cell in cells(dataset):
        since, until = cell.state.since, cell.state.until
        for act in cell.acts if since or until else ():
            if until and act.when.earliest_or_min > until:
                yield act.where, f"{cell.tell(act)} is after the state's last day, {until}"
            elif since and act.effective and act.effective < since:
                what = f"{cell.state.name}'s {named(act.kind)} of {cell.treaty.id}"
                why = f"takes effect on {act.effective}, before the state existed, on {since}"
                yield act.where, f"{what} {why}", "check the two days"


@rule("cell", "check the day; is it the predecessor's act? else add a note")
def act_before_state(cell: CheckedCell) -> Found:
    """Yield acts of a state before the day on which it came into being."""
    since = cell.state.since
    for act in cell.acts if since and not cell.recorded.note else ():
        if since and act.when.latest < since and not act.note:
            yield act.where, f"{cell.tell(act)} is before the state existed, on {since}"


@rule("data")
def former_state(dataset: Dataset) -> Found:
    """Yield what is recorded of former states and would never be shown."""
    for cell in cells(dataset):
        if cell.state.former:
            message = f"{cell.state.name} is no more; no report shows this"
            remedy = "move the act to the successor, or delete former: true"
            yield cell.recorded.where, message, remedy
    for group, member, state in _members(dataset):
        if state.former and member.until is None:
            message = f"{state.name} is no more, and a member of {group.id} without end"
            yield member.where, message, "add until: YYYY-MM-DD"


@rule("data", whole=True)
def succession_without_predecessor(dataset: Dataset) -> Found:
    """Yield the first succession of each state that has no predecessor."""
    seen: set[str] = set()
    for cell in cells(dataset):
        code = cell.state.code
        successions = cell.of_kind(ActKind.SUCCESSION)
        if successions and not cell.state.predecessor and code not in seen:
            seen.add(code)
            message = f"{cell.tell(successions[0])}, and no predecessor is named"
            remedy = f"add predecessor: CODE to {code}, or is it an accession?"
            yield successions[0].where, message, remedy


@rule("data", "check the days")
def membership_days(dataset: Dataset) -> Found:
    """Yield memberships whose days cannot be."""
    for group, member, state in _members(dataset):
        for why in _impossible_days(group, member, state):
            yield member.where, f"{state.name} in {group.id}: {why}"


def _impossible_days(group: Group, member: Member, state: State) -> Iterator[str]:
    since, until = member.since, member.until
    if since and until and since > until:
        yield f"the membership ends on {until}, before it starts on {since}"
    for day in (since, until):
        if day and group.as_of and day > group.as_of:
            yield f"{day} is after {group.as_of}, of which the source speaks"
        if day and state.since and day < state.since:
            yield f"{day} is before the state existed, on {state.since}"
        if day and state.until and day > state.until:
            yield f"{day} is after the state's last day, {state.until}"


@rule("data", "keep it in one of them")
def two_regions(dataset: Dataset) -> Found:
    """Yield members of a region that are in an earlier one."""
    regional = (each for each in _members(dataset) if each[0].kind == "region")
    for (_, member, state), (first, *_) in repeated(regional, lambda each: each[2].code):
        yield member.where, f"{state.name} is in the region {first.id} already"


def _members(dataset: Dataset) -> Iterator[tuple[Group, Member, State]]:
    for group in dataset.groups.values():
        for member in group.members:
            # A name that points nowhere is reported by loading: no rule follows it.
            if member.state in dataset.states:
                yield group, member, dataset.states[member.state]


@rule("data", "check both days")
def commitment_days(dataset: Dataset) -> Found:
    """Yield outcomes, and days set, before the declaration was made."""
    for commitment in dataset.commitments:
        made, state = commitment.made, dataset.states.get(commitment.state)
        if made is None or state is None:
            continue
        first = made.earliest_or_min
        if commitment.due and commitment.due.latest < first:
            message = f"{state.name} set {commitment.due.latest} for what it declared on {made}"
            yield commitment.where, message
        for outcome in commitment.outcomes:
            if outcome.when and outcome.when.latest < first:
                message = f"this is of {outcome.when}; {state.name} made the declaration on {made}"
                yield outcome.where, message, "check both days; does it belong under related?"


@rule("data", "check the state, the place and the day")
def commitment_document(dataset: Dataset) -> Found:
    """Yield declarations that the document in which they stand cannot have.

    Of a state that its place does not name, or that is not of the group that the document makes,
    or of another day than most others of the document.
    """
    days = Counter((each.document, each.made) for each in dataset.commitments if each.made)
    for each in dataset.commitments:
        state = dataset.states.get(each.state)
        if state is None:
            continue
        others = [s for s in dataset.states.values() if s is not state and s.name in each.place]
        own = (*state.names.values(), *state.also)
        if others and not any(name in each.place for name in own):
            message = f'this is of {state.name}, and stands in "{each.place}"'
            yield each.where, f"{message}: {others[0].name}"
        for group in dataset.groups.values():
            taking_part = {member.state for member in group.members}
            if each.document in group.sources and state.code not in taking_part:
                yield each.where, f"{state.name} is not among {group.title}, by {each.document}"
        if each.made is None:
            continue
        usual = [made for (document, made) in days if document == each.document]
        most = max(usual, key=lambda made: days[each.document, made])
        if days[each.document, each.made] < days[each.document, most]:
            message = f"this was made on {each.made}"
            yield each.where, f"{message}, and what else stands in {each.document} on {most}"


@rule("data", "delete one")
def commitment_twice(dataset: Dataset) -> Found:
    """Yield declarations that stand in the data already, by their place or their words."""
    again = repeated(dataset.commitments, lambda c: (c.state, c.document, c.place, c.text))
    for each, first in again:
        yield each.where, f"this stands in line {first.where.line} already"


@rule("data", "check the number and the day")
def report_days(dataset: Dataset) -> Found:
    """Yield reports before the text that asks for them, and those of number 0."""
    for report in dataset.reports:
        asked = dataset.bases.get(report.basis)
        if report.ordinal == 0:
            yield report.where, "the first report has the number 1"
        if asked and asked.day and report.when and report.when.latest < asked.day:
            message = f"this is of {report.when}; {asked.title} was adopted on {asked.day}"
            yield report.where, message


@rule("data", "check the symbol and the number")
def report_twice(dataset: Dataset) -> Found:
    """Yield reports with the symbol or the number of an earlier one."""
    seen: dict[tuple[str, ...], Where] = {}
    for report in dataset.reports:
        state = dataset.states.get(report.state)
        keys: list[tuple[str, ...]] = []
        if report.symbol:
            keys.append((report.symbol,))
        if report.ordinal is not None:
            keys.append((report.state, report.body, report.basis, str(report.ordinal)))
        first = next((seen[key] for key in keys if key in seen), None)
        if first and state:
            yield report.where, f"this report of {state.name} stands in line {first.line} already"
        seen |= dict.fromkeys(keys, report.where)
