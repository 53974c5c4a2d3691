"""A data set whose names, titles and texts are those of the language in use.

What people read is made from it as from any other; what programs read is made from the data set
itself, the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from ratgap import language
from ratgap.language import t
from ratgap.model import Basis, Commitment, Dataset, Declaration, Group, Instrument, Outcome, State
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

    def every(known: Mapping[str, _T], change: Callable[[_T], _T]) -> dict[str, _T]:
        return {key: change(record) for key, record in known.items()}

    said = dataset._replace(
        states=every(dataset.states, lambda state: _State(*state)),
        instruments=every(dataset.instruments, lambda treaty: _treaty(treaty, say)),
        groups=every(dataset.groups, lambda group: _group(group, say)),
        bases=every(dataset.bases, lambda basis: _basis(basis, say)),
        scopes=every(dataset.scopes, lambda scope: scope._replace(title=say(scope.title))),
        families=every(dataset.families, say),
        commitments=tuple(_commitment(made, say) for made in dataset.commitments),
    )
    # Worked out of the evidence, or found by names, in whatever language.
    said.names = Names(said.states, lambda: dataset.names.index)
    said.codes, said.chosen = dataset.codes, dataset.chosen
    said.totals, said.merged = dataset.totals, dataset.merged
    return said


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
    declarations = treaty.declarations
    return treaty._replace(
        title=title,
        name=name,
        also=(treaty.title, treaty.name),
        place=say(treaty.place),
        depositaries=tuple(map(say, treaty.depositaries)),
        declarations=declarations and tuple(_declaration(one, say) for one in declarations),
        declarations_read=say(treaty.declarations_read),
        note=say(treaty.note),
    )


def _declaration(declaration: Declaration, say: Say) -> Declaration:
    return declaration._replace(
        text=say(declaration.text), when=say(declaration.when), article=say(declaration.article)
    )


def _basis(basis: Basis, say: Say) -> Basis:
    return basis._replace(title=say(basis.title), citation=say(basis.citation))


def _group(group: Group, say: Say) -> Group:
    return group._replace(title=say(group.title), observers=tuple(map(say, group.observers)))


def _commitment(made: Commitment, say: Say) -> Commitment:
    return made._replace(
        text=say(made.text),
        to=tuple(map(say, made.to)),
        outcomes=tuple(_outcome(fact, say) for fact in made.outcomes),
        related=tuple(_outcome(fact, say) for fact in made.related),
    )


def _outcome(fact: Outcome, say: Say) -> Outcome:
    return fact._replace(text=say(fact.text))
