"""The records of ``commitments.yaml`` as the model has them."""

from __future__ import annotations

from collections.abc import Iterable

from ratgap.load.commitment_shapes import (
    CommitmentsFile,
    CommitmentShape,
    OutcomeShape,
    ReportShape,
)
from ratgap.load.records import listed, sections
from ratgap.load.references import References
from ratgap.load.tree import Document, Path
from ratgap.model import Commitment, NationalReport, Outcome

_NAME = "commitments"


def commitments(
    document: Document, names: References
) -> tuple[tuple[Commitment, ...], tuple[NationalReport, ...]]:
    """Return the commitments and the reports; report what is wrong to ``document``."""
    if document.root is None:
        return (), ()
    sections(document, _NAME, CommitmentsFile)
    declared = tuple(
        _commitment(shape, document, names, path)
        for path, shape in listed(document, _NAME, CommitmentShape, ("commitments",))
    )
    reported = tuple(
        _report(shape, document, names, path)
        for path, shape in listed(document, _NAME, ReportShape, ("reports",))
    )
    return declared, reported


def _commitment(
    shape: CommitmentShape, document: Document, names: References, path: Path
) -> Commitment:
    names.check("state", shape.state, document, (*path, "state"))
    names.check("source", shape.document, document, (*path, "document"))
    return Commitment(
        state=shape.state,
        text=shape.text,
        document=shape.document,
        place=shape.place,
        kind=shape.kind,
        to=tuple(shape.to),
        made=shape.made,
        due=shape.due,
        outcomes=_outcomes(shape.outcomes, document, names, (*path, "outcomes")),
        related=_outcomes(shape.related, document, names, (*path, "related")),
        note=shape.note,
        where=document.where(path),
    )


def _outcomes(
    shapes: Iterable[OutcomeShape], document: Document, names: References, path: Path
) -> tuple[Outcome, ...]:
    found = []
    for index, shape in enumerate(shapes):
        names.check_all("source", shape.sources, document, (*path, index, "sources"))
        where = document.where((*path, index))
        found.append(Outcome(shape.text, tuple(shape.sources), shape.when, where))
    return tuple(found)


def _report(
    shape: ReportShape, document: Document, names: References, path: Path
) -> NationalReport:
    names.check("state", shape.state, document, (*path, "state"))
    if shape.basis:
        names.check("basis", shape.basis, document, (*path, "basis"))
    names.check_all("source", shape.sources, document, (*path, "sources"))
    return NationalReport(
        state=shape.state,
        body=shape.body,
        sources=tuple(shape.sources),
        basis=shape.basis,
        symbol=shape.symbol,
        ordinal=shape.ordinal,
        when=shape.when,
        note=shape.note,
        where=document.where(path),
    )
