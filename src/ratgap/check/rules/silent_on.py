"""An exception has a rule to except from.

`silent_on` names states for which the silence of a complete list proves nothing. Without
`absent_until` the silence proves nothing anyway; and a state whose consent cites the list is
listed, not passed over in silence. Either is a leftover, or one of the two is wrong.

Fails:

```yaml
# sources.yaml
gazette:
  title: Gazette of Betaland
  kind: gazette
  trust: good
  readings:
    charter: {as_of: 2005-12-31, gives: [consents], silent_on: [XC]}  # here
```

Passes:

```yaml
# sources.yaml
gazette:
  title: Gazette of Betaland
  kind: gazette
  trust: good
  readings:
    charter: {as_of: 2005-12-31, gives: [consents], absent_until: 2000-08-31, silent_on: [XC]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "warning"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield readings with exceptions that except nothing."""
    for source in dataset.sources.values():
        for reading in source.readings.values():
            if reading.silent_on and not reading.complete:
                message = "silent_on says nothing without absent_until"
                remedy = "add absent_until, or delete silent_on"
                yield Problem(reading.where, "silent-on", message, remedy)
            for code in sorted(reading.silent_on):
                acts = dataset.cell(code, reading.instrument).acts
                if any(a.kind.binds and source.id in a.sources for a in acts):
                    message = f"{source.id} is silent on {code}, and cited for its consent"
                    remedy = "take the state out of silent_on, or the source out of the act"
                    yield Problem(reading.where, "silent-on", message, remedy)
