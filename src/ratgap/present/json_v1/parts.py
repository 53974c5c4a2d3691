"""What several outputs share: head fields, days, acts, and the writing of a document."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ratgap import __version__
from ratgap.assess.answer import Answer
from ratgap.model import Act, Dataset, Instrument, State, When
from ratgap.present.json_v1 import types


def generator() -> types.Generator:
    """Return who writes the document."""
    return types.Generator("ratgap", __version__)


def data(dataset: Dataset) -> types.Data:
    """Return which data it is derived from."""
    return types.Data(dataset.digest)


def kind(state: State) -> Literal["state", "organisation"]:
    """Return whether ``state`` is a state or an organisation."""
    return "organisation" if state.kind == "organisation" else "state"


def day(when: When) -> types.Day:
    """Return ``when`` as a day that is exact or the last one possible."""
    return types.Day(when.latest, not when.exact, not_before(when))


def not_before(when: When) -> date | None:
    """Return the first day possible where the day itself is not known."""
    return None if when.exact else when.earliest


def dated_act(act: Act) -> types.DatedAct:
    """Return an act of consent."""
    return types.DatedAct(
        act.kind,
        act.when.latest,
        not act.when.exact,
        not_before(act.when),
        act.effective,
        list(act.sources),
    )


def instrument_answer(instrument: Instrument, answer: Answer) -> types.InstrumentAnswer:
    """Return one state's standing under ``instrument``."""
    return types.InstrumentAnswer(
        id=instrument.id,
        title=instrument.title,
        family=instrument.family,
        bases=list(instrument.bases),
        status=answer.status,
        gap=answer.status.gap,
        reason=answer.reason,
        signed=answer.signed,
        signature=day(answer.signature.when) if answer.signature else None,
        consent=dated_act(answer.consent) if answer.consent else None,
        in_force=day(answer.in_force) if answer.in_force else None,
        ended=answer.ended,
        through=answer.through,
        last_known=last_known(answer),
        evidence=evidence(answer),
    )


def last_known(answer: Answer) -> types.LastKnown | None:
    """Return what was last known, where the answer is unknown."""
    last = answer.last_known
    return types.LastKnown(last.status, last.confirmed) if last else None


def evidence(answer: Answer) -> types.Evidence | None:
    """Return the source behind an answer."""
    found = answer.evidence
    return types.Evidence(found.source, found.confirmed) if found else None


def dump(document: object) -> str:
    """Return ``document``, one of the published types, as JSON text that ends in a newline."""
    import json

    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    """Return what JSON has for a day or for a published type."""
    from dataclasses import fields, is_dataclass

    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    raise TypeError(f"{type(value).__name__} has no place in a JSON output")
