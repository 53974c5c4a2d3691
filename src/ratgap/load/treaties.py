"""The records of ``instruments.yaml`` as the model has them."""

from __future__ import annotations

from collections.abc import Mapping

from ratgap.load.fields import ENTRY_INTO_FORCE, IDENTIFIER, Line
from ratgap.load.records import records, sections
from ratgap.load.references import References
from ratgap.load.shape import (
    BasisShape,
    ClauseShape,
    EntryShape,
    InstrumentsFile,
    InstrumentShape,
    ScopeShape,
)
from ratgap.load.tree import Document, Path, Plain
from ratgap.model import (
    ActKind,
    Basis,
    Clause,
    ClauseKind,
    Declaration,
    EntryIntoForce,
    Instrument,
    Joining,
    Parent,
    Scope,
    StatusList,
)

_NAME = "instruments"


def families(document: Document) -> dict[str, str]:
    """Return the families' titles by id; report what is wrong to ``document``."""
    sections(document, _NAME, InstrumentsFile)
    return records(document, _NAME, Line, IDENTIFIER, ("families",))


def bases(document: Document) -> dict[str, Basis]:
    """Return the bases by id; report what is wrong to ``document``."""
    found = records(document, _NAME, BasisShape, IDENTIFIER, ("bases",))
    _one_default(document, "bases")
    return {
        id_: Basis(id_, basis.title, basis.citation, basis.default) for id_, basis in found.items()
    }


def scopes(document: Document) -> dict[str, Scope]:
    """Return the scopes by id; report what is wrong to ``document``."""
    found = records(document, _NAME, ScopeShape, IDENTIFIER, ("scopes",))
    _one_default(document, "scopes")
    return {id_: Scope(id_, scope.title, scope.default) for id_, scope in found.items()}


def _one_default(document: Document, section: str) -> None:
    """Report if not exactly one of ``section`` is what is meant when none is named."""
    defaults = [
        id_
        for id_ in document.map(section)
        if document.at(section, id_, "default") == Plain("true", "truth")
    ]
    if not defaults and document.map(section):
        where = document.where((section,), key=True)
        message = f"none of the {section} is the default"
        document.report(where, "one-default", message, "add default: true to one")
    for id_ in defaults[1:]:
        where = document.where((section, id_, "default"), key=True)
        message = f"{defaults[0]} is the default already"
        document.report(where, "one-default", message, "keep one default")


def instruments(document: Document, names: References) -> dict[str, Instrument]:
    """Return the instruments by id; report what is wrong to ``document``."""
    found = records(document, _NAME, InstrumentShape, IDENTIFIER, ("instruments",))
    return {id_: _instrument(id_, shape, document, names) for id_, shape in found.items()}


def _instrument(
    id_: str, shape: InstrumentShape, document: Document, names: References
) -> Instrument:
    path: Path = ("instruments", id_)
    _check(shape, document, names, path)
    signature = shape.signature
    until = signature.until if signature else None
    closes_on_entry = until == ENTRY_INTO_FORCE
    return Instrument(
        id=id_,
        title=shape.title,
        adopted=shape.adopted,
        later_joiners=_clause(shape.later_joiners),
        short=shape.short,
        family=shape.family,
        titles=shape.titles,
        place=shape.place,
        depositaries=tuple(shape.depositaries),
        signature_from=signature.from_ if signature else None,
        signature_until=None if isinstance(until, str) else until,
        signature_closes_on_entry=closes_on_entry,
        joining=tuple(
            Joining(
                ActKind(way.act),
                way.article,
                way.signed_first,
                way.after_entry_into_force,
                document.where((*path, "joining", index)),
            )
            for index, way in enumerate(shape.joining)
        ),
        entry=_entry(shape.entry_into_force, document, path),
        denunciation=_clause(shape.denunciation) if shape.denunciation else None,
        declarations=_declarations(shape, document, path),
        declarations_read=shape.declarations_read,
        parents=tuple(
            Parent(
                parent.instrument,
                parent.rule,
                parent.article,
                document.where((*path, "parents", index)),
            )
            for index, parent in enumerate(shape.parents)
        ),
        prevails_over=tuple(shape.prevails_over),
        bases=tuple(shape.bases),
        scopes=tuple(shape.scopes),
        organisations=tuple(shape.organisations),
        citations=shape.citations,
        status_list=StatusList(shape.status_list.url, shape.status_list.source)
        if shape.status_list
        else None,
        sources=tuple(shape.sources),
        note=shape.note,
        where=document.where(path, key=True),
        places=document.places(path),
    )


def _check(shape: InstrumentShape, document: Document, names: References, path: Path) -> None:
    """Report every name that ``shape`` points to and that is not there."""
    lists: Mapping[str, tuple[str, list[str]]] = {
        "bases": ("basis", shape.bases),
        "scopes": ("scope", shape.scopes),
        "organisations": ("state", shape.organisations),
        "prevails_over": ("instrument", shape.prevails_over),
        "sources": ("source", shape.sources),
    }
    for key, (kind, listed) in lists.items():
        names.check_all(kind, listed, document, (*path, key))
    if shape.family:
        names.check("family", shape.family, document, (*path, "family"))
    for index, parent in enumerate(shape.parents):
        at = (*path, "parents", index, "instrument")
        names.check("instrument", parent.instrument, document, at)
    for index, declared in enumerate(shape.declarations or ()):
        names.check("source", declared.source, document, (*path, "declarations", index, "source"))
    if shape.status_list:
        at = (*path, "status_list", "source")
        names.check("source", shape.status_list.source, document, at)
    entry = shape.entry_into_force
    if entry:
        at = (*path, "entry_into_force")
        names.check_all("source", entry.sources, document, (*at, "sources"))
        names.check_all("instrument", entry.not_before, document, (*at, "not_before"))
        if entry.share_of_parent and document.at(*path, "parents") is None:
            where = document.where((*at, "share_of_parent"), key=True)
            message = "a share of the parent's parties is asked for, and no parent is named"
            document.report(where, "share-without-parent", message, "add parents: [...]")


def _declarations(
    shape: InstrumentShape, document: Document, path: Path
) -> tuple[Declaration, ...] | None:
    if shape.declarations is None:
        return None
    return tuple(
        Declaration(
            declared.text,
            declared.article,
            declared.required,
            declared.source,
            declared.when,
            declared.for_ is not None,
            document.where((*path, "declarations", index)),
        )
        for index, declared in enumerate(shape.declarations)
    )


def _entry(shape: EntryShape | None, document: Document, path: Path) -> EntryIntoForce:
    if shape is None:
        return EntryIntoForce()
    at = (*path, "entry_into_force")
    # The day is what one looks for; without it, the whole.
    dated = (*at, "date") if shape.date_ else at
    return EntryIntoForce(
        date=shape.date_,
        sources=tuple(shape.sources),
        clause=_clause(shape.clause) if shape.clause else None,
        deposits=shape.deposits,
        share_of_parent=shape.share_of_parent,
        states_only=shape.states_only,
        not_before=tuple(shape.not_before),
        note=shape.note,
        where=document.where(dated, key=True),
    )


def _clause(shape: ClauseShape) -> Clause:
    counts = {
        ClauseKind.DAYS_AFTER: shape.days_after,
        ClauseKind.MONTH_START_AFTER: shape.month_start_after,
        ClauseKind.MONTHS_AFTER: shape.months_after,
    }
    kind, count = next((kind, count) for kind, count in counts.items() if count is not None)
    return Clause(kind, count, shape.article)
