"""A source proves nothing of the days after it.

`absent_until` is the day up to which a complete list proves absence: the day of which it speaks
(`as_of`), or an earlier one where it tells late, never a later one.

Fails:

```yaml
# sources.yaml
gazette:
  title: Gazette of Betaland
  kind: gazette
  trust: good
  readings:
    charter: {as_of: 2005-12-31, gives: [consents]}
    protocol: {as_of: 2005-12-31, absent_until: 2015-12-31}  # here
```

Passes:

```yaml
# sources.yaml
gazette:
  title: Gazette of Betaland
  kind: gazette
  trust: good
  readings:
    charter: {as_of: 2005-12-31, gives: [consents]}
    protocol: {as_of: 2005-12-31, absent_until: 2005-06-30}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield readings that claim absence on days after their own."""
    for source in dataset.sources.values():
        for reading in source.readings.values():
            until = reading.absent_until
            if until and until > reading.as_of.latest:
                message = (
                    f"{source.id} speaks of {reading.as_of.latest} and cannot prove absence "
                    f"until {until}"
                )
                yield Problem(reading.where, "silence-after-reading", message, "check both days")
