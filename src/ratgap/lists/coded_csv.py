"""A research data set's table: ISO-3 codes, in-force days, the kind of act coarsely coded.

Columns: ``state``, ``alpha_3``, ``signature``, ``deposit``, ``act_as_coded``, ``in_force``. Such
coding does not tell acceptance or approval from ratification; the day of a deposit is given or
the state has only signed.
"""

from __future__ import annotations

from ratgap.lists import table
from ratgap.lists.days import read_day
from ratgap.lists.listed_csv import consent_kind, optional_day
from ratgap.lists.rows import ListedAct, ListedRow, Listing
from ratgap.model.act import ActKind, When

COLUMNS = frozenset(("state", "alpha_3", "signature", "deposit", "act_as_coded", "in_force"))


def fits(headings: tuple[str, ...]) -> bool:
    """Whether a table with these headings is of this kind."""
    return {"alpha_3", "deposit", "act_as_coded"} <= set(headings)


def read(text: str, file: str) -> Listing:
    """Read the table in CSV ``text``; ``file`` is the name that problems show."""
    return table.listing(text, file, _row, COLUMNS)


def _row(row: table.TableRow) -> ListedRow:
    acts = []
    if row["signature"]:
        acts.append(ListedAct(ActKind.SIGNATURE, When.on(read_day(row["signature"]))))
    if bool(row["deposit"]) != bool(row["act_as_coded"]):
        raise ValueError("an act and its deposit go together")
    if row["deposit"]:
        deposit = When.on(read_day(row["deposit"]))
        acts.append(ListedAct(consent_kind(row["act_as_coded"]), deposit))
    name = row["state"] or row["alpha_3"]
    return ListedRow(row.line, name, row["alpha_3"], tuple(acts), optional_day(row["in_force"]))
