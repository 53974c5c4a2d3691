"""Named tuples and words: declared as with ``typing.NamedTuple`` and ``enum.StrEnum``, and faster.

``typing`` compiles each annotation, which nobody reads and which takes two thirds of the time; a
command has sixty named tuples to make at its start.
"""

from collections import namedtuple
from enum import StrEnum
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple", "Word"]


class Word(StrEnum):
    """One of a few words, found in a set or a mapping as the text that it is equal to."""

    # The library's own goes by the member's name and is written in Python.
    __hash__ = str.__hash__


if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Declared(type):
        """Makes a named tuple of the fields that a class annotates, with all else that it has."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = body["__annotations__"]
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            made.__annotations__ = fields
            for key, value in body.items():
                if key not in fields and key not in ("__annotations__", "__module__"):
                    setattr(made, key, value)
            return made

    # What others derive from, itself none.
    NamedTuple = type.__new__(_Declared, "NamedTuple", (), {})
