"""How states stand under instruments on a day: the gap report, the matrix, each one's members.

A gap exists on a basis, never in the void: a query names a scope and, mostly, a basis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from ratgap.assess.answer import Answer, Status, Strength
from ratgap.assess.doubts import doubt
from ratgap.assess.force import DEFAULT_MAX_AGE, DEFAULT_RECENT, MaxAge
from ratgap.assess.status import answer
from ratgap.assess.totals import last_stated, stated_by
from ratgap.model import Act, Dataset, Group, Instrument, State, Total
from ratgap.named import NamedTuple, Word


class Query(NamedTuple):
    """What was asked: the day (inclusive), scope, basis (None: any), states, evidence ages.

    ``not_there`` are the states asked for that did not exist on that day.
    """

    as_of: date
    scope: str
    basis: str | None
    states: tuple[str, ...]
    max_age: MaxAge | None = DEFAULT_MAX_AGE
    recent: MaxAge = DEFAULT_RECENT
    not_there: tuple[str, ...] = ()


class Asked(Word):
    """Whether the basis asked the state to join the instrument."""

    ASKED = "asked"
    """The basis addresses the state, and the instrument existed when it was adopted."""
    SINCE = "since"
    """The basis addresses the state, and the instrument was adopted since."""
    NOT_ADDRESSED = "not-addressed"
    """The basis addresses others: the state is measured by the same list."""


class InstrumentAnswer(NamedTuple):
    """How one state stands under one instrument that it was asked about.

    ``asked``: by the basis of the query; None without one. ``proof`` of a gap. ``doubt``: a later
    claim that it joined, which was set aside.
    """

    instrument: Instrument
    answer: Answer
    asked: Asked | None = None
    proof: Strength | None = None
    doubt: Act | None = None

    @property
    def gap(self) -> bool:
        """Whether the state still has to join: it is in scope and on the basis asked."""
        return self.answer.status.gap

    @property
    def unsure(self) -> bool:
        """Whether it was outside when last checked, which is not proved recently."""
        return self.proof is Strength.OLD or self.answer.outside_when_last_known

    @property
    def not_known(self) -> bool:
        """Whether nothing tells how it stands, nor that it was outside when last known."""
        return self.answer.status is Status.UNKNOWN and not self.unsure


class StateReport(NamedTuple):
    """One state's instruments: gaps first, then unknown, joined; else in the order of the data."""

    state: State
    instruments: tuple[InstrumentAnswer, ...]
    recent: MaxAge = DEFAULT_RECENT

    @property
    def counts(self) -> dict[str, int]:
        """Return how many instruments have each status, and the gaps by strength of proof."""
        return counts((entry.answer for entry in self.instruments), self.recent)


class Report(NamedTuple):
    """The answer to a Query."""

    query: Query
    states: tuple[StateReport, ...]


class InstrumentSummary(NamedTuple):
    """How states stand under one instrument: the answer for each code, in the order of the data.

    ``total`` is the last that is surely stated for a day by then, with what follows from it.
    """

    instrument: Instrument
    answers: dict[str, Answer]
    total: Total | None = None
    recent: MaxAge = DEFAULT_RECENT

    @property
    def members(self) -> dict[Status, tuple[str, ...]]:
        """Return the codes by status, in the order of the data."""
        by_status: dict[Status, list[str]] = {status: [] for status in Status}
        for code, known in self.answers.items():
            by_status[known.status].append(code)
        return {status: tuple(codes) for status, codes in by_status.items()}

    @property
    def counts(self) -> dict[str, int]:
        """Return how many have each status, and the gaps by strength of proof."""
        return counts(self.answers.values(), self.recent)

    @property
    def gaps(self) -> dict[Strength, tuple[str, ...]]:
        """Return the codes of those outside by strength of proof, in the order of the data."""
        proofs = {code: known.proof(self.recent) for code, known in self.answers.items()}
        return {s: tuple(c for c, proof in proofs.items() if proof is s) for s in Strength}

    @property
    def states(self) -> int:
        """Return how many were looked at."""
        return len(self.answers)

    @property
    def joined(self) -> int:
        """Return how many have surely joined."""
        return sum(known.status.joined for known in self.answers.values())

    @property
    def outside(self) -> tuple[str, ...]:
        """Return those that surely have not joined."""
        return tuple(code for code, known in self.answers.items() if known.status.gap)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return those of which it is not known whether they have joined."""
        return self.members[Status.UNKNOWN]

    @property
    def most(self) -> int:
        """Return how many are outside at most: surely, or possibly since nothing is known."""
        return self.states - self.joined


class Peers(NamedTuple):
    """How many ``of`` a group have joined a treaty, those of whom it is ``unknown`` apart.

    ``asked``: whether it is those whom the basis of the query asks.
    """

    group: Group
    joined: int
    of: int
    unknown: int
    asked: bool = False


class Participation(NamedTuple):
    """Who stands how under one instrument; ``totals`` are all that are stated of it by the day."""

    query: Query
    summary: InstrumentSummary
    states: tuple[tuple[State, InstrumentAnswer], ...]
    totals: tuple[Total, ...]


class Matrix(NamedTuple):
    """The answers by state and instrument; no answer where the instrument is not open to one.

    ``reach`` tells how near each treaty is to having every state of the world (organisations do
    not count), whichever states were asked for: the nearest first.
    """

    query: Query
    states: tuple[State, ...]
    instruments: tuple[Instrument, ...]
    cells: dict[tuple[str, str], Answer]
    reach: tuple[InstrumentSummary, ...]

    def status(self, state: str, instrument: str) -> Status | None:
        """Return the status in one cell; None where the instrument is not open to the state."""
        known = self.cells.get((state, instrument))
        return known.status if known else None

    def by_state(self, state: str) -> dict[str, int]:
        """Return the counts of one row."""
        return counts((self.cells.get((state, i.id)) for i in self.instruments), self.query.recent)

    def by_instrument(self, instrument: str) -> dict[str, int]:
        """Return the counts of one column."""
        return counts(
            (self.cells.get((s.code, instrument)) for s in self.states), self.query.recent
        )

    def last_outside(self, most: int) -> tuple[InstrumentSummary, ...]:
        """Return the treaties that at most ``most`` states have not joined, unknown included."""
        return tuple(r for r in self.reach if 0 < r.most <= most)


def instruments_in(
    dataset: Dataset, day: date, scope: str | None, basis: str | None
) -> list[Instrument]:
    """Return the instruments of ``scope`` on ``basis`` (None: any) that existed on ``day``.

    One adopted after ``day`` is outside that day's scope. Raises KeyError for an unknown scope
    or basis.
    """
    # An unknown scope or basis is a KeyError, not an empty list.
    if scope is not None:
        dataset.scopes[scope]
    if basis is not None:
        dataset.bases[basis]
    return [
        i
        for i in dataset.instruments.values()
        if i.adopted <= day
        and (scope is None or scope in i.scopes)
        and (basis is None or basis in i.bases)
    ]


def counts(answers: Iterable[Answer | None], recent: MaxAge) -> dict[str, int]:
    """Return how many of each status; the gaps, proved recently or not; and what is not known.

    ``outside_when_last_known`` and ``not_known`` together are the unknown.
    """
    known = [answer for answer in answers if answer]
    statuses = Counter(answer.status for answer in known)
    proofs = Counter(answer.proof(recent) for answer in known if answer.status.gap)
    outside = sum(answer.outside_when_last_known for answer in known)
    return {
        **{status.value: statuses[status] for status in Status},
        "gap": statuses[Status.SIGNATORY] + statuses[Status.NONE],
        "gap_recent": proofs[Strength.RECENT],
        "gap_old": proofs[Strength.OLD],
        "outside_when_last_known": outside,
        "not_known": statuses[Status.UNKNOWN] - outside,
    }


def asked(dataset: Dataset, basis: str | None, state: str, instrument: Instrument) -> Asked | None:
    """Return whether the text ``basis`` asked ``state`` to join ``instrument``.

    A text addresses those whom it names, on its own day: paragraph 9 of Antalya the nine
    participants, resolution 1373 (2001) every state. None without a basis.
    """
    if basis is None:
        return None
    addressees = dataset.addressees.get(basis)
    if addressees is not None and state not in addressees:
        return Asked.NOT_ADDRESSED
    text = dataset.bases[basis]
    return Asked.SINCE if text.day and instrument.adopted > text.day else Asked.ASKED


def report(dataset: Dataset, query: Query) -> Report:
    """Return each state's answers for the instruments that are asked for and open to it.

    Gap: in scope, on the basis asked for, and signatory or none. Unknown is reported apart,
    never counted as a gap, never as joined. Raises KeyError for an unknown state, scope or basis.
    """
    instruments = instruments_in(dataset, query.as_of, query.scope, query.basis)
    states = []
    for code in query.states:
        state = dataset.states[code]
        entries = [entry_of(dataset, query, code, i) for i in instruments if i.open_to(state)]
        entries.sort(key=lambda entry: entry.answer.status.place)
        states.append(StateReport(state, tuple(entries), query.recent))
    return Report(query, tuple(states))


def entry_of(
    dataset: Dataset, query: Query, state: str, instrument: Instrument
) -> InstrumentAnswer:
    """Return how ``state`` stands under ``instrument`` by the terms of ``query``."""
    known = answer(dataset, state, instrument.id, query.as_of, query.max_age)
    by_basis = asked(dataset, query.basis, state, instrument)
    if known.status.joined:
        # There is no negative that could be proved, or doubted.
        return InstrumentAnswer(instrument, known, by_basis)
    proof = known.proof(query.recent)
    return InstrumentAnswer(instrument, known, by_basis, proof, doubt(dataset, known))


def group_beside(dataset: Dataset, basis: str | None) -> str:
    """Return the group whose joinings are told beside a gap: those whom ``basis`` asks.

    Where that asks every state, those whom the usual basis asks; "" where neither asks a group.
    """
    for id_ in (basis, dataset.default_basis):
        if id_ in dataset.addressees:
            return dataset.bases[id_].addressees
    return ""


def peers_of(dataset: Dataset, query: Query, group: str, instrument: str) -> Peers:
    """Return how many of those of ``group`` to whom a treaty is open have joined it."""
    known = [
        answer(dataset, code, instrument, query.as_of, query.max_age).status
        for code in dataset.groups[group].on(query.as_of)
        if dataset.open_to(code, instrument) and dataset.states[code].existed(query.as_of)
    ]
    joined = sum(status.joined for status in known)
    basis = dataset.bases.get(query.basis or "")
    asked = basis is not None and basis.addressees == group
    return Peers(dataset.groups[group], joined, len(known), known.count(Status.UNKNOWN), asked)


def peers_beside(dataset: Dataset, query: Query, ids: Iterable[str]) -> dict[str, Peers]:
    """Return, by treaty, how many have joined of those who are told beside a gap, if any are."""
    group = group_beside(dataset, query.basis)
    known = {id_: peers_of(dataset, query, group, id_) for id_ in ids} if group else {}
    # Before the first of them came into being there is nobody to count.
    return known if any(peers.of for peers in known.values()) else {}


def matrix(dataset: Dataset, query: Query) -> Matrix:
    """Return how each state of ``query`` stands under each instrument that it asks for.

    Raises KeyError for an unknown state, scope or basis.
    """
    instruments = tuple(instruments_in(dataset, query.as_of, query.scope, query.basis))
    cells = {
        (code, i.id): answer(dataset, code, i.id, query.as_of, query.max_age)
        for code in query.states
        for i in instruments
        if dataset.open_to(code, i.id)
    }
    world = [
        s.code
        for s in dataset.states.values()
        if s.kind == "state" and not s.former and s.existed(query.as_of)
    ]
    reach = (_summary(dataset, query, i, world) for i in instruments)
    return Matrix(
        query,
        tuple(dataset.states[code] for code in query.states),
        instruments,
        cells,
        tuple(sorted(reach, key=lambda near: (near.most, len(near.outside)))),
    )


def overview(dataset: Dataset, query: Query) -> tuple[InstrumentSummary, ...]:
    """Return a summary of each instrument that ``query`` asks for and that existed on its day.

    Of its states those count to whom the instrument is open. Raises KeyError for an unknown scope
    or basis.
    """
    instruments = instruments_in(dataset, query.as_of, query.scope, query.basis)
    return tuple(_summary(dataset, query, treaty, query.states) for treaty in instruments)


def participation(dataset: Dataset, query: Query, instrument: Instrument) -> Participation:
    """Return how those of ``query`` to whom ``instrument`` is open stand under it."""
    summary = _summary(dataset, query, instrument, query.states)
    entries = tuple(
        (dataset.states[code], entry_of(dataset, query, code, instrument))
        for code in summary.answers
    )
    return Participation(query, summary, entries, stated_by(dataset, instrument.id, query.as_of))


def _summary(
    dataset: Dataset, query: Query, instrument: Instrument, codes: Iterable[str]
) -> InstrumentSummary:
    answers = {
        code: answer(dataset, code, instrument.id, query.as_of, query.max_age)
        for code in codes
        if dataset.open_to(code, instrument.id)
    }
    total = last_stated(dataset, instrument.id, query.as_of)
    return InstrumentSummary(instrument, answers, total, query.recent)
