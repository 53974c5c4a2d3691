"""A membership starts before it ends, and its source can know it.

`since` and `until` are the first and the last day. Neither lies after the day of which the group's
source speaks (`as_of`), and both lie in the life of the state.

Fails:

```yaml
# groups.yaml
club:
  title: Club
  sources: [ledger]
  as_of: 2010-12-31
  members:
    XA: {since: 2004-05-01, until: 2002-01-31}  # here
```

Passes:

```yaml
# groups.yaml
club:
  title: Club
  sources: [ledger]
  as_of: 2010-12-31
  members:
    XA: {since: 2002-05-01, until: 2004-01-31}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset, Group, Member, State
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield memberships whose days cannot be."""
    for group in dataset.groups.values():
        for member in group.members:
            state = dataset.states[member.state]
            for why in _wrong(group, member, state):
                message = f"{state.name} in {group.id}: {why}"
                yield Problem(member.where, "membership-days", message, "check the days")


def _wrong(group: Group, member: Member, state: State) -> Iterator[str]:
    since, until = member.since, member.until
    if since and until and since > until:
        yield f"the membership ends on {until}, before it starts on {since}"
    for day in (since, until):
        if day and group.as_of and day > group.as_of:
            yield f"{day} is after {group.as_of}, of which the source speaks"
        if day and state.since and day < state.since:
            yield f"{day} is before the state existed, on {state.since}"
        if day and state.until and day > state.until:
            yield f"{day} is after the state's last day, {state.until}"
