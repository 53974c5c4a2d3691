"""What a complete list leaves out is not claimed.

A complete reading (`absent_until`) says that a state which it does not list was not a party up to
that day, and `not_party` says so of one state. A consent of an earlier day contradicts this. Most
often the list does name the state and the act forgets to cite it; or the day, the state or the
treaty is wrong; or the list proves nothing of this state (`silent_on`).

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2004-02-11, gazette]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2004-02-11, gazette, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.assess.record import Period, Proof, record
from ratgap.check.rows import Row, rows
from ratgap.model import Column, Dataset
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield consents that a source which is relied on denies on a later day."""
    for row in rows(dataset):
        if not row.consents:
            continue
        known = record(dataset, row.state.code, row.instrument.id)
        for period in known.periods:
            denying = [proof for proof in known.proofs if _denies(row, proof, period)]
            if denying:
                first, others = denying[0], len({p.source for p in denying}) - 1
                more = f", and so do {others} more" if others else ""
                message = (
                    f"{row.said(period.consent)}, but {first.source} shows that it was no party "
                    f"on {first.day}{more}"
                )
                remedy = f"cite {first.source} if it lists the state; else check the day"
                yield Problem(period.consent.where, "reading-denies", message, remedy)


def _denies(row: Row, proof: Proof, period: Period) -> bool:
    if period.consent.when.latest > proof.day or period.ended_by(proof.day):
        return False
    # A list of those whom the treaty binds leaves out those whose consent has yet to take effect.
    bound = period.in_force is not None and period.in_force.latest <= proof.day
    return bound or _tells_deposits(row, proof)


def _tells_deposits(row: Row, proof: Proof) -> bool:
    reading = row.reading(proof.source)
    return reading is None or Column.CONSENTS in reading.gives
