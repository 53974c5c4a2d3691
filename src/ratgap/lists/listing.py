"""What every reader of a depositary's list returns: its rows, and what could not be read.

And what cells say: days. The letters and types that a depositary uses by themselves are a table of
its reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from ratgap.model.act import ActKind, When
from ratgap.model.evidence import Column
from ratgap.model.names import fold
from ratgap.named import NamedTuple
from ratgap.problem import DataError, Problem, Where, refused

Line = TypeVar("Line")
"""A line of a list, as its reader takes it apart."""

_MONTHS = (
    "january jan janvier janv",
    "february feb fevrier fevr fev",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug aout",
    "september sep sept septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec decembre",
)
_MONTH = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-.](\d{1,2})[-.](\d{4})")

_MOST_DIGITS = 6
MOST_CELLS = 200
"""A line with more is no row of a table: to part them would take time."""
_DAYS = ("signature", "deposit", "no_later_than", "in_force")


class ListedAct(NamedTuple):
    """One act as the list gives it.

    ``when`` is None where the list names a party without a day: the day of the list bounds it.
    ``ended`` marks an act that the list shows as one that no longer stands.
    """

    kind: ActKind
    when: When | None
    ended: bool = False
    note: str = ""


class ListedRow(NamedTuple):
    """One participant: where it stands in the file, its name as given, its acts.

    ``code`` is the list's own code until the row is resolved, the state's code after that.
    ``denounced`` is the last day in a column of denunciations. ``ends``, where the list gives it,
    is the day from which the consents, which are marked as ended, no longer bind.
    """

    line: int
    name: str
    code: str = ""
    acts: tuple[ListedAct, ...] = ()
    in_force: date | None = None
    note: str = ""
    denounced: date | None = None
    ends: date | None = None

    @property
    def signature(self) -> ListedAct | None:
        """The signature, if the list gives one: before others, one that stands."""
        signatures = [act for act in self.acts if act.kind is ActKind.SIGNATURE]
        return min(signatures, key=lambda act: act.ended, default=None)

    @property
    def consents(self) -> tuple[ListedAct, ...]:
        """The acts by which the participant consented to be bound, ended ones too."""
        return tuple(act for act in self.acts if act.kind.binds)

    @property
    def is_party(self) -> bool:
        """Whether the list shows the participant as bound on its day."""
        return any(not act.ended for act in self.consents)

    def standing(self, day: date) -> ListedRow:
        """Return the row as of ``day``, of which the list speaks: an end still to come is none."""
        if self.ends is None:
            return self
        if self.ends <= day:
            return self._replace(in_force=None)
        return self._replace(acts=tuple(act._replace(ended=False) for act in self.acts))


class Listing(NamedTuple):
    """A list as read from ``file``: nothing in it is judged.

    ``gives`` are the columns in which something was found, ``unread`` the headings of columns
    that no rule reads. A row with a problem is in ``problems`` and not in ``rows``; ``notices``
    tell of rows that were knowingly left out.
    ``as_of`` is the day that the list itself names, ``parties`` the total that it states. ``whole``
    is true where the list shows by its own totals that nobody is missing; ``doubts`` tell of totals
    that it does not come to. Of which treaty it is, it tells by ``number`` (``XVIII-12-a``),
    ``title``, and the days on which that was ``concluded`` and ``entered`` into force.
    ``headings`` are those that could be given another meaning.
    """

    file: str
    rows: tuple[ListedRow, ...]
    problems: tuple[Problem, ...] = ()
    gives: frozenset[Column] = frozenset()
    unread: tuple[str, ...] = ()
    as_of: date | None = None
    number: str = ""
    parties: int | None = None
    whole: bool = False
    notices: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    title: str = ""
    concluded: date | None = None
    entered: date | None = None
    headings: tuple[str, ...] = ()

    def counts(self) -> str:
        """Return in words how many participants and acts of each kind that stand it has."""
        kinds = [act.kind for row in self.rows for act in row.acts if not act.ended]
        counted = {"participant": len(self.rows)} | {k: kinds.count(k) for k in ActKind}
        return ", ".join(f"{n} {k}{'' if n == 1 else 's'}" for k, n in counted.items() if n)


def read_rows(
    file: str,
    lines: Iterable[tuple[int, Line]],
    read_row: Callable[[int, Line], ListedRow],
    label: Callable[[Line], str],
    form: str = "list",
) -> Listing:
    """Read every one of ``lines``, each with its number, by ``read_row``.

    A line for which that raises ``ValueError`` is a problem, which shows its ``label``; the others
    are read all the same, so that all that is wrong is told at once.
    """
    rows: list[ListedRow] = []
    problems: list[Problem] = []
    remedy = f"mend the row in the {form}; nothing of it was read"
    for number, line in lines:
        try:
            rows.append(read_row(number, line))
        except ValueError as error:
            message = f"{label(line)}: {error}"
            problems.append(Problem(Where(file, number, 1), "list-row", message, remedy))
    return Listing(file, tuple(rows), tuple(problems), _gives(rows))


def _gives(read: list[ListedRow]) -> frozenset[Column]:
    columns = set()
    for row in read:
        if row.signature:
            columns.add(Column.SIGNATURES)
        if row.in_force and not row.ends:
            columns.add(Column.IN_FORCE)
        for act in row.consents:
            dated = act.when is not None and act.when.exact
            columns.add(Column.CONSENTS if dated else Column.MEMBERSHIP)
    return frozenset(columns)


def stacked(where: Where) -> DataError:
    """Return the refusal of a table whose rows are no lines, seen at ``where``."""
    message = "its cells stand one below the other: which of them are empty cannot be told"
    remedy = "copy the table out of a browser, so that a row is one line, or save the page"
    return refused(where, "list-frame", message, remedy)


def between_bars(line: str) -> list[str]:
    """Return the cells of a row of a table that is drawn with bars, ``| one | two |``."""
    bare = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in bare.split("|", MOST_CELLS)]


def read_day(text: str) -> date:
    """Return the day that ``text`` gives; raise ``ValueError`` for anything else.

    Understood are ``2016-04-22``, ``22 Apr 2016`` in English or French, short or full, with any
    blanks between, and ``22-04-2016`` or ``22.04.2016``, where the day comes first as on the
    pages of depositaries; a spreadsheet's midnight behind the first is let pass. Slashes are
    refused: there is no telling which number is the month. So are years of two digits, and a
    spreadsheet's own number of a day, which counts from 1900 or from 1904.
    """
    from ratgap.load.fields import FIRST_YEAR

    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif (match := _IN_WORDS.fullmatch(fold(text))) and match[2] in _MONTH:
        day, month, year = int(match[1]), _MONTH[match[2]], int(match[3])
    else:
        raise ValueError(f'"{text}" is not a day{day_hint(text)}')
    if year < FIRST_YEAR:
        raise ValueError(f"the year {year} is none of a treaty")
    return date(year, month, day)


def day_hint(text: str) -> str:
    """Return why ``text``, which is like a day, is none, to end a sentence with; else nothing."""
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text):
        return ": it does not tell which number is the month, write 2014-07-10"
    if re.fullmatch(r"\d{5}", text):
        return " but a spreadsheet's number: give its cells the form 2014-07-10"
    if re.fullmatch(r"\d{1,2}[-/. ](?:[^\W\d]+|\d{1,2})[-/. ]\d\d", text):
        return ": its year has two digits, write 2014-07-10"
    return ""


def read_count(text: str, file: str) -> int:
    """Return the number of ``text``, all digits; raise ``DataError`` for one that nobody counted.

    Python itself refuses to read thousands of digits, by an error of its own.
    """
    if len(text) > _MOST_DIGITS:
        raise refused(Where(file), "list-total", f"a total of {len(text)} digits", "is it a list?")
    return int(text)


def read_row(
    line: int,
    name: str,
    kind: ActKind | None,
    days: Mapping[str, str],
    code: str = "",
    note: str = "",
) -> ListedRow:
    """Return the row of a participant that signed, and consented by an act of ``kind``, if any.

    ``days`` are texts under the headings of our CSV, absent or empty where there is none:
    ``signature``, ``deposit``, ``no_later_than`` (bounds a consent without a deposit) and
    ``in_force``. Raise ``ValueError`` for a text that is no day.
    """
    read = {head: read_day(days[head]) for head in _DAYS if days.get(head)}
    acts = []
    if "signature" in read:
        acts.append(ListedAct(ActKind.SIGNATURE, When.on(read["signature"])))
    if kind:
        deposit, bound = read.get("deposit"), read.get("no_later_than")
        when = When.on(deposit) if deposit else When.by(bound) if bound else None
        acts.append(ListedAct(kind, when))
    return ListedRow(line, name, code, tuple(acts), read.get("in_force"), note)
