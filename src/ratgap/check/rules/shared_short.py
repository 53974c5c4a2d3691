"""A short code heads one column.

`short` stands for a treaty where columns are narrow; two treaties of the same code could not be
told apart.

Fails:

```yaml
# instruments.yaml
instruments:
  charter:
    title: Charter
    short: CHART
    adopted: 2000-01-01
    signature: {from: 2000-01-01, until: 2000-12-31}
    later_joiners: {days_after: 30, article: "12"}
    scopes: [all]
  protocol:
    title: Protocol
    short: CHART  # here
    adopted: 2005-01-01
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
```

Passes:

```yaml
# instruments.yaml
instruments:
  charter:
    title: Charter
    short: CHART
    adopted: 2000-01-01
    signature: {from: 2000-01-01, until: 2000-12-31}
    later_joiners: {days_after: 30, article: "12"}
    scopes: [all]
  protocol:
    title: Protocol
    short: PROT
    adopted: 2005-01-01
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield treaties whose short code is an earlier one's."""
    held: dict[str, str] = {}
    for treaty in dataset.instruments.values():
        first = held.setdefault(treaty.short, treaty.id) if treaty.short else treaty.id
        if first != treaty.id:
            message = f"{treaty.short} is the short code of {first} already"
            yield Problem(treaty.at("short"), "shared-short", message, "choose another")
