"""Who is cited for what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ratgap.model import Absence, Act, Dataset, StatedForce

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")


def cited(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each source that is cited, with the instrument it is cited for; "" for no act.

    A note may cite a source too: a hint that is no claim is kept there.
    """
    for (_, instrument), cell in dataset.cells.items():
        for source in _named(cell.note, dataset):
            yield source, ""
        claims: Iterable[Act | StatedForce | Absence]
        claims = (*cell.acts, *cell.stated_force, *cell.absences)
        for claim in claims:
            for source in claim.sources:
                yield source, instrument
    for treaty in dataset.instruments.values():
        noted = _named(f"{treaty.note} {treaty.entry.note}", dataset)
        for source in (*treaty.sources, *treaty.entry.sources, *noted):
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


def _named(note: str, dataset: Dataset) -> Iterator[str]:
    """Yield the sources whose ids stand in ``note``."""
    for word in _ID.findall(note):
        if word in dataset.sources:
            yield word
