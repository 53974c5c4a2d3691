"""Small invented lists in the forms in which depositaries give them."""

from __future__ import annotations

from collections.abc import Iterable

HEAD = ("Participant", "Signature", "Ratification, Acceptance(A), Approval(AA), Accession(a)")
ROWS = (
    ("Marrow <superscript>1</superscript>", "13 May\t 2010 ", "3 Jan\t 2011 "),
    ("Nettle", "13 May\t 2010 ", ""),
    ("Ostrel", "", "4 Feb\t 2012 a"),
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def untc_xml(
    rows: Iterable[tuple[str, ...]] = ROWS,
    *,
    head: Iterable[str] = HEAD,
    parties: int | None = 2,
    signatories: int | None = 2,
    number: str = "7",
    letter: str = "",
) -> bytes:
    """Return a status document; its totals go with ``ROWS``."""
    columns = "".join(f"<Column{n}>{escaped(h)}</Column{n}>" for n, h in enumerate(head))
    body = "\n".join(
        "<Row>" + "".join(f"<Entry>{escaped(cell)}</Entry>" for cell in row) + "</Row>"
        for row in rows
    )
    totals = "" if signatories is None else f"<Signatories>Signatories: {signatories}</Signatories>"
    totals += "" if parties is None else f"<Parties>Parties: {parties}.</Parties>"
    sub = f"<Subnumsect>{letter}</Subnumsect>" if letter else ""
    text = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<Document><Treaty>
<Template>Status</Template>
<Header><Chapter><Header>CHAPTER III</Header><Name>Rivers&#8194;&#13;</Name></Chapter>
<ExternalData><Numsect>{number}</Numsect>{sub}
<Titlesect>Écluses &lt;i&gt;et&lt;/i&gt; barrages</Titlesect>
<Status><Labelstatus>Status</Labelstatus>{totals}</Status></ExternalData></Header>
<Participants><Table><TGroup>
<Thead><Row>{columns}</Row></Thead>
<Tbody><Rows>
{body}
</Rows></Tbody>
</TGroup></Table></Participants>
</Treaty></Document>
"""
    return text.encode("iso-8859-1")


def untc_html(
    rows: Iterable[tuple[str, ...]] = ROWS,
    *,
    head: Iterable[str] = HEAD,
    as_at: str = "STATUS AS AT : 04-05-2024 09:15:33 EDT",
    totals: str = "Signatories : 2. Parties : 2",
) -> str:
    """Return a page as a browser saves it."""
    columns = "".join(f"<th scope='col'>{h}</th>" for h in head)
    body = "\n".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Status</title>
<script>var parties = "Parties : 99";</script></head>
<body><table class="page"><tr><td><span>{as_at}</span></td></tr>
<tr><td><a href="ViewDetails.aspx?src=TREATY&amp;mtdsg_no=III-7&amp;chapter=3">print</a>
<table><tr><td>Status</td><td>:</td><td>{totals}</td></tr></table>
<table id="grid"><tr>{columns}</tr>
{body}
</table></td></tr></table></body></html>
"""


MAINTENANCE = """<!DOCTYPE html>
<html><body><h1>The site is undergoing urgent maintenance and is currently unavailable.</h1>
</body></html>
"""
