"""Treaties name as organisations what is an organisation.

`organisations` lists those to which a treaty is open beside states; every treaty here is open to
states. A state there is most often the wrong code; or the organisation lacks its
`kind: organisation`, and would be counted as a state.

Fails:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
    organisations: [XA]  # here
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
    organisations: [UNION]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield states that a treaty names among its organisations."""
    for treaty in dataset.instruments.values():
        for code in treaty.organisations:
            state = dataset.states[code]
            if state.kind == "state":
                message = f"{treaty.id} names {state.name} as an organisation"
                remedy = f"check the code, or add kind: organisation to {code}"
                yield Problem(treaty.at("organisations"), "organisation-kind", message, remedy)
