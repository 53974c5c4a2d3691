"""A report stands in the data once.

A report to a body is told by its symbol, and by its number among the state's reports to that body;
two entries of the same symbol or number are one report told twice, or one of them is misnumbered.

Fails:

```yaml
# commitments.yaml
reports:
  - {state: XA, ordinal: 1, body: Council, when: 2003-01-01, sources: [ledger]}
  - {state: XA, ordinal: 1, body: Council, when: 2004-01-01, sources: [ledger]}  # here
```

Passes:

```yaml
# commitments.yaml
reports:
  - {state: XA, ordinal: 1, body: Council, when: 2003-01-01, sources: [ledger]}
  - {state: XA, ordinal: 2, body: Council, when: 2004-01-01, sources: [ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem, Where

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield reports with the symbol or the number of an earlier one."""
    seen: dict[tuple[str, ...], Where] = {}
    for report in dataset.reports:
        keys: list[tuple[str, ...]] = []
        if report.symbol:
            keys.append((report.symbol,))
        if report.ordinal is not None:
            keys.append((report.state, report.body, report.basis, str(report.ordinal)))
        first = next((seen[key] for key in keys if key in seen), None)
        if first:
            name = dataset.states[report.state].name
            message = f"this report of {name} stands in line {first.line} already"
            yield Problem(report.where, "report-twice", message, "check the symbol and the number")
        seen |= dict.fromkeys(keys, report.where)
