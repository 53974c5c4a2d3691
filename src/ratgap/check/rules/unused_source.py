"""A source is there for something.

A source that no act, treaty or group cites, that proves no absence and states no total, is a
leftover; or the act that should cite it does not.

Fails:

```yaml
# sources.yaml
almanac:  # here
  title: Almanac of States
  kind: dataset
  trust: good
```

Passes:

```yaml
# sources.yaml
almanac:
  title: Almanac of States
  kind: dataset
  trust: good
  readings:
    charter: {as_of: 2003, gives: [membership], absent_until: 2000-08-31}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.citations import cited
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield sources on which nothing rests."""
    known = {source for source, _ in cited(dataset)}
    for source in dataset.sources.values():
        proves = any(r.complete or r.parties is not None for r in source.readings.values())
        if source.id not in known and not proves:
            message = f"nothing cites {source.id}"
            remedy = "cite it where it speaks, or delete it"
            yield Problem(source.where, "unused-source", message, remedy)
