"""An act stands in the data once.

Two entries of the same kind and day are one act told twice: name both sources in one entry. The
first gives the day, the others confirm it.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [[2001-02-11, ledger], [2001-02-11, gazette]]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-02-11, ledger, gazette]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import rows
from ratgap.model import ActKind, Dataset, When
from ratgap.problem import Problem, Where

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield every act that an earlier entry of the same cell tells already."""
    for row in rows(dataset):
        seen: dict[tuple[ActKind, When], Where] = {}
        for act in sorted(row.cell.acts, key=lambda act: act.where):
            key = (act.kind, act.when)
            if key in seen:
                message = f"{row.said(act)} is told twice"
                remedy = "name all its sources in one entry"
                yield Problem(act.where, "duplicate-act", message, remedy)
            seen[key] = act.where
