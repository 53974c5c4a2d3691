"""Treaties and the mandates that ask states to join them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ratgap.model.act import ActKind
from ratgap.model.state import State
from ratgap.named import NamedTuple, Word
from ratgap.problem import NONE, NOWHERE, Where, ignoring_place

MTDSG = "mtdsg"
"""Under which key of its citations a treaty has its number in the UN Treaty Collection."""
TREATY_NUMBER = r"[IVXLC]+(-[A-Za-z0-9]+)+"
"""Such a number: chapter, its part, number, letter, as in ``XVIII-12-a``."""


class ClauseKind(Word):
    """The forms that final clauses take."""

    DAYS_AFTER = "days-after"
    """So many days after the day of deposit; "on the thirtieth day after" is the same day."""
    MONTH_START_AFTER = "month-start-after"
    """The first day of the n-th month that follows the day of deposit."""
    MONTHS_AFTER = "months-after"
    """The same day so many months later; notice periods are counted so."""


class Clause(NamedTuple):
    """A time limit counted from a deposit, with the article that sets it.

    ``days-after`` with count 0 is the day of deposit itself.
    """

    kind: ClauseKind
    count: int  # type: ignore[assignment]  # hides the count() of tuples, which nobody asks
    article: str = ""


class Basis(NamedTuple):
    """A text that asks states to join: a gap exists on a basis, never in the void.

    ``day`` is that of its adoption, ``addressees`` the group that it asks; "" for every state.
    """

    id: str
    title: str
    citation: str
    default: bool = False
    day: date | None = None
    addressees: str = ""


class Scope(NamedTuple):
    """A named set of instruments."""

    id: str
    title: str
    default: bool = False


@ignoring_place
class EntryIntoForce(NamedTuple):
    """When and how the treaty itself enters into force.

    ``date`` is the recorded day (None: not yet, or not recorded), from ``sources``.
    The rule reads: ``clause`` after the deposit that brings the number of consents to
    ``deposits`` (``states_only``: those of organisations do not count), or to
    ``share_of_parent`` of the parent's parties, and not before any of ``not_before``.
    """

    date: date | None = None
    sources: tuple[str, ...] = ()
    clause: Clause | None = None
    deposits: int | None = None
    share_of_parent: str = ""
    states_only: bool = False
    not_before: tuple[str, ...] = ()
    note: str = ""
    where: Where = NOWHERE


@ignoring_place
class Parent(NamedTuple):
    """The treaty to which this one is a protocol or an amendment.

    ``rule`` is ``parties-only`` (only a party to the parent may join), ``together`` (a non-party
    may join if it joins the parent at the same time) or ``implies`` (joining makes a non-party a
    party to the parent as amended). ``amends``: it changes the parent itself, and is no supplement
    beside it.
    """

    instrument: str
    rule: str
    article: str = ""
    amends: bool = False
    where: Where = NOWHERE

    @property
    def first(self) -> bool:
        """Whether the parent must be joined before this treaty, or with it."""
        return self.rule != "implies"


@ignoring_place
class Joining(NamedTuple):
    """One way to express consent: the act, whether it needs a prior signature, the article.

    ``after_entry_into_force``: open only once the treaty is in force.
    """

    act: ActKind
    article: str = ""
    signed_first: bool = False
    after_entry_into_force: bool = False
    where: Where = NOWHERE


@ignoring_place
class Declaration(NamedTuple):
    """A declaration or notification that joining requires or allows, in our words.

    ``required``: the treaty says "shall", to all or to those whom ``text`` names. ``when`` tells
    at which moment. ``organisations_only``: the article speaks to organisations alone.
    """

    text: str
    article: str
    required: bool
    source: str
    when: str = ""
    organisations_only: bool = False
    where: Where = NOWHERE


class StatusList(NamedTuple):
    """The address at which the depositary keeps the current list, for programs to read.

    ``source`` is the one by which readings of it go.
    """

    url: str
    source: str


@ignoring_place
class Instrument(NamedTuple):
    """A treaty with its final clauses.

    ``signature_from``/``signature_until`` are inclusive; ``signature_until`` None with
    ``signature_closes_on_entry`` true means "until the treaty enters into force".
    ``organisations`` are the codes of the organisations to which it is open beside states.
    ``later_joiners`` counts from a deposit; ``denunciation`` from a notice.
    ``declarations`` is None where no text was read for them, empty where what was read
    (``declarations_read``) has none; ``declarations_counted`` is how many were found in it.
    ``short`` heads narrow columns, ``name`` is what people call it. ``translations`` are titles by
    language where it has no authentic text in that language.
    ``title_sources`` are the sources, by language, in which titles and translations were read.
    ``also`` are other names by which it is found.
    """

    id: str
    title: str
    adopted: date
    later_joiners: Clause
    short: str = ""
    name: str = ""
    family: str = ""
    titles: Mapping[str, str] = NONE
    translations: Mapping[str, str] = NONE
    title_sources: Mapping[str, str] = NONE
    also: tuple[str, ...] = ()
    place: str = ""
    depositaries: tuple[str, ...] = ()
    signature_from: date | None = None
    signature_until: date | None = None
    signature_closes_on_entry: bool = False
    joining: tuple[Joining, ...] = ()
    entry: EntryIntoForce = EntryIntoForce()
    denunciation: Clause | None = None
    declarations: tuple[Declaration, ...] | None = None
    declarations_read: str = ""
    declarations_counted: int | None = None
    parents: tuple[Parent, ...] = ()
    prevails_over: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    citations: Mapping[str, str] = NONE
    status_list: StatusList | None = None
    sources: tuple[str, ...] = ()
    note: str = ""
    where: Where = NOWHERE
    places: Mapping[str, Where] = NONE

    @property
    def usual(self) -> str:
        """What people call it, else its title."""
        return self.name or self.title

    def open_to(self, state: State) -> bool:
        """Whether it is open to ``state``: to every state, to some organisations."""
        return state.kind == "state" or state.code in self.organisations

    def at(self, key: str) -> Where:
        """Return where ``key`` of its record stands; the record itself where it does not."""
        return self.places.get(key, self.where)


_LONGEST = 6


def codes(instruments: Iterable[Instrument]) -> dict[str, str]:
    """Return the code of each instrument by its id, no two alike: the data's, else from its id."""
    by_code: dict[str, str] = {}
    treaties = list(instruments)
    for treaty in treaties:
        if treaty.short:
            by_code.setdefault(treaty.short, treaty.id)
    coded = set(by_code.values())
    numbers: dict[str, Iterator[int]] = {}
    for id_ in [treaty.id for treaty in treaties if treaty.id not in coded]:
        code = next(code for code in _candidates(id_, numbers) if code and code not in by_code)
        by_code[code] = id_
    return {id_: code for code, id_ in by_code.items()}


def _candidates(id_: str, numbers: dict[str, Iterator[int]]) -> Iterator[str]:
    """Yield the first three letters of ``id_``, then what tells it from others that have them.

    ``numbers`` are those that no code with the same letters has been given.
    """
    import re
    from itertools import count

    letters = re.sub(r"[^A-Z0-9]", "", id_.upper())
    years = re.findall(r"\d{4}", id_)
    first = letters[:3]
    yield first
    yield f"{first}{years[-1][2:]}" if years else first
    yield letters[:_LONGEST]
    for number in numbers.setdefault(first, count(2)):
        yield f"{first}{number}"
