"""``ratgap init`` and ``ratgap add``: a folder of one's own, and one act by hand."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

import ratgap
from ratgap.check.run import validate

Run = Callable[..., "subprocess.CompletedProcess[str]"]
REGIME = Path(__file__).parent.parent / "regime"
TODAY = date.today()


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The invented regime, with a gazette that was read on nothing yet."""
    folder = Path(shutil.copytree(REGIME, tmp_path / "data"))
    lines = f"zeta-{TODAY.year}:\n  title: Gazette\n  kind: gazette\n  trust: good\n"
    with (folder / "sources.yaml").open("a", encoding="utf-8") as stream:
        stream.write(lines)
    return folder


# A folder of one's own


def test_init_starts_a_folder_that_validates(here: Run, tmp_path: Path) -> None:
    folder = tmp_path / "treaties"
    done = here("init", str(folder), "--instrument", 'A Treaty: on "Rivers"')
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == len(content(folder)) == 5
    assert validate(folder, strict=True).problems == ()
    assert here("format", str(folder), "--check").returncode == 0
    data, shipped = ratgap.load_dataset(folder), ratgap.load_dataset()
    assert {c: (s.name, s.alpha3) for c, s in data.states.items()} == {
        c: (s.name, s.alpha3) for c, s in shipped.states.items()
    }
    assert data.names.find("Киргизия") == "KG"
    assert not data.cells
    assert data.states["KG"].formal == shipped.states["KG"].formal
    assert "in sources.yaml" not in (folder / "names.yaml").read_text("utf-8")
    asked = here("report", "KG", "--data", str(folder))
    assert asked.returncode == 0
    assert "the data have no instruments" in asked.stdout


def test_a_treatys_block_is_yaml_once_the_marks_are_gone(here: Run, tmp_path: Path) -> None:
    here("init", str(tmp_path / "t"), "-i", 'A Treaty: on "Rivers"', "-i", "#2, {x}")
    text = (tmp_path / "t" / "instruments.yaml").read_text("utf-8")
    _, _, blocks = text.partition("instruments: {}\n")
    opened = yaml.safe_load("\n".join(line[1:] for line in blocks.splitlines()))
    assert [block["title"] for block in opened.values()] == ['A Treaty: on "Rivers"', "#2, {x}"]


def test_init_takes_an_empty_folder_and_no_other(here: Run, tmp_path: Path) -> None:
    folder = tmp_path / "t"
    folder.mkdir()
    assert here("init", str(folder)).returncode == 0
    before = content(folder)
    again = here("init", str(folder))
    assert (again.returncode, again.stdout) == (2, "")
    assert "is not empty: name a new folder, or empty this one" in again.stderr
    assert content(folder) == before


@pytest.mark.parametrize("name", ["missing/deep", "file"])
def test_init_writes_nothing_where_it_cannot(here: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    done = here("init", str(tmp_path / name))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_first_list_is_imported_into_a_new_folder(here: Run, tmp_path: Path) -> None:
    folder = tmp_path / "t"
    here("init", str(folder))
    path = folder / "instruments.yaml"
    block = (
        "instruments:\n  river-1900:\n    title: River\n    adopted: 1900-01-01\n"
        "    later_joiners: {days_after: 30}\n    entry_into_force: {note: Not recorded.}\n"
        "    bases: [own]\n    scopes: [all]\n"
    )
    path.write_text(path.read_text("utf-8").replace("instruments: {}\n", block), "utf-8")
    (tmp_path / "list.csv").write_text("state,deposit,act\nNorway,1905-02-03,accession\n", "utf-8")
    done = here(
        *("import", str(tmp_path / "list.csv"), "-i", "river-1900", "-s", "roll", "--write"),
        *("--title", "Roll", "--kind", "depositary", "--trust", "high", "--partial"),
        *("--as-of", "1910-01-01", "--data", str(folder)),
    )
    assert done.returncode == 0, done.stderr
    assert ratgap.load_dataset(folder).cell("NO", "river-1900").acts[0].sources == ("roll",)
    assert not [p for p in validate(folder).problems if p.level == "error"]


# One act by hand


def add(here: Run, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return here("add", *arguments, "--data", str(data))


def test_add_shows_first_and_writes_with_write(here: Run, data: Path) -> None:
    deed = ("Umber", "dredge-2010", "accession", "2013-02-01", "--source", "bulletin-2013")
    before = content(data)
    shown = add(here, data, *deed, "--note", "Told: twice")
    assert shown.returncode == 0
    line = (
        'dredge-2010: {accession: {day: 2013-02-01, sources: [bulletin-2013], note: "Told: twice"}}'
    )
    assert [s for s in shown.stdout.splitlines() if s.startswith(("+ ", "- "))] == [f"+    {line}"]
    assert "nothing is written yet: add --write" in shown.stderr
    assert content(data) == before
    written = add(here, data, *deed, "--note", "Told: twice", "--write")
    assert written.stdout == shown.stdout
    text = before["states.yaml"].decode()
    assert (data / "states.yaml").read_text("utf-8").replace(f"    {line}\n", "") == text
    assert {k: v for k, v in content(data).items() if k != "states.yaml"} == {
        k: v for k, v in before.items() if k != "states.yaml"
    }


def test_a_source_that_was_not_read_on_it_gets_a_partial_reading(here: Run, data: Path) -> None:
    day = f"{TODAY.year}-01-01"
    source = f"zeta-{TODAY.year}"
    done = add(here, data, "QN", "dredge-2010", "accession", day, "-s", source, "--write")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("+++ ") == 2
    reading = ratgap.load_dataset(data).sources[source].readings["dredge-2010"]
    assert reading.as_of.earliest == date(TODAY.year, 1, 1)
    assert TODAY <= reading.as_of.latest <= date.today()  # Midnight may fall into the run
    assert not reading.complete
    assert [str(column) for column in reading.gives] == ["consents"]


def test_the_day_of_effect_goes_beside_the_act(here: Run, data: Path) -> None:
    day, source = f"{TODAY.year}-01-01", f"zeta-{TODAY.year}"
    deed = ("QN", "dredge-2010", "accession", day, "-s", source)
    done = add(here, data, *deed, "--in-force", f"{TODAY.year}-01-31", "--write")
    assert done.returncode == 0, done.stderr
    loaded = ratgap.load_dataset(data)
    assert str(loaded.cell("QN", "dredge-2010").stated_force[0].when) == f"{TODAY.year}-01-31"


def test_an_act_that_another_source_tells_is_confirmed(here: Run, data: Path) -> None:
    deed = ("QU", "river-1990", "accession", "1992-02-02", "-s", f"zeta-{TODAY.year}")
    done = add(here, data, *deed, "--write")
    assert done.returncode == 0, done.stderr
    (act,) = ratgap.load_dataset(data).cell("QU", "river-1990").acts
    assert act.sources == ("ledger-2000", f"zeta-{TODAY.year}")


REFUSED = {
    "a source that is not there": ("QU dredge-2010 accession 2013-02-01 -s none", "sources.yaml"),
    "one nearly called so": ("QU dredge-2010 accession 2013-02-01 -s bulletn-2013", "did you mean"),
    "recorded already": ("QU river-1990 accession 1992-02-02 -s ledger-2000", "already recorded"),
    "a day to come": (
        f"QU dredge-2010 accession {TODAY + timedelta(2)} -s bulletin-2013",
        "still to come",
    ),
    "no day": ("QU dredge-2010 accession 2013-02-30 -s bulletin-2013", "no day such as"),
    "no act": ("QU dredge-2010 acession 2013-02-01 -s bulletin-2013", "did you mean accession"),
    "an act that the treaty has not": (
        "QU river-1990 definitive-signature 1992-01-01 -s ledger-2000",
        "it is joined by",
    ),
    "another day of the same act": (
        "QU river-1990 accession 1993-03-03 -s ledger-2000",
        "claims-contradict",
    ),
    "later than its source": ("QU dredge-2010 accession 2014-01-01 -s bulletin-2013", "2014-01-01"),
    "no state": ("Nowhere dredge-2010 accession 2013-02-01 -s bulletin-2013", "Nowhere"),
    "no treaty": ("QU nothing accession 2013-02-01 -s bulletin-2013", "nothing"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_add_refuses(here: Run, data: Path, what: str) -> None:
    command, told = REFUSED[what]
    before = content(data)
    done = add(here, data, *command.split(), "--write")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert content(data) == before


def test_what_is_shown_steers_no_log(here: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a\n::error::b"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("no such name here")
    done = here("init", str(folder))
    assert done.returncode == 0
    assert not [line for line in done.stdout.splitlines() if line.startswith("::")]
    data = Path(shutil.copytree(REGIME, folder / ".." / "c\n::error::d"))
    shown = add(here, data, "QU", "dredge-2010", "accession", "2013-02-01", "-s", "bulletin-2013")
    assert shown.returncode == 0
    assert not [line for line in shown.stdout.splitlines() if line.startswith("::")]


def test_lines_that_end_as_on_windows_are_shown_as_lines(here: Run, regime_folder: Path) -> None:
    asked = ("add", "QN", "lock-1975", "ratification", "2012-01-01", "-s", "bulletin-2013")
    plain = here(*asked, "--data", str(regime_folder)).stdout
    for path in regime_folder.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert here(*asked, "--data", str(regime_folder), "--write").stdout == plain
    text = (regime_folder / "states.yaml").read_bytes()
    assert b"ratification: [2012-01-01, bulletin-2013]" in text
    assert text.count(b"\n") == text.count(b"\r\n")
