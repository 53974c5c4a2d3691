"""Refreshing from a server: what it sends well is taken, whatever else changes no byte."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ratgap.load import load
from ratgap.model import When

from .conftest import Run
from .lists import JOINED, ROWS, document, with_address
from .server import Answer, Lists, Request, serving


@pytest.fixture
def server() -> Iterator[Lists]:
    with serving() as lists:
        yield lists


@pytest.fixture
def folder(regime_folder: Path, server: Lists) -> Path:
    return with_address(regime_folder, server.url)


@pytest.fixture
def refresh(here: Run, folder: Path) -> Run:
    """Run the command, impatient, on the folder."""

    def call(*arguments: str, **more: Any) -> Any:
        return here(
            "refresh", "--data", str(folder), "--timeout", "0.5", "--tries", "1", *arguments, **more
        )

    return call


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def sends(body: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda _, request: request.send(body, status, **headers)


def test_it_shows_what_is_new_and_writes_only_when_told(
    server: Lists, refresh: Run, folder: Path
) -> None:
    server.answer = sends(document([*ROWS, JOINED]))
    before = content(folder)
    done = refresh()
    assert done.returncode == 0, done.stderr
    assert "Sedge (QS)" in done.stdout
    assert "add --write" in done.stderr
    assert content(folder) == before

    done = refresh("--write")
    assert done.returncode == 0, done.stderr
    assert "wrote" in done.stderr
    data = load(folder)
    today = When.on(date.today())
    reading = data.sources["live"].readings["lock-1975"]
    assert (reading.as_of, reading.absent_until) == (today, date.today())
    assert reading.parties == 7
    assert [a.sources for a in data.cell("QS", "lock-1975").acts] == [("live",)]
    (vale,) = data.cell("QV", "lock-1975").acts
    assert (vale.when, vale.sources) == (When.on(date(1985, 4, 15)), ("live", "register-1995"))
    assert {p.name for p in folder.iterdir()} == set(before)


def test_it_is_honest_about_itself_and_asks_for_changes_only(server: Lists, refresh: Run) -> None:
    server.answer = sends(document())
    assert refresh("--write").returncode == 0
    assert refresh("--write").returncode == 0
    first, second = server.asked
    assert first["User-Agent"].startswith("ratgap/")
    assert first["If-Modified-Since"] is None
    assert second["If-Modified-Since"].endswith(f"{date.today():%Y} 00:00:00 GMT")


def test_the_same_list_again_changes_nothing(server: Lists, refresh: Run, folder: Path) -> None:
    server.answer = sends(document())
    refresh("--write")
    before = content(folder)
    done = refresh("--write")
    assert "This changes nothing" in done.stdout
    assert "as we have it" in done.stdout
    assert content(folder) == before


def test_unchanged_since(server: Lists, refresh: Run, folder: Path) -> None:
    server.answer = sends(document())
    refresh("--write")
    before = content(folder)
    server.answer = lambda _, request: request.send(b"", 304)
    done = refresh("--write")
    assert (done.returncode, content(folder)) == (0, before)
    assert f"unchanged since {date.today()}" in done.stdout


def test_a_redirect_is_followed(server: Lists, refresh: Run) -> None:
    def answer(lists: Lists, request: Request) -> None:
        if request.path == "/list.xml":
            request.send(b"", 301, Location="/moved.xml")
        else:
            request.send(document())

    server.answer = answer
    assert refresh("--write").returncode == 0


def test_500_then_200(server: Lists, run: Run, folder: Path) -> None:
    def answer(lists: Lists, request: Request) -> None:
        if len(lists.asked) < 3:
            request.send(b"later", 503 if len(lists.asked) > 1 else 500)
        else:
            request.send(document())

    server.answer = answer
    done = run("refresh", "--data", str(folder), "--timeout", "0.5", "--tries", "3", "--write")
    assert done.returncode == 0, done.stderr
    assert len(server.asked) == 3
    assert load(folder).sources["live"].readings


def test_a_member_that_vanished_needs_to_be_accepted(
    server: Lists, refresh: Run, folder: Path
) -> None:
    server.answer = sends(document())
    refresh("--write")
    before = content(folder)
    server.answer = sends(document(ROWS[:-1]))
    done = refresh("--write")
    assert done.returncode == 1
    assert "Vale (QV)" in done.stdout
    assert content(folder) == before
    done = refresh("--write", "--accept-removals")
    assert done.returncode == 0, done.stderr
    (vale,) = load(folder).cell("QV", "lock-1975").acts
    assert vale.sources == ("register-1995",)


MAINTENANCE = (
    b"<!DOCTYPE html><html><body>The site is undergoing urgent maintenance and is currently "
    b"unavailable.</body></html>"
)
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><x>&j;</x>"
)


def _truncated(_: Lists, request: Request) -> None:
    body = document()
    request.send(body[:700], Content_Length=str(len(body)))


def _truncated_in_silence(_: Lists, request: Request) -> None:
    request.send_response(200)
    request.end_headers()
    request.wfile.write(document()[:700])


def _in_circles(_: Lists, request: Request) -> None:
    request.send(b"", 302, Location="/list.xml")


def _ever_on(lists: Lists, request: Request) -> None:
    request.send(b"", 302, Location=f"/{len(lists.asked)}.xml")


def _hang(lists: Lists, _: Request) -> None:
    lists.over.wait(20)


def _drip(lists: Lists, request: Request) -> None:
    request.send_response(200)
    request.end_headers()
    for byte in document():
        request.wfile.write(bytes([byte]))
        request.wfile.flush()
        if lists.over.wait(0.1):
            return


def _cut_off(_: Lists, request: Request) -> None:
    request.connection.close()


PAGE = (
    b"<html><body>STATUS AS AT : 01-01-2024 <p>Signatories : 0. Parties : 1</p><table>"
    b"<tr><th>Participant</th><th>Signature</th><th>Accession(a)</th></tr>"
    b"<tr><td>Sedge</td><td></td><td>5 May 2020 a</td></tr></table>"
    b"<a href='?mtdsg_no=III-7'>III-7</a></body></html>"
)

HOSTILE: dict[str, tuple[Answer, str]] = {
    "maintenance": (sends(MAINTENANCE), "while it is down"),
    "truncated": (_truncated, "broke off"),
    "truncated without a length": (_truncated_in_silence, "not well-formed"),
    "half missing, by its own total": (sends(document(ROWS[:3], parties=6)), "lists 2"),
    "half missing": (sends(document(ROWS[:3])), "list-short"),
    "nobody": (sends(document([])), "names nobody"),
    "no total": (
        sends(document().replace(b"<Parties>6</Parties>", b"")),
        "states no total of parties",
    ),
    "another encoding than it says": (sends(document(encoding="UTF-8")), "not well-formed"),
    "a bomb": (sends(BOMB), "declares a document type"),
    "a file from outside": (
        sends(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
        "declares a document type",
    ),
    "in circles": (_in_circles, "in a circle"),
    "ever on": (_ever_on, "too often"),
    "to a file": (
        lambda _, request: request.send(b"", 302, Location="file:///etc/passwd"),
        "refused",
    ),
    "500": (sends(b"", 500), "answers 500"),
    "404": (sends(b"", 404), "answers 404"),
    "a hang": (_hang, "silent for 0.5 seconds"),
    "a drip": (_drip, "no whole answer within 2 seconds"),
    "a line cut off": (_cut_off, "refused"),
    "too large": (sends(b" " * (8 * 1024 * 1024 + 1)), "larger than 8 MB"),
    "packed": (sends(gzip.compress(document()), Content_Encoding="gzip"), "encoded as gzip"),
    "nothing": (sends(b""), "no known kind of list"),
    "a name of nobody": (
        sends(document([*ROWS, ("Zzyzx", "", "1 Jan\t 2001 a")])),
        'no state is known as "Zzyzx"',
    ),
    "a row of nonsense": (sends(document([*ROWS, ("Sedge", "", "soon")])), "is not an act"),
    "a part": (sends(document(), 206, Content_Range="bytes 0-9/99"), "answers 206"),
    "no content": (sends(b"", 204), "answers 204"),
    "unchanged since never": (sends(b"", 304), "answers 304"),
    "a length of many digits": (sends(b"", Content_Length="9" * 5000), "broke off: 0 of 9"),
    "the year 1": (sends(document([*ROWS, ("Sedge", "", "5 May\t 0001 a")])), "the year 1 is none"),
    "the year 1599": (sends(document([*ROWS, ("Sedge", "", "5 May\t 1599 a")])), "year 1599"),
    "of a day that is none": (
        sends(PAGE.replace(b"STATUS AS AT : 01-01-2024", b"STATUS AS AT : 31-06-2024")),
        "31-06-2024, which is no day",
    ),
    "another treaty": (
        sends(document().replace(b"<Numsect>7<", b"<Numsect>8<")),
        "numbered III-8",
    ),
}


@pytest.mark.parametrize(("answer", "said"), HOSTILE.values(), ids=HOSTILE)
def test_whatever_else_it_sends_changes_no_byte(
    server: Lists, refresh: Run, folder: Path, answer: Answer, said: str
) -> None:
    before = content(folder)
    server.answer = answer
    done = refresh("--write", "--accept-removals")
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert content(folder) == before


def test_nobody_listens(run: Run, regime_folder: Path) -> None:
    folder = with_address(regime_folder, "http://127.0.0.1:9/list.xml")
    done = run("refresh", "--data", str(folder), "--tries", "1", "--write")
    assert done.returncode == 2
    assert "cannot be reached" in done.stderr


def _list_another(server: Lists, folder: Path, line: str) -> None:
    """Give the treaty in whose entry ``line`` stands a list of its own on the server."""
    path = folder / "instruments.yaml"
    text = path.read_text("utf-8").replace(
        line, line + f'    status_list: {{url: "{server.url}?other", source: live}}\n', 1
    )
    path.write_text(text, "utf-8")


def test_one_list_that_fails_does_not_stop_another(
    server: Lists, refresh: Run, folder: Path
) -> None:
    _list_another(server, folder, "    family: rivers\n    depositaries: [Government of Marrow]\n")

    def answer(_: Lists, request: Request) -> None:
        request.send(MAINTENANCE if "other" in request.path else document())

    server.answer = answer
    done = refresh("--write")
    assert done.returncode == 2
    assert list(load(folder).sources["live"].readings) == ["lock-1975"]


def test_one_list_that_cannot_be_written_does_not_stop_another(
    server: Lists, refresh: Run, folder: Path
) -> None:
    _list_another(server, folder, '    citations: {ledger: "I-1"}\n')
    path = folder / "states.yaml"
    text = path.read_text("utf-8")
    vale = "    lock-1975: {accession: [1985-04, register-1995]}\n"
    parted = "    lock-1975:\n      # To be looked at\n      accession: [1985-04, register-1995]\n"
    assert vale in text
    path.write_text(text.replace(vale, parted), "utf-8")
    rows = [("Marrow", "", "1 Nov\t 1900 "), ("Ostrel", "", "15 Dec\t 1901 ")]
    rows += [("Pellia", "", "1 May\t 1950 a"), ("Rushmere", "", "2 Mar\t 1910 a")]
    rows += [("Sedge", "", "15 Aug\t 1994 d")]
    first = document(rows).replace(b"Accession(a),", b"Accession(a), Succession(d),")
    first = first.replace(b"CHAPTER III", b"CHAPTER I").replace(b">7<", b">1<")
    server.answer = lambda _, request: request.send(
        first if "other" in request.path else document()
    )
    done = refresh("--write", "--accept-removals")
    assert done.returncode == 2
    assert "a comment stands between its lines" in done.stderr, done.stderr
    assert list(load(folder).sources["live"].readings) == ["river-1900"]
    assert parted in path.read_text("utf-8")


def test_a_treaty_without_an_address(refresh: Run, run: Run, regime_folder: Path) -> None:
    done = refresh("--instrument", "ferry-1950")
    assert done.returncode == 2
    assert "no address" in done.stderr


def test_data_without_any_address(run: Run) -> None:
    done = run("refresh")
    assert done.returncode == 2
    assert "no instrument in the data has an address" in done.stderr


def test_json_and_markdown(server: Lists, refresh: Run) -> None:
    import json

    server.answer = sends(document([*ROWS, JOINED]))
    assert json.loads(refresh("--format", "json").stdout)["schema"] == "ratgap/diff/1"
    assert refresh("--format", "markdown").stdout.startswith("## Current lists")
