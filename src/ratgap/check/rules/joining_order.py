"""Treaties can be joined in some order.

A protocol that only parties to its parent may join comes after the parent; one that makes its
parties parties to the amended treaty comes before it. Conditions that run in a circle leave no
first step, and no plan.

Fails:

```yaml
# instruments.yaml
instruments:
  charter:
    title: Charter
    adopted: 2000-01-01
    signature: {from: 2000-01-01, until: 2000-12-31}
    entry_into_force: {date: 2001-01-01, sources: [ledger]}
    later_joiners: {days_after: 30, article: "12"}
    parents:
      - {instrument: charter, rule: parties-only, article: "3"}  # here
    scopes: [all]
```

Passes:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    later_joiners: {days_after: 30, article: "4"}
    parents:
      - {instrument: charter, rule: parties-only, article: "3"}
    scopes: [all]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.assess.joining import ImpossibleOrderError, joining_order
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield the circle of treaties, if there is one, at the parents that close it."""
    try:
        joining_order(dataset)
    except ImpossibleOrderError as error:
        message = f"each must be joined before the next: {' -> '.join(error.cycle)}"
        members = set(error.cycle)
        for id_ in dict.fromkeys(error.cycle):
            for parent in dataset.instruments[id_].parents:
                if parent.instrument in members:
                    remedy = "check which is the parent, and by which rule"
                    yield Problem(parent.where, "joining-order", message, remedy)
