"""What a state did under a treaty, act by act, as the merged evidence tells it."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from ratgap.assess.totals import record
from ratgap.model import Act, ActKind, Dataset, When, remembered
from ratgap.named import NamedTuple, Word


class EventKind(Word):
    """What happened."""

    SIGNED = "signed"
    JOINED = "joined"
    LEFT = "left"
    NOTIFIED = "notified"
    """Gave notice of a succession that takes effect on another day."""


class Event(NamedTuple):
    """One act of one state on one instrument, as the merged evidence tells it.

    ``effect`` is the day from which the treaty binds the state, or no longer binds it; None for
    a signature, and while the treaty itself is not in force. ``through``: the act was done on
    that protocol, which makes the state a party to this treaty as amended. ``begins``: the day on
    which a succession takes effect, whenever it was notified; None for any other act. Of such a
    succession there are two: that it takes effect, and its ``notice``.
    """

    state: str
    instrument: str
    act: Act
    effect: When | None = None
    through: str = ""
    begins: When | None = None
    notice: bool = False

    @property
    def what(self) -> EventKind:
        """What the state did."""
        if self.notice:
            return EventKind.NOTIFIED
        if self.act.kind is ActKind.DENUNCIATION:
            return EventKind.LEFT
        return EventKind.SIGNED if self.act.kind is ActKind.SIGNATURE else EventKind.JOINED

    @property
    def day(self) -> When:
        """The day of signature, deposit or notice, of the succession; the first no longer bound."""
        if self.what is EventKind.LEFT and self.effect:
            return self.effect
        return self.begins if self.begins and not self.notice else self.act.when

    @property
    def notified(self) -> When | None:
        """The day of the notice of leaving, or of a succession that took effect on another day."""
        left = self.what is EventKind.LEFT
        return self.act.when if left or self.day != self.act.when else None


class Since(NamedTuple):
    """What is new after ``start`` (exclusive) up to ``end`` (inclusive).

    ``certain`` are the acts of a known day, in order of days; ``possible`` are those whose day is
    known only to a span of which a part lies in between.
    """

    start: date
    end: date
    certain: tuple[Event, ...]
    possible: tuple[Event, ...]


@remembered
def events(dataset: Dataset, state: str, instrument: str) -> list[Event]:
    """Return each act of a state on an instrument once, as the engine merges what sources tell."""
    evidence = record(dataset, state, instrument)
    acts = [Event(state, instrument, evidence.signature)] if evidence.signature else []
    for consent, in_force, denunciation, begins in evidence.periods:
        acts.append(Event(state, instrument, consent, in_force, begins=begins))
        if denunciation:
            acts.append(Event(state, instrument, denunciation.act, When.on(denunciation.day)))
    return acts


def since(dataset: Dataset, start: date, end: date, states: Container[str] | None = None) -> Since:
    """Return the acts of ``states`` (None: of all) after ``start``, up to and including ``end``.

    Claims set aside, and those by sources of low trust alone, do not come. Raises ValueError for
    ``end`` before ``start``.
    """
    if end < start:
        raise ValueError(f"{end} comes before {start}")
    codes = sorted(code for code in dataset.states if states is None or code in states)
    within = [
        event
        for instrument in dataset.instruments
        for code in codes
        for event in events(dataset, code, instrument)
        if start < event.act.when.latest and event.act.when.earliest_or_min <= end
    ]
    # Of one day: in the order of instruments and codes, in which they come.
    within.sort(key=lambda event: event.act.when.latest)
    certain = tuple(event for event in within if event.act.when.exact)
    return Since(start, end, certain, tuple(e for e in within if not e.act.when.exact))
