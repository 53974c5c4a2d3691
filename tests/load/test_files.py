"""Folders and files that cannot be read: one clear problem each, and never a traceback."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ratgap.load import load
from ratgap.load.files import MAX_BYTES
from ratgap.problem import DataError, Problem, Where

from .reading import read

Whole = Callable[[str, str | bytes], tuple[Problem, ...]]


def places(problems: tuple[Problem, ...]) -> list[tuple[str, int, int, str]]:
    return [
        (Path(problem.where.file).name, problem.where.line, problem.where.column, problem.rule)
        for problem in problems
    ]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path / "nowhere")
    assert caught.value.problems == (
        Problem(
            Where(str(tmp_path / "nowhere")), "folder-missing", "no such folder", "check the path"
        ),
    )


def test_a_file_where_a_folder_is_meant(regime_folder: Path) -> None:
    with pytest.raises(DataError, match="folder-missing: this is not a folder"):
        load(regime_folder / "states.yaml")


def test_a_path_that_no_system_takes() -> None:
    with pytest.raises(DataError, match="file-unreadable"):
        read(Path("a\0b"))
    with pytest.raises(DataError, match="file-unreadable"):
        read(Path("x" * 5000))


def test_a_missing_file_and_its_misspelt_neighbour(regime_folder: Path) -> None:
    (regime_folder / "states.yaml").rename(regime_folder / "state.yaml")
    _, problems = read(regime_folder)
    assert places(problems) == [("states.yaml", 0, 0, "file-missing")]
    assert problems[0].remedy == "rename state.yaml to states.yaml"


def test_what_is_no_data_file_is_not_a_neighbour(regime_folder: Path) -> None:
    (regime_folder / "states.yaml").rename(regime_folder / "statm")
    _, problems = read(regime_folder)
    assert problems[0].remedy == "add it, or check the folder"


def test_an_empty_folder_lacks_every_file(tmp_path: Path) -> None:
    _, problems = read(tmp_path)
    assert [place[0] for place in places(problems)] == [
        "instruments.yaml",
        "sources.yaml",
        "states.yaml",
    ]


def test_a_folder_where_a_file_is_meant(regime_folder: Path) -> None:
    (regime_folder / "groups.yaml").unlink()
    (regime_folder / "groups.yaml").mkdir()
    _, problems = read(regime_folder)
    assert places(problems) == [("groups.yaml", 0, 0, "file-unreadable")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe is a file here")
def test_a_pipe_is_not_waited_for(regime_folder: Path) -> None:
    (regime_folder / "groups.yaml").unlink()
    os.mkfifo(regime_folder / "groups.yaml")
    _, problems = read(regime_folder)
    assert places(problems) == [("groups.yaml", 0, 0, "file-unreadable")]


def test_a_link_to_nothing(regime_folder: Path) -> None:
    (regime_folder / "groups.yaml").unlink()
    (regime_folder / "groups.yaml").symlink_to("nowhere")
    _, problems = read(regime_folder)
    assert places(problems) == [("groups.yaml", 0, 0, "file-missing")]


def test_no_permission(regime_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    _, problems = read(regime_folder)
    assert {problem.rule for problem in problems} == {"file-unreadable"}
    assert problems[0].message == "cannot be read: permission denied"
    assert problems[0].remedy == "check the permissions"


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ELOOP, "mend the link"), (errno.ENAMETOOLONG, "check the path"), (errno.EIO, "")],
)
def test_the_remedy_is_for_what_the_system_says(
    regime_folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    def refuse(self: Path, *_: object) -> object:
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(Path, "open", refuse)
    _, problems = read(regime_folder)
    assert {problem.remedy for problem in problems} == {remedy}


def test_the_path_is_told_as_it_was_given(
    regime_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(regime_folder.parent)
    dataset = load(Path("regime"))
    assert dataset.states["QM"].where.file == str(Path("regime") / "states.yaml")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("QM:\n  name: {en: Côte}\n".encode("latin-1"), (2, 15)),
        ("Ж: я\nQM: Côte\n".encode() + b"\xff", (3, 1)),
        ("\ufeffQM: {}".encode(), (1, 1)),
        ("QM: {}".encode("utf-16"), (1, 1)),
        (b"\xed\xa0\x80", (1, 1)),
    ],
    ids=["latin-1", "late", "mark", "utf-16", "surrogate"],
)
def test_other_encodings(whole: Whole, content: bytes, place: tuple[int, int]) -> None:
    assert places(whole("states.yaml", content)) == [("states.yaml", *place, "file-encoding")]


def test_a_file_over_the_limit(whole: Whole) -> None:
    problems = whole("states.yaml", "#" * (MAX_BYTES + 1))
    assert places(problems) == [("states.yaml", 0, 0, "file-too-large")]


def test_names_of_an_unreadable_file_are_not_asked_for(whole: Whole) -> None:
    assert places(whole("sources.yaml", "\xff".encode("latin-1"))) == [
        ("sources.yaml", 1, 1, "file-encoding")
    ]


def test_lines_may_end_as_elsewhere(regime_folder: Path) -> None:
    plain = load(regime_folder)
    for path in regime_folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    other = load(regime_folder)
    assert (other.cells, other.states) == (plain.cells, plain.states)
    assert other.states["QM"].where == plain.states["QM"].where
