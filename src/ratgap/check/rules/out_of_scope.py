"""A treaty is in some scope.

Reports show the treaties of a scope; one that is in none is never shown.

Fails:

```yaml
# instruments.yaml
instruments:
  protocol:  # here
    title: Protocol
    adopted: 2005-01-01
    later_joiners: {days_after: 30, article: "4"}
```

Passes:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield treaties without a scope."""
    for treaty in dataset.instruments.values():
        if not treaty.scopes:
            message = f"{treaty.id} is in no scope, and no report shows it"
            remedy = f"add scopes: [...], such as {next(iter(dataset.scopes), 'one of yours')}"
            yield Problem(treaty.where, "out-of-scope", message, remedy)
