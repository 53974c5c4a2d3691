"""The compiled form of data files: lines of JSON, of which an answer reads the few that it needs.

The YAML files are what counts. A snapshot is used while they are as they were when it was written,
and whatever is wrong with it makes it worthless, never the answer wrong: each line carries its
checksum, and what cannot be read is read from the YAML files instead.

The first line tells which files it is of, the second how they name things (``ratgap.head`` reads
both), the third where the others are: one for all that is not of one state, one for the names of
states, and two for each state: what the evidence on it comes to, which answers need, and what is
recorded of it, which hardly an answer needs.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from weakref import finalize
from zlib import crc32

import ratgap
from ratgap import head, model
from ratgap.head import DAMAGE, FORMAT, Stats, parse
from ratgap.model import Cell, Dataset, Merged, Proof, State, Total, When
from ratgap.model.dataset import Records
from ratgap.model.names import Index, Names
from ratgap.named import Word
from ratgap.problem import Where, compared, refused

V = TypeVar("V")
Reader = Callable[[Any], Any]

_NEW = 2_000_000_000
"""Nanoseconds for which a file that was written may be written again with the same time."""
_MOST = 32  # More snapshots than these are not kept in the folder of the user
_CELLS = ".cells "
_SHARED = (
    *("instruments", "sources", "groups", "bases", "scopes", "families"),
    *("commitments", "reports"),
)


def place(folder: Path) -> Path | None:
    """Return where the snapshot of the data in ``folder`` is kept for the user, if anywhere."""
    kept = head.place(folder)
    return Path(kept) if kept else None


def find(folder: Path, whole: Callable[[Path], Dataset], path: Path | None) -> Snapshot | None:
    """Return the snapshot at ``path`` of the data in ``folder``, if it is one of ours."""
    try:
        return Snapshot(path, folder, whole) if path else None
    except DAMAGE:
        return None


class Snapshot:
    """A snapshot that was found at ``path``; ``files`` and ``digest`` tell of which files.

    ``whole`` reads the YAML files: what to do when a line turns out to be damaged after all.
    """

    def __init__(self, path: Path, folder: Path, whole: Callable[[Path], Dataset]) -> None:
        """Read the first three lines; raise ValueError, or OSError, where it is none of ours."""
        self.path, self.folder = path, folder
        self._whole = cache(lambda: self._same(whole(folder)))
        self._proofs = cache(self._listed)
        with open(path, "rb", opener=head.opener) as stream:
            line = stream.readline(head.LONGEST)
            self._start = len(line)
            first = head.first(line)
            self._size: int = first["size"]
            if os.fstat(stream.fileno()).st_size != self._start + self._size:
                raise ValueError("cut short")
            names, line = stream.readline(), stream.readline()
            self._bytes = _kept_open(stream)
        self._base = self._start + len(names) + len(line)
        self.digest: str = first["digest"]
        self.files: Stats = first["files"]
        self._parts: Mapping[str, list[int]] = parse(line)

    def dataset(self) -> Dataset:
        """Return the data set; states and what is recorded of them are read when asked for."""
        codes = [name for name in self._parts if not name.startswith(".")]
        try:
            shared = self._part(".shared")
            kinds = _kinds(Records)
            parts = {name: _reader(kinds[name])(shared[name]) for name in _SHARED}
            path = cache(lambda file: str(self.folder / file))
            parts["instruments"] = {
                id_: treaty._replace(where=Where(path(file), *place))
                for (id_, treaty), (file, *place) in zip(
                    parts["instruments"].items(), shared["places"], strict=True
                )
            }
            totals = _reader("Mapping[str, tuple[Total, ...]]")(shared["totals"])
        except DAMAGE:
            return self._whole()
        rows = _Lazy(codes, self._row)
        states = _Lazy(codes, lambda code: rows[code][0])
        cells = _Cells(_Lazy(codes, self._cells))
        dataset = Dataset(states=states, cells=cells, digest=self.digest, **parts)
        dataset.names = Names(states, self._names)
        self._totals = dataset.totals = {id_: totals.get(id_, ()) for id_ in dataset.instruments}
        dataset.merged = _Cells(_Lazy(codes, lambda code: rows[code][1]))
        return dataset

    def copy(self, files: Stats, path: Path | None) -> None:
        """Write it anew at ``path`` for files that are the same, with other times perhaps."""
        try:
            body = self._bytes(self._size, self._start)
        except OSError:
            return
        save(_head(self.digest, files, len(body)) + body, path)

    def _part(self, name: str) -> Any:
        offset, length = self._parts[name]
        return parse(self._bytes(length, self._base + offset))

    def _same(self, dataset: Dataset) -> Dataset:
        """Return ``dataset``; raise DataError where the files have been edited in between."""
        if dataset.digest != self.digest:
            message = "the data files were edited while an answer was made of them"
            raise refused(Where(str(self.folder)), "file-unreadable", message, "ask once more")
        return dataset

    def _names(self) -> Index:
        try:
            codes, *others = self._part(".names")
            names, also = ({k: tuple(v) for k, v in index.items()} for index in others)
        except DAMAGE:
            return self._whole().names.index
        return codes, names, also

    def _row(self, code: str) -> tuple[State, Mapping[str, Merged]]:
        try:
            state, merged = self._part(code)
            evidence = {id_: self._merged(id_, value) for id_, value in merged.items()}
            return _reader("State")(state), evidence
        except DAMAGE:
            return self._whole().states[code], {}

    def _cells(self, code: str) -> Mapping[str, Cell]:
        try:
            cells = self._part(_CELLS + code)
            return {id_: _reader("Cell")(value) for id_, value in cells.items()}
        except DAMAGE:
            whole = self._whole().cells.items()
            return {id_: cell for (owner, id_), cell in whole if owner == code}

    def _merged(self, instrument: str, value: list[Any]) -> Merged:
        signature, periods, absent, unsigned, *set_aside = value
        return (
            _reader("Act | None")(signature),
            _reader("tuple[Period, ...]")(periods),
            self._proofs(instrument, absent),
            self._proofs(instrument, unsigned),
            _reader("tuple[Act, ...]")(set_aside),
        )

    def _listed(self, instrument: str, text: str) -> tuple[Proof, ...]:
        totals = (*self._totals[instrument], None)
        made = ((date.fromisoformat(day), source, at) for day, source, at in json.loads(text))
        return tuple(Proof(day, source, totals[at]) for day, source, at in made)


def _kept_open(stream: BufferedReader) -> Callable[[int, int], bytes]:
    """Return what reads so many bytes of the file from a place on, whatever takes its path since.

    A data set in the hands of a program is of one digest: another process may write a snapshot of
    later files at the same path.
    """
    if not hasattr(os, "pread"):
        # Windows would let nobody replace a file that is open.
        stream.seek(0)
        content = stream.read()
        return lambda length, at: content[at : at + length]
    file = os.dup(stream.fileno())

    def read(length: int, at: int) -> bytes:
        return os.pread(file, length, at)

    finalize(read, os.close, file)
    return read


class _Lazy(Mapping[str, V]):
    """What there is for each of ``names``, got when it is asked for."""

    def __init__(self, names: list[str], get: Callable[[str], V]) -> None:
        self._known: dict[str, V | None] = dict.fromkeys(names)
        self._get = get

    def __getitem__(self, name: str) -> V:
        known = self._known[name]
        if known is None:
            known = self._known[name] = self._get(name)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, name: object) -> bool:
        return name in self._known


class _Cells(Mapping[tuple[str, str], V]):
    """What there is of each state and instrument, got state by state."""

    def __init__(self, rows: Mapping[str, Mapping[str, V]]) -> None:
        self._rows = rows

    def __getitem__(self, key: tuple[str, str]) -> V:
        return self._rows[key[0]][key[1]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((code, id_) for code, row in self._rows.items() for id_ in row)

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))


def of(dataset: Dataset, files: Stats) -> bytes:
    """Return the snapshot of ``dataset``, which was read from ``files`` without a problem.

    What is concluded whatever the day, ``totals`` and ``merged``, is kept where it is there.
    """
    shared = {name: _plain(getattr(dataset, name)) for name in _SHARED}
    # Of all places, that of a treaty alone is told in an answer: where an order is impossible.
    places = [treaty.where for treaty in dataset.instruments.values()]
    shared["totals"] = _plain({id_: totals for id_, totals in dataset.totals.items() if totals})
    shared["places"] = [[os.path.basename(p.file), p.line, p.column] for p in places]
    cells: dict[str, dict[str, Any]] = {code: {} for code in dataset.states}
    merged: dict[str, dict[str, Any]] = {code: {} for code in dataset.states}
    for (code, id_), cell in dataset.cells.items():
        cells[code][id_] = _plain(cell)
    for (code, id_), (signature, periods, *proofs, set_aside) in dataset.merged.items():
        listed = [_listed(each, dataset.totals[id_]) for each in proofs]
        merged[code][id_] = [_plain(signature), _plain(periods), *listed, *_plain(set_aside)]
    lines = {".shared": _line(shared), ".names": _line(dataset.names.index)}
    for code, state in dataset.states.items():
        lines[code] = _line([_plain(state), merged[code]])
        lines[_CELLS + code] = _line(cells[code])
    offset, parts = 0, {}
    for name, line in lines.items():
        parts[name] = [offset, len(line)]
        offset += len(line)
    body = b"".join([_line(names(dataset)), _line(parts), *lines.values()])
    return _head(dataset.digest, files, len(body)) + body


def names(dataset: Dataset) -> dict[str, Any]:
    """Return how ``dataset`` names things, as ``head.read`` does."""
    days = (r.as_of.latest for s in dataset.sources.values() for r in s.readings.values())
    codes = dataset.codes
    of_treaties = [[codes.get(i, i), i, t.name or t.title] for i, t in dataset.instruments.items()]
    return {
        "day": str(max(days, default="")),
        "STATE": [[code, state.name] for code, state in dataset.states.items()],
        "INSTRUMENT": of_treaties,
        "GROUP": [[id_, group.title] for id_, group in dataset.groups.items()],
        "SCOPE": [[id_, scope.title] for id_, scope in dataset.scopes.items()],
        "BASIS": [[id_, basis.title] for id_, basis in dataset.bases.items()],
        "SOURCE": [[id_, source.title] for id_, source in dataset.sources.items()],
    }


def _listed(proofs: tuple[Proof, ...], totals: tuple[Total, ...]) -> str:
    """Return ``proofs`` as one text, by which they are read once: whole columns have the same."""
    places = ((str(p.day), p.source, totals.index(p.total) if p.total else -1) for p in proofs)
    return json.dumps(list(places))


def save(content: bytes, path: Path | None) -> None:
    """Keep a snapshot at ``path``, whole or not at all; where that cannot be, do without it."""
    if path is None:
        return
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What is recorded may be no one else's business.
        with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
        scratch.replace(path)
        # The folder may be one of the user's own.
        ours = path.parent.glob(f"*-{'[0-9a-f]' * 8}.jsonl*")
        old = sorted(ours, key=lambda p: p.stat().st_mtime_ns, reverse=True)
        for each in islice(old, _MOST, None):
            each.unlink()
    except (OSError, ValueError):
        with suppress(OSError):
            scratch.unlink()


def _head(digest: str, files: Stats, size: int) -> bytes:
    """Return the first line. Files too new to tell a further edit by their time are not named."""
    new = time.time_ns() - _NEW
    known = files if all(f is None or f[1] < new for f in files.values()) else {}
    made = {"format": FORMAT, "ratgap": ratgap.__version__, "digest": digest}
    return _line({**made, "files": known, "size": size})


def _line(value: object) -> bytes:
    """Return ``value`` as JSON on one line, behind its checksum."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %b\n" % (crc32(text), text)


def _plain(value: Any) -> Any:
    """Return ``value`` as JSON has it; of a record the fields up to the last that says something.

    Places are left out.
    """
    if isinstance(value, date | When):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if hasattr(value, "_fields"):
        fields = list(compared(value))
        # A field without a default is always kept: no value is equal to this function.
        while fields and fields[-1][1] == value._field_defaults.get(fields[-1][0], _plain):
            fields.pop()
        return [_plain(each) for _, each in fields]
    if isinstance(value, tuple | frozenset):
        return [_plain(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
    return value


@cache
def _reader(kind: str) -> Reader:
    """Return what makes a value of ``kind``, the text of an annotation, of what JSON has."""
    if kind.endswith(" | None"):
        read = _reader(kind.removesuffix(" | None"))
        return lambda value: None if value is None else read(value)
    outer, _, inner = kind.removesuffix("]").partition("[")
    read = _reader(inner.removesuffix(", ...").removeprefix("str, ")) if inner else _same
    if outer in ("tuple", "frozenset"):
        make = tuple if outer == "tuple" else frozenset
        return make if read is _same else lambda value: make(map(read, value))
    if outer == "Mapping":
        if read is _same:
            return _same
        return lambda value: {key: read(each) for key, each in value.items()}
    if outer in ("str", "int", "bool"):
        return _same
    if outer in ("date", "When"):
        return date.fromisoformat if outer == "date" else _when
    return _record(getattr(model, outer))


def _record(made: Any) -> Reader:
    """Return what makes a record, or one of the words of an enumeration."""
    if issubclass(made, Word):
        return {str(word): word for word in made}.__getitem__
    kinds = _kinds(made).values()
    # The other fields stand in JSON as they are, and there are ten thousands of them.
    other = [(at, _reader(kind)) for at, kind in enumerate(kinds) if "Where" not in kind]
    other = [(at, read) for at, read in other if read is not _same]

    def record(values: list[Any]) -> Any:
        for at, read in other:
            if at < len(values):
                values[at] = read(values[at])
        return made(*values)

    return record


def _kinds(record: Any) -> dict[str, str]:
    # Records are described once: here by their annotations, which `model` keeps as text.
    kinds = record.__annotations__.items()
    return {name: getattr(kind, "__forward_arg__", kind) for name, kind in kinds}


def _same(value: Any) -> Any:
    return value


@cache
def _when(text: str) -> When:
    if text.startswith("<="):
        return When(None, date.fromisoformat(text[2:]))
    earliest, _, latest = text.partition("..")
    day = date.fromisoformat(earliest)
    return When(day, date.fromisoformat(latest) if latest else day)
