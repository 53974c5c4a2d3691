"""Lists in the forms in which depositaries publish them and people save them, into the data."""

from pathlib import Path

import pytest

from ratgap.cli.main import main
from ratgap.load import load

from .conftest import Run

ASKED = ("--instrument", "lock-1975", "--source", "live", "--title", "Ledger, live",
         "--kind", "depositary", "--trust", "high", "--as-of", "2024-05-04")  # fmt: skip
PDF = "State Date of signature Date of deposit of instrument of {kinds} Effective date\n"
THREE, SIGNED = "ratification, accession or succession", ("signature 1976-01-02",)
DUTCH = (
    "Partij | Ondertekening | Voorlopige toepassing | Ratificatie R=Bekrachtiging, aanvaarding, "
    "goedkeuring of kennisgeving T=Toetreding | In werking | Opzegging | Buiten werking\n"
)
AGENCY = (
    "State/Organization Date of signature Means/date of deposit of expression of consent to be "
    "bound Entry into force\n"
)
ACCEDED, CONSENTED = ("accession 2012-05-05",), ("consent 2012-05-05",)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (PDF.format(kinds=THREE) + "Sedge - 5 May 2012 4 June 2012\n", CONSENTED),
        (PDF.format(kinds=THREE) + "Sedge 5 May 2012 4 June 2012\n", CONSENTED),
        (PDF.format(kinds=THREE) + "Sedge 2 January 1976\n", SIGNED),
        (PDF.format(kinds="accession") + "Sedge 5 May 2012 4 June 2012\n", ACCEDED),
        (AGENCY + "Sedge* acceded 5 May 2012 4 Jun 2012\n", ACCEDED),
        (AGENCY + "Sedge 2 Jan 1976 ratified 5 May 2012 4 Jun 2012\n",
         (*SIGNED, "ratification 2012-05-05")),
        (DUTCH + "Sedge | | | 05-05-2012 (T) | 04-06-2012 | |\n", ACCEDED),
        (DUTCH + "Sedge | 02-01-1976 | | 05-05-2012 (R) | 04-06-2012 | |\n",
         (*SIGNED, *CONSENTED)),
        (DUTCH + "Sedge | 02-01-1976 | 03-01-1976 | | | |\n", SIGNED),
        ("Partij Ondertekening Ratificatie Type* In werking\nSedge 05-05-2012 R 04-06-2012\n",
         CONSENTED),
        ("state;deposit;act\nSedge;2012-05-05;accession;;\n", ACCEDED),
        ("sep=;\r\nState;Deposit;Act\r\nSedge;05.05.2012;Accession\r\n", ACCEDED),
        ("State\tDeposit\tAct\nSedge\t2012-05-05\tACCESSION\n", ACCEDED),
        ("Participant;Ratification, Accession(a)\nSedge;5 May 2012 a\n", ACCEDED),
    ],
)  # fmt: skip
def test_what_is_told_is_recorded_and_no_more(
    text: str, acts: tuple[str, ...], regime_folder: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "list.txt"
    saved.write_bytes(text.encode())
    assert main(["import", str(saved), *ASKED, "--data", str(regime_folder), "--write"]) == 0
    recorded = load(regime_folder).cell("QS", "lock-1975").acts
    assert tuple(f"{act.kind} {act.when.earliest}" for act in recorded) == acts


@pytest.mark.parametrize(
    "text",
    [
        PDF.format(kinds=THREE) + "Sedge 2 January 1976 - 5 May 2012 4 June 2012\n",
        DUTCH + "Sedge | | | 05-05-2012 (X) | 04-06-2012 | |\n",
        DUTCH + "Sedge 05-05-2012 (R) 04-06-2012 01-01-2020\n",
        "state;deposit;act\nSedge;05/06/2012;accession\n",
        "state;deposit;act\nSedge;41034;accession\n",
    ],
)
def test_what_cannot_be_told_is_refused(
    text: str, regime_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "list.txt"
    saved.write_text(text, "utf-8")
    before = {path.name: path.read_bytes() for path in regime_folder.iterdir()}
    assert main(["import", str(saved), *ASKED, "--data", str(regime_folder), "--write"]) == 2
    assert "list.txt:2:1: list-row: " in capsys.readouterr().err
    assert before == {path.name: path.read_bytes() for path in regime_folder.iterdir()}


def test_an_end_is_told(
    regime_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "list.txt"
    line = "Sedge | | | 05-05-2012 (T) | 04-06-2012 | 01-05-2020 | 01-05-2021\n"
    saved.write_text(DUTCH + line, "utf-8")
    assert main(["import", str(saved), *ASKED, "--data", str(regime_folder)]) == 0
    printed = capsys.readouterr()
    assert "Sedge: no longer bound from 01-05-2021" in printed.err
    assert "1 no longer standing" in printed.out


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be-mark", "utf-8-sig"])
@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_files_of_spreadsheets(
    encoding: str,
    parted: str,
    regime_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = ("state,deposit,act,,", '"Sedge",2012-05-05,accession,,', ",,,,")
    text = "\r\n".join(rows).replace(",", parted)
    mark = "\ufeff" if encoding == "utf-16-be-mark" else ""
    saved = tmp_path / "list.csv"
    saved.write_bytes((mark + text).encode(encoding.removesuffix("-mark")))
    assert main(["import", str(saved), *ASKED, "--data", str(regime_folder), "--write"]) == 0
    assert "is not read" not in capsys.readouterr().err
    (act,) = load(regime_folder).cell("QS", "lock-1975").acts
    assert f"{act.kind} {act.when.earliest}" == "accession 2012-05-05"


@pytest.mark.parametrize(
    ("day", "told"),
    [("10/07/2014", "which number is the month"), ("41830", "a spreadsheet's number")],
)
def test_days_of_spreadsheets_that_do_not_tell_are_refused_with_what_to_do(
    day: str, told: str, regime_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "list.csv"
    saved.write_text(f"state,deposit,act\nSedge,{day},accession\n", "utf-8")
    assert main(["import", str(saved), *ASKED, "--data", str(regime_folder)]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "2014-07-10" in error


def test_a_list_that_breaks_a_rule_is_shown_and_never_written(
    here: Run, regime_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("state,deposit,act\nSedge,2002-05-05,accession\n")
    before = (regime_folder / "states.yaml").read_bytes()
    asked = ("--instrument", "dredge-2010", *ASKED[2:])
    arguments = ("import", str(path), *asked, "--data", str(regime_folder))
    shown = here(*arguments)
    assert shown.returncode == 2
    assert "2002-05-05 (live)" in shown.stdout
    assert "act-before-adoption" in shown.stderr
    assert "nothing can be written before that is mended" in shown.stderr
    assert "add --write" not in shown.stderr
    refused = here(*arguments, "--write")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "act-before-adoption" in refused.stderr
    assert (regime_folder / "states.yaml").read_bytes() == before
