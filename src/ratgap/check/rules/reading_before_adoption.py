"""A list of parties is not older than the treaty.

A source that was read on a treaty speaks of a day after the treaty's adoption. An earlier day is a
slip in the year, or the reading stands under the wrong treaty.

Fails:

```yaml
# sources.yaml
gazette:
  title: Gazette of Betaland
  kind: gazette
  trust: good
  readings:
    charter: {as_of: 2005-12-31, gives: [consents]}
    protocol: {as_of: 2004-12-31, absent_until: 2004-12-31}  # here
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
    protocol: {as_of: 2005-12-31, absent_until: 2005-12-31}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield readings of a day before the adoption of their treaty."""
    for source in dataset.sources.values():
        for reading in source.readings.values():
            adopted = dataset.instruments[reading.instrument].adopted
            days = [reading.as_of.latest, reading.absent_until]
            early = next((day for day in days if day and day < adopted), None)
            if early:
                message = (
                    f"{source.id} speaks of {early}; {reading.instrument} was adopted on {adopted}"
                )
                remedy = "check the day, and whether it is this treaty"
                yield Problem(reading.where, "reading-before-adoption", message, remedy)
