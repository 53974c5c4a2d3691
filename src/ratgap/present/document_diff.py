"""``ratgap/diff/1`` and ``ratgap/since/1``: what changed between two data sets, or since a day."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ratgap.assess.change import Change, Changes, Difference, Edit, is_list, is_record
from ratgap.assess.events import Event, Since
from ratgap.model import Clause, Dataset
from ratgap.present.document import (
    Json,
    head,
    pick,
    plain,
    recorded_absence,
    recorded_act,
    recorded_force,
)
from ratgap.problem import compared

_KEYS = {
    "names": "name",
    "entry": "entry_into_force",
    "signature_from": "signature.from",
    "signature_until": "signature.until",
    "signature_closes_on_entry": "signature.until_entry_into_force",
    "relied_on": "trust",
}
"""The keys of the data files where the model names its field otherwise."""
_COUNTED = ("acts", "in_force", "not_party", "notes", "readings", "records")


def diff(old: Dataset, new: Dataset, result: Changes, names: tuple[str, str]) -> Json:
    """Return ``ratgap/diff/1``; ``names`` are what the two sides are called."""
    query = {
        "old": names[0],
        "new": names[1],
        "as_of": plain(result.day),
        "scope": new.default_scope,
        "basis": new.default_basis,
        "max_age": plain(result.max_age),
    }
    first = head("diff", new.digest, query)
    counts = Counter((change.part, change.edit) for change in result.changes)
    return {
        **{key: first[key] for key in ("schema", "generator", "data")},
        "old_data": {"digest": old.digest},
        "query": query,
        "changed": bool(result),
        "counts": {
            **{part: {edit: counts[part, edit] for edit in Edit} for part in _COUNTED},
            "statuses": len(result.statuses),
            "gaps_opened": result.gaps["opened"],
            "gaps_closed": result.gaps["closed"],
        },
        "statuses": [
            {**pick(change, "state instrument old new"), "gap": change.gap or None}
            for change in result.statuses
        ],
        "acts": [_claim(change, recorded_act) for change in result.of("acts")],
        "in_force": [_claim(change, recorded_force) for change in result.of("in_force")],
        "not_party": [_claim(change, recorded_absence) for change in result.of("not_party")],
        "notes": [
            {**_keyed(change, "state", "instrument"), **pick(change, "old new")}
            for change in result.of("notes")
        ],
        "readings": [
            {**_keyed(change, "source", "instrument"), "fields": _fields(change.differs)}
            for change in result.of("readings")
        ],
        "records": [
            {**_keyed(change, "part", "id"), "fields": _fields(change.differs)}
            for change in result.of("records")
        ],
    }


def _keyed(change: Change, *names: str) -> Json:
    return {"edit": change.edit, **dict(zip(names, change.key, strict=True))}


def _claim(change: Change, published: Callable[[Any], Json]) -> Json:
    return {
        **_keyed(change, "state", "instrument"),
        "fields": [key_of(difference.field, claim=True) for difference in change.differs],
        "old": None if change.old is None else published(change.old),
        "new": None if change.new is None else published(change.new),
    }


def _fields(differs: Iterable[Difference]) -> list[Json]:
    return [{"field": key_of(d.field), "old": _value(d.old), "new": _value(d.new)} for d in differs]


def _value(value: object) -> str | list[str] | None:
    """Return one side of a field in the notation of the data files."""
    if value is None:
        return None
    return [in_notation(entry) for entry in value] if is_list(value) else in_notation(value)


def key_of(field: str, *, claim: bool = False) -> str:
    """Return the key of the data file that holds the field of the dotted name ``field``.

    ``claim``: it is a field of an act, or of another claim on a state and an instrument.
    """
    if claim:
        return "day" if field == "when" else field
    first, dot, rest = field.partition(".")
    return _KEYS.get(first, first) + dot + rest


def in_notation(value: object) -> str:
    """Return a value in the notation of the data files."""
    if isinstance(value, Clause):
        count = f"{value.kind.replace('-', '_')}: {value.count}"
        return f"{count}, article: {value.article}" if value.article else count
    if is_record(value):
        parts = ((name, part) for name, part in compared(value) if part)
        return " ".join(name if part is True else in_notation(part) for name, part in parts)
    if is_list(value):
        return ", ".join(in_notation(entry) for entry in value)
    return "true" if value is True else str(value)


def since(dataset: Dataset, result: Since, states: Sequence[str] | None = None) -> Json:
    """Return ``ratgap/since/1``: who did what; ``states`` are those asked for, None for all."""
    query = {"since": plain(result.start), "until": plain(result.end)}
    query["states"] = None if states is None else list(states)
    return {
        **head("since", dataset.digest, query),
        "acts": [_news(dataset, news) for news in result.certain],
        "possible": [_news(dataset, news) for news in result.possible],
    }


def _news(dataset: Dataset, news: Event) -> Json:
    act = news.act
    source = dataset.sources[act.sources[0]]
    reading = source.readings.get(news.instrument)
    return {
        **plain(act.when),
        "state": news.state,
        **pick(dataset.states[news.state], "alpha3 name"),
        "instrument": news.instrument,
        "title": dataset.instruments[news.instrument].title,
        "act": act.kind,
        "effect": plain(news.effect),
        "source": {
            "id": source.id,
            "title": (reading and reading.title) or source.title,
            "address": (reading and reading.address) or source.address,
        },
        "sources": list(act.sources),
    }
