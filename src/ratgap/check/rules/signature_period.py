"""A signature falls in the days on which the treaty is open for signature.

The final clauses say from when until when a treaty may be signed; a signature on another day is no
signature (Vienna Convention on the Law of Treaties, art. 12). Where it closes with the entry into
force, the day before that is the last. A definitive signature is a signature too.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2001-01-01, ledger]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {signature: [2000-12-31, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ratgap.check.rows import rows, surely_after, surely_before
from ratgap.model import ActKind, Dataset, Instrument
from ratgap.problem import Problem

LEVEL = "error"
_SIGNED = (ActKind.SIGNATURE, ActKind.DEFINITIVE_SIGNATURE)


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield signatures outside the period of signature."""
    for row in rows(dataset):
        first, last = row.instrument.signature_from, _last(row.instrument)
        for act in row.acts:
            if act.kind not in _SIGNED:
                continue
            why = ""
            if first is None:
                why = "it is not open for signature"
            elif surely_before(act.when, first):
                # What is before the adoption is reported as that.
                why = f"it opened on {first}" if act.when.latest >= row.instrument.adopted else ""
            elif last and surely_after(act.when, last):
                why = f"it closed after {last}"
            if why:
                remedy = "check the day, or the period of signature in instruments.yaml"
                yield Problem(act.where, "signature-period", f"{row.said(act)}: {why}", remedy)


def _last(treaty: Instrument) -> date | None:
    """Return the last day on which ``treaty`` could be signed; None where nothing sets one."""
    if not treaty.signature_closes_on_entry:
        return treaty.signature_until
    return treaty.entry.date - timedelta(1) if treaty.entry.date else None
