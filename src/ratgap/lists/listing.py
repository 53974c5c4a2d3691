"""What every reader of a depositary's list returns: its rows, and what could not be read."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from ratgap.model.act import ActKind, When
from ratgap.model.evidence import Column
from ratgap.problem import Problem, Where

Line = TypeVar("Line")
"""A line of a list, as its reader takes it apart."""


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
    """

    line: int
    name: str
    code: str = ""
    acts: tuple[ListedAct, ...] = ()
    in_force: date | None = None
    note: str = ""

    @property
    def signature(self) -> ListedAct | None:
        """The signature, if the list gives one."""
        return next((act for act in self.acts if act.kind is ActKind.SIGNATURE), None)

    @property
    def consents(self) -> tuple[ListedAct, ...]:
        """The acts by which the participant consented to be bound, ended ones too."""
        return tuple(act for act in self.acts if act.kind.binds)

    @property
    def is_party(self) -> bool:
        """Whether the list shows the participant as bound on its day."""
        return any(not act.ended for act in self.consents)


class Listing(NamedTuple):
    """A list as read from ``file``: nothing in it is judged.

    ``gives`` are the columns in which something was found, ``unread`` the headings of columns
    that no rule reads. A row with a problem is in ``problems`` and not in ``rows``; ``notices``
    tell of rows that were knowingly left out.
    ``as_of`` is the day that the list itself names, ``number`` the depositary's number of the
    treaty (chapter left out, as in ``12c``), ``parties`` the total that it states. ``whole`` is
    true where the list shows by its own totals that nobody is missing.
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
    """Return the columns in which the rows hold something."""
    columns = set()
    for row in read:
        if row.signature:
            columns.add(Column.SIGNATURES)
        if row.in_force:
            columns.add(Column.IN_FORCE)
        for act in row.consents:
            dated = act.when is not None and act.when.exact
            columns.add(Column.CONSENTS if dated else Column.MEMBERSHIP)
    return frozenset(columns)
