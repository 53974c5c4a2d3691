"""``ratgap/since/1``."""

from __future__ import annotations

from collections.abc import Sequence

from ratgap.assess.progress import News, Since
from ratgap.model import Dataset
from ratgap.present.json_v1 import diff_types as shape
from ratgap.present.json_v1 import parts


def since(dataset: Dataset, found: Since, states: Sequence[str] | None = None) -> shape.Since:
    """Return the published form of ``found``; ``states`` are those asked for, None for all."""
    return shape.Since(
        "ratgap/since/1",
        parts.generator(),
        parts.data(dataset),
        shape.SinceQuery(found.start, found.end, None if states is None else list(states)),
        [_news(dataset, entry) for entry in found.certain],
        [_news(dataset, entry) for entry in found.possible],
    )


def _news(dataset: Dataset, entry: News) -> shape.News:
    state, act = dataset.states[entry.state], entry.act
    source = dataset.sources[act.sources[0]]
    reading = source.readings.get(entry.instrument)
    return shape.News(
        date=act.when.latest,
        on_or_before=not act.when.exact,
        not_before=parts.not_before(act.when),
        state=state.code,
        alpha3=state.alpha3,
        name=state.name,
        instrument=entry.instrument,
        title=dataset.instruments[entry.instrument].title,
        act=act.kind,
        effect=parts.day(entry.effect) if entry.effect else None,
        source=shape.SourceName(
            source.id,
            (reading and reading.title) or source.title,
            (reading and reading.address) or source.address,
        ),
        sources=list(act.sources),
    )
