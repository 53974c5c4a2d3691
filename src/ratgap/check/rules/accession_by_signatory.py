"""Who has signed ratifies.

Accession is the way for states that have not signed (Vienna Convention on the Law of Treaties,
art. 15); a signatory ratifies, accepts or approves. Some signatories have acceded all the same:
then say so in a `note`.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2000-03-01, ledger], accession: [2001-02-01, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2000-03-01, ledger], ratification: [2001-02-01, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.rows import dated, rows
from ratgap.model import ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "warning"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield accessions by states that had signed."""
    for row in rows(dataset):
        signatures = row.of_kind(ActKind.SIGNATURE)
        # After a denunciation the signature is spent: accession is the way back.
        if row.cell.note or not signatures or row.of_kind(ActKind.DENUNCIATION):
            continue
        for act in row.of_kind(ActKind.ACCESSION):
            if not act.note:
                message = f"{row.said(act)}, though it signed {dated(signatures[0].when)}"
                remedy = "is it a ratification, or the signature another state's? else add a note"
                yield Problem(act.where, "accession-by-signatory", message, remedy)
