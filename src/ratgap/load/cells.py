"""The acts, stated days and absences that are recorded of a state, as the model has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from ratgap.load.claims import CellShape, Claims, LongAct, LongEnding, LongForce
from ratgap.load.references import References
from ratgap.load.shape import StateShape
from ratgap.load.tree import Document, Path
from ratgap.model import Absence, Act, ActKind, Cell, StatedForce, When

D = TypeVar("D", When, date)
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class _Claim(Generic[D, L]):
    """One claim in either form; ``sources`` stand from index ``first`` of ``sources_at`` on."""

    day: D
    sources: tuple[str, ...]
    path: Path
    sources_at: Path
    first: int
    long: L | None


def cells(
    states: Mapping[str, StateShape], ending: frozenset[str], document: Document, names: References
) -> dict[tuple[str, str], Cell]:
    """Return what is recorded, by state and instrument.

    ``ending`` are the instruments with a denunciation clause. Unknown instruments and sources,
    and denunciations without a day of effect, are reported to ``document``.
    """
    found: dict[tuple[str, str], Cell] = {}
    for code, state in states.items():
        for instrument, shape in state.acts.items():
            row = _Row(document, names, instrument, (code, "acts", instrument))
            found[code, instrument] = row.cell(shape, ends=instrument in ending)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """The line of one state and one instrument."""

    document: Document
    names: References
    instrument: str
    path: Path

    def cell(self, shape: CellShape, *, ends: bool) -> Cell:
        """Return the line as the model has it."""
        self.names.check("instrument", self.instrument, self.document, self.path)
        return Cell(
            acts=self._acts(shape, ends=ends),
            stated_force=tuple(self._forces(shape)),
            absences=tuple(self._absences(shape)),
            note=shape.note,
            where=self.document.where(self.path, key=True),
        )

    def _acts(self, shape: CellShape, *, ends: bool) -> tuple[Act, ...]:
        acts: list[Act] = []
        for kind in ActKind:
            entry: Claims[Any, LongAct] | None = getattr(shape, kind.replace("-", "_"))
            for claim in self._claims(entry, kind):
                act = self._act(kind, claim)
                if kind is ActKind.DENUNCIATION and act.effective is None and not ends:
                    message = f"when does this take effect? {self.instrument} does not tell"
                    remedy = "add effective: YYYY-MM-DD, or a denunciation clause to the instrument"
                    self.document.report(act.where, "denunciation-without-effect", message, remedy)
                acts.append(act)
        acts.sort(key=lambda act: (act.when.latest, act.kind is not ActKind.SIGNATURE))
        return tuple(acts)

    def _act(self, kind: ActKind, claim: _Claim[When, LongAct]) -> Act:
        where = self.document.where(claim.path)
        long = claim.long
        if long is None:
            return Act(kind, claim.day, claim.sources, where=where)
        effective = long.effective if isinstance(long, LongEnding) else None
        return Act(kind, claim.day, claim.sources, effective, long.note, long.rejected, where)

    def _forces(self, shape: CellShape) -> Iterator[StatedForce]:
        entry: Claims[Any, LongForce] | None = shape.in_force
        for claim in self._claims(entry, "in_force"):
            rejected = claim.long.rejected if claim.long else ""
            where = self.document.where(claim.path)
            yield StatedForce(claim.day, claim.sources, rejected, where)

    def _absences(self, shape: CellShape) -> Iterator[Absence]:
        for claim in self._claims(shape.not_party, "not_party"):
            yield Absence(claim.day, claim.sources, self.document.where(claim.path))

    def _claims(self, entry: Claims[Any, L] | None, key: str) -> Iterator[_Claim[Any, L]]:
        """Yield the claims of one key; their sources are checked."""
        for steps, form in entry.each() if entry else ():
            path = (*self.path, str(key), *steps)
            if type(form) is tuple:
                claim: _Claim[Any, L] = _Claim(form[0], form[1:], path, path, 1, None)
            else:
                long: Any = form
                sources_at = (*path, "sources")
                claim = _Claim(long.day, tuple(long.sources), path, sources_at, 0, long)
            self.names.check_cited(
                claim.sources, self.instrument, self.document, claim.sources_at, claim.first
            )
            yield claim
