"""From documents to records: what the shapes find wrong, and names that nobody has."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Annotated, Any, ClassVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import ErrorDetails, PydanticOmit

from ratgap.load.fields import ALPHA3, CODE, IDENTIFIER, PATTERNS, SHORT, Named, T
from ratgap.load.tree import MAX_PROBLEMS, MEANING, Document, Map, Path, Plain, Seq, in_latin, show
from ratgap.problem import close_to, did_you_mean

_HOMES: Mapping[str, tuple[str, Path]] = {
    "instrument": ("instruments", ("instruments",)),
    "basis": ("instruments", ("bases",)),
    "scope": ("instruments", ("scopes",)),
    "family": ("instruments", ("families",)),
    "state": ("states", ()),
    "group": ("groups", ()),
    "source": ("sources", ()),
}
"""The kinds of name: in which file, and in which mapping of it, each is at home."""

KEYS_OF_NAMES = ("name", "formal", "alpha3", "kind", "codes", "also")
"""The keys of a record in names.yaml, of which its record in states.yaml then has none."""
_LATIN = (CODE, IDENTIFIER, ALPHA3, SHORT)
"""Patterns of names that are written in Latin letters alone."""
_MAX_HINTS = 100
_MAX_KNOWN = 600
_OF_KEYS = ("extra_forbidden", "missing")
"""What pydantic finds of keys; of the items of an act's list, which go by 0 and 1, it is none."""

_EMPTY = ("shape-empty", "nothing is written here", "write it, or delete the key")
_EXPECTED = {
    "string_type": ("text is expected, not {}", "write text"),
    "tuple_type": ("{} is no act", "write [day, source, ...] or {day: ...}"),
    "list_type": ("a list is expected, not {}", "write [one, another]"),
}
_MAPPING = ("keys and values are expected, not {}", "write {key: value}, or {} for none")
"""What is expected where pydantic finds something of another kind, and how that is written."""


class Reader:
    """Reads the documents of a data set, one after the other, and reports to each what is wrong.

    A name counts as known even where its record is not in order: that is reported once, there.
    Names of a file that could not be read are not asked for. ``cells`` are those read so far.
    ``keys_at`` tells which keys a mapping of a file may hold.
    """

    def __init__(
        self, documents: Mapping[str, Document], keys_at: Callable[[str, Path], tuple[str, ...]]
    ) -> None:
        self._documents = {name: d for name, d in documents.items() if d.root is not None}
        self._unread = documents.keys() - self._documents.keys()
        self._left_out = {"groups"} - documents.keys()
        self._keys_at = keys_at
        self._cited: set[tuple[str, str]] = set()
        self.cells: dict[tuple[str, str], Any] = {}
        self._name, self.document = "", Document("")
        self.names: dict[str, dict[str, Any]] = {}

    def file(self, name: str, shape: Any) -> dict[str, Any]:
        """Return what the data file ``name`` holds of ``shape``, as far as it can be read."""
        if name not in self._documents:
            return {}
        self._name, self.document = name, self._documents[name]
        root = self.document.map()
        validate = partial(adapter(shape).validate_python, context=self)
        try:
            records: dict[str, Any] = self.read(validate, root)
        except PydanticOmit:
            return {}
        return records

    def read(self, handler: Callable[[object], Any], mapping: Map) -> Any:
        """Return what ``handler`` makes of ``mapping``, and report what is wrong with it.

        What has something wrong is made without it, so that the rest can be checked further. Raise
        PydanticOmit where it makes no sense without.
        """
        try:
            return handler(mapping)
        except ValidationError as error:
            if error.error_count() > MAX_PROBLEMS:
                message = f"more than {MAX_PROBLEMS} problems here; they are not shown"
                remedy = "is this the right file?"
                self.report(mapping.path, "file-too-many-problems", message, remedy, key=True)
                raise PydanticOmit from None
            details = error.errors(include_url=False)
        for detail in details:
            if self.document.full:
                break
            path = (*mapping.path, *detail["loc"])
            at_key = path[-1] == "[key]" or (detail["type"] in _OF_KEYS and path[-1] not in (0, 1))
            self.report(path, *self._finding(detail, path), key=at_key)
        try:
            return handler(_without(mapping, details))
        except ValidationError:
            raise PydanticOmit from None

    def known_names(self, code: str, path: Path) -> dict[str, Any]:
        """Return what names.yaml has of the state at ``path``; report it if nothing names it."""
        own = self.document.map(*path).keys() & KEYS_OF_NAMES
        home = self._documents.get("names", Document(""))
        if own and code in home.map():
            message = f"names.yaml has the names and codes of {code}"
            self.report((*path, min(own)), "named-twice", message, "delete one", key=True)
        elif "name" not in own and code not in home.map() and "names" not in self._unread:
            message = "the key name is missing"
            self.report((*path, "name"), "shape-missing-key", message, "add name: ...", key=True)
        return dict(self.names.get(code, {}))

    def report(
        self, path: Path, rule: str, message: str, remedy: str, *, key: bool = False
    ) -> None:
        """Report what is wrong with the value at ``path``, or with its key."""
        self.document.report(self.document.where(path, key=key), rule, message, remedy)

    def _finding(self, detail: ErrorDetails, path: Path) -> tuple[str, str, str]:
        kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
        if "remedy" in context:
            return kind, context["what"], context["remedy"]
        text = value.text if isinstance(value, Plain) else value
        word = show(text) if isinstance(text, str) else ""
        match kind:
            case "extra_forbidden":
                known = self._keys_at(self._name, path[:-1])
                remedy = did_you_mean(str(path[-1]), known, f"known keys: {', '.join(known)}")
                strange, _ = in_latin(str(path[-1]))
                message = f"there is no key {show(str(path[-1]))} here{strange}"
                return "shape-unknown-key", message, remedy
            case "missing" if path[-1] in (0, 1):
                what = ("the day", "the source")[path[-1]]
                return "shape-missing-key", f"{what} is missing", "write [day, source, ...]"
            case "missing":
                key = path[-1]
                return "shape-missing-key", f"the key {key} is missing", f"add {key}: ..."
            case "literal_error" | "enum":
                choices = re.findall(r"'([^']*)'", context["expected"])
                remedy = did_you_mean(word, choices, f"write one of {', '.join(choices)}")
                return "shape-choice", f"{word or 'this'} is not known here", remedy
            case "string_pattern_mismatch":
                pattern = context["pattern"]
                remedy = "rename it" if pattern in (CODE, IDENTIFIER) else "correct it"
                strange, latin = in_latin(word) if pattern in _LATIN else ("", word)
                if strange and re.fullmatch(pattern, latin):
                    remedy = f"write {latin} in Latin letters"
                return "shape-text", f"{word}: {PATTERNS[pattern]}{strange}", remedy
            case "string_too_short" | "too_short":
                return _EMPTY
            case "string_type" if isinstance(value, Plain) and not text:
                return _EMPTY
            case "string_type" if isinstance(value, Plain):
                meaning = MEANING[value.kind]
                message = f"{word} is read {meaning} by other programs, and text is meant"
                return "yaml-not-text", message, f'write "{word}" in quotes'
        expected, remedy = _EXPECTED.get(kind, _MAPPING)
        shown = "a list" if isinstance(text, list) else "keys and values"
        return "shape-type", expected.format(word or ("nothing" if text == "" else shown)), remedy

    def check(self, kind: str, name: str, path: Path) -> bool:
        """Report ``unknown-KIND`` unless ``name``, a value or key at ``path``, is known.

        Return whether it is known.
        """
        file, home = _HOMES[kind]
        document = self._documents.get(file)
        known = document.map(*home) if document else [] if file in self._left_out else [name]
        if name in known:
            return True
        if not self.document.full:
            # Comparing takes time, so it is not done often, nor with great numbers of names.
            few = len(self.document.problems) < _MAX_HINTS and len(known) <= _MAX_KNOWN
            strange, latin = in_latin(name)
            otherwise = f"add it to {file}.yaml"
            if few and kind == "source":
                near = _same_edition(latin, known)
                remedy = f"did you mean {near}? else {otherwise}" if near else otherwise
            else:
                alike = known if few else ()
                if kind == "state":
                    # Its code with one letter changed is another state's.
                    alike = [code for code in alike if code == latin.upper()]
                remedy = did_you_mean(latin, alike, otherwise)
            message = f"there is no {kind} {show(name)}{strange}"
            self.report(path, f"unknown-{kind}", message, remedy, key=path[-1] == name)
        return False

    def check_all(self, kind: str, names: Iterable[object], path: Path, first: int = 0) -> None:
        """Check each of the ``names`` in the list at ``path``, from index ``first`` on.

        No name stands there twice. ``kind`` "" is for names that are checked otherwise. What is no
        text is passed over: it is reported as that.
        """
        seen: set[str] = set()
        for index, name in enumerate(names, first):
            if not isinstance(name, str):
                continue
            if kind:
                self.check(kind, name, (*path, index))
            if name in seen:
                message = f"{show(name)} is named twice"
                self.report((*path, index), "named-twice", message, "delete one")
            seen.add(name)

    def check_cited(self, sources: Sequence[object], path: Path, first: int) -> None:
        """Check that ``sources``, cited for an act, exist and were read on its instrument.

        They stand from index ``first`` of ``path`` on, which leads through the instrument.
        """
        self.check_all("", sources, path, first)
        instrument = str(path[2])
        for index, source in enumerate(sources, first):
            at = (*path, index)
            if not isinstance(source, str):
                continue
            if (source, instrument) in self._cited or not self.check("source", source, at):
                continue
            treaties, sources_file = map(self._documents.get, ("instruments", "sources"))
            known = treaties is None or instrument in treaties.map("instruments")
            # Of a treaty that is not known, or a file that could not be read, that alone is told.
            if not (known and sources_file) or instrument in sources_file.map(source, "readings"):
                self._cited.add((source, instrument))
                continue
            message = f"{show(source)} has no reading of {show(instrument)}"
            remedy = f"add the reading to {show(source)} in sources.yaml, or name another source"
            self.report(at, "source-without-reading", message, remedy)

    def ends(self, instrument: str) -> bool:
        """Whether the instrument has a clause on denunciation."""
        treaties = self._documents.get("instruments")
        return bool(treaties and treaties.at("instruments", instrument, "denunciation") is not None)


def _same_edition(name: str, known: Iterable[str]) -> str:
    """Years and numbers in an id tell one edition or document from the next: they must agree."""

    def parts(id_: str) -> tuple[str, list[str]]:
        return "".join(filter(str.isalpha, id_)), sorted(filter(str.isdecimal, id_))

    letters, digits = parts(name)
    by_letters = {
        of_known[0]: id_ for id_ in known if (of_known := parts(id_))[1] == digits or not digits
    }
    return next((by_letters[near] for near in close_to(letters, by_letters)), "")


def _without(mapping: Map, details: Iterable[ErrorDetails]) -> Map:
    faults: dict[Any, set[Any]] = {}
    rest = copy.copy(mapping)
    for detail in details:
        # A place may be the whole record, a key of it, or whatever deep below a key.
        key, step = (*detail["loc"], None, None)[:2]
        faults.setdefault(key, set()).add(step)
    for key, steps in faults.items():
        part = rest.pop(key, None)
        if isinstance(part, Map) and steps <= part.keys():
            rest[key] = part = copy.copy(part)
            for step in steps:
                del part[step]
        elif part is None and not mapping.path:
            # A file that lacks one of its sections is read as if that were empty.
            rest[key] = Map()
    return rest


class Shape(BaseModel):
    """A mapping of known keys, read as a record.

    ``steps`` are the fields of it that tell where it stands, by their place in its path.
    """

    # Built once, as parts of the shape of their file, and not each alone as well.
    model_config = ConfigDict(extra="forbid", defer_build=True)
    record: ClassVar[type[Any]]
    steps: ClassVar[Mapping[str, int]]

    def __init_subclass__(cls, record: type[Any] = dict, **steps: int) -> None:
        super().__init_subclass__()
        cls.record, cls.steps = record, steps

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Shape], info: Any) -> Any:
        # First of all: what else is wrong with it must not hide a name that nobody has.
        if isinstance(value, Map):
            cls._check_names(info.context, value)
        return handler(value).build(info.context, value.path)

    @classmethod
    def _check_names(cls, reader: Reader, value: Map) -> None:
        for key, (kind, alone, by_key) in _named(cls).items():
            names, path = value.get(key), (*value.path, key)
            if isinstance(names, Seq):
                reader.check_all(kind, names, path)
            elif isinstance(names, Map):
                for at, name in names.items() if by_key else zip(names, names, strict=True):
                    if isinstance(name, str) and name.strip():
                        reader.check(kind, name, (*path, at))
            elif alone and isinstance(names, str) and names.strip():
                reader.check(kind, names, path)

    def build(self, reader: Reader, path: Path) -> Any:
        """Return the record of what is written at ``path``."""
        written = self.model_fields_set
        values = {name: value for name, value in self.__dict__.items() if name in written}
        given = self._given(reader, path)
        if self.record is dict:
            return values | given
        values |= {name: path[step] for name, step in self.steps.items()} | given
        fields = self.record._fields
        if "where" in fields and "where" not in given:
            values["where"] = reader.document.where(path, key=isinstance(path[-1], str))
        if "places" in fields:
            # What stands in another file has its places there.
            values["places"] = reader.document.places(path) | given.get("places", {})
        return self.record(**{name: value for name, value in values.items() if name in fields})

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        """Return what the record has that is not written by its name, and report what is wrong."""
        return {}


@cache
def adapter(shape: type[Any]) -> TypeAdapter[Any]:
    """Return what reads a file of that shape: made once, however many data sets are read."""
    return TypeAdapter(shape)


@cache
def _named(shape: type[Shape]) -> dict[str, tuple[str, bool, bool]]:
    """Return the keys under which names of things elsewhere stand, and what they name.

    And whether one stands there alone, and whether of a mapping the values are meant, not the keys.
    """
    kinds = {}
    for name, field in shape.model_fields.items():
        inner = [getattr(each, "__metadata__", ()) for each in get_args(field.annotation)]
        for place, marks in enumerate((field.metadata, *inner)):
            for mark in marks:
                if isinstance(mark, Named):
                    kinds[field.alias or name] = mark.kind, place == 0, place == 2
    return kinds


def _apart(value: Any, handler: ValidatorFunctionWrapHandler, info: Any) -> Any:
    return info.context.read(handler, value) if isinstance(value, Map) else handler(value)


Apart = Annotated[T, WrapValidator(_apart)]
"""A record that is read as far as possible whatever is wrong with others, and with parts of it."""
