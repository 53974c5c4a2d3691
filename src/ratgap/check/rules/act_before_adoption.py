"""An act is not earlier than the treaty.

The text of a treaty is adopted before anyone can sign it or consent to be bound by it (Vienna
Convention on the Law of Treaties, art. 9 to 11). An earlier day is most often a slip in the year,
or an act that belongs to another treaty.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [1999-12-31, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-12-31, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import rows, surely_before
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield acts, and stated days of effect, before the adoption of their treaty."""
    for row in rows(dataset):
        adopted = row.instrument.adopted
        for act in row.acts:
            if surely_before(act.when, adopted):
                message = f"{row.said(act)} is before its adoption on {adopted}"
                remedy = "check the day, and whether it is this treaty"
                yield Problem(act.where, "act-before-adoption", message, remedy)
        for force in row.cell.stated_force:
            if not force.rejected and surely_before(force.when, adopted):
                message = (
                    f"{row.instrument.id} is said to bind {row.state.name} from "
                    f"{force.when.latest}, before its adoption on {adopted}"
                )
                yield Problem(force.where, "act-before-adoption", message, "check the day")
