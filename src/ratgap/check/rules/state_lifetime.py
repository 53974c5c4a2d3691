"""A state acts only while it exists.

Where `states.yaml` says since or until when a state existed, its own acts lie between. A successor
notifies a succession after it came into being; the day on which the succession takes effect is
that on which it did (Vienna Convention on Succession of States in respect of Treaties, art. 22
and 23). The acts of a predecessor belong to the predecessor.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  since: 2004-07-01
  acts:
    charter: {accession: [2003-07-01, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  since: 2004-07-01
  acts:
    charter: {accession: [2004-07-02, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import named, rows, surely_after, surely_before
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield acts before a state existed or after it ceased, and lives that end too early."""
    for state in dataset.states.values():
        if state.since and state.until and state.since > state.until:
            message = f"{state.name} ends on {state.until}, before it starts on {state.since}"
            yield Problem(state.at("until"), "state-lifetime", message, "check the two days")
    for row in rows(dataset):
        since, until = row.state.since, row.state.until
        for act in row.acts:
            remedy = "check the day; leave out what the predecessor did"
            if since and surely_before(act.when, since):
                message = f"{row.said(act)} is before the state existed, on {since}"
                yield Problem(act.where, "state-lifetime", message, remedy)
            elif until and surely_after(act.when, until):
                message = f"{row.said(act)} is after the state's last day, {until}"
                yield Problem(act.where, "state-lifetime", message, remedy)
            elif since and act.effective and act.effective < since:
                message = (
                    f"{row.state.name}'s {named(act.kind)} of {row.instrument.id} takes effect on "
                    f"{act.effective}, before the state existed, on {since}"
                )
                yield Problem(act.where, "state-lifetime", message, "check the two days")
