"""Whatever people read passes through ``text.t``: in a language of its own, no English is left."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ratgap
from present.test_golden import COMMANDS, REGIME
from ratgap import language
from ratgap.cli.main import main

_PLACE = re.compile(r"(\{[^}]*\})")
_WORD = re.compile(r"[A-Za-z]{2,}")
_COMMAND = re.compile(r"ratgap [a-z]+( [\w-]+)*")


def _mock(english: str) -> str:
    """Return ``english`` with other letters, as wide as it is; its places stay as they are."""
    pieces = _PLACE.split(english)
    return "".join(p if _PLACE.match(p) else re.sub("[A-Za-z]", "ж", p) for p in pieces)


@pytest.fixture(autouse=True)
def _in_mock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(language, "translate", _mock)


@pytest.fixture(scope="module")
def data_words() -> set[str]:
    files = "\n".join(path.read_text("utf-8") for path in REGIME.rglob("*.yaml"))
    return {*_WORD.findall(files), *ratgap.load_dataset(REGIME).codes.values()}


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("name", COMMANDS)
def test_only_words_of_the_data_are_not_translated(
    name: str, form: str, data_words: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMANDS[name], "--format", form]) == 0
    # What is to be typed is the same in any language.
    shown = set(_WORD.findall(_COMMAND.sub("", capsys.readouterr().out)))
    assert shown <= data_words


SOURCE = Path(ratgap.__file__).parent
# A status, a kind; a month; the head of a column that is a day, or is made of a text and a year.
_CODE = re.compile(r"[a-z]+([-_][a-z]+)*|[A-Z][a-z][a-z]|(Gaps )?\d{4}(-\d\d-\d\d)?")


def _literals(node: ast.AST) -> Iterator[str]:
    yield from (
        n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    )


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        # By its name, or by that of its module: Column, view.Column.
        named = getattr(node, "func", None)
        if isinstance(node, ast.Call) and getattr(named, "id", getattr(named, "attr", "")) in names:
            yield node


def _is_table(node: ast.stmt) -> bool:
    """Whether constants in capitals are assigned."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return any(isinstance(target, ast.Name) and target.id.isupper() for target in targets)


@pytest.fixture(scope="module")
def gathered() -> set[str]:
    """Return every text that can be gathered from the source without running it."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for call in _calls(tree, "t", "mark", "Column"):
            found.update(_literals(call.args[0]))
        for call in _calls(tree, "counted"):
            found.update(text for argument in call.args[1:] for text in _literals(argument))
        for node in filter(_is_table, tree.body):
            found.update(_literals(node))
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.name)
def test_a_text_is_a_literal_where_it_is_used_or_marked(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for call in _calls(tree, "mark"):
        assert isinstance(call.args[0], ast.Constant), call.lineno
    for call in _calls(tree, "counted"):
        _, *texts = call.args
        assert [type(text) for text in texts] == [ast.Constant, ast.Constant], call.lineno
    for call in _calls(tree, "word"):
        assert isinstance(call.args[0], ast.Constant), call.lineno
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        given = [call.args[0] for call in _calls(function, "t")]
        assert not any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in given), path.name
        names = {text.id for text in given if isinstance(text, ast.Name)}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                first, value = node.targets[0], node.value
                bare = [
                    value,
                    *([value.body, value.orelse] if isinstance(value, ast.IfExp) else []),
                ]
                if isinstance(first, ast.Name) and first.id in names:
                    assert not any(isinstance(v, ast.Constant) for v in bare), node.lineno


@pytest.mark.parametrize("name", COMMANDS)
def test_every_text_that_is_shown_can_be_gathered(
    name: str, gathered: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def listen(english: str) -> str:
        shown.append(english)
        return english

    monkeypatch.setattr(language, "translate", listen)
    assert main([*COMMANDS[name]]) == 0
    assert shown
    assert {english for english in shown if not _CODE.fullmatch(english)} <= gathered
