"""The shape of what is recorded of a state and an instrument, in its short and long forms.

Loads pydantic: import this only where shapes are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag

from ratgap.load.fields import Day, DayThenSources, Line, Span, Text
from ratgap.model import When

Sources = Annotated[list[Line], Field(min_length=1)]


class Shape(BaseModel):
    """A mapping of known keys."""

    model_config = ConfigDict(extra="forbid")


class LongAbsence(Shape):
    """A day on which the state was not a party."""

    day: Day
    sources: Sources


class LongForce(Shape):
    """A day from which the treaty binds the state."""

    day: Span
    sources: Sources
    rejected: Text = Field("", description="why another claim is preferred to this one")


class LongAct(LongForce):
    """An act."""

    note: Text = ""


class LongEnding(LongAct):
    """A succession or a denunciation."""

    effective: Day | None = Field(None, description="the day on which it takes effect")


def _form(value: object) -> str:
    """Return in which of the three forms the entry of a kind of act is written."""
    if isinstance(value, list) and value and all(isinstance(item, list | dict) for item in value):
        return "(several)"
    return _form_of_one(value)


def _form_of_one(value: object) -> str:
    return "(long)" if isinstance(value, dict) else "(short)"


S = TypeVar("S")
L = TypeVar("L")
One = Annotated[
    Annotated[S, Tag("(short)")] | Annotated[L, Tag("(long)")], Discriminator(_form_of_one)
]


class Claims(
    RootModel[
        Annotated[
            Annotated[S, Tag("(short)")]
            | Annotated[L, Tag("(long)")]
            | Annotated[list[One[S, L]], Tag("(several)")],
            Discriminator(_form),
        ]
    ],
    Generic[S, L],
):
    """What sources say of one kind: short, long, or a list of several."""

    def each(self) -> Iterator[tuple[tuple[int, ...], S | L]]:
        """Yield every claim with the steps that lead to it from the entry."""
        if isinstance(self.root, list):
            yield from (((index,), claim) for index, claim in enumerate(self.root))
        else:
            yield (), self.root


Short = Annotated[tuple[When, *tuple[str, ...]], DayThenSources(Span)]
ShortDay = Annotated[tuple[date, *tuple[str, ...]], DayThenSources(Day)]


class Acts(Claims[Short, LongAct]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Endings(Claims[Short, LongEnding]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Forces(Claims[Short, LongForce]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Absences(Claims[ShortDay, LongAbsence]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class CellShape(Shape):
    """What is recorded of a state and an instrument."""

    signature: Acts | None = None
    ratification: Acts | None = None
    acceptance: Acts | None = None
    approval: Acts | None = None
    accession: Acts | None = None
    succession: Endings | None = None
    definitive_signature: Acts | None = Field(None, alias="definitive-signature")
    formal_confirmation: Acts | None = Field(None, alias="formal-confirmation")
    consent: Acts | None = Field(None, description="a party, by an act that the source leaves out")
    denunciation: Endings | None = None
    in_force: Forces | None = Field(
        None, description="a source gives the day from which the treaty binds the state"
    )
    not_party: Absences | None = Field(
        None, description="a source says that on that day the state was not a party"
    )
    note: Text = ""
