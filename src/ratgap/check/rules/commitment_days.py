"""What follows a declaration comes after it.

An outcome is a fact documented of the thing declared: it cannot be older than the declaration
(`made`), nor can the day that the declaration itself sets (`due`). Either day is wrong, or the fact
belongs under `related`, or nowhere.

Fails:

```yaml
# commitments.yaml
commitments:
  - state: XA  # here
    text: Write a law
    document: ledger
    place: Page 1
    kind: undertaking
    made: 2004-02-25
    due: 2003
reports: []
```

Passes:

```yaml
# commitments.yaml
commitments:
  - state: XA
    text: Write a law
    document: ledger
    place: Page 1
    kind: undertaking
    made: 2004-02-25
    due: 2004
reports: []
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import surely_before
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield outcomes, and days set, before the declaration was made."""
    for commitment in dataset.commitments:
        made = commitment.made
        name = dataset.states[commitment.state].name
        if made is None:
            continue
        first = made.earliest_or_min
        if commitment.due and surely_before(commitment.due, first):
            message = f"{name} set {commitment.due.latest} for what it declared on {made}"
            yield Problem(commitment.where, "commitment-days", message, "check both days")
        for outcome in commitment.outcomes:
            if outcome.when and surely_before(outcome.when, first):
                message = f"this is of {outcome.when}; {name} made the declaration on {made}"
                remedy = "check both days; does it belong under related?"
                yield Problem(outcome.where, "commitment-days", message, remedy)
