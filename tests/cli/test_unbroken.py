"""Nothing lost and nothing broken off: writers at once, days to come, streams, interruptions."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ratgap.cli import writer
from ratgap.cli.main import main
from ratgap.load import load, shipped
from ratgap.model import Dataset

from .conftest import Run
from .lists import JOINED, ROWS, document, with_address
from .server import serving

pytestmark = pytest.mark.slow

LOCK = ("--instrument", "lock-1975")
NEW = ("--source", "live", "--title", "Ledger", "--kind", "depositary", "--trust", "high")
DAY = ("--as-of", "2024-05-04")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("number", [2, 8])
def test_writers_at_once(
    command: list[str], env: dict[str, str], regime_folder: Path, tmp_path: Path, number: int
) -> None:
    env["RATGAP_DATA"] = str(regime_folder)
    file = tmp_path / "list.xml"
    file.write_bytes(document([*ROWS, JOINED]))
    written: list[tuple[list[str], Callable[[Dataset], bool]]] = []
    for n in range(number):
        new = ("--source", f"live-{n}", *NEW[2:3], f"Ledger {n}", *NEW[4:])
        asked = ["import", str(file), *LOCK, *new, *DAY]
        there: Callable[[Dataset], bool] = partial(lambda id_, data: id_ in data.sources, new[1])
        if n % 4 == 1:
            state = ("QP", "QV")[n > 4]
            asked = ["add", state, "river-1990", "accession", "1992-02-02", "-s", "ledger-2000"]
            there = partial(lambda code, data: bool(data.cell(code, "river-1990").acts), state)
        elif n % 4 == 3:
            asked, there = ["format"], lambda _: True
        written.append(([*asked, "--write"], there))
    writers = [
        subprocess.Popen([*command, *asked], env=env, stderr=subprocess.PIPE, stdout=-3)
        for asked, _ in written
    ]
    ended = [(w.communicate(timeout=60)[1].decode(), w.returncode) for w in writers]
    data = load(regime_folder)
    for (said, code), (asked, there) in zip(ended, written, strict=True):
        if asked[0] != "format":
            assert (code == 0) == there(data), (asked, said)
        if code:
            assert re.search(r"changed|another ratgap is writing", said), (asked, said)
            assert "Traceback" not in said
    assert any(code == 0 for _, code in ended)


def test_a_file_that_changes_at_the_last_moment_is_left_alone(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for file in (one, two):
        file.write_text("old\n")
    two.write_text("theirs\n")
    steps = [writer.Step(file, "old\n", "new\n") for file in (one, two)]
    with pytest.raises(Exception, match=r"two\.yaml: the file changed"):
        writer.rewrite(tmp_path, steps)
    assert one.read_text() == "old\n"
    assert two.read_text() == "theirs\n"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(Exception, match="cannot write"):
        writer.rewrite(gone, [writer.Step(gone / "a", "", "x")])


@pytest.mark.parametrize("year", ["2199", "2031", "9999"])
def test_a_page_of_a_day_to_come(here: Run, regime_folder: Path, tmp_path: Path, year: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(f"STATUS AS AT : 01-01-{year} 09:15:43 EDT"), "utf-8")
    before = content(regime_folder)
    done = here("import", str(file), *LOCK, *NEW, "--data", str(regime_folder), "--write")
    assert done.returncode == 2
    assert "still to come" in done.stderr
    assert content(regime_folder) == before


def page(more: str, head: str = "") -> str:
    return (
        f"<html><head>{head}</head><body>{more}<p>Signatories : 0. Parties : 1</p><table>"
        "<tr><th>Participant</th><th>Signature</th><th>Accession(a)</th></tr>"
        "<tr><td>Sedge</td><td></td><td>5 May 2020 a</td></tr></table>"
        "<a href='?mtdsg_no=III-7'>III-7</a></body></html>"
    )


@pytest.mark.parametrize(
    "bad",
    [
        document().replace(b"<Parties>6</Parties>", b"<Parties>" + b"9" * 5000 + b"</Parties>"),
        document().replace(b"<Signatories>", b"<Signatories>" + b"1" * 7),
        page("").replace("Parties : 1", "Parties : " + "1" * 5000).encode(),
        page("&#" + "1" * 5000 + ";").encode(),
        page("").replace("Sedge", "&amp;#" + "1" * 5000 + ";").encode(),
        page("", '<meta charset="undefined">').encode(),
        page("", '<meta charset="idna">').encode(),
        page("", '<meta charset="punycode">').encode(),
        page("", '<meta charset="zlib">').encode(),
        page("", '<meta charset="unicode_escape">').encode() + b"\\N{x}",
    ],
)
def test_one_server_does_not_end_all(here: Run, regime_folder: Path, bad: bytes) -> None:
    with serving() as server:
        server.answer = lambda _, request: request.send(bad)
        folder = with_address(regime_folder, server.url)
        done = here("refresh", "--data", str(folder), "--tries", "1", "--format", "json")
    assert done.returncode == 2, done.stderr
    assert "refused" in done.stderr
    assert "Traceback" not in done.stderr
    assert "please report" not in done.stderr


def test_what_no_rule_foresees_stays_the_lists(
    here: Run, regime_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("ratgap.lists.refresh.read_list", fail)
    with serving() as server:
        server.answer = lambda _, request: request.send(document())
        folder = with_address(regime_folder, server.url)
        done = here("refresh", "--data", str(folder), "--tries", "1")
    assert done.returncode == 2
    assert "ZeroDivisionError: of ours (please report this)" in done.stderr


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "1e308", "0", "601", "x"])
def test_timeouts(here: Run, seconds: str) -> None:
    done = here("refresh", "--timeout", seconds)
    assert done.returncode == 2
    assert "0.1 to 600" in done.stderr


def test_what_would_not_pass_is_not_written(here: Run, regime_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    before = content(regime_folder)
    for treaty, line in (
        ("dredge-2010", "Sedge,2001-05-05,accession"),
        ("dredge-2010", "Pellia,1890-01-01,ratification"),
    ):
        file.write_text(f"state,deposit,act\n{line}\n", "utf-8")
        asked = ("-i", treaty, "--source", "bulletin-2013", "--as-of", "2013-03-31", "--write")
        done = here("import", str(file), *asked, "--data", str(regime_folder))
        assert done.returncode == 2, done.stderr
        assert "before its adoption" in done.stderr
        assert content(regime_folder) == before


@pytest.mark.parametrize("closed", [False, True])
def test_output_to_any_stream(closed: bool) -> None:
    for stream in (io.StringIO(), io.TextIOWrapper(io.BytesIO(), "ascii")):
        if closed:
            stream.close()
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(io.StringIO()) as said:
            codes = [
                main(arguments)
                for arguments in (["--version"], ["--help"], ["states"], ["schema", "report"])
            ]
        assert set(codes) == ({2} if closed else {0}), said.getvalue()


def test_standard_input_is_closed_or_text(
    monkeypatch: pytest.MonkeyPatch, here: Run, regime_folder: Path, run: Run
) -> None:
    asked = ("import", "-", *LOCK, *NEW, *DAY, "--data", str(regime_folder))
    monkeypatch.setattr(sys, "stdin", None)
    done = here(*asked)
    assert (done.returncode, "standard input is closed" in done.stderr) == (2, True)
    monkeypatch.setattr(
        sys, "stdin", io.StringIO("state,deposit,act\nSedge,2012-05-05,accession\n")
    )
    assert here(*asked).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_folder_not_in_utf8(run: Run, tmp_path: Path, regime_folder: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/bad\xff"
    os.rename(regime_folder, odd)
    states = odd + b"/states.yaml"
    os.unlink(states)
    for form in ("text", "json", "github", "sarif"):
        done = run("validate", os.fsdecode(odd), "--format", form)
        assert done.returncode in (1, 2)
        assert "Traceback" not in done.stderr
        if form == "sarif":
            results = json.loads(done.stdout)["runs"][0]["results"]
            places = [result["locations"][0]["physicalLocation"] for result in results]
            (lost,) = [at for at in places if at["artifactLocation"]["uri"].endswith("states.yaml")]
            assert lost["region"]["startLine"] == 1


def test_bounds(here: Run, regime_folder: Path) -> None:
    states = regime_folder / "states.yaml"
    text = states.read_text("utf-8")
    states.write_text(text + "\n" * 15_000_000, "utf-8")
    begun = time.process_time()
    assert "more than 500000 lines" in here("validate", str(regime_folder)).stdout
    states.write_text(text + "# ratgap: ignore[" + ",".join(["x"] * 30_000) + "]\n", "utf-8")
    assert here("validate", str(regime_folder)).stdout.count("there is no rule x") <= 1000
    pasted = "Participant Date of deposit\nSedge 2012-05-05\n" + "x\n" * 19_900
    (regime_folder / "list.txt").write_text(pasted)
    asked = (*LOCK, *NEW, *DAY, "--data", str(regime_folder))
    assert here("import", str(regime_folder / "list.txt"), *asked).returncode == 2
    assert time.process_time() - begun < 15


@pytest.mark.skipif(os.name == "nt", reason="interruptions are sent otherwise there")
def test_interrupted_at_any_moment(command: list[str], env: dict[str, str]) -> None:
    # Sound data: whoever is not interrupted in time says so, by 0.
    asked = ["validate", str(shipped())]
    begin = "from ratgap import __main__; print(flush=True); raise SystemExit(__main__.main())"
    for n in range(30):
        process = subprocess.Popen(
            [command[0], "-c", f"import sys; sys.argv[1:] = {asked}; {begin}"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(n * 0.012)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode in (130, 0), said
        assert b"Traceback" not in said


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (["export", "-f", "ndjson"], ["export"], "acts.csv"),
        (["site", "--group", "delta"], ["site", "--group", "upper-basin"], "index.html"),
    ],
)
def test_another_wrote_just_before(
    here: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    first: list[str],
    second: list[str],
    kept: str,
) -> None:
    """What the other has left is no part of it any more, and a third run finds its own folder."""
    out, real = str(tmp_path / "out"), writer.alone
    alone = str(tmp_path / "alone")
    assert here(second[0], alone, *second[1:]).returncode == 0

    def late(folder: Path) -> object:
        monkeypatch.setattr(writer, "alone", real)
        assert main([first[0], out, *first[1:]]) == 0
        return real(folder)

    monkeypatch.setattr(writer, "alone", late)
    assert here(second[0], out, *second[1:]).returncode == 0
    names = [
        sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*.*"))
        for folder in (out, alone)
    ]
    assert kept in names[0]
    assert names[0] == names[1]
    assert here(second[0], out, *second[1:]).returncode == 0
