"""A list of one treaty as CSV, one row a state.

Columns, in any order: ``iso2`` and ``state`` (either will do), ``signature``, ``deposit``,
``act`` (a kind of act; ``party`` where the kind is not known; empty for a signatory that is not
a party), ``no_later_than`` (a day by which a party without a deposit was bound), ``in_force``,
``note``.
"""

from __future__ import annotations

from datetime import date

from ratgap.lists import table
from ratgap.lists.days import read_day
from ratgap.lists.rows import ListedAct, ListedRow, Listing
from ratgap.model.act import ActKind, When

COLUMNS = frozenset(
    ("iso2", "state", "signature", "deposit", "act", "no_later_than", "in_force", "note")
)
PARTY = "party"


def fits(headings: tuple[str, ...]) -> bool:
    """Whether a table with these headings is of this kind."""
    found = set(headings)
    return "act" in found and "deposit" in found and bool(found & {"iso2", "state"})


def read(text: str, file: str) -> Listing:
    """Read the list in CSV ``text``; ``file`` is the name that problems show."""
    return table.listing(text, file, _row, COLUMNS)


def _row(row: table.TableRow) -> ListedRow:
    acts = [
        *(
            [ListedAct(ActKind.SIGNATURE, When.on(read_day(day)))]
            if (day := row["signature"])
            else []
        ),
        *([consent] if (consent := _consent(row)) else []),
    ]
    return ListedRow(
        row.line,
        row["state"] or row["iso2"],
        row["iso2"],
        tuple(acts),
        optional_day(row["in_force"]),
        row["note"],
    )


def _consent(row: table.TableRow) -> ListedAct | None:
    deposit, bound = optional_day(row["deposit"]), optional_day(row["no_later_than"])
    if not row["act"]:
        if deposit or bound:
            raise ValueError("a deposit without an act")
        return None
    kind = ActKind.CONSENT if row["act"] == PARTY else consent_kind(row["act"])
    if deposit:
        return ListedAct(kind, When.on(deposit))
    return ListedAct(kind, When.by(bound) if bound else None)


def consent_kind(text: str) -> ActKind:
    """Return the kind of consent that ``text`` names; raise ``ValueError`` for anything else."""
    try:
        kind = ActKind(text)
    except ValueError:
        kind = None
    if kind is None or not kind.binds:
        raise ValueError(f'"{text}" is not a kind of consent to be bound')
    return kind


def optional_day(text: str) -> date | None:
    """Return the day in a cell that may be empty."""
    return read_day(text) if text else None
