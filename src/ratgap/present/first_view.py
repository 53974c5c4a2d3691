"""The first screen of a report: one state on 24 lines, the gaps by how well they are proved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ratgap.assess.answer import Answer, Reason, Status, Strength
from ratgap.assess.report import Asked, InstrumentAnswer, Report
from ratgap.assess.status import answer
from ratgap.model import Dataset, Group
from ratgap.present.fit import cell_width, wrap
from ratgap.present.text import t, word
from ratgap.present.view import Line, View

LINES = 23
"""Of the 24 that a terminal has, the last is its prompt's."""
WIDTH = 80
_MARKS = ("█", "▓", "░", "?")
_ASCII_MARKS = ("#", "x", "-", "?")
_LONGEST_BAR = 60


def first(dataset: Dataset, result: Report, commitments: int, today: date) -> View:
    """Return the first screen for the one state of ``result``; ``commitments``: how many it made.

    ``today`` is the day on which it is asked.
    """
    screen = _Screen(dataset, result, commitments, today)
    return View((), screen=screen.lines)


class _Block(NamedTuple):
    """The instruments of one strength of proof, under their headline."""

    head: str
    entries: tuple[InstrumentAnswer, ...]
    tone: str


class _Room(NamedTuple):
    """What there is room for: how many entries of a block, what stands between them."""

    entries: int
    hints: bool = True
    groups: bool = True
    blanks: bool = True


class _Screen:
    """What is shown, before it is known how wide it may be."""

    def __init__(self, dataset: Dataset, result: Report, commitments: int, today: date) -> None:
        self.dataset, self.query, self.commitments, self.today = (
            *(dataset, result.query),
            *(commitments, today),
        )
        (self.report,) = result.states
        self.codes = dataset.codes
        basis = dataset.bases[self.query.basis] if self.query.basis else None
        self.asked_on = basis.day if basis else None
        self.group = dataset.groups.get(basis.addressees) if basis else None
        entries = sorted(self.report.instruments, key=_age)
        recent = [e for e in entries if e.proof is Strength.RECENT]
        unsure = [e for e in entries if e.proof is Strength.OLD or _last_known_outside(e.answer)]
        unknown = [
            e
            for e in entries
            if e.answer.status is Status.UNKNOWN and not _last_known_outside(e.answer)
        ]
        self.joined = len(entries) - len(recent) - len(unsure) - len(unknown)
        self.blocks = [
            _Block(t("NOT JOINED"), tuple(recent), "none"),
            _Block(
                t("NOT JOINED WHEN LAST CHECKED: ask the depositary before you act"),
                tuple(unsure),
                "signatory",
            ),
            _Block(t("NOT KNOWN"), tuple(unknown), "unknown"),
        ]

    def lines(self, width: int | None, unicode: bool) -> list[Line]:
        """Return the lines, each with its tone, for a terminal of ``width`` columns."""
        most = max(len(block.entries) for block in self.blocks)
        room = _Room(most)
        lines = list(self._lines(width or WIDTH, unicode, room))
        for tighter in (
            room._replace(hints=False),
            room._replace(hints=False, groups=False),
            *(_Room(n, hints=False, groups=False) for n in range(most, 2, -1)),
            *(_Room(n, hints=False, groups=False, blanks=False) for n in range(most, -1, -1)),
        ):
            if len(lines) <= LINES:
                break
            lines = list(self._lines(width or WIDTH, unicode, tighter))
        return lines

    def _lines(self, width: int, unicode: bool, room: _Room) -> Iterator[Line]:
        yield from self._result(width, unicode)
        titles = [e.instrument.usual for block in self.blocks for e in block.entries]
        column = min(max(map(cell_width, titles), default=0), max(width - 46, 20))
        headed = False
        for block in self.blocks:
            if not block.entries:
                continue
            if room.blanks:
                yield Line("")
            head = block.head
            if not headed and block.tone == "none":
                checked = f"{t('last checked'):<21}{self._group_head()}"
                head = f"{head:<{column + 9}}{checked}".rstrip()
            headed = True
            yield Line(head, "title")
            yield from self._entries(block, column, width, room)
        yield from self._footer(width, room)

    def _result(self, width: int, unicode: bool) -> Iterator[Line]:
        state, total = self.report.state, len(self.report.instruments)
        day = self.query.as_of
        text = t(
            "{state}: {joined} of {total} treaties joined",
            state=state.name,
            joined=self.joined,
            total=total,
        )
        when = t("today, {day}", day=_day(day)) if day == self.today else _day(day)
        gap = min(width, WIDTH) - cell_width(text) - len(when)
        if gap >= 2:
            yield Line(f"{text}{' ' * gap}{when}", "title")
        else:
            yield from (Line(line, "title") for line in wrap(f"{text}, {when}", width))
        numbers = [self.joined, *(len(block.entries) for block in self.blocks)]
        scale = max(1, -(-total // _LONGEST_BAR))
        marks = _MARKS if unicode else _ASCII_MARKS
        bar = "".join(m * -(-n // scale) for m, n in zip(marks, numbers, strict=True))
        told = [
            text
            for text, number in (
                (t("{n} not joined", n=numbers[1]), numbers[1]),
                (t("{n} unsure, old lists", n=numbers[2]), numbers[2]),
                (t("{n} not known", n=numbers[3]), numbers[3]),
            )
            if number
        ]
        dot = " · " if unicode else ", "
        yield Line(f"  {bar}   {dot.join(told) or t('nothing is missing')}")

    def _group_head(self) -> str:
        return t("{count} states", count=len(self._members())) if self.group else ""

    def _members(self) -> tuple[str, ...]:
        return _members(self.dataset, self.group, self.query.as_of) if self.group else ()

    def _entries(self, block: _Block, column: int, width: int, room: _Room) -> Iterator[Line]:
        shown, more = block.entries[: room.entries], block.entries[room.entries :]
        if len(more) == 1:
            shown, more = block.entries, ()
        groups = room.groups and self.asked_on and block.tone == "signatory"
        asked: Asked | None = None
        if groups:
            order = list(Asked)
            shown = tuple(sorted(shown, key=lambda e: order.index(e.asked) if e.asked else 0))
        for entry in shown:
            if groups and entry.asked is not asked:
                asked = entry.asked
                yield Line(f"  {self._asked(asked)}", "dim")
            yield Line(self._entry(entry, column, block.tone), block.tone)
            if room.hints:
                for hint in self._hints(entry):
                    if cell_width(hint) + 6 <= width:
                        yield Line(f"    ! {hint}", "dim")
        if more:
            names = ", ".join(self.codes[entry.instrument.id] for entry in more)
            text = t("and {count} more: {names}", count=len(more), names=names)
            yield from (Line(f"  {line}", block.tone) for line in wrap(text, width - 2))

    def _asked(self, asked: Asked | None) -> str:
        year = self.asked_on.year if self.asked_on else ""
        if asked is Asked.ASKED:
            return t("asked for in {year}", year=year)
        if asked is Asked.SINCE:
            return t("adopted since {year}", year=year)
        return t("measured by the same list")

    def _entry(self, entry: InstrumentAnswer, column: int, tone: str) -> str:
        title = wrap(entry.instrument.usual, column)[0]
        left = (
            f"  {title}{' ' * (column - cell_width(title))}  {self.codes[entry.instrument.id]:<6}"
        )
        evidence = entry.answer.evidence
        if tone == "unknown" or not evidence or not evidence.confirmed:
            return f"{left}{self._why(entry)}"
        source = word("kind", self.dataset.sources[evidence.source].kind)
        checked = f"{evidence.confirmed:%b %Y}  {source}"
        joined = ""
        if self.group:
            number = sum(
                answer(
                    self.dataset, code, entry.instrument.id, self.query.as_of, self.query.max_age
                ).status.joined
                for code in self._members()
            )
            joined = t("{n} joined", n=number)
        return f"{left} {checked:<21}{joined}".rstrip()

    def _why(self, entry: InstrumentAnswer) -> str:
        if entry.answer.reason is Reason.NOT_COVERED:
            readings = self.dataset.readings(entry.instrument.id)
            if not any(reading.complete for reading in readings):
                return t("no list of its parties was found")
        return word("why", entry.answer.reason)

    def _hints(self, entry: InstrumentAnswer) -> Iterator[str]:
        total = entry.answer.total
        if total:
            yield t(
                "{n} states that our data do not name had joined this one by {day}",
                n=total.unnamed,
                day=f"{total.when.latest:%b %Y}",
            )
        note = self.dataset.cell(self.report.state.code, entry.instrument.id).note
        if note:
            yield note

    def _footer(self, width: int, room: _Room) -> Iterator[Line]:
        code = self.report.state.code
        if room.blanks:
            yield Line("")
        if self.commitments:
            text = t("It declared {n} commitments:", n=self.commitments)
            yield Line(f"{text}  ratgap commitments {code}", "dim")
        missing = [entry for block in self.blocks for entry in block.entries]
        if missing:
            why = f"{t('Why?')}  ratgap explain {code} {self.codes[missing[0].instrument.id]}"
            how = f"{t('How to join?')}  ratgap plan {code}"
            if cell_width(why) + cell_width(how) + 5 <= width:
                yield Line(f"{why}     {how}", "dim")
            else:
                yield from (Line(why, "dim"), Line(how, "dim"))
        text = t("All {n} with dates and sources:", n=len(self.report.instruments))
        yield Line(f"{text}  ratgap report {code} --full", "dim")


def _members(dataset: Dataset, group: Group, day: date) -> tuple[str, ...]:
    return tuple(code for code in group.on(day) if dataset.states[code].existed(day))


def _last_known_outside(known: Answer) -> bool:
    return known.last_known is not None and known.last_known.status.gap


def _age(entry: InstrumentAnswer) -> int:
    """Return what puts the freshest evidence first."""
    evidence = entry.answer.evidence
    return -evidence.confirmed.toordinal() if evidence and evidence.confirmed else 0


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
