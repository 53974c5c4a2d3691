"""The acts add up to the total that a source states.

`parties` of a reading is a checkpoint: "N parties on that day, says the source". For a complete
reading, N states and organisations have a consent that cites it; those of `silent_on` may be
counted or not. Where the reading is partial, no more than N may surely have consented by its day,
and at least N must be possible. A total that does not add up tells of a line that is missing, that
stands twice, or that belongs to another state. Sources of low trust are not counted after.

Fails:

```yaml
# sources.yaml
ledger:
  title: Ledger of Treaties
  kind: depositary
  trust: high
  readings:
    charter:  # here
      as_of: 2010-12-31
      gives: [signatures, consents]
      absent_until: 2010-12-31
      parties: 3
    protocol: {as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31}
```

Passes:

```yaml
# sources.yaml
ledger:
  title: Ledger of Treaties
  kind: depositary
  trust: high
  readings:
    charter:
      as_of: 2010-12-31
      gives: [signatures, consents]
      absent_until: 2010-12-31
      parties: 2
    protocol: {as_of: 2010-12-31, gives: [consents], absent_until: 2010-12-31}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.check.standing import Tally, listed, members
from ratgap.model import Dataset
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield readings whose total the acts contradict."""
    by_source = listed(dataset)
    tallies: dict[str, Tally] = {}
    for source in dataset.sources.values():
        for reading in source.readings.values():
            if reading.parties is None or not source.relied_on:
                continue
            if reading.complete:
                named = by_source.get((source.id, reading.instrument), set())
                least, most = len(named), len(named | reading.silent_on)
                how = "the acts that cite it are of"
            else:
                treaty = dataset.instruments[reading.instrument]
                if treaty.id not in tallies:
                    tallies[treaty.id] = Tally(known for _, known in members(dataset, treaty))
                first, last = reading.as_of.earliest, reading.as_of.latest
                least = tallies[treaty.id].surely(first) if first else 0
                most = tallies[treaty.id].possibly(last)
                how = "by the acts and lists there were"
            if not least <= reading.parties <= most:
                count = str(least) if least == most else f"{least} to {most}"
                message = (
                    f"{source.id} counts {reading.parties} parties to {reading.instrument}; {how} "
                    f"{count}"
                )
                remedy = "find the act that is missing, or one too many; else correct the total"
                yield Problem(reading.where, "checkpoint", message, remedy)
