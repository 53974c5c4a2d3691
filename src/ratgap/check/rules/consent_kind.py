"""A treaty is joined in a way that it offers.

The final clauses say by which acts states may consent to be bound (Vienna Convention on the Law of
Treaties, art. 11 to 16): a treaty without a clause on approval is not approved. `joining` in
`instruments.yaml` lists the ways. Successions are not listed there, being the law of another
convention. Formal confirmation is the act of organisations.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {approval: [2001-02-11, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-02-11, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import named, rows
from ratgap.model import ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True
_ALWAYS = (ActKind.CONSENT, ActKind.SUCCESSION)


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield consents of a kind that the treaty, or the kind of state, does not know."""
    for row in rows(dataset):
        offered = {way.act for way in row.instrument.joining}
        for act in row.consents:
            if act.kind in _ALWAYS:
                continue
            if offered and act.kind not in offered:
                ways = ", ".join(named(way.act) for way in row.instrument.joining)
                message = f"{row.said(act)}: it is joined by {ways}"
                remedy = "check the act, or the ways of joining in instruments.yaml"
                yield Problem(act.where, "consent-kind", message, remedy)
            elif act.kind is ActKind.FORMAL_CONFIRMATION and row.state.kind == "state":
                message = f"{row.said(act)}: only organisations confirm formally"
                yield Problem(act.where, "consent-kind", message, "is it a ratification?")
