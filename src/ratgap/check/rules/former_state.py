"""A state that is no more has no acts and no seat.

Reports pass over a state with `former: true`, so that what is recorded of it is lost: its acts
belong under its successors, if they took them over, and its membership of a group has an end.

Fails:

```yaml
# states.yaml
XD:
  name: {en: Old Gammaland}
  former: true
  acts:
    charter: {accession: [2001-02-11, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XD:
  name: {en: Old Gammaland}
  former: true
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import rows
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "warning"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield what is recorded of former states and would never be shown."""
    for row in rows(dataset):
        if row.state.former:
            message = f"{row.state.name} is no more; no report shows this"
            remedy = "move the act to the successor, or delete former: true"
            yield Problem(row.cell.where, "former-state", message, remedy)
    for group in dataset.groups.values():
        for member in group.members:
            state = dataset.states[member.state]
            if state.former and member.until is None:
                message = f"{state.name} is no more, and a member of {group.id} without end"
                yield Problem(member.where, "former-state", message, "add until: YYYY-MM-DD")
