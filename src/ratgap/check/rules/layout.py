"""Files are laid out alike, so that a difference shows what changed.

States, sources and groups stand in the order of their codes and ids, and so do the acts of a state
and the readings of a source; the keys of a line stand in the order of the format; commas and
colons have one space behind them and braces none inside; no line ends in spaces. Treaties,
mandates and lists keep their order, which is that of the reports. `ratgap format --write` mends
all of it and touches nothing else.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    protocol: {accession: [2006-02-11, ledger]}
    charter: {accession: [2006-02-11, ledger]}  # here
XD:
  former: true  # here
  name: {en: Old Gammaland}
  also: [ Former Gammaland ]  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2006-02-11, ledger]}
    protocol: {accession: [2006-02-11, ledger]}
XD:
  name: {en: Old Gammaland}
  also: [Former Gammaland]
  former: true
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ratgap.check.layout.canon import canonical
from ratgap.check.layout.tokens import Scanned
from ratgap.load.files import Text
from ratgap.problem import Problem, Where

if TYPE_CHECKING:
    from ratgap.load.tree import Document

LEVEL = "warning"


def check_text(text: Text, scanned: Scanned, document: Document) -> Iterator[Problem]:
    """Yield each place where the file is laid out otherwise."""
    name = text.name.removesuffix(".yaml")
    for deviation in canonical(name, scanned, document).deviations:
        where = Where(text.file, deviation.line, deviation.column)
        remedy = "run ratgap format --write"
        yield Problem(where, "layout", deviation.message, remedy)
