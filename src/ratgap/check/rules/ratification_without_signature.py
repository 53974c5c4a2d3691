"""Who ratifies has signed.

Where the treaty asks for ratification, acceptance or approval after signature, and a source that
gives signatures has none for the state, then either the signature was left out or the act is an
accession (Vienna Convention on the Law of Treaties, art. 14 and 15). Depositaries now and then
list it so themselves: then say so in a `note`.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {ratification: [2001-02-01, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-02-01, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.assess.answer import Signed
from ratgap.assess.record import record
from ratgap.check.rows import Row, rows
from ratgap.model import Act, ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield ratifications of states that a source shows not to have signed."""
    for row in rows(dataset):
        if row.cell.note or row.of_kind(ActKind.SIGNATURE):
            continue
        for act in row.trusted(row.consents):
            if act.note or not _needs_signature(row, act):
                continue
            known = record(dataset, row.state.code, row.instrument.id)
            if known.signed(act.when.latest) is Signed.NO:
                message = f"{row.said(act)} asks for a signature, and its sources list none"
                remedy = "is it an accession? else add the signature, or a note"
                yield Problem(act.where, "ratification-without-signature", message, remedy)


def _needs_signature(row: Row, act: Act) -> bool:
    ways = [way for way in row.instrument.joining if way.act is act.kind]
    return bool(ways) and all(way.signed_first for way in ways)
