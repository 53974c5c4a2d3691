"""Sources, what they were read to say, and on which day it held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ratgap.model.act import Act, When
from ratgap.named import NamedTuple, Word
from ratgap.problem import NONE, NOWHERE, Where, ignoring_place

LOW = "low"
"""The trust at which a claim is shown, and nothing concluded from it."""


class Column(Word):
    """What a list tells of the states that it names."""

    SIGNATURES = "signatures"
    CONSENTS = "consents"
    MEMBERSHIP = "membership"
    IN_FORCE = "in-force"


@ignoring_place
class Reading(NamedTuple):
    """One source read on one instrument.

    ``as_of`` is the span of days in which the day that the list speaks of lies.
    ``absent_until`` (inclusive): up to that day a state that the list leaves out was not a
    party; None for a partial list, whose silence proves nothing. ``silent_on`` are the codes for
    which even a complete list's silence proves nothing. ``parties``, ``deposits`` and ``total``
    are the number that the source states for that day: of parties, of deposits, of whichever of
    the two it does not tell. ``counted`` are the numbers of ``parties``, ``signatories`` and
    ``absent`` for which these data cite it: no claim of the source, but what shows that a line is
    lost. ``trust`` is empty where it is the source's.
    """

    source: str
    instrument: str
    as_of: When
    gives: frozenset[Column] = frozenset()
    absent_until: date | None = None
    silent_on: frozenset[str] = frozenset()
    parties: int | None = None
    deposits: int | None = None
    total: int | None = None
    counted: Mapping[str, int] = NONE
    trust: str = ""
    title: str = ""
    address: str = ""
    note: str = ""
    where: Where = NOWHERE

    @property
    def complete(self) -> bool:
        """Whether leaving a state out means that it was not a party."""
        return self.absent_until is not None

    def age(self, day: date) -> float | None:
        """Return how many years before ``day`` it speaks of, at most; 0 where that is later.

        None where the list is not dated: it was read on a day and may be of any age.
        """
        spoken = self.as_of.earliest
        return round(max(0, (day - spoken).days) / 365.2425, 1) if spoken else None


class Argument(Word):
    """What follows from a stated total beside those who are known by name on its day."""

    OTHERS_OUT = "others-out"
    """As many as are surely in: everybody else was out."""
    ALL_IN = "all-in"
    """As many as are possibly in: all of them were in."""
    OUTNUMBERED = "outnumbered"
    """More than are surely in: some have joined whom no source names."""
    NOTHING = "nothing"


class Total(NamedTuple):
    """A number of participants that ``source`` states for a day, and what follows from it.

    ``counts`` is "parties", "deposits" or "unclear". ``named`` of them are surely in. ``codes``
    are those whom the argument is about: with ``OTHERS_OUT`` all but the others, with ``ALL_IN``
    those that are in because of it.
    """

    source: str
    when: When
    number: int
    counts: str
    named: int = 0
    argument: Argument = Argument.NOTHING
    codes: frozenset[str] = frozenset()

    @property
    def unnamed(self) -> int:
        """How many joined without being named."""
        return max(0, self.number - self.named)


@ignoring_place
class Source(NamedTuple):
    """A publication, its kind (depositary, gazette, official, dataset, press, tertiary), its trust.

    ``relied_on`` is false for a source of low trust: its claims are shown, never concluded from.
    ``counted`` is for how many states these data cite it for the day of their coming into being.
    """

    id: str
    title: str
    publisher: str = ""
    address: str = ""
    kind: str = ""
    trust: str = ""
    relied_on: bool = True
    readings: Mapping[str, Reading] = NONE
    counted: int | None = None
    note: str = ""
    where: Where = NOWHERE

    def trust_on(self, instrument: str) -> str:
        """Return how far what it tells of ``instrument`` is trusted."""
        reading = self.readings.get(instrument)
        return (reading and reading.trust) or self.trust

    def relied_on_for(self, instrument: str) -> bool:
        """Return whether anything is concluded from what it tells of ``instrument``."""
        reading = self.readings.get(instrument)
        return reading.trust != LOW if reading and reading.trust else self.relied_on


@ignoring_place
class Absence(NamedTuple):
    """A source says of one state that it was not a party on ``day``."""

    day: date
    sources: tuple[str, ...]
    where: Where = NOWHERE


@ignoring_place
class StatedForce(NamedTuple):
    """A source gives the day from which the treaty binds the state.

    ``rejected`` says why the day computed from the clause is preferred to this one.
    """

    when: When
    sources: tuple[str, ...]
    rejected: str = ""
    where: Where = NOWHERE


class Denunciation(NamedTuple):
    """A denunciation and the first day on which the treaty no longer binds."""

    act: Act
    day: date


class Period(NamedTuple):
    """One period of being bound: from a consent to the denunciation that ends it, if any."""

    consent: Act
    in_force: When | None
    denunciation: Denunciation | None = None
    begins: When | None = None

    @property
    def begun(self) -> When:
        """The day from which the state had given its consent, as is known today.

        The day of deposit; of a succession the day on which it takes effect, whenever it was
        notified (Vienna Convention on Succession of States in respect of Treaties, art. 23, 34).
        """
        return self.begins or self.consent.when

    def ended_by(self, day: date) -> bool:
        """Whether a denunciation has taken effect on or before ``day``."""
        return self.denunciation is not None and self.denunciation.day <= day


class Proof(NamedTuple):
    """A source proves that the state had not consented, on ``day`` and before.

    By saying so, by leaving it out of a complete list, or by a ``total`` that others make up.
    """

    day: date
    source: str
    total: Total | None = None


Proofs = tuple[Proof, ...]
Merged = tuple[Act | None, tuple[Period, ...], Proofs, Proofs, tuple[Act, ...]]
"""What the evidence on a cell comes to: the signature, the periods of being bound, the proofs that
the state had not consented, those that it had not signed, the consents that were set aside."""
