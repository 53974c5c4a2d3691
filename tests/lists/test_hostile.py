"""Whatever the bytes, a list is read or refused with a place: no other error, no long wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratgap.lists.recognise import read_list
from ratgap.load import load
from ratgap.problem import DataError

from .untc_samples import MAINTENANCE, untc_html, untc_xml

PASTED = b"""State Date of signature Date of deposit Effective date
Marrow (1) 1 March 1950 8 August 1950 1 March 1951
Pellia - 14 October 2009 (a) 1 December 2009
"""
DUTCH = b"Partij\tOndertekening\tRatificatie\tType*\tIn werking\nMarrow\t\t25-11-1969\tR\t\n"
TABLE = b"Participant,Signature,Accession(a)\nMarrow,1 Mar 1950,8 Aug 1950 a\n"
CSV = b"state,signature,deposit,act,in_force\nMarrow,,1950-08-08,accession,1951-03-01\n"
COPIED = b"""Home\tHelp
STATUS AS AT : 04-05-2024 09:15:33 EDT
CHAPTER III
7 .a Pact on Locks
Status\t:\tSignatories : 1. Parties : 1
Participant\tSignature\tAccession(a)
Marrow\t1 Mar 1950\t8 Aug 1950 a
"""
RUN_IN = b"""Party Signature RatificationS=Signature R=Ratification Entry into force Termination
Marrow 01-03-1950 08-08-1950 (R) 01-03-1951
"""
SAMPLES = (
    *(untc_xml(), untc_html().encode(), MAINTENANCE.encode()),
    *(PASTED, DUTCH, TABLE, CSV, COPIED, RUN_IN),
)

_TEXTS = (
    *("", "<", ">", "&", "]]>", "<!DOCTYPE x>", "</table>", "<sup>", "é", "\r", "\n", "\t"),
    *('"', ",", "(", ")", "[", "- - -", "99 May 2001", "1 May 9999", "Marrow"),
)
PIECES = st.sampled_from([*map(str.encode, _TEXTS), b"\0", b"\xff"])
STATES = load(Path(__file__).parent.parent / "regime").states


def read(content: bytes) -> None:
    try:
        found = read_list(content, "list", STATES)
    except DataError as error:
        files = {problem.where.file for problem in error.problems}
    else:
        files = {"list"} if found.rows else set()
    assert files == {"list"}


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes(content: bytes) -> None:
    read(content)


@given(st.sampled_from(SAMPLES), st.data())
@settings(deadline=None, max_examples=300)
def test_lists_with_pieces_cut_out_and_put_in(sample: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(sample)))
        end = data.draw(st.integers(start, min(len(sample), start + 40)))
        sample = sample[:start] + data.draw(PIECES) + sample[end:]
    read(sample)


def test_long_lines_take_no_long_time() -> None:
    for piece in (
        b"1 May 2001 ",
        b"- ",
        b"(1)",
        b"Abland ",
        b"Y",
        b"a\t",
        b"\\",
        b"(((",
        b"&lt;sup>",
        b"<sup>",
    ):
        heads = (PASTED, DUTCH, TABLE, CSV, b"", TABLE + b"Marrow,", COPIED, RUN_IN)
        for head in (*heads, COPIED + b"Marrow\t", COPIED.partition(b"7 ")[0]):
            read(head + piece * 20_000 + b"x\n")
        text = piece.decode() * 20_000
        read(untc_xml([(text, text, text)]))
        read(untc_html([(text, text, text)]).encode())


def test_lists_far_too_long_are_refused() -> None:
    for content in (
        TABLE + b"Marrow,,\n" * 20_001,
        TABLE + b"Marrow,,\r" * 20_001,
        PASTED + b"Marrow\n" * 20_001,
        b"<r>" + b"<a/>" * 200_001 + b"</r>",
        b"<html>" + b" " * (4 * 1024 * 1024),
    ):
        with pytest.raises(DataError, match=r"more than|larger than"):
            read_list(content, "list", STATES)


def test_unclosed_tags_take_no_long_time() -> None:
    for piece in ("<!--", "<!", "<?", "</", "<a ", "<a b='", "<sup>", "<table>", "<td>x<br>"):
        read(f"<html><table><tr><td>{piece * 50_000}".encode())
