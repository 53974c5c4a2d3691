"""From documents to a Dataset: every reference resolved, every part with its place.

What a file may hold, and which of it names something elsewhere, is told once, in ``shape``. A
record of the model takes from a shape what goes by the same name; only what goes by another is
told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from ratgap.load import shape
from ratgap.load.fields import CODE, ENTRY_INTO_FORCE, IDENTIFIER, Line, kind_named
from ratgap.load.records import listed, records, sections
from ratgap.load.references import References
from ratgap.load.tree import Document, Path, Plain
from ratgap.model import (
    Absence,
    Act,
    ActKind,
    Basis,
    Cell,
    Clause,
    ClauseKind,
    Commitment,
    Dataset,
    Declaration,
    EntryIntoForce,
    Group,
    Instrument,
    Joining,
    Member,
    NationalReport,
    Outcome,
    Parent,
    Reading,
    Scope,
    Source,
    State,
    StatedForce,
    StatusList,
)

R = TypeVar("R", bound=tuple[Any, ...])

_NOT_RELIED_ON = "low"
_RECORDS: Mapping[type[BaseModel], type[tuple[Any, ...]]] = {
    shape.ParentShape: Parent,
    shape.StatusListShape: StatusList,
    shape.OutcomeShape: Outcome,
}
"""The records of which nothing goes by another name."""


def build(documents: Mapping[str, Document], digest: str) -> Dataset:
    """Return the data set of ``documents``, by name of file without ``.yaml``.

    What is wrong is reported to the documents; the data set is fit for use only if nothing is.
    """
    names = References(documents)
    treaties, states, sources, groups, declared = (
        _Maker(documents.get(name, Document(f"{name}.yaml")), name, names)
        for name in ("instruments", "states", "sources", "groups", "commitments")
    )
    treaties.sections(shape.InstrumentsFile)
    declared.sections(shape.CommitmentsFile)
    found = records(states.document, "states", shape.StateShape, CODE)
    return Dataset(
        families=records(treaties.document, "instruments", Line, IDENTIFIER, ("families",)),
        bases=treaties.defaulting(Basis, shape.BasisShape, "bases"),
        scopes=treaties.defaulting(Scope, shape.ScopeShape, "scopes"),
        instruments={
            id_: _instrument(treaties, id_, each)
            for id_, each in treaties.checked(shape.InstrumentShape, ("instruments",))
        },
        states={code: _state(states, code, each) for code, each in found.items()},
        cells=dict(_cells(states, found, treaties.document)),
        sources={id_: _source(sources, id_, s) for id_, s in sources.checked(shape.SourceShape)},
        groups={id_: _group(groups, id_, g) for id_, g in groups.checked(shape.GroupShape)},
        commitments=declared.all(Commitment, shape.CommitmentShape, "commitments"),
        reports=declared.all(NationalReport, shape.ReportShape, "reports"),
        digest=digest,
    )


class _Maker:
    """Makes the records of one document."""

    def __init__(self, document: Document, name: str, names: References) -> None:
        self.document = document
        self.name = name
        self.names = names

    def sections(self, file: type[BaseModel]) -> None:
        """Report what is wrong at the top of a file of several sections, if it could be read."""
        if self.document.root is not None:
            sections(self.document, self.name, file)

    def checked(self, kind: type[Any], base: Path = ()) -> Iterator[tuple[str, Any]]:
        """Yield the records of the mapping at ``base``; names in them that nobody has are told."""
        for id_, each in records(self.document, self.name, kind, IDENTIFIER, base).items():
            self.check(each, (*base, id_))
            yield id_, each

    def all(self, made: type[R], kind: type[Any], section: str) -> tuple[R, ...]:
        """Return the records of the list ``section``."""
        found = []
        for path, each in listed(self.document, self.name, kind, (section,)):
            self.check(each, path)
            found.append(self.make(made, each, path))
        return tuple(found)

    def defaulting(self, made: type[R], kind: type[Any], section: str) -> dict[str, R]:
        """Return the records of ``section``, of which one is meant when none is named."""
        found = records(self.document, self.name, kind, IDENTIFIER, (section,))
        known = self.document.map(section)
        yes = Plain("true", "truth")
        defaults = [id_ for id_ in known if self.document.at(section, id_, "default") == yes]
        if known and not defaults:
            where = self.document.where((section,), key=True)
            message = f"none of the {section} is the default"
            self.document.report(where, "one-default", message, "add default: true to one")
        for id_ in defaults[1:]:
            where = self.document.where((section, id_, "default"), key=True)
            message = f"{defaults[0]} is the default already"
            self.document.report(where, "one-default", message, "keep one default")
        return {id_: self.make(made, each, (section, id_), id=id_) for id_, each in found.items()}

    def check(self, each: BaseModel, path: Path) -> None:
        """Report every name in ``each`` that nobody has. Cells are checked one by one."""
        for key, field in type(each).model_fields.items():
            value, at = getattr(each, key), (*path, field.alias or key)
            inner = get_args(field.annotation)
            if isinstance(value, BaseModel):
                self.check(value, at)
            elif isinstance(value, str) and value and (kind := kind_named(field.metadata)):
                self.names.check(kind, value, self.document, at)
            elif isinstance(value, list):
                self._check_list(value, kind_named(inner), at)
            elif isinstance(value, dict) and inner and (kind := kind_named(inner[:1])):
                for name, part in value.items():
                    self.names.check(kind, name, self.document, (*at, name))
                    self.check(part, (*at, name))

    def _check_list(self, values: list[Any], kind: str, path: Path) -> None:
        if kind:
            self.names.check_all(kind, values, self.document, path)
        for index, value in enumerate(values):
            if isinstance(value, BaseModel):
                self.check(value, (*path, index))

    def make(self, made: type[R], each: Any, path: Path, **given: Any) -> R:
        """Return a record of ``given``, and for the rest of what ``each`` has by the same name."""
        fields: tuple[str, ...] = made._fields  # type: ignore[attr-defined]
        for name in fields:
            if name in given:
                continue
            if name == "where":
                given[name] = self.document.where(path, key=isinstance(path[-1], str))
            elif name == "places":
                given[name] = self.document.places(path)
            else:
                given[name] = self._part(getattr(each, name), (*path, name))
        return made(**given)

    def _part(self, value: Any, path: Path) -> Any:
        if isinstance(value, shape.ClauseShape):
            return _clause(value)
        if isinstance(value, list):
            return tuple(self._part(each, (*path, index)) for index, each in enumerate(value))
        made = _RECORDS.get(type(value))
        return self.make(made, value, path) if made else value


def _state(maker: _Maker, code: str, each: shape.StateShape) -> State:
    maker.check(each, (code,))
    return maker.make(State, each, (code,), code=code, names=each.name)


def _source(maker: _Maker, id_: str, each: shape.SourceShape) -> Source:
    readings = {
        instrument: maker.make(
            Reading,
            reading,
            (id_, "readings", instrument),
            source=id_,
            instrument=instrument,
            gives=frozenset(reading.gives),
            silent_on=frozenset(reading.silent_on),
        )
        for instrument, reading in each.readings.items()
    }
    relied_on = each.trust != _NOT_RELIED_ON
    return maker.make(Source, each, (id_,), id=id_, relied_on=relied_on, readings=readings)


def _group(maker: _Maker, id_: str, each: shape.GroupShape) -> Group:
    members = tuple(
        maker.make(Member, member, (id_, "members", code), state=code)
        for code, member in each.members.items()
    )
    return maker.make(Group, each, (id_,), id=id_, members=members, kind=each.kind or "")


def _instrument(maker: _Maker, id_: str, each: shape.InstrumentShape) -> Instrument:
    path: Path = ("instruments", id_)
    signature = each.signature
    until = signature.until if signature else None
    declarations = None
    if each.declarations is not None:
        declarations = tuple(
            maker.make(Declaration, d, (*path, "declarations", n), organisations_only=bool(d.for_))
            for n, d in enumerate(each.declarations)
        )
    return maker.make(
        Instrument,
        each,
        path,
        id=id_,
        signature_from=signature.from_ if signature else None,
        signature_until=None if isinstance(until, str) else until,
        signature_closes_on_entry=until == ENTRY_INTO_FORCE,
        joining=tuple(
            maker.make(Joining, way, (*path, "joining", n), act=ActKind(way.act))
            for n, way in enumerate(each.joining)
        ),
        entry=_entry(maker, each.entry_into_force, path),
        declarations=declarations,
    )


def _entry(maker: _Maker, each: shape.EntryShape | None, path: Path) -> EntryIntoForce:
    if each is None:
        return EntryIntoForce()
    document, at = maker.document, (*path, "entry_into_force")
    if each.share_of_parent and document.at(*path, "parents") is None:
        where = document.where((*at, "share_of_parent"), key=True)
        message = "a share of the parent's parties is asked for, and no parent is named"
        document.report(where, "share-without-parent", message, "add parents: [...]")
    # The day is what one looks for; without it, the whole.
    where = document.where((*at, "date") if each.date_ else at, key=True)
    return maker.make(EntryIntoForce, each, at, date=each.date_, where=where)


def _clause(each: shape.ClauseShape) -> Clause:
    counts = {
        ClauseKind.DAYS_AFTER: each.days_after,
        ClauseKind.MONTH_START_AFTER: each.month_start_after,
        ClauseKind.MONTHS_AFTER: each.months_after,
    }
    kind, count = next((kind, count) for kind, count in counts.items() if count is not None)
    return Clause(kind, count, each.article)


def _cells(
    maker: _Maker, states: Mapping[str, shape.StateShape], treaties: Document
) -> Iterator[tuple[tuple[str, str], Cell]]:
    """Yield what is recorded, by state and instrument."""
    ends = {
        id_: treaties.at("instruments", id_, "denunciation") is not None
        for id_ in treaties.map("instruments")
    }
    for code, state in states.items():
        for instrument, each in state.acts.items():
            path = (code, "acts", instrument)
            maker.names.check("instrument", instrument, maker.document, path)
            acts = [
                _act(maker, kind, claim, instrument, ends=ends.get(instrument, False))
                for kind in ActKind
                for claim in _claims(maker, each, kind, path)
            ]
            acts.sort(key=lambda act: (act.when.latest, act.kind is not ActKind.SIGNATURE))
            forces = (
                StatedForce(when, sources, long.rejected if long else "", maker.document.where(at))
                for when, sources, long, at in _claims(maker, each, "in_force", path)
            )
            absences = (
                Absence(day, sources, maker.document.where(at))
                for day, sources, _, at in _claims(maker, each, "not_party", path)
            )
            where = maker.document.where(path, key=True)
            cell = Cell(tuple(acts), tuple(forces), tuple(absences), each.note, where)
            yield (code, instrument), cell


_Claim = tuple[Any, tuple[str, ...], Any, Path]
"""The day, the sources, the long form where that is used, and the place."""


def _claims(maker: _Maker, cell: shape.CellShape, key: str, path: Path) -> Iterator[_Claim]:
    """Yield the claims of one key, in either form; their sources are checked."""
    entry = getattr(cell, key.replace("-", "_"))
    for steps, form in entry.each() if entry else ():
        at = (*path, str(key), *steps)
        # A list of a day and sources, or a mapping that names them.
        long = None if type(form) is tuple else form
        day, sources = (long.day, tuple(long.sources)) if long else (form[0], form[1:])
        sources_at, first = ((*at, "sources"), 0) if long else (at, 1)
        maker.names.check_cited(sources, str(path[-1]), maker.document, sources_at, first)
        yield day, sources, long, at


def _act(maker: _Maker, kind: ActKind, claim: _Claim, instrument: str, *, ends: bool) -> Act:
    when, sources, long, path = claim
    where = maker.document.where(path)
    effective = getattr(long, "effective", None)
    if kind is ActKind.DENUNCIATION and effective is None and not ends:
        message = f"when does this take effect? {instrument} does not tell"
        remedy = "add effective: YYYY-MM-DD, or a denunciation clause to the instrument"
        maker.document.report(where, "denunciation-without-effect", message, remedy)
    if long is None:
        return Act(kind, when, sources, where=where)
    return Act(kind, when, sources, effective, long.note, long.rejected, where)
