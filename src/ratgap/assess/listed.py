"""For whom the data cite a source: the states that it lists, and how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from ratgap.model import ActKind, Dataset


def listed(dataset: Dataset) -> dict[tuple[str, str], set[str]]:
    """Return, by source and instrument, the codes of those whom the source lists as parties.

    Those are listed whose consent cites it, save who had left by its day and it tells so.
    """
    known = dataset.memo.get("listed")
    if isinstance(known, dict):
        return known
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
    dataset.memo["listed"] = codes
    return codes


def counted(dataset: Dataset, source: str, instrument: str) -> Mapping[str, int]:
    """Return for how many the data cite ``source``: as ``parties``, ``signatories``, ``absent``."""
    known = dataset.memo.get("counted")
    if not isinstance(known, Counter):
        known = dataset.memo["counted"] = Counter(
            (what, *key)
            for (_, id_), cell in dataset.cells.items()
            for what, claims in (
                ("signatories", [act for act in cell.acts if act.kind is ActKind.SIGNATURE]),
                ("absent", cell.absences),
            )
            for key in {(cited, id_) for claim in claims for cited in claim.sources}
        )
    key = (source, instrument)
    others = {what: known[what, *key] for what in ("signatories", "absent")}
    return {"parties": len(listed(dataset).get(key, ())), **others}
