"""What a request names, as people type it: states, groups, scopes, bases, instruments, ages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol, TypeVar

from ratgap.assess.force import MaxAge
from ratgap.model import Basis, Dataset, Scope
from ratgap.model.names import Names


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


class RequestError(ValueError):
    """What was asked for cannot be answered; the message is one line that says why."""


def day_of(day: date | None, argument: str = "as_of") -> date:
    """Return ``day``, today for None. Raises ``RequestError`` where it is no day."""
    if day is None:
        return date.today()
    if isinstance(day, datetime):
        return day.date()
    if not isinstance(day, date):
        raise RequestError(f"{argument}: {day!r} is not a datetime.date")
    return day


def texts(given: Iterable[str], argument: str) -> tuple[str, ...]:
    """Return the names in ``given``, of which one may stand alone. Raises ``RequestError``."""
    found = (given,) if isinstance(given, str) else given
    names = tuple(found) if isinstance(found, Iterable) else (found,)
    for name in names:
        if not isinstance(name, str):
            raise RequestError(f"{argument}: {name!r} is not a name")
    return names


def state_codes(
    dataset: Dataset,
    states: Iterable[str],
    groups: Iterable[str],
    everyone: bool,
    day: date,
    scope: str,
) -> tuple[str, ...]:
    """Return the codes of ``states``, then of ``groups`` on ``day``, then ``everyone``'s.

    Each code once. Raises ``UnknownName`` for a state and ``RequestError`` for an unknown or empty
    group, a state that is no more, or where nobody is asked for.
    """
    names = Names(dataset.states)
    codes = [names.find(text) for text in texts(states, "states")]
    for text in texts(groups, "groups"):
        group = pick("group", text, dataset.groups)
        members = group.on(day)
        if not members:
            raise RequestError(f"the group {group.id} has no recorded member on {day}")
        codes += members
    if everyone:
        codes += _everyone(dataset, day, scope)
    for code in codes:
        _demand_existing(dataset, code)
    if not codes:
        raise RequestError("no state is asked for")
    return tuple(dict.fromkeys(codes))


def members_on(
    dataset: Dataset,
    states: Iterable[str],
    groups: Iterable[str],
    everyone: bool,
    scope: str,
) -> Callable[[date], tuple[str, ...]]:
    """Return who is asked for on a day: what ``state_codes`` unites, of those that then existed.

    A group may be empty on a day. Raises at once what ``state_codes`` raises of names.
    """
    names = Names(dataset.states)
    named = [names.find(text) for text in texts(states, "states")]
    grouped = [pick("group", text, dataset.groups) for text in texts(groups, "groups")]
    for code in named:
        _demand_existing(dataset, code)
    if not (named or grouped or everyone):
        raise RequestError("no state is asked for")

    def members(day: date) -> tuple[str, ...]:
        codes = [*named, *(code for group in grouped for code in group.on(day))]
        if everyone:
            codes += _everyone(dataset, day, scope)
        return tuple(c for c in dict.fromkeys(codes) if dataset.states[c].existed(day))

    return members


def _demand_existing(dataset: Dataset, code: str) -> None:
    if dataset.states[code].former:
        raise RequestError(
            f"{dataset.states[code].name} no longer exists; there is nothing left to join"
        )


def _everyone(dataset: Dataset, day: date, scope: str) -> Iterable[str]:
    """Yield the states of ``day``, then the organisations that could join part of ``scope``."""
    there = [
        state
        for state in dataset.states.values()
        if not state.former and (state.since is None or state.since <= day)
    ]
    yield from (state.code for state in there if state.kind == "state")
    openings = {
        o for i in dataset.instruments.values() if scope in i.scopes for o in i.organisations
    }
    yield from (s.code for s in there if s.kind != "state" and s.code in openings)


def scope_id(dataset: Dataset, text: str | None) -> str:
    """Return the scope that ``text`` names, the default for None. Raises ``RequestError``."""
    if text is not None:
        return pick("scope", text, dataset.scopes).id
    found = _default(dataset.scopes)
    if found is None:
        raise RequestError(f"name a scope: {', '.join(dataset.scopes) or 'the data have none'}")
    return found


def basis_id(dataset: Dataset, text: str | None) -> str | None:
    """Return the basis that ``text`` names; for None the default, or None where there is none."""
    return _default(dataset.bases) if text is None else pick("basis", text, dataset.bases).id


def _default(known: Mapping[str, Scope] | Mapping[str, Basis]) -> str | None:
    """Return the id that the data call the default, or the only one there is."""
    marked = [id_ for id_, entry in known.items() if entry.default]
    candidates = marked or list(known)
    return candidates[0] if len(candidates) == 1 else None


def max_age_of(age: MaxAge | str | None) -> MaxAge | None:
    """Return ``age``, read where it is text; None for "none". Raises ``RequestError``."""
    if age is None or isinstance(age, MaxAge):
        return age
    try:
        return None if age.strip().lower() == "none" else MaxAge.parse(age)
    except (AttributeError, ValueError):
        raise RequestError(
            f"max_age: {age!r} is not an age such as 10y, 18m or 90d, nor none"
        ) from None


def pick(kind: str, text: str, known: Mapping[str, _T]) -> _T:
    """Return what goes by the id or the title ``text``, whatever its capitals.

    Raises ``RequestError``, as for a title that two share.
    """
    folded = text.strip().casefold()
    for id_, entry in known.items():
        if id_.casefold() == folded:
            return entry
    titled = [entry for entry in known.values() if entry.title.casefold() == folded]
    if len(titled) == 1:
        return titled[0]
    raise RequestError(f'no {kind} is called "{text}": {_advice(folded, known)}')


def _advice(folded: str, known: Mapping[str, _T]) -> str:
    """Return the ids that come near, by id or by title, and all of them where they are few."""
    from difflib import get_close_matches

    found = [
        id_
        for id_, entry in known.items()
        if folded and (id_.casefold().startswith(folded) or folded in entry.title.casefold())
    ]
    near = list(dict.fromkeys([*found, *get_close_matches(folded, known, n=3, cutoff=0.5)]))[:3]
    advice = [f"did you mean {' or '.join(near)}?"] if near else []
    if len(known) <= 8:
        advice.append(f"there are {', '.join(known)}" if known else "the data have none")
    return " ".join(advice) or f"there are {len(known)}, such as {next(iter(known))}"
