"""The treaty entered into force when its own clause says.

Treaties enter into force so and so long after the n-th deposit (Vienna Convention on the Law of
Treaties, art. 24(1)). The recorded day is compared with the deposits in the data: those that are
known must not bring it into force earlier, and those that are possible must suffice for the
recorded day. Organisations' deposits are left out where `states_only` says so; treaties that must
be in force before (`not_before`) are awaited. A `note` beside the day that tells why, such as
a condition that no count can express, silences this rule.

Fails:

```yaml
# instruments.yaml
instruments:
  charter:
    title: Charter
    adopted: 2000-01-01
    signature: {from: 2000-01-01, until: 2000-12-31}
    entry_into_force:
      date: 2001-01-01  # here
      sources: [ledger]
      clause: {days_after: 30, article: "12"}
      deposits: 1
    later_joiners: {days_after: 30, article: "12"}
    scopes: [all]
```

Passes:

```yaml
# instruments.yaml
instruments:
  charter:
    title: Charter
    adopted: 2000-01-01
    signature: {from: 2000-01-01, until: 2000-12-31}
    entry_into_force:
      date: 2000-10-01
      sources: [ledger]
      clause: {days_after: 30, article: "12"}
      deposits: 1
    later_joiners: {days_after: 30, article: "12"}
    scopes: [all]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ratgap.assess.force import enters_into_force
from ratgap.assess.record import Record
from ratgap.check.standing import members
from ratgap.model import ActKind, Dataset, Instrument, When
from ratgap.problem import Problem

LEVEL = "error"
WHOLE = True


def check(dataset: Dataset) -> Iterator[Problem]:
    """Yield treaties whose recorded entry into force their deposits contradict."""
    for treaty in dataset.instruments.values():
        entry = treaty.entry
        if entry.clause is None or entry.deposits is None or entry.note:
            continue
        counted = [
            known
            for state, known in members(dataset, treaty)
            if state.kind == "state" or not entry.states_only
        ]
        why = _why(dataset, treaty, counted)
        if why:
            message = f"{treaty.id} {why}"
            remedy = "check the day, the clause and the first deposits; else add a note to it"
            yield Problem(entry.where, "entry-into-force", message, remedy)


def _why(dataset: Dataset, treaty: Instrument, counted: list[Record]) -> str:
    entry = treaty.entry
    known = [k.periods[0].consent.when for k in counted if k.periods]
    by = enters_into_force(treaty, known)
    latest = max([by.latest, *_awaited(dataset, treaty)]) if by else None
    if entry.date is None:
        said = f"has its {entry.deposits} deposits: by its clause it entered into force"
        return f"{said} by {latest}, and no day is recorded" if latest else ""
    if latest and latest < entry.date:
        return f"is recorded as in force from {entry.date}; by its deposits it was from {latest}"
    possible = [*known, *_untold(dataset, counted, entry.date)]
    first = enters_into_force(treaty, possible)
    if first is None:
        return (
            f"is recorded as in force from {entry.date}; it needs {entry.deposits} deposits, and "
            f"{len(possible)} are possible"
        )
    if first.earliest and first.earliest > entry.date:
        return (
            f"is recorded as in force from {entry.date}; by its deposits it cannot be before "
            f"{first.earliest}"
        )
    return ""


def _untold(dataset: Dataset, counted: list[Record], day: date) -> list[When]:
    """Return a deposit of any day for each that may have been made by ``day`` and is not told."""
    silent = sum(
        not known.periods and not any(proof.day >= day for proof in known.proofs)
        for known in counted
    )
    # States that are no more deposited too; a successor's own act hides its predecessor's.
    gone = sum(state.former for state in dataset.states.values())
    succeeded = sum(
        period.consent.kind is ActKind.SUCCESSION for known in counted for period in known.periods
    )
    return [When.by(date.min)] * (silent + gone + succeeded)


def _awaited(dataset: Dataset, treaty: Instrument) -> list[date]:
    days = (dataset.instruments[i].entry.date for i in treaty.entry.not_before)
    return [day for day in days if day]
