"""The compiled form of the data: the same answers, and nothing wrong with it is ever believed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ratgap import head
from ratgap import load as loading
from ratgap.api import explain, report
from ratgap.assess.totals import conclude
from ratgap.load import load, snapshot
from ratgap.model import (
    Act,
    Basis,
    Cell,
    Commitment,
    Dataset,
    Group,
    Instrument,
    Merged,
    NationalReport,
    Period,
    Proof,
    Scope,
    Source,
    State,
    Total,
)
from ratgap.problem import DataError

from .reading import read

pytestmark = pytest.mark.slow

Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the user's snapshots are kept."""
    monkeypatch.setenv("RATGAP_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be read from the YAML files."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a file of the data was read")

    monkeypatch.setattr("ratgap.load.built", refuse)


def older(folder: Path) -> Path:
    """Give the files of ``folder`` the time of some day before."""
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return folder


def quick(folder: Path | None = None) -> Dataset:
    """Return the data in ``folder`` as commands read them."""
    return loading.quick(folder, conclude)


def same(found: Dataset, folder: Path | None) -> None:
    expected = concluded(load(folder))
    assert found == expected
    assert found.totals == expected.totals
    assert dict(found.merged) == expected.merged
    for part in ("instruments", "states", "sources", "groups", "cells"):
        assert list(getattr(found, part)) == list(getattr(expected, part))
    assert found.names.index == expected.names.index
    assert len(found.cells) == len(expected.cells)
    assert [t.where for t in found.instruments.values()] == [
        t.where for t in expected.instruments.values()
    ]
    assert found.cell("??", "alpha-2000") == expected.cell("??", "alpha-2000")


def concluded(dataset: Dataset) -> Dataset:
    conclude(dataset)
    return dataset


def content(folder: Path) -> bytes:
    """Return what the snapshot of the data in ``folder`` has to be."""
    return snapshot.of(concluded(load(folder)), head.statistics(folder))


def through(dataset: Dataset, tmp_path: Path) -> Dataset:
    """Return ``dataset`` after a way through its snapshot alone."""
    path = tmp_path / "one.jsonl"
    path.write_bytes(snapshot.of(dataset, {}))
    return snapshot.Snapshot(path, tmp_path, lambda _: pytest.fail("damaged")).dataset()


ids = st.from_regex(r"[a-z0-9-]{1,5}", fullmatch=True)
codes = st.from_regex(r"[A-Z]{2,4}", fullmatch=True)


def some(record: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(ids, st.from_type(record), max_size=3)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Return records of which every field may be anything that its type allows."""
    states = draw(st.dictionaries(codes, st.from_type(State), max_size=3))
    keys = st.tuples(st.sampled_from(sorted(states)), ids) if states else st.nothing()
    cells = draw(st.dictionaries(keys, st.from_type(Cell), max_size=4)) if states else {}
    return Dataset(
        *(draw(some(Instrument)), states, draw(some(Source)), draw(some(Group))),
        *(draw(some(Basis)), draw(some(Scope)), draw(st.dictionaries(ids, st.text()))),
        {key: cells[key] for key in sorted(cells)},
        tuple(draw(st.lists(st.from_type(Commitment), max_size=2))),
        tuple(draw(st.lists(st.from_type(NationalReport), max_size=2))),
        draw(st.text()),
    )


def merged(totals: tuple[Total, ...]) -> st.SearchStrategy[Merged]:
    """Return what the evidence on a cell may come to, beside ``totals`` of its instrument."""
    proof = st.builds(Proof, st.dates(), ids, st.sampled_from((None, *totals)))
    proofs = st.lists(proof, max_size=2).map(tuple)
    periods = st.lists(st.from_type(Period), max_size=2).map(tuple)
    acts = st.lists(st.from_type(Act), max_size=2).map(tuple)
    return st.tuples(st.none() | st.from_type(Act), periods, proofs, proofs, acts)


# Each has some fifty records, of any content.
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=settings().max_examples // 3)
@given(datasets(), st.data())
def test_any_data_set_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, dataset: Dataset, data: st.DataObject
) -> None:
    several = st.lists(st.from_type(Total), max_size=2).map(tuple)
    dataset.totals = {id_: data.draw(several) for id_ in dataset.instruments}
    cells = [(code, id_) for code in dataset.states for id_ in dataset.instruments]
    dataset.merged = {key: data.draw(merged(dataset.totals[key[1]])) for key in cells[:4]}
    found = through(dataset, tmp_path_factory.mktemp("snapshot"))
    assert found == dataset
    assert found.totals == dataset.totals
    assert dict(found.merged) == dataset.merged


def test_the_shipped_data(tmp_path: Path) -> None:
    dataset = concluded(load())
    found = through(dataset, tmp_path)
    assert found == dataset
    assert found.totals == dataset.totals
    assert dict(found.merged) == dataset.merged
    assert [*found.cells] == [*dataset.cells]


class TestUse:
    def test_the_second_time_no_file_is_read(
        self, regime_folder: Path, request: pytest.FixtureRequest
    ) -> None:
        same(quick(older(regime_folder)), regime_folder)
        before = load(regime_folder)
        request.getfixturevalue("no_yaml")
        assert quick(regime_folder) == before

    def test_one_state_reads_its_own_lines(self, regime_folder: Path, kept: Path) -> None:
        quick(regime_folder)
        (path,) = kept.iterdir()
        found = snapshot.Snapshot(path, regime_folder, lambda _: pytest.fail("damaged"))
        lines = path.read_bytes().split(b"\n")
        # Everything behind the index that is not of QM is made unreadable.
        own = next(n for n, line in enumerate(lines) if line[9:].startswith(b'[["QM"'))
        for n, line in enumerate(lines[4:], 4):
            if n not in (own, own + 1):
                lines[n] = b"x" * len(line)
        path.write_bytes(b"\n".join(lines))
        alone, whole = found.dataset(), concluded(load(regime_folder))
        assert any(whole.totals.values())
        (row,) = report(alone, ["QM"], as_of=date(2020, 1, 1)).states
        assert row == report(whole, ["QM"], as_of=date(2020, 1, 1)).states[0]
        for treaty in whole.instruments:
            assert explain(alone, "QM", treaty) == explain(whole, "QM", treaty)

    def test_files_just_written_are_looked_into_again(self, data_folder: Make, kept: Path) -> None:
        folder = data_folder()
        quick(folder)
        (path,) = kept.iterdir()
        assert b'"files":{}' in path.read_bytes().split(b"\n")[0]

    def test_an_edit_is_seen_though_size_and_time_are_the_same(self, data_folder: Make) -> None:
        folder = older(data_folder())
        assert quick(folder).states["QA"].name == "Quay"
        states = folder / "states.yaml"
        states.write_text(states.read_text().replace("Quay", "Bays"))
        older(folder)
        assert quick(folder).states["QA"].name == "Bays"

    def test_data_with_a_problem_are_not_kept(self, data_folder: Make, kept: Path) -> None:
        folder = data_folder(states="QA: {name: {en: Quay}, note: odd}\n")
        for _ in range(2):
            with pytest.raises(DataError) as caught:
                quick(folder)
            assert caught.value.problems == read(folder)[1]
        assert not kept.exists()

    def test_a_file_more(self, data_folder: Make) -> None:
        folder = older(data_folder())
        assert not quick(folder).groups
        group = "riverains: {title: Riverains, sources: [roll], members: {QA: {}}}\n"
        (folder / "groups.yaml").write_text(group)
        assert "riverains" in quick(folder).groups

    def test_a_snapshot_beside_other_data_is_not_trusted(
        self, data_folder: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = data_folder()
        dataset = load(folder)
        false = dataset._replace(states={"QA": dataset.states["QA"]._replace(names={"en": "No"})})
        (folder / head.NAME).write_bytes(snapshot.of(false, head.statistics(folder)))
        assert quick(folder).states["QA"].name == "Quay"

    def test_beside_the_shipped_data_it_is_used(
        self, data_folder: Make, kept: Path, monkeypatch: pytest.MonkeyPatch, no_yaml: None
    ) -> None:
        folder = older(data_folder())
        monkeypatch.undo()
        dataset = load(folder)
        (folder / head.NAME).write_bytes(snapshot.of(dataset, {}))
        monkeypatch.setenv("RATGAP_CACHE", str(kept))
        monkeypatch.setattr("ratgap.load.shipped", lambda: folder)
        monkeypatch.setattr("ratgap.load.built", lambda *_: pytest.fail("read"))
        assert quick() == dataset
        # From now on the files need not even be looked into.
        monkeypatch.setattr("ratgap.load.read_files", lambda *_: pytest.fail("read"))
        monkeypatch.setattr(snapshot, "_NEW", 0)
        assert quick() == dataset


def test_a_data_set_in_hand_stays_as_it_is(data_folder: Make, kept: Path) -> None:
    folder = older(data_folder())
    quick(folder)
    in_hand = quick(folder)
    assert isinstance(in_hand.cells, snapshot._Cells)
    (folder / "states.yaml").write_text("QA:\n  name: {en: Pier}\n")
    later = quick(folder)
    assert later.digest != in_hand.digest
    assert (in_hand.states["QA"].name, later.states["QA"].name) == ("Quay", "Pier")
    (path,) = kept.iterdir()
    path.unlink()
    (folder / "states.yaml").write_text("no longer\n")
    assert in_hand.cells.get(("QA", "alpha-2000")) is None
    assert in_hand.names.index


def test_what_is_not_ours_stays(data_folder: Make, kept: Path) -> None:
    kept.mkdir()
    own = [kept / f"mine-{n}.jsonl" for n in range(40)]
    for file in own:
        file.write_text("")
    quick(data_folder())
    assert all(file.exists() for file in own)


class TestDamage:
    @given(st.data())
    def test_a_byte_that_turned(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        folder = tmp_path_factory.mktemp("data")
        for file in (Path(__file__).parent.parent / "regime").iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        expected = quick(folder)
        path = snapshot.place(folder)
        assert path
        damaged = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(damaged)
        assert quick(folder) == expected

    @pytest.mark.parametrize("left", [0, 1, 9, 300, -300, -1])
    def test_cut_short(self, regime_folder: Path, kept: Path, left: int) -> None:
        expected = quick(regime_folder)
        (path,) = kept.iterdir()
        path.write_bytes(path.read_bytes()[:left])
        assert quick(regime_folder) == expected
        assert path.read_bytes() == content(regime_folder)

    def test_another_version(self, data_folder: Make, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = data_folder()
        monkeypatch.setattr("ratgap.__version__", "0.0.1")
        quick(folder)
        path = snapshot.place(folder)
        monkeypatch.setattr("ratgap.__version__", "0.0.2")
        assert snapshot.find(folder, load, path) is None
        quick(folder)
        assert snapshot.find(folder, load, path)

    def test_a_folder_in_its_place(self, data_folder: Make, kept: Path) -> None:
        folder = data_folder()
        place = snapshot.place(folder)
        assert place
        place.mkdir(parents=True)
        same(quick(folder), folder)
        assert [p.name for p in kept.iterdir()] == [place.name]

    def test_a_file_where_the_folder_would_be(self, data_folder: Make, kept: Path) -> None:
        kept.write_text("")
        same(quick(data_folder()), data_folder())


class TestPlace:
    def test_switched_off(
        self, data_folder: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RATGAP_CACHE", "")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
        same(quick(data_folder()), data_folder())
        assert not (tmp_path / "xdg").exists()

    @pytest.mark.parametrize(
        ("platform", "variable", "expected"),
        [
            ("linux", "XDG_CACHE_HOME", "ratgap"),
            ("linux", "HOME", ".cache/ratgap"),
            ("darwin", "HOME", "Library/Caches/ratgap"),
            ("win32", "LOCALAPPDATA", "ratgap"),
        ],
    )
    @pytest.mark.skipif(os.name == "nt", reason="paths of other systems")
    def test_of_each_system(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        platform: str,
        variable: str,
        expected: str,
    ) -> None:
        monkeypatch.delenv("RATGAP_CACHE")
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setenv(variable, str(tmp_path))
        assert head.home() == str(tmp_path / expected)
        monkeypatch.setenv(variable, "somewhere")
        assert head.home() is None

    @pytest.mark.skipif(os.name == "nt", reason="no such modes")
    def test_for_the_user_alone(self, data_folder: Make, kept: Path) -> None:
        quick(data_folder())
        (path,) = kept.iterdir()
        assert path.stat().st_mode & 0o777 == 0o600
        assert kept.stat().st_mode & 0o777 == 0o700

    def test_no_more_than_some_are_kept(
        self, data_folder: Make, kept: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(snapshot, "_MOST", 2)
        kept.mkdir()
        for n in range(3):
            (kept / f"old-{n:08x}.jsonl").write_text("")
            os.utime(kept / f"old-{n:08x}.jsonl", (n, n))
        folder = data_folder()
        quick(folder)
        place = snapshot.place(folder)
        assert place
        assert {p.name for p in kept.iterdir()} == {place.name, "old-00000002.jsonl"}

    def test_several_at_once(self, regime_folder: Path, kept: Path) -> None:
        program = "import sys, pathlib, ratgap; print(ratgap.load_dataset(sys.argv[1]).digest)"
        command = [sys.executable, "-c", program, str(regime_folder)]
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        digests = {process.communicate()[0].strip() for process in running}
        assert digests == {load(regime_folder).digest}
        (path,) = kept.iterdir()
        assert path.read_bytes() == content(regime_folder)
