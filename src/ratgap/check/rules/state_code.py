"""A state goes by its ISO 3166-1 code.

Two capital letters that ISO 3166-1 assigns, or one of those that it leaves to users (AA, QM to QZ,
XA to XZ, ZZ). Others collide with other data, or are misspelt. Organisations, and states that are
no more, have no such code. The list is that of the time zone database.

Fails:

```yaml
# states.yaml
YY:  # here
  name: {en: Ypsilon}
```

Passes:

```yaml
# states.yaml
XY:
  name: {en: Ypsilon}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ratgap.check.iso import assigned
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"
_FORM = re.compile(r"[A-Z]{2}")
_FREE = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield states with a code that ISO 3166-1 does not have."""
    known = assigned()
    for code, state in dataset.states.items():
        if state.kind != "state" or state.former or _FREE.fullmatch(code):
            continue
        if not _FORM.fullmatch(code):
            message = f"{code} is not a code of two letters"
        elif known and code not in known:
            message = f"ISO 3166-1 assigns no code {code}"
        else:
            continue
        remedy = "look the code up; is it an organisation, or a former state?"
        yield Problem(state.where, "state-code", message, remedy)
