"""A code means one state.

States are found by their two-letter and three-letter codes. A three-letter code that two states
share, or that is another one's key, finds the wrong one.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  alpha3: XGL
XD:
  name: {en: Old Gammaland}
  alpha3: XGL  # here
  former: true
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  alpha3: XGL
XD:
  name: {en: Old Gammaland}
  alpha3: XGO
  former: true
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield states whose three-letter code is another's."""
    held: dict[str, str] = {code: code for code in dataset.states}
    for code, state in dataset.states.items():
        if not state.alpha3:
            continue
        other = held.get(state.alpha3, code)
        if other != code:
            message = f"{state.alpha3} is the code of {dataset.states[other].name} already"
            yield Problem(state.at("alpha3"), "shared-code", message, "check alpha3 of both")
        held.setdefault(state.alpha3, code)
