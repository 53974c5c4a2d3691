"""What a data set holds once it is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ratgap import head
from ratgap import load as package
from ratgap.load import load, shipped
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Clause,
    ClauseKind,
    Column,
    Dataset,
    Member,
    Parent,
    StatedForce,
    When,
)
from ratgap.problem import DataError

from .reading import read

Make = Callable[..., Dataset]


def acts(text: str) -> str:
    return f"QA:\n  name: {{en: Quay}}\n  acts:\n    alpha-2000: {text}\n"


def test_order_of_instruments_is_that_of_the_file(regime: Dataset) -> None:
    assert list(regime.instruments) == [
        "river-1900",
        "ferry-1950",
        "lock-1975",
        "river-1990",
        "dredge-2010",
    ]


def test_clauses(regime: Dataset) -> None:
    river, ferry, lock = (
        regime.instruments[id_] for id_ in ("river-1900", "ferry-1950", "lock-1975")
    )
    assert river.denunciation == Clause(ClauseKind.MONTHS_AFTER, 6, "12")
    assert river.later_joiners == Clause(ClauseKind.DAYS_AFTER, 90, "10(2)")
    assert ferry.entry.clause == Clause(ClauseKind.MONTH_START_AFTER, 2, "5(1)")
    assert ferry.parents == (Parent("river-1900", "parties-only", "4(3)"),)
    assert lock.entry.states_only
    assert lock.entry.deposits == 3
    assert regime.instruments["dredge-2010"].entry.share_of_parent == "2/3"
    assert regime.instruments["dredge-2010"].entry.date is None


def test_signature_until_a_day_or_entry_into_force_or_without_end(
    regime: Dataset, dataset: Make
) -> None:
    river, ferry = regime.instruments["river-1900"], regime.instruments["ferry-1950"]
    assert (river.signature_until, river.signature_closes_on_entry) == (date(1901, 5, 1), False)
    assert (ferry.signature_until, ferry.signature_closes_on_entry) == (None, True)
    endless = dataset(
        instruments="""\
        bases: {b: {title: B, citation: c, default: true}}
        scopes: {s: {title: S, default: true}}
        instruments:
          alpha-2000:
            title: A
            adopted: 2000-01-01
            signature: {from: 2000-01-02}
            later_joiners: {days_after: 0}
        """
    ).instruments["alpha-2000"]
    assert endless.signature_from == date(2000, 1, 2)
    assert (endless.signature_until, endless.signature_closes_on_entry) == (None, False)


def test_a_code_that_is_a_word_of_yaml(regime: Dataset) -> None:
    assert regime.states["ON"].name == "Onland"
    assert regime.groups["upper-basin"].members[0] == Member("ON", date(1999, 1, 1))


def test_states_and_organisations(regime: Dataset) -> None:
    assert regime.states["RIVCOM"].kind == "organisation"
    assert regime.states["XF"].former
    assert regime.states["QS"].predecessor == "XF"
    assert regime.states["QM"].names["ru"] == "Марровия"
    assert regime.states["QM"].also == ("Kingdom of Marrow", "Republic of Marrow")


def test_readings(regime: Dataset) -> None:
    reading = regime.sources["ledger-2000"].readings["lock-1975"]
    assert reading.complete
    assert reading.silent_on == {"QV"}
    assert reading.gives == {Column.SIGNATURES, Column.CONSENTS}
    assert regime.sources["register-1995"].readings["lock-1975"].as_of == When(
        date(1995, 1, 1), date(1995, 12, 31)
    )


def test_a_source_of_low_trust_is_not_relied_on(regime: Dataset) -> None:
    assert {id_ for id_, source in regime.sources.items() if not source.relied_on} == {
        "pamphlet-2005"
    }


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2003-10-02", When.on(date(2003, 10, 2))),
        ('"2003-10-02"', When.on(date(2003, 10, 2))),
        ("<=2017-12-31", When.by(date(2017, 12, 31))),
        ("2014-07-11..2017-12-31", When(date(2014, 7, 11), date(2017, 12, 31))),
        ("2018-05", When(date(2018, 5, 1), date(2018, 5, 31))),
        ("2020-02", When(date(2020, 2, 1), date(2020, 2, 29))),
        ("2018", When(date(2018, 1, 1), date(2018, 12, 31))),
        ('"2018"', When(date(2018, 1, 1), date(2018, 12, 31))),
    ],
)
def test_days_and_spans(dataset: Make, written: str, when: When) -> None:
    cell = dataset(states=acts(f"{{accession: [{written}, roll]}}")).cell("QA", "alpha-2000")
    assert [act.when for act in cell.acts] == [when]


def test_short_and_long_form_say_the_same(dataset: Make) -> None:
    short = dataset(states=acts("{accession: [2003-10-02, roll]}"))
    long = dataset(states=acts("{accession: {day: 2003-10-02, sources: [roll]}}"))
    several = dataset(states=acts("{accession: [[2003-10-02, roll]]}"))
    assert short.cells == long.cells == several.cells


def test_several_claims_keep_which_one_is_rejected(regime: Dataset) -> None:
    first, second = regime.cell("QR", "ferry-1950").acts
    assert first.sources == ("gazette-1980", "ledger-2000")
    assert (first.rejected, second.rejected) == ("", "the gazette printed the instrument itself")


def test_a_succession_takes_effect_on_its_own_day(regime: Dataset) -> None:
    (act,) = regime.cell("QS", "river-1900").acts
    assert act == Act(
        ActKind.SUCCESSION, When.on(date(1994, 8, 15)), ("ledger-2000",), date(1992, 3, 6)
    )


def test_stated_force_and_absence(regime: Dataset) -> None:
    assert regime.cell("QM", "ferry-1950").stated_force == (
        StatedForce(When.on(date(1951, 3, 1)), ("ledger-2000",)),
    )
    assert regime.cell("QU", "river-1900").absences == (
        Absence(date(1985, 1, 1), ("gazette-1985",)),
    )
    assert regime.cell("QN", "lock-1975").note == "Only a pamphlet says so."


def test_acts_stand_in_order_of_time_signature_first(dataset: Make) -> None:
    cell = dataset(
        states=acts(
            "{ratification: [2003-05-01, roll], acceptance: [2001-01-01, roll],"
            " denunciation: {day: 2009-01-01, sources: [roll], effective: 2010-01-01},"
            " signature: [2001-01-01, roll]}"
        )
    ).cell("QA", "alpha-2000")
    assert [act.kind.value for act in cell.acts] == [
        "signature",
        "acceptance",
        "ratification",
        "denunciation",
    ]


def test_every_kind_of_act_can_be_written(dataset: Make) -> None:
    written = ", ".join(f"{kind}: {{day: 2001-01-01, sources: [roll]}}" for kind in ActKind)
    text = acts(f"{{{written}}}").replace(
        "denunciation: {", "denunciation: {effective: 2002-01-01, "
    )
    cell = dataset(states=text).cell("QA", "alpha-2000")
    assert {act.kind for act in cell.acts} == set(ActKind)


def test_everything_knows_its_place(regime: Dataset) -> None:
    lines = {
        name: (Path(__file__).parent.parent / "regime" / name).read_text("utf-8").splitlines()
        for name in ("states.yaml", "instruments.yaml", "sources.yaml", "groups.yaml")
    }

    def text_at(where: object) -> str:
        file, line, column = str(where).rsplit(":", 2)
        return lines[Path(file).name][int(line) - 1][int(column) - 1 :]

    assert text_at(regime.states["QM"].where).startswith("QM:")
    assert text_at(regime.instruments["lock-1975"].where).startswith("lock-1975:")
    assert text_at(regime.sources["roll-1920"].where).startswith("roll-1920:")
    assert text_at(regime.sources["roll-1920"].readings["river-1900"].where).startswith(
        "river-1900: {as_of: 1920-12-31"
    )
    assert text_at(regime.groups["delta"].where).startswith("delta:")
    assert text_at(regime.cell("QO", "ferry-1950").where).startswith("ferry-1950:")
    assert text_at(regime.cell("QO", "ferry-1950").stated_force[0].where).startswith(
        "[1951-03-01, ledger-2000]"
    )
    assert text_at(regime.cell("QU", "river-1900").absences[0].where).startswith("[1985-01-01")
    for cell in regime.cells.values():
        for act in cell.acts:
            assert text_at(act.where)[0] in "[{"


def test_groups_are_optional(dataset: Make) -> None:
    assert dataset().groups == {}


def test_the_digest_is_that_of_the_content(data_folder: Callable[..., Path]) -> None:
    first = load(data_folder()).digest
    assert load(data_folder()).digest == first
    assert load(data_folder(states="QA:\n  name: {en: Key}\n")).digest != first


def test_load_raises_what_read_returns(data_folder: Callable[..., Path]) -> None:
    folder = data_folder(states="QA:\n  name: {en: Quay, en: Key}\n  also: Key\n")
    nothing, problems = read(folder)
    assert nothing is None
    with pytest.raises(DataError) as caught:
        load(folder)
    assert caught.value.problems == problems
    assert [problem.rule for problem in problems] == ["yaml-duplicate-key", "shape-type"]


def test_problems_of_all_files_come_in_one_run_in_file_order(
    data_folder: Callable[..., Path],
) -> None:
    folder = data_folder(
        states=acts("{accesion: [2001-01-01, roll]}") + "QB: {name: {fr: Quai}}\n",
        sources="roll: {title: R, kind: depositry, trust: high}\n\troll: 1\n",
        groups="g: {title: G, sources: [rol], members: {QA: {}, QC: {}}}\n",
    )
    _, problems = read(folder)
    assert [(Path(p.where.file).name, p.where.line, p.rule) for p in problems] == [
        ("groups.yaml", 1, "unknown-state"),
        ("sources.yaml", 2, "yaml-tab"),
        ("states.yaml", 4, "shape-unknown-key"),
        ("states.yaml", 5, "shape-missing-key"),
    ]


def test_the_shipped_data_are_found() -> None:
    assert (shipped() / "instruments.yaml").is_file()


def test_an_installation_without_data_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(head, "__file__", str(tmp_path / "src" / "ratgap" / "head.py"))
    with pytest.raises(DataError, match="folder-missing"):
        load()


def test_load_without_a_folder_reads_what_is_shipped(
    monkeypatch: pytest.MonkeyPatch, data_folder: Callable[..., Path]
) -> None:
    folder = data_folder()
    monkeypatch.setattr(package, "shipped", lambda: folder)
    assert list(load().states) == ["QA"]


def test_names_stand_in_a_file_of_their_own(regime_folder: Path) -> None:
    """Of whom the file of names knows, the file of acts needs nothing but the code."""
    names = regime_folder / "names.yaml"
    names.write_text(
        names.read_text("utf-8")
        + 'QZ:\n  name: {en: Quarry}\n  codes: {m49: "900"}\n  also: [Pit]\n'
        + "QY:\n  name: {en: Nobody}\n",
        "utf-8",
    )
    states = regime_folder / "states.yaml"
    states.write_text(states.read_text("utf-8") + "QZ: {}\n", "utf-8")
    dataset = load(regime_folder)
    quarry = dataset.states["QZ"]
    assert (quarry.name, quarry.codes, dataset.names.find("pit")) == (
        "Quarry",
        {"m49": "900"},
        "QZ",
    )
    assert Path(quarry.at("also").file).name == "names.yaml"
    assert dataset.states["LEAGUE"].kind == "organisation"
    assert "QY" not in dataset.states


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ("name: {en: Pit}", "named-twice"),
        ("alpha3: QZZ", "named-twice"),
        ("kind: organisation", "named-twice"),
    ],
)
def test_names_stand_in_one_file_alone(regime_folder: Path, record: str, rule: str) -> None:
    with (regime_folder / "names.yaml").open("a", encoding="utf-8") as names:
        names.write("QZ:\n  name: {en: Quarry}\n")
    with (regime_folder / "states.yaml").open("a", encoding="utf-8") as states:
        states.write(f"QZ:\n  {record}\n")
    with pytest.raises(DataError) as caught:
        load(regime_folder)
    assert [problem.rule for problem in caught.value.problems] == [rule]


def test_a_file_of_names_that_cannot_be_read_is_reported_once(regime_folder: Path) -> None:
    (regime_folder / "names.yaml").write_bytes(b"LEAGUE: {name: {en: \xff}}")
    with pytest.raises(DataError) as caught:
        load(regime_folder)
    assert [problem.rule for problem in caught.value.problems] == ["file-encoding"]
