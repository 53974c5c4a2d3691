"""The days of a treaty's life stand in order.

A treaty is adopted, is opened for signature, closes and enters into force, in that order; a
protocol is not older than the treaty that it belongs to, and is not in force before the treaties
that must be so first (`not_before`).

Fails:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    entry_into_force: {date: 2004-01-01, sources: [ledger]}  # here
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
```

Passes:

```yaml
# instruments.yaml
instruments:
  protocol:
    title: Protocol
    adopted: 2005-01-01
    entry_into_force: {date: 2006-01-01, sources: [ledger]}
    later_joiners: {days_after: 30, article: "4"}
    scopes: [all]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.model import Dataset, Instrument
from ratgap.problem import Problem, Where

LEVEL = "error"


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield days of treaties that stand before what must come first."""
    for treaty in dataset.instruments.values():
        for where, message in _out_of_order(dataset, treaty):
            yield Problem(where, "instrument-days", message, "check both days")


def _out_of_order(dataset: Dataset, treaty: Instrument) -> Iterator[tuple[Where, str]]:
    first, last, entered = treaty.signature_from, treaty.signature_until, treaty.entry.date
    if first and first < treaty.adopted:
        yield (
            treaty.at("signature"),
            f"{treaty.id} opens for signature on {first}, before its adoption on {treaty.adopted}",
        )
    if first and last and last < first:
        yield (
            treaty.at("signature"),
            f"{treaty.id} closes for signature on {last}, before it opens on {first}",
        )
    if entered and entered < treaty.adopted:
        yield (
            treaty.entry.where,
            f"{treaty.id} enters into force on {entered}, before its adoption on {treaty.adopted}",
        )
    for parent in treaty.parents:
        other = dataset.instruments[parent.instrument]
        if treaty.adopted < other.adopted:
            yield (
                parent.where,
                f"{treaty.id} is adopted on {treaty.adopted}, before {other.id} on {other.adopted}",
            )
    for id_ in treaty.entry.not_before:
        awaited = dataset.instruments[id_].entry.date
        if entered and (awaited is None or entered < awaited):
            yield (
                treaty.entry.where,
                f"{treaty.id} enters into force on {entered}, before {id_}"
                + (f" on {awaited}" if awaited else ", which is not in force"),
            )
