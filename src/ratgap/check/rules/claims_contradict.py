"""Claims that are relied on can all be true.

A state signs a treaty once and, until it leaves, consents once. Two claims of the same thing on
different days, or by different acts, are a disagreement of sources: both stay in the data, and all
but one say in `rejected` why another is preferred. A list that names a party on a day before the
day of its deposit contradicts that day too.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [[2001-02-01, gazette], [2001-02-11, ledger]]}  # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter:
      accession:
        - [2001-02-11, ledger]
        - {day: 2001-02-01, sources: [gazette], rejected: The ledger is the depositary's.}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ratgap.check.rows import Row, apart, dated, named, rows
from ratgap.model import Act, ActKind, Dataset
from ratgap.problem import Problem

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield claims that cannot be true beside an earlier one."""
    for row in rows(dataset):
        yield from _each(row, row.trusted(row.of_kind(ActKind.SIGNATURE)))
        for period in _spells(row):
            yield from _each(row, period)
        consents = row.trusted(row.consents)
        for one, other in pairwise(row.of_kind(ActKind.DENUNCIATION)):
            between = any(one.when.latest < c.when.latest <= other.when.latest for c in consents)
            if apart(one.when, other.when) and not between:
                yield _problem(row, one, other)


def _spells(row: Row) -> Iterator[list[Act]]:
    """Yield the consents that belong together: those up to each denunciation, and the last."""
    left = list(row.trusted(row.consents))
    for denunciation in row.of_kind(ActKind.DENUNCIATION):
        yield [a for a in left if a.when.latest <= denunciation.when.latest]
        left = [a for a in left if a.when.latest > denunciation.when.latest]
    yield left


def _each(row: Row, acts: Iterable[Act]) -> Iterator[Problem]:
    """Yield each of ``acts`` that cannot be the same act as an earlier one."""
    before: list[Act] = []
    for act in acts:
        other = next((a for a in before if not _same(a, act)), None)
        if other:
            yield _problem(row, other, act)
        before.append(act)


def _same(one: Act, other: Act) -> bool:
    kinds = {one.kind, other.kind} - {ActKind.CONSENT}
    return len(kinds) <= 1 and not apart(one.when, other.when)


def _problem(row: Row, one: Act, other: Act) -> Problem:
    said = f"{named(one.kind)} {dated(one.when)}"
    message = f"{row.said(other)} contradicts the {said} (line {one.where.line})"
    remedy = "keep the better claim; give the other rejected: and the reason"
    return Problem(other.where, "claims-contradict", message, remedy)
