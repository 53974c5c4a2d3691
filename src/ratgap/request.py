"""What a request names, as people type it: states, groups, scopes, bases, instruments, ages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Protocol, TypeVar

from ratgap.assess.force import DEFAULT_RECENT, MaxAge
from ratgap.assess.report import Query
from ratgap.language import mark, t
from ratgap.model import Dataset, Group, Instrument, codes
from ratgap.named import NamedTuple
from ratgap.problem import close_to


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


class RequestError(ValueError):
    """What was asked for cannot be answered; the message is one line that says why.

    It is ``english`` in the language in use, its places filled with ``values``.
    """

    def __init__(self, english: str, /, **values: object) -> None:
        super().__init__(t(english, **values))


class Selection(NamedTuple):
    """Whom a request is about: states, the members of groups, all states; united."""

    dataset: Dataset
    states: tuple[str, ...]
    groups: tuple[Group, ...]
    all_states: bool
    scope: str

    @classmethod
    def of(
        cls,
        dataset: Dataset,
        states: Iterable[str],
        groups: Iterable[str],
        all_states: bool,
        scope: str,
    ) -> Selection:
        """Return what the names mean; ``scope``: which organisations are among all states.

        Raises ``UnknownName`` for a state, ``RequestError`` for a group.
        """
        codes = tuple(dataset.names.find(text) for text in _texts(states, "states"))
        named = tuple(pick("group", text, dataset.groups) for text in _texts(groups, "groups"))
        return cls(dataset, codes, named, all_states, scope)

    @property
    def anybody(self) -> bool:
        """Whether a state, a group or all states are asked for."""
        return bool(self.states or self.groups or self.all_states)

    def or_everybody(self) -> Selection:
        """Return the same, or all states and organisations of the data where nobody is named."""
        everybody = (code for code, state in self.dataset.states.items() if not state.former)
        return self if self.anybody else self._replace(states=tuple(everybody))

    def query(
        self,
        day: date,
        basis: str | None,
        max_age: MaxAge | str | None,
        recent: MaxAge | str = DEFAULT_RECENT,
    ) -> Query:
        """Return what is asked about ``day`` alone. Raises ``RequestError``, as ``only_on``."""
        there, not_there = self.only_on(day)
        mandate, age = basis_id(self.dataset, basis), max_age_of(max_age, day)
        return Query(day, self.scope, mandate, there, age, recent_of(recent, day), not_there)

    def on(self, day: date) -> tuple[str, ...]:
        """Return the codes of those who exist on ``day``, each once.

        A group may be empty then. Raises ``RequestError`` for a named state that is no more.
        """
        self._demand_existing(self.states)
        return tuple(c for c in self._codes(day) if self.dataset.states[c].existed(day))

    def absent_on(self, day: date) -> tuple[str, ...]:
        """Return the codes of those asked for who did not exist on ``day``."""
        return tuple(c for c in self._codes(day) if not self.dataset.states[c].existed(day))

    def only_on(self, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the codes of those asked for on ``day`` alone: who existed then, and who did not.

        Raises ``RequestError`` for a group without a member then, for a state that is no more, and
        where nobody is left.
        """
        for group in self.groups:
            if not group.on(day):
                raise RequestError(
                    "the group {group} has no recorded member on {day}", group=group.id, day=day
                )
        codes = self._codes(day)
        self._demand_existing(codes)
        states = self.dataset.states
        there = tuple(code for code in codes if states[code].existed(day))
        not_there = tuple(code for code in codes if not states[code].existed(day))
        if not there:
            raise RequestError(self._nobody(not_there, day))
        return there, not_there

    def _nobody(self, not_there: tuple[str, ...], day: date) -> str:
        if not not_there:
            return t("no state is asked for")
        if len(not_there) > 1:
            return t("nobody asked for existed on {day}", day=day)
        state = self.dataset.states[not_there[0]]
        text = mark("{state} did not exist on {day}: it has existed no longer")
        if state.since and day < state.since:
            text = mark("{state} did not exist on {day}: it has existed only since {since}")
        return t(text, state=state.name, day=day, since=state.since)

    def _codes(self, day: date) -> tuple[str, ...]:
        """Return whom it names, in the order of the data: one order of states everywhere."""
        members = (code for group in self.groups for code in group.on(day))
        named = {*self.states, *members, *(self._all_states() if self.all_states else ())}
        return tuple(code for code in self.dataset.states if code in named)

    def _all_states(self) -> Iterator[str]:
        """Yield the states, and the organisations that could join part of the scope."""
        states = [state for state in self.dataset.states.values() if not state.former]
        yield from (state.code for state in states if state.kind == "state")
        treaties = [i for i in self.dataset.instruments.values() if self.scope in i.scopes]
        openings = {code for treaty in treaties for code in treaty.organisations}
        yield from (s.code for s in states if s.kind != "state" and s.code in openings)

    def _demand_existing(self, codes: Iterable[str]) -> None:
        for code in codes:
            if self.dataset.states[code].former:
                name = self.dataset.states[code].name
                raise RequestError(
                    "{name} no longer exists; there is nothing left to join", name=name
                )


def day_of(day: date | None, argument: str = "as_of") -> date:
    """Return ``day``, today for None. Raises ``RequestError`` where it is no day."""
    if day is None:
        return date.today()
    if isinstance(day, datetime):
        return day.date()
    if not isinstance(day, date):
        raise RequestError("{argument}: {day!r} is not a datetime.date", argument=argument, day=day)
    return day


def to_come(day: date) -> tuple[str, ...]:
    """Return what an answer about ``day`` says of it where that is still to come."""
    text = mark(
        "{day} is still to come: the answer is what is known today, and ages count from today"
    )
    return (t(text, day=day),) if day > date.today() else ()


def _texts(given: Iterable[str], argument: str) -> tuple[str, ...]:
    several = (given,) if isinstance(given, str) else given
    names = tuple(several) if isinstance(several, Iterable) else (several,)
    for name in names:
        if not isinstance(name, str):
            raise RequestError("{argument}: {name!r} is not a name", argument=argument, name=name)
    return names


def a_name(given: str, argument: str) -> str:
    """Return ``given``; raise ``RequestError`` where a program has given anything but text."""
    return _texts([given], argument)[0]


def scope_id(dataset: Dataset, text: str | None) -> str:
    """Return the scope that ``text`` names, the default for None. Raises ``RequestError``."""
    if text is not None:
        return pick("scope", text, dataset.scopes).id
    if dataset.default_scope is None:
        known = ", ".join(dataset.scopes) or t("the data have none")
        raise RequestError("name a scope: {known}", known=known)
    return dataset.default_scope


def basis_id(dataset: Dataset, text: str | None) -> str | None:
    """Return the basis that ``text`` names; for None the default, or None where there is none."""
    return dataset.default_basis if text is None else pick("basis", text, dataset.bases).id


def max_age_of(age: MaxAge | str | None, day: date, argument: str = "max_age") -> MaxAge | None:
    """Return ``age``, read where it is text; None for "none". Raises ``RequestError``.

    On a ``day`` to come it is the age of today: until then what is known can be asked anew.
    """
    if age is None or (isinstance(age, str) and age.strip().lower() == "none"):
        return None
    try:
        known = age if isinstance(age, MaxAge) else MaxAge.parse(age)
    except (AttributeError, ValueError):
        raise RequestError(
            "{argument}: {age!r} is not an age such as 10y, 18m or 90d, nor none",
            argument=argument,
            age=age,
        ) from None
    return known._replace(today=date.today()) if day > date.today() else known


def recent_of(age: MaxAge | str, day: date) -> MaxAge:
    """Return the age up to which a proof is recent, read where it is text; as ``max_age_of``."""
    known = max_age_of(age, day, "recent")
    if known is None:
        raise RequestError("recent: without an age every proof is recent: write one such as 3y")
    return known


def pick(kind: str, text: str, known: Mapping[str, _T]) -> _T:
    """Return what goes by ``text``, whatever its capitals: id, code of a treaty, name or title.

    A treaty's official titles count in every language, and their translations. The id goes before
    the code, the code before names; the first words of any of them will do for
    a treaty, where no other begins so. Raises ``RequestError``, as for a name that two share.
    """
    asked = _folded(a_name(text, kind))
    called = _called(known)
    for names in called:
        ids = names.get(asked, [])
        if len(ids) == 1:
            return known[ids[0]]
        if ids:
            raise RequestError(
                '{count} {kind}s are called "{text}": name {ids}',
                **{"count": len(ids), "kind": t(kind), "text": text, "ids": t(" or ").join(ids)},
            )
    begun = {
        id_ for names in called for name in names if _begins(name, asked) for id_ in names[name]
    }
    if len(begun) == 1 and isinstance(only := known[begun.pop()], Instrument):
        return only
    advice = _advice(asked, called, list(known))
    raise RequestError(
        'no {kind} is called "{text}": {advice}', kind=t(kind), text=text, advice=advice
    )


_SHORTEST = 3  # A shorter text is within many names by chance
_Called = dict[str, list[str]]  # Ids by what they are called


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()


def _begins(name: str, words: str) -> bool:
    return bool(words) and name.startswith((f"{words} ", f"{words}-"))


def _called(known: Mapping[str, _Named]) -> tuple[_Called, _Called, _Called]:
    """Return the ids by themselves, by codes, and by names and titles."""
    treaties = [entry for entry in known.values() if isinstance(entry, Instrument)]
    by_name: _Called = {}
    for id_, entry in known.items():
        names = [entry.title]
        if isinstance(entry, Instrument):
            official = (*entry.titles.values(), *entry.translations.values())
            names += [entry.usual, *entry.also, *official]
        for name in {*map(_folded, names)} - {""}:
            by_name.setdefault(name, []).append(id_)
    by_code = {_folded(code): [id_] for id_, code in codes(treaties).items()}
    return {_folded(id_): [id_] for id_ in known}, by_code, by_name


def _advice(asked: str, called: tuple[_Called, ...], ids: list[str]) -> str:
    """Return the ids that come near, by whatever they are called; all where they are few."""
    every = [(name, id_) for names in called for name, ids_ in names.items() for id_ in ids_]
    begun = [id_ for name, id_ in every if asked and name.startswith(asked)]
    within = [id_ for name, id_ in every if len(asked) >= _SHORTEST and asked in name]
    # Who has the first word nearly right has named what begins with it.
    words = [*every, *((name.split()[0], id_) for name, id_ in every)]
    close = close_to(asked, [name for name, _ in words], most=3)
    meant = [id_ for near in close for name, id_ in words if name == near]
    first = list(dict.fromkeys(begun))[:8]
    near = list(dict.fromkeys([*first, *within, *meant]))[: max(3, len(first))]
    advice = [t("did you mean {names}?", names=t(" or ").join(near))] if near else []
    if len(ids) <= 8:
        known = ", ".join(ids)
        advice.append(t("there are {known}", known=known) if ids else t("the data have none"))
    return " ".join(advice) or t("there are {count}, such as {one}", count=len(ids), one=ids[0])
