"""The day on which a treaty would bind if it were joined on a day to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ratgap.assess.force import after
from ratgap.model import Clause, Instrument


@dataclass(frozen=True, slots=True)
class Binding:
    """The day from which a treaty would bind, and how it is counted.

    ``counted`` is what ``clause`` alone gives from the deposit. ``held_by`` names the treaty that
    moves the day back: the treaty itself if its own entry into force comes later (VCLT art.
    24(3)), or a parent that binds later. ``through`` is the protocol that brings it along.
    """

    day: date
    clause: Clause
    counted: date
    held_by: str = ""
    through: str = ""


def binding(treaty: Instrument, deposit: date) -> Binding | None:
    """Return when ``treaty`` would bind one that joins on ``deposit``, by its own clause.

    None while the treaty itself has no recorded entry into force.
    """
    entered = treaty.entry.date
    if entered is None:
        return None
    clause = treaty.later_joiners
    counted = after(clause, deposit)
    if counted < entered:
        return Binding(entered, clause, counted, held_by=treaty.id)
    return Binding(counted, clause, counted)
