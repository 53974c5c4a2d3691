"""A name means one state.

States are found by any of their names, with case, accents and punctuation left aside. A name that
two states share on the same footing (as a current name, or under `also`) finds neither: in a list
that is imported, both would be unknown.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  also: [Land of Gamma]
XD:
  name: {en: Old Gammaland}
  also: [land of Gamma]  # here
  former: true
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  also: [Land of Gamma]
XD:
  name: {en: Old Gammaland}
  also: [Old land of Gamma]
  former: true
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.model.names import fold
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield states that share a name with an earlier one."""
    current: dict[str, str] = {}
    other: dict[str, str] = {}
    for code, state in dataset.states.items():
        for key, names, held in (
            ("name", state.names.values(), current),
            ("also", state.also, other),
        ):
            for name in names:
                first = held.setdefault(fold(name), code)
                if first != code:
                    message = f'"{name}" is a name of {dataset.states[first].name} ({first}) too'
                    remedy = "keep it with one of them"
                    yield Problem(state.at(key), "shared-name", message, remedy)
