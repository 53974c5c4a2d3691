"""``ratgap report``: whom it is about, what it refuses, how it ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from documents import check
from ratgap.cli.main import main

REGIME = Path(__file__).parent.parent / "regime"
TODAY = date.today().isoformat()
DAY = ["--as-of", "2005-01-01"]


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))


def _states(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["report", *arguments, "--format", "json"]) == 0
    return [state["code"] for state in json.loads(capsys.readouterr().out)["states"]]


@pytest.mark.parametrize(
    "name", ["QM", "qma", "Marrow", "marrosie", "Марровия", "Kingdom of Marrow"]
)
def test_a_state_by_code_or_any_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _states(capsys, "--state", name, *DAY) == ["QM"]


def test_states_and_groups_unite_in_the_order_of_the_data(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["-s", "QV", "-s", "Sedge", "-g", "upper-basin", "-g", "DELTA", *DAY]
    assert _states(capsys, *asked) == ["ON", "QM", "QN", "QO", "QP", "QS", "QU", "QV"]


def test_a_group_is_the_group_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert _states(capsys, "-g", "upper-basin", "--as-of", "1998-01-01") == ["QP", "QU"]


def test_all_are_the_states_and_the_organisations_that_may_join(
    capsys: pytest.CaptureFixture[str],
) -> None:
    states = ["ON", "QM", "QN", "QO", "QP", "QR", "QS", "QU", "QV"]
    assert _states(capsys, "--all", *DAY) == ["LEAGUE", *states, "RIVCOM"]
    assert _states(capsys, "--all", "--scope", "delta-2000", *DAY) == [*states, "RIVCOM"]


def test_today_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "-s", "QM", "-f", "json"])
    assert json.loads(capsys.readouterr().out)["query"]["as_of"] == str(date.today())


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize(
    ("asked", "who"),
    [
        (["-s", "QM"], "Marrow (QM), as of"),
        (["-g", "delta"], "states, as of"),
        (["--all"], "states and organisations, as of"),
    ],
)
def test_a_day_before_any_treaty_says_so(
    asked: list[str], who: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *asked, "--as-of", "1800-01-01", "-f", form]) == 0
    title, *rest = filter(None, capsys.readouterr().out.splitlines())
    assert f"{who} 1800-01-01: no instrument in this scope had been adopted by that day" in title
    assert len(rest) == 1 + (asked == ["--all"])  # One of all states was not there then.


def test_no_instrument_is_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "--as-of", "1800-01-01"]) == 0
    told = capsys.readouterr().out
    assert told == "As of 1800-01-01: no instrument asked for had been adopted\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["-s", "QP"], 1), (["-s", "QM"], 0), (["-s", "QM", "-s", "QP"], 1)],
)
def test_fail_on_gap(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", *arguments, *DAY, "--fail-on-gap"]) == code
    assert capsys.readouterr().out


def test_what_is_unknown_does_not_fail_on_gap(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "-s", "QP", "--as-of", "2026-11-24", "--fail-on-gap"]) == 0
    assert "2 unsure (old lists)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["QP", "2005-01-01", "--fail-on-gap=recent"], 0),
        (["QP", "2005-01-01", "--fail-on-gap", "recent", "--recent", "20y"], 1),
        (["QP", "2005-01-01", "--fail-on-gap", "any"], 1),
        (["QP", "2026-11-24", "--fail-on-gap", "any"], 0),
        (["QP", "2026-11-24", "--fail-on-gap", "unknown"], 1),
        (["QM", "2005-01-01", "--fail-on-gap", "unknown"], 0),
    ],
)
def test_fail_on_gap_of_a_strength(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    state, day, *options = arguments
    assert main(["report", *options, state, "--as-of", day]) == code
    assert capsys.readouterr().out


def test_fail_on_gap_before_a_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--fail-on-gap", "QP", *DAY]) == 1
    assert capsys.readouterr().out.startswith("Pellia")
    assert main(["report", "QP", *DAY, "--fail-on-gap"]) == 1


def test_what_is_recent_is_an_age(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "QP", *DAY]) == 0
    assert "2 unsure" in capsys.readouterr().out
    assert main(["report", "QP", *DAY, "--recent", "20y"]) == 0
    assert "1 not joined, 1 unsure" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (["QM"], ["QM"]),
        (["QP", "QM"], ["QM", "QP"]),
        (["QP,QM"], ["QM", "QP"]),
        (["QP, Kingdom of Marrow,", "-s", "QU,QP"], ["QM", "QP", "QU"]),
    ],
)
def test_states_are_named_without_an_option(
    asked: list[str], codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _states(capsys, *asked, *DAY) == codes


@pytest.mark.parametrize("command", ["plan", "matrix", "commitments", "progress"])
def test_other_commands_take_states_as_well(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["--from", "1999-01-01", "--to", "2005-01-01"] if command == "progress" else DAY
    assert main([command, "QP,QM", *days, "-f", "json"]) == 0
    assert '"QP"' in capsys.readouterr().out


def test_a_name_may_have_commas_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    shipped = ["--data", str(REGIME.parent.parent / "data")]
    assert _states(capsys, "Korea, Republic of", *shipped) == ["KR"]
    assert main(["report", "Kyrgistan, Republic of", *shipped]) == 2
    assert '"Kyrgistan, Republic of"' in capsys.readouterr().err
    assert main(["report", "KG,Kazakstann", *shipped]) == 2
    assert 'known as "Kazakstann": did you mean Kazakhstan?' in capsys.readouterr().err
    assert main(["report", "HK,KG", *shipped]) == 2
    assert 'no state "HK"; for the 205 states and organisations' in capsys.readouterr().err


def test_several_states_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "QP", "QM", *DAY]) == 0
    told = capsys.readouterr().out
    assert len([line for line in told.splitlines() if line.startswith(("Pellia", "Marrow"))]) == 2
    assert "Joined (" not in told
    assert main(["report", "QP", "QM", *DAY, "--full"]) == 0
    told = capsys.readouterr().out
    assert told.count("Joined (") == 2
    # By what it is measured stands at the foot.
    assert told.index("Joined (") < told.index("Scope all-rivers")


@pytest.mark.parametrize("command", ["report", "report --full", "plan", "matrix", "commitments"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_who_was_not_there_is_told(
    command: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = ["--data", str(REGIME.parent.parent / "data"), "-f", form]
    assert main([*command.split(), "KG,TR", "--as-of", "1990-01-01", *shipped]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "not there on 1990-01-01: Kyrgyzstan (since 1991-08-31)." in told


ON_A_DAY = {
    "report": ["report", "QM,QU", "--as-of"],
    "report --full": ["report", "QM", "--full", "--as-of"],
    "explain": ["explain", "QM", "ferry-1950", "--as-of"],
    "plan": ["plan", "QM", "--as-of"],
    "plans": ["plan", "QM,QU", "--as-of"],
    "progress": ["progress", "QM", "--from", "2000-01-01", "--to"],
    "matrix": ["matrix", "--as-of"],
    "commitments": ["commitments", "--as-of"],
    "instruments": ["instruments", "--as-of"],
    "one instrument": ["instruments", "ferry-1950", "--as-of"],
    "states": ["states", "--as-of"],
    "one state": ["states", "QM", "--as-of"],
    "groups": ["groups", "--as-of"],
    "one group": ["groups", "delta", "--as-of"],
    "sources": ["sources", "--as-of"],
    "diff --since": ["diff", "--since", "2000-01-01", "--as-of"],
}
"""Every answer about a day, which goes last."""


@pytest.mark.parametrize("command", ON_A_DAY.values(), ids=ON_A_DAY)
@pytest.mark.parametrize("form", ["", "markdown", "json", "csv"])
def test_a_day_to_come_is_told(
    command: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if (command[0], form) == ("explain", "csv"):
        pytest.skip("there is none")
    for day in (TODAY, "9999-12-31"):
        assert main([*command, day, *(["-f", form] if form else [])]) == 0
        out, err = capsys.readouterr()
        told = "still to come" in out
        assert told == (day != TODAY and form in ("", "markdown"))
        assert ("still to come" in err) == (day != TODAY and form in ("json", "csv"))
        if told:
            # Below the headline, where nobody passes it over.
            assert any("still to come" in line for line in out.splitlines()[:3])
        if form == "json":
            assert check(out)["data"].get("known_on") == (TODAY if day != TODAY else None)


DRAWN = ["report --full -f html", "plan -f html", "matrix -f html", "matrix -f svg"]


@pytest.mark.parametrize("command", DRAWN)
def test_a_day_to_come_on_a_page(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("htpy")
    for day in (TODAY, "9999-12-31"):
        assert main([*command.split(), "QM", "--as-of", day]) == 0
        assert ("still to come" in capsys.readouterr().out) == (day != TODAY)


def test_a_day_to_come_on_the_first_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "QM", "--as-of", "9999-12-31"]) == 0
    assert "as known today, for 31 Dec 9999" in capsys.readouterr().out


REFUSED = {
    "nobody": ([], "name one, or give --group or --all"),
    "no such state": (["-s", "Marow"], "did you mean Marrow?"),
    "an empty name": (["-s", ""], 'the data have no state ""'),
    "a former state": (["-s", "Fenmark"], "no longer exists"),
    "no such group": (["-g", "delt"], "did you mean delta?"),
    "no such scope": (["-s", "QM", "--scope", "al-rivers"], "there are all-rivers, delta-2000"),
    "no such basis": (["-s", "QM", "--basis", "x"], "there are delta-pledge, upstream-call"),
    "no such day": (["-s", "QM", "--as-of", "2023-02-29"], '"2023-02-29" is not a day'),
    "another way to write a day": (["-s", "QM", "--as-of", "1.2.2003"], "is not a day"),
    "no such age": (["-s", "QM", "--max-age", "ten"], "10y, 18m or 90d, nor none"),
    "no such format": (["-s", "QM", "--format", "pdf"], "'pdf' is not one of"),
    "no such option": (["--stat", "QM"], "--state"),
    "no value": (["-s"], "requires an argument"),
    "no such folder": (["-s", "QM", "--data", "/no/such/folder"], "/no/such/folder"),
}


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered_is_one_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("ratgap: error: ")
    assert told in line


def test_broken_data_are_told_place_by_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in REGIME.iterdir():
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    states = tmp_path / "states.yaml"
    states.write_text(states.read_text("utf-8").replace("ledger-2000]", "ledger-2001]"), "utf-8")
    assert main(["report", "-s", "QM", "--data", str(tmp_path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert all("states.yaml:" in line for line in lines[:20])
    assert lines[20].endswith(f"more; run ratgap validate {tmp_path}")


def test_who_is_not_there_at_the_end_of_an_interval_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shipped = ["--data", str(REGIME.parent.parent / "data")]
    asked = ["progress", "KG", "TR", "--from", "1980-01-01", "--to", "1990-01-01", *shipped]
    assert main(asked) == 0
    assert "not there on 1990-01-01: Kyrgyzstan (since 1991-08-31)." in capsys.readouterr().out
