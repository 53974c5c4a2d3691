"""Fields and their values as the data files write them, for telling what an edit changed."""

from __future__ import annotations

from collections.abc import Iterable

from ratgap.assess.change import Difference, is_list, is_record
from ratgap.model import Clause
from ratgap.present.labels import Say
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
_LONGEST = 160
"""A longer text is cut where it is shown in a table."""


def key(field: str, *, claim: bool = False) -> str:
    """Return the key of the data file that holds the field of the dotted name ``field``.

    ``claim``: it is a field of an act, or of another claim on a state and an instrument.
    """
    if claim:
        return "day" if field == "when" else field
    head, dot, rest = field.partition(".")
    return _KEYS.get(head, head) + dot + rest


def shown(value: object) -> str:
    """Return a value in the notation of the data files."""
    if isinstance(value, Clause):
        count = f"{value.kind.replace('-', '_')}: {value.count}"
        return f"{count}, article: {value.article}" if value.article else count
    if is_record(value):
        return " ".join(
            name if held is True else shown(held) for name, held in compared(value) if held
        )
    if is_list(value):
        return ", ".join(shown(entry) for entry in value)
    return "true" if value is True else str(value)


def told(differs: Iterable[Difference], say: Say, *, claim: bool = False) -> str:
    """Return what differs as one text."""
    return "; ".join(text for difference in differs for text in _told(difference, say, claim))


def _told(difference: Difference, say: Say, claim: bool) -> Iterable[str]:
    field, old, new = key(difference.field, claim=claim), difference.old, difference.new
    # Which source comes first matters for a claim: its list is told as a whole.
    parts = not claim and (is_list(old) or is_list(new))
    if old is not None and new is not None and not parts:
        yield say("field.became", field=field, old=_cut(old), new=_cut(new))
        return
    if new is not None:
        yield say("field.added", field=field, value=_cut(new))
    if old is not None:
        yield say("field.removed", field=field, value=_cut(old))


def _cut(value: object) -> str:
    text = shown(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 4].rstrip() + " ..."
