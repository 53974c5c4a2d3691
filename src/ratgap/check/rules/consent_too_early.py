"""What is open only once the treaty is in force is not done before.

Older treaties let states accede only after their entry into force (`after_entry_into_force` in
`joining`). An earlier accession is a slip in the day, or an act of another kind.

Fails:

```yaml
# instruments.yaml
instruments:
  charter:
    title: Charter
    adopted: 2000-01-01
    signature: {from: 2000-01-01, until: 2000-12-31}
    joining:
      - {act: ratification, article: "10", signed_first: true}
      - {act: accession, article: "11", after_entry_into_force: true}
    entry_into_force: {date: 2001-01-01, sources: [ledger]}
    later_joiners: {days_after: 30, article: "12"}
    scopes: [all]
```

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2000-12-31, ledger]}  # here
```

Passes:

```yaml
# instruments.yaml
instruments:
  charter:
    title: Charter
    adopted: 2000-01-01
    signature: {from: 2000-01-01, until: 2000-12-31}
    joining:
      - {act: ratification, article: "10", signed_first: true}
      - {act: accession, article: "11", after_entry_into_force: true}
    entry_into_force: {date: 2001-01-01, sources: [ledger]}
    later_joiners: {days_after: 30, article: "12"}
    scopes: [all]
```

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-01-01, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import Row, rows, surely_before
from ratgap.model import Act, Dataset
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield consents by ways that were not open yet."""
    for row in rows(dataset):
        entered = row.instrument.entry.date
        for act in row.consents:
            if act.when.latest < row.instrument.adopted or not _must_wait(row, act):
                continue
            if entered and surely_before(act.when, entered):
                message = f"{row.said(act)}: this way opened with its entry into force on {entered}"
                remedy = "check the day and the act"
                yield Problem(act.where, "consent-too-early", message, remedy)


def _must_wait(row: Row, act: Act) -> bool:
    ways = [way for way in row.instrument.joining if way.act is act.kind]
    return bool(ways) and all(way.after_entry_into_force for way in ways)
