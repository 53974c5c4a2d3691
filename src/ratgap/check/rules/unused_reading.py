"""A reading says something of somebody.

A partial reading that no act on its treaty cites, and that states no total, proves nothing: it is
a leftover, or it stands under the wrong treaty.

Fails:

```yaml
# sources.yaml
gazette:
  title: Gazette of Betaland
  kind: gazette
  trust: good
  readings:
    charter: {as_of: 2005-12-31, gives: [consents]}
    protocol: {as_of: 2005-12-31, gives: [consents]}  # here
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
    protocol: {as_of: 2005-12-31, gives: [consents], parties: 0}
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
    """Yield partial readings that no act cites."""
    known = set(cited(dataset))
    for source in dataset.sources.values():
        # A source that nothing cites at all is reported as a whole.
        if not any(id_ == source.id for id_, _ in known):
            continue
        for reading in source.readings.values():
            used = reading.complete or reading.parties is not None
            if not used and (source.id, reading.instrument) not in known:
                message = f"no act on {reading.instrument} cites {source.id}"
                remedy = "cite it where it speaks, or delete the reading"
                yield Problem(reading.where, "unused-reading", message, remedy)
