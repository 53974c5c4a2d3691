"""The day of effect stands on the right side of the notice.

A succession takes effect on the day of the succession of states, before it is notified (Vienna
Convention on Succession of States in respect of Treaties, art. 22 and 23). A denunciation takes
effect after it is notified, when the notice that the treaty asks for has run out, or later (Vienna
Convention on the Law of Treaties, art. 54 and 56).

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter:
      accession: [2001-02-11, ledger]
      denunciation: {day: 2008-03-01, sources: [ledger], effective: 2008-05-01}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter:
      accession: [2001-02-11, ledger]
      denunciation: {day: 2008-03-01, sources: [ledger], effective: 2008-09-01}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ratgap.assess.force import after
from ratgap.check.rows import Row, rows
from ratgap.model import Act, ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield successions that take effect after, and denunciations before, their time."""
    for row in rows(dataset):
        for act in row.acts:
            if act.effective is None:
                continue
            why = _why(row, act, act.effective)
            if why:
                message = f"{row.said(act)} takes effect on {act.effective}, {why}"
                remedy = "check both days: are they swapped?"
                yield Problem(act.where, "effect-day", message, remedy)


def _why(row: Row, act: Act, effective: date) -> str:
    if act.kind is ActKind.SUCCESSION:
        return "after its notice" if effective > act.when.latest else ""
    first = act.when.earliest
    if act.kind is not ActKind.DENUNCIATION or first is None:
        return ""
    notice = row.instrument.denunciation
    if effective < first:
        return "before its notice"
    if notice and effective < after(notice, first):
        return f"before the notice of the treaty has run out on {after(notice, first)}"
    return ""
