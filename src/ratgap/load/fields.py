"""The kinds of value in a data file, as pydantic, which this loads, reads and publishes them."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, LiteralString, NoReturn, TypeVar

from pydantic import AfterValidator, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from ratgap.load.tree import Plain, show
from ratgap.model import When
from ratgap.named import NamedTuple

CODE = r"^[A-Z]{2,8}$"
IDENTIFIER = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}$"
ALPHA3 = r"^[A-Z]{3}$"
NUMBER = r"^[0-9]{1,3}$"
ONE_LINE = r"^[^\n]*$"
SHORT = r"^[A-Z0-9]{1,6}$"
ADDRESS = r"^https?://[^\s/]+(/\S*)?$"
PATTERNS = {
    CODE: "a code is two to eight capital letters",
    IDENTIFIER: "an id is small letters and digits, joined by hyphens or points",
    LANGUAGE: "a language is two or three small letters, such as en",
    ALPHA3: "this code is three capital letters",
    NUMBER: "this code is one to three digits",
    ONE_LINE: "this text stands on one line",
    ADDRESS: "an address starts with http:// or https:// and holds no blanks",
    SHORT: "a short code is one to six capital letters and digits",
}
"""How a message names what a pattern asks for."""
_DEVICES = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)
_LONGEST = 200

ENTRY_INTO_FORCE = "entry-into-force"
FIRST_YEAR, LAST_YEAR = 1600, 2199
MAX_NUMBER = 9999

_DAY = r"\d{4}-\d{2}-\d{2}"
_SPAN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


def fail(rule: LiteralString, message: str, remedy: str) -> NoReturn:
    """Raise what pydantic tells of with a rule, a message and a remedy of our own."""
    # The text goes in as a value, so that braces in it are not taken for places to fill.
    raise PydanticCustomError(rule, "{what}", {"what": message, "remedy": remedy})


def _word(value: object) -> str:
    """Return the word that is written; "" for what is none, which is no day either."""
    if isinstance(value, Plain):
        return value.text
    return value if isinstance(value, str) else ""


def no_file(name: str) -> str:
    """Return why no file can be called as ``name`` is; "" where one can: sites have such files."""
    if _DEVICES.fullmatch(name):
        return "Windows calls a device so, and pages and files are named by it"
    return f"it has more than {_LONGEST} letters" if len(name) > _LONGEST else ""


def _of_a_file(name: str) -> str:
    reason = no_file(name)
    if reason:
        fail("shape-text", f"{show(name)}: {reason}", "rename it")
    return name


def _shown(value: object) -> str:
    return show(_word(value)) or "nothing" if isinstance(value, Plain | str) else "this"


@lru_cache(maxsize=4096)  # Many acts are of one day.
def _days(text: str) -> tuple[date, date]:
    """Return the first and last day of the day, month or year ``text``; raise ValueError."""
    match = _SPAN.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
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
        if text.startswith("<="):
            return When.by(_exact(text[2:]))
        first, dots, last = text.partition("..")
        if not dots:
            return When(*_days(text))
        when = When(_exact(first), _exact(last))
    except ValueError:
        fail("shape-day", f"{_shown(value)} is no day or span of days", remedy)
    if when.earliest and when.earliest >= when.latest:
        fail("shape-day", f"{text} does not run from an earlier day to a later one", remedy)
    return when


def is_day(value: object) -> bool:
    """Whether ``value`` writes a day or a span of days."""
    try:
        # Mostly it is the name of a source, which takes longer to refuse than to look at.
        return _word(value).lstrip("<=")[:1].isdecimal() and bool(_span(value))
    except PydanticCustomError:
        return False


def _exact(text: str) -> date:
    first, last = _days(text)
    if first != last:
        raise ValueError(text)
    return first


def _day(value: object, *, otherwise: str = "") -> date:
    try:
        return _exact(_word(value))
    except ValueError:
        fail("shape-day", f"{_shown(value)} is no exact day", f"write YYYY-MM-DD{otherwise}")


def _until(value: object) -> date | str:
    if value == ENTRY_INTO_FORCE:
        return ENTRY_INTO_FORCE
    return _day(value, otherwise=f" or {ENTRY_INTO_FORCE}")


def _whole(value: object) -> int:
    if isinstance(value, Plain) and value.kind == "whole" and len(value.text) <= 4:
        return int(value.text)
    remedy = f"write 0 to {MAX_NUMBER}, without quotes"
    fail("shape-number", f"{_shown(value)} is no whole number of use here", remedy)


def _positive(value: object) -> int:
    number = _whole(value)
    if number:
        return number
    fail("shape-number", "0 is none at all", f"write 1 to {MAX_NUMBER}, or delete the key")


def _flag(value: object) -> bool:
    if isinstance(value, Plain) and value.text in ("true", "false"):
        return value.text == "true"
    fail("shape-flag", f"{_shown(value)} is neither true nor false", "write true or false")


def _share(value: object) -> str:
    text = _word(value)
    match = re.fullmatch(r"([1-9]\d?)/([1-9]\d?)", text, re.ASCII)
    if match and int(match[1]) <= int(match[2]):
        return text
    fail("shape-number", f"{_shown(value)} is no share", 'write a fraction in quotes: "2/3"')


def _texts(pattern: str) -> WithJsonSchema:
    """Publish a value as a text of that form."""
    return WithJsonSchema({"type": "string", "pattern": pattern})


def _numbers(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=ONE_LINE)]
Code = Annotated[str, StringConstraints(pattern=CODE), AfterValidator(_of_a_file)]
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER), AfterValidator(_of_a_file)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Short = Annotated[str, StringConstraints(pattern=SHORT)]
Alpha3 = Annotated[str, StringConstraints(pattern=ALPHA3)]
Number = Annotated[str, StringConstraints(pattern=NUMBER)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]
Day = Annotated[date, PlainValidator(_day), _texts(f"^{_DAY}$")]
Until = Annotated[date | str, PlainValidator(_until), _texts(f"^({_DAY}|{ENTRY_INTO_FORCE})$")]
Span = Annotated[
    When,
    PlainValidator(_span),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": rf"^(<={_DAY}|{_DAY}\.\.{_DAY}|{_DAY}|\d{{4}}-\d{{2}}|\d{{4}})$",
                },
                # Editors read an unquoted year as a number.
                _numbers(FIRST_YEAR, LAST_YEAR),
            ]
        }
    ),
]
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema(_numbers(0, MAX_NUMBER))]
Positive = Annotated[int, PlainValidator(_positive), WithJsonSchema(_numbers(1, MAX_NUMBER))]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Share = Annotated[str, PlainValidator(_share), _texts(r"^\d\d?/\d\d?$")]


class Named(NamedTuple):
    """Marks a text, or the keys of a mapping, as the name of something that stands elsewhere."""

    kind: str


AnInstrument = Annotated[Line, Named("instrument")]
ABasis = Annotated[Line, Named("basis")]
AScope = Annotated[Line, Named("scope")]
AFamily = Annotated[Line, Named("family")]
AGroup = Annotated[Line, Named("group")]
AState = Annotated[Line, Named("state")]
ASource = Annotated[Line, Named("source")]

T = TypeVar("T")
Many = Annotated[list[T], AfterValidator(tuple)]
Unordered = Annotated[list[T], AfterValidator(frozenset)]
Sources = Annotated[list[ASource], Field(min_length=1), AfterValidator(tuple)]


def may(description: str | None = None, alias: str | None = None) -> Any:
    """Return what is said of a key that may be left out."""
    return Field(None, description=description, alias=alias)
