"""A list does not name a state that has left.

A source that confirms a consent names the state as a party on the day it speaks of. If by then a
denunciation has taken effect, and the source does not tell of it, then the source names a consent
given again, or it does not list the state, or the denunciation is wrong.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-02-11, ledger], denunciation: [2004-03-01, gazette]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-02-11, ledger], denunciation: [2004-03-01, gazette, ledger]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.assess.force import ends_on
from ratgap.check.rows import rows
from ratgap.model import ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield consents that are confirmed by a source which speaks of a day after their end."""
    for row in rows(dataset):
        denunciations = row.of_kind(ActKind.DENUNCIATION)
        telling = {source for act in denunciations for source in act.sources}
        for act in row.consents:
            ends = [
                ends_on(row.instrument, d)
                for d in denunciations
                if d.when.latest >= act.when.latest
            ]
            for source in act.sources if ends else ():
                reading = row.reading(source)
                held = reading.as_of.earliest if reading else None
                if held and held >= min(ends) and source not in telling:
                    message = (
                        f"{source} is cited for {row.said(act)} and speaks of {held}, "
                        f"when the state had left, on {min(ends)}"
                    )
                    remedy = "name the source at the consent given again, or not at all"
                    yield Problem(act.where, "listed-after-leaving", message, remedy)
