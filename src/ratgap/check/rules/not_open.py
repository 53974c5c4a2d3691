"""An organisation joins only what is open to it.

Most treaties are open to states alone; those that organisations may join name them under
`organisations`. An act by another organisation stands under the wrong treaty or the wrong code.

Fails:

```yaml
# states.yaml
UNION:
  name: {en: Union of Nations}
  kind: organisation
  acts:
    charter: {accession: [2001-02-11, ledger]}  # here
```

Passes:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    joining:
      - {act: accession, article: "3"}
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
    organisations: [UNION]
```

```yaml
# states.yaml
UNION:
  name: {en: Union of Nations}
  kind: organisation
  acts:
    protocol: {accession: [2006-02-11, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import rows
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield acts of organisations to which the treaty is not open."""
    for row in rows(dataset):
        if dataset.open_to(row.state.code, row.instrument.id):
            continue
        for act in row.acts:
            message = f"{row.said(act)}: it is not open to this organisation"
            remedy = f"add {row.state.code} to its organisations, or check the treaty and the code"
            yield Problem(act.where, "not-open", message, remedy)
