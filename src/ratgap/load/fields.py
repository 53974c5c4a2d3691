"""The kinds of value that a data file holds, as pydantic reads and publishes them.

Loads pydantic: import this only where shapes are needed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Generic, LiteralString, NamedTuple, NoReturn, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    RootModel,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ratgap.load.tree import Plain, show
from ratgap.model import When

CODE = r"^[A-Z]{2,8}$"
IDENTIFIER = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}$"
ALPHA3 = r"^[A-Z]{3}$"
ONE_LINE = r"^[^\n]*$"
SHORT = r"^[A-Z0-9]{1,6}$"
ADDRESS = r"^https?://[^\s/]+(/\S*)?$"
PATTERNS = {
    CODE: "a code is two to eight capital letters",
    IDENTIFIER: "an id is small letters and digits, joined by hyphens or points",
    LANGUAGE: "a language is two or three small letters, such as en",
    ALPHA3: "this code is three capital letters",
    ONE_LINE: "this text stands on one line",
    ADDRESS: "an address starts with http:// or https:// and holds no blanks",
    SHORT: "a short code is one to six capital letters and digits",
}
"""How a message names what a pattern asks for."""

ENTRY_INTO_FORCE = "entry-into-force"
FIRST_YEAR, LAST_YEAR = 1600, 2199
MAX_NUMBER = 9999

_DAY = r"\d{4}-\d{2}-\d{2}"
_SPAN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


def _fail(rule: LiteralString, message: str, remedy: str) -> NoReturn:
    # The text goes in as a value, so that braces in it are not taken for places to fill.
    raise PydanticCustomError(rule, "{what}", {"what": message, "remedy": remedy})


def _word(value: object) -> str | None:
    if isinstance(value, Plain):
        return value.text
    return value if isinstance(value, str) else None


def _days(text: str) -> tuple[date, date]:
    """Return the first and last day of the day, month or year ``text``; raise ValueError."""
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        return date(year, month, day), date(year, month, day)
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _span(value: object) -> When:
    """Return the span that ``value`` writes: a day, ``<=``, ``..``, a month or a year."""
    text = _word(value)
    remedy = "write YYYY-MM-DD, <=YYYY-MM-DD, YYYY-MM-DD..YYYY-MM-DD, YYYY-MM or YYYY"
    try:
        if text is None:
            raise ValueError
        if text.startswith("<="):
            return When.by(_exact(text[2:]))
        first, dots, last = text.partition("..")
        if not dots:
            return When(*_days(text))
        when = When(_exact(first), _exact(last))
    except ValueError:
        _fail("shape-day", f"{_shown(value)} is no day or span of days", remedy)
    if when.earliest and when.earliest >= when.latest:
        _fail("shape-day", f"{text} does not run from an earlier day to a later one", remedy)
    return when


def _exact(text: str) -> date:
    first, last = _days(text)
    if first != last:
        raise ValueError(text)
    return first


def _day(value: object) -> date:
    text = _word(value)
    try:
        if text is None:
            raise ValueError
        return _exact(text)
    except ValueError:
        _fail("shape-day", f"{_shown(value)} is no exact day", "write YYYY-MM-DD")


def _until(value: object) -> date | str:
    """Return the day, or ``entry-into-force`` as it is."""
    if value == ENTRY_INTO_FORCE:
        return ENTRY_INTO_FORCE
    try:
        return _day(value)
    except PydanticCustomError:
        remedy = f"write YYYY-MM-DD or {ENTRY_INTO_FORCE}"
        _fail("shape-day", f"{_shown(value)} is no exact day", remedy)


def _whole(value: object) -> int:
    if isinstance(value, Plain) and value.kind == "whole" and len(value.text) <= 4:
        return int(value.text)
    remedy = f"write 0 to {MAX_NUMBER}, without quotes"
    _fail("shape-number", f"{_shown(value)} is no whole number of use here", remedy)


def _flag(value: object) -> bool:
    if isinstance(value, Plain) and value.text in ("true", "false"):
        return value.text == "true"
    _fail("shape-flag", f"{_shown(value)} is neither true nor false", "write true or false")


def _share(value: object) -> str:
    text = _word(value) or ""
    found = re.fullmatch(r"([1-9]\d?)/([1-9]\d?)", text, re.ASCII)
    if found and int(found[1]) <= int(found[2]):
        return text
    _fail("shape-number", f"{_shown(value)} is no share", 'write a fraction in quotes: "2/3"')


def _shown(value: object) -> str:
    text = _word(value)
    return "this" if text is None else show(text) or "nothing"


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=ONE_LINE)]
Code = Annotated[str, StringConstraints(pattern=CODE)]
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Short = Annotated[str, StringConstraints(pattern=SHORT)]
Alpha3 = Annotated[str, StringConstraints(pattern=ALPHA3)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]
Day = Annotated[
    date,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY}$", "title": "Day"}),
]
Until = Annotated[
    date | str,
    PlainValidator(_until),
    WithJsonSchema({"type": "string", "pattern": f"^({_DAY}|{ENTRY_INTO_FORCE})$"}),
]
Span = Annotated[
    When,
    PlainValidator(_span),
    WithJsonSchema(
        {
            "title": "Day or span of days",
            "anyOf": [
                {
                    "type": "string",
                    "pattern": rf"^(<={_DAY}|{_DAY}\.\.{_DAY}|{_DAY}|\d{{4}}-\d{{2}}|\d{{4}})$",
                },
                # Editors read an unquoted year as a number.
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
            ],
        }
    ),
]
Whole = Annotated[
    int,
    PlainValidator(_whole),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MAX_NUMBER}),
]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Share = Annotated[
    str, PlainValidator(_share), WithJsonSchema({"type": "string", "pattern": r"^\d\d?/\d\d?$"})
]


class DayThenSources:
    """Marks a list of a day and one or more sources: ``[2003-10-02, source, source]``."""

    def __init__(self, day: Any) -> None:
        """Take the type of the first item."""
        self._day = day

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a list of a day, a source and any number of further sources."""
        items = [handler.generate_schema(kind) for kind in (self._day, Line, Line)]
        return core_schema.tuple_schema(items, variadic_item_index=2)


class Named(NamedTuple):
    """Marks a text, or the keys of a mapping, as the name of something that stands elsewhere."""

    kind: str


def kind_named(marks: Iterable[object]) -> str:
    """Return what is named by a value with one of ``marks``, or of such a type; "" if nothing."""
    for mark in marks:
        for each in (mark, *getattr(mark, "__metadata__", ())):
            if isinstance(each, Named):
                return each.kind
    return ""


AnInstrument = Annotated[Line, Named("instrument")]
ABasis = Annotated[Line, Named("basis")]
AScope = Annotated[Line, Named("scope")]
AFamily = Annotated[Line, Named("family")]
AState = Annotated[Line, Named("state")]
ASource = Annotated[Line, Named("source")]
Sources = Annotated[list[ASource], Field(min_length=1)]


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


InShort = Annotated[tuple[When, *tuple[str, ...]], DayThenSources(Span)]
ShortDay = Annotated[tuple[date, *tuple[str, ...]], DayThenSources(Day)]


class Acts(Claims[InShort, LongAct]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Endings(Claims[InShort, LongEnding]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Forces(Claims[InShort, LongForce]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""


class Absences(Claims[ShortDay, LongAbsence]):
    """`[day, source, ...]`, a mapping, or a list of several of these."""
