"""Named tuples of our own are those of typing in all that the program relies on."""

from __future__ import annotations

import pickle
import typing

from ratgap import named


class Ours(named.NamedTuple):
    """A record."""

    first: int
    second: str = "two"

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"


class Theirs(typing.NamedTuple):
    """A record."""

    first: int
    second: str = "two"

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"


def test_they_are_those_of_typing() -> None:
    assert tuple(Ours(1)) == tuple(Theirs(1)) == (1, "two")
    assert Ours(1)._replace(second="2").both == "1 2"
    for name in ("_fields", "_field_defaults", "__doc__", "__module__"):
        assert getattr(Ours, name) == getattr(Theirs, name), name
    assert repr(Ours(1)).removeprefix("Ours") == repr(Theirs(1)).removeprefix("Theirs")
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)
    assert pickle.loads(pickle.dumps(Ours(1))) == Ours(1)
