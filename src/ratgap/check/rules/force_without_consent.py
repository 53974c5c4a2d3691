"""A treaty binds only who has consented.

A day of effect (`in_force`) stands beside the consent that it follows from (Vienna Convention on
the Law of Treaties, art. 11 and 24), never before it and never before the treaty's own entry into
force. Only a succession takes effect earlier than it is notified.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {in_force: [2004-03-12, ledger]}  # here
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

from ratgap.check.rows import Row, dated, rows, surely_before
from ratgap.model import ActKind, Dataset, StatedForce
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield days of effect without a consent, or before it."""
    for row in rows(dataset):
        for force in row.cell.stated_force:
            why = "" if force.rejected else _why(row, force)
            if why:
                message = (
                    f"{row.instrument.id} is said to bind {row.state.name} from "
                    f"{force.when.latest}, {why}"
                )
                remedy = "add the consent, or check the days"
                yield Problem(force.where, "force-without-consent", message, remedy)


def _why(row: Row, force: StatedForce) -> str:
    if not row.consents:
        return "and no consent is recorded"
    entered = row.instrument.entry.date
    succeeded = any(act.kind is ActKind.SUCCESSION for act in row.consents)
    # What is before the adoption is reported as that.
    adopted = force.when.latest >= row.instrument.adopted
    if adopted and entered and surely_before(force.when, entered):
        return f"before it entered into force itself on {entered}"
    firsts = [act.when.earliest for act in row.consents]
    if not succeeded and all(first and force.when.latest < first for first in firsts):
        return f"before the consent {dated(row.consents[0].when)}"
    return ""
