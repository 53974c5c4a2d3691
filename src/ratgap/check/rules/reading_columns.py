"""A source tells what it is cited for.

`gives` names the columns of a list. A signature cites a list with signatures, a consent one that
tells of parties, a day of effect one with days of effect. A list of names (`membership` alone)
gives nobody's day: what it proves is "on or before" its own.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2000-03-01, gazette], ratification: [2000-09-01, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2000-03-01, ledger], ratification: [2000-09-01, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ratgap.check.rows import Row, named, rows
from ratgap.model import ActKind, Column, Dataset
from ratgap.problem import Problem, Where

LEVEL = "warning"

_PARTIES = frozenset({Column.CONSENTS, Column.MEMBERSHIP, Column.IN_FORCE})
_DATED = frozenset({Column.CONSENTS, Column.IN_FORCE})


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield acts and days of effect that cite a list which does not tell of such."""
    for row in rows(dataset):
        for act in row.cell.acts:
            if act.kind is ActKind.SIGNATURE:
                yield from _lacking(row, act.sources, {Column.SIGNATURES}, "signatures", act.where)
            elif act.kind.binds:
                what = f"any {named(act.kind)}"
                yield from _lacking(row, act.sources, _PARTIES, what, act.where)
                if act.when.exact:
                    first = act.sources[:1]
                    yield from _lacking(row, first, _DATED, "the days of deposit", act.where)
        for force in row.cell.stated_force:
            what = "days of entry into force"
            yield from _lacking(row, force.sources[:1], {Column.IN_FORCE}, what, force.where)


def _lacking(
    row: Row, sources: Iterable[str], columns: Iterable[Column], what: str, where: Where
) -> Iterator[Problem]:
    for source in sources:
        reading = row.reading(source)
        if reading and reading.gives and not reading.gives & frozenset(columns):
            gives = ", ".join(sorted(reading.gives))
            message = (
                f"{source} is cited here for {what} of {row.instrument.id}; it gives {gives} alone"
            )
            remedy = "check the source; else add the column to its reading"
            yield Problem(where, "reading-columns", message, remedy)
