"""A party to a protocol is a party to its parent.

Some protocols are open only to the parties of another treaty, or to states that join both together
(`parents`, with `parties-only` or `together`). A state that consented to the protocol and provably
not to the parent, by the day of its deposit, is a contradiction: one of the two acts is missing or
wrong. Where nothing is known of the parent, nothing is reported; nor where one of the two is a
succession, which takes effect before it is notified.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    protocol: {accession: [2006-02-11, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2006-02-11, ledger]}
    protocol: {accession: [2006-02-11, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.assess.status import answer
from ratgap.check.rows import Row, rows
from ratgap.model import Act, ActKind, Dataset, Parent
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield consents to protocols by states that had provably not joined the parent."""
    for row in rows(dataset):
        parents = [parent for parent in row.instrument.parents if parent.rule != "implies"]
        for act in row.trusted(row.consents) if parents else ():
            for parent in parents:
                if act.kind is not ActKind.SUCCESSION and _missing(row, act, parent):
                    message = f"{row.said(act)}, without being a party to {parent.instrument}"
                    article = f" (art. {parent.article})" if parent.article else ""
                    remedy = f"only parties may join{article}: check both acts"
                    yield Problem(act.where, "protocol-without-parent", message, remedy)


def _missing(row: Row, act: Act, parent: Parent) -> bool:
    of_parent = row.dataset.cell(row.state.code, parent.instrument).acts
    if any(a.kind is ActKind.SUCCESSION and not a.rejected for a in of_parent):
        return False
    day = act.when.latest
    found = answer(row.dataset, row.state.code, parent.instrument, day, None)
    # A list of an earlier day says nothing of this one; leaving does.
    told = found.evidence.confirmed if found.evidence else None
    return found.status.gap and (found.ended is not None or (told is not None and told >= day))
