"""Kinds of fault that were found once, each with further inputs of its kind."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from pathlib import Path

import pytest

from check.break_data import part
from ratgap.load import shipped

from .conftest import REGIME, Run

pytestmark = pytest.mark.slow

NEW = ("-i", "lock-1975", "--source", "new", "--title", "N", "--kind", "gazette", "--trust", "good")
DAY = ("--as-of", "2024-05-04")
HEAD = "State Date of signature Date of deposit Effective date\n"
ROW = "Marrow 1 May 1976 1 May 1977 1 June 1977\n"


def edited(folder: Path, file: str, pattern: str, new: str) -> Path:
    path = folder / file
    text = path.read_text("utf-8")
    changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE | re.DOTALL)
    assert changed != text
    path.write_text(changed, "utf-8")
    return folder


def rules(out: str) -> set[str]:
    return set(re.findall(r"\[([\w-]+)\]$", out, re.MULTILINE))


@pytest.fixture
def real(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The data that are shipped: all of them where lists are counted, else a part."""
    given = getattr(request.node, "callspec", None)
    whole = given and given.params["rule"] == "miscounted"
    return Path(shutil.copytree(shipped(), tmp_path / "real")) if whole else part(tmp_path / "real")


@pytest.mark.parametrize(
    ("file", "pattern", "new", "rule"),
    [
        ("states.yaml", r"(^TR:\n(?:  .*\n)*?)    tokyo-1963:.*?\n", r"\1", "miscounted"),
        ("states.yaml", r"(^FR:\n(?:  .*\n)*?)    untoc-2000:.*?\n", r"\1", "miscounted"),
        ("states.yaml", r"(^CO:\n(?:  .*\n)*?)    hague-1970:.*?\n", r"\1", "miscounted"),
        ("instruments.yaml", r"(  untoc-2000:.*?)    bases: \[para9\]\n", r"\1", "usually-told"),
        ("instruments.yaml", r"(  sua-1988:.*?)    bases: .*?\n", r"\1", "no-mandate"),
        ("instruments.yaml", r"(  untoc-2000:.*?)      - \{text: .*?\n", r"\1", "miscounted"),
        ("instruments.yaml", r"(  tokyo-1963:.*?)      - \{text: .*?\n", r"\1", "miscounted"),
        ("instruments.yaml", r"      - \{act: approval.*?\n", "", "usually-told"),
        ("instruments.yaml", r"(  sua-1988:.*?)      - \{act: acceptance.*?\n", r"\1", "usually"),
        ("instruments.yaml", r"    declarations_counted: \d+\n", "", "usually-told"),
        ("commitments.yaml", r"    made: .*?\n", "", "usually-told"),
        ("instruments.yaml", "adopted: 1970-12-16", "adopted: 1969-12-16", "id-year"),
        ("instruments.yaml", r"(  hostages-1979:.*?bases: )\[[^\]]*\]", r"\1[]", "no-mandate"),
        ("sources.yaml", r"(untc-2014:.*?)trust: \w+", r"\1trust: low", "unreliable-alone"),
        ("states.yaml", r"in_force: \[\d{4}-\d\d-\d\d", "in_force: [2015", "force-vague"),
        (
            "states.yaml",
            r"in_force: \[2023-12-01(, caac-2023\], note: Not for Hong Kong)",
            r"in_force: [2024-12-01\1",
            "clause-contradicts",
        ),
        (
            "states.yaml",
            r"not_party: \[2019-02-01, nea-170",
            "not_party: [2019-01-02, nea-170",
            "absence-day",
        ),
        (
            "states.yaml",
            r"(succession: .*?)effective: [\d-]+",
            r"\1effective: 1902-01-01",
            "succession-effect",
        ),
        ("groups.yaml", r"as_of: \d{4}-\d\d-\d\d", "as_of: 2029-07-10", "day-to-come"),
        ("sources.yaml", r"as_of: \d{4}-\d\d-\d\d,", "as_of: 2029-07-10,", "day-to-come"),
        ("sources.yaml", r"absent_until: \d{4}-\d\d-\d\d", "absent_until: 2029-07-10", "day-to"),
        ("commitments.yaml", r"when: \d{4}-\d\d-\d\d,", "when: 2029-07-10,", "day-to-come"),
        ("commitments.yaml", r"made: \d{4}-\d\d-\d\d", "made: 2029-07-10", "day-to-come"),
        ("instruments.yaml", r"adopted: \d{4}-\d\d-\d\d", "adopted: 2029-07-10", "day-to-come"),
        ("groups.yaml", r"since: \d{4}-\d\d-\d\d", "since: 2029-07-10", "day-to-come"),
    ],
)
def test_what_is_wrong_with_the_data_is_told(
    real: Path, file: str, pattern: str, new: str, rule: str, here: Run
) -> None:
    assert rule in here("validate", str(edited(real, file, pattern, new))).stdout


def test_a_treaty_that_no_text_asks_for_says_so(real: Path, here: Run) -> None:
    assert "note:" in (real / "instruments.yaml").read_text("utf-8").split("  sua-1988:")[1][:3000]
    edited(real, "instruments.yaml", r"(  sua-1988:.*?bases: )\[[^\]]*\]", r"\1[]")
    assert "no-mandate" not in rules(here("validate", str(real)).stdout)


ITEMS = "  acts:\n    river-1900: {accession: "
STATES = {
    "sources of one act": f"ZZ:\n  name: {{en: Zed}}\n{ITEMS}[2000-01-01, "
    + ", ".join(f"s{n}" for n in range(30_000))
    + "]}\n",
    "claims in one cell": f"ZZ:\n  name: {{en: Zed}}\n{ITEMS}["
    + ", ".join(f"[20{n % 20:02}-01-01, ledger-2000]" for n in range(3_000))
    + "]}\n",
    "other names": "ZZ: {name: {en: Zed}, also: ["
    + ", ".join(f"n{n}" for n in range(50_000))
    + "]}\n",
    "lines laid out otherwise": "".join(f"X{n}:   {{name: {{en: x}}}}\n" for n in range(3_000)),
    "states of one name": "".join(f'"X{n:04}": {{name: {{en: x}}}}\n' for n in range(3_000)),
    "comments": "# ratgap: ignore[x]\n" * 30_000,
    "a line": f"# {'x' * 4_000_000}\n",
}


@pytest.mark.parametrize("what", STATES)
def test_no_file_of_data_takes_long(regime_folder: Path, what: str, here: Run) -> None:
    path = regime_folder / "states.yaml"
    path.write_text(path.read_text("utf-8") + STATES[what], "utf-8")
    begun = time.process_time()
    done = here("validate", str(regime_folder))
    assert time.process_time() - begun < 15
    lines = [line for line in done.stdout.splitlines() if "states.yaml" in line]
    assert len(lines) <= 1001
    if len(lines) == 1001:
        assert "file-too-many-problems" in rules(done.stdout)
        assert done.returncode == 1


LISTS = {
    "names": HEAD + ROW + "United\n" * 19_900,
    "brackets": HEAD + ROW + "(\n" * 19_900,
    "capitals": HEAD + ROW + "X Y\n" * 19_900,
    "days": HEAD + "1 May 1976\n" * 19_900,
    "rows apart": HEAD + (ROW + "United\n" * 29) * 300,
    "columns": "state,deposit,act," + ",".join(f"c{n}" for n in range(100_000)) + "\nMarrow,,\n",
    "columns of acts": "Participant,Signature,"
    + ",".join(f"Accession(a) {n}" for n in range(100_000))
    + "\nMarrow,,\n",
    "a quotation": 'state,deposit,act\n"' + "x\n" * 19_900,
    "a cell": "state,deposit,act\n" + "x" * 5_000_000 + ",2012-05-05,accession\n",
    "a type": "Partij\tOndertekening\tRatificatie\tType*\tIn werking\nMar " + "Y" * 50_000 + "\n",
}


@pytest.mark.parametrize("what", LISTS)
def test_no_list_takes_long(regime_folder: Path, what: str, here: Run) -> None:
    file = regime_folder / "list.txt"
    file.write_text(LISTS[what])
    begun = time.process_time()
    done = here("import", str(file), *NEW, *DAY, "--data", str(regime_folder))
    assert time.process_time() - begun < 15
    assert (done.returncode, "ratgap: error: " in done.stderr) == (2, True)


def test_names_over_several_lines_are_still_put_together(regime_folder: Path, here: Run) -> None:
    file = regime_folder / "list.txt"
    wrapped = "River\nCommission\n- 2 May 1977 (a) 1 June 1977\n"
    file.write_text(HEAD + ROW + wrapped)
    done = here("import", str(file), *NEW, *DAY, "--data", str(regime_folder), "-f", "json")
    assert done.returncode == 0, done.stderr


STEERING = "y\n::error file=a::b"


@pytest.mark.parametrize(
    "arguments",
    [
        ["format"],
        ["format", "--check"],
        ["format", "--write"],
        ["validate"],
        ["validate", "-f", "sarif"],
        ["states", "--data"],
        ["diff", "--since", "2000-01-01", "--data"],
        ["refresh", "--data"],
    ],
)
def test_the_name_of_a_folder_steers_no_log(
    tmp_path: Path, arguments: list[str], here: Run
) -> None:
    try:
        folder = Path(shutil.copytree(REGIME, tmp_path / STEERING))
    except OSError:
        pytest.skip("names of folders have one line here")
    edited(folder, "states.yaml", r"\{en: Pellia,", "{ en: Pellia,")
    done = here(*arguments, str(folder))
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert not re.search(r"(?m)^\s*::", told)


@pytest.mark.parametrize("asked", [["export"], ["site", "--group", "delta"], ["init"]])
@pytest.mark.parametrize("name", ["y\n::error file=a::b", "a\x1b[2Jb"])
def test_the_name_of_a_folder_that_is_written_steers_nothing(
    tmp_path: Path, asked: list[str], name: str, here: Run
) -> None:
    try:
        (tmp_path / name).mkdir()
    except OSError:
        pytest.skip("names of folders have no such signs here")
    done = here(asked[0], str(tmp_path / name), *asked[1:])
    assert done.returncode == 0, done.stderr
    assert not re.search(r"(?m)^\s*::|\x1b", done.stdout + done.stderr)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"index.html\n\xff\n"])
def test_a_list_of_a_site_that_is_none(tmp_path: Path, content: bytes, here: Run) -> None:
    (tmp_path / "ratgap-site.txt").write_bytes(content)
    done = here("site", str(tmp_path), "--group", "delta")
    assert done.returncode == 2
    assert "is no part of a former site" in done.stderr
    assert (tmp_path / "ratgap-site.txt").read_bytes() == content


@pytest.mark.parametrize("sign", ["::error file=x::y", "##[error]z", "##vso[task.complete]z"])
def test_lines_around_a_difference_steer_no_log(regime_folder: Path, sign: str, here: Run) -> None:
    note = f"    note: |-\n      Glad of it.\n      {sign}"
    edited(regime_folder, "commitments.yaml", r'^    note: "Glad of it, no more\."', note)
    edited(regime_folder, "commitments.yaml", "kind: welcome", "kind:  welcome")
    for arguments in (["format"], ["format", "--check"], ["validate"]):
        done = here(*arguments, str(regime_folder))
        assert not re.search(r"(?m)^\s*::|##\[|##vso\[", done.stdout + done.stderr), arguments


@pytest.mark.parametrize("sign", "\ue000\uf8ff\u180b\u180f\U000f0000\U0010fffd\u034f\u1160\ufff9")
@pytest.mark.parametrize("form", ["{}", "escape"])
def test_further_signs_that_hide(regime_folder: Path, sign: str, form: str, here: Run) -> None:
    written = f"Sed{sign}ge" if form == "{}" else f'"Sed\\U{ord(sign):08X}ge"'
    edited(regime_folder, "states.yaml", r"en: Sedge\}", literally(f"en: {written}}}"))
    assert "[yaml-character]" in here("validate", str(regime_folder)).stdout


def literally(text: str) -> str:
    """Return ``text`` as what ``re.sub`` puts there as it is."""
    return text.replace("\\", r"\\")


@pytest.mark.parametrize("file", ["states.yaml", "instruments.yaml", "sources.yaml"])
@pytest.mark.parametrize("how", ["missing", "bytes", "folder", "empty", "large"])
def test_every_result_of_sarif_has_a_line(
    regime_folder: Path, file: str, how: str, here: Run
) -> None:
    path = regime_folder / file
    path.unlink()
    if how == "folder":
        path.mkdir()
    elif how != "missing":
        path.write_bytes({"bytes": b"a: \xff", "empty": b"", "large": b"#" * (17 << 20)}[how])
    told = json.loads(here("validate", str(regime_folder), "-f", "sarif").stdout)
    results = told["runs"][0]["results"]
    assert results
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("deposits: 3", f"deposits: {'9' * 5000}"),
        ("deposits: 3", "deposits: 0"),
        ("days_after: 90", "days_after: 4000000"),
        ("month_start_after: 2", "month_start_after: 0"),
        ("months_after: 6", "months_after: 200000"),
        ("month_start_after: 2", "month_start_after: 90000000000"),
        ("adopted: 1950-03-01", "adopted: 9999-12-31"),
        ("date: 1951-03-01", "date: 0001-01-01"),
    ],
)
def test_numbers_that_make_no_sense(regime_folder: Path, old: str, new: str, here: Run) -> None:
    edited(regime_folder, "instruments.yaml", old, new)
    done = here("validate", str(regime_folder))
    assert done.returncode == 1
    assert rules(done.stdout) & {"shape-number", "shape-day"}
    for command in ("report", "plan", "explain"):
        more = ["ferry-1950"] if command == "explain" else []
        done = here(command, "QM", *more, "--data", str(regime_folder))
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) < 25
        assert max(map(len, done.stderr.splitlines())) < 1000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("name", ["index.html", "states/QM.html", "api/matrix.json"])
def test_a_pipe_in_a_site_is_not_waited_for(tmp_path: Path, name: str, here: Run) -> None:
    assert here("site", str(tmp_path), "--group", "delta").returncode == 0
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)
    done = here("site", str(tmp_path), "--group", "delta")
    assert (done.returncode, "is no plain file: take it away" in done.stderr) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("name", ["acts.csv", "datapackage.json"])
def test_a_pipe_in_an_export_is_not_waited_for(tmp_path: Path, name: str, here: Run) -> None:
    assert here("export", str(tmp_path)).returncode == 0
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)
    done = here("export", str(tmp_path))
    assert (done.returncode, "is no part of a former export" in done.stderr) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("command", [["report", "QM"], ["--version"], ["explain", "QM", "RIV"]])
def test_a_pipe_among_the_snapshots_is_not_waited_for(
    tmp_path: Path, command: list[str], here: Run
) -> None:
    kept = {"RATGAP_CACHE": str(tmp_path)}
    usual = here(*command, env=kept).stdout
    for snapshot in tmp_path.iterdir():
        snapshot.unlink()
        os.mkfifo(snapshot)
    told = here(*command, env=kept)
    assert told.returncode == 0
    assert command == ["--version"] or told.stdout == usual
