"""A proposal into the text of the data files: new and changed claims, nothing else touched.

What comes out is read again and must be what the proposal says, or nothing is written.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from ratgap.lists import yaml_out
from ratgap.load import built
from ratgap.load.files import Files, Text, read_files
from ratgap.model import Dataset
from ratgap.problem import DataError, Problem, Where, refused

STATES, SOURCES = "states.yaml", "sources.yaml"


def steps(before: Dataset, after: Dataset, folder: Path) -> list[tuple[str, str, str]]:
    """Return which files of ``folder`` to replace, in order, to get from ``before`` to ``after``.

    A step is the name of a file, the whole text that it replaces, and its whole new one.
    None where the two are one. After every step the data set loads, and no complete reading stands
    there without the acts that it proves: a new one is entered as partial, then come the acts,
    then that it is complete.
    Raise ``DataError`` where the files are no longer those of ``before``, where an entry is laid
    out so that it cannot be edited without loss, or where the outcome would not be ``after``.
    """
    if before is after:
        return []
    files = read_files(folder)
    if files.digest != before.digest:
        message = "the files changed while they were being read"
        raise refused(Where(str(folder)), "edit-changed", message, "try again")
    texts = {text.name: text.content for text in files.texts}
    sources, partial = (
        _sources(before, after, texts[SOURCES], str(folder / SOURCES), partial=partial)
        for partial in (False, True)
    )
    states = _states(before, after, texts[STATES], str(folder / STATES))
    plan: list[tuple[str, str, str]] = []
    for name, text in ((SOURCES, partial), (STATES, states), (SOURCES, sources)):
        if texts[name] != text:
            plan.append((name, texts[name], text))
            texts[name] = text
    # What comes out is read again before anything is written.
    edited = tuple(Text(name, str(folder / name), text) for name, text in texts.items())
    changed = {name for name, _, _ in plan}
    _demand_texts(files.texts, [text for text in edited if text.name in changed])
    if _content(built(Files(edited, (), after.digest))) != _content(after):
        message = "the edited files would not say what was meant; nothing is written"
        raise refused(Where(str(folder)), "edit-check", message, "please report this")
    return plan


def _demand_texts(before: Sequence[Text], after: Sequence[Text]) -> None:
    """Raise ``DataError`` for what rules that look at files find in ``after`` alone."""
    from ratgap.check.run import errors_of_files

    broken = errors_of_files(after)
    # Most data have none, and need not be read once more.
    known = {(p.rule, p.message) for p in errors_of_files(before)} if broken else ()
    new = [problem for problem in broken if (problem.rule, problem.message) not in known]
    if new:
        raise DataError(new)


# Totals that others state, and kinds of act that the treaty seems not to have, are to be
# judged by somebody: no reason to refuse a list.
JUDGED = ("checkpoint", "consent-kind")


def unsound(
    before: Dataset,
    after: Dataset,
    file: str,
    *,
    removals: bool = False,
    judged: Sequence[str] = JUDGED,
    remedy: str = "mend the row in the list",
) -> list[Problem]:
    """Return where ``after`` breaks rules that ``before`` keeps, by the list ``file``.

    So what is written passes whatever ``validate`` would say of it, but by the rules ``judged``,
    and where ``removals`` are accepted: what the list then denies, and the totals, are to be
    judged. An empty ``remedy`` leaves that of each rule.
    """
    from ratgap.check.run import errors

    if before is after or removals:
        return []
    known = Counter((p.rule, p.message) for p in errors(before))
    broken = []
    for problem in errors(after):
        key = (problem.rule, problem.message)
        known[key] -= 1
        if known[key] < 0 and problem.rule not in judged:
            broken.append(problem._replace(where=Where(file), remedy=remedy or problem.remedy))
    return broken


def _content(dataset: Dataset) -> tuple[object, Dataset]:
    """Return what ``dataset`` says; the order of the claims in a cell says nothing."""
    cells = {
        key: (
            Counter(cell.acts),
            Counter(cell.stated_force),
            cell._replace(acts=(), stated_force=()),
        )
        for key, cell in dataset.cells.items()
    }
    return cells, dataset._replace(cells={})


def _states(before: Dataset, after: Dataset, text: str, file: str) -> str:
    from ratgap.load.schema import keys_at

    edits = _Edits(text, file)
    # Every cell has its keys in the same order, whichever state's and treaty's it is.
    order = keys_at("states", ("*", "acts", "*"))
    for (code, id_), cell in after.cells.items():
        old = before.cell(code, id_)
        if old != cell:
            edits.put((code, "acts"), id_, yaml_out.cell(old, cell, order))
    return edits.result()


def _sources(before: Dataset, after: Dataset, text: str, file: str, *, partial: bool) -> str:
    edits = _Edits(text, file)
    for id_, source in after.sources.items():
        known = before.sources.get(id_)
        old = known.readings if known else {}
        changed = {name: new for name, new in source.readings.items() if old.get(name) != new}
        if partial:
            changed = {
                name: reading._replace(absent_until=None, silent_on=frozenset())
                for name, reading in changed.items()
                if name not in old
            }
        if known is None:
            edits.put_block(id_, yaml_out.source(source._replace(readings=changed)))
        else:
            for name, reading in changed.items():
                edits.put((id_, "readings"), name, yaml_out.reading(reading))
    return edits.result()


_Node: TypeAlias = Any
"""A node as PyYAML composes it; its types do not tell the kinds of node apart."""


class _Edits:
    """A text that is YAML, and lines to be written anew or put in; every other byte stays."""

    def __init__(self, text: str, file: str) -> None:
        import yaml

        self._text = text
        self._file = file
        self._break = "\r\n" if "\r\n" in text else "\n"
        self._made: list[tuple[int, int, str]] = []
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._root: _Node = yaml.compose(text, Loader=loader)
        self._new: dict[tuple[str, str], dict[str, str]] = {}

    def put(self, parent: tuple[str, str], key: str, value: str) -> None:
        """Raise ``DataError`` where a comment stands between the lines that it has."""
        pair = _pair(self._find(*parent), key)
        if pair is None:
            self._new.setdefault(parent, {})[key] = value
            return
        start, end = pair[0].start_mark, self._end(pair[1])
        lines = self._text[start.index : end]
        if "\n" in lines and "#" in lines:
            self._refuse(pair[1], "a comment stands between its lines")
        self._made.append((pair[0].end_mark.index, end, f": {value}"))

    def put_block(self, key: str, lines: str) -> None:
        if self._root.value:
            self._insert(self._root, key, lines)
        else:  # The braces of a file that records nothing yet
            start, end = self._root.start_mark.index, self._root.end_mark.index
            self._made.append((start, end, lines.replace("\n", self._break)))

    def result(self) -> str:
        for (record, name), lines in self._new.items():
            self._add(record, name, {yaml_out.name(key): lines[key] for key in sorted(lines)})
        parts, at = [], 0
        # Additions at one place keep the order in which they were asked for.
        for start, end, new in sorted(self._made, key=lambda edit: edit[:2]):
            parts += [self._text[at:start], new]
            at = end
        return "".join([*parts, self._text[at:]])

    def _add(self, record: str, name: str, lines: Mapping[str, str]) -> None:
        """Put new ``lines`` into the mapping ``name`` of ``record``, absent or empty or not."""
        parent = self._find(record)
        pair = _pair(parent, name)
        if parent.flow_style or (pair and pair[1].value and pair[1].flow_style):
            self._refuse(pair[1] if pair else parent, "it is no mapping in lines")
        if pair and pair[1].value:
            for key, value in lines.items():
                self._insert(pair[1], key, f"{key}: {value}")
            return
        indent = " " * parent.value[0][0].start_mark.column
        block = [f"{indent}  {key}: {value}" for key, value in lines.items()]
        if pair:
            new = self._break.join([":", *block])
            self._made.append((pair[0].end_mark.index, pair[1].end_mark.index, new))
        else:
            at = self._line_after(self._end(parent))
            self._put_lines(at, [f"{indent}{name}:", *block])

    def _insert(self, mapping: _Node, key: str, lines: str) -> None:
        """Put ``lines`` in before the first key that sorts after ``key``, and its comments."""
        # A key as it is written may have quotes ("NO"), the keys of nodes have none.
        before = [value for k, value in mapping.value if k.value < key.strip('"')]
        first = mapping.value[0][0]
        if before:
            at = self._line_after(self._end(before[-1]))
        else:
            at = self._above_comments(first.start_mark.index - first.start_mark.column)
        indent = " " * first.start_mark.column
        self._put_lines(at, [indent + line for line in lines.split("\n")])

    def _put_lines(self, at: int, lines: list[str]) -> None:
        new = "".join(line + self._break for line in lines)
        if at and self._text[at - 1] != "\n":
            new = self._break + new.removesuffix(self._break)
        self._made.append((at, at, new))

    def _find(self, *path: str) -> _Node:
        node = self._root
        for step in path:
            pair = _pair(node, step)
            node = pair[1] if pair else None
        return node

    def _end(self, node: _Node) -> int:
        """Return where the last letter of ``node`` stands; what is in lines ends a line later."""
        while node.id != "scalar" and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end: int = node.end_mark.index
        return len(self._text[:end].rstrip()) if node.end_mark.column == 0 else end

    def _line_after(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end + 1

    def _above_comments(self, at: int) -> int:
        """Return the start of the comment lines right above; those that head the file stay."""
        start = at
        while start > 0:
            before = self._text.rfind("\n", 0, start - 1) + 1
            if not self._text[before:start].lstrip(" ").startswith("#"):
                return start
            start = before
        return at

    def _refuse(self, node: _Node, why: str) -> NoReturn:
        where = Where(self._file, node.start_mark.line + 1, node.start_mark.column + 1)
        message = f"this entry would change and cannot be edited without loss: {why}"
        remedy = "put it on one line, in brackets, with its comments above, and import again"
        raise refused(where, "edit-layout", message, remedy)


def _pair(mapping: _Node, key: str) -> tuple[_Node, _Node] | None:
    pairs = () if mapping is None or mapping.id != "mapping" else mapping.value
    return next((pair for pair in pairs if pair[0].value == key), None)
