"""A data set whose names, titles and texts are those of the language in use.

What people read is made from it as from any other; what programs read is made from the data set
itself, the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ratgap import language
from ratgap.language import t
from ratgap.model import Commitment, Dataset, Instrument, State
from ratgap.model.names import Names

_T = TypeVar("_T")
Say = Callable[[str], str]
"""Gives a text of the data in the language in use, itself where nobody translated it."""


def localised(dataset: Dataset, folder: Path) -> Dataset:
    """Return ``dataset``, read from ``folder``, in the language in use; in English as it is.

    Texts in our own words are in the catalogue ``data`` of the folder's ``locale``. States are
    called as the UN calls them, treaties by their official titles; what the language lacks is in
    English, and a title says so. Each is found by its English names too.
    """
    if language.code == language.ENGLISH:
        return dataset
    say = language.catalogue("data", folder / "locale")

    def every(records: Mapping[str, _T], change: Callable[[_T], _T]) -> dict[str, _T]:
        return {key: change(record) for key, record in records.items()}

    named = dataset._replace(
        states=every(dataset.states, lambda state: _State(*state)),
        instruments=every(dataset.instruments, lambda treaty: _treaty(treaty, say)),
        groups=every(dataset.groups, lambda group: _translated(group, "title observers", say)),
        bases=every(dataset.bases, lambda basis: _translated(basis, "title citation", say)),
        scopes=every(dataset.scopes, lambda scope: _translated(scope, "title", say)),
        families=every(dataset.families, say),
        commitments=tuple(_commitment(one, say) for one in dataset.commitments),
    )
    # Worked out of the evidence, or found by names, in whatever language.
    named.names = Names(named.states, lambda: dataset.names.index)
    named.codes, named.chosen = dataset.codes, dataset.chosen
    named.totals, named.merged = dataset.totals, dataset.merged
    return named


class _State(State):
    """A state that is called as its language calls it."""

    __slots__ = ()

    @property
    def name(self) -> str:
        return self.names.get(language.code) or super().name


def _treaty(treaty: Instrument, say: Say) -> Instrument:
    title, name = treaty.titles.get(language.code, ""), say(treaty.name)
    if language.code in treaty.translations:
        title = t("{title} (translation)", title=treaty.translations[language.code])
    elif not title:
        title = t("{title} (in English)", title=treaty.title)
    if name == treaty.name:
        name = t("{title} (in English)", title=treaty.usual)
    declarations = treaty.declarations and tuple(
        _translated(declaration, "text when article", say) for declaration in treaty.declarations
    )
    renamed = treaty._replace(
        title=title, name=name, also=(treaty.title, treaty.name), declarations=declarations
    )
    return _translated(renamed, "place depositaries declarations_read note", say)


def _commitment(commitment: Commitment, say: Say) -> Commitment:
    outcomes, related = (
        tuple(_translated(fact, "text", say) for fact in facts)
        for facts in (commitment.outcomes, commitment.related)
    )
    return _translated(commitment._replace(outcomes=outcomes, related=related), "text to", say)


def _translated(record: _T, names: str, say: Say) -> _T:
    """Return ``record`` with its texts, and lists of texts, that go by ``names`` as ``say`` has."""
    named: Any = record
    texts = {name: getattr(record, name) for name in names.split()}
    changed = {
        name: say(text) if isinstance(text, str) else tuple(map(say, text))
        for name, text in texts.items()
    }
    renewed: _T = named._replace(**changed)
    return renewed
