"""The current list of one invented treaty, as its depositary would send it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

HEAD = (
    "Participant",
    "Signature",
    "Ratification, Acceptance(A), Approval(AA), Accession(a), Formal confirmation(c)",
)
Row = tuple[str, str, str]
ROWS: tuple[Row, ...] = (
    ("Marrow <superscript>1</superscript>", "9 Sep\t 1975 ", "10 Jan\t 1976 "),
    ("Onland", "9 Sep\t 1975 ", ""),
    ("Ostrel 2,3", "1 Oct\t 1975 ", "2 Feb\t 1977 A"),
    ("Pellia", "8 Sep\t 1976 ", "1 Jun\t 1978 AA"),
    ("River Commission", "9 Sep\t 1975 ", "3 Mar\t 1977 c"),
    ("Umber", "", "10 Oct\t 1990 a"),
    ("Vale", "", "15 Apr\t 1985 a"),
)
"""All that the invented regime knows of it, and the day on which Vale joined."""

JOINED: Row = ("Sedge", "", "5 May\t 2020 a")
"""One that joined since."""


def document(
    rows: Iterable[Row] = ROWS, *, parties: int | None = None, encoding: str = "ISO-8859-1"
) -> bytes:
    """Return the status document; its total is that of ``rows`` unless given."""
    listed = list(rows)
    total = sum(bool(row[2]) for row in listed) if parties is None else parties
    signed = sum(bool(row[1]) for row in listed)
    body = "\n".join(f"<Row>{''.join(map(_entry, row))}</Row>" for row in listed)
    return f"""<?xml version="1.0" encoding="{encoding}"?>
<MTDSG><Treaty><Header><Chapter><Header>CHAPTER III</Header><Name>Écluses</Name></Chapter>
<ExternalData><Numsect>7</Numsect>
<Status><Signatories>{signed}</Signatories><Parties>{total}</Parties></Status></ExternalData></Header>
<Participants><Table><TGroup><Thead><Row>{"".join(map(_entry, HEAD))}</Row></Thead>
<Tbody><Rows>
{body}
</Rows></Tbody></TGroup></Table></Participants></Treaty></MTDSG>
""".encode("iso-8859-1")


def _entry(cell: str) -> str:
    return f"<Entry>{cell.replace('&', '&amp;').replace('<', '&lt;')}</Entry>"


def with_address(folder: Path, url: str) -> Path:
    """Return ``folder``, in which the treaty now names ``url`` as the address of its list."""
    path = folder / "instruments.yaml"
    text = path.read_text("utf-8")
    line = '    citations: {ledger: "III-7"}\n'
    assert text.count(line) == 1
    path.write_text(
        text.replace(line, f'{line}    status_list: {{url: "{url}", source: live}}\n'), "utf-8"
    )
    sources = folder / "sources.yaml"
    live = "live:\n  title: Ledger, live\n  kind: depositary\n  trust: high\n"
    head, mark, rest = sources.read_text("utf-8").partition("pamphlet-2005:\n")
    sources.write_text(head + live + mark + rest, "utf-8")
    return folder
