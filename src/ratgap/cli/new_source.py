"""The source that an import names: one that is there, or one that it describes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from ratgap.model import Dataset, Source
from ratgap.request import RequestError

_NEEDED = ("title", "kind", "trust")
_NOT_RELIED_ON = "low"


def the_source(dataset: Dataset, id_: str, described: Mapping[str, str]) -> Source:
    """Return the source ``id_``, made of what ``described`` says where it is new.

    Raise ``RequestError`` where a new one is not described, or one that is there is.
    """
    given = {key: " ".join(value.split()) for key, value in described.items() if value.strip()}
    known = dataset.sources.get(id_)
    if known and given:
        raise RequestError(
            f"{id_} is there already: --{next(iter(given))} is for a new source; "
            "edit sources.yaml to describe it otherwise"
        )
    if known:
        return known
    missing = [f"--{key}" for key in _NEEDED if key not in given]
    if missing:
        near = _near(id_, dataset)
        ask = f"did you mean {near}? " if near else ""
        raise RequestError(f"there is no source {id_}: {ask}To add it, give {', '.join(missing)}")
    _check(id_, given)
    return Source(
        id=id_,
        title=given["title"],
        publisher=given.get("publisher", ""),
        address=given.get("address", ""),
        kind=given["kind"],
        trust=given["trust"],
        relied_on=given["trust"] != _NOT_RELIED_ON,
    )


def _near(id_: str, dataset: Dataset) -> str:
    from ratgap.load.references import close_to

    return close_to(id_, dataset.sources)


def _check(id_: str, given: Mapping[str, str]) -> None:
    from ratgap.load.fields import IDENTIFIER, PATTERNS
    from ratgap.load.shape import SourceShape

    if not re.fullmatch(IDENTIFIER, id_):
        raise RequestError(f"--source: {id_}: {PATTERNS[IDENTIFIER]}")
    for key in ("kind", "trust"):
        choices = get_args(SourceShape.model_fields[key].annotation)
        if given[key] not in choices:
            raise RequestError(f"--{key}: {given[key]} is none of {', '.join(choices)}")
