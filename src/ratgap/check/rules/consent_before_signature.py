"""Consent does not come before signature.

A state signs and then ratifies, accepts or approves (Vienna Convention on the Law of Treaties,
art. 14); one that accedes does not sign at all (art. 15). If the days stand the other way round,
they are often swapped.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2000-09-01, ledger], ratification: [2000-03-01, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2000-03-01, ledger], ratification: [2000-09-01, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import dated, rows, surely_after
from ratgap.model import ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield consents that surely come before every signature of the state."""
    for row in rows(dataset):
        signatures = row.of_kind(ActKind.SIGNATURE)
        for act in row.consents:
            # A successor may take over a signature and an earlier effect together.
            if act.kind is ActKind.SUCCESSION or not signatures:
                continue
            if all(surely_after(s.when, act.when.latest) for s in signatures):
                message = f"{row.said(act)} is before its signature {dated(signatures[0].when)}"
                remedy = "check both days: are they swapped?"
                yield Problem(act.where, "consent-before-signature", message, remedy)
