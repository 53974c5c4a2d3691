"""``ratgap/progress/1``."""

from __future__ import annotations

from ratgap.assess import progress as engine
from ratgap.assess.progress import Event, share_closed
from ratgap.model import Dataset
from ratgap.planning import Review
from ratgap.present.json_v1 import parts
from ratgap.present.json_v1 import progress_types as shape


def progress(dataset: Dataset, result: Review) -> shape.Progress:
    """Return the published form of ``result``."""
    query, whole = result.query, result.whole
    return shape.Progress(
        "ratgap/progress/1",
        parts.generator(),
        parts.data(dataset),
        shape.ProgressQuery(
            result.start,
            query.as_of,
            query.scope,
            query.basis,
            str(query.max_age) if query.max_age else None,
            list(result.states_from),
            list(query.states),
        ),
        shape.MoveCounts(**whole.counts),
        whole.share_closed,
        [_state(dataset, code, counts) for code, counts in whole.by_state().items()],
        [
            shape.InstrumentProgress(
                id_,
                dataset.instruments[id_].title,
                shape.MoveCounts(**counts),
                share_closed(counts),
            )
            for id_, counts in whole.by_instrument().items()
        ],
        [_change(change) for change in whole.changes],
        [
            shape.Period(y.start, y.end, shape.MoveCounts(**y.counts), y.share_closed)
            for y in result.years
        ],
    )


def _state(dataset: Dataset, code: str, counts: dict[str, int]) -> shape.StateProgress:
    state = dataset.states[code]
    return shape.StateProgress(
        code,
        state.alpha3,
        state.name,
        parts.kind(state),
        shape.MoveCounts(**counts),
        share_closed(counts),
    )


def _change(change: engine.CellProgress) -> shape.Change:
    return shape.Change(
        change.state,
        change.instrument,
        change.move,
        change.start,
        change.end,
        [_event(event) for event in change.events],
    )


def _event(event: Event) -> shape.Event:
    return shape.Event(
        event.what,
        event.act,
        parts.day(event.day),
        parts.day(event.notified) if event.notified else None,
        event.through or None,
        list(event.sources),
    )
