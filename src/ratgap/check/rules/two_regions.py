"""A state lies in one part of the world.

Groups of `kind: region` divide the world: a state in two of them would be counted twice, and
sorted into the first that comes.

Fails:

```yaml
# groups.yaml
east:
  title: The East
  sources: [ledger]
  kind: region
  members:
    XC: {}
west:
  title: The West
  sources: [ledger]
  kind: region
  members:
    XC: {}  # here
```

Passes:

```yaml
# groups.yaml
east:
  title: The East
  sources: [ledger]
  kind: region
  members:
    XB: {}
west:
  title: The West
  sources: [ledger]
  kind: region
  members:
    XC: {}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield members of a region that are in an earlier one."""
    regions: dict[str, str] = {}
    for group in dataset.groups.values():
        for member in group.members if group.kind == "region" else ():
            first = regions.setdefault(member.state, group.id)
            if first != group.id:
                message = f"{dataset.states[member.state].name} is in the region {first} already"
                yield Problem(member.where, "two-regions", message, "keep it in one of them")
