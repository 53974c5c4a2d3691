"""One act that somebody enters by hand, into the data set: the act, and what its source owes it."""

from __future__ import annotations

from datetime import date

from ratgap.assess.listed import cited_for
from ratgap.model import Act, Column, Dataset, Reading, StatedForce, When
from ratgap.problem import refused


def deposit(
    dataset: Dataset, place: tuple[str, str], act: Act, in_force: When | None, today: date
) -> Dataset:
    """Return ``dataset`` with ``act`` in the cell ``place`` (state, instrument), by its one source.

    An act that others tell alike is confirmed. ``in_force`` is the day from which that source says
    that the treaty binds the state. A source that was not read on the instrument gets a reading: a
    partial one of a day between the act and ``today``, since nothing else is known of its day.
    Raise ``DataError`` where the source is cited for the act already.
    """
    (source,) = act.sources
    cell, (_, id_) = dataset.cell(*place), place
    acts, forces = list(cell.acts), list(cell.stated_force)
    alike = [n for n, other in enumerate(acts) if _alike(other, act)]
    if not alike:
        acts.append(act)
    for n in alike:
        if source in acts[n].sources:
            message = f"{act.kind} of {act.when} by {source} is already recorded"
            raise refused(acts[n].where, "add-recorded", message, "nothing is to be added")
        note = acts[n].note or act.note
        acts[n] = acts[n]._replace(sources=(*acts[n].sources, source), note=note)
    if in_force:
        same = [n for n, other in enumerate(forces) if other.when == in_force]
        for n in same:
            forces[n] = forces[n]._replace(sources=(*forces[n].sources, source))
        if not same:
            forces.append(StatedForce(in_force, (source,)))
    after = dataset._replace(
        cells={
            **dataset.cells,
            place: cell._replace(acts=tuple(acts), stated_force=tuple(forces)),
        }
    )
    return _with_reading(after, id_, act, in_force, today)


def _alike(one: Act, other: Act) -> bool:
    return not one.rejected and (one.kind, one.when) == (other.kind, other.when)


def _with_reading(
    after: Dataset, id_: str, act: Act, in_force: When | None, today: date
) -> Dataset:
    source = after.sources[act.sources[0]]
    reading = source.readings.get(id_)
    if reading is None:
        gives = {Column.CONSENTS if act.kind != "signature" else Column.SIGNATURES}
        gives |= {Column.IN_FORCE} if in_force else set()
        reading = Reading(source.id, id_, When(act.when.earliest, today), gives=frozenset(gives))
    elif reading.counted:
        numbers = {**cited_for(after, source.id, id_)}
        reading = reading._replace(counted={what: numbers[what] for what in reading.counted})
    readings = {**source.readings, id_: reading}
    return after._replace(sources={**after.sources, source.id: source._replace(readings=readings)})
