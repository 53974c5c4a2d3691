"""From documents to a Dataset: every reference resolved, every part with its place."""

from __future__ import annotations

from collections.abc import Mapping

from ratgap.load import treaties
from ratgap.load.cells import cells
from ratgap.load.commitments import commitments
from ratgap.load.fields import CODE, IDENTIFIER
from ratgap.load.records import records
from ratgap.load.references import References
from ratgap.load.shape import GroupShape, ReadingShape, SourceShape, StateShape
from ratgap.load.tree import Document
from ratgap.model import Dataset, Group, Member, Reading, Source, State

_NOT_RELIED_ON = "low"


def build(documents: Mapping[str, Document], digest: str) -> Dataset:
    """Return the data set of ``documents``, by name of file without ``.yaml``.

    What is wrong is reported to the documents; the data set is fit for use only if nothing is.
    """
    names = References(documents)
    treaty_file, state_file, source_file, group_file, declared_file = (
        documents.get(name, Document(f"{name}.yaml"))
        for name in ("instruments", "states", "sources", "groups", "commitments")
    )
    families = treaties.families(treaty_file) if treaty_file.root is not None else {}
    ending = frozenset(
        id_
        for id_ in treaty_file.map("instruments")
        if treaty_file.at("instruments", id_, "denunciation") is not None
    )
    declared, reported = commitments(declared_file, names)
    records_of_states = records(state_file, "states", StateShape, CODE)
    return Dataset(
        instruments=treaties.instruments(treaty_file, names),
        states=_states(records_of_states, state_file, names),
        sources=_sources(source_file, names),
        groups=_groups(group_file, names),
        bases=treaties.bases(treaty_file),
        scopes=treaties.scopes(treaty_file),
        families=families,
        cells=cells(records_of_states, ending, state_file, names),
        commitments=declared,
        reports=reported,
        digest=digest,
    )


def _states(
    shapes: Mapping[str, StateShape], document: Document, names: References
) -> dict[str, State]:
    found: dict[str, State] = {}
    for code, shape in shapes.items():
        if shape.predecessor:
            names.check("state", shape.predecessor, document, (code, "predecessor"))
        found[code] = State(
            code=code,
            names=shape.name,
            alpha3=shape.alpha3,
            kind=shape.kind,
            also=tuple(shape.also),
            predecessor=shape.predecessor,
            former=shape.former,
            since=shape.since,
            until=shape.until,
            where=document.where((code,), key=True),
            places=document.places((code,)),
        )
    return found


def _sources(document: Document, names: References) -> dict[str, Source]:
    shapes = records(document, "sources", SourceShape, IDENTIFIER)
    return {
        id_: Source(
            id=id_,
            title=shape.title,
            publisher=shape.publisher,
            address=shape.address,
            kind=shape.kind,
            trust=shape.trust,
            relied_on=shape.trust != _NOT_RELIED_ON,
            readings={
                instrument: _reading(id_, instrument, reading, document, names)
                for instrument, reading in shape.readings.items()
            },
            note=shape.note,
            where=document.where((id_,), key=True),
        )
        for id_, shape in shapes.items()
    }


def _reading(
    source: str, instrument: str, shape: ReadingShape, document: Document, names: References
) -> Reading:
    path = (source, "readings", instrument)
    names.check("instrument", instrument, document, path)
    names.check_all("state", shape.silent_on, document, (*path, "silent_on"))
    return Reading(
        source=source,
        instrument=instrument,
        as_of=shape.as_of,
        gives=frozenset(shape.gives),
        absent_until=shape.absent_until,
        silent_on=frozenset(shape.silent_on),
        parties=shape.parties,
        title=shape.title,
        address=shape.address,
        note=shape.note,
        where=document.where(path, key=True),
    )


def _groups(document: Document, names: References) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for id_, shape in records(document, "groups", GroupShape, IDENTIFIER).items():
        names.check_all("source", shape.sources, document, (id_, "sources"))
        for code in shape.members:
            names.check("state", code, document, (id_, "members", code))
        found[id_] = Group(
            id=id_,
            title=shape.title,
            members=tuple(
                Member(
                    code,
                    member.since,
                    member.until,
                    document.where((id_, "members", code), key=True),
                )
                for code, member in shape.members.items()
            ),
            sources=tuple(shape.sources),
            as_of=shape.as_of,
            observers=tuple(shape.observers),
            kind=shape.kind or "",
            where=document.where((id_,), key=True),
        )
    return found
