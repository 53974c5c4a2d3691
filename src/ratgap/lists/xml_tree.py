"""XML as a tree of elements that know their line; no document type, so no entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from ratgap.problem import DataError, Problem, Where

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MAX_DEPTH = 64
"""Elements within each other; the collection's documents need a dozen."""
MAX_ELEMENTS = 200_000
"""Elements in all; the longest of these documents has some thousands."""


@dataclass(slots=True)
class Element:
    """An element: its name in small letters, its line, the elements and texts inside in order."""

    name: str
    line: int
    parts: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements directly inside."""
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def text(self) -> str:
        """All text inside, at any depth."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def find(self, name: str) -> Element | None:
        """Return the first element of that name inside, at any depth; None if there is none."""
        for child in self.children:
            found = child if child.name == name else child.find(name)
            if found is not None:
                return found
        return None


def parse(content: bytes, file: str) -> Element:
    """Return the root element; raise ``DataError`` with the place where it is no such XML.

    The encoding is the one that the document declares.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate()
    builder = _Builder(file, parser)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        problem = Problem(
            Where(file, error.lineno, error.offset + 1),
            "list-xml",
            f"this is not well-formed XML: {expat.ErrorString(error.code)}",
            "download it again; if it stays so, save the page for people instead",
        )
        raise DataError([problem]) from None
    except (LookupError, ValueError) as error:
        problem = Problem(Where(file, 1, 1), "list-xml", f"its encoding is not known: {error}")
        raise DataError([problem]) from None
    return builder.root


class _Builder:
    """Fills the tree as the parser goes."""

    def __init__(self, file: str, parser: XMLParserType) -> None:
        self.file = file
        self.parser = parser
        self.root = Element("", 1)
        self._open: list[Element] = []
        self._count = 0
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        # Comes before any entity is declared, and so before any can swell or reach out.
        parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, _: dict[str, str]) -> None:
        element = Element(name.rpartition(":")[2].lower(), self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].parts.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._count += 1
        if self._count > MAX_ELEMENTS:
            self._refuse("list-xml", f"more than {MAX_ELEMENTS} elements")
        if len(self._open) > MAX_DEPTH:
            self._refuse("list-xml", f"more than {MAX_DEPTH} elements within each other")

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def _doctype(self, *_: object) -> None:
        self._refuse("list-doctype", "it declares a document type, which no status document does")

    def _refuse(self, rule: str, message: str) -> NoReturn:
        where = Where(self.file, self.parser.CurrentLineNumber, 1)
        raise DataError([Problem(where, rule, message, "download it again from the depositary")])
