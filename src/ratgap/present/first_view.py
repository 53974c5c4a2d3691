"""The first screen of a report: one state on 24 lines, the gaps by how well they are proved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from ratgap.assess.answer import Reason, Status, Strength
from ratgap.assess.commitments import commitments
from ratgap.assess.report import Asked, InstrumentAnswer, Report, group_beside, peers_of
from ratgap.language import short_day, short_month
from ratgap.model import Dataset
from ratgap.named import NamedTuple
from ratgap.present.fit import cell_width, no_room, wrap
from ratgap.present.text import counted, mark, t, word
from ratgap.present.view import Line, View, by_age, by_terms, command, on_day

LINES = 23
"""Of the 24 that a terminal has, the last is its prompt's."""
WIDTH = 80
_MARKS = ("█", "▓", "░", "?")
_MONTH, _KIND = 8, 11
"""Columns for a month, and for a kind of source, as English needs them."""
_ASCII_MARKS = ("#", "x", "-", "?")
_LONGEST_BAR = 60
_LONGEST_NOTE = 140
"""Two lines of a terminal."""


def first(dataset: Dataset, result: Report, today: date) -> View:
    """Return the first screen for the one state of ``result``, which is asked for ``today``."""
    return View((), screen=_Screen(dataset, result, today).lines)


class _Block(NamedTuple):
    """The instruments of one strength of proof, under their headline."""

    head: str
    entries: tuple[InstrumentAnswer, ...]
    tone: str


class _Room(NamedTuple):
    """What there is room for: how many entries of each block, what stands between them."""

    entries: tuple[int, ...]
    notes: bool = True
    groups: bool = True
    totals: bool = True
    blanks: bool = True
    foot: bool = True


def _tighter(room: _Room) -> Iterator[_Room]:
    """What is missed least goes first."""
    yield room
    yield (room := room._replace(notes=False))
    # What was asked for and what is newer is worth the blank line above the foot.
    yield room._replace(foot=False)
    yield (room := room._replace(groups=False))
    yield (room := room._replace(totals=False))
    for least, blanks in ((3, True), (0, False)):
        room = room._replace(blanks=blanks)
        yield room
        while max(room.entries) > least:
            # The longest list gives way, of two the one that is proved less well.
            n = max(range(len(room.entries)), key=lambda n: (room.entries[n], n))
            entries = (*room.entries[:n], room.entries[n] - 1, *room.entries[n + 1 :])
            room = room._replace(entries=entries)
            yield room


class _Screen:
    """What is shown, before it is known how wide it may be."""

    def __init__(self, dataset: Dataset, result: Report, today: date) -> None:
        self.dataset, self.query, self.today = dataset, result.query, today
        (self.report,) = result.states
        self.codes = dataset.codes
        self.basis = dataset.bases[self.query.basis] if self.query.basis else None
        self.group = group_beside(dataset, self.query.basis)
        self.addressed = bool(self.basis and self.group == self.basis.addressees)
        day = self.query.as_of
        there = dataset.groups[self.group].on(day) if self.group else ()
        self.members = tuple(code for code in there if dataset.states[code].existed(day))
        self.peers = cache(partial(peers_of, dataset, self.query, self.group))
        (declared,) = commitments(dataset, self.query.as_of, (self.report.state.code,))
        self.commitments = len(declared.commitments)
        entries = sorted(self.report.instruments, key=_age)
        recent = [e for e in entries if e.proof is Strength.RECENT]
        unsure = [e for e in entries if e.unsure]
        unknown = [e for e in entries if e.not_known]
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
        self.missing = [entry for block in self.blocks for entry in block.entries]
        self.longest = max((cell_width(e.instrument.usual) for e in self.missing), default=0)
        # The words of some languages are longer.
        self.months = max([_MONTH, *(cell_width(month) for month, _ in self._checked())])
        self.kinds = max([_KIND, *(cell_width(kind) for _, kind in self._checked())])
        self.code_width = max((len(self.codes[e.instrument.id]) for e in self.missing), default=3)

    def _checked(self) -> Iterator[tuple[str, str]]:
        """Yield when each of the missing was last checked, and by what kind of source."""
        for entry in self.missing:
            known = entry.answer.evidence
            if known and known.confirmed:
                kind = self.dataset.sources[known.source].kind
                yield short_month(known.confirmed), word("kind", kind)

    def lines(self, width: int | None, unicode: bool) -> list[Line]:
        """Return the lines for a terminal; all there is for a pipe or file, which has no width."""
        columns, lines = width or WIDTH, list[Line]()
        for room in _tighter(_Room(tuple(len(block.entries) for block in self.blocks))):
            # The first two lines and the last are always there, and each block has a headline.
            headed = sum(bool(block.entries) for block in self.blocks)
            if width and sum(room.entries) + headed + 3 > LINES:
                continue
            lines = [
                narrow
                for line in self._lines(columns, unicode, room)
                for narrow in _narrow(line, columns)
            ]
            number = sum(max(1, -(-cell_width(line.text) // columns)) for line in lines)
            if number <= LINES or not width:
                break
        return lines

    def _lines(self, width: int, unicode: bool, room: _Room) -> Iterator[Line]:
        yield from self._result(width, unicode)
        longest = self.longest
        if not self.blocks[0].entries:
            # The headline of the second block has room for those of the columns.
            longest = max(longest, cell_width(self.blocks[1].head) - self.code_width - 25)
        column = min(longest, max(width - self.code_width - 42, 20))
        headed = False
        for block, most in zip(self.blocks, room.entries, strict=True):
            if not block.entries:
                continue
            if room.blanks:
                yield Line("")
            head = block.head
            if block.tone != "unknown" and not headed:
                head = self._heads(head, column, width)
                headed = True
            yield Line(head, "title")
            yield from self._entries(block, most, column, width, room)
        yield from self._footer(column, width, room)

    def _heads(self, head: str, column: int, width: int) -> str:
        checked, joined = column + self.code_width + 6, self._place(column)
        if cell_width(head) + 2 <= checked <= width - 15:
            head = f"{head:<{checked}}{t('last checked')}"
        if self.members and cell_width(head) <= joined:
            number = len(self.members)
            asked = counted(number, "of {count} asked", "of {count} asked")
            for text in (asked, t("of {count}", count=number))[not self.addressed :]:
                if joined + 1 + cell_width(text) <= width:
                    return f"{head:<{joined}} {text}"
        return head

    def _place(self, column: int) -> int:
        """Return where a line tells how many joined; ``column``: the width of the titles."""
        return column + self.code_width + 8 + self.months + self.kinds

    def _result(self, width: int, unicode: bool) -> Iterator[Line]:
        state, total = self.report.state, len(self.report.instruments)
        day = self.query.as_of
        text = counted(
            total,
            "{state}: {joined} of {count} treaty joined",
            "{state}: {joined} of {count} treaties joined",
            state=state.name,
            joined=self.joined,
        )
        when = short_day(day)
        if day >= self.today:
            text_of_day = (
                mark("today, {day}") if day == self.today else mark("as known today, for {day}")
            )
            when = t(text_of_day, day=short_day(day))
        columns = min(width, WIDTH)
        *lines, last = wrap(text, columns)
        if cell_width(last) + 2 + cell_width(when) > columns:
            lines, last = [*lines, last], ""
        yield from (Line(line, "title") for line in lines)
        gap = columns - cell_width(last) - cell_width(when)
        yield Line(f"{last}{' ' * gap}{when}", "title")
        numbers = [self.joined, *(len(block.entries) for block in self.blocks)]
        # Both divisions round up: a sign stands for so many, and what there is one of has one.
        scale = max(1, -(-total // _LONGEST_BAR))
        marks = _MARKS if unicode else _ASCII_MARKS
        bar = "".join(m * -(-n // scale) for m, n in zip(marks, numbers, strict=True))
        _, recent, old, unknown = numbers
        strengths = (
            recent and counted(recent, "{count} not joined", "{count} not joined"),
            old and counted(old, "{count} unsure (old lists)", "{count} unsure (old lists)"),
            unknown and counted(unknown, "{count} not known", "{count} not known"),
        )
        dot = " · " if unicode else ", "
        missing = dot.join(text for text in strengths if text)
        yield Line(f"  {bar}   {missing or t('nothing is missing')}")

    def _entries(
        self, block: _Block, most: int, column: int, width: int, room: _Room
    ) -> Iterator[Line]:
        shown, more = block.entries[:most], block.entries[most:]
        if len(more) == 1:
            shown, more = block.entries, ()
        asked_so = {entry.asked for entry in block.entries}
        # A basis without a day leaves it open what is newer.
        dated = bool(self.basis and self.basis.day) and asked_so <= {Asked.ASKED, Asked.SINCE}
        groups = dated and room.groups and block.tone == "signatory"
        asked: Asked | None = None
        if groups:
            shown = tuple(sorted(shown, key=lambda entry: entry.asked is Asked.SINCE))
        for entry in shown:
            if groups and entry.asked is not asked:
                asked = entry.asked
                yield Line(f"  {self._asked(asked)}", "dim")
            for line in self._entry(entry, column, width, block.tone):
                yield Line(line, block.tone)
            for hint in self._hints(entry, room):
                first, *others = wrap(hint, width - 6)
                yield Line(f"    ! {first}", "dim")
                yield from (Line(f"      {line}", "dim") for line in others)
        if more:
            names = ", ".join(self.codes[entry.instrument.id] for entry in more)
            text = t("and {count} more: {names}", count=len(more), names=names)
            yield from (Line(f"  {line}", block.tone) for line in wrap(text, width - 2))

    def _asked(self, asked: Asked | None) -> str:
        year = self.basis.day.year if self.basis and self.basis.day else ""
        text = mark("asked for in {year}") if asked is Asked.ASKED else mark("adopted since {year}")
        return t(text, year=year)

    def _entry(self, entry: InstrumentAnswer, column: int, width: int, tone: str) -> Iterator[str]:
        title = entry.instrument.usual
        if cell_width(title) > column:
            title = f"{wrap(title, column - 4)[0]} ..."
        code = self.codes[entry.instrument.id]
        blanks = " " * (column - cell_width(title))
        left = f"  {title}{blanks}  {code:<{self.code_width}}"
        known = entry.answer
        confirmed = known.evidence and known.evidence.confirmed
        if tone == "unknown" or not (known.evidence and confirmed):
            for why in wrap(self._why(entry), width - cell_width(left) - 2):
                yield f"{left}  {why}"
                left = " " * cell_width(left)
            return
        source = word("kind", self.dataset.sources[known.evidence.source].kind)
        text = f"{left}  {short_month(confirmed):<{self.months}}  {source}"
        joined = t("{n} joined", n=self.peers(entry.instrument.id).joined) if self.members else ""
        line = f"{text:<{self._place(column)}} {joined}".rstrip()
        # Where it is narrow, how many joined gives way.
        yield line if cell_width(line) <= width else text

    def _why(self, entry: InstrumentAnswer) -> str:
        known = entry.answer
        if known.reason is Reason.NOT_COVERED:
            readings = self.dataset.readings(entry.instrument.id)
            if not any(reading.complete for reading in readings):
                return t("no complete list of its parties")
        act = next((step.act for step in known.steps if step.code == known.reason), None)
        if known.reason is Reason.CONSENT_UNDATED and act:
            return t("joined by {day}, no day told", day=short_month(act.when.latest))
        return word("why", known.reason)

    def _hints(self, entry: InstrumentAnswer, room: _Room) -> Iterator[str]:
        """Yield what is to be known of an entry, where it is short."""
        total = entry.answer.total
        if total and room.totals:
            yield counted(
                total.unnamed,
                "one state that our data do not name had joined this one by {day}",
                "{count} states that our data do not name had joined this one by {day}",
                day=short_month(total.when.latest),
            )
        if entry.answer.ended:
            yield t("it left on {day}", day=short_day(entry.answer.ended))
        if entry.doubt:
            day = short_month(entry.doubt.when.latest)
            text = mark("a claim of {day} that it joined was set aside")
            if not entry.doubt.when.exact:
                text = mark("a claim that it joined by {day} was set aside")
            yield t(text, day=day)
        note = self.dataset.cell(self.report.state.code, entry.instrument.id).note
        # The same at any width: a wider terminal never makes a longer list.
        if note and room.notes and cell_width(note) <= _LONGEST_NOTE:
            yield note

    def _footer(self, column: int, width: int, room: _Room) -> Iterator[Line]:
        data, code, day = self.dataset, self.report.state.code, on_day(self.query.as_of)
        ages, terms = by_age(self.query), by_terms(data, self.query)
        if room.blanks and room.foot:
            yield Line("")
        if self.members and self._place(column) + 9 > width:
            yield from (Line(line, "dim") for line in no_room([t("how many joined")], width))
        signed = [
            self.codes[entry.instrument.id]
            for entry in self.missing
            if (entry.answer.last_known or entry.answer).status is Status.SIGNATORY
        ]
        if signed:
            text = t("Of these it has signed: {codes}", codes=", ".join(signed))
            yield from (Line(line, "dim") for line in wrap(text, width))
        for measure in self._measures():
            yield from (Line(line, "dim") for line in wrap(measure, width))
        if self.commitments:
            text = counted(
                self.commitments, "It declared one commitment:", "It declared {count} commitments:"
            )
            yield from _command(text, command(data, f"commitments {code}", day), width)
        if self.missing:
            treaty = self.codes[self.missing[0].instrument.id]
            why = t("Why?"), command(data, f"explain {code} {treaty}", day, ages)
            # Nobody can join on a day that is past: the plan is today's.
            how = t("How to join?"), command(data, f"plan {code}", terms, ages)
            both = f"{'  '.join(why)}     {'  '.join(how)}"
            if cell_width(both) <= width:
                yield Line(both, "dim")
            else:
                yield from (*_command(*why, width), *_command(*how, width))
        text = counted(
            len(self.report.instruments),
            "It with dates and sources:",
            "All {count} with dates and sources:",
        )
        yield from _command(text, command(data, f"report {code} --full", day, terms, ages), width)

    def _measures(self) -> Iterator[str]:
        """Yield by what a state is measured that was not asked, or not yet; who is counted."""
        basis, others = self.basis, len(self.members)
        if not (basis and others):
            return
        if not self.addressed and self.missing:
            text = mark("Joined, of {count}: {group}")
            yield t(text, count=others, group=self.dataset.groups[self.group].title)
        if basis.day and self.query.as_of < basis.day:
            yield t(
                "Measured by {basis}, which is of {day}",
                basis=basis.title,
                day=short_day(basis.day),
            )
        elif self.addressed and self.report.state.code not in self.members:
            yield counted(
                others,
                "Measured by {basis}, which asked one other",
                "Measured by {basis}, which asked {count} others",
                basis=basis.title,
            )


def _narrow(line: Line, width: int) -> Iterator[Line]:
    # A command that is broken in two cannot be copied: it runs over.
    if cell_width(line.text) <= width or line.text.startswith("  ratgap "):
        yield line
        return
    indent = " " * (len(line.text) - len(line.text.lstrip()))
    yield from (line._replace(text=indent + part) for part in wrap(line.text, width - len(indent)))


def _command(text: str, typed: str, width: int) -> Iterator[Line]:
    line = f"{text}  {typed}"
    lines = [line] if cell_width(line) <= width else [text, f"  {typed}"]
    yield from (Line(line, "dim") for line in lines)


def _age(entry: InstrumentAnswer) -> int:
    # The newest proof first, what has none last.
    evidence = entry.answer.evidence
    return -evidence.confirmed.toordinal() if evidence and evidence.confirmed else 0
