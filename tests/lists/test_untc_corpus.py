"""Status documents in the real form, made from seeds: every row read back, or a true refusal.

The shapes of headings are those of the collection's documents. What their letters mean is told
here beside each, and nowhere taken from the reader.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest

from ratgap.lists import recognise
from ratgap.lists.listing import Listing
from ratgap.model import State
from ratgap.problem import DataError

S, R, A, AA, ACC, SUC, DEF, CONF, CON = (
    "signature", "ratification", "acceptance", "approval", "accession", "succession",
    "definitive-signature", "formal-confirmation", "consent",
)  # fmt: skip
SHAPES: dict[str, dict[str, str]] = {
    "Ratification": {"": R},
    "Acceptance(A)": {"A": A},
    "Accession(a), Succession(d)": {"a": ACC, "d": SUC, "": CON},
    "Ratification, Accession(a)": {"": R, "a": ACC},
    "Ratification, Accession(a), Succession(d)": {"": R, "a": ACC, "d": SUC},
    "Approval(AA), Acceptance(A), Accession(a), Succession(d), Ratification": {
        "AA": AA, "A": A, "a": ACC, "d": SUC, "": R,
    },
    "Ratification, Acceptance(A), Approval(AA), Formal confirmation(c), Accession(a)": {
        "": R, "A": A, "AA": AA, "c": CONF, "a": ACC,
    },
    "Ratification, Accession(a), Acceptance(A), Approval(AA), Definitive signature(s)": {
        "": R, "a": ACC, "A": A, "AA": AA, "s": DEF,
    },
    "Definitive signature(s), Acceptance(A)": {"s": DEF, "A": A},
    "Definitive signature(s), Ratification, Acceptance(A)": {"s": DEF, "": R, "A": A},
    "Consent to be bound(P), Succession(d)": {"P": CON, "d": SUC},
    "Ratification, Formal confirmation(c), Simplified procedure(p), Consent to be bound(P)": {
        "": R, "c": CONF, "p": CON, "P": CON,
    },
    "Definitive signature of the Protocol, Acceptance of the Protocol": {"": CON},
    "Definitive signature of the Protocol, Acceptance of the Protocol, Succession to the "
    "Convention and the Protocol": {"": CON},
    "Ratification of the Convention as amended, Accession to the Convention as amended(a), "
    "Succession to the Convention as amended(d)": {"": R, "a": ACC, "d": SUC},
    "Participation in the Convention by virtue of ratification, accession or succession to the "
    "Protocol of 25 March 1972 or to the 1961 Convention": {"": CON},
    "Simplified procedure(p), Formal confirmation(c), Definitive signature(s), Accession(a), "
    "Succession(d), Ratification, Consent to be bound(P)": {
        "p": CON, "c": CONF, "s": DEF, "a": ACC, "d": SUC, "": R, "P": CON,
    },
    "Definitive signature of the Protocol, Acceptance of the Protocol, Succession to the "
    "Convention and the Protocol, Ratification of the Convention and the Protocol": {"": CON},
    "Accession(a)": {"a": ACC, "": ACC},
    "Ratification, Succession(d)": {"": R, "d": SUC},
    "Acceptance(A), Approval(AA)": {"A": A, "AA": AA, "": CON},
    "Definitive acceptance": {"": A},
    "Definitive signature(s), Confirmation of signature(C)": {"s": DEF, "C": CON},
}  # fmt: skip
SIGNATURES: dict[str, dict[str, str]] = {
    "Signature": {"": S},
    "Signature, Succession to signature(d)": {"": S, "d": S},
}
BIND_NOBODY = {
    "Provisional application(n)": "n",
    "Provisional acceptance": "",
    "Signature ad referendum (s)": "s",
    "Notification of non-provisional application under article 7 (1) (b)": "",
    "Provisional application by virtue of a notification (n), Provisional application by virtue "
    "of signature, adoption of the Agreement or accession thereto": "n",
    "Signature by non-regional members under Section 3 (c) (i) of resolution 07-79": "",
    "Application": "",
    "Extension": "",
}
UNKNOWN = (
    "Participation in the Agreement as amended under paragraph 4 of resolution 05-79 and "
    "paragraph 1 of article 60 of the unamended Agreement",
    "Undertaking(u)",
    "Date of adoption",
    "Decision of the Board",
)
CHAPTERS = ("I", "III", "IV", "XI", "XVIII", "XXI", "XXIX")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAMAGE = ("\x19", "R & D", "a < b", "&nbsp;", "<br>", "</Entry>", "\x0c")
FORMS = (
    "{}", "{}", "{}", "{}", "{} (Plurinational State of)", "{} and Barb", "Côte d'{}", "St. {}",
    "Democratic {}'s Republic of Korb", "Türk{}", "The former Yugoslav Republic of {}",
    "Organisation for the Peace of {}",
)  # fmt: skip
"""How names of participants are made: with marks, brackets, a word that begins a note of parts."""
SYLLABLES = (
    "ar", "be", "cor", "dun", "el", "far", "gol", "hin", "is", "jor", "kel",
    "lum", "mor", "nar", "os", "pel", "quor", "ri", "sol", "tar",
)  # fmt: skip


class Made(NamedTuple):
    """A document, and what is to be read from it: acts of each participant as kind, day, ended.

    Of a former state the row counts in the totals, and is passed over.
    """

    content: bytes
    number: str
    rows: dict[str, list[tuple[str, date, bool]]]
    signatories: int
    parties: int
    states: dict[str, State]
    unknown: str


def made(seed: int) -> Made:
    """Return the document of that seed."""
    random = Random(seed)
    consent = random.choice(list(SHAPES))
    columns: list[tuple[str, dict[str, str]]] = [(consent, SHAPES[consent])]
    if random.random() < 0.15:
        second = random.choice(list(SHAPES))
        columns += [(second, SHAPES[second])] if second != consent else []
    if random.random() < 0.7:
        signature = random.choice(list(SIGNATURES))
        columns.insert(0, (signature, SIGNATURES[signature]))
    for heading in random.sample(list(BIND_NOBODY), random.choice((0, 0, 0, 1, 2))):
        columns.insert(random.randrange(len(columns) + 1), (heading, {BIND_NOBODY[heading]: ""}))
    unknown = random.choice(UNKNOWN) if random.random() < 0.08 else ""
    if unknown:
        columns.append((unknown, {"": ""}))
    names = sorted({f"{a}{b}ia".capitalize() for a in SYLLABLES for b in SYLLABLES})
    chosen = [
        random.choice(FORMS).format(name) for name in random.sample(names, random.randrange(1, 190))
    ]
    rows, lines = {}, []
    for name in sorted(chosen):
        cells, acts = [], []
        for heading, letters in columns:
            cell, there = _cell(random, letters, always=heading == unknown)
            cells.append(cell)
            acts += there
        rows[name] = acts
        lines.append((_printed(random, name) + _mark(random), *cells))
    signatories, parties = (
        sum(
            any((kind == S) is signed and not end for kind, _, end in acts)
            for acts in rows.values()
        )
        for signed in (True, False)
    )
    number, frame = _frame(random, signatories, parties)
    head = (f"Participant{_mark(random)}", *(heading for heading, _ in columns))
    damage = "".join(random.sample(DAMAGE, random.choice((0, 1, 3))))
    body = "\n".join(_row(random, line) for line in lines)
    special = (
        "<Table><TableNo>3</TableNo><Columns>2</Columns><Title>Special cases</Title><TableHeader>"
        f"<Title>Participant</Title></TableHeader><Rows><Row><Entry>{chosen[0]}</Entry>"
        "<Entry>1 Jan 1990</Entry></Row></Rows></Table>"
        if random.random() < 0.2
        else ""
    )
    text = f"""<?xml version="1.0" encoding="iso-8859-1"?>
<Document><Treaty><Template>mtdsg</Template>{frame}
<Participants><Table colsep="0"><TGroup cols="{len(head)}"><Thead>{_row(random, head)}</Thead>
<Tbody><Rows>
{body}
</Rows></Tbody></TGroup></Table></Participants>
<SpecialTables>{special}</SpecialTables><Declarations><Declaration><Participant>{chosen[0]}</Participant>
<text type="para">Its courts decide{damage}.</text></Declaration></Declarations>
<EndNotes><Note><index>1</index><text>See note 1.</text></Note></EndNotes></Treaty></Document>
"""
    former = {name for name in chosen[1:] if random.random() < 0.01}
    states = {
        f"S{n}": State(f"S{n}", {"en": name}, former=name in former)
        for n, name in enumerate(chosen)
    }
    rows = {name: acts for name, acts in rows.items() if name not in former}
    content = text.encode("iso-8859-1")
    return Made(content, number, rows, signatories, parties, states, unknown)


def _cell(
    random: Random, letters: dict[str, str], *, always: bool
) -> tuple[str, list[tuple[str, date, bool]]]:
    """Return a cell, and its acts that are to be read."""
    if random.random() < 0.4 and not always:
        return "", []
    acts, texts = [], []
    left = random.random() < 0.06
    # Who left may have come back.
    for ended in (True, False) if left and random.random() < 0.5 else (left,):
        letter = random.choice(list(letters))
        day = date(1946, 1, 1) + timedelta(days=random.randrange(25_000))
        gap = random.choice((" ", "\t ", "&#8194;", "&#160;", "  "))
        text = f"{day.day} {MONTHS[day.month - 1]}{gap}{day.year} {letter}".rstrip()
        texts.append(
            f"[{random.choice(('', '  '))}{text}{random.choice(('', ' '))}]" if ended else text
        )
        if letters[letter]:
            acts.append((letters[letter], day, ended))
    return " ".join(texts), acts


def _printed(random: Random, name: str) -> str:
    """Return ``name`` as lists may print it."""
    blank = random.choice((" ", " ", " ", "&#160;", "  "))
    case = random.choice((str, str, str, str, str, str.upper))
    return case(name).replace(" ", blank).replace("'", random.choice(("'", "'", "&#8217;")))


def _mark(random: Random) -> str:
    notes = random.choice(("", "", "1", "2,3", "10"))
    return f"&lt;superscript&gt;{notes}&lt;/superscript&gt;" if notes else ""


def _row(random: Random, cells: Sequence[str]) -> str:
    entries = (f"<Entry>{cell}</Entry>" if cell else "<Entry />" for cell in cells)
    return f"<Row rowsep='0'>{random.choice(('', chr(10), '  ')).join(entries)}</Row>"


def _frame(random: Random, signatories: int, parties: int) -> tuple[str, str]:
    chapter, number = random.choice(CHAPTERS), str(random.randrange(1, 48))
    part = random.choice("ABD") if chapter == "XI" else ""
    letter = random.choice(("", "", "a", "b", "h", "3", "12a"))
    parts = f"<SubChapter><Header>{part}</Header><Name>Roads</Name></SubChapter>" if part else ""
    sub = f"<Subnumsect>{letter}</Subnumsect>" if letter else ""
    signed = (
        f"<SignatoriesLabel>Signatories</SignatoriesLabel><Signatories>{signatories}</Signatories>"
    )
    status = (
        f"<Status><Label>Status</Label>{signed if random.random() < 0.8 else ''}"
        f"<PartiesLabel>Parties</PartiesLabel><Parties>{parties}</Parties></Status>"
    )
    frame = (
        f"<Header><Chapter><Header>CHAPTER {chapter}</Header><Name>LOCKS &amp; DAMS</Name>"
        "</Chapter>"
        f"{parts}<ExternalData><Numsect>{number}</Numsect>{sub}"
        "<Titlesect>Pact on Locks</Titlesect><Conclusion>Geneva, 1 February 1946</Conclusion>"
        f"<EIF />{status}<TreatyNote><Text>See chapter VII.10, &lt;i&gt;p.&lt;/i&gt; 1</Text>"
        "</TreatyNote></ExternalData></Header>"
    )
    return "-".join(filter(None, (chapter, part, number, letter))), frame


def _read(document: Made) -> Listing:
    return recognise.read_list(document.content, "list.xml", document.states)


@pytest.mark.parametrize("seed", range(300))
def test_every_document_is_read_whole_or_refused_for_a_true_reason(seed: int) -> None:
    document = made(seed)
    if document.unknown:
        with pytest.raises(DataError) as caught:
            _read(document)
        (problem,) = caught.value.problems
        assert problem.rule == "list-headings"
        assert problem.message.endswith(document.unknown)
        return
    listing = _read(document)
    assert _acts(document, listing) == document.rows
    assert (listing.number, listing.parties) == (document.number, document.parties)
    assert listing.whole
    assert not listing.doubts


@pytest.mark.parametrize("seed", range(0, 300, 10))
def test_a_row_too_few_is_seen_by_the_totals(seed: int) -> None:
    document = made(seed)
    joined = [
        row
        for row in re.findall(rb"<Row [^>]*>.*?</Row>", document.content, re.DOTALL)[1:]
        for name, acts in document.rows.items()
        if f"<Entry>{name}".encode() in row
        if any(kind != S and not ended for kind, _, ended in acts)
    ]
    if not joined or document.unknown or len(document.rows) < 2:
        pytest.skip("nobody else joined, or a column is not known")
    content = document.content.replace(joined[seed % len(joined)], b"")
    listing = _read(document._replace(content=content))
    assert listing.doubts
    assert not listing.whole


def _cells(document: Made) -> list[list[str]]:
    """Return headings and rows as they are seen on the page."""
    table = document.content.decode("iso-8859-1").partition("</Participants>")[0]
    return [
        [_shown(cell) for cell in re.findall(r"<Entry>(.*?)</Entry>|<Entry />", row)]
        for row in re.findall(r"(?s)<Row [^>]*>.*?</Row>", table)
    ]


def _acts(document: Made, listing: Listing) -> dict[str, list[tuple[str, date | None, bool]]]:
    return {
        document.states[row.code].name: [
            (str(act.kind), act.when.latest if act.when else None, act.ended) for act in row.acts
        ]
        for row in listing.rows
    }


def _copied(document: Made, random: Random) -> str:
    """Return the page of that document as it is copied out of a browser."""
    rows = _cells(document)
    end = random.choice(("", "\t"))
    table = [f"{cells}{end}" for cells in map("\t".join, rows)]
    chapter, number, *letter = document.number.split("-")
    item = f"{number} .{''.join(letter)} " if letter else f"{number} . "
    stated = f"Signatories : {document.signatories}. Parties : {document.parties}"
    return "\n".join(
        (
            "Home\tOverview",
            "STATUS AS AT : 20-04-2024 09:15:48 EDT",
            f"CHAPTER {chapter}",
            "LOCKS & DAMS",
            f"{item}Pact on Locks",
            "Geneva, 1 February 1946",
            f"Status\t:\t{stated}",
            *table,
            "",
            "Declarations and Reservations",
            "Its courts decide.\tOn 3 May 1990 it said so.",
            "Participant\tDate of receipt of the notification\tTerritories",
            "Abland\t1 Jan 1990\tIts isles",
        )
    )


def _shown(cell: str) -> str:
    bare = re.sub(r"&lt;superscript&gt;(.*?)&lt;/superscript&gt;", r" \1", cell)
    return re.sub("[ \t]+", " ", html.unescape(bare)).strip()


@pytest.mark.parametrize("seed", range(0, 300, 3))
def test_the_page_copied_out_of_a_browser_is_read_as_its_document_is(seed: int) -> None:
    document, random = made(seed), Random(seed)
    text = _copied(document, random)
    if document.unknown:
        with pytest.raises(DataError, match="what the days in a column mean is not known"):
            recognise.read_list(text.encode(), "page.txt", document.states)
        return
    listing = recognise.read_list(text.encode(), "page.txt", document.states)
    assert _acts(document, listing) == document.rows
    assert (listing.as_of, listing.parties, listing.whole) == (
        date(2024, 4, 20),
        document.parties,
        True,
    )
    plain = re.fullmatch(r"[IVX]+-\d+(-[a-z])?", document.number)
    assert listing.number == document.number or not plain


def _saved(document: Made) -> str:
    """Return the page of that document as a browser saves it; a total of none is not stated."""
    head, *rows = _cells(document)
    columns = "".join(f"<th scope='col'>{html.escape(cell)}</th>" for cell in head)
    body = "\n".join(
        "<tr>" + "".join(f"<td align='left'>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>UNTC</title></head><body><form><table><tr><td>
<span>STATUS AS AT : 20-04-2024 09:15:48 EDT</span></td></tr><tr><td>
<table><tr><td>Status</td><td>:</td><td>Signatories : {document.signatories}. Parties :
{document.parties}</td></tr></table>
<table class="gridview"><tr>{columns}</tr>
{body}
</table><table><tr><th>Participant</th><th>Date of receipt of the notification</th></tr>
<tr><td>Abland</td><td>1 Jan 1990</td></tr></table></td></tr></table></form></body></html>
"""


def _as_csv(document: Made, random: Random) -> str:
    """Return the table of that document as CSV, marks of footnotes run into the names."""
    out = io.StringIO()
    head, *rows = _cells(document)
    head[0] = head[0].split(" ")[0]
    writer = csv.writer(out, delimiter=random.choice(",;\t"))
    writer.writerow(head)
    for name, *cells in rows:
        acts = [re.sub(r"(\d+)\s+(\w+)\s+(\d{4})", partial(_reformed, random), c) for c in cells]
        writer.writerow([re.sub(r" ([\d,]+)$", r"\1", name), *acts])
    return out.getvalue()


def _reformed(random: Random, match: re.Match[str]) -> str:
    """Return that day as a spreadsheet may write it."""
    day = date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    forms = (match[0], match[0], f"{day}", f"{day} 00:00:00", f"{day:%d.%m.%Y}", f"{day:%d-%b-%Y}")
    return random.choice(forms)


def _barred(document: Made) -> str:
    """Return the table as text with bars between the cells."""
    head, *rows = _cells(document)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


@pytest.mark.parametrize("seed", range(1, 300, 3))
def test_the_saved_page_and_its_csv_are_read_as_the_document_is(seed: int) -> None:
    document = made(seed)
    if document.unknown:
        pytest.skip("a column is not known")
    page = recognise.read_list(_saved(document).encode(), "page.html", document.states)
    assert _acts(document, page) == document.rows
    assert (page.as_of, page.parties, page.whole) == (date(2024, 4, 20), document.parties, True)
    text = _as_csv(document, Random(seed))
    table = recognise.read_list(text.encode(), "table.csv", document.states)
    assert _acts(document, table) == document.rows
    assert not table.whole
    rows = [row[1:] for row in _cells(document)[1:]]
    if any(not left and right for row in rows for left, right in pairwise(row)):
        barred = recognise.read_list(_barred(document).encode(), "table.md", document.states)
        assert _acts(document, barred) == document.rows


@pytest.mark.parametrize("seed", range(0, 300, 30))
def test_a_name_that_wraps_in_a_copied_page_cuts_nobody_off(seed: int) -> None:
    document, random = made(seed), Random(seed)
    lines = _copied(document, random).split("\n")
    number = random.randrange(8, 8 + len(document.rows))
    lines[number] = f"The former\n{lines[number]}"
    with pytest.raises(DataError, match=r'"The former" belongs to no row|is not known'):
        recognise.read_list("\n".join(lines).encode(), "page.txt", document.states)


def test_a_copied_page_whose_cells_stand_one_below_the_other_is_refused() -> None:
    document = made(3)
    text = re.sub(r"\t+", "\n", _copied(document, Random(3)))
    with pytest.raises(DataError, match="which of them are empty cannot be told"):
        recognise.read_list(text.encode(), "page.txt", document.states)
