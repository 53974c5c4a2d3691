"""The tables of an export: one list of columns, and what describes them to other programs.

It makes every format and both descriptions, Data Package and CSV on the Web.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ratgap.named import NamedTuple

if TYPE_CHECKING:
    from ratgap.present.document import Json


class Column(NamedTuple):
    """A column: its type is string, integer, boolean or date. ``refers`` names a table."""

    name: str
    type: str
    description: str
    required: bool = False
    refers: str = ""


class Table(NamedTuple):
    """A table, and the columns that tell one of its rows from another."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


_REFERS = {"state": "states", "instrument": "instruments", "source": "sources"}
_IDENTIFIERS = """
    iso2 string: ISO 3166-1 alpha-2
    iso3 string: ISO 3166-1 alpha-3
    m49 string: UN M49, three digits
    cow string: Correlates of War
    gw string: Gleditsch and Ward
    vdem_id string: V-Dem
"""
_CELL = """
    state string!: Code of the state or organisation
    instrument string!: Id of the instrument
"""
_STATUSES = "party, contracting, signatory, none (proved not to be a party) or unknown"


def _bounds(name: str, what: str) -> str:
    return f"""
    {name} date: {what}; empty where it is known only as a span
    {name}_earliest date: First day possible; empty where nothing bounds it
    {name}_latest date: Last day possible
    """


_STANDING = f"""
    status string!: {_STATUSES}
    reason string!: Why, as in the published JSON
"""
_DAYS = _bounds("consent", "Day of the consent to be bound") + _bounds(
    "in_force", "Day from which the treaty binds"
)


def _table(name: str, key: str, description: str, *columns: str) -> Table:
    parsed = []
    for line in filter(None, map(str.strip, "\n".join(columns).splitlines())):
        column, _, text = line.partition(": ")
        title, kind = column.split()
        refers = _REFERS.get(title, "")
        required = kind.endswith("!")
        parsed.append(Column(title, kind.rstrip("!"), text, required, refers * (refers != name)))
    return Table(name, description, tuple(key.split()), tuple(parsed))


STATES = _table(
    "states",
    "state",
    "States, and organisations that may join treaties.",
    "state string!: Code: ISO 3166-1 alpha-2 for states",
    _IDENTIFIERS,
    """
    name string!: English name
    kind string!: state or organisation
    since date: First day on which it existed, where recorded
    until date: Last day on which it existed, where recorded
    """,
)
INSTRUMENTS = _table(
    "instruments",
    "instrument",
    "Treaties and protocols.",
    """
    instrument string!: Id
    short string!: Code
    name string!: Usual name
    title string!: Title
    family string: Id of the family
    adopted date!: Day of adoption
    place string: Place of adoption
    in_force date: Day of entry into force
    depositaries string: Depositaries, parted by semicolons
    bases string: Mandates that ask to join it, parted by semicolons
    """,
)
SOURCES = _table(
    "sources",
    "source",
    "Publications that the data rest on.",
    """
    source string!: Id
    title string!: Title
    publisher string: Publisher
    address string: Address
    kind string: depositary, gazette, official, dataset, press or tertiary
    trust string: How far it is trusted
    relied_on boolean!: Whether anything is concluded from it
    """,
)
ACTS = _table(
    "acts",
    "state instrument number",
    "Acts as sources tell of them, done by the day asked about, those set aside included.",
    _CELL,
    "number integer!: Which of the acts recorded of the two, from 1",
    _IDENTIFIERS,
    "act string!: Kind of act",
    _bounds("day", "Day of signature, deposit or notification"),
    """
    effective date: Day of effect where it differs by its nature
    source string!: Source that gives the day
    sources string: All sources, parted by semicolons
    rejected string: Why another claim is preferred; empty where it is relied on
    note string: Note
    """,
)
STATUS = _table(
    "status",
    "state instrument",
    "How each state stands to each instrument on the day asked about.",
    _CELL,
    _IDENTIFIERS,
    "as_of date!: The day asked about",
    _STANDING,
    "signed string!: yes, no or unknown",
    _bounds("signature", "Day of signature"),
    "act string: Kind of the act of consent",
    _DAYS,
    """
    ended date: First day on which the treaty no longer binds
    through string: Instrument by which it joined, where not by its own act
    source string: Source behind the answer
    confirmed date: Latest day for which the evidence speaks
    """,
)
SPELLS = _table(
    "spells",
    "state instrument from",
    "Stretches of days of one status, from adoption or the first day of the state on.",
    _CELL,
    _IDENTIFIERS,
    "status string!: " + _STATUSES,
    """
    reason string: Why it is unknown; empty otherwise
    from date!: First day
    to date!: Last day, inclusive; the day asked about where it goes on
    """,
    _DAYS,
)
PANEL = _table(
    "panel",
    "state instrument year",
    "The status at the end of 31 December of each year.",
    _CELL,
    _IDENTIFIERS,
    "year integer!: Year",
    "status string!: " + _STATUSES,
    "reason string: Why it is unknown; empty otherwise",
)
TABLES = (STATES, INSTRUMENTS, SOURCES, ACTS, STATUS, SPELLS)


def datapackage(digest: str, day: date, files: dict[str, Json], tables: list[Table]) -> Json:
    """Return the Data Package (version 2) of ``tables``; ``files`` tells where each stands."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ratgap",
        "title": f"Participation in treaties, as of {day.isoformat()}",
        "description": f"Made by ratgap from the data {digest}.",
        "resources": [
            {
                "name": table.name,
                "description": table.description,
                **files[table.name],
                "schema": _schema(table),
            }
            for table in tables
        ],
    }


def _schema(table: Table) -> Json:
    return {
        "fields": [
            {
                "name": column.name,
                "type": column.type,
                "description": column.description,
                **({"constraints": {"required": True}} if column.required else {}),
            }
            for column in table.columns
        ],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [c.name], "reference": {"resource": c.refers, "fields": [c.name]}}
            for c in table.columns
            if c.refers
        ],
        "missingValues": [""],
    }


def csvw(tables: list[Table]) -> Json:
    """Return the metadata of ``tables`` as CSV files, as CSV on the Web has it."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": table.description,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.name,
                            "titles": column.name,
                            "datatype": column.type,
                            "required": column.required,
                            "dc:description": column.description,
                        }
                        for column in table.columns
                    ],
                    "primaryKey": list(table.key),
                    "foreignKeys": [
                        {
                            "columnReference": [c.name],
                            "reference": {
                                "resource": f"{c.refers}.csv",
                                "columnReference": [c.name],
                            },
                        }
                        for c in table.columns
                        # Its validators take an empty cell for a reference that leads nowhere.
                        if c.refers and c.required
                    ],
                },
            }
            for table in tables
        ],
    }
