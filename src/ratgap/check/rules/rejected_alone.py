"""Of several claims, one is relied on.

`rejected` keeps a claim in view that is not relied on, because another one is preferred. Where
several sources tell of the same thing and every claim is set aside, nothing is left: the one that
is preferred is most often marked by mistake.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter:
      accession:
        - {day: 2004-03-01, sources: [ledger], rejected: Misprint.}  # here
        - {day: 2004-03-11, sources: [ledger], rejected: Misprint.}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter:
      accession:
        - [2004-03-01, ledger]
        - {day: 2004-03-11, sources: [ledger], rejected: Misprint.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import rows
from ratgap.model import ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield the claims of a cell that are all set aside."""
    for row in rows(dataset):
        signing = [a for a in row.cell.acts if a.kind is ActKind.SIGNATURE]
        joining = [a for a in row.cell.acts if a.kind.binds]
        for claims in (signing, joining):
            if len(claims) < 2 or not all(a.rejected for a in claims) or row.cell.note:
                continue
            for act in claims:
                message = f"{row.said(act)} is set aside, and so is every other claim"
                remedy = "rely on one of them, or add a note that tells why on none"
                yield Problem(act.where, "rejected-alone", message, remedy)
