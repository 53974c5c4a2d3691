"""Sources, and what they say of a cell, in the three forms of writing it; loads pydantic."""

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    RootModel,
    Tag,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import CoreSchema, core_schema

from ratgap import model
from ratgap.load import fields
from ratgap.load.fields import fail, is_day, may
from ratgap.load.reader import Reader, Shape
from ratgap.load.tree import Map, Path, Seq
from ratgap.model import ActKind, Column


class Claim(Shape):
    """What sources say of one kind."""

    when: Any = Field(alias="day")
    sources: Annotated[list[fields.Line], Field(min_length=1), AfterValidator(tuple)]

    @classmethod
    def _check_names(cls, reader: Reader, value: Map) -> None:
        cited = value.get("sources")
        if isinstance(cited, Seq):
            cls.check_sources(reader, cited, cited.path, 0)

    @classmethod
    def check_sources(cls, reader: Reader, cited: list[object], path: Path, first: int) -> None:
        """Check that the sources ``cited`` from index ``first`` of ``path`` on may be."""
        reader.check_cited(cited, path, first)

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        return {"where": reader.document.where(path), "day": self.when}


class LongAbsence(Claim, record=model.Absence):
    """A day on which the state was not a party."""

    when: fields.Day = Field(alias="day")


class LongForce(Claim, record=model.StatedForce):
    """A day from which the treaty binds the state."""

    when: fields.Span = Field(alias="day")
    rejected: fields.Text = may("why another claim is preferred to this one")


class LongAct(LongForce, record=model.Act):
    """An act."""

    note: fields.Text = may()

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        instrument, kind = str(path[2]), ActKind(str(path[3]))
        effective = kind is not ActKind.DENUNCIATION or getattr(self, "effective", None)
        if not effective and not reader.ends(instrument):
            message = f"when does this take effect? {instrument} does not tell"
            remedy = "add effective: YYYY-MM-DD, or a denunciation clause to the instrument"
            reader.report(path, "denunciation-without-effect", message, remedy)
        return super()._given(reader, path) | {"kind": kind}


class LongEnding(LongAct, record=model.Act):
    """A succession or a denunciation."""

    effective: fields.Day = may("the day on which it takes effect")


class InShort:
    """Marks a list of a day and sources, ``[2003-10-02, source, source]``, short for a claim."""

    def __init__(self, day: Any, long: type[Claim]) -> None:
        self._day, self._long = day, long
        self._blank = long.model_construct()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a list of a day, a source and any number of further sources."""
        items = [handler.generate_schema(kind) for kind in (self._day, fields.Line, fields.Line)]
        # Python's own types cannot say that a list has at least two items.
        plain = core_schema.tuple_schema(items, variadic_item_index=2)
        return core_schema.with_info_wrap_validator_function(self._read, plain)

    def _read(self, value: Any, handler: ValidatorFunctionWrapHandler, info: Any) -> Any:
        if isinstance(value, Seq):
            swapped = len(value) > 1 and is_day(value[1]) and not is_day(value[0])
            cited, first = (value[:1], 0) if swapped else (value[1:], 1)
            self._long.check_sources(info.context, cited, value.path, first)
            if swapped:
                remedy = "write the day first: [day, source, ...]"
                fail("shape-day", "the source stands before the day", remedy)
        day, *sources = handler(value)
        # A copy: to construct it anew asks for the default of every field.
        claim = self._blank.model_copy(update={"when": day, "sources": tuple(sources)})
        return claim.build(info.context, value.path)


class ToldDay(Claim):
    """A day that is no act on a treaty, and who tells it."""

    def build(self, reader: Reader, path: Path) -> tuple[Any, tuple[str, ...]]:
        """Return the day and its sources."""
        return self.when, tuple(self.sources)

    @classmethod
    def check_sources(cls, reader: Reader, cited: list[object], path: Path, first: int) -> None:
        """Check that there are such sources; they need no reading of a treaty."""
        reader.check_all("source", cited, path, first)


def _form(value: object) -> str:
    if isinstance(value, list) and value and all(isinstance(item, (list, dict)) for item in value):
        return "(several)"
    return "(long)" if isinstance(value, dict) else "(short)"


S = TypeVar("S")
L = TypeVar("L")
Short = Annotated[S, Tag("(short)")]
Long = Annotated[L, Tag("(long)")]
One = Annotated[
    Short[S] | Long[L],
    Discriminator(lambda value: "(long)" if isinstance(value, dict) else "(short)"),
]


class Claims(
    RootModel[
        Annotated[
            Short[S] | Long[L] | Annotated[list[One[S, L]], Tag("(several)")], Discriminator(_form)
        ]
    ],
    Generic[S, L],
):
    """What sources say of one kind: short, long, or a list of several."""

    model_config = ConfigDict(defer_build=True)

    @model_validator(mode="wrap")
    @classmethod
    def _all(cls, value: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        claims = handler(value).root
        return tuple(claims) if isinstance(claims, list) else (claims,)


SourcedDay = Annotated[
    Annotated[fields.Day, Tag("(day)")]
    | Annotated[Any, InShort(fields.Day, ToldDay), Tag("(short)")],
    Discriminator(lambda value: "(short)" if isinstance(value, list) else "(day)"),
]
"""A day alone, or ``[day, source, ...]``."""


class Acts(Claims[Annotated[Any, InShort(fields.Span, LongAct)], LongAct]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Endings(Claims[Annotated[Any, InShort(fields.Span, LongEnding)], LongEnding]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Forces(Claims[Annotated[Any, InShort(fields.Span, LongForce)], LongForce]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Absences(Claims[Annotated[Any, InShort(fields.Day, LongAbsence)], LongAbsence]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


_KINDS = tuple(kind.replace("-", "_") for kind in ActKind)


class CellShape(Shape, record=model.Cell):
    """What is recorded of a state and an instrument."""

    signature: Acts = may()
    ratification: Acts = may()
    acceptance: Acts = may()
    approval: Acts = may()
    accession: Acts = may()
    succession: Endings = may()
    definitive_signature: Acts = may(alias="definitive-signature")
    formal_confirmation: Acts = may(alias="formal-confirmation")
    consent: Acts = may("a party, by an act that the source leaves out")
    denunciation: Endings = may()
    stated_force: Forces = may(
        "a source gives the day from which the treaty binds the state", "in_force"
    )
    absences: Absences = may(
        "a source says that on that day the state was not a party", "not_party"
    )
    note: fields.Text = may()

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        # Of eleven kinds hardly more than two are written.
        written = self.model_fields_set
        acts = [act for kind in _KINDS if kind in written for act in getattr(self, kind)]
        acts.sort(key=lambda act: (act.when.latest, act.kind is not ActKind.SIGNATURE))
        return {"acts": tuple(acts)}


Trust = Literal["high", "good", "medium", "low"]


class CountedShape(Shape):
    """How many there are for whom these data cite a reading, so that a lost line shows."""

    parties: fields.Whole = may()
    signatories: fields.Whole = may()
    absent: fields.Whole = may("of how many it says that they were no party")


class ReadingShape(Shape, record=model.Reading, source=0, instrument=2):
    """A source read on one instrument."""

    as_of: fields.Span
    gives: fields.Unordered[Column] = may()
    absent_until: fields.Day = may("up to that day a state that is not listed was not a party")
    silent_on: fields.Unordered[fields.AState] = may(
        "codes for which the silence of the list proves nothing"
    )
    parties: fields.Whole = may("how many parties the source states")
    deposits: fields.Whole = may("how many deposits the source states")
    total: fields.Whole = may("a number of which the source does not tell what it counts")
    trust: Trust = may("its own, where it is not the source's")
    counted: CountedShape = may("counted from these data: for how many they cite it")
    title: fields.Line = may()
    address: fields.Line = may()
    note: fields.Text = may()

    model_config = ConfigDict(json_schema_extra={"dependentRequired": {"absent_until": ["gives"]}})

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        # Whose silence is meant to prove an absence would prove nothing, and yet pass for complete.
        if self.absent_until and not self.gives:
            what = "the list is complete, and it is not told what it lists"
            fail("shape-missing-key", what, "add gives: [...], or delete absent_until")
        numbers = (self.parties, self.deposits, self.total)
        if sum(number is not None for number in numbers) > 1:
            remedy = "keep one of parties, deposits, total"
            fail("shape-clause", "a total is counted in one way", remedy)
        return {}


class SourceShape(Shape, record=model.Source, id=0):
    """A publication and what it was read to say."""

    title: fields.Line
    publisher: fields.Line = may()
    address: fields.Line = may()
    kind: Literal[
        "depositary", "gazette", "official", "dataset", "press", "tertiary", "treaty-text"
    ]
    trust: Trust
    counted: fields.Whole = may("of how many states the data give `since` by it", "count")
    readings: dict[Annotated[str, fields.Named("instrument")], ReadingShape] = may("by instrument")
    note: fields.Text = may()

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        return {"relied_on": self.trust != model.LOW}
