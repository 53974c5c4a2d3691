"""The participants table of the UN Treaty Collection, saved as CSV.

Columns: participant, signature (absent for some treaties), then one that holds ratification,
acceptance, approval, accession and succession, told apart by a letter after the day. The heading
says which letter means what, and differs from treaty to treaty.
"""

from __future__ import annotations

from ratgap.lists import table
from ratgap.lists.rows import ListedRow, Listing
from ratgap.lists.untc_acts import acts, letters, names_participants, of_acts


def fits(headings: tuple[str, ...]) -> bool:
    """Whether a table with these headings is of this kind."""
    return bool(headings) and names_participants(headings[0]) and any(map(of_acts, headings))


def read(text: str, file: str) -> Listing:
    """Read the table in CSV ``text``; ``file`` is the name that problems show."""
    headings = table.headings(text)
    columns = {heading: letters(heading) for heading in headings if of_acts(heading)}

    def read_row(row: table.TableRow) -> ListedRow:
        found = (act for heading, meaning in columns.items() for act in acts(row[heading], meaning))
        return ListedRow(row.line, row[headings[0]], acts=tuple(found))

    return table.listing(text, file, read_row, frozenset([headings[0], *columns]))
