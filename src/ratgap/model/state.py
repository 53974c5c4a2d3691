"""States, organisations and groups of them; what states declared and reported (seed §10).

Nothing declared is judged: a commitment is late only where its own document sets a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ratgap.model.act import When
from ratgap.named import NamedTuple
from ratgap.problem import NONE, NOWHERE, Where, ignoring_place

SCHEMES = ("m49", "cow", "gw", "vdem")
"""Codes of states beside ISO 3166-1: of the UN, the Correlates of War, Gleditsch and Ward, V-Dem.
"""


@ignoring_place
class State(NamedTuple):
    """A state, or an organisation that can join treaties.

    ``code`` is ISO 3166-1 alpha-2 for states; ``codes`` maps other schemes (``SCHEMES``) to the
    code that they have for it. ``names`` maps a language to the current name; ``also`` holds other
    and former names by which sources call it. ``formal`` maps a language to the formal name, with
    the article that it has in a text; what it is in another language is not known.
    ``former`` marks one that no longer exists: its rows in old lists are known and passed over.
    ``since`` and ``until`` are the first and the last day on which it existed, where recorded;
    ``since_sources`` names who tells of the first.
    """

    code: str
    names: Mapping[str, str] = NONE
    alpha3: str = ""
    kind: str = "state"
    also: tuple[str, ...] = ()
    formal: Mapping[str, str] = NONE
    predecessor: str = ""
    former: bool = False
    since: date | None = None
    until: date | None = None
    since_sources: tuple[str, ...] = ()
    codes: Mapping[str, str] = NONE
    where: Where = NOWHERE
    places: Mapping[str, Where] = NONE

    def at(self, key: str) -> Where:
        """Return where ``key`` of its record stands; the record itself where it does not."""
        return self.places.get(key, self.where)

    @property
    def name(self) -> str:
        """The English name, which every state has."""
        return self.names.get("en", self.code)

    def existed(self, day: date) -> bool:
        """Whether it existed on ``day``, as far as recorded."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@ignoring_place
class Member(NamedTuple):
    """A state's membership of a group; both days inclusive, None where not recorded."""

    state: str
    since: date | None = None
    until: date | None = None
    where: Where = NOWHERE

    def on(self, day: date) -> bool:
        """Whether the state is a member on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@ignoring_place
class Group(NamedTuple):
    """A named group of states, with the source of its membership.

    ``kind`` is "region" for a part of the world; no state is in two of them. ``counted`` is
    how many members were written down, whatever their days.
    """

    id: str
    title: str
    members: tuple[Member, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: date | None = None
    observers: tuple[str, ...] = ()
    kind: str = ""
    counted: int | None = None
    where: Where = NOWHERE

    def on(self, day: date) -> tuple[str, ...]:
        """Return the codes of the members on ``day``."""
        return tuple(m.state for m in self.members if m.on(day))


@ignoring_place
class Outcome(NamedTuple):
    """A dated fact that a source documents; ``when`` None where it gives no full date."""

    text: str
    sources: tuple[str, ...]
    when: When | None = None
    where: Where = NOWHERE


@ignoring_place
class Commitment(NamedTuple):
    """One thing that a state declared, in our words, with its place in the document.

    ``kind`` follows the verb of the original: undertaking, intention or welcome. ``made`` is the
    day of the document; ``due`` a day or span that it sets itself, None where it sets none.
    ``outcomes`` are what a source documents of the thing declared; ``related`` are facts about
    the same matter that are none.
    """

    state: str
    text: str
    document: str
    place: str
    kind: str
    to: tuple[str, ...] = ()
    made: When | None = None
    due: When | None = None
    outcomes: tuple[Outcome, ...] = ()
    related: tuple[Outcome, ...] = ()
    note: str = ""
    where: Where = NOWHERE


@ignoring_place
class NationalReport(NamedTuple):
    """A report that a state made to a body under a basis (seed §10).

    ``ordinal`` counts the state's reports; ``when`` is None where no source dates it.
    """

    state: str
    body: str
    sources: tuple[str, ...]
    basis: str = ""
    symbol: str = ""
    ordinal: int | None = None
    when: When | None = None
    note: str = ""
    where: Where = NOWHERE
