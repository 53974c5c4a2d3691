"""The stated day of effect is the one that the clause gives.

From the day of deposit the final clauses give the day from which the treaty binds the state
(Vienna Convention on the Law of Treaties, art. 24). Where a source states another day (`in_force`),
then the deposit, the stated day or the clause is wrong; or the source counts in its own way. Say
which in a `note`, or give the stated day `rejected` with the reason.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2004-02-11, ledger], in_force: [2004-03-21, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2004-02-11, ledger], in_force: [2004-03-12, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.assess.force import binds_from
from ratgap.assess.record import record
from ratgap.check.rows import apart, dated, rows
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield stated days of effect that cannot be those of the clause."""
    for row in rows(dataset):
        stated = [force for force in row.cell.stated_force if not force.rejected]
        if not stated or row.cell.note:
            continue
        for period in record(dataset, row.state.code, row.instrument.id).periods:
            computed = binds_from(row.instrument, period.consent)
            force = next((f for f in stated if f.when == period.in_force), None)
            if force is None or computed is None or period.consent.note:
                continue
            if apart(computed, force.when):
                article = row.instrument.later_joiners.article
                by = f"by art. {article}" if article else "by its clause"
                message = (
                    f"{row.instrument.id} is said to bind {row.state.name} from "
                    f"{force.when.latest}; {by} it does so {dated(computed)}"
                )
                remedy = "check the deposit and this day; else add a note, or rejected: and why"
                yield Problem(force.where, "clause-contradicts", message, remedy)
