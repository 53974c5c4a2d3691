"""Only a party can leave.

A denunciation ends a consent (Vienna Convention on the Law of Treaties, art. 54 and 56); without
an earlier consent there is nothing to end. Either the consent is missing, or the day or the treaty
is another.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {denunciation: [2008-03-01, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-02-11, ledger], denunciation: [2008-03-01, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import rows
from ratgap.model import ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield denunciations before which no consent is claimed."""
    for row in rows(dataset):
        for act in row.of_kind(ActKind.DENUNCIATION):
            if not any(c.when.earliest_or_min <= act.when.latest for c in row.consents):
                message = f"{row.said(act)}, but no earlier consent is recorded"
                remedy = "add the consent, or check the day and the treaty"
                yield Problem(act.where, "denunciation-without-consent", message, remedy)
