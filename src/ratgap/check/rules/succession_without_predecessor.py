"""A successor has a predecessor.

A state succeeds to a treaty that applied to its territory before (Vienna Convention on Succession
of States in respect of Treaties, art. 2(1)(b) and 17). `predecessor` names the state whose treaty
that was; without it nobody can follow the succession back. It is reported once for each state.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {succession: [2006-02-11, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  predecessor: XD
  acts:
    charter: {succession: [2006-02-11, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import rows
from ratgap.model import ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield the first succession of each state that has no predecessor."""
    seen: set[str] = set()
    for row in rows(dataset):
        code = row.state.code
        successions = row.of_kind(ActKind.SUCCESSION)
        if successions and not row.state.predecessor and code not in seen:
            seen.add(code)
            message = f"{row.said(successions[0])}, and no predecessor is named"
            remedy = f"add predecessor: CODE to {code}, or is it an accession?"
            where = successions[0].where
            yield Problem(where, "succession-without-predecessor", message, remedy)
