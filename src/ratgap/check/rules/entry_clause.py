"""A clause of entry into force is whole.

A number of deposits, or a share of the parent's parties, says nothing without the time that runs
from the last of them (`clause`); and that time says nothing without them. A treaty does not wait
for itself.

Fails:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    entry_into_force:  # here
      deposits: 2
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
```

Passes:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    entry_into_force:
      clause: {days_after: 30, article: "4"}
      deposits: 2
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield treaties whose clause of entry into force is given by half."""
    for treaty in dataset.instruments.values():
        entry = treaty.entry
        counts = entry.deposits is not None or bool(entry.share_of_parent)
        if counts and entry.clause is None:
            message = f"{treaty.id} counts deposits, and not the time that runs from the last"
            yield Problem(entry.where, "entry-clause", message, "add clause: {...}")
        if entry.clause is not None and not counts and not entry.note:
            message = f"{treaty.id} has a time for its entry into force, and nothing to count from"
            remedy = "add deposits: or share_of_parent:, or a note that tells the condition"
            yield Problem(entry.where, "entry-clause", message, remedy)
        if treaty.id in entry.not_before:
            message = f"{treaty.id} waits for its own entry into force"
            yield Problem(entry.where, "entry-clause", message, "take it out of not_before")
