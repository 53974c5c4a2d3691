"""Who is cited for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ratgap.model import Absence, Act, Dataset, StatedForce


def cited(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each source that is cited, with the instrument it is cited for; "" for no act."""
    for (_, instrument), cell in dataset.cells.items():
        claims: Iterable[Act | StatedForce | Absence]
        claims = (*cell.acts, *cell.stated_force, *cell.absences)
        for claim in claims:
            for source in claim.sources:
                yield source, instrument
    for treaty in dataset.instruments.values():
        for source in (*treaty.sources, *treaty.entry.sources):
            yield source, ""
        if treaty.status_list:
            yield treaty.status_list.source, ""
        for declaration in treaty.declarations or ():
            yield declaration.source, ""
    for group in dataset.groups.values():
        for source in group.sources:
            yield source, ""
    for commitment in dataset.commitments:
        yield commitment.document, ""
        for outcome in (*commitment.outcomes, *commitment.related):
            for source in outcome.sources:
                yield source, ""
    for report in dataset.reports:
        for source in report.sources:
            yield source, ""
