"""Strict YAML: a file's text in, plain data with places out, and whatever YAML hides reported.

The parser's events are walked one by one, so that neither deep nesting nor aliases can exhaust
the memory or the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ratgap.load.tree import MEANING, Document, Map, Path, Place, Plain, Seq, show, taken_for
from ratgap.problem import Where

if TYPE_CHECKING:
    import yaml

    from ratgap.load.files import Text

# Control characters, line breaks that editors do not count as such, signs that turn the direction
# of the text or hide in it (category Cf, fillers, selectors of variants), signs for private use,
# byte-order marks and what is no character at all.
_UNFIT = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    r"\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd"
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
# The joiners are part of the spelling after a letter of Arabic, Syriac, N'Ko or an Indic script.
_JOINED = r"\u0620-\u109f\u1780-\u18af\ua8e0-\uabff\U00011000-\U00011fff"
_JOINER = f"(?<![{_JOINED}])[\u200c\u200d]"
# A carriage return in a value, or a tab, has come by an escape.
UNFIT = re.compile(f"[\r\t{_UNFIT}]|{_JOINER}")
# A tab takes what follows with it: one report to a line is enough.
_UNFIT_OR_TAB = f"[{_UNFIT}]|{_JOINER}|\r(?!\n)|\t[^\n\r{_UNFIT}]*"
_PERHAPS_UNFIT = re.compile(f"[\r\t\u200c\u200d{_UNFIT}]")
"""With what each of these begins: a search for one set of signs takes a fifth of the time, and a
file that has none of them needs no other."""
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)

MAX_DEPTH = 12  # Mappings and lists within each other; the data need eight
MAX_ITEMS = 1000  # Items of a list below the record that it belongs to
MAX_NODES = 300_000  # Keys and values that one file may have however short they are
LEAST = 5.5
"""Beyond that, how many characters each takes at the least: what is recorded takes seven or more,
and files made to fill the memory less. So a file is bounded by its size alone."""


def parsed(texts: Iterable[Text]) -> list[tuple[str, str, Document]]:
    """Return of each of ``texts`` its name without ``.yaml``, itself, and what it was read as."""
    return [(t.name.removesuffix(".yaml"), t.content, parse(t.content, t.file)) for t in texts]


def parse(text: str, file: str) -> Document:
    """Return ``text`` as a document, its problems named by the path ``file``."""
    document = Document(file)
    readable = clean(text, document)
    if readable is not None:
        walk = _Walk(document)
        if walk.over(_events(readable, document)):
            walk.finish()
    document.problems.sort()
    return document


def _events(text: str, document: Document) -> Iterator[Any]:
    """Yield the parser's events; end with None where the text is not YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from iter(loader(text).get_event, None)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # What is never closed is found at the end, and mended where it begins.
        if mark and error.context_mark and mark.line >= text.rstrip().count("\n") + 1:
            mark = error.context_mark
        message = ", ".join(filter(None, (error.context, error.problem))) or "not YAML"
        _syntax(document, message, mark)
        yield None
    except yaml.YAMLError as error:
        _syntax(document, str(error).splitlines()[0], None)
        yield None


def _syntax(document: Document, message: str, mark: yaml.Mark | None) -> None:
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    remedy = "look at the indentation, the brackets and the quotes here and just before"
    where = Where(document.file, *place)
    document.report(where, "yaml-syntax", f"this is not YAML: {show(message, 200)}", remedy)


class _Frame:
    __slots__ = ("key", "key_at", "node", "place")

    def __init__(self, node: Map | Seq, place: Place) -> None:
        self.node = node
        self.place = place
        self.key: str | None = None
        """The key whose value comes next; "" for a value that is dropped."""
        self.key_at: Place = (0, 0)


class _Walk:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._frames: list[_Frame] = []
        self._root: object = None
        self._root_at: Place = (0, 0)

    def over(self, events: Iterator[Any]) -> bool:
        documents, problems = 0, self._document.problems
        for count, event in enumerate(events):
            name = type(event).__name__
            if name == "ScalarEvent":
                self._scalar(event)
            elif name in ("MappingStartEvent", "SequenceStartEvent"):
                self._start(event, Map if name == "MappingStartEvent" else Seq)
                if len(self._frames) > MAX_DEPTH:
                    message = f"more than {MAX_DEPTH} mappings or lists within each other"
                    self._report(_place(event), "yaml-depth", message, "is this the right file?")
                    return False
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                self._end(self._frames.pop())
            elif name == "AliasEvent":
                self._alias(event)
            elif name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    message = "a second document starts here"
                    remedy = "keep one document to a file"
                    self._report(_place(event), "yaml-documents", message, remedy)
                    return True
            elif event is None:
                return False
            if count > MAX_NODES and count * LEAST > event.start_mark.index:
                message = f"more than {MAX_NODES} keys and values, most of them empty or a letter"
                self._report(_place(event), "yaml-too-long", message, "is this the right file?")
                return False
            if problems and self._document.full:
                return False
        return True

    def finish(self) -> None:
        root = self._root
        if isinstance(root, Map):
            self._document.root = root
        elif root is None or (isinstance(root, Plain) and not root.text):
            self._report((0, 0), "yaml-empty", "the file is empty", "is it saved?")
        else:
            message, remedy = "the file is not made of keys and values", "write key: value"
            self._report(self._root_at, "yaml-empty", message, remedy)

    def _scalar(self, event: Any) -> None:
        place = _place(event)
        text: str = event.value
        kind = ""
        if not event.style and event.tag is None:
            kind = taken_for(text)
        elif event.style == '"' and UNFIT.search(text):
            message = f"{show(text)} hides a sign that cannot be seen"
            self._report(place, "yaml-character", message, "delete the escape")
            text = UNFIT.sub("", text)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if "#" in text:
            end = (event.end_mark.line + 1, event.end_mark.column + 1)
            self._document.with_number_sign.append((place, end))
        frame = self._frames[-1] if self._frames else None
        is_key = frame and isinstance(frame.node, Map) and frame.key is None
        if is_key or not kind:
            self._document.texts.setdefault(text, []).append(place)
        if frame and is_key:
            self._key(frame, text, kind, place)
            return
        if kind == "time":
            message = f"{show(text)} is a day or a time as only some programs read it"
            remedy = f'write the day as YYYY-MM-DD; if it is text: "{show(text)}"'
            self._report(place, "yaml-date", message, remedy, broken=True)
        self._attach(Plain(text, kind) if kind else text, place)

    def _key(self, frame: _Frame, text: str, kind: str, place: Place) -> None:
        frame.key, frame.key_at = "", place
        if kind == "merge":
            message = "<< merges another mapping into this one"
            self._report(place, "yaml-merge-key", message, "write its keys out")
            return
        if not text:
            self._report(place, "yaml-key", "there is no key here", "write one before the colon")
            return
        known = frame.node.keys_at.get(text) if isinstance(frame.node, Map) else None
        if known:
            message = f"the key {show(text)} stands in line {known[0]} already"
            remedy = "put the two together, or delete one"
            self._report(place, "yaml-duplicate-key", message, remedy)
            return
        if "\n" in text:
            message = f"the key {show(text)} has a line break"
            self._report(place, "yaml-key", message, "write it on one line")
            return
        if kind:
            message = f"the key {show(text)} would be read {MEANING[kind]} by other programs"
            self._report(place, "yaml-not-text", message, f'write "{show(text)}" in quotes')
        frame.key = text

    def _start(self, event: Any, kind: type[Map | Seq]) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        path: Path = ()
        if self._frames:
            frame = self._frames[-1]
            step = len(frame.node) if isinstance(frame.node, Seq) else frame.key or ""
            path = (*frame.node.path, step)
        self._frames.append(_Frame(kind(path), _place(event)))

    def _end(self, frame: _Frame) -> None:
        node = frame.node
        # The commitments themselves are a list of their file, as long as it may be.
        if isinstance(node, Seq) and len(node) > MAX_ITEMS and len(node.path) > 1:
            message = f"more than {MAX_ITEMS} items stand in this list"
            self._report(frame.place, "yaml-too-long", message, "is it a list?", broken=True)
            node = Seq(node.path)
        self._attach(node, frame.place)

    def _alias(self, event: Any) -> None:
        message = f"*{show(event.anchor)} repeats something written elsewhere"
        place = _place(event)
        self._report(place, "yaml-alias", message, "write it out here", broken=True)
        self._attach(Plain(f"*{event.anchor}", "nothing"), place)

    def _refuse(self, event: Any) -> None:
        place = _place(event)
        if event.anchor is not None:
            message = f"&{show(event.anchor)} names this value for use elsewhere"
            self._report(place, "yaml-alias", message, f"delete &{show(event.anchor)}")
        if event.tag is not None:
            message = f"the tag {show(event.tag)} says how to read this value"
            self._report(place, "yaml-tag", message, "delete the tag; put text in quotes")

    def _attach(self, value: object, place: Place) -> None:
        """Put ``value`` where it belongs: the mapping or list that is being filled, or the root."""
        if not self._frames:
            self._root, self._root_at = value, place
            return
        frame = self._frames[-1]
        if isinstance(frame.node, Seq):
            frame.node.append(value)
            frame.node.values_at.append(place)
        elif frame.key is None:
            message = "a key is one word or one text, not a list or a mapping"
            self._report(place, "yaml-key", message, "write a plain key")
            frame.key = ""
        else:
            if frame.key:
                frame.node[frame.key] = value
                frame.node.keys_at[frame.key] = frame.key_at
                frame.node.values_at[frame.key] = place
            frame.key = None

    def _report(
        self, place: Place, rule: str, message: str, remedy: str, *, broken: bool = False
    ) -> None:
        where = Where(self._document.file, *place)
        self._document.report(where, rule, message, remedy)
        if broken:
            self._document.broken.add(where)


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def clean(text: str, document: Document) -> str | None:
    """Report tabs and unfit characters of ``text`` to ``document``; return it without tabs.

    None where what is left cannot be read with any sense.
    """
    if not _PERHAPS_UNFIT.search(text):
        return text
    readable = not _TAB_INDENT.search(text)
    tabbed = 0
    for sign, line, column in _unfit(text):
        where = Where(document.file, line, column)
        if not sign.startswith("\t"):
            readable = False
            message = f"the character U+{ord(sign):04X} has no place in a data file"
            document.report(where, "yaml-character", message, "delete it")
        elif line != tabbed:
            tabbed = line
            document.report(where, "yaml-tab", "there is a tab here", "write spaces instead")
        if document.full:
            return None
    return text.replace("\t", " ") if readable else None


def _unfit(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is unfit with its line and column; one walk, however long the lines are."""
    line, start, seen = 1, 0, 0
    for match in re.finditer(_UNFIT_OR_TAB, text):
        breaks = text.count("\n", seen, match.start())
        if breaks:
            line += breaks
            start = text.rfind("\n", seen, match.start()) + 1
        seen = match.start()
        yield match[0], line, seen - start + 1
