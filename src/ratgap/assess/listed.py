"""For whom the data cite a source: the states that it lists, and how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from ratgap.model import ActKind, Dataset, remembered


@remembered
def listed(dataset: Dataset) -> dict[tuple[str, str], set[str]]:
    """Return, by source and instrument, the codes of those whom the source lists as parties.

    Those are listed whose consent cites it, save who had left by its day and it tells so.
    """
    codes: dict[tuple[str, str], set[str]] = {}
    for (code, instrument), cell in dataset.cells.items():
        given: dict[str, date] = {}
        left: dict[str, date] = {}
        for act in cell.acts:
            if act.kind.binds:
                given |= dict.fromkeys(act.sources, act.when.latest)
            elif act.kind is ActKind.DENUNCIATION and not act.rejected:
                left |= dict.fromkeys(act.sources, act.when.latest)
        for source, day in given.items():
            # Who left and came back is listed for the later consent.
            if source not in left or left[source] <= day:
                codes.setdefault((source, instrument), set()).add(code)
    return codes


def cited_for(dataset: Dataset, source: str, instrument: str) -> Mapping[str, int]:
    """Return for how many the data cite ``source``: as ``parties``, ``signatories``, ``absent``."""
    key = (source, instrument)
    others = {what: _cited(dataset)[what, *key] for what in ("signatories", "absent")}
    return {"parties": len(listed(dataset).get(key, ())), **others}


@remembered
def _cited(dataset: Dataset) -> Counter[tuple[str, str, str]]:
    """Return of how many signatures and absences each source is cited for each instrument."""
    return Counter(
        (what, source, instrument)
        for (_, instrument), cell in dataset.cells.items()
        for what, claims in (
            ("signatories", [act for act in cell.acts if act.kind is ActKind.SIGNATURE]),
            ("absent", cell.absences),
        )
        for source in {source for claim in claims for source in claim.sources}
    )
