"""A source cannot know what came after it.

`as_of` is the day of which a source speaks. An act of a later day that cites it has the wrong day
or the wrong source. "On or before" a day later than the source itself says less than the source
does.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2011-02-11, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2010-02-11, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ratgap.check.rows import Row, rows, surely_after
from ratgap.model import Dataset, When
from ratgap.problem import Problem, Where

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield acts and absences on a day after that of a source which they cite."""
    for row in rows(dataset):
        for act in row.acts:
            yield from _late(row, act.sources, act.when, act.where, row.said(act))
        for absence in row.cell.absences:
            said = f"{row.state.name}'s absence from {row.instrument.id} on {absence.day}"
            yield from _late(row, absence.sources, When.on(absence.day), absence.where, said)


def _late(
    row: Row, sources: Iterable[str], when: When, where: Where, said: str
) -> Iterator[Problem]:
    for index, source in enumerate(sources):
        reading = row.reading(source)
        if reading is None:
            continue
        last = reading.as_of.latest
        bound = index == 0 and when.earliest is None and when.latest > last
        if bound or surely_after(when, last):
            message = f"{said} is after {last}, of which {source} speaks"
            yield Problem(where, "act-after-source", message, "check the day and the source")
