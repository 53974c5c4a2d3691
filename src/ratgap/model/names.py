"""From the name that a person or a list gives to the code of the state: exact or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from ratgap.language import t
from ratgap.model.state import State
from ratgap.problem import close_to

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": " and "}
)
"""Letters that Unicode does not split into a base letter and a mark."""

_APOSTROPHES = re.compile("['’‘ʼʻ`´]")
_NOT_A_WORD = re.compile(r"[\W_]+")
_SAME = {"the": "", "st": "saint"}
_FORMS = (
    "and of state republic federal federation democratic islamic peoples socialist principality"
    " sultanate commonwealth independent et de des du la le etat republique federale"
    " democratique islamique populaire socialiste principaute и государство республика"
    " федерация демократическая исламская народная княжество"
)
_FORM = frozenset(_FORMS.split())
"""Words that make no other name: "Republic of", unlike "Northern"; as ``fold`` leaves them."""
_CODE = 3  # Of fewer letters, many names begin with them
_SLIPS = 3  # Letters by which a name may be mistyped
_SHORTEST = 4  # Shorter texts are codes or abbreviations; what is like them means something else


class UnknownName(LookupError):  # noqa: N818
    """No state goes by ``text``, or several do; ``suggestions`` are names that come near.

    ``known`` tells how many states and organisations were looked through.
    """

    def __init__(self, text: str, suggestions: Iterable[str] = (), known: int = 0) -> None:
        self.text = text
        self.suggestions = tuple(suggestions)
        self.known = known
        super().__init__(text, self.suggestions, known)

    @property
    def remedy(self) -> str:
        """The suggestions as a question, or an empty text."""
        if not self.suggestions:
            return ""
        *others, last = self.suggestions
        names = t("{most} or {last}", most=", ".join(others), last=last) if others else last
        return t("did you mean {names}?", names=names)

    def __str__(self) -> str:
        if self.remedy:
            return t('no state is known as "{text}": {advice}', text=self.text, advice=self.remedy)
        if self.known:
            return t(
                'the data have no state "{text}"; for the {count} states and organisations that'
                " they have, run ratgap states",
                text=self.text,
                count=self.known,
            )
        return t('no state is known as "{text}"', text=self.text)


def fold(text: str) -> str:
    """Return ``text`` without what lists differ in: case, marks, punctuation, "the", "St."."""
    import unicodedata

    plain = _APOSTROPHES.sub("", text.casefold().translate(_UNDECOMPOSED))
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    words = (_SAME.get(word, word) for word in _NOT_A_WORD.sub(" ", plain).split())
    return " ".join(filter(None, words))


Index: TypeAlias = tuple[
    Mapping[str, str], Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]
]
"""From codes in capitals to codes; from folded names to codes: current names, then all others."""


class Names:
    """Finds states by ISO code or by any name that the data give them.

    Names are compared as ``fold`` leaves them and must then be equal: a near miss is a
    suggestion, never an answer: of two states the one may bear a longer form of the other's name.
    A current name goes before a former or foreign one; a name that two states share on the same
    footing finds neither.
    """

    def __init__(
        self, states: Mapping[str, State], index: Callable[[], Index] | None = None
    ) -> None:
        self._states = states
        self._indexed = index or self._index

    @cached_property
    def index(self) -> Index:
        """What is looked up; not needed for who asks by the code itself."""
        return self._indexed()

    def _index(self) -> Index:
        states = self._states
        codes = {state.alpha3.upper(): code for code, state in states.items() if state.alpha3}
        codes |= {code.upper(): code for code in states}
        return (
            codes,
            _index((c, s.names.values()) for c, s in states.items()),
            _index((c, (*s.also, *s.formal.values())) for c, s in states.items()),
        )

    def find(self, text: str) -> str:
        """Return the code of the state that ``text`` names; raise ``UnknownName``."""
        asked = text.strip().upper()
        if asked in self._states:
            return asked
        by_code, *by_name = self.index
        if asked in by_code:
            return by_code[asked]
        folded = fold(text)
        for index in by_name:
            codes = index.get(folded, ())
            if len(codes) == 1:
                return codes[0]
            if codes:
                raise UnknownName(text, (self._states[code].name for code in codes))
        raise UnknownName(text, self._near(folded), len(self._states))

    def _near(self, folded: str) -> tuple[str, ...]:
        """Return up to three states that ``folded`` may have meant, by their English names.

        For a code they are codes with those names: of a state that is no more, which has two
        letters more (ISO 3166-3), or of what is called so in full. A slip makes another state's
        code, or the code of what is no state here, so nothing is concluded from letters.
        """
        _, current, others = self.index
        if len(folded) < _SHORTEST:
            meant = {
                code: f"{code} ({state.name})"
                for code, state in self._states.items()
                if (state.former and len(folded) > 1 and code.lower().startswith(folded))
                or (len(folded) >= _CODE and fold(state.name).startswith(folded))
            }
            return tuple(meant.values())[:3]
        begun = [key for key in current if key.startswith(folded)]
        keys = list(dict.fromkeys([*current, *others]))
        asked = set(folded.split())
        # A long name holds the short one; and the other way round, where what is more makes no
        # other name of it.
        within = [
            key
            for key in keys
            if asked <= (words := set(key.split())) or words <= asked <= words | _FORM
        ]
        within.sort(key=lambda key: abs(len(key) - len(folded)))
        # Slips are looked for where names differ: many are a republic. By two letters some name in
        # some language is soon met.
        slipped = [*_slipped(folded, current, _SLIPS), *_slipped(folded, others, 1)]
        near = [*begun, *within, *slipped]
        named = [code for key in near for code in current.get(key, others.get(key, ()))]
        return tuple(dict.fromkeys(self._states[code].name for code in named))[:3]


def _slipped(folded: str, known: Iterable[str], slips: int) -> Iterator[str]:
    alike: dict[str, list[str]] = {}
    for name in known:
        alike.setdefault(_bare(name), []).append(name)
    for near in close_to(_bare(folded), alike, 9, slips):
        yield from alike[near]


def _bare(name: str) -> str:
    """Return ``name`` without words for a form of state; itself where it is made of them alone."""
    return " ".join(word for word in name.split() if word not in _FORM) or name


def _index(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for code, names in entries:
        for folded in dict.fromkeys(map(fold, names)):
            if folded:
                codes.setdefault(folded, []).append(code)
    return codes
